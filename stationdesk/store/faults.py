"""Faults, the steps of their repair, and stoppages in the station's file."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import peewee as pw

from stationdesk.domain.faults import Fault, FaultState, FaultStep, Severity
from stationdesk.domain.ids import AmenityId, DocumentId, FaultId, FaultStepId, OutageId
from stationdesk.domain.outages import Outage
from stationdesk.store.tables import FaultRow, FaultStepRow, OutageRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.faults import NewFault, NewStep

NUMBER_PREFIX = "GZ"


def all_faults(amenity_id: AmenityId | None = None) -> list[Fault]:
    """Return the faults that were not voided, of one amenity or of all, the newest first."""
    query = FaultRow.select().where(FaultRow.voided_at.is_null())
    if amenity_id is not None:
        query = query.where(FaultRow.amenity == amenity_id)
    steps, stoppages = _steps_by_fault(), _outages_by_fault()
    rows = query.order_by(FaultRow.business_date.desc(), FaultRow.id.desc())
    return [_fault(row, steps.get(row.id, []), stoppages.get(row.id, [])) for row in rows]


def fault(fault_id: FaultId) -> Fault | None:
    """Return one fault, also a voided one; None where there is none of that id."""
    row = FaultRow.get_or_none(FaultRow.id == fault_id)
    if row is None:
        return None
    steps, stoppages = _steps_by_fault(fault_id), _outages_by_fault(fault_id)
    return _fault(row, steps.get(fault_id, []), stoppages.get(fault_id, []))


def by_uid(uids: Iterable[str]) -> dict[str, Fault]:
    """Return the faults of ``uids``, also voided ones; unknown ones are left out."""
    found = FaultRow.select(FaultRow.id).where(FaultRow.uid.in_(list(uids)))
    known = (fault(FaultId(row.id)) for row in found)
    return {each.uid: each for each in known if each is not None}


def faults_of_origin(origin: str) -> list[Fault]:
    """Return the faults, not voided, that came from the record ``origin``."""
    return [each for each in all_faults() if each.origin == origin]


def next_number(day: date) -> str:
    """Return the number of the next fault reported in the year of ``day``: ``GZ2026-0001``."""
    start = f"{NUMBER_PREFIX}{day.year}-"
    newest = (
        FaultRow.select(pw.fn.MAX(FaultRow.number))
        .where(pw.fn.SUBSTR(FaultRow.number, 1, len(start)) == start)
        .scalar()
    )
    count = int(newest.removeprefix(start)) if newest else 0
    return f"{start}{count + 1:04d}"


def add_fault(wish: NewFault, *, number: str, recorded_at: str, recorded_by: str) -> FaultId:
    """Keep a reported fault together with its first step, the report."""
    row = FaultRow.create(
        number=number,
        amenity=wish.amenity_id,
        business_date=wish.reported_on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        reported_by=wish.reported_by.strip(),
        description=wish.description.strip(),
        severity=wish.severity.value,
        pieces=wish.pieces,
        origin=wish.origin,
        voided_at=None,
        voided_by=None,
    )
    FaultStepRow.create(
        fault=row.id,
        state=FaultState.REPORTED.value,
        business_date=wish.reported_on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        done_by=wish.reported_by.strip(),
        note="",
        cost_fen=0,
        document=None,
        voided_at=None,
        voided_by=None,
    )
    return FaultId(row.id)


def add_step(
    fault_id: FaultId,
    state: FaultState,
    wish: NewStep,
    *,
    document_id: DocumentId | None,
    recorded_at: str,
    recorded_by: str,
) -> FaultStepId:
    """Keep a step of the fault."""
    row = FaultStepRow.create(
        fault=fault_id,
        state=state.value,
        business_date=wish.on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        done_by=wish.done_by.strip(),
        note=wish.note.strip(),
        cost_fen=wish.cost_fen,
        document=document_id,
        voided_at=None,
        voided_by=None,
    )
    return FaultStepId(row.id)


def void_step(step_id: FaultStepId, voided_at: str, voided_by: str) -> None:
    """Let the step count no more."""
    FaultStepRow.update(voided_at=voided_at, voided_by=voided_by).where(
        FaultStepRow.id == step_id
    ).execute()


def set_step_document(step_id: FaultStepId, document_id: DocumentId | None) -> None:
    """Note the stock document by which the step's spares left the stock."""
    FaultStepRow.update(document=document_id).where(FaultStepRow.id == step_id).execute()


def void_fault(fault_id: FaultId, voided_at: str | None, voided_by: str | None) -> None:
    """Let the fault and its stoppages count no more; None and None let them count again."""
    fields = {"voided_at": voided_at, "voided_by": voided_by}
    FaultRow.update(**fields).where(FaultRow.id == fault_id).execute()
    OutageRow.update(**fields).where(OutageRow.fault == fault_id).execute()


def outages_until(day: date) -> list[Outage]:
    """Return every stoppage that began on or before ``day``, the oldest first."""
    after = _minute(datetime.combine(day, datetime.min.time()) + timedelta(days=1))
    query = OutageRow.select().where(OutageRow.voided_at.is_null(), OutageRow.started_at < after)
    return [_outage(row) for row in query.order_by(OutageRow.started_at, OutageRow.id)]


def outages_of(amenity_id: AmenityId) -> list[Outage]:
    """Return the stoppages of one amenity, the oldest first."""
    query = OutageRow.select().where(OutageRow.voided_at.is_null(), OutageRow.amenity == amenity_id)
    return [_outage(row) for row in query.order_by(OutageRow.started_at, OutageRow.id)]


def add_outage(
    amenity_id: AmenityId,
    *,
    fault_id: FaultId | None,
    started_at: datetime,
    ended_at: datetime | None,
    pieces: int | None,
    reason: str,
) -> OutageId:
    """Keep a stoppage."""
    row = OutageRow.create(
        amenity=amenity_id,
        fault=fault_id,
        started_at=_minute(started_at),
        ended_at=None if ended_at is None else _minute(ended_at),
        pieces=pieces,
        reason=reason.strip(),
        voided_at=None,
        voided_by=None,
    )
    return OutageId(row.id)


def end_outage(outage_id: OutageId, ended_at: datetime | None) -> None:
    """End the stoppage at a minute; None lets it last."""
    OutageRow.update(ended_at=None if ended_at is None else _minute(ended_at)).where(
        OutageRow.id == outage_id
    ).execute()


def remove_outage(outage_id: OutageId) -> None:
    """Take out a stoppage that was just entered; the audit trail keeps that it was there."""
    OutageRow.delete().where(OutageRow.id == outage_id).execute()


def contradictions() -> list[str]:
    """Return the numbers of faults whose stoppages do not fit their state.

    A closed fault must stop nothing, and no fault may hold two stoppages at one time.
    """
    return [
        each.number
        for each in all_faults()
        if (not each.is_open and each.stops_use) or _overlap(each.outages)
    ]


def _overlap(outages: tuple[Outage, ...]) -> bool:
    ordered = sorted(outages, key=lambda outage: outage.started_at)
    return any(
        one.ended_at is None or other.started_at < one.ended_at
        for one, other in itertools.pairwise(ordered)
    )


def _steps_by_fault(fault_id: FaultId | None = None) -> dict[int, list[FaultStep]]:
    query: Any = FaultStepRow.select().where(FaultStepRow.voided_at.is_null())
    if fault_id is not None:
        query = query.where(FaultStepRow.fault == fault_id)
    steps: dict[int, list[FaultStep]] = {}
    for row in query.order_by(FaultStepRow.id):
        steps.setdefault(row.fault_id, []).append(_step(row))
    return steps


def _outages_by_fault(fault_id: FaultId | None = None) -> dict[int, list[Outage]]:
    query: Any = OutageRow.select().where(OutageRow.voided_at.is_null())
    if fault_id is not None:
        query = query.where(OutageRow.fault == fault_id)
    outages: dict[int, list[Outage]] = {}
    for row in query.order_by(OutageRow.started_at, OutageRow.id):
        outages.setdefault(row.fault_id, []).append(_outage(row))
    return outages


def _fault(row: Any, steps: list[FaultStep], outages: list[Outage]) -> Fault:
    return Fault(
        id=FaultId(row.id),
        uid=row.uid,
        number=row.number,
        amenity_id=AmenityId(row.amenity_id),
        description=row.description,
        severity=Severity(row.severity),
        reported_on=row.business_date,
        reported_by=row.reported_by,
        pieces=row.pieces,
        origin=row.origin,
        steps=tuple(steps),
        outages=tuple(outages),
        voided=row.voided_at is not None,
    )


def _step(row: Any) -> FaultStep:
    return FaultStep(
        id=FaultStepId(row.id),
        uid=row.uid,
        fault_id=FaultId(row.fault_id),
        state=FaultState(row.state),
        on=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        done_by=row.done_by,
        note=row.note,
        cost_fen=row.cost_fen,
        document_id=None if row.document_id is None else DocumentId(row.document_id),
    )


def _outage(row: Any) -> Outage:
    return Outage(
        id=OutageId(row.id),
        uid=row.uid,
        amenity_id=AmenityId(row.amenity_id),
        fault_id=None if row.fault_id is None else FaultId(row.fault_id),
        started_at=datetime.fromisoformat(row.started_at),
        ended_at=None if row.ended_at is None else datetime.fromisoformat(row.ended_at),
        pieces=row.pieces,
        reason=row.reason,
    )


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
