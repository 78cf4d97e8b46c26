"""The feedback book 「我有话说」 behind one door: every word gets an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.services.answer_times import AnswerTimes
from stationdesk.services.feedback_desk.history import History
from stationdesk.services.feedback_desk.reminders import Waiting
from stationdesk.services.feedback_desk.search import Search
from stationdesk.services.feedback_desk.statistics import BookFigures
from stationdesk.services.feedback_desk.templates import Templates

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.feedback.policies import Policy


class Feedback(Waiting, Templates, Search, BookFigures, History):
    """Entries, their moves and answers, what is begun for them, and ready-made answers."""

    def policies(self, on: date | None = None) -> list[Policy]:
        """Return the limits that hold on a day (None: today), one for each kind."""
        return AnswerTimes(self._context).policies(on)

    def keep_policy(
        self,
        kind: FeedbackKind,
        first_days: int,
        final_days: int,
        valid_from: date | None = None,
    ) -> None:
        """Let other limits hold for a kind from a day on (None: today).

        Raises:
            Refused: naming every number that cannot be, and a day that is past.
        """
        AnswerTimes(self._context).keep_policy(kind, first_days, final_days, valid_from)
