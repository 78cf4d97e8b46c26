"""Who has what of the demo's lending desk at the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, LoanId, LoanLineId, LoanUnitId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.services.demo.lending_script import Person
    from stationdesk.services.demo.shelves import Lent


@dataclass(slots=True, eq=False)
class Stay:
    """Pieces with somebody; ``open`` are not back yet."""

    lent: Lent
    person: Person
    loan_id: LoanId
    line_id: LoanLineId
    borrower_id: BorrowerId
    unit_id: LoanUnitId | None
    open: int
    due_on: date


class Stays:
    """Everything that is out, and who is blocked by hand."""

    def __init__(self) -> None:
        self._open: list[Stay] = []
        self.blocked: set[Person] = set()

    def begin(self, entry: LoanEntry, lent: Lent, person: Person) -> Stay:
        """Note a loan that was just made."""
        stay = Stay(
            lent=lent,
            person=person,
            loan_id=entry.loan_id,
            line_id=entry.line_id,
            borrower_id=entry.borrower_id,
            unit_id=entry.unit.id if entry.unit else None,
            open=entry.quantity,
            due_on=entry.due_on,
        )
        self._open.append(stay)
        return stay

    def close(self, stay: Stay, pieces: int) -> None:
        """Note that pieces came back, or never will."""
        stay.open -= pieces
        if not stay.open:
            self._open.remove(stay)

    def with_person(self, person: Person, lent: Lent) -> int:
        """Return how many pieces of a kind somebody has."""
        return sum(stay.open for stay in self._open if (stay.person, stay.lent) == (person, lent))

    def is_welcome(self, person: Person, today: date) -> bool:
        """Tell whether somebody gets something more: nothing is late, and no block stands."""
        late = any(stay.person == person and stay.due_on < today for stay in self._open)
        return not late and person not in self.blocked
