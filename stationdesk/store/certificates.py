"""Records and certificates of service in the station's file: frozen, with the steps they took.

A row and its steps are only added. What a paper says is its snapshot; how far it is, its steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.certificate_rules import state_of
from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateMove,
    CertificateStep,
    ServiceCertificate,
)
from stationdesk.domain.attendance.snapshots import digest_of, snapshot_from, snapshot_text
from stationdesk.domain.ids import CertificateId, VolunteerId, new_uid
from stationdesk.store.plain_sql import (
    as_day,
    in_portions,
    insert,
    marks,
    must_be_day,
    rows,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.attendance.certificates import Snapshot


def next_number(prefix: str, day: date) -> str:
    """Return the next free number of the year, such as ZM-2026-0001; none is ever used again."""
    start = f"{prefix}-{day:%Y}-"
    sql = "SELECT COUNT(*) FROM service_certificate WHERE SUBSTR(number, 1, ?) = ?"
    return f"{start}{int(value(sql, [len(start), start])) + 1:04d}"


def add(
    volunteer_id: VolunteerId,
    kind: CertificateKind,
    number: str,
    snapshot: Snapshot,
    *,
    recorded_at: str,
    recorded_by: str,
) -> CertificateId:
    """Keep what a paper says, and the digest over it."""
    text = snapshot_text(snapshot)
    fields = {
        "uid": new_uid(),
        "number": number,
        "kind": kind.value,
        "volunteer_id": volunteer_id,
        "first_day": snapshot.first_day.isoformat(),
        "last_day": snapshot.last_day.isoformat(),
        "minutes": snapshot.minutes,
        "snapshot": text,
        "digest": digest_of(number, kind, text),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return CertificateId(insert("service_certificate", fields))


def add_step(certificate_id: CertificateId, step: CertificateStep) -> None:
    """Keep what happened to a paper."""
    insert(
        "certificate_step",
        {
            "uid": new_uid(),
            "certificate_id": certificate_id,
            "move": step.move.value,
            "day": step.day.isoformat(),
            "until": None if step.until is None else step.until.isoformat(),
            "person": step.person.strip(),
            "reason": step.reason.strip(),
            "recorded_at": step.recorded_at,
            "recorded_by": step.recorded_by,
        },
    )


def get(certificate_id: CertificateId) -> ServiceCertificate | None:
    """Return one paper with the whole of its snapshot; None where there is none of that id."""
    return next(iter(_where("WHERE c.id = ?", [certificate_id])), None)


def every(volunteer_id: VolunteerId | None = None) -> list[ServiceCertificate]:
    """Return the register, the newest first; of one volunteer or of all."""
    whose, values = (
        ("", []) if volunteer_id is None else ("WHERE c.volunteer_id = ?", [volunteer_id])
    )
    return _where(f"{whose} ORDER BY c.id DESC", values)


def unfinished() -> list[ServiceCertificate]:
    """Return the papers that are neither issued nor void, the oldest first."""
    sql = """WHERE NOT EXISTS (SELECT 1 FROM certificate_step s
        WHERE s.certificate_id = c.id AND s.move IN ('issue', 'void')) ORDER BY c.id"""
    return _where(sql, [])


def overstated() -> list[ServiceCertificate]:
    """Return the issued papers that tell more minutes than the ledger proves by now, oldest first.

    Hours were taken back after they were issued; a paper itself never changes.
    """
    sql = """WHERE EXISTS (SELECT 1 FROM certificate_step s
            WHERE s.certificate_id = c.id AND s.move = 'issue')
        AND NOT EXISTS (SELECT 1 FROM certificate_step s
            WHERE s.certificate_id = c.id AND s.move = 'void')
        AND c.minutes > (SELECT COALESCE(SUM(h.minutes), 0) FROM hours_line h
            WHERE h.volunteer_id = c.volunteer_id
                AND h.served_on BETWEEN c.first_day AND c.last_day)
        ORDER BY c.id"""
    return _where(sql, [])


def steps_of(certificate_id: CertificateId) -> list[CertificateStep]:
    """Return what happened to one paper, the oldest first."""
    where = "WHERE certificate_id = ?"
    return [step for _owner, step in _steps(where, [certificate_id])]


def stored() -> list[tuple[str, CertificateKind, int, str, str, list[CertificateMove]]]:
    """Return number, kind, minutes, text, digest and steps of every paper, as they lie in the file.

    The text is not read: it may be spoiled.
    """
    moves: dict[int, list[CertificateMove]] = {}
    for owner, step in _steps():
        moves.setdefault(owner, []).append(step.move)
    sql = "SELECT id, number, kind, minutes, snapshot, digest FROM service_certificate ORDER BY id"
    return [
        (number, CertificateKind(kind), minutes, text, digest, moves.get(row_id, []))
        for row_id, number, kind, minutes, text, digest in rows(sql)
    ]


_SELECT = """
    SELECT c.id, c.uid, c.number, c.kind, c.volunteer_id, c.first_day, c.last_day, c.minutes,
        c.snapshot, c.digest FROM service_certificate c"""
_SELECT_STEPS = """
    SELECT certificate_id, move, day, until, person, reason, recorded_at, recorded_by
    FROM certificate_step"""


def _where(where: str, values: Sequence[object]) -> list[ServiceCertificate]:
    found = rows(f"{_SELECT} {where}", values)
    steps: dict[int, list[CertificateStep]] = {}
    for portion in in_portions(row[0] for row in found):
        for owner, step in _steps(f"WHERE certificate_id IN ({marks(portion)})", portion):
            steps.setdefault(owner, []).append(step)
    return [_certificate(row, steps.get(row[0], [])) for row in found]


def _certificate(row: tuple[Any, ...], steps: Sequence[CertificateStep]) -> ServiceCertificate:
    row_id, uid, number, kind, volunteer_id, first, last, minutes, text, digest = row
    by_move = {each.move: each for each in steps}
    notice, issued = by_move.get(CertificateMove.NOTICE), by_move.get(CertificateMove.ISSUE)
    void = by_move.get(CertificateMove.VOID)
    return ServiceCertificate(
        id=CertificateId(row_id),
        uid=uid,
        number=number,
        kind=CertificateKind(kind),
        volunteer_id=VolunteerId(volunteer_id),
        first_day=must_be_day(first),
        last_day=must_be_day(last),
        minutes=minutes,
        snapshot=snapshot_from(text),
        digest=digest,
        state=state_of(steps),
        issued_on=issued.day if issued else None,
        notice_from=notice.day if notice else None,
        notice_until=notice.until if notice else None,
        void_reason=void.reason if void else "",
        copies=sum(each.move is CertificateMove.PRINT for each in steps),
        drawn_up_by=_person(by_move.get(CertificateMove.DRAFT)),
        reviewed_by=_person(by_move.get(CertificateMove.REVIEW)),
    )


def _person(step: CertificateStep | None) -> str:
    return "" if step is None else step.person


def _steps(where: str = "", values: Sequence[object] = ()) -> list[tuple[int, CertificateStep]]:
    return [
        (
            owner,
            CertificateStep(
                move=CertificateMove(move),
                day=must_be_day(day),
                until=as_day(until),
                person=person,
                reason=reason,
                recorded_at=at,
                recorded_by=by,
            ),
        )
        for owner, move, day, until, person, reason, at, by in rows(
            f"{_SELECT_STEPS} {where} ORDER BY id", values
        )
    ]
