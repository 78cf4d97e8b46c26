"""Where attendance, the ledger of hours, locked months and certificates contradict each other."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.certificate_rules import is_way
from stationdesk.domain.attendance.planned import minutes_between
from stationdesk.domain.attendance.snapshots import SnapshotError, digest_of, snapshot_from
from stationdesk.store import certificates, hours
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.attendance.certificates import Snapshot


def contradictions() -> list[str]:
    """Return what cannot be, each named by the record's uid, month or number."""
    odd = [f"{what} {name}" for what, sql in _CONTRADICTIONS.items() for (name,) in rows(sql)]
    chained = (f"changed line {uid}" for uid in hours.broken_links())
    return [*chained, *odd, *_attendances(), *_months(), *_certificates()]


def _attendances() -> Iterator[str]:
    """Yield every attendance that is worth something else in the ledger than it lasted."""
    for uid, came, left, away, voided_at, credited in rows(_CREDITED):
        stayed = 0
        if left is not None and voided_at is None:
            began, ended = datetime.fromisoformat(came), datetime.fromisoformat(left)
            stayed = minutes_between(began, ended) - away
        if credited != stayed:
            yield f"attendance worth something else {uid}"


def _months() -> Iterator[str]:
    """Yield every locked month whose lines are not those that were locked."""
    sums = hours.month_sums()
    for lock in hours.locks():
        if (lock.lines, lock.minutes, lock.people, lock.digest) != sums.get(
            lock.month, (0, 0, 0, "")
        ):
            yield f"changed month {lock.month}"


def _certificates() -> Iterator[str]:
    """Yield every paper that is not as it was drawn up, or that no ledger line bears out."""
    known = {uid: (whose, minutes) for uid, whose, minutes in rows(_LINES)}
    for number, kind, minutes, text, digest, moves in certificates.stored():
        if digest != digest_of(number, kind, text):
            yield f"changed certificate {number}"
            continue
        if not is_way(moves, kind):
            yield f"impossible step of certificate {number}"
        try:
            snapshot = snapshot_from(text)
        except SnapshotError:
            yield f"unreadable certificate {number}"
            continue
        if snapshot.minutes != minutes or not _is_borne_out(snapshot, known):
            yield f"certificate without its hours {number}"


def _is_borne_out(snapshot: Snapshot, known: dict[str, tuple[int, int]]) -> bool:
    """Tell whether each line of a paper is worth what its ledger lines say, all of one person."""
    uids = list(chain.from_iterable(line.line_uids for line in snapshot.lines))
    if len(set(uids)) != len(uids) or not known.keys() >= set(uids):
        return False
    one_person = len({known[uid][0] for uid in uids}) <= 1
    return one_person and all(
        line.minutes == sum(known[uid][1] for uid in line.line_uids) for line in snapshot.lines
    )


_LINES = "SELECT uid, volunteer_id, minutes FROM hours_line"
_CREDITED = """
    SELECT a.uid, a.came_at, a.left_at, a.away_minutes, a.voided_at, COALESCE(SUM(h.minutes), 0)
    FROM attendance a LEFT JOIN hours_line h ON h.attendance_id = a.id
    GROUP BY a.id ORDER BY a.id"""
_CONTRADICTIONS = {
    "attendance that ends before it began": """
        SELECT uid FROM attendance WHERE left_at < came_at""",
    "two attendances at a time": """
        SELECT a.uid FROM attendance a JOIN attendance b
            ON b.volunteer_id = a.volunteer_id AND b.id > a.id
        WHERE a.voided_at IS NULL AND b.voided_at IS NULL
            AND a.came_at < COALESCE(b.left_at, '9999') AND b.came_at < COALESCE(a.left_at, '9999')
        """,
    "two attendances of one assignment": """
        SELECT MIN(uid) FROM attendance WHERE assignment_id IS NOT NULL AND voided_at IS NULL
        GROUP BY assignment_id HAVING COUNT(*) > 1""",
    "line below zero": """
        SELECT b.uid FROM hours_line b JOIN hours_line c ON c.cites_id = b.id
        GROUP BY b.id HAVING b.minutes + SUM(c.minutes) < 0""",
    "line that cites another's": """
        SELECT c.uid FROM hours_line c JOIN hours_line b ON b.id = c.cites_id
        WHERE c.volunteer_id <> b.volunteer_id OR c.served_on <> b.served_on OR b.id >= c.id
            OR b.kind IN ('adjust', 'reversal')
            OR COALESCE(c.attendance_id, 0) <> COALESCE(b.attendance_id, 0)""",
    "reversal of another sum": """
        SELECT c.uid FROM hours_line c JOIN hours_line b ON b.id = c.cites_id
        WHERE c.kind = 'reversal' AND c.minutes <> -b.minutes""",
}
