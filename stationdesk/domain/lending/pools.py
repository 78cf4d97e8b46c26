"""Stock is the only truth of a pool's size: what is out or set aside is never more than is owned.

A loan moves no stock, so the goods on loan are still owned. Sizes and claims are told as changes:
so many pieces more, or fewer, from a day on. What is claimed are the pieces that are out or set
aside; of numbered pieces, those in service.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.stock import Balance, Spot


@dataclass(frozen=True, slots=True)
class Shortage:
    """A day on which more pieces are claimed than are owned."""

    day: date
    size: int
    claimed: int

    @property
    def missing(self) -> int:
        """How many pieces are claimed twice, so to say; always above zero."""
        return self.claimed - self.size


def at_end_of(day: date, changes: Iterable[tuple[date, int]]) -> int:
    """Return what the changes of ``day`` and of all days before it add up to."""
    return sum(change for when, change in changes if when <= day)


def until(day: date | None, changes: Iterable[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return the changes of a kind that was put away on ``day``: from then on it claims nothing.

    None is a kind in use: it claims what it claims.
    """
    kept = list(changes)
    if day is None:
        return kept
    before = [(when, change) for when, change in kept if when < day]
    return [*before, (day, -sum(change for _when, change in before))]


def worst_shortage(
    size: Iterable[tuple[date, int]], claimed: Iterable[tuple[date, int]], since: date
) -> Shortage | None:
    """Return the first of the days, from ``since`` on, on which most pieces are missing.

    Days before the first movement of the goods are not looked at: nobody wrote down then what
    there was, and a register kept by hand may tell of loans of that time. Of goods that never
    moved only the last state counts: nothing is owned, so nothing may be out. None means that
    on every day there is enough.
    """
    owned, taken = _by_day(size), _by_day(claimed)
    start = max(since, min(owned)) if owned else max([since, *taken])
    running = Counter(
        size=sum(owned[day] for day in owned if day <= start),
        claimed=sum(taken[day] for day in taken if day <= start),
    )
    worst = Shortage(start, running["size"], running["claimed"])
    for day in sorted(day for day in {*owned, *taken} if day > start):
        running.update(size=owned[day], claimed=taken[day])
        now = Shortage(day, running["size"], running["claimed"])
        worst = max(worst, now, key=lambda each: each.missing)
    return worst if worst.missing > 0 else None


def first_day_below_zero(changes: Iterable[tuple[date, int]]) -> date | None:
    """Return the first day at whose end the changes add up to less than nothing."""
    running = 0
    for day, change in sorted(_by_day(changes).items()):
        running += change
        if running < 0:
            return day
    return None


def most_between(changes: Iterable[tuple[date, int]], first: date, until: date) -> int:
    """Return the most that the changes add up to at the end of any day before ``until``.

    Days before ``first`` are not looked at; none at all give zero.
    """
    by_day = _by_day(changes)
    days = {first, *(day for day in by_day if day > first)}
    sums = (at_end_of(day, by_day.items()) for day in days if first <= day < until)
    return max(sums, default=0)


def on_loan_by_spot(balances: Iterable[Balance], out: int) -> dict[Spot, int]:
    """Return from which spots the ``out`` pieces of one item are missing.

    The book knows only how many are out. They are taken to be from the item's own place, then
    from the spot with the most pieces; ties by the ids. A spot from which none is out is left out.
    """
    spots, left = {}, out
    for balance in sorted(balances, key=_lending_order):
        if left > 0 and balance.quantity > 0:
            spots[balance.spot] = min(left, balance.quantity)
            left -= spots[balance.spot]
    return spots


def spots_of_lost(
    balances: Iterable[Balance], out: int, quantity: int, free: Mapping[Spot, int]
) -> dict[Spot, int]:
    """Return where to write off ``quantity`` pieces that will not come back.

    ``out`` are the pieces that stay out. The lost ones leave those spots that they were missing
    from, so that the shelves agree with the book afterwards as before; where ``free`` (what can
    leave so that no later document falls short) has too few there, any other spot.
    """
    known = sorted(balances, key=_lending_order)
    before, after = on_loan_by_spot(known, out + quantity), on_loan_by_spot(known, out)
    missing = {spot: pieces - after.get(spot, 0) for spot, pieces in before.items()}
    return _taken(known, quantity, free, preferred=missing)


def spots_of_unfit(
    balances: Iterable[Balance], out: int, quantity: int, free: Mapping[Spot, int]
) -> dict[Spot, int]:
    """Return where to write off ``quantity`` pieces that lie in the station, set aside.

    The item's own place comes first; pieces that are out lie nowhere. ``free`` as above.
    """
    known = sorted(balances, key=_lending_order)
    away = on_loan_by_spot(known, out)
    lying = {each.spot: each.quantity - away.get(each.spot, 0) for each in known}
    return _taken(known, quantity, free, preferred=lying)


def _taken(
    known: list[Balance], quantity: int, free: Mapping[Spot, int], preferred: Mapping[Spot, int]
) -> dict[Spot, int]:
    taken: Counter[Spot] = Counter()
    for limit in (preferred, free):
        for balance in known:
            spot = balance.spot
            most = min(limit.get(spot, 0), free.get(spot, 0)) - taken[spot]
            taken[spot] += max(0, min(most, quantity - taken.total()))
    return {spot: pieces for spot, pieces in taken.items() if pieces}


def _lending_order(balance: Balance) -> tuple[bool, int, int, int]:
    home = balance.item.place
    elsewhere = home is None or home.id != balance.place.id
    return (elsewhere, -balance.quantity, balance.batch.id, balance.place.id)


def _by_day(changes: Iterable[tuple[date, int]]) -> Counter[date]:
    days: Counter[date] = Counter()
    for day, change in changes:
        days[day] += change
    return days
