"""What of the feedback book stands on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.day_book import DayBook, owed_by
from stationdesk.domain.feedback.moves import closing_problems
from stationdesk.domain.feedback.states import OPEN_STATES
from stationdesk.domain.outages import end_of
from stationdesk.services.feedback_desk.chain import Works
from stationdesk.store import feedback
from stationdesk.store import tasks as task_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry


class Waiting(Works):
    """Reading only."""

    def day_book(self, on: date | None = None) -> DayBook:
        """Return what waits now; what is late is judged by the end of ``on``, None for now."""
        now = self._this_minute() if on in (None, self._context.today()) else end_of(on)
        entries = feedback.open_entries()
        waiting = [each for each in entries if each.state in OPEN_STATES]
        late, today = owed_by(waiting, now)
        answered = self._answered([each for each in entries if each.state not in OPEN_STATES])
        return DayBook(
            waiting=len(waiting),
            overdue=late,
            due_today=today,
            ready=tuple(self.ready_to_answer()),
            to_call_back=answered["call_back"],
            to_post=answered["posted_on"],
            to_close=answered[""],
            tasks=tuple(task_store.all_tasks(only_open=True)),
        )

    def _answered(self, entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
        """Return answered entries by what still stands against closing them; "" is nothing."""
        owed = {
            each.id: {one.about for one in closing_problems(self._matter(each.id))} or {""}
            for each in entries
        }
        return {
            about: tuple(each for each in entries if about in owed[each.id])
            for about in ("call_back", "posted_on", "")
        }
