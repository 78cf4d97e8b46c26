"""Numbered pieces in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import AmenityId, LoanKindId, LoanLineId, LoanUnitId, PlaceId
from stationdesk.domain.lending.pieces import LoanUnit
from stationdesk.domain.masking import shown_with_tail
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows
from stationdesk.store.tables import LoanUnitRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.lending.pieces import NewUnit


def units_by_id(ids: Iterable[LoanUnitId] | None = None) -> dict[LoanUnitId, LoanUnit]:
    """Return the pieces of ``ids``, or all, retired ones too, by code."""
    if ids is None:
        return _units("")
    found: dict[LoanUnitId, LoanUnit] = {}
    for portion in in_portions(ids):
        found |= _units(f"WHERE id IN ({marks(portion)})", portion)
    return found


def get(unit_id: LoanUnitId) -> LoanUnit:
    """Return one piece; raises ``LookupError`` where there is none."""
    found = units_by_id([unit_id])
    if unit_id not in found:
        raise LookupError(unit_id)
    return found[unit_id]


def of_amenity(amenity_id: AmenityId) -> LoanUnit | None:
    """Return the piece, not retired, that is this line of the register; None where none is."""
    where = "WHERE amenity_id = ? AND retired_on IS NULL"
    return next(iter(_units(where, [amenity_id]).values()), None)


def lent_amenities() -> dict[AmenityId, LoanUnitId]:
    """Return the lines of the register that are pieces now, with the piece that each is."""
    sql = "SELECT amenity_id, id FROM loan_unit WHERE amenity_id IS NOT NULL AND retired_on IS NULL"
    return {AmenityId(amenity_id): LoanUnitId(unit_id) for amenity_id, unit_id in rows(sql)}


def codes() -> set[str]:
    """Return the codes of all pieces there ever were."""
    return {code for (code,) in rows("SELECT code FROM loan_unit")}


def codes_at(place_id: PlaceId) -> list[str]:
    """Return the codes of the pieces, retired ones left out, that are kept at a place."""
    sql = "SELECT code FROM loan_unit WHERE place_id = ? AND retired_on IS NULL ORDER BY code"
    return [code for (code,) in rows(sql, [place_id])]


def service_changes(kind_id: LoanKindId) -> list[tuple[date, int]]:
    """Return how many pieces of a kind came into service, and left it (below zero), by day."""
    sql = """
        SELECT since, 1 FROM loan_unit WHERE loan_kind_id = ?
        UNION ALL
        SELECT retired_on, -1 FROM loan_unit WHERE loan_kind_id = ? AND retired_on IS NOT NULL"""
    return [(must_be_day(day), change) for day, change in rows(sql, [kind_id, kind_id])]


def holders(line_ids: Iterable[LoanLineId]) -> dict[LoanLineId, tuple[LoanUnitId, str]]:
    """Return which numbered piece each of some loan lines is of, and who has it, masked."""
    return {
        LoanLineId(line_id): (LoanUnitId(unit_id), shown_with_tail(name, tail))
        for portion in in_portions(line_ids)
        for line_id, unit_id, name, tail in rows(
            f"""SELECT ll.id, ll.loan_unit_id, b.name, b.tail
                FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
                JOIN borrower b ON b.id = l.borrower_id
                WHERE ll.loan_unit_id IS NOT NULL AND ll.id IN ({marks(portion)})""",
            portion,
        )
    }


def is_referred_to(unit_id: LoanUnitId) -> bool:
    """Tell whether any loan, hold or event speaks of the piece."""
    tables = ("loan_line", "loan_hold", "fitness_event", "part_event")
    one = " UNION ALL ".join(f"SELECT 1 FROM {each} WHERE loan_unit_id = ?" for each in tables)
    return bool(rows(f"{one} LIMIT 1", [unit_id] * len(tables)))


def remove(unit_id: LoanUnitId) -> None:
    """Take out a piece that nothing refers to."""
    LoanUnitRow.delete().where(LoanUnitRow.id == unit_id).execute()


def add(wish: NewUnit, code: str, since: date) -> LoanUnit:
    """Keep a piece that was accepted, and return it."""
    row = LoanUnitRow.create(
        loan_kind=wish.kind_id,
        code=code,
        amenity=wish.amenity_id,
        place=wish.place_id,
        note=wish.note.strip(),
        since=since,
        retired_on=None,
        retire_reason="",
        version=1,
    )
    return get(LoanUnitId(row.id))


def change(unit_id: LoanUnitId, wish: NewUnit, code: str, version: int) -> bool:
    """Write code, place and note anew; False where ``version`` is no longer the newest."""
    query = LoanUnitRow.update(
        code=code, place=wish.place_id, note=wish.note.strip(), version=version + 1
    )
    return bool(query.where(LoanUnitRow.id == unit_id, LoanUnitRow.version == version).execute())


def set_retired(unit_id: LoanUnitId, on: date | None, reason: str) -> None:
    """Note the first day a piece is no longer lent and why; None and nothing puts it back."""
    LoanUnitRow.update(
        retired_on=on, retire_reason=reason.strip(), version=LoanUnitRow.version + 1
    ).where(LoanUnitRow.id == unit_id).execute()


_SELECT = """
    SELECT id, uid, loan_kind_id, code, amenity_id, place_id, note, since, retired_on,
        retire_reason, version FROM loan_unit"""


def _units(where: str, values: Sequence[object] = ()) -> dict[LoanUnitId, LoanUnit]:
    found = rows(f"{_SELECT} {where} ORDER BY code, id", values)
    return {LoanUnitId(row[0]): _unit(row) for row in found}


def _unit(row: tuple[Any, ...]) -> LoanUnit:
    unit_id, uid, kind_id, code, amenity_id, place_id, note, since, retired_on, *rest = row
    retire_reason, version = rest
    return LoanUnit(
        id=LoanUnitId(unit_id),
        uid=uid,
        kind_id=LoanKindId(kind_id),
        code=code,
        amenity_id=None if amenity_id is None else AmenityId(amenity_id),
        place_id=None if place_id is None else PlaceId(place_id),
        note=note,
        since=must_be_day(since),
        retired_on=as_day(retired_on),
        retire_reason=retire_reason,
        version=version,
    )
