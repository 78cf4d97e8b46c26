"""Corrective actions in the station's file, and their steps: these are only ever added to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import (
    CorrectiveActionId,
    CorrectiveStepId,
    FindingId,
    InspectionId,
    new_uid,
)
from stationdesk.domain.inspections.actions import Action, ActionMove, ActionState, Step
from stationdesk.store.inspections import FIRST_DAY, LAST_DAY
from stationdesk.store.plain_sql import as_day, in_portions, insert, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.inspections.actions import NewStep
    from stationdesk.domain.inspections.replay import Standing


def add(
    finding_id: FindingId,
    *,
    number: str,
    cause: str,
    measure: str,
    owner: str,
    due_on: date,
    recorded_at: str,
    recorded_by: str,
) -> CorrectiveActionId:
    """Keep an action; its first step is kept by ``add_step``."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "finding_id": finding_id,
        "cause": cause.strip(),
        "measure": measure.strip(),
        "owner": owner.strip(),
        "due_on": due_on.isoformat(),
        "state": ActionState.OPEN.value,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return CorrectiveActionId(insert("corrective_action", fields))


def add_step(
    action_id: CorrectiveActionId,
    step: NewStep,
    *,
    recorded_at: str,
    recorded_by: str,
    undoes: CorrectiveStepId | None = None,
) -> CorrectiveStepId:
    """Keep one step."""
    fields = {
        "uid": new_uid(),
        "action_id": action_id,
        "move": step.move.value,
        "business_date": step.on.isoformat(),
        "person": step.person.strip(),
        "note": step.note.strip(),
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "undoes_id": undoes,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return CorrectiveStepId(insert("corrective_step", fields))


def set_standing(action_id: CorrectiveActionId, standing: Standing) -> None:
    """Write the copy of what the steps tell."""
    due = standing.due_on.isoformat() if standing.due_on else None
    sql = """UPDATE corrective_action SET state = ?, due_on = COALESCE(?, due_on),
        version = version + 1 WHERE id = ? RETURNING id"""
    rows(sql, [standing.state.value, due, action_id])


def action(action_id: CorrectiveActionId) -> Action | None:
    """Return one action, a voided one too; None where there is none of that id."""
    found = rows(f"{_SELECT} WHERE a.id = ?", [action_id])
    return _action(found[0]) if found else None


def of_findings(ids: Iterable[FindingId]) -> list[Action]:
    """Return the actions of some findings that count, in the order of their keeping."""
    return [
        _action(row)
        for portion in in_portions(ids)
        for row in rows(
            f"""{_SELECT} WHERE a.finding_id IN ({marks(portion)}) AND a.state <> 'void'
                ORDER BY a.id""",
            portion,
        )
    ]


def of_inspection(inspection_id: InspectionId) -> list[Action]:
    """Return the actions of an inspection that count, in the order of their keeping."""
    sql = f"""{_SELECT} JOIN finding f ON f.id = a.finding_id
        WHERE f.inspection_id = ? AND a.state <> 'void' ORDER BY a.id"""
    return [_action(row) for row in rows(sql, [inspection_id])]


def open_actions() -> list[Action]:
    """Return the actions that nobody verified yet, the first due first."""
    sql = f"{_SELECT} WHERE a.state IN ('open', 'doing', 'claimed') ORDER BY a.due_on, a.id"
    return [_action(row) for row in rows(sql)]


def between(first: date | None, last: date | None) -> list[Action]:
    """Return the actions of inspections from ``first`` through ``last``, the newest first."""
    sql = f"""{_SELECT} JOIN finding f ON f.id = a.finding_id
        JOIN inspection i ON i.id = f.inspection_id
        JOIN inspection_line l ON l.id = f.line_id
        WHERE a.state <> 'void' AND i.business_date BETWEEN ? AND ?
        ORDER BY i.business_date DESC, i.id DESC, l.position, a.id"""
    days = [first.isoformat() if first else FIRST_DAY, last.isoformat() if last else LAST_DAY]
    return [_action(row) for row in rows(sql, days)]


def steps_of(action_id: CorrectiveActionId) -> list[Step]:
    """Return every step of an action, in the order of their keeping."""
    return steps_by_action([action_id]).get(action_id, [])


def steps_by_action(ids: Iterable[CorrectiveActionId]) -> dict[CorrectiveActionId, list[Step]]:
    """Return every step of several actions, each in the order of their keeping."""
    found: dict[CorrectiveActionId, list[Step]] = {}
    for portion in in_portions(ids):
        sql = f"{_SELECT_STEP} WHERE action_id IN ({marks(portion)}) ORDER BY id"
        for action_id, *step in rows(sql, portion):
            found.setdefault(CorrectiveActionId(action_id), []).append(_step(step))
    return found


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM corrective_action WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


_SELECT = """SELECT a.id, a.uid, a.number, a.finding_id, a.cause, a.measure, a.owner, a.due_on,
    a.state, a.recorded_at, a.recorded_by, a.version FROM corrective_action a"""
_SELECT_STEP = """SELECT action_id, id, uid, move, business_date, person, note, due_on, undoes_id,
    recorded_at, recorded_by FROM corrective_step"""


def _action(row: Sequence[Any]) -> Action:
    ident, uid, number, finding_id, cause, measure, owner, due_on, state, at, by, version = row
    return Action(
        id=CorrectiveActionId(ident),
        uid=uid,
        number=number,
        finding_id=FindingId(finding_id),
        cause=cause,
        measure=measure,
        owner=owner,
        due_on=must_be_day(due_on),
        state=ActionState(state),
        recorded_at=at,
        recorded_by=by,
        version=version,
    )


def _step(row: Sequence[Any]) -> Step:
    ident, uid, move, on, person, note, due_on, undoes, at, by = row
    return Step(
        id=CorrectiveStepId(ident),
        uid=uid,
        move=ActionMove(move),
        on=must_be_day(on),
        person=person,
        note=note,
        due_on=as_day(due_on),
        undoes=None if undoes is None else CorrectiveStepId(undoes),
        recorded_at=at,
        recorded_by=by,
    )
