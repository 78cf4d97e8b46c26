"""What was recorded about the tiers: signed assessments, checks by hand, exemptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QStackedWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.tiers.columns import EXEMPTIONS, LOOKS, SIGNED
from stationdesk.ui.tiers.compare_window import CompareWindow
from stationdesk.ui.tiers.look_window import LookWindow
from stationdesk.ui.tiers.snapshot_window import SnapshotWindow
from stationdesk.ui.widgets.basics import Segmented, button, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AssessmentId
    from stationdesk.domain.tiers.records import Exemption, HandCheckLine, SignedAssessment
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs

VIEWS = ("signed", "checks", "exemptions")
PAIR = 2


class HistoryWindow(Panel):
    """Three lists behind one row of choices; each with its own deeds."""

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        dialogs: Dialogs,
        view: str = "signed",
        subjects: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``subjects`` narrows the checks to these; none of them means all."""
        super().__init__(_("History"), 1000, 600, parent)
        self._tiers, self._attachments, self._dialogs = tiers, attachments, dialogs
        self._subjects = frozenset(subjects)
        words = {
            "signed": _("Signed assessments"),
            "checks": _("Checks by hand"),
            "exemptions": _("Not applicable here"),
        }
        self.views = Segmented(words, _("What to show"))
        self.search = SearchBox(_("Name, person or note"))
        self.signed: RecordTable[SignedAssessment] = RecordTable(
            SIGNED, words["signed"], key=lambda one: one.id, many=True
        )
        self.looks: RecordTable[HandCheckLine] = RecordTable(
            LOOKS, words["checks"], key=lambda line: line.check.uid
        )
        self.exemptions: RecordTable[Exemption] = RecordTable(
            EXEMPTIONS, words["exemptions"], key=lambda one: one.uid
        )
        self._sheets = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()
        self.views.choose(view)
        self._on_view(view)

    def refresh(self) -> None:
        """Read all three lists again."""
        self.signed.show_records(self._tiers.assessments())
        lines = self._tiers.hand_check_lines()
        wanted = self._subjects
        self.looks.show_records(
            [line for line in lines if not wanted or line.check.subject in wanted]
        )
        self.exemptions.show_records(self._tiers.exemptions())
        self._tell_deeds()

    def open_signed(self, assessment_id: AssessmentId) -> None:
        """Show one signed assessment in full."""
        try:
            snapshot = self._tiers.snapshot(assessment_id)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return
        window = SnapshotWindow(snapshot, self._tiers.signed(assessment_id), self)
        window.turn_to.connect(self.lead_to)
        window.exec()

    def _build(self) -> None:
        top = row(self.views, None, self.search)
        self.search.setMaximumWidth(260)
        self.body.addLayout(top)
        for sheet in (self.signed, self.looks, self.exemptions):
            self._sheets.addWidget(sheet)
        self.body.addWidget(self._sheets, 1)
        self.open_one = self.add_deed(button(_("Open the record"), Icon.OPEN))
        self.compare = self.add_deed(button(_("Compare two"), Icon.ARROW_SWAP))
        self.print = self.add_deed(button(_("Print the report"), Icon.PRINT))
        self.void = self.add_aside(button(_("Void"), Icon.DELETE))
        self.signed.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No assessment has been signed yet."),
                _("Sign one on the page; it keeps for ever what was found on that day."),
            )
        )
        self.looks.say_when_empty(EmptyState(Nothing.NEVER_USED, _("Nobody has looked yet.")))
        self.exemptions.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("Every service applies to this station."))
        )
        self.signed.set_hints(_("Ctrl choose two to compare"), _("Enter open"))
        self.exemptions.set_hints(_("↑↓ choose"))

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view)
        self.search.searched.connect(self._on_search)
        for table in (self.signed, self.looks, self.exemptions):
            table.clear_wanted.connect(self.search.clear)
            selection = table.view.selectionModel()
            if selection is not None:
                selection.selectionChanged.connect(self._tell_deeds)
        self.signed.opened.connect(self._on_open)
        self.looks.opened.connect(self._on_open)
        self.open_one.clicked.connect(self._on_open)
        self.compare.clicked.connect(self._on_compare)
        self.print.clicked.connect(self._on_print)
        self.void.clicked.connect(self._on_void)

    def _on_view(self, view: str) -> None:
        self._sheets.setCurrentIndex(VIEWS.index(view))
        self.compare.setVisible(view == "signed")
        self.print.setVisible(view == "signed")
        self.open_one.setVisible(view != "exemptions")
        self.void.setVisible(view != "signed")
        self._on_search(self.search.query())
        for sheet in (self.signed, self.looks, self.exemptions):
            if sheet is self._sheets.currentWidget() and sheet.current() is None:
                sheet.choose_first()
        self._tell_deeds()

    def _on_search(self, query: str) -> None:
        wanted = query.lower()
        self.signed.narrow(lambda one: _says(wanted, one.number, one.assessor, one.on), query)
        self.looks.narrow(
            lambda line: _says(wanted, line.name, line.check.checked_by, line.check.note), query
        )
        self.exemptions.narrow(
            lambda one: _says(wanted, one.criterion, one.reason, one.approved_by), query
        )

    def _tell_deeds(self, *_changes: object) -> None:
        view = self.views.current()
        signed, look = self.signed.selected(), self.looks.current()
        exemption = self.exemptions.current()
        self.open_one.setEnabled(len(signed) == 1 if view == "signed" else look is not None)
        self.compare.setEnabled(len(signed) == PAIR)
        self.print.setEnabled(len(signed) == 1)
        voidable = look is not None and not look.check.voided
        if view == "exemptions":
            voidable = exemption is not None and not exemption.voided
        self.void.setEnabled(voidable)

    def _on_open(self, *_news: object) -> None:
        if self.views.current() == "signed":
            for one in self.signed.selected()[:1]:
                self.open_signed(one.id)
        elif (look := self.looks.current()) is not None:
            window = LookWindow(self._tiers, self._attachments, look, self._dialogs, self)
            window.exec()
            self.refresh()

    def _on_compare(self) -> None:
        pair = self.signed.selected()
        if len(pair) != PAIR:
            return
        self._try(lambda: self._show_comparison(pair))

    def _show_comparison(self, pair: list[SignedAssessment]) -> None:
        CompareWindow(self._tiers.compare(pair[0].id, pair[1].id), self).exec()

    def _on_print(self) -> None:
        for one in self.signed.selected()[:1]:
            self.lead_to("reports", ("assessment", one.id))

    def _on_void(self) -> None:
        if self.views.current() == "exemptions":
            if (exemption := self.exemptions.current()) is not None:
                self._try(lambda: self._tiers.void_exemption(exemption.uid))
        elif (look := self.looks.current()) is not None:
            self._try(lambda: self._tiers.void_hand_check(look.check.uid))

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()
            self.refresh()


def _says(wanted: str, *words: object) -> bool:
    return not wanted or any(wanted in str(word).lower() for word in words)
