"""A signed self-assessment, as it was frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.standard import TIERS
from stationdesk.i18n import _
from stationdesk.listings.tiers import evidence_words, tier_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.columns import SNAPSHOT
from stationdesk.ui.tiers.said import tier_tone
from stationdesk.ui.widgets.basics import button, column, label, row
from stationdesk.ui.widgets.charts import Bar, Ring
from stationdesk.ui.widgets.detail_pane import Facts, scrolling
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.records import SignedAssessment
    from stationdesk.domain.tiers.snapshot import SignedFinding, Snapshot


class SnapshotWindow(Panel):
    """The tier then, every service then, and what the chosen one rested on."""

    def __init__(
        self, snapshot: Snapshot, signed: SignedAssessment, parent: QWidget | None = None
    ) -> None:
        title = _("Self-assessment {number}").format(number=signed.number)
        super().__init__(title, 1040, 640, parent)
        self._signed = signed
        self.subtitle.setText(
            _("{station} · {day} · signed by {person}").format(
                station=snapshot.station_name, day=snapshot.on, person=snapshot.assessor
            )
        )
        self.table: RecordTable[SignedFinding] = RecordTable(
            SNAPSHOT, _("Services as they were signed"), key=lambda one: one.code, footer=False
        )
        self.facts = Facts()
        self.print = self.add_deed(button(_("Print the report"), Icon.PRINT))
        self._build(snapshot)
        self.table.chosen.connect(self._on_chosen)
        self.print.clicked.connect(self._on_print)
        self.table.show_records(snapshot.findings)
        self.table.choose_first()

    def _build(self, snapshot: Snapshot) -> None:
        held, whole = snapshot.counts(TIERS[-1])
        ring = Ring(_("Tier attained"), side=104)
        caption = _("{held} of {whole}").format(held=held, whole=whole)
        tone = tier_tone(snapshot.attained, snapshot.applied_for)
        ring.show_share(held, whole, tier_words(snapshot.attained), caption, tone)
        bars = column(gap=4)
        for tier in TIERS:
            part, all_of_it = snapshot.counts(tier)
            bar = Bar(tier_words(tier))
            bar.show_share(part, all_of_it)
            bar.setFixedWidth(px(160))
            bars.addLayout(
                row(label(tier_words(tier)), bar, label(f"{part} / {all_of_it}", "muted"), None)
            )
        told = Facts()
        told.show_facts(
            [
                (_("Standard"), f"{snapshot.standard_title}  {snapshot.standard_version}"),
                (_("Source"), str(snapshot.standard_source)),
                (_("Tier applied for"), _applied(snapshot)),
                (_("Digest"), self._signed.digest[:16]),
            ]
        )
        head = row(ring, bars, told, gap=20)
        head.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        below = scrolling(self.facts)
        below.setFixedHeight(px(132))
        self.body.addWidget(below)

    def _on_chosen(self, finding: SignedFinding | None) -> None:
        if finding is None:
            self.facts.show_facts([])
            return
        facts = [
            (_("Required"), str(finding.required)),
            (_("Found"), str(finding.found)),
            (_("Evidence"), evidence_words(finding.evidence)),
        ]
        if finding.todo is not None:
            facts.append((_("What to do"), str(finding.todo)))
        if finding.reason is not None:
            facts.append((_("Why it does not apply"), str(finding.reason)))
        self.facts.show_facts(facts)

    def _on_print(self) -> None:
        self.lead_to("reports", ("assessment", self._signed.id))


def _applied(snapshot: Snapshot) -> str:
    return tier_words(snapshot.applied_for) if snapshot.applied_for else ""
