"""The question that comes before a visit ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.touch.pieces import Veil, big_button, words

if TYPE_CHECKING:
    from stationdesk.ui.touch.idle import Idle
    from stationdesk.ui.touch.looks import Looks
    from stationdesk.ui.touch.speech import Speech

TICK_MS = 250


class StillThere(Veil):
    """Asks whether somebody is still there; any tap or key says yes."""

    def __init__(self, parent: QWidget, idle: Idle) -> None:
        super().__init__(parent)
        self._idle = idle
        self._say: Speech | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._count)
        self.told = words("")

    def ask(self, say: Speech, looks: Looks) -> None:
        """Lie over everything and count the last seconds down."""
        self._say = say
        self._fill(say, looks)
        self._count()
        self._clock.start()
        self.show()
        self.raise_()

    def settle(self) -> None:
        """Go away again."""
        self._clock.stop()
        self.hide()

    def _fill(self, say: Speech, looks: Looks) -> None:
        former = self.body.takeAt(0)
        if former is not None and (widget := former.widget()) is not None:
            widget.deleteLater()
        card = QFrame()
        card.setProperty("look", "touch_card")
        card.setMinimumWidth(looks.px(560))
        shape = QVBoxLayout(card)
        margin = looks.px(36)
        shape.setContentsMargins(margin, margin, margin, margin)
        shape.setSpacing(looks.px(24))
        self.told = words("", centred=True)
        shape.addWidget(words(say(N_("Are you still there?")), "touch_title", centred=True))
        shape.addWidget(self.told)
        self.stay = big_button(say(N_("Yes, I go on")), looks, Icon.CHECKMARK, "touch_primary")
        shape.addWidget(self.stay)
        self.body.addWidget(card)

    def _count(self) -> None:
        if self._say is None:
            return
        seconds = self._idle.seconds_left()
        phrase = N_("In {seconds} seconds everything typed here is wiped.")
        self.told.setText(self._say(phrase, seconds=seconds))
