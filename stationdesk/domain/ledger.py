"""Running sums in business order: what keeps a shelf from ever having held less than nothing.

Business order is by business day, then by the order of posting; a reversal takes the place of the
document it reverses, and the two together move nothing. A document posted now for day D therefore
stands after everything else of day D and before everything of the days after it, and reversing it
leaves the shelf as if it had never been posted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.ids import DocumentId, ItemId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Batch, Item, Movement, Spot

LAST_OF_ALL = 2**62
"""Stands after every document's id."""


class Point(NamedTuple):
    """A point in business order: right after a document of a day."""

    day: date
    document_id: int


def end_of(day: date) -> Point:
    """Return the point after all that ever was posted for ``day``: where a new document stands."""
    return Point(day, LAST_OF_ALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document moved at one spot: all its lines together, and its reversal with them."""

    day: date
    document_id: DocumentId
    quantity: int
    number: str = ""

    @property
    def point(self) -> Point:
        """Return where the document stands in business order."""
        return Point(self.day, self.document_id)


@dataclass(frozen=True, slots=True)
class History:
    """A spot from one point on: its balance there, and what came after, in business order."""

    balance: int
    later: tuple[Entry, ...] = ()

    def lowest(self) -> int:
        """Return the smallest running sum from that point on: what can still be taken there."""
        lowest = running = self.balance
        for entry in self.later:
            running += entry.quantity
            lowest = min(lowest, running)
        return lowest


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where a change would take more than there is: the first day, and how far below zero."""

    spot: Spot
    day: date
    left: int


def changes_of(movements: Iterable[Movement]) -> dict[Spot, int]:
    """Return the net change of each spot; lines that cancel out leave nothing."""
    net: Counter[Spot] = Counter()
    for movement in movements:
        net[movement.spot] += movement.quantity
    return {spot: quantity for spot, quantity in net.items() if quantity}


def pieces_by_item(movements: Iterable[Movement]) -> dict[ItemId, int]:
    """Return the net change of each item, over all its batches and places."""
    net: Counter[ItemId] = Counter()
    for movement in movements:
        net[movement.item_id] += movement.quantity
    return dict(net)


def shortfalls(
    day: date, changes: Mapping[Spot, int], histories: Mapping[Spot, History]
) -> list[Shortfall]:
    """Return every spot whose running sum would fall below zero if ``changes`` came on ``day``.

    ``histories`` begin where the changes come; a spot that is missing there was always empty.
    """
    found = (
        _first_shortfall(spot, day, change, histories.get(spot, History(0)))
        for spot, change in changes.items()
        if change < 0
    )
    return [shortfall for shortfall in found if shortfall is not None]


def blocking(entries: Iterable[Entry], after: Point) -> list[str]:
    """Return the numbers of the documents that took goods after the point ``after``."""
    later = (each for each in entries if each.point > after)
    return [each.number for each in later if each.quantity < 0]


def problem_of(
    shortfall: Shortfall, item: Item, batch: Batch, place: Place, in_the_way: list[str]
) -> Problem:
    """Say where goods would be missing, and which documents need them."""
    values = {
        "item": item.title(),
        "batch": batch.label(),
        "place": place.name,
        "day": shortfall.day,
        "missing": -shortfall.left,
        "unit": item.unit,
        "documents": ", ".join(in_the_way),
    }
    if not in_the_way:
        phrase = N_("{item} (batch {batch}, {place}): {missing} {unit} too few on {day}.")
        return Problem("lines", phrase, values)
    phrase = N_(
        "{item} (batch {batch}, {place}): {missing} {unit} would be missing on {day}. "
        "Later documents took from it: {documents}."
    )
    return Problem("lines", phrase, values)


def _first_shortfall(spot: Spot, day: date, change: int, history: History) -> Shortfall | None:
    running = history.balance + change
    if running < 0:
        return Shortfall(spot, day, running)
    for entry in history.later:
        running += entry.quantity
        if running < 0:
            return Shortfall(spot, entry.day, running)
    return None
