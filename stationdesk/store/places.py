"""Places in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from stationdesk.domain.ids import PlaceId
from stationdesk.domain.places import Place
from stationdesk.store.plain_sql import as_day, rows
from stationdesk.store.tables import PlaceRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.places import NewPlace


def add(wish: NewPlace) -> Place:
    """Keep a place that was accepted, and return it."""
    row = PlaceRow.create(
        code=f"KW-{_highest(PlaceRow.id) + 1:03d}",
        name=wish.name.strip(),
        shelf_order=_order_of(wish),
    )
    return place_of(row)


def change(place_id: PlaceId, wish: NewPlace) -> None:
    """Write the name and the order of a place anew."""
    PlaceRow.update(name=wish.name.strip(), shelf_order=_order_of(wish)).where(
        PlaceRow.id == place_id
    ).execute()


def set_archived(place_id: PlaceId, day: date | None) -> None:
    """Put a place away from ``day`` on, or take it back (None)."""
    PlaceRow.update(archived_on=day).where(PlaceRow.id == place_id).execute()


def get(place_id: PlaceId) -> Place:
    """Return one place; raises ``LookupError`` where there is none."""
    found = by_id()
    if place_id not in found:
        raise LookupError(place_id)
    return found[place_id]


def by_id() -> dict[PlaceId, Place]:
    """Return all places, in the order in which one walks, also archived ones."""
    found = rows(
        "SELECT id, uid, code, name, shelf_order, archived_on FROM place ORDER BY shelf_order, id"
    )
    return {
        PlaceId(place_id): Place(
            id=PlaceId(place_id),
            uid=uid,
            code=code,
            name=name,
            shelf_order=shelf_order,
            archived_on=as_day(archived_on),
        )
        for place_id, uid, code, name, shelf_order, archived_on in found
    }


def named(name: str) -> Place | None:
    """Return the place of that very name."""
    return next((place for place in by_id().values() if place.name == name), None)


def place_of(row: PlaceRow) -> Place:
    """Return the place that a row holds."""
    return Place(
        id=PlaceId(row.id),
        uid=row.uid,
        code=row.code,
        name=row.name,
        shelf_order=row.shelf_order,
        archived_on=row.archived_on,
    )


def _order_of(wish: NewPlace) -> int:
    return _highest(PlaceRow.shelf_order) + 10 if wish.shelf_order is None else wish.shelf_order


def _highest(field: pw.Field) -> int:
    return int(PlaceRow.select(pw.fn.COALESCE(pw.fn.MAX(field), 0)).scalar())
