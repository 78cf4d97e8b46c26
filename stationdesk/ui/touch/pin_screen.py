"""The only way out: the manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRegularExpression, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QRegularExpressionValidator
from PyQt6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stationdesk.domain.pins import LONGEST_PIN
from stationdesk.domain.problems import Refused
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.pieces import NumberPad
from stationdesk.ui.touch.screen import Booth, Screen
from stationdesk.ui.widgets.basics import keep_shown

if TYPE_CHECKING:
    from stationdesk.services.touch_pin import TouchPin

TICK_MS = 250


class PinScreen(Screen):
    """Takes the PIN by keyboard or by tapping; after too many wrong ones it waits."""

    opened = pyqtSignal()
    """The right PIN was typed."""

    def __init__(self, booth: Booth, pin: TouchPin) -> None:
        say = booth.say
        super().__init__(booth, say(N_("For staff: leave the touch page")))
        self._pin = pin
        self.line = QLineEdit()
        says = say(N_("PIN of the station manager"))
        self.line.setAccessibleName(says)
        self.line.setPlaceholderText(says)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST_PIN)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        digits = QRegularExpression("[0-9]*")
        self.line.setValidator(QRegularExpressionValidator(digits, self.line))
        self.line.setDragEnabled(False)
        self.pad = NumberPad(booth.looks, say(N_("Clear")), say(N_("Erase one digit")))
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._build()
        self._connect()
        self._show_wait()

    def first_stop(self) -> QWidget | None:
        return self.line

    def _build(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(self.booth.looks.px(32))
        left = QVBoxLayout()
        left.setSpacing(self.booth.looks.px(14))
        left.addWidget(self.line)
        left.addWidget(self.wrong)
        left.addStretch(1)
        sides.addLayout(left, 1)
        sides.addWidget(self.pad)
        self.body.addLayout(sides)
        self.body.addStretch(1)
        self.add_back()
        self.leave = self.add_forward(self.booth.say(N_("Leave the touch page")), Icon.LOCK_CLOSED)

    def _connect(self) -> None:
        self.pad.typed.connect(self.line.insert)
        self.pad.erased.connect(self.line.backspace)
        self.pad.cleared.connect(self.line.clear)
        self.line.returnPressed.connect(self._on_leave)
        self.leave.clicked.connect(self._on_leave)
        self._clock.timeout.connect(self._show_wait)

    def _on_leave(self) -> None:
        typed = self.line.text()
        self.line.clear()
        try:
            self._pin.check(typed)
        except Refused as refusal:
            self.say_problems(refusal.problems)
            self._show_wait()
        else:
            self.opened.emit()

    def _show_wait(self) -> None:
        """Let nobody try while the PIN is barred, and count the seconds down."""
        seconds = self._pin.wait_seconds()
        was_waiting = not self.line.isEnabled()
        for widget in (self.line, self.pad, self.leave):
            widget.setEnabled(not seconds)
        if seconds:
            phrase = N_("Too many wrong PINs. Please wait {seconds} seconds.")
            self.wrong.setText(self.booth.say(phrase, seconds=seconds))
            keep_shown(self.wrong, shown=True)
            self._clock.start()
        elif was_waiting:
            self._clock.stop()
            self.say_problems(())
            self.line.setFocus()
