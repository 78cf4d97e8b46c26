"""Goods that visitors asked for, and how it is known that they came."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import DocumentId, ItemId, WishId
    from stationdesk.domain.stock import Item

MOST_PIECES = 100_000
LONGEST_GOODS = 60
LONGEST_REASON = 500


class GoodsWishState(StrEnum):
    """Where a wish for goods stands."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    DECLINED = "declined"


GOODS_WISH_STATE_WORDS = {
    GoodsWishState.OPEN: N_("On the replenishment list"),
    GoodsWishState.FULFILLED: N_("The goods are there"),
    GoodsWishState.DECLINED: N_("Not bought"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoodsWish:
    """Goods as they are asked for: an item of the ledger, or by name what it does not know yet."""

    on: date
    quantity: int = 1
    item_id: ItemId | None = None
    goods: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsWish:
    """A wish for goods as it is kept.

    ``item`` is None for goods that the ledger did not know. ``fulfilled_on`` is the day of the
    receipt ``document_id`` that brought them, or the day somebody noted; ``note`` says how, or
    why they are not bought.
    """

    id: WishId
    uid: str
    item: Item | None
    goods: str
    quantity: int
    reason: str
    on: date
    recorded_at: str
    recorded_by: str
    fulfilled_on: date | None
    document_id: DocumentId | None
    note: str
    voided: bool = False

    @property
    def state(self) -> GoodsWishState:
        """Where the wish stands."""
        if self.voided:
            return GoodsWishState.DECLINED
        came = self.fulfilled_on is not None
        return GoodsWishState.FULFILLED if came else GoodsWishState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the goods are still to be got."""
        return self.state is GoodsWishState.OPEN

    def title(self) -> str:
        """Return what is wished for, as one would say it."""
        return self.item.title() if self.item is not None else self.goods


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Pieces of an item that a receipt brought, which was recorded at a moment and stands."""

    item_id: ItemId
    document_id: DocumentId
    on: date
    recorded_at: str
    pieces: int


def goods_wish_problems(
    wish: NewGoodsWish, items: Mapping[ItemId, Item], today: date
) -> Iterator[Problem]:
    """Tell every reason why goods cannot be put on the list so; ``items`` are the ledger's."""
    item = None if wish.item_id is None else items.get(wish.item_id)
    if wish.item_id is None and not wish.goods.strip():
        yield Problem("goods", N_("Write which goods are wanted."))
    elif len(wish.goods.strip()) > LONGEST_GOODS:
        phrase = N_("The name of goods has at most {most} characters.")
        yield Problem("goods", phrase, {"most": LONGEST_GOODS})
    if wish.item_id is not None and (item is None or item.archived_on is not None):
        yield Problem("item_id", N_("These goods are not in use in the ledger."))
    if not 1 <= wish.quantity <= MOST_PIECES:
        phrase = N_("Ask for 1 to {most} pieces.")
        yield Problem("quantity", phrase, {"most": MOST_PIECES})
    if wish.on > today:
        yield Problem("on", N_("The day lies in the future."))
    if len(wish.reason.strip()) > LONGEST_REASON:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def fulfilling_problems(wish: GoodsWish, on: date, today: date) -> Iterator[Problem]:
    """Tell every reason why the goods cannot be noted as there."""
    yield from _settled_problems(wish)
    if on > today:
        yield Problem("on", N_("The day lies in the future."))
    elif on < wish.on:
        phrase = N_("The goods were asked for on {day}; they came after that.")
        yield Problem("on", phrase, {"day": wish.on})


def declining_problems(wish: GoodsWish, reason: str) -> Iterator[Problem]:
    """Tell every reason why the wish cannot be declined."""
    yield from _settled_problems(wish)
    if not reason.strip():
        yield Problem("reason", N_("Write why the goods are not bought."))
    elif len(reason.strip()) > LONGEST_REASON:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


def brought_by(wishes: Iterable[GoodsWish], arrivals: Iterable[Arrival]) -> dict[WishId, Arrival]:
    """Return the receipt that brought what each open wish asked for, where one did.

    Only receipts recorded after the wish and of its day or later count. Each piece is given to one
    wish: the oldest wish of an item is served first, and the receipt that completes it is told.
    """
    waiting: dict[ItemId, deque[GoodsWish]] = {}
    for wish in sorted(wishes, key=lambda each: (each.recorded_at, each.id)):
        if wish.is_open and wish.item is not None:
            waiting.setdefault(wish.item.id, deque()).append(wish)
    owed = {wish.id: wish.quantity for held in waiting.values() for wish in held}
    served: dict[WishId, Arrival] = {}
    for arrival in sorted(arrivals, key=lambda each: (each.recorded_at, each.document_id)):
        left = arrival.pieces
        for wish in waiting.get(arrival.item_id, ()):
            if wish.id in served or not _after(arrival, wish):
                continue
            given = min(left, owed[wish.id])
            left -= given
            owed[wish.id] -= given
            if owed[wish.id] == 0:
                served[wish.id] = arrival
    return served


def _after(arrival: Arrival, wish: GoodsWish) -> bool:
    return arrival.on >= wish.on and arrival.recorded_at >= wish.recorded_at


def _settled_problems(wish: GoodsWish) -> Iterator[Problem]:
    goods = {"goods": wish.title()}
    if wish.state is GoodsWishState.FULFILLED:
        yield Problem("wish", N_("{goods}: the goods are there already."), goods)
    elif wish.state is GoodsWishState.DECLINED:
        yield Problem("wish", N_("{goods}: it was decided not to buy them."), goods)
