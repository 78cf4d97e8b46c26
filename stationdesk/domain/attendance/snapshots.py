"""A certificate's contents as one canonical text, the digest over it, and back again.

The text is JSON with sorted keys and without blanks: equal contents have equal texts, and every
reprint is made from the text alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attendance.certificates import IssuingBody, ServedLine, Snapshot
from stationdesk.domain.attendance.hours import HoursKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.attendance.certificates import CertificateKind
    from stationdesk.domain.attendance.hours import HoursLine

_DAYS = ("first_day", "last_day", "drawn_up_on")


class SnapshotError(ValueError):
    """A text that no snapshot was written to."""


def snapshot_text(snapshot: Snapshot) -> str:
    """Return the one text of a snapshot; days are ISO."""
    told = asdict(snapshot)
    return json.dumps(
        told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text
    )


def snapshot_from(text: str) -> Snapshot:
    """Return the snapshot that was written to ``text``.

    Raises:
        SnapshotError: when it is no such text, or its lines do not make its minutes.
    """
    try:
        told = json.loads(text)
        snapshot = _snapshot(told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotError(str(error)) from error
    if snapshot.minutes != sum(line.minutes for line in snapshot.lines):
        raise SnapshotError("the lines do not make the minutes")
    return snapshot


def digest_of(number: str, kind: CertificateKind, text: str) -> str:
    """Return the digest of a certificate: over its number, its kind and its text."""
    body = json.dumps([number, kind.value, text], ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def served_lines(lines: Iterable[HoursLine]) -> tuple[ServedLine, ...]:
    """Return what ledger lines prove, one line for each base that is worth minutes, by day.

    A line that was adjusted says what it is worth now, and names every ledger line behind it.
    """
    behind: dict[int, list[HoursLine]] = {}
    for line in sorted(lines, key=lambda each: each.id):
        behind.setdefault(line.cites_id or line.id, []).append(line)
    served = [_served(group) for group in behind.values()]
    worth = [each for each in served if each.minutes]
    return tuple(sorted(worth, key=lambda each: (each.served_on, each.line_uids)))


def _served(group: list[HoursLine]) -> ServedLine:
    says = [each.work for each in group if each.kind is not HoursKind.REVERSAL]
    return ServedLine(
        served_on=group[0].served_on,
        work=says[-1] if says else "",
        minutes=sum(each.minutes for each in group),
        line_uids=tuple(each.uid for each in group),
    )


def _snapshot(told: dict[str, Any]) -> Snapshot:
    plain = {each.name: told[each.name] for each in fields(Snapshot)}
    lines = tuple(
        ServedLine(
            served_on=date.fromisoformat(line["served_on"]),
            work=line["work"],
            minutes=line["minutes"],
            line_uids=tuple(line["line_uids"]),
        )
        for line in told["lines"]
    )
    days = {name: date.fromisoformat(told[name]) for name in _DAYS}
    return Snapshot(**{**plain, **days, "lines": lines, "issuer": IssuingBody(**told["issuer"])})


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a snapshot")
