"""The stock ledger in the station's file: posting documents, balances, and the ledger's proofs."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.ids import BatchId, DocumentId, ItemId, PlaceId, new_uid
from stationdesk.domain.ledger import Entry, History, end_of
from stationdesk.domain.stock import (
    NUMBER_PREFIXES,
    Balance,
    BatchSum,
    DocumentKind,
    Spot,
)
from stationdesk.store import goods, places
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ledger import Point
    from stationdesk.domain.stock import Movement
    from stationdesk.domain.stock_wishes import Posting

LINES_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Posted:
    """What a posted document got: its id, its uid and its number."""

    id: DocumentId
    uid: str
    number: str


def post(posting: Posting, *, recorded_at: str, recorded_by: str) -> Posted:
    """Keep an accepted document with its movements, chained to the one before it."""
    number = posting.number or next_number(posting.kind, posting.business_date)
    uid = new_uid()
    document = (
        uid,
        number,
        posting.kind.value,
        posting.business_date.isoformat(),
        recorded_at,
        recorded_by,
        posting.request_key,
        posting.reverses_id,
        None if posting.source is None else posting.source.value,
        posting.donor.strip(),
        posting.receiver.strip(),
        posting.reason.strip(),
        posting.note.strip(),
        posting.import_run_id,
    )
    moved = [_movement_fields(each) for each in posting.movements]
    digest = _digest(_last_digest(), document, moved)
    document_id = rows(_INSERT_DOCUMENT, (*document, digest))[0][0]
    _insert_movements(document_id, document[3], moved)
    return Posted(DocumentId(document_id), uid, number)


def next_number(kind: DocumentKind, day: date) -> str:
    """Return the next free number of ``kind`` on ``day``, such as RK-20260630-001."""
    sql = "SELECT COUNT(*) FROM stock_document WHERE business_date = ? AND kind = ?"
    serial = int(value(sql, (day.isoformat(), kind.value))) + 1
    while _number_is_taken(number := f"{NUMBER_PREFIXES[kind]}-{day:%Y%m%d}-{serial:03d}"):
        serial += 1
    return number


def number_is_posted(number: str) -> bool:
    """Tell whether a document of that number was ever posted."""
    return bool(rows("SELECT 1 FROM stock_document WHERE number = ?", [number]))


def find_by_key(request_key: str) -> DocumentId | None:
    """Return the document that was posted with ``request_key``."""
    found = value("SELECT id FROM stock_document WHERE request_key = ?", [request_key])
    return None if found is None else DocumentId(found)


def balances_on(day: date | None = None, item_id: ItemId | None = None) -> list[Balance]:
    """Return what lay where at the end of ``day`` (None: now), of one item or of all."""
    return _balances(day, None if item_id is None else [item_id])


def sums_by_item(day: date | None = None) -> dict[ItemId, list[BatchSum]]:
    """Return, for every item that ever moved until ``day`` (None: now), its batches' sums."""
    until, values = ("WHERE business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"""
        SELECT b.item_id, s.quantity, b.expires_on, s.last_moved_on
        FROM (SELECT batch_id, SUM(quantity) AS quantity, MAX(business_date) AS last_moved_on
              FROM movement {until} GROUP BY batch_id) s
        JOIN batch b ON b.id = s.batch_id"""
    sums: dict[ItemId, list[BatchSum]] = defaultdict(list)
    for item_id, quantity, expires_on, last_moved_on in rows(sql, values):
        sums[item_id].append(
            BatchSum(quantity, as_day(expires_on), must_be_day(last_moved_on)),
        )
    return sums


def free_from(day: date, item_ids: Iterable[ItemId]) -> list[Balance]:
    """Return what can be taken on ``day`` so that no later document falls short."""
    balances = [each for portion in in_portions(item_ids) for each in _balances(day, portion)]
    past = histories([balance.spot for balance in balances], end_of(day))
    free = [replace(each, quantity=past[each.spot].lowest()) for each in balances]
    return [balance for balance in free if balance.quantity > 0]


def balance_at(spot: Spot, day: date | None = None) -> int:
    """Return the pieces at one spot at the end of ``day`` (None: now)."""
    until, values = ("AND business_date <= ?", [day.isoformat()]) if day else ("", [])
    sql = f"SELECT SUM(quantity) FROM movement WHERE batch_id = ? AND place_id = ? {until}"
    return int(value(sql, (*spot, *values)) or 0)


def pieces_of(item_id: ItemId) -> int:
    """Return how many pieces of the item there are now, in date or not."""
    return int(value("SELECT SUM(quantity) FROM movement WHERE item_id = ?", [item_id]) or 0)


def item_changes(item_id: ItemId) -> list[tuple[date, int]]:
    """Return by how many pieces an item changed on each day on which it moved, in order."""
    sql = """SELECT business_date, SUM(quantity) FROM movement WHERE item_id = ?
             GROUP BY business_date ORDER BY business_date"""
    return [(must_be_day(day), int(change)) for day, change in rows(sql, [item_id])]


def pieces_at(place_id: PlaceId) -> int:
    """Return how many pieces lie at the place now."""
    return int(value("SELECT SUM(quantity) FROM movement WHERE place_id = ?", [place_id]) or 0)


def histories(spots: Iterable[Spot], point: Point) -> dict[Spot, History]:
    """Return each spot's balance at ``point`` and what came after it, in business order."""
    return {spot: _history(spot, point) for spot in set(spots)}


def entries_of(spot: Spot) -> list[Entry]:
    """Return all that ever moved at one spot, in business order."""
    return _entries("m.batch_id = ? AND m.place_id = ?", spot)


def count_documents() -> int:
    """Return how many documents were ever posted."""
    return int(value("SELECT COUNT(*) FROM stock_document"))


def broken_links() -> list[str]:
    """Return the numbers of the documents whose digest does not follow from what is written."""
    moved = defaultdict(list)
    for document_id, *fields in rows(_ALL_MOVEMENTS):
        moved[document_id].append(tuple(fields))
    broken, previous = [], ""
    for document_id, *fields, digest in rows(_ALL_DOCUMENTS):
        if digest != _digest(previous, fields, moved[document_id]):
            broken.append(fields[1])
        previous = digest
    return broken


def negative_balances() -> list[str]:
    """Return every batch and place that ever held less than nothing, with the first such day."""
    sql = """
        SELECT m.batch_id, m.place_id, m.business_date, COALESCE(d.reverses_id, d.id),
            SUM(m.quantity)
        FROM movement m JOIN stock_document d ON d.id = m.document_id
        GROUP BY m.batch_id, m.place_id, m.business_date, COALESCE(d.reverses_id, d.id)
        ORDER BY 1, 2, 3, 4"""
    found: dict[tuple[int, int], str] = {}
    running: dict[tuple[int, int], int] = defaultdict(int)
    for batch_id, place_id, day, _document_id, quantity in rows(sql):
        spot = (batch_id, place_id)
        running[spot] += quantity
        if running[spot] < 0:
            found.setdefault(spot, f"batch {batch_id} place {place_id} {day}: {running[spot]}")
    return list(found.values())


def orphans() -> list[str]:
    """Return what in the ledger contradicts itself although every reference holds.

    A movement bears its document's day and its batch's item; a document moves something, except
    a stocktake that found nothing amiss or its reversal; a reversal mirrors what it reverses.
    """
    return [f"{what} {name}" for what, sql in _CONTRADICTIONS.items() for (name,) in rows(sql)]


_DOCUMENT_FIELDS = (
    "uid, number, kind, business_date, recorded_at, recorded_by, request_key, reverses_id, "
    "source, donor, receiver, reason, note, import_run_id"
)
_MOVEMENT_FIELDS = "uid, line, item_id, batch_id, place_id, quantity, reason"
_INSERT_DOCUMENT = (
    f"INSERT INTO stock_document ({_DOCUMENT_FIELDS}, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_ALL_DOCUMENTS = f"SELECT id, {_DOCUMENT_FIELDS}, digest FROM stock_document ORDER BY id"
_ALL_MOVEMENTS = f"SELECT document_id, {_MOVEMENT_FIELDS} FROM movement ORDER BY document_id, line"
_CONTRADICTIONS = {
    "day": """SELECT d.number FROM movement m JOIN stock_document d ON d.id = m.document_id
              WHERE m.business_date <> d.business_date""",
    "item": """SELECT m.uid FROM movement m JOIN batch b ON b.id = m.batch_id
               WHERE m.item_id <> b.item_id""",
    "empty": """SELECT d.number FROM stock_document d
                LEFT JOIN stock_document r ON r.id = d.reverses_id
                WHERE COALESCE(r.kind, d.kind) <> 'stocktake' AND NOT EXISTS
                    (SELECT 1 FROM movement m WHERE m.document_id = d.id)""",
    "reversal": """SELECT d.number FROM stock_document d JOIN movement m
                   ON m.document_id = d.id OR m.document_id = d.reverses_id
                   WHERE d.reverses_id IS NOT NULL
                   GROUP BY d.number, m.batch_id, m.place_id HAVING SUM(m.quantity) <> 0""",
}


def _movement_fields(movement: Movement) -> tuple[object, ...]:
    return (
        new_uid(),
        movement.line,
        movement.item_id,
        movement.batch_id,
        movement.place_id,
        movement.quantity,
        movement.reason.strip(),
    )


def _insert_movements(document_id: int, day: str, moved: Sequence[tuple[object, ...]]) -> None:
    for at in range(0, len(moved), LINES_AT_ONCE):
        portion = moved[at : at + LINES_AT_ONCE]
        sql = (
            f"INSERT INTO movement (document_id, business_date, {_MOVEMENT_FIELDS}) VALUES "
            + ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(portion))
            + " RETURNING id"
        )
        rows(sql, [field for fields in portion for field in (document_id, day, *fields)])


def _number_is_taken(number: str) -> bool:
    sql = (
        "SELECT 1 FROM stock_document WHERE number = ? "
        "UNION ALL SELECT 1 FROM stocktake WHERE number = ?"
    )
    return bool(rows(sql, (number, number)))


def _last_digest() -> str:
    return value("SELECT digest FROM stock_document ORDER BY id DESC LIMIT 1") or ""


def _digest(previous: str, document: Sequence[object], moved: Sequence[tuple[object, ...]]) -> str:
    body = json.dumps([previous, *document, moved], ensure_ascii=False, default=str)
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _balances(day: date | None, item_ids: Sequence[int] | None) -> list[Balance]:
    sums = _sums_by_spot(day, item_ids)
    known = goods.items(each[0] for each in sums)
    batches = goods.batches(each[1] for each in sums)
    shelf = places.by_id()
    return [
        Balance(item=known[item], batch=batches[batch], place=shelf[place], quantity=quantity)
        for item, batch, place, quantity in sums
        if quantity > 0
    ]


def _sums_by_spot(
    day: date | None, item_ids: Sequence[int] | None
) -> list[tuple[ItemId, BatchId, PlaceId, int]]:
    wanted: list[tuple[str, Sequence[object]]] = []
    wanted += [("business_date <= ?", [day.isoformat()])] if day else []
    wanted += [(f"item_id IN ({marks(item_ids)})", item_ids)] if item_ids is not None else []
    where = "WHERE " + " AND ".join(each for each, _ in wanted) if wanted else ""
    sql = f"""
        SELECT item_id, batch_id, place_id, SUM(quantity) FROM movement {where}
        GROUP BY item_id, batch_id, place_id HAVING SUM(quantity) <> 0 ORDER BY 1, 2, 3"""
    found = rows(sql, [each for _, values in wanted for each in values])
    return [(ItemId(i), BatchId(b), PlaceId(p), int(quantity)) for i, b, p, quantity in found]


def _history(spot: Spot, point: Point) -> History:
    if point == end_of(point.day):
        where = "m.batch_id = ? AND m.place_id = ? AND m.business_date > ?"
        later = _entries(where, (*spot, point.day.isoformat()))
        return History(balance_at(spot, point.day), tuple(later))
    entries = entries_of(spot)
    balance = sum(entry.quantity for entry in entries if entry.point <= point)
    return History(balance, tuple(entry for entry in entries if entry.point > point))


def _entries(where: str, values: Sequence[object]) -> list[Entry]:
    sql = f"""
        SELECT m.business_date, COALESCE(d.reverses_id, d.id), SUM(m.quantity)
        FROM movement m JOIN stock_document d ON d.id = m.document_id WHERE {where}
        GROUP BY m.business_date, COALESCE(d.reverses_id, d.id)
        HAVING SUM(m.quantity) <> 0 ORDER BY 1, 2"""
    found = rows(sql, values)
    named = _numbers(document_id for _day, document_id, _quantity in found)
    return [
        Entry(must_be_day(day), DocumentId(document_id), quantity, named[document_id])
        for day, document_id, quantity in found
    ]


def _numbers(ids: Iterable[int]) -> dict[int, str]:
    return {
        document_id: number
        for portion in in_portions(ids)
        for document_id, number in rows(
            f"SELECT id, number FROM stock_document WHERE id IN ({marks(portion)})", portion
        )
    }
