"""Numbered pieces, what makes any piece unfit, and how many of a kind can be lent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, LoanKindId, LoanUnitId, PlaceId
    from stationdesk.domain.lending.kinds import LoanKind, LoanPart
    from stationdesk.domain.places import Place


class UnfitCause(StrEnum):
    """Why pieces were set aside, or are back."""

    RETURNED = "returned"
    FOUND = "found"
    REPAIRED = "repaired"
    SCRAPPED = "scrapped"


UNFIT_CAUSE_WORDS = {
    UnfitCause.RETURNED: N_("Came back damaged"),
    UnfitCause.FOUND: N_("Found damaged"),
    UnfitCause.REPAIRED: N_("Mended"),
    UnfitCause.SCRAPPED: N_("Scrapped because damaged"),
}


class PieceState(StrEnum):
    """How a numbered piece stands, the first that is true."""

    RETIRED = "retired"
    OUT = "out"
    UNFIT = "unfit"
    HELD = "held"
    IN = "in"


PIECE_STATE_WORDS = {
    PieceState.RETIRED: N_("Retired piece"),
    PieceState.OUT: N_("Lent out"),
    PieceState.UNFIT: N_("Set aside, unfit"),
    PieceState.HELD: N_("Held for somebody"),
    PieceState.IN: N_("In the station"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A numbered piece as it is entered; an empty ``code`` takes the next one (LY-004).

    With ``amenity_id`` the piece is that line of the register, and stands where that stands.
    """

    kind_id: LoanKindId
    code: str = ""
    amenity_id: AmenityId | None = None
    place_id: PlaceId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanUnit:
    """A numbered piece. ``retired_on`` is the first day it was no longer lent."""

    id: LoanUnitId
    uid: str
    kind_id: LoanKindId
    code: str
    amenity_id: AmenityId | None
    place_id: PlaceId | None
    note: str
    since: date
    retired_on: date | None
    retire_reason: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """A part of one piece: how many belong to it, and how many are there."""

    part: LoanPart
    there: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.part.quantity - self.there)


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A numbered piece as the list shows it on one day.

    ``with_whom`` is the masked borrower of a piece that is out, ``due_on`` when it is due.
    """

    unit: LoanUnit
    kind: LoanKind
    state: PieceState
    amenity: Amenity | None
    place: Place | None
    with_whom: str
    due_on: date | None
    parts: tuple[PartState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """How many pieces of a kind there are on one day, and what they do.

    ``size`` is what the stock ledger says is owned; of numbered pieces those in service, which
    are never more than that;
    ``unfit`` are set aside; ``out`` are with borrowers, ``overdue`` of them past their day;
    ``held`` wait for somebody on that day.
    """

    size: int
    unfit: int
    out: int
    held: int
    overdue: int

    @property
    def in_station(self) -> int:
        """Pieces in the station that are fit, held ones among them."""
        return self.size - self.unfit - self.out

    @property
    def free(self) -> int:
        """Pieces that can be lent to anybody now."""
        return max(0, self.in_station - self.held)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind as the list shows it; ``checked_on`` is the last look whether the pieces are there.

    ``difference`` is by how many pieces that look differed from what should have been there
    (below zero: some are missing). It is 0 where it agreed, and once the goods were counted.
    """

    kind: LoanKind
    pool: Pool
    checked_on: date | None
    difference: int = 0
