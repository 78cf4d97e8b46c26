"""How a named rule stands: it blocks, warns or is off, and how much it allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.opening import clock
from stationdesk.domain.roster.breach_words import hours_text
from stationdesk.domain.roster.rules import (
    ALWAYS_BLOCKS,
    MINORS_NIGHT_ENDS,
    RULE_UNITS,
    RULE_WORDS,
    Rule,
    RuleChoice,
    Unit,
    Weight,
)
from stationdesk.i18n import N_, _
from stationdesk.ui.roster.shift_form import minute_of, time_of
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TimeField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.dialogs import Dialogs

WEIGHT_WORDS = {
    Weight.BLOCK: N_("Rule blocks"),
    Weight.WARN: N_("Rule warns"),
    Weight.OFF: N_("Rule is off"),
}
UNIT_WORDS = {
    Unit.SHIFTS: N_("shifts"),
    Unit.DAYS: N_("days in a row"),
    Unit.WEEKENDS: N_("weekends"),
}
HOUR = 60
MOST = 999


class RuleForm(Form):
    """Asks for a rule's weight and amount; hours are typed as hours and minutes."""

    def __init__(
        self,
        rule: Rule,
        choice: RuleChoice,
        keep: Callable[[Rule, RuleChoice, date | None], object],
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_(RULE_WORDS[rule]), _("Keep the rule"), dialogs=dialogs, parent=parent)
        self._rule, self._keep, self._unit = rule, keep, RULE_UNITS.get(rule, Unit.NONE)
        if self._unit is not Unit.NONE:
            usual = _("Limits are the product's own proposals; no public rule states them.")
            self.grid.add_wide(label(usual, "caption", wrap=True))
        weights: dict[object, str] = {
            weight: _(words)
            for weight, words in WEIGHT_WORDS.items()
            if rule not in ALWAYS_BLOCKS or weight is Weight.BLOCK
        }
        hint = _("A warning is passed with a reason, which is kept.")
        self.weight = self.add("weight", _("How the rule stands"), ChoiceField(weights), hint=hint)
        self.weight.set_value(choice.weight)
        self.amount = self._add_amount(choice)
        self.valid_from = self.add(
            "valid_from", _("Holds from"), DayField(today, today), required=True
        )
        self.set_clean()

    def keep(self) -> None:
        weight = cast("Weight", self.weight.value())
        choice = RuleChoice(weight, self._typed())
        self._keep(self._rule, choice, self.valid_from.value())

    def _add_amount(self, choice: RuleChoice) -> CountField | TimeField | None:
        if self._unit is Unit.NONE:
            return None
        if self._unit is Unit.CLOCK:
            night = _("Minors do not serve before {time} in the morning either.")
            hint = night.format(time=clock(MINORS_NIGHT_ENDS))
            clock_field = TimeField(time_of(choice.amount))
            return self.add("amount", _("Not later than"), clock_field, required=True, hint=hint)
        if self._unit is Unit.MINUTES:
            hours = CountField(choice.amount // HOUR, 0, MOST)
            return self.add("amount", _("Amount"), hours, required=True, unit=_("hours"))
        count = CountField(choice.amount, 0, MOST)
        unit = _(UNIT_WORDS[self._unit])
        return self.add("amount", _("Amount"), count, required=True, unit=unit)

    def _typed(self) -> int:
        if self.amount is None:
            return 0
        if isinstance(self.amount, TimeField):
            return minute_of(self.amount.value())
        typed = self.amount.value() or 0
        return typed * HOUR if self._unit is Unit.MINUTES else typed


def amount_words(rule: Rule, choice: RuleChoice) -> str:
    """Return how much a rule allows, in its unit; nothing where it has no amount."""
    unit = RULE_UNITS.get(rule, Unit.NONE)
    if unit is Unit.NONE or choice.weight is Weight.OFF:
        return ""
    if unit is Unit.CLOCK:
        return clock(choice.amount)
    if unit is Unit.MINUTES:
        return _("{hours} h").format(hours=hours_text(choice.amount))
    return f"{choice.amount} {_(UNIT_WORDS[unit])}"
