"""Whether one may be called; and what a name and a phone are for, and how long they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stationdesk.domain.feedback.entry_rules import LONGEST_NAME
from stationdesk.domain.feedback.visits import contact_problems
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.pieces import NumberPad, words
from stationdesk.ui.touch.screen import Booth, Screen, upright

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

LONGEST_PHONE = 20


class ContactScreen(Screen):
    """A name, a phone with its own digits, and the notice; both may stay empty."""

    def __init__(self, booth: Booth) -> None:
        say, draft = booth.say, booth.draft
        super().__init__(booth, say(N_("May we call you? (Only if you like.)")))
        self.name = _line(draft.name, say(N_("How may we address you? For example: Ms Zhang")))
        self.name.setMaxLength(LONGEST_NAME)
        self.phone = _line(draft.phone, say(N_("Your phone number")))
        self.phone.setMaxLength(LONGEST_PHONE)
        self.phone.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.pad = NumberPad(booth.looks, say(N_("Clear")), say(N_("Erase one digit")))
        self._build()
        self._connect()

    def first_stop(self) -> QWidget | None:
        return self.name

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        standing = QBoxLayout.Direction.TopToBottom
        lying = QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(standing if upright(self) else lying)

    def _build(self) -> None:
        booth = self.booth
        notice = booth.say(
            N_(
                "Name and phone are used only to give you the answer and to ask whether it helped."
                " They are never shown here and erased {days} days after the matter is closed."
            ),
            days=booth.page.kept_days(),
        )
        board = booth.say(N_("Without them the answer hangs on the board, under its number."))
        lines = QVBoxLayout()
        lines.setSpacing(booth.looks.px(14))
        for widget in (
            self.name,
            self.phone,
            self.wrong,
            words(notice, "touch_soft"),
            words(board),
        ):
            lines.addWidget(widget)
        lines.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(booth.looks.px(32))
        self._sides.addLayout(lines, 1)
        self._sides.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._sides)
        self.body.addStretch(1)
        self.add_back()
        self.submit = self.add_forward(booth.say(N_("Hand in")), Icon.CHECKMARK)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_name)
        self.phone.textChanged.connect(self._on_phone)
        self.pad.typed.connect(self._on_digit)
        self.pad.erased.connect(self.phone.backspace)
        self.pad.cleared.connect(self.phone.clear)
        self.name.returnPressed.connect(self.phone.setFocus)
        self.phone.returnPressed.connect(self._on_submit)
        self.submit.clicked.connect(self._on_submit)

    def _on_name(self, name: str) -> None:
        self.booth.draft.name = name
        self.say_problems(())

    def _on_phone(self, phone: str) -> None:
        self.booth.draft.phone = phone
        self.say_problems(())

    def _on_digit(self, digit: str) -> None:
        self.phone.setFocus()
        self.phone.end(False)
        self.phone.insert(digit)

    def _on_submit(self) -> None:
        problems = list(contact_problems(self.booth.draft.name, self.booth.draft.phone))
        if problems:
            self.say_problems(problems)
        else:
            self.forward.emit()


def _line(value: str, says: str) -> QLineEdit:
    made = QLineEdit(value)
    made.setAccessibleName(says)
    made.setPlaceholderText(says)
    made.setDragEnabled(False)
    made.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
    return made
