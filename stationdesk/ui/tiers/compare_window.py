"""Two signed self-assessments side by side: what got better, worse, or stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.domain.tiers.compare import CHANGE_WORDS, Change
from stationdesk.i18n import _
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.columns import COMPARISON
from stationdesk.ui.tiers.said import tier_tone
from stationdesk.ui.widgets.basics import Card, Segmented, label, row, set_look
from stationdesk.ui.widgets.detail_pane import Facts, scrolling
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.compare import ComparedItem, Comparison
    from stationdesk.domain.tiers.snapshot import Snapshot


class CompareWindow(Panel):
    """The earlier left, the later right; services filtered by which way they went."""

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(_("Compare two assessments"), 1000, 600, parent)
        self._comparison = comparison
        present = [change for change in Change if comparison.of(change)]
        words = {"all": _("All")} | {change.value: _(CHANGE_WORDS[change]) for change in present}
        self.views = Segmented(words, _("What to show"))
        self.table: RecordTable[ComparedItem] = RecordTable(
            COMPARISON, _("Services compared"), key=lambda item: item.code, footer=False
        )
        self.facts = Facts()
        self._build()
        self.views.chosen.connect(self._on_view)
        self.table.chosen.connect(self._on_chosen)
        counts = {change.value: len(comparison.of(change)) for change in present}
        self.views.set_counts({"all": len(comparison.items)} | counts)
        self.table.show_records(comparison.items)
        self.table.choose_first()

    def _build(self) -> None:
        earlier, later = self._comparison.earlier, self._comparison.later
        arrow = label("→", "number")
        arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = row(_card(earlier), arrow, _card(later), gap=12)
        head.setStretch(0, 1)
        head.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addLayout(row(self.views, None))
        self.body.addWidget(self.table, 1)
        below = scrolling(self.facts)
        below.setFixedHeight(px(96))
        self.body.addWidget(below)

    def _on_view(self, view: str) -> None:
        self.table.narrow(None if view == "all" else lambda item: item.change.value == view)
        self.table.choose_first()

    def _on_chosen(self, item: ComparedItem | None) -> None:
        facts = []
        if item is not None:
            facts = [(_("Found before"), item.found_before), (_("Found after"), item.found_after)]
        self.facts.show_facts(facts)


def _card(snapshot: Snapshot) -> Card:
    card = Card()
    tier = label(tier_words(snapshot.attained), "number")
    set_look(tier, tone=tier_tone(snapshot.attained, snapshot.applied_for).value)
    held, whole = snapshot.counts(1)
    said = _("{held} of {whole} met").format(held=held, whole=whole)
    line = row(label(snapshot.on.isoformat(), "card_title"), None, tier, gap=12)
    card.body.addLayout(line)
    standard = f"{snapshot.standard_title} {snapshot.standard_version}"
    card.body.addWidget(label(f"{said} · {snapshot.assessor} · {standard}", "caption", wrap=True))
    return card
