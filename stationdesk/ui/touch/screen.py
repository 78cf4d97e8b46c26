"""What every screen of the touch page is made of: a question, what is asked, and ways on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.pieces import Fitting, big_button, words
from stationdesk.ui.widgets.basics import keep_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.problems import Problem
    from stationdesk.services.touch_page import TouchPage
    from stationdesk.ui.touch.draft import Draft
    from stationdesk.ui.touch.looks import Looks
    from stationdesk.ui.touch.speech import Speech


@dataclass(frozen=True, slots=True)
class Booth:
    """What a screen works with: the visitors' desk, the words, the looks, what was said so far."""

    page: TouchPage
    say: Speech
    looks: Looks
    draft: Draft


class Screen(QWidget):
    """One screen. It writes what is chosen into the draft at once, so that nothing is lost."""

    forward = pyqtSignal()
    back = pyqtSignal()

    def __init__(self, booth: Booth, title: str, lead: str = "", *, centred: bool = False) -> None:
        super().__init__()
        self.booth = booth
        self.step = words("", "touch_soft")
        self.step.setWordWrap(False)
        self.setAccessibleName(title)
        self.wrong = words("", "touch_wrong")
        self.body = QVBoxLayout()
        self.body.setSpacing(booth.looks.px(14))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(booth.looks.px(16))
        self._lay_out(title, lead, centred=centred)

    def first_stop(self) -> QWidget | None:
        """Return where the keyboard begins."""
        return None

    def show_step(self, number: int, count: int) -> None:
        """Say at which of how many questions one is."""
        phrase = N_("Step {number} of {count}")
        self.step.setText(self.booth.say(phrase, number=number, count=count))

    def say_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is missing, or nothing any more."""
        self.wrong.setText(self.booth.say.problems(problems))
        keep_shown(self.wrong, shown=bool(self.wrong.text()))

    def add_back(self) -> QPushButton:
        """Add the way back at the left of the foot."""
        made = big_button(self.booth.say(N_("Back")), self.booth.looks, Icon.CHEVRON_LEFT)
        made.clicked.connect(self.back)
        self.foot.addWidget(made)
        self.foot.addStretch(1)
        return made

    def add_forward(self, text: str, name: Icon | None = None) -> QPushButton:
        """Add the primary way on at the right of the foot."""
        made = big_button(text, self.booth.looks, name, "touch_primary")
        if name is Icon.CHEVRON_RIGHT:
            made.setText(text)
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        self.foot.addWidget(made)
        return made

    def _lay_out(self, title: str, lead: str, *, centred: bool) -> None:
        px = self.booth.looks.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(36), px(18), px(36), px(20))
        layout.setSpacing(px(14))
        top = QHBoxLayout()
        top.addWidget(words(title, "touch_title", centred=centred), 1)
        top.addWidget(self.step)
        layout.addLayout(top)
        if lead:
            layout.addWidget(words(lead, "touch_soft"))
        layout.addWidget(Fitting(self.body), 1)
        layout.addWidget(self.wrong)
        layout.addLayout(self.foot)
        self.wrong.hide()


def upright(widget: QWidget) -> bool:
    """Tell whether the screen that ``widget`` is on stands rather than lies."""
    window = widget.window()
    return window is not None and window.height() > window.width()


CENTRE = Qt.AlignmentFlag.AlignCenter
