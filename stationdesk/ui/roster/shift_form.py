"""One shift of one day: added by hand, or changed."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, cast

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.roster.usual import (
    EVENING_SHIFT,
    MORNING_SHIFT,
    NIGHT_SHIFT,
    NOON_SHIFT,
    ONLY_SHIFT,
)
from stationdesk.i18n import N_, _
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    TextField,
    TickField,
    TimeField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import SkillId
    from stationdesk.ui.dialogs import Dialogs

USUAL_NAMES = (
    MORNING_SHIFT,
    NOON_SHIFT,
    EVENING_SHIFT,
    NIGHT_SHIFT,
    ONLY_SHIFT,
    N_("Lunch helper"),
)
MOST_PEOPLE = 50


class ShiftFields:
    """The fields that a shift and a template have in common."""

    def __init__(self, form: Form, skills: Mapping[SkillId, str], shown: NewShift) -> None:
        self.name = form.add("name", _("Name of the shift"), TextField(shown.name), required=True)
        self.name.offer([_(words) for words in USUAL_NAMES])
        self.post = form.add(
            "post",
            _("Post"),
            TextField(shown.post),
            hint=_("Only where one shift has several posts, such as reception and patrol."),
        )
        self.starts = form.add(
            "from_minute", _("Begins at"), TimeField(time_of(shown.from_minute)), required=True
        )
        self.ends = form.add(
            "to_minute",
            _("Ends at"),
            TimeField(time_of(shown.to_minute)),
            required=True,
            hint=_("An end before the beginning is on the next day."),
        )
        self.needed = form.add(
            "needed", _("People wanted"), CountField(shown.needed, 0, MOST_PEOPLE), required=True
        )
        self.most = form.add(
            "most", _("People at most"), CountField(shown.most, 1, MOST_PEOPLE), required=True
        )
        options = skill_options(skills)
        self.skill = form.add("skill_id", _("Skill asked for"), ChoiceField(options))
        self.skill.set_value(shown.skill_id)
        self.skilled = form.add(
            "skilled", _("People with this skill"), CountField(shown.skilled, 0, MOST_PEOPLE)
        )
        self.at_desk = form.add(
            "at_desk",
            _("Where it is served"),
            TickField(_("At the desk: it counts as cover"), shown.at_desk),
        )

    def shift_on(self, day: date) -> NewShift:
        """Return the shift as typed, on ``day``."""
        starts, ends = minute_of(self.starts.value()), minute_of(self.ends.value())
        skill_id = cast("SkillId | None", self.skill.value())
        return NewShift(
            day=day,
            name=self.name.value(),
            post=self.post.value(),
            from_minute=starts,
            to_minute=ends if ends > starts else ends + DAY_MINUTES,
            needed=self.needed.value() or 0,
            most=self.most.value() or 0,
            at_desk=self.at_desk.value(),
            skill_id=skill_id,
            skilled=(self.skilled.value() or 0) if skill_id is not None else 0,
        )


class ShiftForm(Form):
    """Asks for a shift; ``keep`` gets it."""

    def __init__(
        self,
        shown: NewShift,
        skills: Mapping[SkillId, str],
        keep: Callable[[NewShift], object],
        *,
        new: bool,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add a shift") if new else _("Change the shift")
        verb = _("Add the shift") if new else _("Keep the shift")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._keep, self._shown = keep, shown
        self.day = self.add(
            "day", _("Day"), DayField(shown.day, shown.day), required=True, wide=True
        )
        self.fields = ShiftFields(self, skills, shown)
        self.set_clean()

    def keep(self) -> None:
        day = self.day.value() or self._shown.day
        self._keep(self.fields.shift_on(day))


def skill_options(skills: Mapping[SkillId, str]) -> dict[object, str]:
    """Return the skills one may ask for, none of them first."""
    options: dict[object, str] = {None: _("No skill is asked for")}
    options.update(skills.items())
    return options


def time_of(minute: int) -> time:
    """Return a minute of the day as a time; midnight at the end is 00:00."""
    hours, minutes = divmod(minute % DAY_MINUTES, 60)
    return time(hours, minutes)


def minute_of(moment: time | None) -> int:
    """Return a time as a minute of the day."""
    return 0 if moment is None else moment.hour * 60 + moment.minute
