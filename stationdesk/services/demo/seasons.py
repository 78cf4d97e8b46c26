"""How much of the demo's goods is asked for in which month."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.services.demo.script import Goods

DAYS_OPEN_A_WEEK = 7
SEASONS: dict[str, tuple[frozenset[int], float, float]] = {
    "": (frozenset(), 1.0, 1.0),
    "summer": (frozenset({6, 7, 8, 9}), 2.4, 0.1),
    "summer-light": (frozenset({5, 6, 7, 8, 9}), 1.6, 0.7),
    "winter": (frozenset({11, 12, 1, 2}), 2.0, 0.05),
    "winter-light": (frozenset({11, 12, 1, 2, 3}), 1.7, 0.7),
}
"""Months of a season, and how much more or less leaves in and out of them."""


def asked_a_day(goods: Goods, month: int) -> float:
    """Return how many pieces leave on a usual day of a month."""
    months, in_season, out_of_season = SEASONS[goods.season]
    factor = in_season if month in months else out_of_season
    return goods.weekly * factor / DAYS_OPEN_A_WEEK
