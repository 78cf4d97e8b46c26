"""The demo's rain: it comes in spells, and in autumn most of all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from datetime import date

RAIN_BEGINS = (0.05, 0.06, 0.08, 0.1, 0.12, 0.11, 0.14, 0.13, 0.19, 0.15, 0.08, 0.04)
"""The odds by month that a day is wet after a dry one; about those of the Guanzhong plain."""
RAIN_STAYS = 0.52


def rainy_days(first: date, last: date, chance: random.Random) -> frozenset[date]:
    """Draw the days of rain from ``first`` through ``last``."""
    wet, days = False, set()
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        wet = chance.random() < (RAIN_STAYS if wet else RAIN_BEGINS[day.month - 1])
        if wet:
            days.add(day)
    return frozenset(days)
