"""Taking a numbered piece off the list for good, and all that leaves with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.pieces import UnfitCause
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.desk import Desk
from stationdesk.store import fitness, holds, loan_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import AmenityId, DocumentId, FitnessId, LoanUnitId
    from stationdesk.domain.lending.pieces import LoanUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """What left with a piece: what is needed to take it all back."""

    unit_id: LoanUnitId
    on: date
    fitness_id: FitnessId | None
    document_id: DocumentId | None
    amenity_id: AmenityId | None


class Retiring(Desk):
    """A part of other deeds: call these inside one, after what it asks was asked."""

    def _retire_piece(
        self,
        unit_id: LoanUnitId,
        *,
        on: date,
        reason: str,
        write_off: bool,
        lost: bool = False,
    ) -> Retirement:
        """Retire a piece from ``on`` on; a piece that was set aside no longer is.

        ``write_off`` takes it out of the stock ledger or the amenity register as well. Of a
        ``lost`` piece the return must be written down already: it is out no more.

        Raises:
            Refused: when the stock or the register does not let it go.
        """
        unit = self.unit(unit_id)
        kind = self.kind(unit.kind_id)
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            loan_pieces.set_retired(unit_id, on, reason)
            fitness_id = self._no_longer_unfit(unit_id, on, reason)
            document_id = (
                self._write_off(kind, 1, on=on, reason=reason, lost=lost) if write_off else None
            )
            if fitness_id is not None and document_id is not None:
                fitness.set_document(fitness_id, document_id)
            amenity_id = unit.amenity_id if write_off else None
            if amenity_id is not None:
                self._amenities.retire(amenity_id, on, reason)
            after = {"code": unit.code, "retired_on": on, "written_off": write_off}
            self._context.note("loan_unit", unit.uid, "retire", after=after)
        return Retirement(
            unit_id=unit_id,
            on=on,
            fitness_id=fitness_id,
            document_id=document_id,
            amenity_id=amenity_id,
        )

    def _take_back_retirement(self, retirement: Retirement) -> None:
        """Put a retired piece back, with all that left with it.

        Raises:
            Refused: when the stock no longer has the piece, or its line is another piece by now.
        """
        unit = self.unit(retirement.unit_id)
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            self._put_back(retirement.document_id, unit.code)
            if retirement.amenity_id is not None:
                self._amenities.take_back_retirement(retirement.amenity_id)
            refuse_if_any(_problems_of_line(unit))
            loan_pieces.set_retired(unit.id, None, "")
            if retirement.fitness_id is not None:
                at, by = self._context.recorded_at(), self._context.who()
                fitness.void(retirement.fitness_id, at, by)
            self._context.note("loan_unit", unit.uid, "take back retirement")
            refuse_if_any(pool_guard.pool_problems(unit.kind_id, retirement.on))

    def _waiting_for(self, unit: LoanUnit) -> list[str]:
        """Return the numbers of the holds that wait for the piece, or are to come."""
        waiting = holds.waiting_of_kind(unit.kind_id, self._context.today())
        return [hold.number for hold in waiting if hold.unit and hold.unit.id == unit.id]

    def _no_longer_unfit(self, unit_id: LoanUnitId, on: date, reason: str) -> FitnessId | None:
        if not fitness.unit_is_unfit(unit_id):
            return None
        return fitness.add(
            self.unit(unit_id).kind_id,
            -1,
            UnfitCause.SCRAPPED,
            on=on,
            reason=reason,
            unit_id=unit_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )


def _problems_of_line(unit: LoanUnit) -> Iterator[Problem]:
    if unit.amenity_id is None:
        return
    other = loan_pieces.of_amenity(unit.amenity_id)
    if other is not None and other.id != unit.id:
        phrase = N_("The line of the register that {code} was is the piece {other} by now.")
        yield Problem("unit_id", phrase, {"code": unit.code, "other": other.code})
