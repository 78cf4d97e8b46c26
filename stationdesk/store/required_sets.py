"""Required sets and their checks in the station's file."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import ItemId, RequiredSetId
from stationdesk.domain.required_sets import (
    CheckedLine,
    RequiredLine,
    RequiredSet,
    SetCheck,
)
from stationdesk.store import goods, places
from stationdesk.store.plain_sql import as_day
from stationdesk.store.tables import RequiredLineRow, RequiredSetRow, SetCheckRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.required_sets import NewRequiredSet, SetFinding


def add(wish: NewRequiredSet, since: date) -> RequiredSetId:
    """Keep a new set; its lines come through ``write_line``."""
    row = RequiredSetRow.create(
        name=wish.name.strip(),
        used_for=wish.used_for,
        place=wish.place_id,
        check_every_days=wish.check_every_days,
        since=since,
        version=1,
    )
    return RequiredSetId(row.id)


def change(set_id: RequiredSetId, wish: NewRequiredSet, version: int) -> bool:
    """Write a set anew; False where ``version`` is no longer the newest."""
    query = RequiredSetRow.update(
        name=wish.name.strip(),
        used_for=wish.used_for,
        place=wish.place_id,
        check_every_days=wish.check_every_days,
        version=version + 1,
    ).where(RequiredSetRow.id == set_id, RequiredSetRow.version == version)
    return bool(query.execute())


def write_line(set_id: RequiredSetId, item_id: ItemId, quantity: int, valid_from: date) -> None:
    """Ask for so many pieces of an item from a day on."""
    RequiredLineRow.create(
        required_set=set_id, item=item_id, quantity=quantity, valid_from=valid_from
    )


def end_line(line_id: int, valid_to: date) -> None:
    """Ask for a line no longer after ``valid_to``; a day before its first makes it void."""
    RequiredLineRow.update(valid_to=valid_to).where(RequiredLineRow.id == line_id).execute()


def set_archived(set_id: RequiredSetId, day: date | None) -> None:
    """Put a set away from ``day`` on, or take it back (None)."""
    RequiredSetRow.update(archived_on=day, version=RequiredSetRow.version + 1).where(
        RequiredSetRow.id == set_id
    ).execute()


def get(set_id: RequiredSetId) -> RequiredSet:
    """Return one set; raises ``LookupError`` where there is none."""
    for found in all_sets():
        if found.id == set_id:
            return found
    raise LookupError(set_id)


def all_sets() -> list[RequiredSet]:
    """Return all sets with all lines they ever had, by name; also archived ones."""
    lines: dict[int, list[RequiredLine]] = defaultdict(list)
    rows: list[Any] = list(RequiredLineRow.select().order_by(RequiredLineRow.id).namedtuples())
    known, shelf = goods.items(ItemId(row.item) for row in rows), places.by_id()
    for row in rows:
        lines[row.required_set].append(
            RequiredLine(
                id=row.id,
                item=known[row.item],
                quantity=row.quantity,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
        )
    query: list[Any] = list(RequiredSetRow.select().order_by(RequiredSetRow.id).namedtuples())
    return [
        RequiredSet(
            id=RequiredSetId(row.id),
            uid=row.uid,
            name=row.name,
            used_for=row.used_for,
            place=None if row.place is None else shelf[row.place],
            check_every_days=row.check_every_days,
            since=row.since,
            archived_on=row.archived_on,
            version=row.version,
            lines=tuple(lines[row.id]),
        )
        for row in query
    ]


def required_sets_on(day: date) -> list[RequiredSet]:
    """Return the sets that were in use on ``day``; their ``lines_on(day)`` counted then."""
    return [
        each
        for each in all_sets()
        if each.since <= day and (each.archived_on is None or day < each.archived_on)
    ]


def add_check(
    set_id: RequiredSetId,
    day: date,
    findings: Iterable[SetFinding],
    *,
    recorded_at: str,
    recorded_by: str,
    note: str,
) -> SetCheck:
    """Keep what a check found, and return it."""
    found = list(findings)
    row = SetCheckRow.create(
        required_set=set_id,
        business_date=day,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        complete=all(each.complete for each in found),
        lines=json.dumps([_line_as_kept(each) for each in found], ensure_ascii=False),
        note=note.strip(),
    )
    return _checks(SetCheckRow.id == row.id)[0]


def void_check(check_id: int, voided_at: str, voided_by: str) -> None:
    """Note that a check does not count."""
    SetCheckRow.update(voided_at=voided_at, voided_by=voided_by).where(
        SetCheckRow.id == check_id
    ).execute()


def checks_of(set_id: RequiredSetId) -> list[SetCheck]:
    """Return the checks of a set that count, the newest first."""
    return _checks(SetCheckRow.required_set == set_id)


def set_checks_until(day: date) -> list[SetCheck]:
    """Return the checks of all sets that count and were made until ``day``, newest first."""
    return _checks(SetCheckRow.business_date <= day)


def _checks(condition: Any) -> list[SetCheck]:
    query = (
        SetCheckRow.select()
        .where(condition, SetCheckRow.voided_at.is_null())
        .order_by(SetCheckRow.business_date.desc(), SetCheckRow.id.desc())
    )
    rows: list[Any] = list(query.namedtuples())
    return [
        SetCheck(
            id=row.id,
            uid=row.uid,
            set_id=RequiredSetId(row.required_set),
            business_date=row.business_date,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            complete=bool(row.complete),
            lines=tuple(_line_as_checked(each) for each in json.loads(row.lines)),
            note=row.note,
        )
        for row in rows
    ]


def _line_as_kept(finding: SetFinding) -> dict[str, object]:
    ends = finding.earliest_expiry
    return {
        "item": finding.item.title(),
        "unit": finding.item.unit,
        "required": finding.required,
        "usable": finding.usable,
        "expired": finding.expired,
        "missing": finding.missing,
        "earliest_expiry": None if ends is None else ends.isoformat(),
    }


def _line_as_checked(kept: dict[str, Any]) -> CheckedLine:
    return CheckedLine(**{**kept, "earliest_expiry": as_day(kept["earliest_expiry"])})
