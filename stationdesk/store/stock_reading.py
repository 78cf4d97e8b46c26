"""The stock ledger as it is read: documents, an item's card, what moved in a period."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from stationdesk.domain.ids import BatchId, DocumentId, ItemId
from stationdesk.domain.stock import (
    DocumentKind,
    DocumentLine,
    MovementLine,
    Source,
    StockDocument,
    TurnoverLine,
)
from stationdesk.store import goods, places
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.stock import Item


class _Head(NamedTuple):
    id: DocumentId
    uid: str
    number: str
    kind: str
    business_date: str | date
    recorded_at: str
    recorded_by: str
    source: str | None
    donor: str
    receiver: str
    reason: str
    note: str
    reverses_id: DocumentId | None
    reverses_number: str | None
    reversed_by_id: DocumentId | None
    reversed_by_number: str | None


def document(document_id: DocumentId) -> StockDocument:
    """Return one document; raises ``LookupError`` where there is none."""
    found = _documents("d.id = ?", [document_id])
    if not found:
        raise LookupError(document_id)
    return found[0]


def documents(first: date, last: date) -> list[StockDocument]:
    """Return the documents of the days from ``first`` to ``last``, the newest first."""
    between = [first.isoformat(), last.isoformat()]
    return _documents("d.business_date BETWEEN ? AND ?", between)


def donations(first: date, last: date) -> list[StockDocument]:
    """Return the receipts of donated goods that stand (not reversed), the newest first."""
    wanted = "d.source = ? AND r.id IS NULL AND d.business_date BETWEEN ? AND ?"
    return _documents(wanted, [Source.DONATION.value, first.isoformat(), last.isoformat()])


def movement_lines(item_id: ItemId) -> list[MovementLine]:
    """Return an item's card: all its movements in business order, with the balance after each."""
    found = rows(
        """SELECT d.id, d.business_date, d.number, d.kind, d.recorded_by, d.receiver, d.donor,
               d.reason, d.note, d.reverses_id, r.id, m.batch_id, m.place_id, m.quantity
           FROM movement m JOIN stock_document d ON d.id = m.document_id
           LEFT JOIN stock_document r ON r.reverses_id = d.id
           WHERE m.item_id = ?
           ORDER BY m.business_date, COALESCE(d.reverses_id, d.id), d.id, m.line""",
        [item_id],
    )
    return _with_balances(goods.get(item_id), found)


def turnover(first: date, last: date) -> list[TurnoverLine]:
    """Return what each item had, got and gave from ``first`` to ``last``, ordered by code."""
    starts, ends = first.isoformat(), last.isoformat()
    found = rows(
        """SELECT m.item_id,
               SUM(CASE WHEN m.business_date < ? THEN m.quantity ELSE 0 END),
               SUM(CASE WHEN m.business_date >= ? AND COALESCE(o.kind, d.kind) = 'receive'
                   THEN m.quantity ELSE 0 END),
               SUM(CASE WHEN m.business_date >= ? AND COALESCE(o.kind, d.kind) = 'issue'
                   THEN -m.quantity ELSE 0 END),
               SUM(CASE WHEN m.business_date >= ? AND COALESCE(o.kind, d.kind) = 'scrap'
                   THEN -m.quantity ELSE 0 END),
               SUM(CASE WHEN m.business_date >= ? AND COALESCE(o.kind, d.kind) = 'stocktake'
                   THEN m.quantity ELSE 0 END),
               SUM(m.quantity)
           FROM movement m JOIN stock_document d ON d.id = m.document_id
           LEFT JOIN stock_document o ON o.id = d.reverses_id
           WHERE m.business_date <= ? GROUP BY m.item_id""",
        [starts, starts, starts, starts, starts, ends],
    )
    sums = {item_id: tuple(each) for item_id, *each in found}
    ends_first = _earliest_expiries(last)
    return [
        _turnover_line(item, sums.get(item.id, (0,) * 6), ends_first.get(item.id))
        for item in goods.items().values()
        if item.id in sums or item.archived_on is None
    ]


def _turnover_line(item: Item, sums: Sequence[int], earliest: date | None) -> TurnoverLine:
    opening, received, issued, scrapped, counted, closing = sums
    return TurnoverLine(
        item=item,
        opening=opening,
        received=received,
        issued=issued,
        scrapped=scrapped,
        counted=counted,
        closing=closing,
        earliest_expiry=earliest,
    )


def _earliest_expiries(day: date) -> dict[ItemId, date | None]:
    found = rows(
        """SELECT s.item_id, MIN(b.expires_on) FROM
               (SELECT item_id, batch_id FROM movement WHERE business_date <= ?
                GROUP BY item_id, batch_id HAVING SUM(quantity) > 0) s
           JOIN batch b ON b.id = s.batch_id GROUP BY s.item_id""",
        [day.isoformat()],
    )
    return {item_id: as_day(earliest) for item_id, earliest in found}


def _documents(where: str, values: Sequence[object]) -> list[StockDocument]:
    heads = [
        _Head(*row)
        for row in rows(
            f"""SELECT d.id, d.uid, d.number, d.kind, d.business_date, d.recorded_at,
                    d.recorded_by, d.source, d.donor, d.receiver, d.reason, d.note,
                    d.reverses_id, o.number, r.id, r.number
                FROM stock_document d
                LEFT JOIN stock_document o ON o.id = d.reverses_id
                LEFT JOIN stock_document r ON r.reverses_id = d.id
                WHERE {where} ORDER BY d.business_date DESC, d.id DESC""",
            values,
        )
    ]
    lines = _lines_of(head.id for head in heads)
    return [_document(head, lines.get(head.id, [])) for head in heads]


def _document(head: _Head, lines: list[DocumentLine]) -> StockDocument:
    return StockDocument(
        id=head.id,
        uid=head.uid,
        number=head.number,
        kind=DocumentKind(head.kind),
        business_date=must_be_day(head.business_date),
        recorded_at=head.recorded_at,
        recorded_by=head.recorded_by,
        source=None if head.source is None else Source(head.source),
        donor=head.donor,
        receiver=head.receiver,
        reason=head.reason,
        note=head.note,
        reverses_id=head.reverses_id,
        reverses_number=head.reverses_number,
        reversed_by_id=head.reversed_by_id,
        reversed_by_number=head.reversed_by_number,
        lines=tuple(lines),
    )


def _lines_of(ids: Iterable[DocumentId]) -> dict[DocumentId, list[DocumentLine]]:
    found = [
        row
        for portion in in_portions(ids)
        for row in rows(
            f"""SELECT document_id, line, item_id, batch_id, place_id, quantity, reason
                FROM movement WHERE document_id IN ({marks(portion)})
                ORDER BY document_id, line""",
            portion,
        )
    ]
    known = goods.items(ItemId(row[2]) for row in found)
    batches = goods.batches(BatchId(row[3]) for row in found)
    shelf = places.by_id()
    lines: dict[DocumentId, list[DocumentLine]] = defaultdict(list)
    for document_id, line, item_id, batch_id, place_id, quantity, reason in found:
        lines[document_id].append(
            DocumentLine(
                line=line,
                item=known[item_id],
                batch=batches[batch_id],
                place=shelf[place_id],
                quantity=quantity,
                reason=reason,
            )
        )
    return lines


def _with_balances(item: Item, found: list[tuple[Any, ...]]) -> list[MovementLine]:
    batches = {batch.id: batch for batch in goods.batches_of(item.id)}
    shelf = places.by_id()
    balance, lines = 0, []
    for row in found:
        document_id, day, number, kind, who, receiver, donor, reason, note = row[:9]
        reverses_id, reversed_by_id, batch_id, place_id, quantity = row[9:]
        balance += quantity
        lines.append(
            MovementLine(
                document_id=document_id,
                business_date=must_be_day(day),
                number=number,
                kind=DocumentKind(kind),
                item=item,
                quantity=quantity,
                balance_after=balance,
                batch=batches[batch_id],
                place=shelf[place_id],
                who=who,
                note=" · ".join(each for each in (receiver, donor, reason, note) if each),
                reversed=reverses_id is not None or reversed_by_id is not None,
            )
        )
    return lines
