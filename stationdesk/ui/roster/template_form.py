"""A shift that comes back: its times, its people, the days it is for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate
from stationdesk.i18n import _
from stationdesk.ui.roster.day_kind_ticks import kind_ticks, weekday_ticks
from stationdesk.ui.roster.shift_form import ShiftFields
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.roster.shifts import ShiftTemplate
    from stationdesk.ui.dialogs import Dialogs

ANY_DAY = date(2000, 1, 1)
"""A template has no day; the fields it shares with a shift are asked about one."""


class TemplateForm(Form):
    """Asks for a template; ``keep`` gets it. Shifts made before stay as they are."""

    def __init__(
        self,
        shown: ShiftTemplate | NewShiftTemplate,
        skills: Mapping[SkillId, str],
        keep: Callable[[NewShiftTemplate], object],
        *,
        new: bool,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add a shift template") if new else _("Change the shift template")
        super().__init__(title, _("Keep the template"), columns=2, dialogs=dialogs, parent=parent)
        self._keep, self._order = keep, shown.sort_order
        self.fields = ShiftFields(self, skills, _as_shift(shown))
        self.kinds = self.add(
            "day_kinds",
            _("On which kinds of day"),
            kind_ticks(shown.day_kinds),
            required=True,
            wide=True,
        )
        self.weekdays = self.add(
            "weekdays",
            _("On which weekdays"),
            weekday_ticks(shown.weekdays),
            required=True,
            wide=True,
        )
        self.set_clean()

    def keep(self) -> None:
        shift = self.fields.shift_on(ANY_DAY)
        self._keep(
            NewShiftTemplate(
                name=shift.name,
                from_minute=shift.from_minute,
                to_minute=shift.to_minute,
                day_kinds=self.kinds.value(),
                weekdays=self.weekdays.value(),
                post=shift.post,
                needed=shift.needed,
                most=shift.most,
                at_desk=shift.at_desk,
                skill_id=shift.skill_id,
                skilled=shift.skilled,
                sort_order=self._order,
            )
        )


def _as_shift(shown: ShiftTemplate | NewShiftTemplate) -> NewShift:
    return NewShift(
        day=ANY_DAY,
        name=shown.name,
        post=shown.post,
        from_minute=shown.from_minute,
        to_minute=shown.to_minute,
        needed=shown.needed,
        most=shown.most,
        at_desk=shown.at_desk,
        skill_id=shown.skill_id,
        skilled=shown.skilled,
    )
