"""Holds: pieces kept back for somebody until a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, HoldId, LoanId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.borrowers import NewBorrower
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


class HoldState(StrEnum):
    """How a hold stands; derived."""

    COMING = "coming"
    WAITING = "waiting"
    PICKED_UP = "picked_up"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


HOLD_STATE_WORDS = {
    HoldState.COMING: N_("Hold to come"),
    HoldState.WAITING: N_("Waits to be picked up"),
    HoldState.PICKED_UP: N_("Picked up"),
    HoldState.LAPSED: N_("Hold lapsed"),
    HoldState.CANCELLED: N_("Hold cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """A hold as it is typed in; no ``lapses_on`` means the usual number of days after pick-up."""

    kind_id: LoanKindId
    borrower: BorrowerId | NewBorrower
    pick_up_on: date
    quantity: int = 1
    unit_id: LoanUnitId | None = None
    lapses_on: date | None = None
    note: str = ""
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Pieces held for somebody from ``pick_up_on`` through ``lapses_on``; both days included.

    ``loan_id`` is the loan that picked them up.
    """

    id: HoldId
    uid: str
    number: str
    kind: LoanKind
    unit: LoanUnit | None
    quantity: int
    borrower_id: BorrowerId
    borrower_shown: str
    tail: str
    on: date
    pick_up_on: date
    lapses_on: date
    note: str
    recorded_by: str
    cancelled_on: date | None
    cancel_reason: str
    loan_id: LoanId | None

    def state(self, today: date) -> HoldState:
        """Return how the hold stands on ``today``."""
        if self.loan_id is not None:
            return HoldState.PICKED_UP
        if self.cancelled_on is not None:
            return HoldState.CANCELLED
        if self.lapses_on < today:
            return HoldState.LAPSED
        return HoldState.WAITING if self.pick_up_on <= today else HoldState.COMING
