"""Bringing the rows of an amenity register into the records."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from stationdesk.domain.faults import NewFault, Severity
from stationdesk.domain.importing import (
    Identity,
    ImportedRow,
    Outcome,
    plain,
    plan_amenities,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import text_in
from stationdesk.domain.printed_dates import Precision, PrintedDate
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.store import imports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stationdesk.domain.amenities import Amenity, NewAmenity
    from stationdesk.domain.ids import AmenityId
    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger, Value
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.inventory import Inventory


def plan(amenities: Amenities, ledger: Ledger) -> list[PlannedRow]:
    """Return what each row of the register would become, as the records stand now."""
    return plan_amenities(
        ledger.rows,
        known=Counter(_identity(line.amenity) for line in amenities.register()),
        known_fingerprints=imports.known_fingerprints(LedgerKind.AMENITY),
    )


def carry_out(
    amenities: Amenities,
    inventory: Inventory,
    run: ImportRun,
    rows: Sequence[PlannedRow],
    tell: Callable[[], None],
) -> list[ImportedRow]:
    """Keep what the rows say, as a part of the import's deed; return what each became.

    ``tell`` is called for every row.
    """
    kept = []
    for planned in rows:
        tell()
        uid = ""
        if planned.outcome is Outcome.NEW:
            values = planned.row.values
            wish = _wish(amenities, inventory, values, run.business_date)
            registered = min(wish.since or run.business_date, run.business_date)
            amenity_id = amenities.add(wish, registered_on=registered, import_id=run.id)
            uid = amenities.amenity(amenity_id).uid
            if values.get("working") is False:
                _report(amenities, amenity_id, run, planned)
        kept.append(
            ImportedRow(
                planned.row.row, planned.fingerprint, planned.outcome, "amenity" if uid else "", uid
            )
        )
    return kept


def take_out(amenities: Amenities, amenity: Amenity, reason: str) -> None:
    """Take a line out again whose import is undone.

    A line that has records by now stays in the register, but as one that never was in service.
    """
    for fault in amenities.faults(amenity.id):
        if fault.is_open:
            amenities.void_fault(fault.id, reason)
    try:
        amenities.remove(amenity.id)
    except Refused:
        amenities.retire(amenity.id, amenity.in_service_from, reason)


def _wish(
    amenities: Amenities, inventory: Inventory, values: Mapping[str, Value], today: date
) -> NewAmenity:
    since = values.get("since")
    pieces = values.get("quantity")
    place = text_in(values, "place")
    return replace(
        amenities.suggest(text_in(values, "name"), text_in(values, "model")),
        pieces=pieces if isinstance(pieces, int) else 1,
        place_id=inventory.place_named(place) if place else None,
        since=_first_day_in_service(since, today),
        since_text=since.text if isinstance(since, PrintedDate) else "",
        warranty_until=_last_day(values.get("warranty")),
        keeper=text_in(values, "keeper"),
        serial_no=text_in(values, "serial"),
        note=text_in(values, "note"),
    )


def _report(
    amenities: Amenities, amenity_id: AmenityId, run: ImportRun, planned: PlannedRow
) -> None:
    """Report the fault of a line that the ledger calls broken; its use stops from that day on."""
    told = planned.row.raw.get("working", "")
    amenities.keep_fault(
        NewFault(
            amenity_id=amenity_id,
            description=_("The ledger says: {state}").format(state=told),
            reported_on=run.business_date,
            reported_by=run.recorded_by or _("Ledger “{file}”").format(file=run.file_name),
            severity=Severity.SERIOUS,
            stops_use_from=datetime.combine(run.business_date, time()),
            origin=run.uid,
        )
    )


def _identity(amenity: Amenity) -> Identity:
    place = amenity.place.name if amenity.place else ""
    return Identity(plain(amenity.name), plain(amenity.model), plain(place))


def _first_day_in_service(since: Value, today: date) -> date | None:
    """Return the day from which the line surely was in service: of a month its last day."""
    day = _last_day(since)
    return min(day, today) if day is not None else None


def _last_day(printed: Value) -> date | None:
    if not isinstance(printed, PrintedDate) or printed.day is None:
        return None
    match printed.precision:
        case Precision.DAY:
            return printed.day
        case Precision.MONTH:
            last = calendar.monthrange(printed.day.year, printed.day.month)[1]
            return printed.day.replace(day=last)
        case Precision.YEAR:
            return date(printed.day.year, 12, 31)
    return None
