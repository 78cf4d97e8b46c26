"""How many people must be at the desk at which time, and whether that blocks or warns."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.cover_rules import CoverRule, NewCoverRule
from stationdesk.domain.roster.rules import Weight
from stationdesk.i18n import N_, _
from stationdesk.ui.roster.day_kind_ticks import kind_ticks
from stationdesk.ui.roster.shift_form import MOST_PEOPLE, minute_of, skill_options, time_of
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TextField, TimeField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import SkillId
    from stationdesk.ui.dialogs import Dialogs

COVER_WEIGHTS = {
    Weight.BLOCK: N_("Must be: told in red"),
    Weight.WARN: N_("Should be: told in amber"),
}
USUAL_NAMES = (N_("Desk never empty"), N_("Lunch time"), N_("A first-aider on duty"))


class CoverRuleForm(Form):
    """Asks for a cover rule; ``keep`` gets it."""

    def __init__(
        self,
        shown: CoverRule | NewCoverRule,
        skills: Mapping[SkillId, str],
        keep: Callable[[NewCoverRule], object],
        today: date,
        *,
        new: bool,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add a cover rule") if new else _("Change the cover rule")
        super().__init__(title, _("Keep the rule"), columns=2, dialogs=dialogs, parent=parent)
        self._keep = keep
        self._add_when(shown, today)
        self._add_how_many(shown, skills)
        self.set_clean()

    def keep(self) -> None:
        starts, ends = minute_of(self.starts.value()), minute_of(self.ends.value())
        skill_id = cast("SkillId | None", self.skill.value())
        valid_from = self.valid_from.value()
        assert valid_from is not None, "a required day is filled in"
        self._keep(
            NewCoverRule(
                name=self.name.value(),
                day_kinds=self.kinds.value(),
                from_minute=starts,
                to_minute=ends if ends > starts else ends + DAY_MINUTES,
                people=self.people.value() or 0,
                skill_id=skill_id,
                skilled=(self.skilled.value() or 0) if skill_id is not None else 0,
                weight=cast("Weight", self.weight.value()),
                valid_from=valid_from,
                valid_until=self.valid_until.value(),
            )
        )

    def _add_when(self, shown: CoverRule | NewCoverRule, today: date) -> None:
        self.name = self.add("name", _("Name of the rule"), TextField(shown.name), required=True)
        self.name.offer([_(words) for words in USUAL_NAMES])
        weights: dict[object, str] = {key: _(words) for key, words in COVER_WEIGHTS.items()}
        self.weight = self.add("weight", _("How strict"), ChoiceField(weights))
        self.weight.set_value(shown.weight)
        self.starts = self.add(
            "from_minute", _("From"), TimeField(time_of(shown.from_minute)), required=True
        )
        self.ends = self.add(
            "to_minute", _("Until"), TimeField(time_of(shown.to_minute)), required=True
        )
        self.kinds = self.add(
            "day_kinds",
            _("On which kinds of day"),
            kind_ticks(shown.day_kinds),
            required=True,
            wide=True,
        )
        self.valid_from = self.add(
            "valid_from", _("Holds from"), DayField(today, shown.valid_from), required=True
        )
        self.valid_until = self.add(
            "valid_until",
            _("Holds until"),
            DayField(today, shown.valid_until),
            hint=_("Empty holds until it is changed."),
        )

    def _add_how_many(self, shown: CoverRule | NewCoverRule, skills: Mapping[SkillId, str]) -> None:
        self.people = self.add(
            "people", _("People at least"), CountField(shown.people, 0, MOST_PEOPLE), required=True
        )
        options = skill_options(skills)
        self.skill = self.add("skill_id", _("Skill asked for"), ChoiceField(options))
        self.skill.set_value(shown.skill_id)
        self.skilled = self.add(
            "skilled", _("People with this skill"), CountField(shown.skilled, 0, MOST_PEOPLE)
        )
