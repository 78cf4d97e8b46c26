"""The strip on top of every screen: whose page it is, the language, and the staff's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import LIGHT
from stationdesk.ui.touch.pieces import OneLine, beside_icon
from stationdesk.ui.touch.speech import OWN_NAMES
from stationdesk.ui.widgets.basics import keep_shown

if TYPE_CHECKING:
    from stationdesk.ui.touch.looks import Looks
    from stationdesk.ui.touch.speech import Speech


class Head(QWidget):
    """Always there, so that nobody is lost on any screen."""

    home_wanted = pyqtSignal()
    language_wanted = pyqtSignal()
    leave_wanted = pyqtSignal()

    def __init__(self, station: str) -> None:
        super().__init__()
        self._station = station
        self.setProperty("look", "touch_head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.home = _button()
        self.brand = OneLine("touch_brand")
        self.language = _button()
        self.leave = _button()
        self._shape = QHBoxLayout(self)
        self._shape.addWidget(self.home)
        self._shape.addWidget(self.brand, 1)
        self._shape.addWidget(self.language)
        self._shape.addWidget(self.leave)
        self.home.clicked.connect(self.home_wanted)
        self.language.clicked.connect(self.language_wanted)
        self.leave.clicked.connect(self.leave_wanted)

    def say(self, say: Speech, looks: Looks, *, at_home: bool) -> None:
        """Speak the visitor's language at the size of this screen."""
        px = looks.px
        self._shape.setContentsMargins(px(24), px(8), px(24), px(8))
        self._shape.setSpacing(px(8))
        self._dress(self.home, say(N_("Start page")), Icon.HOME, looks)
        self._dress(self.language, OWN_NAMES[say.other()], Icon.LOCAL_LANGUAGE, looks)
        self._dress(self.leave, "", Icon.LOCK_CLOSED, looks)
        self.leave.setAccessibleName(say(N_("For staff: leave the touch page")))
        told = (self._station, say(N_("We are listening")))
        self.brand.say(" · ".join(each for each in told if each))
        keep_shown(self.home, shown=not at_home)

    @staticmethod
    def _dress(button: QPushButton, text: str, name: Icon, looks: Looks) -> None:
        button.setText(beside_icon(text))
        button.setAccessibleName(text)
        button.setIcon(icon(name, LIGHT.text2))
        button.setIconSize(QSize(looks.px(32), looks.px(32)))


def _button() -> QPushButton:
    made = QPushButton()
    made.setProperty("look", "touch_quiet")
    made.setAutoDefault(False)
    return made
