"""Goods that visitors asked for, in the station's file, and the receipts that may be theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.wishes import Arrival, GoodsWish, brought_by
from stationdesk.domain.ids import DocumentId, ItemId, WishId
from stationdesk.store import goods
from stationdesk.store.plain_sql import in_portions, marks, must_be_day, rows
from stationdesk.store.tables import ReplenishmentWishRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.feedback.wishes import NewGoodsWish
    from stationdesk.domain.stock import Item


def add(wish: NewGoodsWish, *, recorded_at: str, recorded_by: str) -> WishId:
    """Keep a wish for goods that was accepted."""
    row = ReplenishmentWishRow.create(
        item=wish.item_id,
        goods=wish.goods.strip(),
        quantity=wish.quantity,
        reason=wish.reason.strip(),
        business_date=wish.on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        fulfilled_on=None,
        document=None,
        note="",
        voided_at=None,
        voided_by=None,
    )
    return WishId(row.id)


def wish(wish_id: WishId) -> GoodsWish | None:
    """Return one wish, None where there is none of that id."""
    return next((each for each in all_wishes() if each.id == wish_id), None)


def all_wishes() -> list[GoodsWish]:
    """Return every wish, the oldest first; one whose goods came since is told as fulfilled."""
    found: list[Any] = list(ReplenishmentWishRow.select().order_by(ReplenishmentWishRow.id))
    items = goods.items({ItemId(row.item_id) for row in found if row.item_id is not None})
    wishes = [_wish(row, items) for row in found]
    served = brought_by(wishes, _arrivals([each for each in wishes if each.is_open]))
    return [_served(each, served.get(each.id)) for each in wishes]


def open_wishes() -> list[GoodsWish]:
    """Return the wishes whose goods are still to be got, the oldest first."""
    return [each for each in all_wishes() if each.is_open]


def set_fulfilled(wish_id: WishId, on: date | None, note: str) -> None:
    """Write when the goods came, and how; None for not yet."""
    ReplenishmentWishRow.update(fulfilled_on=on, note=note.strip()).where(
        ReplenishmentWishRow.id == wish_id
    ).execute()


def set_voided(wish_id: WishId, at: str | None, by: str | None, note: str) -> None:
    """Decline a wish; None and None let it stand again."""
    ReplenishmentWishRow.update(voided_at=at, voided_by=by, note=note.strip()).where(
        ReplenishmentWishRow.id == wish_id
    ).execute()


_RECEIPTS = """
    SELECT m.item_id, d.id, d.business_date, d.recorded_at, SUM(m.quantity)
    FROM stock_document d JOIN movement m ON m.document_id = d.id
    LEFT JOIN stock_document r ON r.reverses_id = d.id
    WHERE d.kind = 'receive' AND r.id IS NULL AND d.business_date >= ? AND m.item_id IN ({marks})
    GROUP BY m.item_id, d.id, d.business_date, d.recorded_at"""


def _arrivals(wishes: Sequence[GoodsWish]) -> list[Arrival]:
    """Return the receipts that stand of the items wished for, since the oldest of the wishes."""
    ids = {each.item.id for each in wishes if each.item is not None}
    since = min((each.on for each in wishes), default=None)
    if since is None:
        return []
    found = [
        row
        for portion in in_portions(ids)
        for row in rows(_RECEIPTS.format(marks=marks(portion)), [since.isoformat(), *portion])
    ]
    return [
        Arrival(
            item_id=ItemId(item_id),
            document_id=DocumentId(document_id),
            on=must_be_day(on),
            recorded_at=recorded_at,
            pieces=int(pieces),
        )
        for item_id, document_id, on, recorded_at, pieces in found
    ]


def _served(wish: GoodsWish, arrival: Arrival | None) -> GoodsWish:
    if arrival is None:
        return wish
    return replace(wish, fulfilled_on=arrival.on, document_id=arrival.document_id)


def _wish(row: Any, items: dict[ItemId, Item]) -> GoodsWish:
    return GoodsWish(
        id=WishId(row.id),
        uid=row.uid,
        item=None if row.item_id is None else items[ItemId(row.item_id)],
        goods=row.goods,
        quantity=row.quantity,
        reason=row.reason,
        on=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        fulfilled_on=row.fulfilled_on,
        document_id=None if row.document_id is None else DocumentId(row.document_id),
        note=row.note,
        voided=row.voided_at is not None,
    )
