"""Holds: pieces kept back for somebody from one day through another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending.borrower_rules import borrower_problems, known_problems
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.due_days import usual_lapse
from stationdesk.domain.lending.hold_rules import (
    HoldFacts,
    cancel_problems,
    hold_between,
    hold_problems,
    most_held,
    waiting_again_problems,
)
from stationdesk.domain.lending.holds import HoldState
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.borrowers import Borrowers
from stationdesk.services.loan_desk.outlook import Outlook
from stationdesk.store import fitness, loan_entries, loan_pieces, loans
from stationdesk.store import holds as store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, HoldId
    from stationdesk.domain.lending.borrowers import Borrower
    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.holds import Hold, NewHold
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit

WAITING = (HoldState.COMING, HoldState.WAITING)


class Holds(Borrowers, Outlook):
    """A simple hold with a pick-up day and a lapse."""

    def hold(self, wish: NewHold) -> HoldId:
        """Hold pieces for somebody, who comes on record in the same deed; twice with one key, once.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(Topic.LENDING):
            known_hold = store.find_by_key(wish.request_key)
            if known_hold is not None:
                return known_hold
            known = self._known(wish.borrower)
            facts = self._hold_facts(wish)
            refuse_if_any(self._problems_of_hold(wish, known, facts))
            borrower_id, is_new = self._kept(wish.borrower, known)
            hold_id = self._keep_hold(wish, borrower_id, facts.is_open)
        take_back = partial(self._take_hold_back, hold_id, borrower_id if is_new else None)
        self._offer(N_("{things} held for {who}."), take_back, **_told(self._hold(hold_id)))
        return hold_id

    def cancel_hold(self, hold_id: HoldId, reason: str) -> None:
        """Let pieces wait for somebody no more.

        Raises:
            Refused: without a reason, or when the hold no longer waits.
        """
        hold = self._hold(hold_id)
        refuse_if_any(cancel_problems(hold, reason))
        self._set_cancelled(hold, self._context.today(), reason)
        take_back = partial(self._hold_again, hold)
        self._offer(N_("The hold {number} was cancelled."), take_back, number=hold.number)

    def holds(self, *, only_open: bool = True) -> list[Hold]:
        """Return the holds that wait or are to come, or all, the first to be picked up first."""
        today = self._context.today()
        if only_open:
            return [hold for hold in store.waiting(today) if hold.state(today) in WAITING]
        return store.all_holds()

    def _hold(self, hold_id: HoldId) -> Hold:
        found = store.get(hold_id)
        if found is None:
            raise Refused([Problem("hold_id", N_("This hold no longer waits to be picked up."))])
        return found

    def _problems_of_hold(
        self, wish: NewHold, known: Borrower | None, facts: HoldFacts
    ) -> Iterator[Problem]:
        yield from hold_problems(wish, facts)
        kinds = [] if facts.kind is None else [facts.kind]
        if isinstance(wish.borrower, NewBorrower):
            yield from borrower_problems(wish.borrower, kinds)
        else:
            yield from known_problems(known, kinds)

    def _hold_facts(self, wish: NewHold) -> HoldFacts:
        kind = self._kinds({wish.kind_id}).get(wish.kind_id)
        is_open = self._opening_days()
        until = wish.lapses_on or usual_lapse(wish.pick_up_on, is_open)
        unit = None
        if wish.unit_id is not None:
            unit = loan_pieces.units_by_id([wish.unit_id]).get(wish.unit_id)
        if kind is None:
            return HoldFacts(today=self._context.today(), is_open=is_open, kind=None, unit=None)
        if unit is None:
            free = self._free_on(kind, wish.pick_up_on, until) if kind.is_pool else 0
            return HoldFacts(
                today=self._context.today(), is_open=is_open, kind=kind, unit=None, free=free
            )
        return self._facts_of_piece(kind, unit, is_open, wish.pick_up_on, until)

    def _facts_of_piece(
        self, kind: LoanKind, unit: LoanUnit, is_open: IsOpen, first: date, last: date
    ) -> HoldFacts:
        entry = loan_entries.open_of_unit(unit.id)
        mine = [
            hold for hold in self._waiting(unit.kind_id) if hold.unit and hold.unit.id == unit.id
        ]
        other = hold_between(mine, first, last)
        return HoldFacts(
            today=self._context.today(),
            is_open=is_open,
            kind=kind,
            unit=unit,
            out_until=None if entry is None else entry.due_on,
            unfit=fitness.unit_is_unfit(unit.id),
            held="" if other is None else other.number,
        )

    def _free_on(self, kind: LoanKind, first: date, last: date) -> int:
        """Return the pieces of a pool that nobody has or holds then, as far as one knows."""
        today = self._context.today()
        mine = [line for line in loans.open_now() if line.kind_id == kind.id]
        back = sum(line.pieces for line in mine if today <= line.due_on <= first and first > today)
        held = most_held(self._waiting(kind.id), first, last)
        return self._in_station(kind, today) + back - held

    def _keep_hold(self, wish: NewHold, borrower_id: BorrowerId, is_open: IsOpen) -> HoldId:
        today = self._context.today()
        number = store.next_number(today)
        hold_id = store.add(
            wish,
            number=number,
            borrower_id=borrower_id,
            lapses_on=wish.lapses_on or usual_lapse(wish.pick_up_on, is_open),
            on=today,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        hold = self._hold(hold_id)
        after = {
            "number": number,
            "borrower": self._borrower(borrower_id).uid,
            "kind": wish.kind_id,
            "unit": wish.unit_id,
            "quantity": wish.quantity,
            "pick_up_on": hold.pick_up_on,
            "lapses_on": hold.lapses_on,
        }
        self._context.note("loan_hold", hold.uid, "hold", after=after)
        return hold_id

    def _set_cancelled(self, hold: Hold, on: date | None, reason: str) -> None:
        with self._context.deed(Topic.LENDING):
            store.set_cancelled(hold.id, on, reason)
            action = "hold again" if on is None else "cancel"
            self._context.note("loan_hold", hold.uid, action)

    def _hold_again(self, hold: Hold) -> None:
        """Let a cancelled hold wait again, if what it waits for is not promised to others."""
        hold = self._hold(hold.id)
        if hold.cancelled_on is None:
            return
        free = self._free_on(hold.kind, hold.pick_up_on, hold.lapses_on)
        mine = [each for each in self._waiting(hold.kind.id) if each.unit == hold.unit]
        other = hold_between(mine, hold.pick_up_on, hold.lapses_on)
        refuse_if_any(waiting_again_problems(hold, free, other))
        self._set_cancelled(hold, None, "")

    def _take_hold_back(self, hold_id: HoldId, new_borrower: BorrowerId | None) -> None:
        hold = self._hold(hold_id)
        if hold.loan_id is not None:
            phrase = N_("The hold {number} was picked up; take the loan back first.")
            raise Refused([Problem("hold_id", phrase, {"number": hold.number})])
        with self._context.deed(Topic.LENDING):
            store.void(hold_id, self._context.recorded_at(), self._context.who())
            self._context.note("loan_hold", hold.uid, "take back")
            if new_borrower is not None:
                self._forget_new(new_borrower)


def _told(hold: Hold) -> dict[str, object]:
    thing = f"{hold.kind.name} {hold.unit.code}" if hold.unit else hold.kind.name
    who = " ".join(each for each in (hold.borrower_shown, hold.tail) if each)
    return {"things": f"{thing} ×{hold.quantity}", "who": who}
