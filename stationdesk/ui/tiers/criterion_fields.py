"""One service in the editor of a standard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.i18n import _
from stationdesk.listings.tiers import basis_words, tier_words
from stationdesk.ui.tiers.rule_fields import LONGEST_INTERVAL, RuleFields
from stationdesk.ui.widgets.basics import column, label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, LongTextField, TextField
from stationdesk.ui.widgets.forms import FormGrid

if TYPE_CHECKING:
    from stationdesk.domain.tiers.standard import Criterion


class CriterionFields(QWidget):
    """Name, lowest tier, how often, explanation, and every demand."""

    edited = pyqtSignal()

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion = criterion
        self.setProperty("look", "scrolled")
        grid = FormGrid(2)
        self.name = grid.add("name", _("Name in Chinese"), TextField(criterion.name.zh))
        self.english = grid.add("name_en", _("Name in English"), TextField(criterion.name.en))
        tiers: dict[object, str] = {tier: tier_words(tier) for tier in TIERS}
        self.tier = grid.add("tier", _("Lowest tier that asks for it"), ChoiceField(tiers))
        self.tier.set_value(criterion.tier)
        self.interval = grid.add(
            "interval_days",
            _("To be looked at every"),
            CountField(criterion.interval_days, least=1, most=LONGEST_INTERVAL),
            unit=_("days"),
        )
        self.explanation = grid.add(
            "explanation",
            _("Explanation"),
            LongTextField(criterion.explanation.zh, lines=2),
            wide=True,
        )
        self.rules = [RuleFields(each) for each in criterion.rules]
        source = f"{basis_words(criterion.stated)} · {criterion.source}"
        layout = column(grid, label(source, "caption", wrap=True), gap=10)
        layout.addWidget(label(_("Each demand"), "strong"))
        for each in self.rules:
            layout.addWidget(each)
            each.edited.connect(self.edited)
        layout.addStretch(1)
        self.setLayout(layout)
        for field in (self.name, self.english, self.tier, self.interval, self.explanation):
            field.edited.connect(self.edited)

    def criterion(self) -> Criterion:
        """Return the service as it was edited."""
        before, tier = self._criterion, self.tier.value()
        return replace(
            before,
            name=Words(self.name.value(), self.english.value()),
            tier=tier if isinstance(tier, int) else before.tier,
            interval_days=self.interval.value() or before.interval_days,
            explanation=Words(self.explanation.value(), before.explanation.en),
            rules=tuple(each.rule() for each in self.rules),
        )

    def unreadable(self) -> list[str]:
        """Return what cannot be read in the number fields."""
        own = [self.interval.unreadable()] if self.interval.unreadable() else []
        return own + [told for each in self.rules for told in each.unreadable()]
