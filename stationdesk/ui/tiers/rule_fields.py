"""One demand of a service in the editor: its name, how much each tier asks, how often."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import TIERS, RuleKind
from stationdesk.i18n import N_, _
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column, label, row, rule
from stationdesk.ui.widgets.fields import CountField, TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.tiers.standard import Rule

NUMBER_WIDTH = 78
LONGEST_INTERVAL = 3650
KIND_WORDS: dict[RuleKind, str] = {
    RuleKind.AMENITY: N_("Amenities in working order"),
    RuleKind.CAPACITY: N_("Capacity of amenities"),
    RuleKind.STOCK_QUANTITY: N_("Stock in date"),
    RuleKind.STOCK_KINDS: N_("Different goods in stock"),
    RuleKind.REQUIRED_SET: N_("Complete required set"),
    RuleKind.SET_CHECK: N_("Required set checked in time"),
    RuleKind.UPKEEP_DONE: N_("Upkeep done in time"),
    RuleKind.EXTINGUISHERS: N_("Valid fire extinguishers"),
    RuleKind.OPENING_HOURS: N_("Opening hours published"),
    RuleKind.HAND_CHECK: N_("Looked at by hand"),
    RuleKind.SEASON_DEVICE: N_("Device of the season"),
    RuleKind.LOAN_LEDGER: N_("Lent from the ledger, pieces in order"),
    RuleKind.LOST_PROPERTY: N_("Found things passed on in time"),
    RuleKind.FEEDBACK_BOOK: N_("Feedback entered and answered in time"),
    RuleKind.DUTY_COVER: N_("Desk covered by published rosters"),
    RuleKind.SKILL_ON_DUTY: N_("Somebody with the skill on duty"),
    RuleKind.VOLUNTEERS_ENOUGH: N_("Active volunteers"),
    RuleKind.ANY_OF: N_("One of several is enough"),
}
"""Which records prove a rule, in words."""


class RuleFields(QWidget):
    """The fields of a rule, and under it those of its alternatives."""

    edited = pyqtSignal()

    def __init__(self, told: Rule) -> None:
        super().__init__()
        self._rule = told
        self.name = TextField(told.name.zh)
        self.english = TextField(told.name.en)
        self.least = {tier: CountField(told.quantity.get(tier), least=1) for tier in TIERS}
        self.most = {tier: CountField(told.at_most.get(tier), least=1) for tier in TIERS}
        self.here = CountField(told.least_in_station, least=0)
        self.interval = CountField(told.interval_days, least=1, most=LONGEST_INTERVAL)
        self.alternatives = [RuleFields(each) for each in told.alternatives]
        self._build()

    def rule(self) -> Rule:
        """Return the rule as it was edited."""
        interval = self.interval.value() if self._rule.interval_days else None
        return replace(
            self._rule,
            name=Words(self.name.value(), self.english.value()),
            quantity=_amounts(self.least) if self._rule.quantity else self._rule.quantity,
            at_most=_amounts(self.most) if self._rule.at_most else self._rule.at_most,
            least_in_station=self._least_here(),
            interval_days=interval if interval else self._rule.interval_days,
            alternatives=tuple(each.rule() for each in self.alternatives),
        )

    def unreadable(self) -> list[str]:
        """Return what cannot be read in the number fields."""
        fields = [*self.least.values(), *self.most.values(), self.here, self.interval]
        told = _("{sentence}: {note}")
        own = [
            told.format(sentence=self._rule.name, note=field.unreadable())
            for field in fields
            if field.unreadable()
        ]
        return own + [told for each in self.alternatives for told in each.unreadable()]

    def _build(self) -> None:
        told = self._rule
        layout = column(gap=6)
        layout.addWidget(rule())
        kind = _(KIND_WORDS[told.kind])
        if told.advisory:
            kind += " · " + _("advised only")
        layout.addWidget(label(kind, "caption"))
        self.name.setAccessibleName(_("Demand, in Chinese"))
        self.english.setAccessibleName(_("Demand, in English"))
        layout.addLayout(row(self.name, self.english))
        if told.quantity:
            layout.addLayout(self._amounts_line(_("At least"), self.least))
        if told.at_most:
            layout.addLayout(self._amounts_line(_("At most"), self.most))
        if told.kind is RuleKind.LOAN_LEDGER:
            words = label(_("Not on loan, at least"), "muted")
            self._put_name(self.here, _("Not on loan, at least"))
            layout.addLayout(row(words, self.here, None))
        if told.interval_days is not None:
            self._put_name(self.interval, _("Every so many days"))
            words = label(_("At least every"), "muted")
            layout.addLayout(row(words, self.interval, label(_("days"), "muted"), None))
        self.name.edited.connect(self.edited)
        self.english.edited.connect(self.edited)
        for field in (self.here, self.interval, *self.least.values(), *self.most.values()):
            field.edited.connect(self.edited)
        self._add_alternatives(layout)
        self.setLayout(layout)

    def _least_here(self) -> int:
        written = self.here.value()
        return self._rule.least_in_station if written is None else written

    def _amounts_line(self, words: str, fields: Mapping[int, CountField]) -> QVBoxLayout:
        line = row(label(words, "muted"))
        for tier, field in fields.items():
            self._put_name(field, f"{words} {tier_words(tier)}")
            line.addSpacing(px(4))
            line.addWidget(label(tier_words(tier), "caption"))
            line.addWidget(field)
        line.addWidget(label(str(self._rule.unit), "muted"))
        line.addStretch(1)
        return column(line)

    def _put_name(self, field: CountField, words: str) -> None:
        field.setFixedWidth(px(NUMBER_WIDTH))
        field.setAccessibleName(f"{self._rule.name} {words}")

    def _add_alternatives(self, layout: QVBoxLayout) -> None:
        for each in self.alternatives:
            each.setContentsMargins(px(18), 0, 0, 0)
            each.edited.connect(self.edited)
            layout.addWidget(each)


def _amounts(fields: Mapping[int, CountField]) -> dict[int, int]:
    """Return the amounts written; a tier left empty is not asked for."""
    written = {tier: field.value() for tier, field in fields.items()}
    return {tier: amount for tier, amount in written.items() if amount is not None}
