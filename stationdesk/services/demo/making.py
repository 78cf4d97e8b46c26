"""A new station's file filled with years of believable records, by the same deeds people do."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.ids import draw_uids_from
from stationdesk.domain.periods import add_months
from stationdesk.services.demo.clock import Clock, living_by
from stationdesk.services.demo.days import Days
from stationdesk.services.demo.script import demo_script

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.services.demo.services import Services


def make_demo(
    desk: Services,
    *,
    until: date,
    years: int = 1,
    seed: int = 1,
    tell: Callable[[int, int, str], None] | None = None,
) -> None:
    """Fill a new station's file with ``years`` of records whose last day is ``until``.

    The same seed and day give the same records, uids among them. All is one transaction.
    ``tell`` hears now and then how many days of how many are lived, and which month it is.

    Raises:
        Refused: when the file is set up already.
    """
    live_through(desk, add_months(until, -12 * years), until, seed, tell)


def live_through(
    desk: Services,
    first: date,
    last: date,
    seed: int = 1,
    tell: Callable[[int, int, str], None] | None = None,
) -> None:
    """Live the demo's days from ``first`` to ``last``, as ``make_demo`` does for whole years."""
    script = demo_script()
    clock = Clock(first, script.people["tiers"])
    count = (last - first).days + 1
    draw_uids_from(random.Random(f"uids {seed}"))
    try:
        with living_by(clock, desk.context):
            of_what = ("days", "lending", "feedback", "roster", "visits")
            days, lending, feedback, roster, visits = (
                random.Random(f"{what} {seed}") for what in of_what
            )
            life = Days(desk, script, clock, days, lending, feedback, roster, visits, last)
            life.open_station()
            for ahead in range(count):
                day = first + timedelta(days=ahead)
                life.live(day)
                if tell is not None and (day.day == 1 or day == last):
                    tell(ahead + 1, count, f"{day:%Y-%m}")
        desk.context.database.settle()
    finally:
        draw_uids_from(random.SystemRandom())
