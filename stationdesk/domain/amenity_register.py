"""How a line of the register stands on a day, from its faults, stoppages and due work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.faults import FaultState
from stationdesk.domain.upkeep import DueState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.faults import Fault
    from stationdesk.domain.outages import Availability
    from stationdesk.domain.upkeep import Due


class AmenityState(StrEnum):
    """How a line stands, worst news first."""

    OUT_OF_USE = "out_of_use"
    REPAIRING = "repairing"
    TO_ACCEPT = "to_accept"
    PARTLY = "partly"
    FAULTY = "faulty"
    OVERDUE = "overdue"
    CHECK_DUE = "check_due"
    NOT_YET = "not_yet"
    NORMAL = "normal"
    RETIRED = "retired"


STATE_WORDS = {
    AmenityState.OUT_OF_USE: N_("Out of use"),
    AmenityState.REPAIRING: N_("In repair"),
    AmenityState.TO_ACCEPT: N_("Awaiting acceptance"),
    AmenityState.PARTLY: N_("Partly out of use"),
    AmenityState.FAULTY: N_("Fault reported"),
    AmenityState.OVERDUE: N_("Upkeep overdue"),
    AmenityState.CHECK_DUE: N_("Upkeep due"),
    AmenityState.NOT_YET: N_("Not yet in service"),
    AmenityState.NORMAL: N_("Working normally"),
    AmenityState.RETIRED: N_("Retired"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AmenityLine:
    """A line of the register with all that is known of it on a day.

    ``due`` is the plan that wants work first, None where no plan runs; ``last_done_on`` is the
    last day on which any upkeep was carried out. ``last_fault`` is the newest one, open or not.
    """

    amenity: Amenity
    state: AmenityState
    working_pieces: int
    due: Due | None
    last_done_on: date | None
    open_faults: int
    last_fault: Fault | None
    availability: Availability | None


def state_of(
    amenity: Amenity,
    day: date,
    *,
    working: int,
    open_faults: Sequence[Fault],
    due: Due | None,
) -> AmenityState:
    """Return the worst that is to be said of the line on ``day``."""
    if amenity.retired_on is not None and amenity.retired_on <= day:
        return AmenityState.RETIRED
    if day < amenity.in_service_from:
        return AmenityState.NOT_YET
    if working == 0:
        return _state_of_repair(open_faults)
    if working < amenity.pieces:
        return AmenityState.PARTLY
    if open_faults:
        return AmenityState.FAULTY
    return _state_of_upkeep(due)


def first_due(dues: Sequence[Due]) -> Due | None:
    """Return the plan that wants work first, None where there is no plan."""
    return min(dues, key=lambda due: (due.due_on, due.plan.id), default=None)


def _state_of_repair(open_faults: Sequence[Fault]) -> AmenityState:
    states = {fault.state for fault in open_faults}
    if FaultState.REPORTED in states or not states:
        return AmenityState.OUT_OF_USE
    if FaultState.REPAIRING in states:
        return AmenityState.REPAIRING
    return AmenityState.TO_ACCEPT


def _state_of_upkeep(due: Due | None) -> AmenityState:
    if due is None or due.state is DueState.LATER:
        return AmenityState.NORMAL
    return AmenityState.OVERDUE if due.state is DueState.OVERDUE else AmenityState.CHECK_DUE
