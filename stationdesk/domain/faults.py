"""From the report of a fault through its repair to the acceptance."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, DocumentId, FaultId, FaultStepId, ItemId
    from stationdesk.domain.outages import Outage


class Severity(StrEnum):
    """How bad a fault is."""

    MINOR = "minor"
    SERIOUS = "serious"
    DANGER = "danger"


SEVERITY_WORDS = {
    Severity.MINOR: N_("Minor fault"),
    Severity.SERIOUS: N_("Serious fault"),
    Severity.DANGER: N_("Dangerous fault"),
}


class FaultState(StrEnum):
    """Where a fault stands on its way."""

    REPORTED = "reported"
    REPAIRING = "repairing"
    TO_ACCEPT = "to_accept"
    CLOSED = "closed"


FAULT_STATE_WORDS = {
    FaultState.REPORTED: N_("Awaiting repair"),
    FaultState.REPAIRING: N_("In repair"),
    FaultState.TO_ACCEPT: N_("Awaiting acceptance"),
    FaultState.CLOSED: N_("Fault closed"),
}
STEPS_FROM = {
    FaultState.REPORTED: {FaultState.REPAIRING, FaultState.TO_ACCEPT},
    FaultState.REPAIRING: {FaultState.TO_ACCEPT},
    FaultState.TO_ACCEPT: {FaultState.CLOSED, FaultState.REPAIRING},
    FaultState.CLOSED: set[FaultState](),
}
"""Which step may follow which; back from acceptance to repair is a rejection."""


@dataclass(frozen=True, slots=True)
class Spare:
    """Pieces of an item that an upkeep or a repair takes from stock."""

    item_id: ItemId
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFault:
    """A fault as it is reported.

    ``stops_use_from`` is the local minute from which the pieces could not be used, None where
    use goes on. ``pieces`` is how many pieces are concerned, None for all of them. ``origin``
    names the record it came from (an upkeep run, later a feedback entry), empty for none.
    """

    amenity_id: AmenityId
    description: str
    reported_on: date
    reported_by: str
    severity: Severity = Severity.MINOR
    stops_use_from: datetime | None = None
    pieces: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step as it is entered; cost in fen; spares leave the stock in the same deed."""

    on: date
    done_by: str
    note: str = ""
    cost_fen: int = 0
    spares: tuple[Spare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultStep:
    """One step that was taken; the first one of every fault is its report."""

    id: FaultStepId
    uid: str
    fault_id: FaultId
    state: FaultState
    on: date
    recorded_at: str
    recorded_by: str
    done_by: str
    note: str
    cost_fen: int
    document_id: DocumentId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A reported fault with the steps that were taken, oldest first, and its stoppages."""

    id: FaultId
    uid: str
    number: str
    amenity_id: AmenityId
    description: str
    severity: Severity
    reported_on: date
    reported_by: str
    pieces: int | None
    origin: str
    steps: tuple[FaultStep, ...]
    outages: tuple[Outage, ...] = field(default=())
    voided: bool = False

    @property
    def state(self) -> FaultState:
        """Where the fault stands after its last step."""
        return self.steps[-1].state

    @property
    def is_open(self) -> bool:
        """Whether the fault still waits for something."""
        return self.state is not FaultState.CLOSED

    @property
    def open_outage(self) -> Outage | None:
        """The stoppage that lasts, None where use goes on."""
        return next((outage for outage in self.outages if outage.ended_at is None), None)

    @property
    def stops_use(self) -> bool:
        """Whether the fault keeps pieces out of use now."""
        return self.open_outage is not None

    @property
    def closed_on(self) -> date | None:
        """The day of acceptance, None while the fault is open."""
        return None if self.is_open else self.steps[-1].on

    @property
    def cost_fen(self) -> int:
        """What the repair cost so far, in fen."""
        return sum(step.cost_fen for step in self.steps)


def fault_problems(wish: NewFault, amenity: Amenity, now: datetime) -> Iterator[Problem]:
    """Yield every reason why the fault cannot be reported at the minute ``now``."""
    if not wish.description.strip():
        yield Problem("description", N_("Describe the fault."))
    if not wish.reported_by.strip():
        yield Problem("reported_by", N_("Write who reported it."))
    if wish.reported_on > now.date():
        yield Problem("reported_on", N_("The day lies in the future."))
    if not amenity.in_service_on(wish.reported_on):
        phrase = N_("{name} was not in service on {day}.")
        yield Problem("reported_on", phrase, {"name": amenity.name, "day": wish.reported_on})
    yield from piece_problems(wish.pieces, amenity)
    if wish.stops_use_from is not None:
        yield from stoppage_problems(wish.stops_use_from, amenity, now)


def piece_problems(pieces: int | None, amenity: Amenity) -> Iterator[Problem]:
    """Yield what is wrong with the number of pieces concerned; None means all."""
    if pieces is not None and not 1 <= pieces <= amenity.pieces:
        phrase = N_("{name} has {count} pieces; enter 1 to {count}.")
        yield Problem("pieces", phrase, {"name": amenity.name, "count": amenity.pieces})


def stoppage_problems(started_at: datetime, amenity: Amenity, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with the minute from which the use is said to have stopped."""
    if started_at > now:
        yield Problem("stops_use_from", N_("The moment lies in the future."))
    elif not amenity.in_service_on(started_at.date()):
        phrase = N_("{name} was not in service on {day}.")
        values = {"name": amenity.name, "day": started_at.date()}
        yield Problem("stops_use_from", phrase, values)


def step_problems(
    fault: Fault,
    state: FaultState,
    wish: NewStep,
    today: date,
    only_from: FaultState | None = None,
) -> Iterator[Problem]:
    """Yield every reason why ``fault`` cannot take the step to ``state``.

    ``only_from`` is the state the step starts at, where ``state`` alone does not tell it: repair
    begins after the report, and again after a rejection.
    """
    if state not in STEPS_FROM[fault.state] or only_from not in (None, fault.state):
        phrase = N_("Fault {number} stands elsewhere by now; look at it again.")
        yield Problem("fault", phrase, {"number": fault.number})
    if not wish.done_by.strip():
        yield Problem("done_by", N_("Write who did it."))
    if wish.on > today:
        yield Problem("on", N_("The day lies in the future."))
    if wish.on < fault.steps[-1].on:
        phrase = N_("The step before it was on {day}; this one cannot be earlier.")
        yield Problem("on", phrase, {"day": fault.steps[-1].on})
    if wish.cost_fen < 0:
        yield Problem("cost_fen", N_("A cost cannot be below zero."))
    told = bool(wish.note.strip())
    if fault.state is FaultState.TO_ACCEPT and state is FaultState.REPAIRING and not told:
        yield Problem("note", N_("Write why the repair is not accepted."))
    yield from spare_problems(wish.spares)


def spare_problems(spares: tuple[Spare, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the spares named."""
    if any(spare.quantity < 1 for spare in spares):
        yield Problem("spares", N_("Take at least one piece of each spare."))


def as_it_stood(fault: Fault, day: date) -> Fault | None:
    """Return the fault with the steps taken until the end of ``day``; None before its report."""
    steps = tuple(step for step in fault.steps if step.on <= day)
    return replace(fault, steps=steps) if steps else None


def reopening_problems(fault: Fault, usable_from: datetime, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with the minute from which the pieces can be used again."""
    outage = fault.open_outage
    if outage is None:
        return
    if usable_from > now:
        yield Problem("usable_from", N_("The moment lies in the future."))
    if usable_from < outage.started_at:
        yield Problem("usable_from", N_("It cannot be usable before it was out of use."))
