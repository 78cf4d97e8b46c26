"""The quick filters of the three views: which lines each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.amenity_register import AmenityState
from stationdesk.domain.faults import FaultState
from stationdesk.domain.upkeep import DueState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.upkeep_lines import DueLine, FaultLine

Line = TypeVar("Line")

REGISTER_SEGMENTS: dict[str, str] = {
    "all": N_("All"),
    "normal": N_("In good order"),
    "stopped": N_("Stopped"),
    "due": N_("Upkeep wanted"),
    "retired": N_("Retired"),
}
DUE_SEGMENTS: dict[str, str] = {
    "waiting": N_("To be done"),
    "overdue": N_("Overdue"),
    "today": N_("Due today"),
    "soon": N_("Due soon"),
    "planned": N_("All planned"),
}
FAULT_SEGMENTS: dict[str, str] = {
    "open": N_("Not closed"),
    "reported": N_("To repair"),
    "repairing": N_("In repair"),
    "to_accept": N_("To accept"),
    "closed": N_("Closed faults"),
}
STOPPED = {
    AmenityState.OUT_OF_USE,
    AmenityState.REPAIRING,
    AmenityState.TO_ACCEPT,
    AmenityState.PARTLY,
    AmenityState.FAULTY,
}


def _kept(line: AmenityLine) -> bool:
    return line.state is not AmenityState.RETIRED


def _wants_upkeep(line: AmenityLine) -> bool:
    in_service = line.state not in (AmenityState.RETIRED, AmenityState.NOT_YET)
    return in_service and line.due is not None and line.due.state is not DueState.LATER


REGISTER_ACCEPTS: dict[str, Callable[[AmenityLine], bool]] = {
    "all": _kept,
    "normal": lambda line: line.state is AmenityState.NORMAL,
    "stopped": lambda line: line.state in STOPPED,
    "due": _wants_upkeep,
    "retired": lambda line: line.state is AmenityState.RETIRED,
}
DUE_ACCEPTS: dict[str, Callable[[DueLine], bool]] = {
    "waiting": lambda line: line.due.state is not DueState.LATER,
    "overdue": lambda line: line.due.state is DueState.OVERDUE,
    "today": lambda line: line.due.state is DueState.TODAY,
    "soon": lambda line: line.due.state is DueState.SOON,
    "planned": lambda _line: True,
}
FAULT_ACCEPTS: dict[str, Callable[[FaultLine], bool]] = {
    "open": lambda line: line.fault.is_open,
    "reported": lambda line: line.fault.state is FaultState.REPORTED,
    "repairing": lambda line: line.fault.state is FaultState.REPAIRING,
    "to_accept": lambda line: line.fault.state is FaultState.TO_ACCEPT,
    "closed": lambda line: line.fault.state is FaultState.CLOSED,
}


def counts(lines: Iterable[Line], accepts: Mapping[str, Callable[[Line], bool]]) -> dict[str, int]:
    """Return how many lines each quick filter would show; a line may stand in several."""
    told = list(lines)
    return {key: sum(map(accept, told)) for key, accept in accepts.items()}


def fits(amenity: Amenity, kind: str = "", place_id: str = "") -> bool:
    """Tell whether an amenity is of the kind and at the place chosen; empty means any."""
    at = str(amenity.place.id) if amenity.place else ""
    return (not kind or amenity.kind == kind) and (not place_id or at == place_id)


def says(text: str, query: str) -> bool:
    """Tell whether each word of ``query`` stands in ``text``."""
    said = text.lower()
    return all(word in said for word in query.lower().split())
