"""Counting the shelves: what is on the sheet, what a count means, and what posting it does.

The book figure of a line is read when that line is counted, so that movements before and after
stay valid. A line that nobody counted says nothing; it is never taken for zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.stock import Movement
from stationdesk.domain.stock_documents import MOST_PIECES
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import DocumentId, PlaceId, StocktakeId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Batch, Item, Spot


class StocktakeState(StrEnum):
    """Where a count stands."""

    OPEN = "open"
    POSTED = "posted"
    CANCELLED = "cancelled"


STATE_WORDS: dict[StocktakeState, str] = {
    StocktakeState.OPEN: N_("Being counted"),
    StocktakeState.POSTED: N_("Count posted"),
    StocktakeState.CANCELLED: N_("Count cancelled"),
}


class Outcome(StrEnum):
    """What a line of a count came to."""

    MISSING = "missing"
    SURPLUS = "surplus"
    UNCOUNTED = "uncounted"
    CONFIRMED = "confirmed"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.MISSING: N_("Fewer than booked"),
    Outcome.SURPLUS: N_("More than booked"),
    Outcome.UNCOUNTED: N_("Not counted"),
    Outcome.CONFIRMED: N_("Confirmed by count"),
}

REASONS: dict[Outcome, tuple[str, ...]] = {
    Outcome.MISSING: (
        N_("Handed out without writing it down"),
        N_("Lost"),
        N_("Broken or spoilt"),
        N_("Thrown away without writing it down"),
        N_("Written down wrongly before"),
    ),
    Outcome.SURPLUS: (
        N_("Received without writing it down"),
        N_("Brought back without writing it down"),
        N_("Written down wrongly before"),
    ),
}
"""Usual reasons of a difference, to choose from; any other may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StocktakeLine:
    """One batch at one place. ``book`` is the balance now, ``on_loan`` how much of it is out.

    ``book_at_count`` is what should have lain there when it was counted: the balance of that day
    less what was on loan, which is ``on_loan_at_count``. ``counted`` None means that nobody
    looked; ``counted_on`` is the day on which somebody did.
    """

    id: int
    uid: str
    line: int
    item: Item
    batch: Batch
    place: Place
    book: int
    counted: int | None
    counted_on: date | None
    counted_at: str | None
    counted_by: str | None
    book_at_count: int | None
    reason: str
    on_loan: int = 0
    on_loan_at_count: int = 0

    @property
    def expected(self) -> int:
        """Pieces that should lie there: when it was counted, or now where nobody counted."""
        return self.book - self.on_loan if self.book_at_count is None else self.book_at_count

    @property
    def lent(self) -> int:
        """Pieces that lie elsewhere because they are on loan, at the same moment."""
        return self.on_loan if self.book_at_count is None else self.on_loan_at_count

    @property
    def owned(self) -> int:
        """Pieces by the book, on loan or not, at the same moment."""
        return self.expected + self.lent

    @property
    def difference(self) -> int | None:
        """Return counted minus book at the count; None where nobody counted."""
        if self.counted is None or self.book_at_count is None:
            return None
        return self.counted - self.book_at_count

    @property
    def moved_since(self) -> int | None:
        """Return what came or went here since the count, lent pieces too; told at a recount."""
        if self.book_at_count is None:
            return None
        return self.book - self.on_loan - self.book_at_count

    @property
    def outcome(self) -> Outcome:
        """Return what the line came to."""
        if self.difference is None:
            return Outcome.UNCOUNTED
        if self.difference == 0:
            return Outcome.CONFIRMED
        return Outcome.MISSING if self.difference < 0 else Outcome.SURPLUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocktake:
    """A count of a scope that was frozen when it began; no scope means the whole station.

    ``document_id`` is the document it posted. ``lines`` stand in the order of the shelves.
    """

    id: StocktakeId
    uid: str
    number: str
    business_date: date
    started_at: str
    started_by: str
    scope_place: Place | None
    scope_category: str | None
    note: str
    state: StocktakeState
    document_id: DocumentId | None
    closed_at: str | None
    closed_by: str | None
    lines: tuple[StocktakeLine, ...]

    def lines_that(self, outcome: Outcome) -> tuple[StocktakeLine, ...]:
        """Return one of the four lists of a count: missing, surplus, uncounted, confirmed."""
        return tuple(line for line in self.lines if line.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStocktake:
    """A count that is to begin; place and category limit it, None does not."""

    business_date: date
    place_id: PlaceId | None = None
    category: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A batch and a place that could stand on a count sheet.

    ``newest`` tells that the item has no younger batch.
    """

    item: Item
    batch: Batch
    place: Place
    quantity: int
    newest: bool


def in_scope(candidates: Iterable[Candidate], wish: NewStocktake) -> list[Candidate]:
    """Return what stands on the sheet, in the order of the shelves.

    Everything that lies in the scope, and of the items that belong there also the batches whose
    book is zero, if they are in date or the item's newest: what the book does not know of can
    only be found where it is asked for. Long expired and used up batches are left out.
    """
    chosen = [each for each in candidates if _stands_on_sheet(each, wish)]
    return sorted(chosen, key=_shelf_order)


def problems_of_count(counted: int | None, on: date, began: date, today: date) -> Iterator[Problem]:
    """Tell why a count cannot be written down."""
    if counted is not None and not 0 <= counted <= MOST_PIECES:
        yield Problem("counted", N_("Count zero pieces or more."))
    if not began <= on <= today:
        phrase = N_("A line is counted between {first} and {last}.")
        yield Problem("counted_on", phrase, {"first": began, "last": today})


def problems_of_state(stocktake: Stocktake) -> Iterator[Problem]:
    """Tell why nothing can be counted any more."""
    if stocktake.state is not StocktakeState.OPEN:
        phrase = N_("The count {number} is closed.")
        yield Problem("stocktake", phrase, {"number": stocktake.number})


def problems_of_overlap(spots: Iterable[Spot], others: dict[Spot, str]) -> Iterator[Problem]:
    """Tell which open count has some of ``spots`` on its sheet: both would correct the book."""
    numbers = {others[spot] for spot in spots if spot in others}
    for number in sorted(numbers):
        phrase = N_("Some of this is on the sheet of {number}. Post or cancel that count first.")
        yield Problem("scope", phrase, {"number": number})


def problems_of_posting(stocktake: Stocktake, *, leave_uncounted: bool) -> Iterator[Problem]:
    """Tell why a count cannot be posted yet."""
    yield from problems_of_state(stocktake)
    uncounted = stocktake.lines_that(Outcome.UNCOUNTED)
    if len(uncounted) == len(stocktake.lines):
        yield Problem("lines", N_("Nothing has been counted yet."))
    elif uncounted and not leave_uncounted:
        phrase = N_("{count} lines are not counted. Count them, or say that they stay uncounted.")
        yield Problem("lines", phrase, {"count": len(uncounted)})
    for line in stocktake.lines:
        if line.difference and not line.reason.strip():
            phrase = N_("Line {line}: write why {item} differs by {difference}.")
            values = {
                "line": line.line,
                "item": line.item.title(),
                "difference": f"{line.difference:+d}",
            }
            yield Problem(f"lines.{line.line}.reason", phrase, values)


def movements_of(lines: Iterable[StocktakeLine]) -> tuple[Movement, ...]:
    """Return what posting the count moves: the differences, and nothing else."""
    different = [line for line in lines if line.difference]
    return tuple(
        Movement(
            line=number,
            item_id=line.item.id,
            batch_id=line.batch.id,
            place_id=line.place.id,
            quantity=line.difference or 0,
            reason=line.reason,
        )
        for number, line in enumerate(different, start=1)
    )


def _stands_on_sheet(candidate: Candidate, wish: NewStocktake) -> bool:
    item = candidate.item
    if wish.place_id is not None and candidate.place.id != wish.place_id:
        return False
    if wish.category is not None and item.category != wish.category:
        return False
    if candidate.quantity > 0:
        return True
    at_home = item.place is None or item.place.id == candidate.place.id
    worth_asking = candidate.newest or not candidate.batch.expired_on(wish.business_date)
    return item.archived_on is None and at_home and worth_asking


def _shelf_order(candidate: Candidate) -> tuple[int, int, str, str, int]:
    ends = candidate.batch.expires_on
    return (
        candidate.place.shelf_order,
        candidate.place.id,
        candidate.item.code,
        ends.isoformat() if ends else "~",
        candidate.batch.id,
    )
