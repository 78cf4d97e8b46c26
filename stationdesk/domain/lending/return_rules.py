"""What may come back, be put off, or be noted of somebody who is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.due_days import due_problems
from stationdesk.domain.problems import Problem
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.loan_rules import Stay
    from stationdesk.domain.lending.loans import LoanEntry, NewContact, NewReturn
    from stationdesk.domain.lending.pieces import LoanUnit


def return_problems(wish: NewReturn, entry: LoanEntry, today: date) -> Iterator[Problem]:
    """Tell every reason why ``wish`` cannot have come back of the line."""
    yield from problems_of_day(wish.on, today)
    if wish.on < entry.lent_on:
        phrase = N_("{thing} was lent on {day}; it cannot come back before.")
        yield Problem("on", phrase, {"thing": entry.thing, "day": entry.lent_on})
    yield from _problems_of_pieces(wish, entry)
    yield from _problems_of_parts(wish, entry)
    if wish.fault.strip() and not (wish.damaged and entry.unit and entry.unit.amenity_id):
        phrase = N_("A fault is reported only of a damaged piece that is in the amenity register.")
        yield Problem("fault", phrase)


def reopening_problems(
    entry: LoanEntry, others: tuple[Stay, ...], *, erased: bool
) -> Iterator[Problem]:
    """Tell why a return of the line cannot be taken back.

    ``others`` are the stays of its numbered piece with other borrowers; ``erased`` tells that
    the borrower's data is gone.
    """
    if erased:
        phrase = N_("The borrower's data was erased; the return can no longer be taken back.")
        yield Problem("return", phrase)
    if entry.kind.archived_on is not None:
        phrase = N_("“{kind}” is lent no more since {day}; lend it again first.")
        values = {"kind": entry.kind.name, "day": entry.kind.archived_on}
        yield Problem("return", phrase, values)
    for stay in others:
        if entry.unit is not None and stay.reaches_beyond(entry.lent_on):
            phrase = N_("{code} was lent again since ({number}); take that back first.")
            yield Problem("return", phrase, {"code": entry.unit.code, "number": stay.number})
            break


def away_again_problems(unit: LoanUnit, *, unfit: bool) -> Iterator[Problem]:
    """Tell why a piece whose return was taken back cannot be out: it was put away since."""
    if unit.retired_on is not None:
        phrase = N_("{code} was retired on {day}; take that back first.")
        yield Problem("return", phrase, {"code": unit.code, "day": unit.retired_on})
    if unfit:
        phrase = N_("{code} was set aside since; take that back first.")
        yield Problem("return", phrase, {"code": unit.code})


def extension_problems(
    entry: LoanEntry, new_due: date, reason: str, is_open: IsOpen
) -> Iterator[Problem]:
    """Tell every reason why the due day of the line cannot be put off to ``new_due``."""
    if not entry.open:
        phrase = N_("{thing} came back already; there is nothing to put off.")
        yield Problem("line_id", phrase, {"thing": entry.thing})
    if new_due <= entry.due_on:
        phrase = N_("It is due on {day} already; choose a later day.")
        yield Problem("new_due", phrase, {"day": entry.due_on})
    else:
        yield from due_problems("new_due", new_due, entry.lent_on, is_open)
    if not reason.strip():
        yield Problem("reason", N_("Write why it is due later."))


def taking_back_problems(entries: list[LoanEntry]) -> Iterator[Problem]:
    """Tell why a loan cannot be taken back: something of it came back."""
    for entry in entries:
        if entry.returns:
            phrase = N_("{thing} of {number} came back already; take that back first.")
            yield Problem("loan", phrase, {"thing": entry.thing, "number": entry.number})


def contact_attempt_problems(wish: NewContact, lent_on: date, today: date) -> Iterator[Problem]:
    """Tell why an attempt to reach somebody cannot be noted."""
    yield from problems_of_day(wish.on, today)
    if wish.on < lent_on:
        phrase = N_("This was lent only on {day}.")
        yield Problem("on", phrase, {"day": lent_on})


def _problems_of_pieces(wish: NewReturn, entry: LoanEntry) -> Iterator[Problem]:
    told = (wish.good, wish.damaged, wish.lost)
    values = {"thing": entry.thing, "open": entry.open, "number": entry.number}
    if min(told) < 0:
        yield Problem("good", N_("Pieces cannot be fewer than none."))
    elif sum(told) == 0:
        yield Problem("good", N_("Write how many pieces came back."))
    elif not entry.open:
        yield Problem("good", N_("{thing} of {number} came back already."), values)
    elif sum(told) > entry.open:
        yield Problem("good", N_("Only {open} of {thing} are still out ({number})."), values)


def _problems_of_parts(wish: NewReturn, entry: LoanEntry) -> Iterator[Problem]:
    if not wish.short:
        return
    if entry.unit is None or wish.lost:
        yield Problem("short", N_("Parts are looked at only where a numbered piece came back."))
        return
    parts = {part.id: part for part in entry.kind.parts}
    for part_id, missing in wish.short.items():
        part = parts.get(part_id)
        if part is None:
            yield Problem("short", N_("This part does not belong to {thing}."), _named(entry))
        elif not 0 < missing <= part.quantity:
            phrase = N_("{part}: between 1 and {count} can be missing.")
            yield Problem("short", phrase, {"part": part.name, "count": part.quantity})


def _named(entry: LoanEntry) -> dict[str, object]:
    return {"thing": entry.thing}
