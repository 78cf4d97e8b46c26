"""A checklist answered line by line: Y in order, N not in order, – does not apply."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PyQt6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stationdesk.domain.upkeep import VERDICT_WORDS, Answer, Verdict
from stationdesk.i18n import _
from stationdesk.ui.amenities.sentences import VERDICT_SIGNS
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import button, column, keep_shown, label, row
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import next_stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PyQt6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = {
    Qt.Key.Key_Y: Verdict.YES,
    Qt.Key.Key_1: Verdict.YES,
    Qt.Key.Key_N: Verdict.NO,
    Qt.Key.Key_2: Verdict.NO,
    Qt.Key.Key_Minus: Verdict.NOT_APPLICABLE,
    Qt.Key.Key_3: Verdict.NOT_APPLICABLE,
}
"""Which key gives which answer; 1, 2 and 3 serve the hand on the number pad."""
ENDS = {Verdict.YES: "first", Verdict.NO: "inner", Verdict.NOT_APPLICABLE: "last"}


class AnswerRow(QWidget):
    """One line of the checklist; it takes the keyboard as a whole."""

    answered = pyqtSignal(object)
    step_wanted = pyqtSignal(bool)
    """Asks for the next line (False) or the one before it (True)."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__()
        self.line = line
        self._verdict: Verdict | None = None
        self._buttons: dict[Verdict, QPushButton] = {}
        self.note = TextField(hint=_("What is wrong?"))
        self.note.setAccessibleName(_("What is wrong with “{line}”").format(line=line))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build(number)
        self._name()

    def verdict(self) -> Verdict | None:
        """Return the answer, None while there is none."""
        return self._verdict

    def answer(self) -> Answer | None:
        """Return the answer with its note, None while there is none."""
        if self._verdict is None:
            return None
        note = self.note.value() if self._verdict is Verdict.NO else ""
        return Answer(self.line, self._verdict, note)

    def take(self, verdict: Verdict) -> None:
        """Answer the line."""
        self._verdict = verdict
        for each, made in self._buttons.items():
            made.setChecked(each is verdict)
        keep_shown(self.note, shown=verdict is Verdict.NO)
        self._name()
        self.answered.emit(verdict)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        key = Qt.Key(event.key())
        if key in KEYS:
            self.take(KEYS[key])
            if self._verdict is Verdict.NO:
                self.note.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.step_wanted.emit(False)
        elif key in (Qt.Key.Key_Down, *ENTER):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_wanted.emit(shift)
        elif key == Qt.Key.Key_Up:
            self.step_wanted.emit(True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = tokens()
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(worn.primary if self.hasFocus() else worn.grid), 1.5))
        painter.setBrush(QColor(worn.selected if self.hasFocus() else worn.surface))
        painter.drawRoundedRect(room, px(6), px(6))
        painter.end()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let Enter in the note go to the next line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if watched is not self.note or event.key() not in ENTER or not plain:
            return False
        self.step_wanted.emit(False)
        return True

    def _build(self, number: int) -> None:
        words = label(f"{number}. {self.line}", wrap=True)
        choices = row(gap=0)
        for verdict, sign in VERDICT_SIGNS.items():
            made = QPushButton(f"{sign} {_(VERDICT_WORDS[verdict])}")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setProperty("look", "segment")
            made.setProperty("end", ENDS[verdict])
            made.setAccessibleName(_(VERDICT_WORDS[verdict]))
            made.clicked.connect(partial(self._on_pressed, verdict))
            self._buttons[verdict] = made
            choices.addWidget(made)
        line = row(words, choices)
        line.setStretchFactor(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(4), px(6), px(4))
        layout.setSpacing(px(4))
        layout.addLayout(line)
        layout.addWidget(self.note)
        self.note.hide()
        self.note.installEventFilter(self)

    def _on_pressed(self, verdict: Verdict, _checked: bool = False) -> None:
        self.take(verdict)
        focused = self.note if verdict is Verdict.NO else self
        focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        told = _(VERDICT_WORDS[self._verdict]) if self._verdict else _("not answered")
        self.setAccessibleName(f"{self.line}: {told}")


class ChecklistField(QWidget):
    """The lines of a checklist; a field of a form."""

    edited = pyqtSignal()

    def __init__(self, lines: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [AnswerRow(number, line) for number, line in enumerate(lines, start=1)]
        self.all_right = button(_("All the rest in order"), Icon.CHECKMARK, shortcut="Alt+Y")
        hint = label(_("Y in order · N not in order · - does not apply"), "caption")
        self.setLayout(column(row(hint, None, self.all_right), *self.rows, gap=4))
        self.all_right.clicked.connect(self._on_all_right)
        for each in self.rows:
            each.answered.connect(self._on_answered)
            each.note.edited.connect(self.edited)
            each.step_wanted.connect(partial(self._on_step, each))

    def value(self) -> tuple[Answer, ...]:
        """Return the answers given so far, in the order of the lines."""
        return tuple(filter(None, (each.answer() for each in self.rows)))

    def refused(self) -> list[Answer]:
        """Return the answers that say no."""
        return [answer for answer in self.value() if answer.verdict is Verdict.NO]

    def is_empty(self) -> bool:
        """Return whether no line is answered."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: any answer can be read."""
        return ""

    def setFocus(self, *_reason: object) -> None:
        """Go to the first line without an answer."""
        waiting = [each for each in self.rows if each.verdict() is None] or self.rows
        waiting[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_all_right(self) -> None:
        for each in self.rows:
            if each.verdict() is None:
                each.take(Verdict.YES)
        self._leave(self.rows[-1])

    def _on_answered(self, _verdict: Verdict) -> None:
        self.edited.emit()

    def _on_step(self, start: AnswerRow, back: bool) -> None:
        number = self.rows.index(start) + (-1 if back else 1)
        if 0 <= number < len(self.rows):
            self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)
        elif not back:
            self._leave(start)

    def _leave(self, start: AnswerRow) -> None:
        """Go to the first field after the checklist."""
        step = next_stop(start)
        while step is not None and self.isAncestorOf(step):
            step = next_stop(step)
        if step is not None:
            step.setFocus(Qt.FocusReason.TabFocusReason)
