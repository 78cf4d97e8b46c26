"""Reports as they left the station: rows that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import SentReportId, new_uid
from stationdesk.domain.reporting.snapshots import SentReport, digest_of
from stationdesk.domain.reporting.spans import Span
from stationdesk.store.plain_sql import insert, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.reporting.snapshots import Letter


def add(
    letter: Letter,
    span: Span,
    first: date,
    last: date,
    text: str,
    *,
    recorded_at: str,
    recorded_by: str,
) -> SentReport:
    """Keep a report that is sent, and return it as it was kept."""
    fields = {
        "uid": new_uid(),
        "number": letter.number,
        "span": span.value,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "issue": letter.issue,
        "head": letter.head,
        "statistician": letter.statistician,
        "filled_by": letter.filled_by,
        "issued_on": letter.issued_on.isoformat(),
        "reason": letter.reason,
        "snapshot": text,
        "digest": digest_of(text),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return _where("WHERE id = ?", [insert("sent_report", fields)])[0]


def get(report_id: SentReportId) -> SentReport | None:
    """Return one sent report, None where there is none of that id."""
    return next(iter(_where("WHERE id = ?", [report_id])), None)


def issues(span: Span, first: date) -> list[SentReport]:
    """Return every issue of a span's report, the first one first."""
    where = "WHERE span = ? AND first_day = ? ORDER BY issue"
    return _where(where, [span.value, first.isoformat()])


def every() -> list[SentReport]:
    """Return all sent reports, the one of the latest days first."""
    return _where("ORDER BY last_day DESC, span, issue DESC")


def count_issues(span: Span, first: date) -> int:
    """Return how often a span's report was sent."""
    sql = "SELECT COUNT(*) FROM sent_report WHERE span = ? AND first_day = ?"
    return int(value(sql, [span.value, first.isoformat()]) or 0)


def altered() -> list[str]:
    """Return the numbers of reports whose text is no longer what was sent."""
    found = rows("SELECT number, snapshot, digest FROM sent_report ORDER BY id")
    return [number for number, text, digest in found if digest_of(text) != digest]


def _where(where: str, values: Sequence[object] = ()) -> list[SentReport]:
    sql = f"""SELECT id, uid, number, span, first_day, last_day, issue, head, statistician,
        filled_by, issued_on, reason, snapshot, digest, recorded_at, recorded_by
        FROM sent_report {where}"""
    return [_report(row) for row in rows(sql, values)]


def _report(row: tuple[Any, ...]) -> SentReport:
    report_id, uid, number, span, first, last, issue, head, statistician, *rest = row
    filled_by, issued_on, reason, text, digest, recorded_at, recorded_by = rest
    return SentReport(
        id=SentReportId(report_id),
        uid=uid,
        number=number,
        span=Span(span),
        first=must_be_day(first),
        last=must_be_day(last),
        issue=issue,
        head=head,
        statistician=statistician,
        filled_by=filled_by,
        issued_on=must_be_day(issued_on),
        reason=reason,
        text=text,
        digest=digest,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
    )
