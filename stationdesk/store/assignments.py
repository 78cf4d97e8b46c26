"""Who serves on which shift, in the station's file, and why a rule was passed for it.

Nothing is deleted: a row that goes changes its state. The engine refuses a volunteer in two
places at once (``database._guard_overlaps``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import AssignmentId, OverrideId, ShiftId, VolunteerId, new_uid
from stationdesk.domain.roster.assignments import (
    LIVE,
    Assignment,
    AssignmentSource,
    AssignmentState,
)
from stationdesk.domain.roster.rules import Rule
from stationdesk.store.plain_sql import in_portions, insert, marks, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId, PeriodId
    from stationdesk.domain.roster.shifts import Shift


def add(
    shift: Shift,
    volunteer_id: VolunteerId,
    *,
    state: AssignmentState,
    source: AssignmentSource,
    recorded_at: str,
    recorded_by: str,
    pinned: bool = False,
    reason: str = "",
    replaces_id: AssignmentId | None = None,
    import_id: ImportId | None = None,
) -> AssignmentId:
    """Put a volunteer on a shift; its times are those of the shift."""
    fields = {
        "uid": new_uid(),
        "shift_id": shift.id,
        "volunteer_id": volunteer_id,
        "state": state.value,
        "source": source.value,
        "pinned": int(pinned),
        "starts": shift.starts,
        "ends": shift.ends,
        "reason": reason.strip(),
        "replaces_id": replaces_id,
        "import_run_id": import_id,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return AssignmentId(insert("assignment", fields))


def assignment(assignment_id: AssignmentId) -> Assignment | None:
    """Return one row, whatever its state; None where there is none of that id."""
    found = rows(f"{_SELECT} WHERE a.id = ?", [assignment_id])
    return assignment_of(found[0]) if found else None


def by_ids(ids: Iterable[AssignmentId]) -> dict[AssignmentId, Assignment]:
    """Return the rows of ``ids``; unknown ids are left out."""
    return {
        each.id: each
        for portion in in_portions(ids)
        for each in _where(f"WHERE a.id IN ({marks(portion)})", portion)
    }


def of_shifts(ids: Iterable[ShiftId], *, only_live: bool = False) -> list[Assignment]:
    """Return the rows of shifts, of every state or those that are, or will be, there."""
    live = f"AND a.state IN ({_LIVE})" if only_live else ""
    return [
        each
        for portion in in_portions(ids)
        for each in _where(f"WHERE a.shift_id IN ({marks(portion)}) {live} ORDER BY a.id", portion)
    ]


def of_period(period_id: PeriodId) -> list[Assignment]:
    """Return the rows of a roster, of every state."""
    where = "JOIN shift s ON s.id = a.shift_id WHERE s.period_id = ? ORDER BY a.id"
    return _where(where, [period_id])


def between(first: date, last: date) -> list[Assignment]:
    """Return the rows of shifts that begin from ``first`` through ``last``, of every state."""
    where = """JOIN shift s ON s.id = a.shift_id
        WHERE s.day BETWEEN ? AND ? AND s.voided_at IS NULL ORDER BY a.id"""
    return _where(where, [first.isoformat(), last.isoformat()])


def live_of(volunteer_id: VolunteerId, starts: int, ends: int) -> list[Assignment]:
    """Return where a volunteer is between two absolute minutes, the earliest first."""
    where = f"""WHERE a.volunteer_id = ? AND a.state IN ({_LIVE})
        AND a.starts < ? AND a.ends > ? ORDER BY a.starts"""
    return _where(where, [volunteer_id, ends, starts])


def on_duty(moment: int, *, early: int = 0) -> list[Assignment]:
    """Return the live rows that hold at an absolute minute, or begin within ``early`` minutes."""
    where = f"""WHERE a.state IN ({_LIVE}) AND a.starts <= ? AND a.ends > ?
        ORDER BY a.starts, a.id"""
    return _where(where, [moment + early, moment])


def at_moment(volunteer_id: VolunteerId, moment: int, *, early: int = 60) -> Assignment | None:
    """Return the duty that somebody signs in to at an absolute minute, None for a walk-in.

    It is the published duty that holds now, or that begins within ``early`` minutes.
    """
    where = """WHERE a.volunteer_id = ? AND a.state IN ('confirmed', 'served')
        AND a.starts <= ? AND a.ends > ? ORDER BY a.starts LIMIT 1"""
    found = _where(where, [volunteer_id, moment + early, moment])
    return found[0] if found else None


def next_of(volunteer_ids: Iterable[VolunteerId], moment: int) -> dict[VolunteerId, Assignment]:
    """Return each one's next published duty that ends after an absolute minute."""
    found: dict[VolunteerId, Assignment] = {}
    for portion in in_portions(volunteer_ids):
        where = f"""WHERE a.volunteer_id IN ({marks(portion)}) AND a.ends > ?
            AND a.state IN ('confirmed', 'served') ORDER BY a.starts DESC"""
        found |= {each.volunteer_id: each for each in _where(where, [*portion, moment])}
    return found


def set_state(assignment_id: AssignmentId, state: AssignmentState, reason: str = "") -> None:
    """Write what became of a row, and why."""
    sql = """UPDATE assignment SET state = ?, reason = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [state.value, reason.strip(), assignment_id])


def set_states(ids: Iterable[AssignmentId], state: AssignmentState) -> None:
    """Write what became of many rows; their reasons remain."""
    for portion in in_portions(ids):
        sql = f"""UPDATE assignment SET state = ?, version = version + 1
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [state.value, *portion])


def set_pinned(ids: Iterable[AssignmentId], *, pinned: bool) -> None:
    """Let the planner leave rows where they are, or not."""
    for portion in in_portions(ids):
        sql = f"""UPDATE assignment SET pinned = ?, version = version + 1
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [int(pinned), *portion])


def set_times(shift: Shift) -> None:
    """Give the live rows of a shift its times."""
    sql = f"""UPDATE assignment AS a SET starts = ?, ends = ?, version = version + 1
        WHERE a.shift_id = ? AND a.state IN ({_LIVE}) RETURNING id"""
    rows(sql, [shift.starts, shift.ends, shift.id])


def set_own_times(assignment_id: AssignmentId, shift: Shift) -> None:
    """Give one row the times of its shift, as they are now."""
    sql = "UPDATE assignment SET starts = ?, ends = ? WHERE id = ? RETURNING id"
    rows(sql, [shift.starts, shift.ends, assignment_id])


def taken_rows(shift_id: ShiftId, volunteer_id: VolunteerId) -> list[Assignment]:
    """Return the row that stands for somebody on a shift: live, absent or excused."""
    where = """WHERE a.shift_id = ? AND a.volunteer_id = ?
        AND a.state IN ('proposed', 'confirmed', 'served', 'absent', 'excused')"""
    return _where(where, [shift_id, volunteer_id])


def pass_rules(
    assignment_id: AssignmentId, reasons: Mapping[Rule, str], *, recorded_at: str, recorded_by: str
) -> list[OverrideId]:
    """Keep why rules were passed for a row."""
    return [
        OverrideId(
            insert(
                "rule_override",
                {
                    "uid": new_uid(),
                    "assignment_id": assignment_id,
                    "rule": rule.value,
                    "reason": reason.strip(),
                    "recorded_at": recorded_at,
                    "recorded_by": recorded_by,
                },
            )
        )
        for rule, reason in reasons.items()
    ]


def set_override_voided(ids: Iterable[OverrideId], at: str | None, by: str | None) -> None:
    """Let reasons for passed rules count no more; None and None let them count again."""
    for portion in in_portions(ids):
        sql = f"""UPDATE rule_override SET voided_at = ?, voided_by = ?
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [at, by, *portion])


def reasons_of(assignment_id: AssignmentId) -> dict[Rule, str]:
    """Return which rules were passed for a row, and why."""
    sql = """SELECT rule, reason FROM rule_override
        WHERE assignment_id = ? AND voided_at IS NULL ORDER BY id"""
    return {Rule(rule): reason for rule, reason in rows(sql, [assignment_id])}


def passed_between(first: date, last: date) -> dict[AssignmentId, frozenset[Rule]]:
    """Return the passed rules of the rows of shifts from ``first`` through ``last``."""
    sql = """SELECT o.assignment_id, o.rule FROM shift s
        JOIN assignment a ON a.shift_id = s.id
        JOIN rule_override o ON o.assignment_id = a.id
        WHERE s.day BETWEEN ? AND ? AND s.voided_at IS NULL AND o.voided_at IS NULL"""
    found: dict[AssignmentId, set[Rule]] = {}
    for assignment_id, rule in rows(sql, [first.isoformat(), last.isoformat()]):
        found.setdefault(AssignmentId(assignment_id), set()).add(Rule(rule))
    return {each: frozenset(rules) for each, rules in found.items()}


def assignment_of(row: tuple[Any, ...]) -> Assignment:
    """Return the assignment of a row of ``_SELECT``."""
    (row_id, uid, shift_id, volunteer_id, state, source, pinned, starts, ends, *rest) = row
    reason, replaces_id, version = rest
    return Assignment(
        id=AssignmentId(row_id),
        uid=uid,
        shift_id=ShiftId(shift_id),
        volunteer_id=VolunteerId(volunteer_id),
        state=_STATES[state],
        source=_SOURCES[source],
        pinned=bool(pinned),
        starts=starts,
        ends=ends,
        reason=reason,
        replaces_id=None if replaces_id is None else AssignmentId(replaces_id),
        version=version,
    )


_SELECT = """SELECT a.id, a.uid, a.shift_id, a.volunteer_id, a.state, a.source, a.pinned, a.starts,
    a.ends, a.reason, a.replaces_id, a.version FROM assignment a"""
_LIVE = ", ".join(f"'{each.value}'" for each in AssignmentState if each in LIVE)
_STATES = {each.value: each for each in AssignmentState}
_SOURCES = {each.value: each for each in AssignmentSource}


def _where(where: str, values: Sequence[object]) -> list[Assignment]:
    return [assignment_of(row) for row in rows(f"{_SELECT} {where}", values)]
