"""The questions to a claimant, one after the other: answered rightly or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QVBoxLayout

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, keep_shown, label, row, set_look
from stationdesk.ui.widgets.forms import next_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QKeyEvent
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.found import CheckQuestion

RIGHT_KEYS = (Qt.Key.Key_Y, Qt.Key.Key_1)
WRONG_KEYS = (Qt.Key.Key_N, Qt.Key.Key_2)
BACK_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Left)


class ClaimQuestions(QFrame):
    """Shows one question with its right answer; Y is right, N is wrong, Backspace goes back.

    The right answer is for whoever asks: it stands on the screen only while its question does.
    """

    edited = pyqtSignal()

    def __init__(self, questions: Sequence[CheckQuestion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = tuple(questions)
        self._answers: list[bool] = []
        self.setProperty("look", "well")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = label("", "caption")
        self.question = label("", "strong", wrap=True)
        self.answer = label("", "muted", wrap=True)
        self.right = button(
            _("Answered rightly"), Icon.CHECKMARK, tip=_("Answered rightly") + "  Y"
        )
        self.wrong = button(_("Answered wrongly"), Icon.DISMISS, tip=_("Answered wrongly") + "  N")
        self.back = button(_("Ask the last one again"), look="link")
        self._build()
        self._show()

    def value(self) -> tuple[bool, ...]:
        """Return for each question asked whether it was answered rightly."""
        return tuple(self._answers)

    def is_empty(self) -> bool:
        """Return whether nothing was asked yet."""
        return not self._answers

    def unreadable(self) -> str:
        """Return that questions are left, where some are: the claim stands or falls with them."""
        left = len(self._questions) - len(self._answers)
        return _("Questions not asked yet: {count}.").format(count=left) if left else ""

    def take(self, *, right: bool) -> None:
        """Note the answer to the question shown, and show the next."""
        if len(self._answers) == len(self._questions):
            return
        self._answers.append(right)
        self._show()
        self.edited.emit()
        if len(self._answers) == len(self._questions):
            self._go_on()

    def take_back(self) -> None:
        """Ask the question before once more."""
        if self._answers:
            self._answers.pop()
            self._show()
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if event.key() in RIGHT_KEYS:
            self.take(right=True)
        elif event.key() in WRONG_KEYS:
            self.take(right=False)
        elif event.key() in BACK_KEYS:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(6))
        layout.addLayout(row(self.number, None, self.back))
        layout.addWidget(self.question)
        layout.addWidget(self.answer)
        layout.addLayout(row(self.right, self.wrong, None))
        self.right.clicked.connect(self._on_right)
        self.wrong.clicked.connect(self._on_wrong)
        self.back.clicked.connect(self.take_back)

    def _show(self) -> None:
        asked, whole = len(self._answers), len(self._questions)
        for part in (self.right, self.wrong, self.answer):
            keep_shown(part, shown=asked < whole)
        keep_shown(self.back, shown=asked > 0)
        if asked < whole:
            one = self._questions[asked]
            self.number.setText(
                _("Question {number} of {count}").format(number=asked + 1, count=whole)
            )
            self.question.setText(one.question)
            self.answer.setText(_("Right answer: {answer}").format(answer=one.answer))
            set_look(self.question, tone=None)
        else:
            self._show_result()
        self.setAccessibleName(f"{self.number.text()} {self.question.text()}")

    def _show_result(self) -> None:
        right, whole = sum(self._answers), len(self._questions)
        self.number.setText(_("All questions were asked"))
        told = _("{right} of {count} answered rightly")
        self.question.setText(told.format(right=right, count=whole))
        set_look(self.question, tone="good" if 2 * right >= whole else "bad")

    def _go_on(self) -> None:
        """Go from the last question to what follows in the form."""
        step = next_stop(self.back)
        if step is not None and self.isVisible():
            step.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_right(self) -> None:
        self.take(right=True)

    def _on_wrong(self) -> None:
        self.take(right=False)
