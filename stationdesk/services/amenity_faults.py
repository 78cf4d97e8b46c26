"""What a person can do about a fault: report it, have it repaired, accept the repair."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.faults import (
    FaultState,
    fault_problems,
    piece_problems,
    reopening_problems,
    step_problems,
    stoppage_problems,
)
from stationdesk.domain.ids import new_uid
from stationdesk.domain.outages import end_of, outage_periods
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.upkeep_lines import FaultLine
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.spares import Spares
from stationdesk.store import amenities as register
from stationdesk.store import faults as store

if TYPE_CHECKING:
    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.faults import Fault, NewFault, NewStep
    from stationdesk.domain.ids import AmenityId, FaultId, FaultStepId
    from stationdesk.domain.outages import Outage, OutagePeriod
    from stationdesk.services.context import Context
    from stationdesk.services.spares import SpareStock

TOPICS = (Topic.AMENITIES, Topic.TIERS)


class FaultDesk:
    """Faults from the report to the acceptance, and the stoppages they cause."""

    def __init__(self, context: Context, stock: SpareStock) -> None:
        self._context = context
        self._spares = Spares(stock)

    def faults(
        self, amenity_id: AmenityId | None = None, *, only_open: bool = False
    ) -> list[Fault]:
        """Return the faults of one amenity or of all, the newest first."""
        found = store.all_faults(amenity_id)
        return [fault for fault in found if fault.is_open] if only_open else found

    def fault_lines(
        self, amenity_id: AmenityId | None = None, *, only_open: bool = False
    ) -> list[FaultLine]:
        """Return the faults with the amenities they are of, the newest first."""
        amenities = {each.id: each for each in register.all_amenities()}
        return [
            FaultLine(amenities[fault.amenity_id], fault)
            for fault in self.faults(amenity_id, only_open=only_open)
        ]

    def fault(self, fault_id: FaultId) -> Fault:
        """Return one fault.

        Raises:
            Refused: where there is none of that id, or it was voided.
        """
        fault = store.fault(fault_id)
        if fault is None or fault.voided:
            raise Refused([Problem("fault", N_("This fault is no longer there."))])
        return fault

    def report_fault(self, wish: NewFault) -> FaultId:
        """Keep a fault; where it stops use, the stoppage begins in the same deed.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(*TOPICS):
            fault_id = self.keep_fault(wish)
        number = self.fault(fault_id).number
        undo = partial(self._void, fault_id)
        self._offer(N_("Fault {number} was reported."), {"number": number}, undo)
        return fault_id

    def keep_fault(self, wish: NewFault) -> FaultId:
        """Keep a fault as a part of another deed; offers no undo of its own."""
        refuse_if_any(fault_problems(wish, self.amenity(wish.amenity_id), self.this_minute()))
        with self._context.deed(*TOPICS):
            fault_id = store.add_fault(
                wish,
                number=store.next_number(wish.reported_on),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            if wish.stops_use_from is not None:
                self._add_outage(store.fault(fault_id), wish.stops_use_from, wish.pieces)
            self._note(fault_id, "report", asdict(wish))
        return fault_id

    def stop_use(self, fault_id: FaultId, started_at: datetime, pieces: int | None = None) -> None:
        """Let a fault that left the amenity usable stop its use from a minute on.

        Raises:
            Refused: when it stops use already, was closed, or the minute cannot be.
        """
        fault = self.fault(fault_id)
        amenity = self.amenity(fault.amenity_id)
        problems = [
            *stoppage_problems(started_at, amenity, self.this_minute()),
            *piece_problems(pieces, amenity),
            *_not_stopping_problems(fault, started_at),
        ]
        refuse_if_any(problems)
        with self._context.deed(*TOPICS):
            self._add_outage(fault, started_at, pieces)
            self._note(fault_id, "stop use", {"started_at": started_at, "pieces": pieces})
        undo = partial(self._let_use_go_on, fault_id)
        phrase = N_("{name} was taken out of use.")
        self._offer(phrase, {"name": amenity.name}, undo)

    def start_repair(self, fault_id: FaultId, step: NewStep) -> None:
        """Note that the repair has begun."""
        phrase = N_("Repair of fault {number} has begun.")
        self._take_step(fault_id, FaultState.REPAIRING, step, phrase, only=FaultState.REPORTED)

    def finish_repair(self, fault_id: FaultId, step: NewStep) -> None:
        """Note that the repair is done and waits for acceptance; spares leave the stock."""
        phrase = N_("Fault {number} awaits acceptance.")
        self._take_step(fault_id, FaultState.TO_ACCEPT, step, phrase)

    def reject(self, fault_id: FaultId, step: NewStep) -> None:
        """Send a repair back, with the reason in the step's note."""
        phrase = N_("The repair of fault {number} was not accepted.")
        self._take_step(fault_id, FaultState.REPAIRING, step, phrase, only=FaultState.TO_ACCEPT)

    def accept(self, fault_id: FaultId, step: NewStep, usable_from: datetime | None = None) -> None:
        """Accept a repair and close the fault; its stoppage ends at ``usable_from``.

        None means now, or the end of the day where an earlier day is written down.
        """
        fault = self.fault(fault_id)
        again = usable_from or min(self.this_minute(), _midnight_after(step))
        refuse_if_any(reopening_problems(fault, again, self.this_minute()))
        phrase = N_("Fault {number} was accepted and closed.")
        self._take_step(fault_id, FaultState.CLOSED, step, phrase, usable_from=again)

    def take_back_step(self, fault_id: FaultId, step_id: FaultStepId | None = None) -> None:
        """Take back the last step: its spares go back, an ended stoppage lasts again.

        ``step_id`` names the step that is meant, None whichever is the last.

        Raises:
            Refused: when another step follows the one that is meant, or when nothing but the
                report is left (void the fault instead).
        """
        fault = self.fault(fault_id)
        step = fault.steps[-1]
        values = {"number": fault.number}
        if step_id not in (None, step.id):
            phrase = N_("Fault {number} stands elsewhere by now; look at it again.")
            raise Refused([Problem("fault", phrase, values)])
        if step.state is FaultState.REPORTED:
            phrase = N_("Only the report of fault {number} is left; void the fault instead.")
            raise Refused([Problem("fault", phrase, values)])
        with self._context.deed(*TOPICS):
            self._spares.put_back(step.document_id, fault.number)
            store.void_step(step.id, self._context.recorded_at(), self._context.who())
            if step.state is FaultState.CLOSED and fault.outages:
                store.end_outage(fault.outages[-1].id, None)
            self._note(fault_id, "take back step", {"state": step.state.value})

    def void_fault(self, fault_id: FaultId, reason: str) -> None:
        """Let a fault that was entered by mistake count no more; its spares go back.

        Raises:
            Refused: without a reason.
        """
        if not reason.strip():
            raise Refused([Problem("reason", N_("Write why it is voided."))])
        number = self.fault(fault_id).number
        self._void(fault_id, reason)
        undo = partial(self._reinstate, fault_id)
        self._offer(N_("Fault {number} was voided."), {"number": number}, undo)

    def stoppages(self, amenity_id: AmenityId) -> list[Outage]:
        """Return every stoppage of the amenity as it was recorded, the oldest first."""
        return store.outages_of(amenity_id)

    def outages(self, amenity_id: AmenityId) -> tuple[OutagePeriod, ...]:
        """Return the periods in which pieces were out of use; they never overlap."""
        amenity = self.amenity(amenity_id)
        return outage_periods(store.outages_of(amenity_id), amenity.pieces)

    def amenity(self, amenity_id: AmenityId) -> Amenity:
        """Return one line of the register.

        Raises:
            Refused: where there is none of that id.
        """
        amenity = register.amenity(amenity_id)
        if amenity is None:
            raise Refused([Problem("amenity", N_("This amenity is no longer there."))])
        return amenity

    def this_minute(self) -> datetime:
        """Return the local minute; the end of the business day where a run fixed another day."""
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)

    def _take_step(
        self,
        fault_id: FaultId,
        state: FaultState,
        wish: NewStep,
        phrase: str,
        only: FaultState | None = None,
        usable_from: datetime | None = None,
    ) -> None:
        fault = self.fault(fault_id)
        refuse_if_any(step_problems(fault, state, wish, self._context.today(), only))
        with self._context.deed(*TOPICS):
            step_id = self._keep_step(fault, state, wish)
            if usable_from is not None and fault.open_outage is not None:
                store.end_outage(fault.open_outage.id, usable_from)
        undo = partial(self.take_back_step, fault_id, step_id)
        self._offer(phrase, {"number": fault.number}, undo)

    def _keep_step(self, fault: Fault, state: FaultState, wish: NewStep) -> FaultStepId:
        document_id = self._spares.take(
            wish.spares,
            on=wish.on,
            by=wish.done_by,
            what_for=fault.number,
            request_key=new_uid(),
        )
        step_id = store.add_step(
            fault.id,
            state,
            wish,
            document_id=document_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._note(fault.id, state.value, asdict(wish))
        return step_id

    def _void(self, fault_id: FaultId, reason: str = "") -> None:
        fault = self.fault(fault_id)
        with self._context.deed(*TOPICS):
            for step in fault.steps:
                self._spares.put_back(step.document_id, fault.number)
            store.void_fault(fault_id, self._context.recorded_at(), self._context.who())
            self._note(fault_id, "void", {"reason": reason})

    def _reinstate(self, fault_id: FaultId) -> None:
        fault = store.fault(fault_id)
        if fault is None:
            return
        with self._context.deed(*TOPICS):
            store.void_fault(fault_id, None, None)
            for step in fault.steps:
                store.set_step_document(step.id, self._spares.take_again(step.document_id))
            self._note(fault_id, "reinstate", {})

    def _add_outage(self, fault: Fault | None, started_at: datetime, pieces: int | None) -> None:
        if fault is not None:
            store.add_outage(
                fault.amenity_id,
                fault_id=fault.id,
                started_at=started_at,
                ended_at=None,
                pieces=pieces,
                reason=fault.description,
            )

    def _let_use_go_on(self, fault_id: FaultId) -> None:
        outage = self.fault(fault_id).open_outage
        if outage is None:
            return
        with self._context.deed(*TOPICS):
            store.remove_outage(outage.id)
            self._note(fault_id, "let use go on", {"started_at": outage.started_at})

    def _offer(self, phrase: str, values: dict[str, object], take_back: partial[None]) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _note(self, fault_id: FaultId, action: str, after: dict[str, object]) -> None:
        fault = store.fault(fault_id)
        if fault is not None:
            self._context.note("fault", fault.uid, action, after=after)


def _not_stopping_problems(fault: Fault, started_at: datetime) -> list[Problem]:
    values = {"number": fault.number}
    if not fault.is_open:
        return [Problem("fault", N_("Fault {number} is closed."), values)]
    if fault.stops_use:
        return [Problem("fault", N_("Fault {number} stops the use already."), values)]
    if any(outage.ended_at and started_at < outage.ended_at for outage in fault.outages):
        return [Problem("stops_use_from", N_("This overlaps an earlier outage."))]
    return []


def _midnight_after(step: NewStep) -> datetime:
    return datetime.combine(step.on, time()) + timedelta(days=1)
