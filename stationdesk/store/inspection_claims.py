"""Where inspections contradict themselves: what their lines, steps and seals do not bear out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import is_same_person
from stationdesk.domain.inspections.actions import ActionMove
from stationdesk.domain.inspections.replay import OddSteps, live_steps, replay
from stationdesk.store import corrective_actions, inspection_seals, notices
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.inspections.actions import Step


def contradictions() -> list[str]:
    """Return what cannot be, each named by the number of what it is about."""
    odd = [f"{what} {number}" for what, sql in _CONTRADICTIONS.items() for (number,) in rows(sql)]
    unsealed = [f"altered after signing {number}" for number in inspection_seals.broken_seals()]
    return [*odd, *unsealed, *_odd_actions(), *_odd_notices()]


def _odd_actions() -> Iterator[str]:
    lines = rows("SELECT id, number, state, due_on, owner, measure FROM corrective_action")
    steps = corrective_actions.steps_by_action(row[0] for row in lines)
    for ident, number, *said in lines:
        if (odd := _oddness(said, steps.get(ident, []))) is not None:
            yield f"{odd} {number}"


def _oddness(said: list[object], steps: list[Step]) -> str | None:
    try:
        standing = replay(steps)
    except OddSteps:
        return "impossible step"
    known = {step.id for step in steps}
    if any(step.undoes not in known for step in steps if step.undoes is not None):
        return "taken back elsewhere"
    if _verified_by_the_doer(steps):
        return "verified by who did it"
    told = [standing.state.value, f"{standing.due_on}", standing.owner, standing.measure]
    return None if [f"{each}" for each in said] == told else "not as its steps"


def _verified_by_the_doer(steps: list[Step]) -> bool:
    doers: list[str] = []
    for step in live_steps(steps):
        if step.move in (ActionMove.OPEN, ActionMove.CLAIM):
            doers.append(step.person)
        elif step.move is ActionMove.VERIFY and any(
            is_same_person(step.person, doer) for doer in doers
        ):
            return True
    return False


def _odd_notices() -> Iterator[str]:
    for notice in notices.all_notices():
        if hashlib.sha256(notice.text.encode("utf-8")).hexdigest() != notice.digest:
            yield f"altered after issue {notice.number}"
        if notice.struck_off_on is None:
            continue
        actions = corrective_actions.of_findings(notices.finding_ids(notice))
        if any(each.state != "verified" for each in actions) or not actions:
            yield f"struck off with open actions {notice.number}"


_CONTRADICTIONS = {
    "submitted unchecked": """
        SELECT DISTINCT i.number FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
        WHERE i.state <> 'draft' AND l.result = ''""",
    "without a word": """
        SELECT DISTINCT i.number FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
        WHERE i.state <> 'draft' AND l.result IN ('partial', 'fail', 'na') AND TRIM(l.note) = ''""",
    "wanting without a finding": """
        SELECT DISTINCT i.number FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
        LEFT JOIN finding f ON f.line_id = l.id AND f.voided_at IS NULL
        WHERE i.state <> 'draft' AND l.result IN ('partial', 'fail') AND f.id IS NULL""",
    "finding of nothing": """
        SELECT f.number FROM finding f JOIN inspection_line l ON l.id = f.line_id
        JOIN inspection i ON i.id = f.inspection_id
        WHERE f.voided_at IS NULL AND (l.result NOT IN ('partial', 'fail') OR i.state = 'draft'
            OR l.inspection_id <> f.inspection_id OR l.code <> f.code
            OR i.voided_at IS NOT NULL)""",
    "without an action": """
        SELECT f.number FROM finding f WHERE f.voided_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM corrective_action a WHERE a.finding_id = f.id AND a.state <> 'void')""",
    "action of a void finding": """
        SELECT a.number FROM corrective_action a JOIN finding f ON f.id = a.finding_id
        WHERE f.voided_at IS NOT NULL AND a.state <> 'void'""",
    "repeats another item": """
        SELECT f.number FROM finding f JOIN finding b ON b.id = f.repeat_of_id
        JOIN inspection i ON i.id = f.inspection_id JOIN inspection e ON e.id = b.inspection_id
        WHERE f.voided_at IS NULL AND (f.code <> b.code OR b.voided_at IS NOT NULL
            OR (e.business_date, e.id) >= (i.business_date, i.id))""",
    "voided after submission": """
        SELECT number FROM inspection WHERE voided_at IS NOT NULL AND state <> 'draft'""",
}
