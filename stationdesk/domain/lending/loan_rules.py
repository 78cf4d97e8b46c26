"""What may be lent: the rules that a loan keeps, with every reason against it at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.due_days import due_problems, usual_due
from stationdesk.domain.problems import Problem
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.loans import NewLoan, TakenLine
    from stationdesk.domain.lending.pieces import LoanUnit

MOST_PIECES = 10_000
"""More on one line is a slip of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolOutlook:
    """What there is of a pool to be lent from a day on.

    ``out`` and ``unfit`` are the pieces of that day; ``held`` wait for others until the things
    are due. ``free`` is what remains on the day, from then on, on which there are fewest.
    """

    out: int
    unfit: int
    held: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A numbered piece with a borrower; ``closed_on`` None while it lasts."""

    number: str
    lent_on: date
    closed_on: date | None

    def reaches_beyond(self, day: date) -> bool:
        """Tell whether somebody has the piece after ``day``, or is to get it only then."""
        return self.closed_on is None or self.closed_on > day


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceOutlook:
    """What stands against lending a numbered piece from a day on.

    ``unfit`` tells that it is set aside on that day or later, ``stopped`` that it is a line of
    the register that cannot be used now or was not in service; ``held`` is the number of the hold
    for which it waits before it would be due, empty for none.
    """

    stays: tuple[Stay, ...] = ()
    unfit: bool = False
    stopped: bool = False
    held: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFacts:
    """What the rules look at: today, the things that the wish names, and who borrows.

    ``has`` are the pieces of each kind that the borrower has already; ``against`` the reasons
    for which they should get nothing more. ``hold`` is the one that the wish picks up.
    """

    today: date
    is_open: IsOpen
    kinds: Mapping[LoanKindId, LoanKind]
    units: Mapping[LoanUnitId, LoanUnit]
    pools: Mapping[LoanKindId, PoolOutlook]
    pieces: Mapping[LoanUnitId, PieceOutlook]
    borrower_id: BorrowerId | None = None
    has: Mapping[LoanKindId, int]
    against: tuple[Problem, ...] = ()
    hold: Hold | None = None


def due_day(line: TakenLine, kind: LoanKind, lent_on: date, is_open: IsOpen) -> date:
    """Return when a line is due: as told, or as is usual for its kind."""
    return line.due_on or usual_due(lent_on, kind.default_days, is_open)


def loan_problems(wish: NewLoan, facts: LoanFacts) -> Iterator[Problem]:
    """Tell every reason why ``wish`` cannot be lent."""
    yield from problems_of_day(wish.on, facts.today)
    if not wish.lines:
        yield Problem("lines", N_("Choose at least one thing to lend."))
    for number, line in enumerate(wish.lines):
        kind = facts.kinds.get(line.kind_id)
        if kind is None:
            yield Problem(_about(number, "kind_id"), N_("Choose a thing of the lending desk."))
        else:
            yield from _problems_of_line(number, line, kind, wish, facts)
    yield from _problems_of_doubles(wish)
    yield from _problems_of_amount(wish, facts)
    yield from _problems_of_hold(wish, facts)
    if not wish.despite.strip():
        yield from facts.against
        yield from _problems_of_most(wish, facts)


def taken_of_pools(
    lines: Iterable[TakenLine], kinds: Mapping[LoanKindId, LoanKind]
) -> Counter[LoanKindId]:
    """Return how many pieces of each pool the lines take together."""
    taken: Counter[LoanKindId] = Counter()
    for line in lines:
        if line.kind_id in kinds and kinds[line.kind_id].is_pool:
            taken[line.kind_id] += max(0, line.quantity)
    return taken


def kind_problems(about: str, kind: LoanKind, on: date) -> Iterator[Problem]:
    """Tell why nothing of the kind can be lent on a day."""
    if kind.archived_on is not None:
        yield Problem(about, N_("{kind} is no longer lent."), {"kind": kind.name})
    elif on < kind.since:
        phrase = N_("{kind} has been lent only since {day}.")
        yield Problem(about, phrase, {"kind": kind.name, "day": kind.since})


def choice_problems(
    about: str, kind: LoanKind, unit_id: LoanUnitId | None, unit: LoanUnit | None, quantity: int
) -> Iterator[Problem]:
    """Tell why a number of pieces, or one numbered piece, is no choice of its kind."""
    if quantity < 1:
        yield Problem(f"{about}quantity", N_("Lend at least one piece."))
    elif quantity > MOST_PIECES:
        phrase = N_("{quantity} pieces are too many to be right.")
        yield Problem(f"{about}quantity", phrase, {"quantity": quantity})
    if kind.is_pool and unit_id is not None:
        phrase = N_("The pieces of {kind} bear no numbers.")
        yield Problem(f"{about}unit_id", phrase, {"kind": kind.name})
    elif not kind.is_pool and (unit is None or unit.kind_id != kind.id):
        phrase = N_("Choose a numbered piece of {kind}.")
        yield Problem(f"{about}unit_id", phrase, {"kind": kind.name})
    elif not kind.is_pool and quantity > 1:
        phrase = N_("{code} is one piece; lend others by their own numbers.")
        yield Problem(f"{about}quantity", phrase, {"code": unit.code if unit else ""})


def piece_problems(
    about: str, unit: LoanUnit, outlook: PieceOutlook, on: date
) -> Iterator[Problem]:
    """Tell why a numbered piece cannot be lent on a day."""
    values: dict[str, object] = {"code": unit.code}
    if unit.retired_on is not None:
        yield Problem(about, N_("{code} was retired on {day}."), values | {"day": unit.retired_on})
    elif on < unit.since:
        phrase = N_("{code} has been at the desk only since {day}.")
        yield Problem(about, phrase, values | {"day": unit.since})
    for stay in outlook.stays:
        if stay.reaches_beyond(on):
            yield _lent_elsewhere(about, unit, stay)
            break
    if outlook.unfit:
        yield Problem(about, N_("{code} is set aside as unfit."), values)
    if outlook.stopped:
        yield Problem(about, N_("{code} is out of use in the register of amenities."), values)
    if outlook.held:
        phrase = N_("{code} is held for somebody else ({number}).")
        yield Problem(about, phrase, values | {"number": outlook.held})


def _problems_of_line(
    number: int, line: TakenLine, kind: LoanKind, wish: NewLoan, facts: LoanFacts
) -> Iterator[Problem]:
    about = _about(number, "")
    unit = facts.units.get(line.unit_id) if line.unit_id is not None else None
    yield from kind_problems(f"{about}kind_id", kind, wish.on)
    yield from choice_problems(about, kind, line.unit_id, unit, line.quantity)
    if line.due_on is not None:
        yield from due_problems(f"{about}due_on", line.due_on, wish.on, facts.is_open)
    if unit is not None and unit.kind_id == kind.id:
        yield from piece_problems(f"{about}unit_id", unit, facts.pieces[unit.id], wish.on)


def _problems_of_doubles(wish: NewLoan) -> Iterator[Problem]:
    taken = Counter(line.unit_id for line in wish.lines if line.unit_id is not None)
    if any(count > 1 for count in taken.values()):
        yield Problem("lines", N_("The same numbered piece stands on two lines."))


def _problems_of_amount(wish: NewLoan, facts: LoanFacts) -> Iterator[Problem]:
    for kind_id, quantity in taken_of_pools(wish.lines, facts.kinds).items():
        pool = facts.pools[kind_id]
        if quantity > pool.free:
            phrase = N_(
                "{kind}: only {free} {unit} can be lent on {day}; {out} are on loan, {unfit} set "
                "aside, {held} held for others."
            )
            kind = facts.kinds[kind_id]
            values = {"kind": kind.name, "unit": kind.unit, "day": wish.on}
            told = {
                "free": max(0, pool.free),
                "out": pool.out,
                "unfit": pool.unfit,
                "held": pool.held,
            }
            yield Problem(_first(wish, kind_id), phrase, values | told)


def _problems_of_hold(wish: NewLoan, facts: LoanFacts) -> Iterator[Problem]:
    if wish.hold_id is None:
        return
    hold = facts.hold
    if hold is None or hold.loan_id is not None or hold.cancelled_on is not None:
        yield Problem("hold_id", N_("This hold no longer waits to be picked up."))
    elif facts.borrower_id != hold.borrower_id:
        yield Problem("hold_id", N_("This hold is for somebody else."))
    elif all(not _is_of_hold(line, hold) for line in wish.lines):
        phrase = N_("The hold {number} is for {kind}.")
        yield Problem("hold_id", phrase, {"number": hold.number, "kind": hold.kind.name})


def _is_of_hold(line: TakenLine, hold: Hold) -> bool:
    return line.kind_id == hold.kind.id


def _problems_of_most(wish: NewLoan, facts: LoanFacts) -> Iterator[Problem]:
    wanted: Counter[LoanKindId] = Counter()
    for line in wish.lines:
        wanted[line.kind_id] += max(0, line.quantity)
    for kind_id, quantity in wanted.items():
        kind = facts.kinds.get(kind_id)
        has = facts.has.get(kind_id, 0)
        if kind is not None and has + quantity > kind.most_per_person:
            phrase = N_(
                "{kind}: at most {most} for one person; the borrower has {has} of them already."
            )
            values = {"kind": kind.name, "most": kind.most_per_person, "has": has}
            yield Problem("despite", phrase, values)


def _lent_elsewhere(about: str, unit: LoanUnit, stay: Stay) -> Problem:
    values: dict[str, object] = {"code": unit.code, "number": stay.number, "day": stay.lent_on}
    if stay.closed_on is None:
        phrase = N_("{code} has been on loan since {day} ({number}).")
        return Problem(about, phrase, values)
    phrase = N_("{code} was on loan from {day} to {until} ({number}).")
    return Problem(about, phrase, values | {"until": stay.closed_on})


def _first(wish: NewLoan, kind_id: LoanKindId) -> str:
    number = next(at for at, line in enumerate(wish.lines) if line.kind_id == kind_id)
    return _about(number, "quantity")


def _about(number: int, field: str) -> str:
    return f"lines.{number}.{field}"
