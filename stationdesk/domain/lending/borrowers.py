"""A borrower is a line, not an account: as little as the kind asks for, and not for long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.visitors import USUAL_GROUP

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import BlockId, BorrowerId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBorrower:
    """Whoever borrows, as typed in: a surname will do.

    ``phone`` may be a whole number or its last four digits; it may be empty only where a kind
    is carried on duty.
    """

    name: str
    phone: str = ""
    group: str = USUAL_GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """Somebody who borrowed. Never shown as it is: ``shown`` is what a screen or paper says.

    ``tail`` is the last four digits, ``phone`` the whole number where it was asked for. After
    erasing, name, phone and tail are empty and ``erased_on`` is set.
    """

    id: BorrowerId
    uid: str
    name: str
    phone: str
    tail: str
    group: str
    since: date
    erased_on: date | None
    version: int
    search_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A borrower who gets nothing more until it is lifted."""

    id: BlockId
    uid: str
    borrower_id: BorrowerId
    on: date
    reason: str
    recorded_by: str
    lifted_on: date | None
    lift_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerLine:
    """A borrower as a list of proposals shows one: masked, with what is out and what is against.

    ``against`` are the reasons why nothing more should be lent, in the user's language, empty
    where there is none: a block by hand, or loans that are too late.
    """

    borrower: Borrower
    shown: str
    tail: str
    out: int
    overdue: int
    loans: int
    against: tuple[str, ...]
