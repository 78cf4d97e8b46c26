"""Counts in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import BatchId, DocumentId, PlaceId, StocktakeId, new_uid
from stationdesk.domain.stock import Spot
from stationdesk.domain.stocktake import (
    Candidate,
    Stocktake,
    StocktakeLine,
    StocktakeState,
)
from stationdesk.store import goods, places
from stationdesk.store.plain_sql import rows
from stationdesk.store.tables import StocktakeLineRow, StocktakeRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.stocktake import NewStocktake

LINES_AT_ONCE = 100


def candidates() -> list[Candidate]:
    """Return every batch where it ever lay, and each item's newest batch at the item's place."""
    sums = {
        Spot(BatchId(batch_id), PlaceId(place_id)): int(quantity)
        for batch_id, place_id, quantity in rows(
            "SELECT batch_id, place_id, SUM(quantity) FROM movement GROUP BY batch_id, place_id"
        )
    }
    newest = [BatchId(each) for (each,) in rows("SELECT MAX(id) FROM batch GROUP BY item_id")]
    batches = goods.batches([*(spot.batch_id for spot in sums), *newest])
    known, shelf = goods.items(), places.by_id()
    for batch_id in newest:
        home = known[batches[batch_id].item_id].place
        if home is not None:
            sums.setdefault(Spot(batch_id, home.id), 0)
    youngest = set(newest)
    return [
        Candidate(
            item=known[batches[spot.batch_id].item_id],
            batch=batches[spot.batch_id],
            place=shelf[spot.place_id],
            quantity=quantity,
            newest=spot.batch_id in youngest,
        )
        for spot, quantity in sums.items()
    ]


def start(
    wish: NewStocktake, number: str, sheet: Sequence[Candidate], started_at: str, started_by: str
) -> StocktakeId:
    """Keep a new count with its frozen sheet, nothing of it counted yet."""
    row = StocktakeRow.create(
        number=number,
        business_date=wish.business_date,
        started_at=started_at,
        started_by=started_by,
        scope_place=wish.place_id,
        scope_category=wish.category,
        note=wish.note.strip(),
        state=StocktakeState.OPEN.value,
    )
    lines = [
        {
            "uid": new_uid(),
            "stocktake": row.id,
            "line": line,
            "batch": each.batch.id,
            "place": each.place.id,
            "reason": "",
        }
        for line, each in enumerate(sheet, start=1)
    ]
    for at in range(0, len(lines), LINES_AT_ONCE):
        StocktakeLineRow.insert_many(lines[at : at + LINES_AT_ONCE]).execute()
    return StocktakeId(row.id)


def add_line(stocktake_id: StocktakeId, spot: Spot) -> None:
    """Put something that was found and not on the sheet at the sheet's end."""
    lines = StocktakeLineRow.select().where(StocktakeLineRow.stocktake == stocktake_id).count()
    StocktakeLineRow.create(
        stocktake=stocktake_id,
        line=lines + 1,
        batch=spot.batch_id,
        place=spot.place_id,
        reason="",
    )


def remove_line(stocktake_id: StocktakeId, spot: Spot) -> None:
    """Take a line that was added to an open sheet off it again."""
    StocktakeLineRow.delete().where(
        StocktakeLineRow.stocktake == stocktake_id,
        StocktakeLineRow.batch == spot.batch_id,
        StocktakeLineRow.place == spot.place_id,
    ).execute()


def write_count(
    line_id: int,
    *,
    counted: int | None,
    counted_on: date | None,
    counted_at: str | None,
    counted_by: str | None,
    book_at_count: int | None,
    on_loan_at_count: int | None,
    reason: str,
) -> None:
    """Write what was counted on a line, or that nothing was (all None)."""
    StocktakeLineRow.update(
        counted=counted,
        counted_on=counted_on,
        counted_at=counted_at,
        counted_by=counted_by,
        book_at_count=book_at_count,
        on_loan_at_count=on_loan_at_count,
        reason=reason.strip(),
    ).where(StocktakeLineRow.id == line_id).execute()


def close(
    stocktake_id: StocktakeId,
    state: StocktakeState,
    *,
    document_id: DocumentId | None,
    closed_at: str | None,
    closed_by: str | None,
) -> None:
    """Write how a count ended, or that it is open again."""
    StocktakeRow.update(
        state=state.value, document=document_id, closed_at=closed_at, closed_by=closed_by
    ).where(StocktakeRow.id == stocktake_id).execute()


def get(stocktake_id: StocktakeId) -> Stocktake:
    """Return one count with its lines; raises ``LookupError`` where there is none."""
    row = StocktakeRow.get_or_none(StocktakeRow.id == stocktake_id)
    if row is None:
        raise LookupError(stocktake_id)
    return _stocktake(row, _lines(stocktake_id))


def all_without_lines() -> list[Stocktake]:
    """Return all counts, the newest first, without their lines."""
    return [_stocktake(row, ()) for row in StocktakeRow.select().order_by(-StocktakeRow.id)]


def spots_being_counted(without: StocktakeId | None = None) -> dict[Spot, str]:
    """Return what stands on the sheets of open counts, with the count's number."""
    found = rows(
        """SELECT l.batch_id, l.place_id, s.number, s.id FROM stocktake_line l
           JOIN stocktake s ON s.id = l.stocktake_id WHERE s.state = 'open'"""
    )
    return {
        Spot(BatchId(batch_id), PlaceId(place_id)): number
        for batch_id, place_id, number, stocktake_id in found
        if stocktake_id != without
    }


def _lines(stocktake_id: StocktakeId) -> tuple[StocktakeLine, ...]:
    query = (
        StocktakeLineRow.select()
        .where(StocktakeLineRow.stocktake == stocktake_id)
        .order_by(StocktakeLineRow.line)
    )
    found: list[Any] = list(query.namedtuples())
    batches = goods.batches(BatchId(row.batch) for row in found)
    known = goods.items(batch.item_id for batch in batches.values())
    shelf, books = places.by_id(), _books(stocktake_id)
    return tuple(
        StocktakeLine(
            id=row.id,
            uid=row.uid,
            line=row.line,
            item=known[batches[row.batch].item_id],
            batch=batches[row.batch],
            place=shelf[row.place],
            book=books.get((row.batch, row.place), 0),
            counted=row.counted,
            counted_on=row.counted_on,
            counted_at=row.counted_at,
            counted_by=row.counted_by,
            book_at_count=row.book_at_count,
            reason=row.reason,
            on_loan_at_count=row.on_loan_at_count or 0,
        )
        for row in found
    )


def _books(stocktake_id: StocktakeId) -> dict[tuple[int, int], int]:
    found = rows(
        """SELECT m.batch_id, m.place_id, SUM(m.quantity) FROM stocktake_line l
           JOIN movement m ON m.batch_id = l.batch_id AND m.place_id = l.place_id
           WHERE l.stocktake_id = ? GROUP BY m.batch_id, m.place_id""",
        [stocktake_id],
    )
    return {(batch_id, place_id): int(quantity) for batch_id, place_id, quantity in found}


def _stocktake(row: Any, lines: Iterable[StocktakeLine]) -> Stocktake:
    return Stocktake(
        id=StocktakeId(row.id),
        uid=row.uid,
        number=row.number,
        business_date=row.business_date,
        started_at=row.started_at,
        started_by=row.started_by,
        scope_place=None if row.scope_place is None else places.place_of(row.scope_place),
        scope_category=row.scope_category,
        note=row.note,
        state=StocktakeState(row.state),
        document_id=None if row.document_id is None else DocumentId(row.document_id),
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        lines=tuple(lines),
    )
