"""Rosters and what was published of them, in the station's file."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import PeriodId, new_uid
from stationdesk.domain.roster.periods import Period, PeriodState, Revision, RevisionRow
from stationdesk.store.plain_sql import insert, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def add(first: date, last: date, *, number: str, recorded_at: str, recorded_by: str) -> PeriodId:
    """Keep a new draft."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "state": PeriodState.DRAFT.value,
        "revision": 0,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return PeriodId(insert("roster_period", fields))


def period(period_id: PeriodId) -> Period | None:
    """Return one roster, None where there is none of that id or it was voided."""
    found = rows(f"{_SELECT} AND id = ?", [period_id])
    return _period(found[0]) if found else None


def all_periods() -> list[Period]:
    """Return the rosters that stand, the newest days first."""
    return [_period(row) for row in rows(f"{_SELECT} ORDER BY first_day DESC")]


def periods_between(first: date, last: date) -> list[Period]:
    """Return the rosters with a day from ``first`` through ``last``, the earliest first."""
    sql = f"{_SELECT} AND first_day <= ? AND last_day >= ? ORDER BY first_day"
    return [_period(row) for row in rows(sql, [last.isoformat(), first.isoformat()])]


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM roster_period WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def set_state(period_id: PeriodId, state: PeriodState, revision: int) -> None:
    """Write how far a roster is, and which revision of it holds."""
    sql = """UPDATE roster_period SET state = ?, revision = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [state.value, revision, period_id])


def set_voided(period_id: PeriodId, at: str | None, by: str | None) -> None:
    """Take a roster out; None and None bring it back."""
    sql = """UPDATE roster_period SET voided_at = ?, voided_by = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [at, by, period_id])


def add_revision(
    period_id: PeriodId,
    number: int,
    content: Sequence[RevisionRow],
    *,
    reason: str,
    recorded_at: str,
    recorded_by: str,
) -> None:
    """Keep what is published; it never changes."""
    text = _content_text(content)
    fields = {
        "uid": new_uid(),
        "period_id": period_id,
        "revision": number,
        "reason": reason.strip(),
        "content": text,
        "digest": _digest(text),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    insert("roster_revision", fields)


def newest_revision(period_id: PeriodId) -> int:
    """Return the highest revision ever written of a roster, also one taken back; 0 for none."""
    sql = "SELECT MAX(revision) FROM roster_revision WHERE period_id = ?"
    return int(value(sql, [period_id]) or 0)


def revisions(period_id: PeriodId) -> list[Revision]:
    """Return what was published of a roster, the first one first."""
    sql = """SELECT period_id, revision, reason, content, recorded_at, recorded_by
        FROM roster_revision WHERE period_id = ? ORDER BY revision"""
    return [_revision(row) for row in rows(sql, [period_id])]


def revision(period_id: PeriodId, number: int) -> Revision | None:
    """Return one revision, None where it was never written."""
    sql = """SELECT period_id, revision, reason, content, recorded_at, recorded_by
        FROM roster_revision WHERE period_id = ? AND revision = ?"""
    found = rows(sql, [period_id, number])
    return _revision(found[0]) if found else None


def changed_revisions() -> list[str]:
    """Return the numbers of published rosters whose text is not the one that was sealed."""
    sql = """SELECT p.number, r.revision, r.content, r.digest
        FROM roster_revision r JOIN roster_period p ON p.id = r.period_id ORDER BY r.id"""
    return [
        f"{number} v{revision_number}"
        for number, revision_number, content, digest in rows(sql)
        if _digest(content) != digest
    ]


_SELECT = """SELECT id, uid, number, first_day, last_day, state, revision, recorded_at,
    recorded_by, version FROM roster_period WHERE voided_at IS NULL"""


def _period(row: tuple[Any, ...]) -> Period:
    (period_id, uid, number, first, last, state, revision_number, at, by, version) = row
    return Period(
        id=PeriodId(period_id),
        uid=uid,
        number=number,
        first_day=must_be_day(first),
        last_day=must_be_day(last),
        state=PeriodState(state),
        revision=revision_number,
        recorded_at=at,
        recorded_by=by,
        version=version,
    )


def _revision(row: tuple[Any, ...]) -> Revision:
    period_id, number, reason, content, at, by = row
    return Revision(
        period_id=PeriodId(period_id),
        revision=number,
        reason=reason,
        rows=tuple(_read_content(content)),
        recorded_at=at,
        recorded_by=by,
    )


def _content_text(content: Iterable[RevisionRow]) -> str:
    """Return the rows as they are kept and sealed: JSON, in order, without a name."""
    told = [
        [
            each.day.isoformat(),
            each.from_minute,
            each.to_minute,
            each.shift,
            each.post,
            each.volunteer_uid,
        ]
        for each in sorted(content)
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _read_content(text: str) -> list[RevisionRow]:
    return [
        RevisionRow(date.fromisoformat(day), begins, ends, shift, post, uid)
        for day, begins, ends, shift, post, uid in json.loads(text)
    ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
