"""First expired, first out: which goods to hand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from stationdesk.domain.ids import BatchId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Balance, Batch, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """So many pieces of one batch from one place."""

    item: Item
    batch: Batch
    place: Place
    quantity: int


def in_order(balances: Iterable[Balance], day: date) -> list[Balance]:
    """Return what is in date on ``day``, in the order in which it should leave.

    Opened packs first, then the earliest expiry (goods without one last), then what was received
    first. Where a batch lies in several places, its item's own place comes first.
    """
    in_date = [each for each in balances if not each.batch.expired_on(day)]
    return sorted(in_date, key=lambda each: (*_rank(each.batch, day), *_nearness(each)))


def propose(
    balances: Iterable[Balance],
    quantity: int,
    day: date,
    places: Collection[PlaceId] | None = None,
) -> list[Pick]:
    """Return what to take for ``quantity`` pieces; less where there is less in date.

    ``places`` limits the choice; None means anywhere.
    """
    picks, wanted = [], quantity
    for balance in in_order(balances, day):
        if wanted <= 0:
            break
        if balance.quantity <= 0 or (places is not None and balance.place.id not in places):
            continue
        taken = min(wanted, balance.quantity)
        wanted -= taken
        picks.append(
            Pick(item=balance.item, batch=balance.batch, place=balance.place, quantity=taken)
        )
    return picks


def pieces_by_batch(picks: Iterable[Pick]) -> dict[BatchId, int]:
    """Return how many pieces of each batch are taken, over all places."""
    pieces: dict[BatchId, int] = {}
    for pick in picks:
        pieces[pick.batch.id] = pieces.get(pick.batch.id, 0) + pick.quantity
    return pieces


def _rank(batch: Batch, day: date) -> tuple[bool, date, date]:
    opened = batch.opened_on is not None and batch.opened_on <= day
    return (not opened, batch.expires_on or date.max, batch.received_on)


def _nearness(balance: Balance) -> tuple[bool, int, int, int]:
    home = balance.item.place
    elsewhere = home is None or home.id != balance.place.id
    return (elsewhere, balance.place.shelf_order, balance.batch.id, balance.place.id)
