"""The chosen amenity: how it stands, what is due, what broke, what was done, how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.amenity_register import AmenityState
from stationdesk.domain.upkeep import DueState
from stationdesk.i18n import _
from stationdesk.listings.amenities import amenity_mark, rhythm_words
from stationdesk.listings.columns import Tone
from stationdesk.listings.upkeep import (
    DUE_TONES,
    FAULT_TONES,
    RESULT_TONES,
    fault_mark,
    result_mark,
)
from stationdesk.ui.amenities.sentences import amenity_facts, due_words, place_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, row, rule
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.faults import Fault
    from stationdesk.domain.upkeep_lines import DueLine, RunLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

LAST_RUNS = 4
LAST_FAULTS = 3
GOOD_FROM, FAIR_FROM = 95.0, 85.0
"""From which availability the bar is green, and from which it is amber."""


class RegisterDetail(DetailPane):
    """Shows one line of the register; its buttons say what is wanted with it.

    ``run_wanted`` carries a plan's id, ``fault_opened`` a fault's id.
    """

    run_wanted = pyqtSignal(object)
    fault_opened = pyqtSignal(object)

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Choose an amenity at the left."), parent)
        self.number = label("", "number")
        self.unit = label("", "muted")
        self.share = label("", "caption")
        self.bar = Bar(_("Availability, 30 days"))
        self.facts = Facts()
        self.plans = ToldRows()
        self.no_plan = label(_("No upkeep plan yet."), "caption", wrap=True)
        self.all_plans = button(_("Manage"), look="link")
        self.faults_title = label(_("Open faults"), "strong")
        self.faults = ToldRows()
        self.runs_title = label(_("Recent upkeep"), "strong")
        self.runs = ToldRows()
        self.all_runs = button(_("All records"), look="link")
        self.photos = PhotoStrip(attachments, dialogs)
        self.edit = button(_("Edit"))
        self.report = button(_("Report fault"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this amenity"))
        self._fill()
        self.plans.pressed.connect(self.run_wanted)
        self.faults.pressed.connect(self.fault_opened)

    def show_line(
        self,
        line: AmenityLine,
        dues: list[DueLine],
        faults: list[Fault],
        runs: list[RunLine],
        today: date,
    ) -> None:
        """Show an amenity with what is due, its faults and its runs, the newest first."""
        amenity = line.amenity
        self.show_head(amenity.name, amenity_mark(line.state), place_words(amenity))
        self._show_pieces(line)
        self.facts.show_facts(amenity_facts(line, runs, today))
        self._show_plans(dues)
        self._show_faults([fault for fault in faults if fault.is_open])
        self._show_runs(runs)
        self.photos.show_of("amenity", amenity.uid)
        self.report.setEnabled(line.state not in (AmenityState.RETIRED, AmenityState.NOT_YET))

    def _fill(self) -> None:
        self.unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.unit.setContentsMargins(0, 0, 0, px(7))
        body = self.body
        body.addLayout(row(self.number, self.unit, None, gap=6))
        body.addWidget(self.bar)
        body.addWidget(self.share)
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addLayout(_titled(label(_("Upkeep plans"), "strong"), self.all_plans))
        body.addWidget(self.no_plan)
        body.addWidget(self.plans)
        body.addWidget(self.faults_title)
        body.addWidget(self.faults)
        body.addLayout(_titled(self.runs_title, self.all_runs))
        body.addWidget(self.runs)
        body.addWidget(rule())
        body.addWidget(label(_("Photos"), "strong"))
        body.addWidget(self.photos)
        self.foot.addWidget(self.edit)
        self.foot.addWidget(self.report, 1)
        self.foot.addWidget(self.more)

    def _show_pieces(self, line: AmenityLine) -> None:
        working, whole = line.working_pieces, line.amenity.pieces
        self.number.setText(f"{working}/{whole}")
        self.unit.setText(_("pieces work"))
        self.number.setAccessibleName(
            _("{working} of {whole} pieces work").format(working=working, whole=whole)
        )
        percent = line.availability.percent if line.availability else None
        keep_shown(self.bar, shown=percent is not None)
        keep_shown(self.share, shown=percent is not None)
        if percent is not None:
            tone = Tone.GOOD if percent >= GOOD_FROM else Tone.WARNING
            self.bar.show_share(round(percent, 1), 100, tone if percent >= FAIR_FROM else Tone.BAD)
            self.share.setText(
                _("Usable {percent}% of the last 30 days").format(percent=f"{percent:.1f}")
            )

    def _show_plans(self, dues: list[DueLine]) -> None:
        keep_shown(self.no_plan, shown=not dues)
        self.plans.show_rows([_told_due(line) for line in dues])

    def _show_faults(self, faults: list[Fault]) -> None:
        told = [
            Told(
                fault.description,
                f"{fault.reported_on} · {fault_mark(fault.state)}",
                FAULT_TONES[fault.state],
                verb=_("Look"),
                key=fault.id,
            )
            for fault in faults[:LAST_FAULTS]
        ]
        self.faults.show_rows(told)
        keep_shown(self.faults_title, shown=bool(told))

    def _show_runs(self, runs: list[RunLine]) -> None:
        told = [
            Told(
                each.plan.task,
                f"{each.run.done_on} · {result_mark(each.run.result)} · {each.run.done_by}",
                RESULT_TONES[each.run.result] if each.run.result != "normal" else None,
            )
            for each in runs[:LAST_RUNS]
        ]
        self.runs.show_rows(told)
        for part in (self.runs_title, self.all_runs):
            keep_shown(part, shown=bool(told))


def _titled(title: QLabel, link: QPushButton) -> QHBoxLayout:
    return row(title, None, link)


def _told_due(line: DueLine) -> Told:
    due = line.due
    tone = None if due.state is DueState.LATER else DUE_TONES[due.state]
    how = f"{rhythm_words(due.plan)} · {due.due_on:%m-%d} {due_words(due)}"
    return Told(due.plan.task, how, tone, verb=_("Log"), key=due.plan.id)
