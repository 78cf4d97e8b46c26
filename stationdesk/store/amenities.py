"""The register of amenities in the station's file, as it stands and as it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from stationdesk.domain.amenities import Amenity, FormerSize, as_it_stood
from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.ids import AmenityId
from stationdesk.store import faults, places, upkeep
from stationdesk.store.tables import (
    AmenityPastRow,
    AmenityRow,
    AttachmentRow,
    FaultRow,
    LoanUnitRow,
    OutageRow,
    UpkeepPlanRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.amenities import NewAmenity
    from stationdesk.domain.ids import ImportId, PlaceId
    from stationdesk.domain.outages import Outage
    from stationdesk.domain.places import Place
    from stationdesk.domain.upkeep import Plan, Run

CODE_PREFIX = "SS-"


def all_amenities() -> list[Amenity]:
    """Return every line of the register, retired ones too, by code."""
    known = places.by_id()
    rows: Any = AmenityRow.select().order_by(AmenityRow.code)
    return [_amenity(row, known) for row in rows]


def amenity(amenity_id: AmenityId) -> Amenity | None:
    """Return one line of the register, None where there is none of that id."""
    row = AmenityRow.get_or_none(AmenityRow.id == amenity_id)
    return None if row is None else _amenity(row, places.by_id())


def found(words: str) -> set[AmenityId]:
    """Return the lines whose search words contain each of ``words`` (lower case)."""
    query = AmenityRow.select(AmenityRow.id)
    for word in words.split():
        query = query.where(AmenityRow.search_words.contains(word))
    return {AmenityId(row.id) for row in query}


def search_words() -> dict[AmenityId, str]:
    """Return the words by which each line is found: as written, pinyin and initials."""
    return {
        AmenityId(row.id): str(row.search_words)
        for row in AmenityRow.select(AmenityRow.id, AmenityRow.search_words)
    }


def amenities_on(day: date) -> list[Amenity]:
    """Return the lines in service on ``day``, broken or not, as large as they were then."""
    former = former_sizes()
    return [as_it_stood(each, day, former) for each in all_amenities() if each.in_service_on(day)]


def plans_and_runs_on(day: date) -> list[tuple[Plan, tuple[Run, ...]]]:
    """Return the plans in force on ``day``, each with the runs done until then.

    Runs of an ended plan that this one took over (same amenity, same work) are among them; the
    rules of ``domain.upkeep`` tell them apart.
    """
    return upkeep.plans_and_runs_on(day)


def outages_on(day: date) -> list[Outage]:
    """Return every stoppage that began on or before ``day``; later ends are told as well."""
    return faults.outages_until(day)


def former_sizes() -> list[FormerSize]:
    """Return what lines said before their pieces or capacity changed."""
    rows: Any = AmenityPastRow.select()
    return [
        FormerSize(
            amenity_id=AmenityId(row.amenity_id),
            until=row.until,
            pieces=row.pieces,
            capacity=row.capacity,
        )
        for row in rows
    ]


def next_code() -> str:
    """Return the code of the next line: ``SS-0001`` and on."""
    newest = AmenityRow.select(pw.fn.MAX(AmenityRow.id)).scalar() or 0
    used = {row.code for row in AmenityRow.select(AmenityRow.code)}
    number = newest + 1
    while (code := f"{CODE_PREFIX}{number:04d}") in used:
        number += 1
    return code


def add(
    wish: NewAmenity,
    *,
    code: str,
    search_words: str,
    registered_on: date,
    import_id: ImportId | None,
) -> Amenity:
    """Keep a new line."""
    row = AmenityRow.create(
        **_fields(wish),
        code=code,
        search_words=search_words,
        registered_on=registered_on,
        retired_on=None,
        retire_reason="",
        import_run=import_id,
        version=1,
    )
    return _amenity(row, places.by_id())


def change(amenity_id: AmenityId, wish: NewAmenity, *, search_words: str, version: int) -> None:
    """Write ``wish`` over the line of ``version``."""
    fields = _fields(wish)
    AmenityRow.update(**fields, search_words=search_words, version=version + 1).where(
        AmenityRow.id == amenity_id
    ).execute()


def keep_former_size(amenity: Amenity, until: date) -> None:
    """Remember the line's pieces and capacity as those it had until the day before ``until``."""
    AmenityPastRow.create(
        amenity=amenity.id, until=until, pieces=amenity.pieces, capacity=amenity.capacity
    )


def forget_former_size(amenity_id: AmenityId, until: date) -> None:
    """Forget what was remembered of a change on ``until``."""
    AmenityPastRow.delete().where(
        AmenityPastRow.amenity == amenity_id, AmenityPastRow.until == until
    ).execute()


def has_former_size(amenity_id: AmenityId, until: date) -> bool:
    """Tell whether a change on ``until`` is remembered."""
    return (
        AmenityPastRow.select()
        .where(AmenityPastRow.amenity == amenity_id, AmenityPastRow.until == until)
        .exists()
    )


def set_retired(amenity_id: AmenityId, on: date | None, reason: str) -> None:
    """Note the first day out of service and why; None and nothing puts it back."""
    AmenityRow.update(
        retired_on=on, retire_reason=reason.strip(), version=AmenityRow.version + 1
    ).where(AmenityRow.id == amenity_id).execute()


def is_referred_to(amenity: Amenity) -> bool:
    """Tell whether any other record speaks of the line."""
    photos = AttachmentRow.select().where(AttachmentRow.entity_uid == amenity.uid)
    return photos.exists() or any(
        table.select().where(table.amenity == amenity.id).exists()
        for table in (UpkeepPlanRow, FaultRow, OutageRow, AmenityPastRow, LoanUnitRow)
    )


def remove(amenity_id: AmenityId) -> None:
    """Take out a line that nothing refers to."""
    AmenityRow.delete().where(AmenityRow.id == amenity_id).execute()


def _fields(wish: NewAmenity) -> dict[str, object]:
    return {
        "name": wish.name.strip(),
        "kind": wish.kind,
        "model": wish.model.strip(),
        "serial_no": wish.serial_no.strip(),
        "place": wish.place_id,
        "pieces": wish.pieces,
        "capacity": wish.capacity,
        "since": wish.since,
        "since_text": wish.since_text.strip(),
        "made_on": wish.made_on,
        "agent": wish.agent.value if wish.agent else None,
        "warranty_until": wish.warranty_until,
        "keeper": wish.keeper.strip(),
        "note": wish.note.strip(),
    }


def _amenity(row: Any, known: Mapping[PlaceId, Place]) -> Amenity:
    return Amenity(
        id=AmenityId(row.id),
        uid=row.uid,
        code=row.code,
        name=row.name,
        kind=row.kind,
        model=row.model,
        serial_no=row.serial_no,
        place=None if row.place_id is None else known[row.place_id],
        pieces=row.pieces,
        capacity=row.capacity,
        since=row.since,
        since_text=row.since_text,
        made_on=row.made_on,
        agent=Agent(row.agent) if row.agent else None,
        warranty_until=row.warranty_until,
        keeper=row.keeper,
        note=row.note,
        registered_on=row.registered_on,
        retired_on=row.retired_on,
        retire_reason=row.retire_reason,
        version=row.version,
    )
