"""Forms around a day: the answer on the board, and a deadline that is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.i18n import _
from stationdesk.ui.feedback.step_form import entry_head
from stationdesk.ui.feedback.words import moment_words, short_body
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs


MOST_TOLD = 6


class BoardDayForm(Form):
    """Asks on which day answers went up on the board, or came off it; today is proposed."""

    def __init__(
        self,
        title: str,
        verb: str,
        answers: Sequence[str],
        today: date,
        keep: Callable[[date], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``answers`` say shortly which answers are meant."""
        super().__init__(title, verb, dialogs=dialogs, parent=parent)
        self._keep = keep
        self.grid.add_wide(label(_shortly(answers), "muted", wrap=True))
        self.day = self.add("on", _("On the day"), DayField(today, today), required=True)
        self.set_clean()

    def keep(self) -> None:
        self._keep(cast("date", self.day.value()))


class PutOffForm(Form):
    """Puts the final deadline off: until when, why, and who agreed."""

    def __init__(
        self,
        feedback: Feedback,
        entry: Entry,
        today: date,
        people: Sequence[str],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Put the deadline off"), _("Put off"), dialogs=dialogs, parent=parent)
        self._feedback, self._entry = feedback, entry
        self.grid.add_wide(entry_head(entry))
        if entry.final_due_at is not None:
            due = _("Due now: {moment}").format(moment=moment_words(entry.final_due_at, today))
            self.grid.add_wide(label(due, "caption", wrap=True))
        self.until = self.add("until", _("New last day"), DayField(today), required=True)
        self.reason = self.add("reason", _("Why more time is needed"), TextField(), required=True)
        self.reason.offer(
            [
                _("Parts are ordered"),
                _("Several offices are concerned"),
                _("The firm comes later"),
                _("The weather does not allow it"),
            ]
        )
        self.person = self.add("person", _("Who agreed"), TextField(), required=True)
        self.person.offer(list(people))
        self.set_clean()

    def keep(self) -> None:
        self._feedback.extend(
            self._entry.id,
            cast("date", self.until.value()),
            self.reason.value(),
            self.person.value(),
        )


def _shortly(answers: Sequence[str]) -> str:
    """Return the first few answers in short, and how many more there are."""
    told = [short_body(answer) for answer in answers[:MOST_TOLD]]
    if left := len(answers) - len(told):
        told.append(_("and {count} more").format(count=left))
    return "\n".join(told)
