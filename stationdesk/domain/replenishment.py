"""What to order: what is short now, and what will be once the old goods have expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.feedback.wishes import GoodsWish
    from stationdesk.domain.stock import BatchSum, Item

WITHIN_DAYS = 30


class Why(StrEnum):
    """Why something is to be ordered, the most pressing first."""

    OUT = "out"
    SET = "set"
    BELOW_MINIMUM = "below_minimum"
    EXPIRING = "expiring"
    WISHED = "wished"


WHY_WORDS: dict[Why, str] = {
    Why.OUT: N_("Nothing in date is left"),
    Why.SET: N_("A required set would be incomplete"),
    Why.BELOW_MINIMUM: N_("Below the minimum"),
    Why.EXPIRING: N_("Below the minimum once the expiring goods are gone"),
    Why.WISHED: N_("Visitors asked for it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplenishLine:
    """So many pieces to order of an item, or of goods that the ledger does not know yet.

    ``item`` is None for the latter, and ``goods`` their name. ``expiring`` is what ends within the
    days looked ahead, ``required`` what the sets ask for together, ``wished`` what visitors asked
    for and did not get yet. ``to_order`` fills up to the target, counting only what will still be
    in date, and is at least what was asked for. ``key`` tells lines apart: the item's id; of
    unknown goods the oldest wish's id below zero.
    """

    item: Item | None
    usable: int
    expiring: int
    required: int
    minimum: int
    target: int
    to_order: int
    why: Why
    wished: int = 0
    goods: str = ""
    wish_id: int = 0

    @property
    def key(self) -> int:
        """What tells this line from all others."""
        return -self.wish_id if self.item is None else self.item.id

    @property
    def code(self) -> str:
        """The item's code; empty for goods that are not in the ledger."""
        return "" if self.item is None else self.item.code

    @property
    def name(self) -> str:
        """What is to be ordered."""
        return self.goods if self.item is None else self.item.name

    @property
    def spec(self) -> str:
        """The item's specification."""
        return "" if self.item is None else self.item.spec

    @property
    def unit(self) -> str:
        """The unit in which the pieces are counted; empty where nobody chose one."""
        return "" if self.item is None else self.item.unit


def replenish_line(
    item: Item,
    batches: Iterable[BatchSum],
    required: int,
    day: date,
    within_days: int,
    wished: int = 0,
) -> ReplenishLine | None:
    """Return what to order of ``item``; None where there is enough, or nobody set a level."""
    floor = max(item.minimum, required)
    target = max(item.target, floor)
    last_day = day + timedelta(days=within_days)
    usable = expiring = 0
    for batch in batches:
        ends = batch.expires_on or date.max
        usable += batch.quantity if ends >= day else 0
        expiring += batch.quantity if day <= ends <= last_day else 0
    lasting = usable - expiring
    short = target > 0 and lasting < max(floor, 1)
    if not short and not wished:
        return None
    return ReplenishLine(
        item=item,
        usable=usable,
        expiring=expiring,
        required=required,
        minimum=item.minimum,
        target=target,
        to_order=max(target - lasting if short else 0, wished),
        why=_why(item, usable, required) if short else Why.WISHED,
        wished=wished,
    )


def unknown_goods(wishes: Iterable[GoodsWish]) -> list[ReplenishLine]:
    """Return what visitors asked for that the ledger does not know, each name once."""
    named: dict[str, list[GoodsWish]] = {}
    for wish in wishes:
        if wish.item is None:
            named.setdefault(wish.goods.casefold(), []).append(wish)
    return [
        ReplenishLine(
            item=None,
            usable=0,
            expiring=0,
            required=0,
            minimum=0,
            target=0,
            to_order=sum(wish.quantity for wish in held),
            why=Why.WISHED,
            wished=sum(wish.quantity for wish in held),
            goods=held[0].goods,
            wish_id=held[0].id,
        )
        for held in named.values()
    ]


def _why(item: Item, usable: int, required: int) -> Why:
    if usable == 0:
        return Why.OUT
    if usable < required:
        return Why.SET
    return Why.BELOW_MINIMUM if usable < item.minimum else Why.EXPIRING
