"""What to order: what is short now, and what will be once the old goods have expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.stock import BatchSum, Item

WITHIN_DAYS = 30


class Why(StrEnum):
    """Why something is to be ordered, the most pressing first."""

    OUT = "out"
    SET = "set"
    BELOW_MINIMUM = "below_minimum"
    EXPIRING = "expiring"


WHY_WORDS: dict[Why, str] = {
    Why.OUT: N_("Nothing in date is left"),
    Why.SET: N_("A required set would be incomplete"),
    Why.BELOW_MINIMUM: N_("Below the minimum"),
    Why.EXPIRING: N_("Below the minimum once the expiring goods are gone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplenishLine:
    """So many pieces of an item to order.

    ``expiring`` is what ends within the days looked ahead, ``required`` what the sets ask for
    together. ``to_order`` fills up to the target, counting only what will still be in date.
    """

    item: Item
    usable: int
    expiring: int
    required: int
    minimum: int
    target: int
    to_order: int
    why: Why


def replenish_line(
    item: Item, batches: Iterable[BatchSum], required: int, day: date, within_days: int
) -> ReplenishLine | None:
    """Return what to order of ``item``; None where there is enough, or nobody set a level."""
    floor = max(item.minimum, required)
    target = max(item.target, floor)
    if target == 0:
        return None
    last_day = day + timedelta(days=within_days)
    usable = expiring = 0
    for batch in batches:
        ends = batch.expires_on or date.max
        usable += batch.quantity if ends >= day else 0
        expiring += batch.quantity if day <= ends <= last_day else 0
    lasting = usable - expiring
    if lasting >= max(floor, 1):
        return None
    return ReplenishLine(
        item=item,
        usable=usable,
        expiring=expiring,
        required=required,
        minimum=item.minimum,
        target=target,
        to_order=target - lasting,
        why=_why(item, usable, required),
    )


def _why(item: Item, usable: int, required: int) -> Why:
    if usable == 0:
        return Why.OUT
    if usable < required:
        return Why.SET
    return Why.BELOW_MINIMUM if usable < item.minimum else Why.EXPIRING
