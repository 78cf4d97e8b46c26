"""What comes back: in order, damaged or never; and what is to come back later."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.faults import NewFault, Severity
from stationdesk.domain.lending.hold_rules import (
    held_longer_problems,
    hold_between,
    most_held,
)
from stationdesk.domain.lending.loan_rules import Stay
from stationdesk.domain.lending.piece_rules import newly_missing
from stationdesk.domain.lending.pieces import UnfitCause
from stationdesk.domain.lending.return_rules import (
    away_again_problems,
    extension_problems,
    reopening_problems,
    return_problems,
)
from stationdesk.domain.masking import masked_words
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.loans import Loans, told_borrower, told_pieces
from stationdesk.services.loan_desk.retiring import Retiring
from stationdesk.store import fitness, loans, parts
from stationdesk.store import loan_records as store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import (
        DocumentId,
        ExtensionId,
        FaultId,
        LoanLineId,
        LoanUnitId,
        ReturnId,
    )
    from stationdesk.domain.lending.loans import LoanEntry, NewReturn
    from stationdesk.services.loan_desk.retiring import Retirement


class Returns(Retiring, Loans):
    """A return is one deed with all that follows from it; taken back, all of it is."""

    def give_back(self, wish: NewReturn) -> ReturnId:
        """Take pieces back, or write them off; twice with one key, once.

        Lost pieces leave the stock, and a lost numbered piece is retired, with its line of the
        amenity register. Damaged pieces are set aside; ``fault`` reports a fault of the register.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            known = store.find_return_by_key(wish.request_key)
            if known is not None:
                return known
            entry = self.entry(wish.line_id)
            wish = self._without_name(wish, entry)
            refuse_if_any(return_problems(wish, entry, self._context.today()))
            return_id, retirement = self._keep_return(wish, entry)
        take_back = partial(self._take_return_back, return_id, retirement)
        phrase, told = _told(wish, entry)
        self._offer(phrase, take_back, **told)
        return return_id

    def extend(self, line_id: LoanLineId, new_due: date, reason: str) -> ExtensionId:
        """Let a line be due later.

        Raises:
            Refused: naming every reason.
        """
        entry = self.entry(line_id)
        is_open = self._opening_days()
        refuse_if_any(
            [
                *extension_problems(entry, new_due, reason, is_open),
                *self._problems_of_others(entry, new_due),
            ]
        )
        with self._context.deed(Topic.LENDING):
            extension_id = store.add_extension(
                line_id,
                on=self._context.today(),
                old_due_on=entry.due_on,
                new_due_on=new_due,
                reason=reason,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            after = {"old_due_on": entry.due_on, "new_due_on": new_due}
            self._context.note("loan_line", entry.uid, "extend", after=after)
        take_back = partial(self._take_extension_back, line_id, extension_id)
        phrase = N_("{things} of {who} is due on {day} now.")
        told = {"things": told_pieces(entry, entry.open), "who": told_borrower(entry)}
        self._offer(phrase, take_back, day=new_due, **told)
        return extension_id

    def _without_name(self, wish: NewReturn, entry: LoanEntry) -> NewReturn:
        """Return the wish with nothing of the borrower in what outlasts the name: the condition."""
        name = self._borrower(entry.borrower_id).name
        return replace(
            wish,
            condition=masked_words(wish.condition, name),
            fault=masked_words(wish.fault, name),
        )

    def _keep_return(self, wish: NewReturn, entry: LoanEntry) -> tuple[ReturnId, Retirement | None]:
        """Close the pieces first: what is no longer out can leave the stock."""
        who = self._context.who()
        return_id, uid = store.add_return(
            wish,
            handled_by=wish.handled_by.strip() or who,
            recorded_at=self._context.recorded_at(),
            recorded_by=who,
        )
        retirement = self._retire_lost(wish, entry)
        document_id = retirement.document_id if retirement else self._scrap_lost(wish, entry)
        fault_id = self._set_damaged_aside(wish, entry, return_id, uid)
        if document_id is not None or fault_id is not None:
            store.set_return_deeds(return_id, document_id, fault_id)
        self._note_missing_parts(wish, entry, return_id)
        after = {
            "line": entry.uid,
            "business_date": wish.on,
            "good": wish.good,
            "damaged": wish.damaged,
            "lost": wish.lost,
        }
        self._context.note("loan_return", uid, "give back", after=after)
        return return_id, retirement

    def _retire_lost(self, wish: NewReturn, entry: LoanEntry) -> Retirement | None:
        if not wish.lost or entry.unit is None:
            return None
        return self._retire_piece(
            entry.unit.id, on=wish.on, reason=_loss(entry), write_off=True, lost=True
        )

    def _scrap_lost(self, wish: NewReturn, entry: LoanEntry) -> DocumentId | None:
        if not wish.lost:
            return None
        return self._write_off(entry.kind, wish.lost, on=wish.on, reason=_loss(entry), lost=True)

    def _set_damaged_aside(
        self, wish: NewReturn, entry: LoanEntry, return_id: ReturnId, uid: str
    ) -> FaultId | None:
        if not wish.damaged:
            return None
        fitness.add(
            entry.kind.id,
            wish.damaged,
            UnfitCause.RETURNED,
            on=wish.on,
            reason=wish.condition,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
            unit_id=None if entry.unit is None else entry.unit.id,
            return_id=return_id,
        )
        if entry.unit is None or entry.unit.amenity_id is None or not wish.fault.strip():
            return None
        return self._amenities.keep_fault(
            NewFault(
                amenity_id=entry.unit.amenity_id,
                description=wish.fault,
                reported_on=wish.on,
                reported_by=wish.handled_by.strip() or self._context.who(),
                severity=Severity.SERIOUS,
                origin=uid,
            )
        )

    def _note_missing_parts(self, wish: NewReturn, entry: LoanEntry, return_id: ReturnId) -> None:
        if entry.unit is None:
            return
        known = parts.changes().get(entry.unit.id, {})
        for part_id, missing in newly_missing(wish.short, known).items():
            parts.add(
                entry.unit.id,
                part_id,
                -missing,
                on=wish.on,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
                return_id=return_id,
            )

    def _take_return_back(self, return_id: ReturnId, retirement: Retirement | None) -> None:
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            entry = self.entry(store.line_of_return(return_id))
            kept = next((each for each in entry.returns if each.id == return_id), None)
            if kept is None:
                return
            refuse_if_any(self._reopening_problems(entry))
            at, by = self._context.recorded_at(), self._context.who()
            store.void_return(return_id, at, by)
            fitness.void_of_return(return_id, at, by)
            parts.void_of_return(return_id, at, by)
            if retirement is not None:
                self._take_back_retirement(retirement)
            else:
                self._put_back(kept.document_id, entry.number)
            if kept.fault_id is not None:
                self._amenities.void_fault(kept.fault_id, _("The return was taken back"))
            refuse_if_any(self._problems_of_being_out(entry, kept.on))
            self._context.note("loan_return", kept.uid, "take back")

    def _reopening_problems(self, entry: LoanEntry) -> Iterator[Problem]:
        others = () if entry.unit is None else tuple(self._other_stays(entry.unit.id, entry))
        erased = self._borrower(entry.borrower_id).erased_on is not None
        yield from reopening_problems(entry, others, erased=erased)

    def _problems_of_being_out(self, entry: LoanEntry, since: date) -> Iterator[Problem]:
        """Tell why what is out again cannot be; ask it when all of the return is taken back."""
        away: list[Problem] = []
        if entry.unit is not None:
            unit = self.unit(entry.unit.id)
            unfit = self._is_unfit_from(unit, entry.lent_on)
            away = list(away_again_problems(unit, unfit=unfit))
        yield from away or pool_guard.pool_problems(entry.kind.id, since)

    def _other_stays(self, unit_id: LoanUnitId, entry: LoanEntry) -> Iterator[Stay]:
        for each in loans.loans_of_unit(unit_id):
            if each.line_id != entry.line_id:
                yield Stay(number=each.number, lent_on=each.lent_on, closed_on=each.closed_on)

    def _problems_of_others(self, entry: LoanEntry, new_due: date) -> Iterator[Problem]:
        """Tell that others wait for what would stay out longer."""
        waiting = self._waiting(entry.kind.id)
        if entry.unit is not None:
            mine = [hold for hold in waiting if hold.unit and hold.unit.id == entry.unit.id]
            hold = hold_between(mine, entry.due_on, new_due)
            if hold is not None:
                phrase = N_("{code} is held for somebody else ({number}).")
                values = {"code": entry.unit.code, "number": hold.number}
                yield Problem("new_due", phrase, values)
            return
        held = most_held(waiting, entry.due_on, new_due)
        in_station = self._in_station(entry.kind, self._context.today())
        yield from held_longer_problems(entry.kind, in_station, held)

    def _take_extension_back(self, line_id: LoanLineId, extension_id: ExtensionId) -> None:
        entry = self.entry(line_id)
        if not entry.extensions or entry.extensions[-1].id != extension_id:
            phrase = N_("The due day was changed again since; look at it again.")
            refuse_if_any([Problem("line_id", phrase)])
        with self._context.deed(Topic.LENDING):
            store.void_extension(extension_id, self._context.recorded_at(), self._context.who())
            self._context.note("loan_line", entry.uid, "take extension back")


def _told(wish: NewReturn, entry: LoanEntry) -> tuple[str, dict[str, object]]:
    """Return the phrase of a return with its values: all good is told in the fewest words."""
    who = told_borrower(entry)
    if not wish.damaged and not wish.lost:
        return N_("{things} back from {who}."), {
            "things": told_pieces(entry, wish.good),
            "who": who,
        }
    counts = {"good": wish.good, "damaged": wish.damaged, "lost": wish.lost}
    phrase = N_("{thing} of {who}: {good} back in order, {damaged} damaged, {lost} lost.")
    return phrase, {"thing": entry.thing, "who": who, **counts}


def _loss(entry: LoanEntry) -> str:
    return _("Lost on loan {number}").format(number=entry.number)
