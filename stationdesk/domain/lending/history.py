"""Loans of a hand-kept register, brought in as history: most came back long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.borrower_rules import plain_name
from stationdesk.domain.phones import phone_problems
from stationdesk.domain.problems import Problem
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import LoanKindId
    from stationdesk.domain.lending.borrowers import NewBorrower
    from stationdesk.domain.lending.kinds import LoanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricLoan:
    """A line of a register as it was read.

    No ``returned_on`` means that the pieces are out still. ``lost`` of them never came back and
    count as closed on ``returned_on``. No ``due_on`` takes what is usual for the kind.
    """

    kind_id: LoanKindId
    borrower: NewBorrower
    on: date
    due_on: date | None = None
    returned_on: date | None = None
    quantity: int = 1
    lost: int = 0
    condition: str = ""
    handled_by: str = ""
    note: str = ""


def history_problems(wish: HistoricLoan, kind: LoanKind | None, today: date) -> Iterator[Problem]:
    """Tell every reason why a line of a register cannot be history."""
    yield from problems_of_day(wish.on, today)
    if wish.quantity < 1 or not 0 <= wish.lost <= wish.quantity:
        yield Problem("quantity", N_("The pieces of this line cannot be right."))
    if wish.due_on is not None and wish.due_on < wish.on:
        phrase = N_("It would be due on {due}, before it is lent on {day}.")
        yield Problem("due_on", phrase, {"due": wish.due_on, "day": wish.on})
    yield from _problems_of_return(wish, today)
    if not plain_name(wish.borrower.name):
        yield Problem("borrower", N_("Write the name of the borrower; a surname will do."))
    if wish.borrower.group not in VISITOR_GROUPS:
        yield Problem("group", N_("Choose a group of visitors."))
    yield from phone_problems("phone", wish.borrower.phone)
    if kind is None:
        yield Problem("kind_id", N_("Choose a thing of the lending desk."))
    elif not kind.is_pool and wish.returned_on is None:
        phrase = N_("{kind} bears numbers; lend the piece that is out by its own number.")
        yield Problem("kind_id", phrase, {"kind": kind.name})


def is_to_be_erased(wish: HistoricLoan, retention_days: int, today: date) -> bool:
    """Tell whether the time is over for which the borrower may be known by name.

    It runs from the day of the return; ``retention_days`` are the station's own choice.
    """
    if wish.returned_on is None:
        return False
    return wish.returned_on + timedelta(days=retention_days) < today


def _problems_of_return(wish: HistoricLoan, today: date) -> Iterator[Problem]:
    if wish.returned_on is None:
        if wish.lost:
            yield Problem("returned_on", N_("Write on which day the loss was known."))
        return
    if wish.returned_on > today:
        phrase = N_("{day} lies in the future.")
        yield Problem("returned_on", phrase, {"day": wish.returned_on})
    if wish.returned_on < wish.on:
        phrase = N_("It would have come back on {back}, before it was lent on {day}.")
        yield Problem("returned_on", phrase, {"back": wish.returned_on, "day": wish.on})
