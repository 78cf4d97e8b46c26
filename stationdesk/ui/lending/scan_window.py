"""Scanning one piece after another: taking back, or lending to one person."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication, QFrame, QLabel

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Tone
from stationdesk.ui.icons import Icon, pixmap
from stationdesk.ui.lending.borrower_form import BorrowerForm
from stationdesk.ui.lending.deeds import LendingDeeds
from stationdesk.ui.lending.scan_session import Heard, Mode, ScanSession
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import (
    TONE_ICONS,
    Elide,
    Segmented,
    button,
    column,
    keep_shown,
    label,
    row,
    set_look,
)
from stationdesk.ui.widgets.desk_field import DeskField
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.scan_input import ScanField, ScannerEar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QVBoxLayout, QWidget

    from stationdesk.services.labels import Labels
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs

SECOND_BEEP_MS = 180
MODE_WORDS = {Mode.GIVE_BACK: N_("Give back"), Mode.LEND: N_("Lend")}


class ScanWindow(Panel):
    """Stays open; each scan acts at once and is told large, in colour and by a beep.

    One beep is done, two are not. ``undo_wanted`` asks the window to take the last deed back.
    """

    undo_wanted = pyqtSignal()

    def __init__(
        self,
        lending: Lending,
        labels: Labels,
        today: Callable[[], date],
        *,
        dialogs: Dialogs,
        ring: Callable[[], None] = QApplication.beep,
        parent: QWidget | None = None,
    ) -> None:
        """``ring`` makes one short sound."""
        super().__init__(_("Continuous scanning"), 960, 600, parent)
        self._lending, self._today, self._dialogs, self._ring = lending, today, dialogs, ring
        self._deeds = LendingDeeds(lending, labels, dialogs, today, self)
        self.session = ScanSession(lending, self._deeds.matches, today, _now)
        self.modes = Segmented(
            {
                Mode.GIVE_BACK.value: _("Give back"),
                Mode.LEND.value: _("Lend to one person"),
            },
            _("What a scan does"),
        )
        self.who = Elide("", "strong")
        self.choose = button(_("Who borrows…"), Icon.PERSON, shortcut="Ctrl+B")
        self.sound = TickField(_("Beep"), value=True)
        self.field = DeskField(_("Scan label after label; Enter acts at once"))
        self.feedback = _Feedback()
        self.done_list: RecordTable[Heard] = RecordTable(DONE, _("Done in this sitting"))
        self.parked: RecordTable[Heard] = RecordTable(
            PARKED, _("Parked scans"), verb_of=lambda _heard: _("Handle")
        )
        self.undo = self.add_aside(button(_("Undo the last"), Icon.ARROW_UNDO, shortcut="Ctrl+Z"))
        self._build()
        self._connect()
        self._ear = self._listen()
        self._show_mode()
        self._show_lists()

    def _build(self) -> None:
        for made in (self.modes, self.choose, self.undo, self.close_button, self.sound):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = row(self.modes, self.choose, self.who, None, self.sound, gap=12)
        top.setStretchFactor(self.who, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.field)
        self.body.addWidget(self.feedback)
        lists = row(
            _listed(_("Done"), self.done_list),
            _listed(_("Parked: to be looked at"), self.parked),
            gap=16,
        )
        lists.setStretch(0, 1)
        lists.setStretch(1, 1)
        self.body.addLayout(lists, 1)
        self.done_list.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("Nothing scanned yet."), name=Icon.BARCODE_SCANNER)
        )
        self.parked.say_when_empty(EmptyState(Nothing.ALL_DONE, _("Nothing is parked.")))
        self.parked.add_action(_("Handle"), self._on_handle_rows, Icon.OPEN)
        self.parked.add_action(_("Dismiss"), self._on_dismiss, Icon.DISMISS, "Del")
        self.parked.set_hints(_("Enter handle"), _("Del dismiss"))
        self.done_list.set_hints(_("Ctrl+Z undo the last"))
        self.field.setFocus()

    def _connect(self) -> None:
        self.modes.chosen.connect(self._on_mode)
        self.choose.clicked.connect(self._on_choose)
        self.field.scanned.connect(self._on_scanned)
        self.parked.opened.connect(self._on_handle)
        self.undo.clicked.connect(self._on_undo)
        self.finished.connect(self._ear_off)
        self._deeds.turn_to.connect(self.lead_to)
        self._deeds.view_wanted.connect(self._on_view_wanted)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.field.setFocus)

    def _listen(self) -> ScannerEar:
        """Hear scans also while a list has the focus."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        ear = ScannerEar(app, listens=self._is_heard)
        ear.setParent(self)
        ear.scanned.connect(self._on_scanned)
        return ear

    def _is_heard(self) -> bool:
        return self.isActiveWindow() and not isinstance(QApplication.focusWidget(), ScanField)

    def _ear_off(self) -> None:
        self._ear.stop()

    def _on_view_wanted(self, view: str, about: object) -> None:
        self.lead_to("lending", (view, about))

    def _on_scanned(self, code: str) -> None:
        heard = self.session.scan(code)
        self.feedback.show_heard(heard)
        self._beep(done=heard.is_done)
        self._show_lists()
        if self.session.mode is Mode.LEND and heard.is_done:
            self.who.setText(heard.how.split(" · ", 1)[0])
        self.field.setFocus()

    def _beep(self, *, done: bool) -> None:
        if not self.sound.value():
            return
        self._ring()
        if not done:
            QTimer.singleShot(SECOND_BEEP_MS, self._ring)

    def _show_lists(self) -> None:
        self.done_list.show_records(self.session.done)
        self.parked.show_records(self.session.parked)
        self.undo.setEnabled(bool(self.session.done))

    def _on_mode(self, key: str) -> None:
        self.session.mode = Mode(key)
        self._show_mode()
        if self.session.mode is Mode.LEND and self.session.borrower is None:
            self._on_choose()
        self.field.setFocus()

    def _show_mode(self) -> None:
        lends = self.session.mode is Mode.LEND
        for part in (self.choose, self.who):
            keep_shown(part, shown=lends)
        self.feedback.show_waiting(
            _("Scan what is taken.") if lends else _("Scan what comes back.")
        )

    def _on_choose(self) -> None:
        form = BorrowerForm(self._lending, dialogs=self._dialogs, parent=self)
        if form.exec():
            self.session.borrower = form.borrower
            self.who.setText(form.words)
        self.field.setFocus()

    def _on_undo(self) -> None:
        """Take the last deed back, and tell what no longer stands."""
        self.undo_wanted.emit()
        gone = self.session.look_again()
        if gone:
            self.feedback.show_waiting(_("Undone: {deed}").format(deed=gone[0].what))
        self._show_lists()
        self.field.setFocus()

    def _on_handle_rows(self, rows: list[Heard]) -> None:
        self._on_handle(rows[0])

    def _on_handle(self, heard: Heard) -> None:
        """Do by hand what the scan could not; an unknown code is given to a loan by choice."""
        matches, today = self._deeds.matches, self._today()
        known = matches.of_code(heard.code, today) or matches.all_open(today)
        match = self._deeds.choose(heard.code, known) if known else None
        if match is not None and self._deeds.carry_out(match):
            self.session.dismiss(heard)
            self._show_lists()
        self.field.setFocus()

    def _on_dismiss(self, rows: list[Heard]) -> None:
        self.session.dismiss(rows[0])
        self._show_lists()
        self.field.setFocus()


class _Feedback(QFrame):
    """The last scan, large enough to be read from where one stands with the scanner."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "note")
        self._picture = QLabel()
        self.what = label("", "title", wrap=True)
        self.how = label("", "", wrap=True)
        words = column(self.what, self.how, gap=2)
        layout = row(self._picture, words, gap=14)
        layout.setStretchFactor(words, 1)
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        self.setLayout(layout)
        self.setMinimumHeight(px(76))

    def show_waiting(self, words: str) -> None:
        """Say what is waited for."""
        self._show(words, "", Tone.INFO)

    def show_heard(self, heard: Heard) -> None:
        """Say what became of a scan."""
        told = heard.what.upper().replace("-", "")
        code = "" if heard.code.upper().replace("-", "") in told else f"  {heard.code}"
        self._show(f"{heard.what}{code}", heard.how, heard.tone)

    def _show(self, what: str, how: str, tone: Tone) -> None:
        set_look(self, tone=tone.value)
        colour, side = tokens().tone(tone).text, px(32)
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(TONE_ICONS[tone], side, colour, scale, filled=True))
        self._picture.setFixedSize(side, side)
        self.what.setText(what)
        self.how.setText(how)
        keep_shown(self.how, shown=bool(how))
        self.setAccessibleName(f"{what} {how}".strip())


def _listed(title: str, table: RecordTable[Heard]) -> QVBoxLayout:
    listed = column(label(title, "card_title"), table, gap=4)
    listed.setStretch(1, 1)
    return listed


def _now() -> time:
    return datetime.now().time()


DONE: tuple[Column[Heard], ...] = (
    Column("at", N_("At"), Kind.TEXT, lambda heard: f"{heard.at:%H:%M}", 3),
    Column("what", N_("Thing lent"), Kind.TEXT, lambda heard: heard.what, 7, grows=True),
    Column("how", N_("With whom"), Kind.TEXT, lambda heard: heard.how, 7, grows=True),
    Column("mode", N_("Done"), Kind.TEXT, lambda heard: _(MODE_WORDS[heard.mode]), 3),
)
PARKED: tuple[Column[Heard], ...] = (
    Column("code", N_("Code scanned"), Kind.TEXT, lambda heard: heard.code, 5),
    Column("how", N_("Why it waits"), Kind.TEXT, lambda heard: heard.how, 10, grows=True),
)
