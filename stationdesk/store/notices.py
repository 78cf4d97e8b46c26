"""Notices (整改通知单) and second looks in the station's file: they never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import FindingId, InspectionId, NoticeId, RecheckId, new_uid
from stationdesk.domain.inspections.notice_snapshot import read_notice
from stationdesk.domain.inspections.notices import Notice, Recheck, RecheckOutcome
from stationdesk.store.plain_sql import in_portions, insert, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.inspections.notices import NewNotice


def add(
    inspection_id: InspectionId,
    wish: NewNotice,
    *,
    number: str,
    text: str,
    digest: str,
    recorded_at: str,
    recorded_by: str,
) -> NoticeId:
    """Keep a notice as it is handed over."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "inspection_id": inspection_id,
        "issued_on": wish.issued_on.isoformat(),
        "deadline": wish.deadline.isoformat(),
        "addressed_to": wish.addressed_to.strip(),
        "recheck_method": wish.recheck_method.strip(),
        "snapshot": text,
        "digest": digest,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return NoticeId(insert("rectification_notice", fields))


def add_recheck(
    notice_id: NoticeId,
    *,
    on: date,
    by: str,
    outcome: RecheckOutcome,
    note: str,
    recorded_at: str,
    recorded_by: str,
) -> RecheckId:
    """Keep a second look."""
    fields = {
        "uid": new_uid(),
        "notice_id": notice_id,
        "business_date": on.isoformat(),
        "checked_by": by.strip(),
        "outcome": outcome.value,
        "note": note.strip(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return RecheckId(insert("rectification_recheck", fields))


def notice(notice_id: NoticeId) -> Notice | None:
    """Return one notice, None where there is none of that id."""
    return next(iter(_notices("WHERE id = ?", [notice_id])), None)


def all_notices() -> list[Notice]:
    """Return all notices, the newest first."""
    return _notices("ORDER BY issued_on DESC, id DESC", [])


def running() -> list[Notice]:
    """Return the notices that were not struck off, the nearest deadline first."""
    where = f"WHERE NOT EXISTS ({_STRUCK_OFF}) ORDER BY deadline, id"
    return _notices(where, [])


def of_inspection(inspection_id: InspectionId) -> list[Notice]:
    """Return the notices of an inspection, the oldest first."""
    return of_inspections([inspection_id])


def of_inspections(ids: Iterable[InspectionId]) -> list[Notice]:
    """Return the notices of several inspections, the oldest first."""
    found = [
        each
        for portion in in_portions(ids)
        for each in _notices(f"WHERE inspection_id IN ({marks(portion)})", portion)
    ]
    return sorted(found, key=lambda each: each.id)


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM rectification_notice WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def finding_ids(notice: Notice) -> list[FindingId]:
    """Return the findings that a notice names."""
    uids = [each.uid for each in notice.snapshot.findings]
    found = rows(f"SELECT id FROM finding WHERE uid IN ({marks(uids)}) ORDER BY id", uids)
    return [FindingId(ident) for (ident,) in found]


_STRUCK_OFF = """SELECT 1 FROM rectification_recheck r
    WHERE r.notice_id = rectification_notice.id AND r.outcome = 'done'"""
_SELECT = """SELECT id, uid, number, inspection_id, issued_on, deadline, addressed_to,
    recheck_method, snapshot, digest, recorded_at, recorded_by FROM rectification_notice"""


def _notices(where: str, values: Sequence[object]) -> list[Notice]:
    found = rows(f"{_SELECT} {where}", values)
    rechecks = _rechecks(row[0] for row in found)
    return [_notice(row, rechecks.get(row[0], [])) for row in found]


def _rechecks(ids: Iterable[int]) -> dict[int, list[Recheck]]:
    found: dict[int, list[Recheck]] = {}
    for portion in in_portions(ids):
        sql = f"""SELECT notice_id, id, business_date, checked_by, outcome, note, recorded_at,
            recorded_by FROM rectification_recheck WHERE notice_id IN ({marks(portion)})
            ORDER BY id"""
        for notice_id, ident, on, by, outcome, note, at, recorded_by in rows(sql, portion):
            look = Recheck(
                id=RecheckId(ident),
                on=must_be_day(on),
                checked_by=by,
                outcome=RecheckOutcome(outcome),
                note=note,
                recorded_at=at,
                recorded_by=recorded_by,
            )
            found.setdefault(notice_id, []).append(look)
    return found


def _notice(row: Sequence[Any], rechecks: Sequence[Recheck]) -> Notice:
    ident, uid, number, inspection_id, issued, deadline, to, method, text, digest, at, by = row
    return Notice(
        id=NoticeId(ident),
        uid=uid,
        number=number,
        inspection_id=InspectionId(inspection_id),
        issued_on=must_be_day(issued),
        deadline=must_be_day(deadline),
        addressed_to=to,
        recheck_method=method,
        snapshot=read_notice(text),
        text=text,
        digest=digest,
        rechecks=tuple(rechecks),
        recorded_at=at,
        recorded_by=by,
    )
