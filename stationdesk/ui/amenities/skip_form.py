"""Due days that were not worked, skipped for one reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.upkeep_lines import DueLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.dialogs import Dialogs

MOST_NAMED = 6
"""How many of the days skipped are named one by one."""


class SkipForm(Form):
    """Skips one due day, or all of them up to one."""

    def __init__(
        self,
        amenities: Amenities,
        line: DueLine,
        *,
        people: list[str] | None = None,
        by: str = "",
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are names used before, ``by`` the one written from the start."""
        plan = line.due.plan
        super().__init__(
            _("Skip: {task}").format(task=plan.task), _("Skip"), dialogs=dialogs, parent=parent
        )
        self._amenities, self._plan_id = amenities, plan.id
        self._days = list(dict.fromkeys([*amenities.missed(plan.id), line.due.due_on]))
        self.done_by_whom = by
        told = _("{name}: a day that is skipped stays on record with its reason.")
        self.setMinimumWidth(px(560))
        self.grid.add_wide(label(told.format(name=line.amenity.name), "muted", wrap=True))
        self.until = self.add("due_on", _("Which due days"), ChoiceField(self._choices()))
        self.named = label("", "caption", wrap=True)
        self.grid.add_wide(self.named)
        self.reason = self.add("reason", _("Why it is skipped"), TextField(), required=True)
        self.reason.offer(
            [
                _("The station was closed"),
                _("It was out of use"),
                _("Nobody was free"),
                _("Done by the maker's service"),
            ]
        )
        self.by = self.add("done_by", _("Decided by"), TextField(by), required=True)
        self.by.offer(people or [])
        self.until.edited.connect(self._on_until)
        self._on_until()
        self.set_clean()

    def keep(self) -> None:
        self.done_by_whom = self.by.value()
        self._amenities.skip(self._plan_id, self.days(), self.reason.value(), self.by.value())

    def days(self) -> list[date]:
        """Return the due days that would be skipped, the oldest first."""
        return self._days[: int(str(self.until.value()))]

    def _choices(self) -> dict[object, str]:
        """Return how many of the days to skip: all that were missed first, then fewer."""
        if len(self._days) == 1:
            return {1: str(self._days[0])}
        choices: dict[object, str] = {
            len(self._days): _("All {count} that were missed").format(count=len(self._days))
        }
        for number in range(len(self._days) - 1, 0, -1):
            day = self._days[number - 1]
            told = _("Only {day}") if number == 1 else _("The {count} up to {day}")
            choices[number] = told.format(day=day, count=number)
        return choices

    def _on_until(self) -> None:
        days = [str(day) for day in self.days()]
        told = _(", ").join(days[:MOST_NAMED])
        if len(days) > MOST_NAMED:
            told = _("{days} … {last}").format(days=told, last=days[-1])
        self.named.setText(told if len(days) > 1 else "")
