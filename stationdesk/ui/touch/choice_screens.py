"""What it is about, and who says it: one tap each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.domain.feedback.visits import VISIT_GROUPS, VISIT_KINDS
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_
from stationdesk.ui.touch.pieces import Tile, TileGrid, big_button
from stationdesk.ui.touch.screen import Booth, Screen

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget


class KindScreen(Screen):
    """Six kinds of words, each said plainly."""

    def __init__(self, booth: Booth) -> None:
        super().__init__(booth, booth.say(N_("What is it about?")))
        self.tiles: dict[FeedbackKind, Tile] = {}
        for kind, plainly in VISIT_KINDS.items():
            name = booth.say(FEEDBACK_KIND_WORDS[kind])
            tile = Tile(name, booth.looks, caption=booth.say(plainly), least_height=120)
            tile.setCheckable(True)
            tile.setChecked(booth.draft.kind is kind)
            tile.clicked.connect(partial(self._on_kind, kind))
            self.tiles[kind] = tile
        grid = TileGrid(list(self.tiles.values()), booth.looks, most_columns=3, least_width=300)
        self.body.addWidget(grid, 8)
        self.body.addStretch(1)
        self.add_back()

    def first_stop(self) -> QWidget | None:
        return next(iter(self.tiles.values()))

    def _on_kind(self, kind: FeedbackKind) -> None:
        self.booth.draft.kind = kind
        self.forward.emit()


class GroupScreen(Screen):
    """Who says it, so that the station knows whom it serves; nobody has to tell."""

    def __init__(self, booth: Booth) -> None:
        super().__init__(booth, booth.say(N_("Who are you?")))
        self.tiles: dict[str, Tile] = {}
        for group in VISIT_GROUPS:
            tile = Tile(booth.say(VISITOR_GROUPS[group]), booth.looks, least_height=84)
            tile.setCheckable(True)
            tile.setChecked(booth.draft.visitor_group == group)
            tile.clicked.connect(partial(self._on_group, group))
            self.tiles[group] = tile
        grid = TileGrid(list(self.tiles.values()), booth.looks, most_columns=4, least_width=230)
        self.body.addWidget(grid, 8)
        self.body.addStretch(1)
        self.add_back()
        self.skip = big_button(booth.say(N_("I would rather not say")), booth.looks)
        self.skip.clicked.connect(partial(self._on_group, ""))
        self.foot.addWidget(self.skip)

    def first_stop(self) -> QWidget | None:
        return next(iter(self.tiles.values()))

    def _on_group(self, group: str) -> None:
        self.booth.draft.visitor_group = group
        self.forward.emit()
