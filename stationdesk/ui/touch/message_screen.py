"""A large word to the visitor: thanks with the number, or that something went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.pieces import words
from stationdesk.ui.touch.screen import Booth, Screen

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.visits import Heard


class MessageScreen(Screen):
    """Says it, with one button that ends the visit."""

    def __init__(self, booth: Booth, title: str, lines: list[str], number: str = "") -> None:
        super().__init__(booth, title, centred=True)
        self.body.addStretch(2)
        if number:
            self.body.addWidget(words(number, "touch_huge", centred=True))
        for line in lines:
            self.body.addWidget(words(line, centred=True))
        self.body.addStretch(3)
        self.foot.addStretch(1)
        self.done = self.add_forward(booth.say(N_("Done with it")), Icon.CHECKMARK)
        self.done.clicked.connect(self.forward)
        self.foot.addStretch(1)

    def first_stop(self) -> QWidget | None:
        return self.done


def thanks(booth: Booth, heard: Heard) -> MessageScreen:
    """Return the thanks for a word: its number, and when and where the answer comes."""
    say = booth.say
    return MessageScreen(
        booth,
        say(N_("Thank you! Your word is in the book.")),
        [say(N_("This is its number.")), _promise(booth, heard)],
        heard.number,
    )


def trouble(booth: Booth) -> MessageScreen:
    """Return the word that the program failed; what happened is written down elsewhere."""
    say = booth.say
    return MessageScreen(
        booth,
        say(N_("Sorry, that did not work.")),
        [say(N_("Please try once more, or tell somebody at the desk."))],
    )


def _promise(booth: Booth, heard: Heard) -> str:
    say = booth.say
    if heard.answer_by is None:
        return say(N_("The answer will hang on the board, under this number."))
    day = say.day(heard.answer_by)
    if heard.called:
        return say(N_("We will call you with the answer by {day}."), day=day)
    return say(
        N_("The answer will hang on the board by {day}, under this number; you can read it here."),
        day=day,
    )
