"""Where a key of the cursor leads in a week of shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from stationdesk.ui.widgets.roster_model import WeekModel

Place = tuple[int, int, int]
"""Band, day, and which person of the cell."""
_ACTION = QAbstractItemView.CursorAction


def step_to(model: WeekModel, action: Any, place: Place) -> Place:
    """Return the place that ``action`` leads to; at an edge the cursor stays."""
    band, column, slot = place
    days, bands = len(model.week().days), len(model.week().bands)
    if action == _ACTION.MoveUp:
        return _up(model, place)
    if action == _ACTION.MoveDown:
        return _down(model, place, bands)
    if action in (_ACTION.MoveLeft, _ACTION.MovePrevious):
        column = max(0, column - 1)
    elif action in (_ACTION.MoveRight, _ACTION.MoveNext):
        column = min(days - 1, column + 1)
    elif action == _ACTION.MoveHome:
        column = 0
    elif action == _ACTION.MoveEnd:
        column = days - 1
    elif action == _ACTION.MovePageUp:
        band, slot = max(0, band - 1), 0
    elif action == _ACTION.MovePageDown:
        band, slot = min(bands - 1, band + 1), 0
    return band, column, min(slot, model.stops(band, column) - 1)


def _up(model: WeekModel, place: Place) -> Place:
    band, column, slot = place
    if slot:
        return band, column, slot - 1
    if not band:
        return place
    return band - 1, column, model.stops(band - 1, column) - 1


def _down(model: WeekModel, place: Place, bands: int) -> Place:
    band, column, slot = place
    if slot + 1 < model.stops(band, column):
        return band, column, slot + 1
    return (band + 1, column, 0) if band + 1 < bands else place
