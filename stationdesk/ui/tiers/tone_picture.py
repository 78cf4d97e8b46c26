"""The drawing of a tone, alone, before a line of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QLabel

from stationdesk.ui.icons import pixmap
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import TONE_ICONS

if TYPE_CHECKING:
    from stationdesk.listings.columns import Tone


class TonePicture(QLabel):
    """A small drawing in the colour of its tone."""

    def __init__(self, tone: Tone, side: int = 18) -> None:
        super().__init__()
        self.setFixedSize(px(side), px(side))
        colour, scale = tokens().tone(tone).text, self.devicePixelRatioF()
        self.setPixmap(pixmap(TONE_ICONS[tone], px(side), colour, scale, filled=True))
