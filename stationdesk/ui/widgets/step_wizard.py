"""Several steps to one end, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, paint_icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.basics import button, label, row
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QPaintEvent


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what is seen, and what happens when one goes on.

    ``leave`` may raise ``Refused``: the step stays and says why. ``enter`` is called each time the
    step is reached from the one before. ``skippable`` steps offer to be passed over.
    """

    name: str
    content: QWidget
    leave: Callable[[], None] | None = None
    enter: Callable[[], None] | None = None
    skippable: bool = False
    verb: str = ""
    """The word on the button that goes on, where “Next” says too little."""


class StepWizard(QDialog):
    """Steps at the left, the step one is at in the middle, ways back and on at the foot."""

    def __init__(self, title: str, last_verb: str, parent: QWidget | None = None) -> None:
        """``last_verb`` is the word on the button that ends the last step."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._title = title
        self._last_verb = last_verb
        self._steps: list[Step] = []
        self._list = _StepList()
        self._heading = label("", "title")
        self.note = InlineNote()
        self._contents = QStackedWidget()
        self.back_button = button(_("Back"), Icon.ARROW_LEFT)
        self.skip_button = button(_("Skip this step"), look="link")
        self.next_button = button(_("Next"), look="primary")
        self.leave_button = button(_("Cancel"))
        self._build()
        self._connect()

    def add_step(self, step: Step) -> None:
        """Add a step after those already there."""
        self._steps.append(step)
        self._contents.addWidget(step.content)
        self._list.show_steps([each.name for each in self._steps], 0)
        if len(self._steps) == 1:
            self._show_step(0)
        self._tell_buttons()

    def current(self) -> int:
        """Return the number of the step one is at, from 0."""
        return self._contents.currentIndex()

    def go_on(self) -> None:
        """Leave the step for the next, or end after the last; a refusal keeps one here."""
        step = self._steps[self.current()]
        try:
            if step.leave is not None:
                step.leave()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return
        self._to_next()

    def skip(self) -> None:
        """Pass over a step that may be skipped."""
        self._to_next()

    def go_back(self) -> None:
        """Return to the step before."""
        if self.current():
            self._show_step(self.current() - 1)

    def go_to(self, number: int) -> None:
        """Go to a step by its number."""
        self._show_step(number)
        self._enter()

    def _build(self) -> None:
        foot = row(self.leave_button, None, self.skip_button, self.back_button, self.next_button)
        side = QVBoxLayout()
        side.setContentsMargins(px(16), px(20), px(16), px(16))
        side.addWidget(label(self._title, "card_title", wrap=True))
        side.addSpacing(px(12))
        side.addWidget(self._list)
        side.addStretch(1)
        left = QWidget()
        left.setProperty("look", "nav")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setFixedWidth(px(200))
        left.setLayout(side)
        right = QVBoxLayout()
        right.setContentsMargins(px(24), px(20), px(24), px(16))
        right.setSpacing(px(12))
        right.addWidget(self._heading)
        right.addWidget(self.note)
        right.addWidget(self._contents, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addLayout(right, 1)
        self.resize(px(860), px(560))

    def _connect(self) -> None:
        self.next_button.setDefault(True)  # Enter on a choice goes on
        self.next_button.clicked.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        self.back_button.clicked.connect(self.go_back)
        self.skip_button.clicked.connect(self.skip)
        self.leave_button.clicked.connect(self.reject)

    def _to_next(self) -> None:
        if self.current() == len(self._steps) - 1:
            self.accept()
            return
        self._show_step(self.current() + 1)
        self._enter()

    def _enter(self) -> None:
        enter = self._steps[self.current()].enter
        if enter is not None:
            enter()

    def _show_step(self, number: int) -> None:
        self.note.hide()
        self._contents.setCurrentIndex(number)
        self._heading.setText(self._steps[number].name)
        self._list.show_steps([step.name for step in self._steps], number)
        self._tell_buttons()
        first = self._steps[number].content
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_buttons(self) -> None:
        number = self.current()
        step = self._steps[number]
        last = number == len(self._steps) - 1
        verb = step.verb or (self._last_verb if last else _("Next"))
        self.next_button.setText(verb)
        self.next_button.setAccessibleName(verb)
        self.back_button.setEnabled(number > 0)
        self.skip_button.setVisible(step.skippable)


class _StepList(QWidget):
    """Numbered names; those behind one are ticked, the present one is filled."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._at = 0

    def show_steps(self, names: list[str], at: int) -> None:
        self._names, self._at = names, at
        told = _("Step {number} of {count}: {name}")
        self.setAccessibleName(told.format(number=at + 1, count=len(names), name=names[at]))
        self.setMinimumHeight(px(40) * len(names))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(40) * len(self._names))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(self._names):
            self._paint_step(painter, number, name)
        painter.end()

    def _paint_step(self, painter: QPainter, number: int, name: str) -> None:
        t = tokens()
        top = px(40) * number + px(6)
        circle = QRectF(1, top, px(24), px(24))
        here = number == self._at
        painter.setPen(QColor(t.primary if number <= self._at else t.line2))
        painter.setBrush(QColor(t.primary if here else t.surface))
        painter.drawEllipse(circle)
        painter.setFont(theme().font(13, bold=True))
        if number < self._at:
            inner = circle.adjusted(px(4), px(4), -px(4), -px(4))
            paint_icon(painter, Icon.CHECKMARK, inner, t.primary)
        else:
            painter.setPen(QColor(t.on_primary if here else t.text3))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setFont(theme().font(14, bold=here))
        painter.setPen(QColor(t.text if here else t.text2))
        words = QRectF(px(34), top, self.width() - px(34), px(24))
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
