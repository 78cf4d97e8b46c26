"""What may be held for somebody, and how many pieces holds take away from others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.due_days import LONGEST_LOAN_DAYS, closed_day_problems
from stationdesk.domain.lending.loan_rules import choice_problems, kind_problems
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.holds import Hold, NewHold
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """What the rules look at.

    ``free`` are the pieces of a pool that nobody else has or holds while this hold would last,
    as far as one knows today: what is due by the pick-up day is taken to be back, what is late
    is not. Of a numbered piece ``out_until`` is the day it is due, ``unfit`` that it is set
    aside, ``held`` the number of another hold on it.
    """

    today: date
    is_open: IsOpen
    kind: LoanKind | None
    unit: LoanUnit | None
    free: int = 0
    out_until: date | None = None
    unfit: bool = False
    held: str = ""


def hold_problems(wish: NewHold, facts: HoldFacts) -> Iterator[Problem]:
    """Tell every reason why ``wish`` cannot be held."""
    yield from _problems_of_days(wish, facts)
    kind = facts.kind
    if kind is None:
        yield Problem("kind_id", N_("Choose a thing of the lending desk."))
        return
    yield from kind_problems("kind_id", kind, wish.pick_up_on)
    wrong = list(choice_problems("", kind, wish.unit_id, facts.unit, wish.quantity))
    yield from wrong
    if not wrong and facts.unit is not None:
        yield from _problems_of_piece(wish, facts.unit, facts)
    elif not wrong and wish.quantity > facts.free:
        phrase = N_("{kind}: only {free} can be held from {day} on.")
        values = {"kind": kind.name, "free": max(0, facts.free), "day": wish.pick_up_on}
        yield Problem("quantity", phrase, values)


def cancel_problems(hold: Hold, reason: str) -> Iterator[Problem]:
    """Tell why a hold cannot be cancelled."""
    if hold.cancelled_on is not None or hold.loan_id is not None:
        yield Problem("hold_id", N_("This hold no longer waits to be picked up."))
    if not reason.strip():
        yield Problem("reason", N_("Write why the hold is cancelled."))


def waiting_again_problems(hold: Hold, free: int, other: Hold | None) -> Iterator[Problem]:
    """Tell why a cancelled hold cannot wait again.

    ``free`` are the pieces of a pool that nobody else has or holds then; ``other`` is another
    hold on the numbered piece.
    """
    yield from kind_problems("hold_id", hold.kind, hold.pick_up_on)
    if hold.unit is not None and hold.unit.retired_on is not None:
        yield _retired("hold_id", hold.unit)
    elif (free < hold.quantity) if hold.unit is None else (other is not None):
        phrase = N_("{kind} was promised to others since; make a new hold.")
        yield Problem("hold_id", phrase, {"kind": hold.kind.name})


def most_held(holds: Iterable[Hold], first: date, last: date) -> int:
    """Return how many pieces the holds take away on the fullest day from ``first`` to ``last``."""
    near = [hold for hold in holds if hold.pick_up_on <= last and hold.lapses_on >= first]
    days = {max(first, hold.pick_up_on) for hold in near}
    return max((_held_on(day, near) for day in days), default=0)


def hold_between(holds: Iterable[Hold], first: date, last: date) -> Hold | None:
    """Return the first hold that lasts on any of the days, None where there is none."""
    near = (hold for hold in holds if hold.pick_up_on <= last and hold.lapses_on >= first)
    return next(near, None)


def held_longer_problems(kind: LoanKind, in_station: int, held: int) -> Iterator[Problem]:
    """Tell that what would stay out longer is held for others: too few would be there for them."""
    if held > max(0, in_station):
        phrase = N_("{kind}: {held} are held for others until then; it is needed back.")
        yield Problem("new_due", phrase, {"kind": kind.name, "held": held})


def _held_on(day: date, holds: Iterable[Hold]) -> int:
    return sum(hold.quantity for hold in holds if hold.pick_up_on <= day <= hold.lapses_on)


def _problems_of_days(wish: NewHold, facts: HoldFacts) -> Iterator[Problem]:
    if wish.pick_up_on < facts.today:
        yield Problem("pick_up_on", N_("The day of picking up lies in the past."))
    elif (wish.pick_up_on - facts.today).days > LONGEST_LOAN_DAYS:
        phrase = N_("{day} is more than a year away; choose an earlier day.")
        yield Problem("pick_up_on", phrase, {"day": wish.pick_up_on})
    else:
        yield from closed_day_problems("pick_up_on", wish.pick_up_on, facts.is_open)
    if wish.lapses_on is not None and wish.lapses_on < wish.pick_up_on:
        yield Problem("lapses_on", N_("The hold would lapse before it can be picked up."))


def _problems_of_piece(wish: NewHold, unit: LoanUnit, facts: HoldFacts) -> Iterator[Problem]:
    values: dict[str, object] = {"code": unit.code}
    if unit.retired_on is not None:
        yield _retired("unit_id", unit)
    if facts.unfit:
        yield Problem("unit_id", N_("{code} is set aside as unfit."), values)
    due = facts.out_until
    if due is not None and (due < facts.today or due > wish.pick_up_on):
        phrase = N_("{code} is on loan and due on {day}.")
        yield Problem("unit_id", phrase, values | {"day": due})
    if facts.held:
        phrase = N_("{code} is held for somebody else ({number}).")
        yield Problem("unit_id", phrase, values | {"number": facts.held})


def _retired(about: str, unit: LoanUnit) -> Problem:
    values = {"code": unit.code, "day": unit.retired_on}
    return Problem(about, N_("{code} was retired on {day}."), values)
