"""What can be lent or held from a day on: the figures that the rules are asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.due_days import open_days
from stationdesk.domain.lending.hold_rules import hold_between, most_held
from stationdesk.domain.lending.loan_rules import PieceOutlook, PoolOutlook, Stay
from stationdesk.domain.lending.pools import at_end_of, worst_shortage
from stationdesk.domain.outages import working_pieces_on
from stationdesk.services.loan_desk.desk import Desk
from stationdesk.store import amenities, faults, fitness, holds, loan_kinds, loans, stock

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import HoldId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


class Outlook(Desk):
    """Looks only; nothing here changes a record."""

    def _opening_days(self) -> IsOpen:
        return open_days(self._station.timetables(), self._station.exceptions())

    def _waiting(self, kind_id: LoanKindId, but: HoldId | None = None) -> list[Hold]:
        """Return the holds of a kind that wait or are to come, without the one picked up."""
        found = holds.waiting_of_kind(kind_id, self._context.today())
        return [hold for hold in found if hold.id != but]

    def _in_station(self, kind: LoanKind, since: date) -> int:
        """Return how many pieces of a pool are in the station, fit, on every day from one on."""
        return _lowest(kind, since, loans.out_changes(kind.id, since))

    def _pool_outlook(
        self, kind: LoanKind, since: date, until: date, but: HoldId | None
    ) -> PoolOutlook:
        held = most_held(self._waiting(kind.id, but), since, until)
        out = loans.out_changes(kind.id, since)
        return PoolOutlook(
            out=at_end_of(since, out),
            unfit=at_end_of(since, fitness.unfit_changes(kind.id)),
            held=held,
            free=_lowest(kind, since, out) - held,
        )

    def _piece_outlook(
        self, unit: LoanUnit, since: date, until: date, but: HoldId | None
    ) -> PieceOutlook:
        mine = [hold for hold in self._waiting(unit.kind_id, but) if _is_for(hold, unit.id)]
        waits = hold_between(mine, since, until)
        return PieceOutlook(
            stays=tuple(self._stays(unit.id)),
            unfit=self._is_unfit_from(unit, since),
            stopped=self._is_stopped(unit, since),
            held="" if waits is None else waits.number,
        )

    def _stays(self, unit_id: LoanUnitId) -> list[Stay]:
        return [
            Stay(number=each.number, lent_on=each.lent_on, closed_on=each.closed_on)
            for each in loans.loans_of_unit(unit_id)
        ]

    def _is_unfit_from(self, unit: LoanUnit, since: date) -> bool:
        """Tell whether the piece is set aside at the end of ``since`` or of a later day."""
        changes = fitness.unit_changes(unit.kind_id).get(unit.id, [])
        days = {since, *(day for day, _change in changes if day > since)}
        return any(at_end_of(day, changes) > 0 for day in days)

    def _is_stopped(self, unit: LoanUnit, since: date) -> bool:
        """Tell whether the register says that the piece is of no use: now, or on ``since``."""
        if unit.amenity_id is None:
            return False
        amenity = amenities.amenity(unit.amenity_id)
        if amenity is None or not amenity.in_service_on(since):
            return True
        outages = faults.outages_of(amenity.id)
        return working_pieces_on(amenity, outages, self._context.today()) == 0

    def _kinds(self, ids: set[LoanKindId]) -> dict[LoanKindId, LoanKind]:
        return loan_kinds.kinds_by_id(ids)


def _lowest(kind: LoanKind, since: date, out: list[tuple[date, int]]) -> int:
    """Return the pieces that are neither out nor set aside on the day on which there are fewest.

    One asks for more than there ever were and sees how many are missing.
    """
    if kind.item is None:
        return 0
    size = stock.item_changes(kind.item.id)
    all_of_it = sum(change for _day, change in size if change > 0) + 1
    claimed = [*out, *fitness.unfit_changes(kind.id), (since, all_of_it)]
    shortage = worst_shortage(size, claimed, since)
    return all_of_it - (shortage.missing if shortage is not None else 0)


def _is_for(hold: Hold, unit_id: LoanUnitId) -> bool:
    return hold.unit is not None and hold.unit.id == unit_id
