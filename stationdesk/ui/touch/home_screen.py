"""The first screen: four doors for visitors, and one for volunteers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import LIGHT
from stationdesk.ui.touch.draft import Door
from stationdesk.ui.touch.pieces import Tile, TileGrid, big_button
from stationdesk.ui.touch.screen import Booth, Screen

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

_DOORS: dict[Door, tuple[str, str, Icon, str]] = {
    Door.WRITE: (
        N_("Leave a word"),
        N_("Suggest, ask, complain, wish"),
        Icon.EDIT,
        LIGHT.primary,
    ),
    Door.PRAISE: (
        N_("Praise somebody"),
        N_("Somebody helped you"),
        Icon.HEART,
        LIGHT.danger.solid,
    ),
    Door.RATE: (N_("Rate the service"), N_("One tap is enough"), Icon.STAR, LIGHT.warning.solid),
    Door.BOARD: (
        N_("Read the answers"),
        N_("What came of earlier words"),
        Icon.COMMENT,
        LIGHT.success.solid,
    ),
}
"""Each door with its name, what lies behind it, its picture and colour."""


class HomeScreen(Screen):
    """Where every visit begins, and to which idleness leads back."""

    chosen = pyqtSignal(object)
    """A ``Door``."""
    signing_wanted = pyqtSignal()
    """A volunteer wants to sign in or out."""

    def __init__(self, booth: Booth) -> None:
        say = booth.say
        super().__init__(
            booth,
            say(N_("What would you like to tell us?")),
            say(N_("Every word gets an answer. You need not say who you are.")),
        )
        self.doors: dict[Door, Tile] = {}
        for door, (name, caption, picture, colour) in _DOORS.items():
            tile = Tile(
                say(name),
                booth.looks,
                caption=say(caption),
                name=picture,
                colour=colour,
                least_height=160,
            )
            tile.clicked.connect(partial(self._on_door, door))
            self.doors[door] = tile
        grid = TileGrid(list(self.doors.values()), booth.looks, most_columns=2, least_width=480)
        self.body.addWidget(grid, 8)
        self.body.addStretch(1)
        self.volunteers = big_button(
            say(N_("Volunteers: sign in or out")), booth.looks, Icon.PEOPLE_TEAM
        )
        self.volunteers.clicked.connect(lambda _checked: self.signing_wanted.emit())
        if booth.page.serves_volunteers():
            self.foot.addStretch(1)
            self.foot.addWidget(self.volunteers)
            self.foot.addStretch(1)

    def first_stop(self) -> QWidget | None:
        return self.doors[Door.WRITE]

    def _on_door(self, door: Door) -> None:
        self.chosen.emit(door)
