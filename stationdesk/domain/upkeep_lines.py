"""Records put beside the amenity they are of, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.faults import Fault
    from stationdesk.domain.outages import Availability
    from stationdesk.domain.upkeep import Due, Plan, Run


@dataclass(frozen=True, slots=True)
class DueLine:
    """Work that an amenity wants."""

    amenity: Amenity
    due: Due


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with the plan and the amenity it was for."""

    amenity: Amenity
    plan: Plan
    run: Run


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault with the amenity it is of."""

    amenity: Amenity
    fault: Fault


@dataclass(frozen=True, slots=True)
class AvailabilityLine:
    """An amenity with how long it could be used."""

    amenity: Amenity
    availability: Availability
