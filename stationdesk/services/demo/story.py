"""A new station's file filled with years of believable records, by the same deeds people do."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.ids import draw_uids_from
from stationdesk.domain.periods import add_months
from stationdesk.services.demo.clock import Clock, living_by
from stationdesk.services.demo.days import Days
from stationdesk.services.demo.script import demo_script

if TYPE_CHECKING:
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers


class Services(Protocol):
    """The services of one open station, as its desk bundles them."""

    @property
    def context(self) -> Context:
        """What the services share."""

    @property
    def station(self) -> StationFacts:
        """Facts and hours."""

    @property
    def inventory(self) -> Inventory:
        """The stock."""

    @property
    def amenities(self) -> Amenities:
        """Register, upkeep and faults."""

    @property
    def tiers(self) -> Tiers:
        """Compliance."""


def make_demo(desk: Services, *, until: date, years: int = 1, seed: int = 1) -> None:
    """Fill a new station's file with ``years`` of records whose last day is ``until``.

    The same seed and day give the same records, uids among them. All is one transaction.

    Raises:
        Refused: when the file is set up already.
    """
    live_through(desk, add_months(until, -12 * years), until, seed)


def live_through(desk: Services, first: date, last: date, seed: int = 1) -> None:
    """Live the demo's days from ``first`` to ``last``, as ``make_demo`` does for whole years."""
    script = demo_script()
    clock = Clock(first, script.people["tiers"])
    draw_uids_from(random.Random(f"uids {seed}"))
    try:
        with living_by(clock, desk.context):
            days = Days(desk, script, clock, random.Random(f"days {seed}"), last)
            days.open_station()
            for ahead in range((last - first).days + 1):
                days.live(first + timedelta(days=ahead))
    finally:
        draw_uids_from(random.SystemRandom())
