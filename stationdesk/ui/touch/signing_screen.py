"""Volunteers sign in and out alone: with number and PIN, or with their card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRegularExpression, Qt, pyqtSignal
from PyQt6.QtGui import QRegularExpressionValidator
from PyQt6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stationdesk.domain.pins import LONGEST_PIN
from stationdesk.domain.problems import Refused
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.message_screen import MessageScreen
from stationdesk.ui.touch.pieces import NumberPad, big_button, words
from stationdesk.ui.touch.screen import Booth, Screen, upright

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.attendance.lines import SignedAlone

LONGEST_NUMBER = 12


class SigningScreen(Screen):
    """Two lines that share one pad; a card may be scanned instead at any moment."""

    signed = pyqtSignal(object)
    """A ``SignedAlone``."""

    def __init__(self, booth: Booth) -> None:
        say = booth.say
        lead = N_("Type your number and PIN, or hold your card before the scanner.")
        super().__init__(booth, say(N_("Volunteers: sign in or out")), say(lead))
        number = say(N_("Volunteer number, or the last four digits of your phone"))
        self.number = _line(number, "[Vv]?-?[0-9]*", LONGEST_NUMBER)
        self.pin = _line(say(N_("Your PIN")), "[0-9]*", LONGEST_PIN)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.letter = big_button("V-", booth.looks)
        self.pad = NumberPad(booth.looks, say(N_("Clear")), say(N_("Erase one digit")))
        self._typed_last = self.number
        self._build()
        self._connect()

    def first_stop(self) -> QWidget | None:
        return self.number

    def sign_by_card(self, code: str) -> None:
        """Sign in or out whose card was scanned."""
        self._clear()
        try:
            signed = self.booth.page.sign_by_card(code)
        except Refused as refusal:
            self.say_problems(refusal.problems)
        else:
            self.signed.emit(signed)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        standing = QBoxLayout.Direction.TopToBottom
        lying = QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(standing if upright(self) else lying)

    def _build(self) -> None:
        booth = self.booth
        hint = booth.say(N_("You have no PIN yet? Ask at the desk."))
        lines = QVBoxLayout()
        lines.setSpacing(booth.looks.px(14))
        for widget in (self.number, self.pin, self.wrong, words(hint, "touch_soft")):
            lines.addWidget(widget)
        lines.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(booth.looks.px(32))
        self._sides.addLayout(lines, 1)
        self._sides.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._sides)
        self.body.addStretch(1)
        self.add_back()
        self.letter.setAccessibleName(booth.say(N_("Letter V before the number")))
        self.foot.addWidget(self.letter)
        self.submit = self.add_forward(booth.say(N_("Sign in or out")), Icon.CHECKMARK)

    def _connect(self) -> None:
        self.pad.typed.connect(self._on_digit)
        self.pad.erased.connect(self._on_erased)
        self.pad.cleared.connect(self._clear)
        self.letter.clicked.connect(lambda _checked: self._on_letter())
        self.number.returnPressed.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self._on_submit)
        self.submit.clicked.connect(lambda _checked: self._on_submit())

    def _line_meant(self) -> QLineEdit:
        """Return the line that the pad writes into: the one the keys are in, or were last."""
        held = self.focusWidget()
        if held is self.number or held is self.pin:
            self._typed_last = self.number if held is self.number else self.pin
        return self._typed_last

    def _on_digit(self, digit: str) -> None:
        line = self._line_meant()
        line.setFocus()
        line.insert(digit)
        self.say_problems(())

    def _on_erased(self) -> None:
        self._line_meant().backspace()

    def _on_letter(self) -> None:
        if not self.number.text().upper().startswith("V"):
            self.number.setText(f"V-{self.number.text()}")
        self.number.setFocus()

    def _clear(self) -> None:
        for line in (self.number, self.pin):
            line.clear()
        self.number.setFocus()
        self.say_problems(())

    def _on_submit(self) -> None:
        number, pin = self.number.text(), self.pin.text()
        if not number:
            self.number.setFocus()
            return
        if not pin:
            self.pin.setFocus()
            return
        self.pin.clear()
        try:
            signed = self.booth.page.sign_by_pin(number, pin)
        except Refused as refusal:
            self.say_problems(refusal.problems)
            self.pin.setFocus()
        else:
            self.signed.emit(signed)


def signed_screen(booth: Booth, signed: SignedAlone) -> MessageScreen:
    """Return the word that somebody signed in or out, with what they served on the day."""
    say = booth.say
    title = say(N_("You are signed in. Thank you for coming!"))
    told = [say(N_("Shift: {shift}"), shift=signed.shift)] if signed.shift else []
    if not signed.signed_in:
        title = say(N_("You are signed out. Thank you for your service!"))
        hours, minutes = divmod(signed.minutes_today, 60)
        told = [say(N_("Served today: {hours} h {minutes} min"), hours=hours, minutes=minutes)]
    return MessageScreen(booth, title, told, f"{signed.name} {signed.at:%H:%M}")


def _line(says: str, allowed: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(says)
    made.setPlaceholderText(says)
    made.setMaxLength(longest)
    made.setValidator(QRegularExpressionValidator(QRegularExpression(allowed), made))
    made.setDragEnabled(False)
    made.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    return made
