"""All services over one open station's file: what a window, or a command, works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from stationdesk.services.amenities import Amenities
from stationdesk.services.attachments import Attachments
from stationdesk.services.context import Context
from stationdesk.services.exports import Exports
from stationdesk.services.imports import Imports
from stationdesk.services.inventory import Inventory
from stationdesk.services.reports import Reports
from stationdesk.services.safekeeping import Safekeeping
from stationdesk.services.settings import StationSettings
from stationdesk.services.station import StationFacts
from stationdesk.services.tiers import Tiers
from stationdesk.services.today import Today
from stationdesk.store import station as station_store
from stationdesk.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stationdesk.services.changes import Announce, Topic


@dataclass(frozen=True, slots=True)
class Desk:
    """One open file, and every deed that can be done with it."""

    context: Context
    station: StationFacts
    inventory: Inventory
    amenities: Amenities
    attachments: Attachments
    tiers: Tiers
    imports: Imports
    reports: Reports
    exports: Exports
    safekeeping: Safekeeping
    settings: StationSettings
    today: Today

    def close(self) -> None:
        """Let go of the file."""
        self.context.database.close()


def open_desk(
    path: Path | str,
    *,
    today: date | None = None,
    who: Callable[[], str] | None = None,
    announce: Announce | None = None,
) -> Desk:
    """Open the station's file at ``path``, made new where there is none.

    ``today`` fixes the business day of this run; None goes by the clock. ``who`` names the person
    at the desk; without it the station's keeper answers for what is done.

    Raises:
        TooNew, InUse, NotAStation: as ``store.database.open_database``.
    """
    context = Context(
        database=open_database(path),
        today=date.today if today is None else lambda: today,
        now=lambda: _moment_of(today),
        who=who or _keeper,
        announce=announce or _to_nobody,
    )
    return desk_over(context)


def desk_over(context: Context) -> Desk:
    """Return every service over an open file."""
    station = StationFacts(context)
    inventory = Inventory(context)
    amenities = Amenities(context, inventory)
    tiers = Tiers(context)
    settings = StationSettings(context)
    return Desk(
        context=context,
        station=station,
        inventory=inventory,
        amenities=amenities,
        attachments=Attachments(context),
        tiers=tiers,
        imports=Imports(context, inventory, amenities),
        reports=Reports(context, station, inventory, amenities, tiers),
        exports=Exports(context, station, inventory, amenities, tiers),
        safekeeping=Safekeeping(context.database),
        settings=settings,
        today=Today(context, station, inventory, amenities, tiers, _last_backup(settings, context)),
    )


def _moment_of(today: date | None) -> datetime:
    """Return the moment of recording; on a fixed day it is that day at the clock's time."""
    now = datetime.now().astimezone()
    if today is None:
        return now
    return now.replace(year=today.year, month=today.month, day=today.day)


def _last_backup(settings: StationSettings, context: Context) -> Callable[[], datetime | None]:
    """Return what tells when the open file was last copied; one in memory needs no copy."""
    file = context.database.path
    return lambda: datetime.now() if file is None else settings.last_backup(file)


def _keeper() -> str:
    known = station_store.station()
    return known.keeper if known else ""


def _to_nobody(_topics: frozenset[Topic]) -> None:
    """Announce a change where nobody listens."""
