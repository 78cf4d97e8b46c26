"""Loans: who took what, until when, and what came back of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import (
        BorrowerId,
        ContactId,
        DocumentId,
        ExtensionId,
        FaultId,
        HoldId,
        LoanId,
        LoanKindId,
        LoanLineId,
        LoanPartId,
        LoanUnitId,
        ReturnId,
    )
    from stationdesk.domain.lending.borrowers import NewBorrower
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """What is taken: pieces of a pool, or one numbered piece; no ``due_on`` is the usual one."""

    kind_id: LoanKindId
    unit_id: LoanUnitId | None = None
    quantity: int = 1
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLoan:
    """A loan as it is typed in.

    ``borrower`` is a known one, or one made in the same deed. ``despite`` is the reason for
    lending although the borrower is blocked or has the most already; without it that is refused.
    ``hold_id`` names the hold that is picked up.
    """

    on: date
    lines: tuple[TakenLine, ...]
    borrower: BorrowerId | NewBorrower
    handled_by: str = ""
    deposit: str = ""
    note: str = ""
    despite: str = ""
    hold_id: HoldId | None = None
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReturn:
    """What came back of one line, or never will: good, damaged and lost pieces.

    ``condition`` says how they were. ``short`` are parts that were missing or broken, by part.
    ``fault`` describes a fault to be reported with a damaged piece of the register; empty
    reports none.
    """

    line_id: LoanLineId
    on: date
    good: int = 0
    damaged: int = 0
    lost: int = 0
    condition: str = ""
    short: Mapping[LoanPartId, int] = field(default_factory=dict)
    fault: str = ""
    handled_by: str = ""
    request_key: str = field(default_factory=new_uid)


class ContactWay(StrEnum):
    """How somebody who is late was tried."""

    PHONE = "phone"
    MESSAGE = "message"
    VISIT = "visit"
    OTHER = "other"


CONTACT_WAY_WORDS = {
    ContactWay.PHONE: N_("Telephone call"),
    ContactWay.MESSAGE: N_("Text message"),
    ContactWay.VISIT: N_("Went there"),
    ContactWay.OTHER: N_("Another way"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """An attempt to reach a borrower, and whether it did."""

    way: ContactWay
    reached: bool
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempt:
    """An attempt as it was kept."""

    id: ContactId
    way: ContactWay
    reached: bool
    on: date
    recorded_at: str
    recorded_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Pieces of a line that came back, or are lost, on one day; voided ones are left out.

    ``document_id`` wrote lost pieces off the stock.
    """

    id: ReturnId
    uid: str
    on: date
    good: int
    damaged: int
    lost: int
    condition: str
    handled_by: str
    recorded_by: str
    recorded_at: str
    document_id: DocumentId | None
    fault_id: FaultId | None

    @property
    def pieces(self) -> int:
        """How many pieces it closed."""
        return self.good + self.damaged + self.lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A due date put off."""

    id: ExtensionId
    on: date
    old_due_on: date
    new_due_on: date
    reason: str
    recorded_by: str
    recorded_at: str


class LoanState(StrEnum):
    """How a line stands; derived from its returns and the day, never stored."""

    OUT = "out"
    DUE = "due"
    OVERDUE = "overdue"
    RETURNED = "returned"
    LOST = "lost"


LOAN_STATE_WORDS = {
    LoanState.OUT: N_("On loan"),
    LoanState.DUE: N_("Due today"),
    LoanState.OVERDUE: N_("Overdue loan"),
    LoanState.RETURNED: N_("Given back"),
    LoanState.LOST: N_("Lost by the borrower"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEntry:
    """One line of the loan ledger, with all that belongs to it.

    ``borrower_shown`` is masked (张*), ``tail`` the last four digits; both are empty after
    erasing. Free texts are masked as well. ``due_on`` is the day after all extensions. Voided
    loans and returns are left out.
    ``imported`` tells that the line came from a hand-kept register.
    """

    line_id: LoanLineId
    uid: str
    loan_id: LoanId
    number: str
    line: int
    kind: LoanKind
    unit: LoanUnit | None
    quantity: int
    borrower_id: BorrowerId
    borrower_shown: str
    tail: str
    visitor_group: str
    lent_on: date
    recorded_at: str
    due_on: date
    handled_by: str
    deposit: str
    note: str
    despite: str
    imported: bool
    returns: tuple[Return, ...] = ()
    extensions: tuple[Extension, ...] = ()
    contacts: tuple[ContactAttempt, ...] = ()

    @property
    def thing(self) -> str:
        """What was taken, as one would say it: the code of a numbered piece beside its name."""
        return f"{self.kind.name} {self.unit.code}" if self.unit else self.kind.name

    @property
    def open(self) -> int:
        """Pieces that have not come back."""
        return self.quantity - sum(one.pieces for one in self.returns)

    @property
    def good(self) -> int:
        """Pieces that came back in order."""
        return sum(one.good for one in self.returns)

    @property
    def damaged(self) -> int:
        """Pieces that came back damaged."""
        return sum(one.damaged for one in self.returns)

    @property
    def lost(self) -> int:
        """Pieces that never will."""
        return sum(one.lost for one in self.returns)

    @property
    def closed_on(self) -> date | None:
        """The day of the last return, None while pieces are out."""
        return max(one.on for one in self.returns) if self.returns and not self.open else None

    def days_late(self, today: date) -> int:
        """Return the days past the due date: until today, or until the last piece was back."""
        return max(0, ((self.closed_on or today) - self.due_on).days)

    def state(self, today: date) -> LoanState:
        """Return how the line stands on ``today``."""
        if not self.open:
            return LoanState.LOST if self.lost == self.quantity else LoanState.RETURNED
        if self.due_on < today:
            return LoanState.OVERDUE
        return LoanState.DUE if self.due_on == today else LoanState.OUT


def as_it_stood(entry: LoanEntry, day: date) -> LoanEntry:
    """Return the line with what came back, and what was put off, until the end of ``day``."""
    known = [each for each in entry.extensions if each.on <= day]
    later = [each for each in entry.extensions if each.on > day]
    return replace(
        entry,
        due_on=later[0].old_due_on if later else entry.due_on,
        returns=tuple(each for each in entry.returns if each.on <= day),
        extensions=tuple(known),
        contacts=tuple(each for each in entry.contacts if each.on <= day),
    )
