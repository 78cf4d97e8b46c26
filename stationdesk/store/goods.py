"""Items and batches in the station's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stationdesk.domain.goods import NewItem, Taken
from stationdesk.domain.ids import BatchId, ItemId
from stationdesk.domain.printed_dates import Precision, PrintedDate
from stationdesk.domain.station import MonthExpiryRule
from stationdesk.domain.stock import Batch, Item
from stationdesk.store import places
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows, value
from stationdesk.store.tables import BatchRow, ItemRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock_wishes import NewBatch

CODE_PREFIX = "WZ-"
_USUAL_CODE = re.compile(re.escape(CODE_PREFIX) + r"[0-9]{5}")
"""Codes of this length sort as their numbers do, so the last is found by the index."""


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
        found = rows(f"{_SELECT_ITEM} ORDER BY code")
    else:
        found = [
            row
            for portion in in_portions(ids)
            for row in rows(f"{_SELECT_ITEM} WHERE id IN ({marks(portion)})", portion)
        ]
    return {ItemId(row[0]): _item(row, shelf) for row in found}


def items_without_batch() -> list[Item]:
    """Return the items of which nothing ever came in."""
    ids = rows("SELECT id FROM item WHERE id NOT IN (SELECT item_id FROM batch)")
    return list(items(ItemId(each) for (each,) in ids).values())


def search_words() -> dict[ItemId, str]:
    """Return the words by which each item is found."""
    return {ItemId(each): words for each, words in rows("SELECT id, search_words FROM item")}


def taken(code: str, called: tuple[str, str, str], without: ItemId | None = None) -> Taken:
    """Return whether ``code``, or name, spec and unit, belong to another item than ``without``."""
    found = rows(
        "SELECT id, code, name, spec, unit, archived_on FROM item"
        " WHERE code = ? OR (name = ? AND spec = ? AND unit = ?)",
        [code, *called],
    )
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
    like = CODE_PREFIX + "%"
    last = value("SELECT code FROM item WHERE code LIKE ? ORDER BY code DESC LIMIT 1", [like])
    if last is not None and _USUAL_CODE.fullmatch(last) and last[-5:] != "99999":
        return f"{CODE_PREFIX}{int(last[-5:]) + 1:05d}"
    codes = rows("SELECT code FROM item WHERE code LIKE ?", [like])
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
        BatchId(row[0]): _batch(row)
        for portion in in_portions(ids)
        for row in rows(f"{_SELECT_BATCH} WHERE id IN ({marks(portion)})", portion)
    }


def batches_of(item_id: ItemId) -> list[Batch]:
    """Return all batches the item ever had, the oldest first."""
    return [
        _batch(row) for row in rows(f"{_SELECT_BATCH} WHERE item_id = ? ORDER BY id", [item_id])
    ]


def set_opened(batch_id: BatchId, day: date | None) -> None:
    """Note on which day a pack of the batch was opened, or that none was (None)."""
    BatchRow.update(opened_on=day).where(BatchRow.id == batch_id).execute()


def printed_to_the_month() -> list[Batch]:
    """Return the batches whose expiry depends on how the station reads a month or a year."""
    vague = (Precision.MONTH.value, Precision.YEAR.value)
    sql = f"{_SELECT_BATCH} WHERE expiry_precision IN (?, ?) ORDER BY id"
    return [_batch(row) for row in rows(sql, vague)]


def set_expiry(batch_id: BatchId, expires_on: date | None) -> None:
    """Write the computed last day of a batch anew."""
    BatchRow.update(expires_on=expires_on).where(BatchRow.id == batch_id).execute()


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


_SELECT_ITEM = """
    SELECT id, uid, code, name, spec, unit, category, used_for, place_id, minimum, target,
        tracks_expiry, warn_days, note, since, archived_on, version FROM item"""
_SELECT_BATCH = """
    SELECT id, uid, item_id, batch_no, made_on, shelf_life, shelf_life_unit, expiry_text,
        expiry_precision, expiry_day, expires_on, received_on, opened_on FROM batch"""


def _item(row: tuple[Any, ...], shelf: dict[PlaceId, Place]) -> Item:
    item_id, uid, code, name, spec, unit, category, used_for, place_id, *rest = row
    minimum, target, tracks_expiry, warn_days, note, since, archived_on, version = rest
    return Item(
        id=ItemId(item_id),
        uid=uid,
        code=code,
        name=name,
        spec=spec,
        unit=unit,
        category=category,
        used_for=used_for,
        place=None if place_id is None else shelf[place_id],
        minimum=minimum,
        target=target,
        tracks_expiry=bool(tracks_expiry),
        warn_days=warn_days,
        note=note,
        since=must_be_day(since),
        archived_on=as_day(archived_on),
        version=version,
    )


def _batch(row: tuple[Any, ...]) -> Batch:
    batch_id, uid, item_id, batch_no, made_on, life, life_unit, text, precision, *days = row
    expiry_day, expires_on, received_on, opened_on = days
    return Batch(
        id=BatchId(batch_id),
        uid=uid,
        item_id=ItemId(item_id),
        batch_no=batch_no,
        made_on=as_day(made_on),
        shelf_life=life,
        shelf_life_unit=life_unit,
        expiry=PrintedDate(text, Precision(precision), as_day(expiry_day)),
        expires_on=as_day(expires_on),
        received_on=must_be_day(received_on),
        opened_on=as_day(opened_on),
    )
