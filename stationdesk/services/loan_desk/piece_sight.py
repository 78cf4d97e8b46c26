"""How numbered pieces stood on one day, read once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.piece_rules import part_states, state_of
from stationdesk.domain.lending.pieces import PieceLine
from stationdesk.domain.outages import working_pieces_on
from stationdesk.store import amenities, faults, fitness, holds, loan_pieces, loans, parts, places

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AmenityId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit, PieceState


class States:
    """The state of any piece on one day."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._out = loans.open_units(day)
        self._unfit = fitness.unfit_units(day)
        self._held = holds.held_units(day)
        self._stopped = stopped_amenities(day)

    def of(self, unit: LoanUnit) -> PieceState:
        """Return how the piece stood."""
        return state_of(
            unit,
            self._day,
            out=self._out,
            unfit=self._unfit,
            held=self._held,
            stopped=self._stopped,
        )


class Sight:
    """All that a list says of any piece on one day."""

    def __init__(self, day: date) -> None:
        self._states = States(day)
        self._amenities = {each.id: each for each in amenities.all_amenities()}
        self._places = places.by_id()
        self._parts = parts.changes(day)
        self._away = _away(day)

    def line(self, unit: LoanUnit, kind: LoanKind) -> PieceLine:
        """Return how the piece stood."""
        with_whom, due_on = self._away.get(unit.id, ("", None))
        return PieceLine(
            unit=unit,
            kind=kind,
            state=self._states.of(unit),
            amenity=None if unit.amenity_id is None else self._amenities[unit.amenity_id],
            place=None if unit.place_id is None else self._places[unit.place_id],
            with_whom=with_whom,
            due_on=due_on,
            parts=part_states(kind, self._parts.get(unit.id, {})),
        )


def stopped_amenities(day: date) -> set[AmenityId]:
    """Return the lines of the register that are pieces and cannot be used at the end of ``day``."""
    lent = loan_pieces.lent_amenities()
    outages = faults.outages_until(day) if lent else []
    return {
        each.id
        for each in (amenities.all_amenities() if lent else ())
        if each.id in lent and working_pieces_on(each, outages, day) == 0
    }


def _away(day: date) -> dict[LoanUnitId, tuple[str, date]]:
    lines = {line.line_id: line for line in loans.open_on(day)}
    return {
        unit_id: (with_whom, lines[line_id].due_on)
        for line_id, (unit_id, with_whom) in loan_pieces.holders(lines).items()
    }
