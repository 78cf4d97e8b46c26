"""What was said and what was answered, in words that name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.i18n import N_
from stationdesk.ui.touch.pieces import words
from stationdesk.ui.touch.screen import CENTRE, Booth, Screen

if TYPE_CHECKING:
    from stationdesk.domain.feedback.lines import BoardLine

LONGEST_SAID = 240


class BoardScreen(Screen):
    """The answers that hang on the board, the newest first; scrolled with a finger or keys."""

    def __init__(self, booth: Booth) -> None:
        say = booth.say
        super().__init__(
            booth,
            say(N_("What became of your words")),
            say(N_("These answers also hang on the board. Look for the number of your word.")),
        )
        self.lines = booth.page.answers()
        self.area = QScrollArea()
        self.area.setAccessibleName(say(N_("Answers on the board")))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._list())
        QScroller.grabGesture(
            self.area.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture
        )
        self.body.addWidget(self.area, 1)
        self.add_back()

    def first_stop(self) -> QWidget | None:
        return self.area

    def _list(self) -> QWidget:
        made = QWidget()
        made.setProperty("look", "touch_list")
        shape = QVBoxLayout(made)
        shape.setContentsMargins(0, 0, self.booth.looks.px(8), 0)
        shape.setSpacing(self.booth.looks.px(16))
        for line in self.lines:
            shape.addWidget(self._card(line))
        if not self.lines:
            none = self.booth.say(N_("No answer hangs on the board at present."))
            shape.addWidget(words(none, "touch_soft", centred=True), 0, CENTRE)
        shape.addStretch(1)
        return made

    def _card(self, line: BoardLine) -> QFrame:
        say, px = self.booth.say, self.booth.looks.px
        card = QFrame()
        card.setProperty("look", "touch_card")
        shape = QVBoxLayout(card)
        shape.setContentsMargins(px(20), px(14), px(20), px(16))
        shape.setSpacing(px(8))
        head = say(
            N_("{number} · {kind} · {day}"),
            number=line.number,
            kind=say(FEEDBACK_KIND_WORDS[line.entry.kind]),
            day=say.day(line.entry.on),
        )
        shape.addWidget(words(head, "touch_soft"))
        shape.addWidget(words(_shortened(line.said)))
        shape.addWidget(words(say(N_("Answer: {words}"), words=line.answer), "touch_strong"))
        return card


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1]}…"
