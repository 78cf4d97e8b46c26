"""Things in safekeeping in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from stationdesk.domain.ids import KeptThingId
from stationdesk.domain.keeping.kept import KeptThing
from stationdesk.domain.phones import plain_phone
from stationdesk.store import places
from stationdesk.store.numbering import next_number
from stationdesk.store.tables import KeptThingRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.keeping.kept import HandOver, NewKeptThing
    from stationdesk.domain.places import Place

TAG_PREFIX = "DG"
MOST_TAGGED = 20


def add(wish: NewKeptThing, *, recorded_at: str, recorded_by: str) -> KeptThing:
    """Keep an accepted thing under the next tag of its day."""
    row = KeptThingRow.create(
        tag=next_number(KeptThingRow.tag, TAG_PREFIX, wish.on),
        **_entered(wish),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        request_key=wish.request_key,
        handed_to="",
        proof="",
        handed_by="",
    )
    return _thing(row, places.by_id())


def change(thing_id: KeptThingId, wish: NewKeptThing) -> None:
    """Write anew what was entered; the tag stays."""
    KeptThingRow.update(**_entered(wish)).where(KeptThingRow.id == thing_id).execute()


def hand_over(thing_id: KeptThingId, wish: HandOver, *, at: str, by: str) -> None:
    """Note that the thing left, when, to whom and why they may have it."""
    _write(
        thing_id,
        handed_on=wish.on,
        handed_to=wish.to.strip(),
        proof=wish.proof.strip(),
        handed_at=at,
        handed_by=by,
    )


def take_back_hand_over(thing_id: KeptThingId) -> None:
    """Let the thing be here again."""
    _write(thing_id, handed_on=None, handed_to="", proof="", handed_at=None, handed_by="")


def void(thing_id: KeptThingId, *, at: str | None, by: str | None, note: str) -> None:
    """Let the entry count no more, with ``note`` beside it; None and None let it count again."""
    _write(thing_id, voided_at=at, voided_by=by, note=note)


def thing(thing_id: KeptThingId, *, voided: bool = False) -> KeptThing | None:
    """Return one thing, or one that was voided; None where there is none such of that id."""
    row = KeptThingRow.get_or_none(
        KeptThingRow.id == thing_id, KeptThingRow.voided_at.is_null(not voided)
    )
    return None if row is None else _thing(row, places.by_id())


def things(
    first: date | None = None, last: date | None = None, *, only_open: bool = False
) -> list[KeptThing]:
    """Return the things taken in from ``first`` through ``last``, the newest first."""
    query = KeptThingRow.select().where(KeptThingRow.voided_at.is_null())
    if first is not None:
        query = query.where(KeptThingRow.business_date >= first)
    if last is not None:
        query = query.where(KeptThingRow.business_date <= last)
    if only_open:
        query = query.where(KeptThingRow.handed_on.is_null())
    shelf = places.by_id()
    rows = query.order_by(KeptThingRow.business_date.desc(), KeptThingRow.id.desc())
    return [_thing(row, shelf) for row in rows]


def tagged(part: str) -> list[KeptThing]:
    """Return the things whose tag, without hyphens, holds ``part``, the newest first."""
    plain = pw.fn.REPLACE(pw.fn.LOWER(KeptThingRow.tag), "-", "")
    query = KeptThingRow.select().where(KeptThingRow.voided_at.is_null(), plain.contains(part))
    shelf = places.by_id()
    return [_thing(row, shelf) for row in query.order_by(KeptThingRow.id.desc()).limit(MOST_TAGGED)]


def find_by_key(request_key: str) -> KeptThingId | None:
    """Return the thing that was kept with ``request_key``."""
    row = KeptThingRow.get_or_none(KeptThingRow.request_key == request_key)
    return None if row is None else KeptThingId(row.id)


def uid_kind(uid: str) -> str | None:
    """Return the kind of the thing of that uid, None where there is none."""
    row = KeptThingRow.get_or_none(KeptThingRow.uid == uid)
    return None if row is None else str(row.kind)


def _entered(wish: NewKeptThing) -> dict[str, Any]:
    return {
        "kind": wish.kind,
        "description": wish.description.strip(),
        "owner_name": wish.owner_name.strip(),
        "owner_phone": plain_phone(wish.owner_phone),
        "place": wish.place_id,
        "business_date": wish.on,
        "keep_until": wish.keep_until,
        "note": wish.note.strip(),
    }


def _write(thing_id: KeptThingId, **fields: Any) -> None:
    KeptThingRow.update(**fields).where(KeptThingRow.id == thing_id).execute()


def _thing(row: Any, shelf: dict[PlaceId, Place]) -> KeptThing:
    return KeptThing(
        id=KeptThingId(row.id),
        uid=row.uid,
        tag=row.tag,
        kind=row.kind,
        description=row.description,
        owner_name=row.owner_name,
        owner_phone=row.owner_phone,
        place=shelf.get(row.place_id),
        on=row.business_date,
        keep_until=row.keep_until,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        note=row.note,
        handed_on=row.handed_on,
        handed_to=row.handed_to,
        proof=row.proof,
        handed_by=row.handed_by,
        erased_on=row.erased_on,
    )
