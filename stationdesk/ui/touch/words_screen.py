"""What is said: typed with the system's input method, or written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from stationdesk.domain.feedback.entry_rules import LONGEST_NAME
from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.feedback.visits import visit_problems
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.draft import Door
from stationdesk.ui.touch.ink_pad import InkPad
from stationdesk.ui.touch.pieces import WordsBox, big_button, words
from stationdesk.ui.touch.screen import Booth, Screen
from stationdesk.ui.widgets.basics import keep_shown

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QPushButton


class WordsScreen(Screen):
    """A box to type in and a pad to write on; both may be used for one word."""

    def __init__(self, booth: Booth) -> None:
        say, draft = booth.say, booth.draft
        self._praises = draft.door is Door.PRAISE
        title = N_("What did they do well?") if self._praises else N_("Please tell us.")
        super().__init__(booth, say(title))
        hint = say(N_("Tap here and write."))
        self.box = WordsBox(draft.body, say(N_("Your words")), hint)
        self.pad = InkPad(
            draft.strokes,
            say(N_("Pad to write on by hand")),
            say(N_("Write here with a finger, a pen or the mouse.")),
            booth.looks,
        )
        self.praised = QLineEdit(draft.praised)
        self.by_keyboard = self._way(say(N_("Keyboard")), Icon.COMMENT)
        self.by_hand = self._way(say(N_("By hand")), Icon.SIGNATURE)
        self.take_back = big_button(say(N_("Undo stroke")), booth.looks, Icon.ARROW_UNDO)
        self.wipe = big_button(say(N_("Wipe the pad")), booth.looks, Icon.DELETE)
        self.note = words(say(N_("Tap the box: the touch keyboard opens.")), "touch_soft")
        self._build()
        self._connect()
        self._show_way(by_hand=draft.by_hand)

    def first_stop(self) -> QWidget | None:
        return self.pad if self.booth.draft.by_hand else self.box

    def _way(self, text: str, name: Icon) -> QPushButton:
        made = big_button(text, self.booth.looks, name)
        made.setCheckable(True)
        return made

    def _build(self) -> None:
        say = self.booth.say
        self._ways = QButtonGroup(self)
        self._ways.addButton(self.by_keyboard)
        self._ways.addButton(self.by_hand)
        top = QHBoxLayout()
        top.setSpacing(self.booth.looks.px(12))
        for button in (self.by_keyboard, self.by_hand):
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.note, 8)
        for button in (self.take_back, self.wipe):
            top.addWidget(button)
        if self._praises:
            self._add_praised()
        self.body.addLayout(top)
        self.ways = QStackedWidget()
        self.ways.addWidget(self.box)
        self.ways.addWidget(self.pad)
        self.body.addWidget(self.ways, 1)
        self.add_back()
        self.go_on = self.add_forward(say(N_("Next")), Icon.CHEVRON_RIGHT)

    def _add_praised(self) -> None:
        says = self.booth.say(N_("Whom would you like to praise? (You may leave this empty.)"))
        self.praised.setAccessibleName(says)
        self.praised.setPlaceholderText(says)
        self.praised.setMaxLength(LONGEST_NAME)
        self.praised.setDragEnabled(False)
        self.body.addWidget(self.praised)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_words)
        self.praised.textChanged.connect(self._on_praised)
        self.pad.drawn.connect(self._on_drawn)
        self.by_keyboard.clicked.connect(self._on_keyboard)
        self.by_hand.clicked.connect(self._on_hand)
        self.take_back.clicked.connect(self.pad.take_back)
        self.wipe.clicked.connect(self.pad.clear)
        self.go_on.clicked.connect(self._on_next)

    def _show_way(self, *, by_hand: bool) -> None:
        self.booth.draft.by_hand = by_hand
        (self.by_hand if by_hand else self.by_keyboard).setChecked(True)
        self.ways.setCurrentWidget(self.pad if by_hand else self.box)
        keep_shown(self.note, shown=not by_hand)
        for button in (self.take_back, self.wipe):
            keep_shown(button, shown=by_hand)
        self._tell_strokes()

    def _tell_strokes(self) -> None:
        for button in (self.take_back, self.wipe):
            button.setEnabled(not self.pad.is_empty())

    def _on_words(self) -> None:
        self.booth.draft.body = self.box.toPlainText()[:LONGEST_BODY]
        self.say_problems(())

    def _on_praised(self, name: str) -> None:
        self.booth.draft.praised = name

    def _on_drawn(self) -> None:
        self._tell_strokes()
        self.say_problems(())

    def _on_keyboard(self) -> None:
        self._show_way(by_hand=False)
        self.box.setFocus()

    def _on_hand(self) -> None:
        self._show_way(by_hand=True)

    def _on_next(self) -> None:
        missing = [
            each for each in visit_problems(self.booth.draft.visit()) if each.about == "body"
        ]
        if missing:
            self.say_problems(missing)
        else:
            self.forward.emit()
