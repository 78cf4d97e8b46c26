"""Items and batches in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.goods import NewItem, Taken
from stationdesk.domain.ids import BatchId, ItemId
from stationdesk.domain.printed_dates import Precision, PrintedDate
from stationdesk.domain.station import MonthExpiryRule
from stationdesk.domain.stock import Batch, Item
from stationdesk.store import places
from stationdesk.store.plain_sql import in_portions, rows, value
from stationdesk.store.tables import BatchRow, ItemRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock_wishes import NewBatch

CODE_PREFIX = "WZ-"


def add(wish: NewItem, search_words: str) -> Item:
    """Keep an item whose open fields were filled in, and return it."""
    row = ItemRow.create(**_fields(wish, search_words), version=1)
    return get(ItemId(row.id))


def change(item_id: ItemId, wish: NewItem, search_words: str, version: int) -> bool:
    """Write an item anew; False where ``version`` is no longer the newest."""
    query = ItemRow.update(**_fields(wish, search_words), version=version + 1)
    return bool(query.where(ItemRow.id == item_id, ItemRow.version == version).execute())


def set_archived(item_id: ItemId, day: date | None) -> None:
    """Put an item away from ``day`` on, or take it back (None)."""
    ItemRow.update(archived_on=day, version=ItemRow.version + 1).where(
        ItemRow.id == item_id
    ).execute()


def get(item_id: ItemId) -> Item:
    """Return one item; raises ``LookupError`` where there is none."""
    found = items([item_id])
    if item_id not in found:
        raise LookupError(item_id)
    return found[item_id]


def items(ids: Iterable[ItemId] | None = None) -> dict[ItemId, Item]:
    """Return the items of ``ids``, or all, ordered by code; unknown ids are left out."""
    shelf = places.by_id()
    if ids is None:
        found = list(ItemRow.select().order_by(ItemRow.code).namedtuples())
    else:
        found = [
            row
            for portion in in_portions(ids)
            for row in ItemRow.select().where(ItemRow.id.in_(portion)).namedtuples()
        ]
    return {ItemId(row.id): _item(row, shelf) for row in found}


def items_without_batch() -> list[Item]:
    """Return the items of which nothing ever came in."""
    ids = rows("SELECT id FROM item WHERE id NOT IN (SELECT item_id FROM batch)")
    return list(items(ItemId(each) for (each,) in ids).values())


def search_words() -> dict[ItemId, str]:
    """Return the words by which each item is found."""
    return {ItemId(each): words for each, words in rows("SELECT id, search_words FROM item")}


def taken(without: ItemId | None = None) -> Taken:
    """Return the codes and identities of all items but ``without``."""
    found = rows("SELECT id, code, name, spec, unit, archived_on FROM item")
    others = [row for row in found if row[0] != without]
    return Taken(
        codes={code for _id, code, *_rest in others},
        identities={
            (name, spec, unit): code
            for _id, code, name, spec, unit, archived_on in others
            if archived_on is None
        },
    )


def next_code() -> str:
    """Return the code after the highest automatic one; it has at least five digits."""
    codes = rows("SELECT code FROM item WHERE code LIKE ?", [CODE_PREFIX + "%"])
    numbers = [code[len(CODE_PREFIX) :] for (code,) in codes]
    highest = max((int(each) for each in numbers if each.isdecimal()), default=0)
    return f"{CODE_PREFIX}{highest + 1:05d}"


def month_end_counts() -> bool:
    """Tell whether an expiry printed to the month lasts to its end: the station's own rule."""
    rule = value("SELECT month_expiry_rule FROM station ORDER BY id LIMIT 1")
    return rule is None or rule == MonthExpiryRule.MONTH_END


def find_or_add_batch(wish: NewBatch) -> BatchId:
    """Return the batch of the same item, number and expiry; it is made where there is none."""
    return find_batch(wish) or _add_batch(wish)


def find_batch(wish: NewBatch) -> BatchId | None:
    """Return the batch of the same item, number and expiry."""
    query = BatchRow.select(BatchRow.id).where(
        BatchRow.item == wish.item_id,
        BatchRow.batch_no == wish.batch_no,
        BatchRow.expires_on.is_null()
        if wish.expires_on is None
        else BatchRow.expires_on == wish.expires_on,
    )
    found = query.order_by(BatchRow.id).tuples().first()
    return None if found is None else BatchId(found[0])


def batches(ids: Iterable[BatchId]) -> dict[BatchId, Batch]:
    """Return the batches of ``ids``; unknown ids are left out."""
    return {
        BatchId(row.id): batch_of(row)
        for portion in in_portions(ids)
        for row in BatchRow.select().where(BatchRow.id.in_(portion)).namedtuples()
    }


def batches_of(item_id: ItemId) -> list[Batch]:
    """Return all batches the item ever had, the oldest first."""
    query = BatchRow.select().where(BatchRow.item == item_id).order_by(BatchRow.id)
    return [batch_of(row) for row in query.namedtuples()]


def set_opened(batch_id: BatchId, day: date | None) -> None:
    """Note on which day a pack of the batch was opened, or that none was (None)."""
    BatchRow.update(opened_on=day).where(BatchRow.id == batch_id).execute()


def printed_to_the_month() -> list[Batch]:
    """Return the batches whose expiry depends on how the station reads a month or a year."""
    vague = [Precision.MONTH.value, Precision.YEAR.value]
    query = BatchRow.select().where(BatchRow.expiry_precision.in_(vague)).order_by(BatchRow.id)
    return [batch_of(row) for row in query.namedtuples()]


def set_expiry(batch_id: BatchId, expires_on: date | None) -> None:
    """Write the computed last day of a batch anew."""
    BatchRow.update(expires_on=expires_on).where(BatchRow.id == batch_id).execute()


def batch_of(row: Any) -> Batch:
    """Return the batch that a row (as a named tuple) holds."""
    return Batch(
        id=BatchId(row.id),
        uid=row.uid,
        item_id=ItemId(row.item),
        batch_no=row.batch_no,
        made_on=row.made_on,
        shelf_life=row.shelf_life,
        shelf_life_unit=row.shelf_life_unit,
        expiry=PrintedDate(row.expiry_text, Precision(row.expiry_precision), row.expiry_day),
        expires_on=row.expires_on,
        received_on=row.received_on,
        opened_on=row.opened_on,
    )


def _add_batch(wish: NewBatch) -> BatchId:
    row = BatchRow.create(
        item=wish.item_id,
        batch_no=wish.batch_no,
        made_on=wish.made_on,
        shelf_life=None if wish.life is None else wish.life.n,
        shelf_life_unit=None if wish.life is None else wish.life.unit.value,
        expiry_text=wish.expiry.text,
        expiry_precision=wish.expiry.precision.value,
        expiry_day=wish.expiry.day,
        expires_on=wish.expires_on,
        received_on=wish.received_on,
    )
    return BatchId(row.id)


def _fields(wish: NewItem, search_words: str) -> dict[str, object]:
    return {
        "code": wish.code.strip(),
        "name": wish.name.strip(),
        "spec": wish.spec.strip(),
        "unit": wish.unit.strip(),
        "category": wish.category.strip(),
        "used_for": wish.used_for,
        "place": wish.place_id,
        "minimum": wish.minimum,
        "target": wish.target,
        "tracks_expiry": wish.tracks_expiry,
        "warn_days": wish.warn_days,
        "note": wish.note.strip(),
        "search_words": search_words,
        "since": wish.since,
    }


def _item(row: Any, shelf: dict[PlaceId, Place]) -> Item:
    return Item(
        id=ItemId(row.id),
        uid=row.uid,
        code=row.code,
        name=row.name,
        spec=row.spec,
        unit=row.unit,
        category=row.category,
        used_for=row.used_for,
        place=None if row.place is None else shelf[row.place],
        minimum=row.minimum,
        target=row.target,
        tracks_expiry=bool(row.tracks_expiry),
        warn_days=row.warn_days,
        note=row.note,
        since=row.since,
        archived_on=row.archived_on,
        version=row.version,
    )
