"""A report as it left the station: text for ever, and its digest.

What it says is kept as phrases and numbers, and beside them the very words in the language in
which it was sent; a later release that words a title otherwise does not change what was sent.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stationdesk.domain.problems import Problem
from stationdesk.domain.reporting.comparing import Compared, Report, ReportSection
from stationdesk.domain.reporting.figures import Figure
from stationdesk.domain.reporting.spans import Span
from stationdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.ids import SentReportId

FORMAT = 1
LONGEST_NAME = 60
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Who sent a report: the station as it was called then, and who answers for the figures.

    ``head`` is 单位负责人, ``statistician`` 统计负责人, ``filled_by`` 填表人. ``reason`` says why
    it was issued once more.
    """

    number: str
    issue: int
    issued_on: date
    station_name: str
    station_code: str
    street: str
    phone: str
    head: str
    statistician: str
    filled_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """A sent report as it is kept."""

    id: SentReportId
    uid: str
    number: str
    span: Span
    first: date
    last: date
    issue: int
    head: str
    statistician: str
    filled_by: str
    issued_on: date
    reason: str
    text: str
    digest: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenReport:
    """What a sent report says; ``words`` are its phrases as they were said in ``language``."""

    letter: Letter
    report: Report
    language: str
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self, phrase: str) -> str:
        """Return a title or unit as it was sent, or in another language as it is said now."""
        if language() == self.language and phrase in self.words:
            return self.words[phrase]
        return _(phrase) if phrase else ""


def snapshot_text(letter: Letter, report: Report) -> str:
    """Return the report as it is kept: JSON with sorted keys, so that equal ones are equal."""
    body = {
        "format": FORMAT,
        "letter": {**asdict(letter), "issued_on": letter.issued_on.isoformat()},
        "span": report.span.value,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "as_of": report.as_of.isoformat(timespec="minutes"),
        "sections": [_plain_section(each) for each in report.sections],
        "language": language(),
        "words": {phrase: _(phrase) for phrase in sorted(_phrases(report))},
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """Return the SHA-256 of a snapshot, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_snapshot(text: str) -> FrozenReport:
    """Return what ``snapshot_text`` made ``text`` of."""
    body: dict[str, Any] = json.loads(text)
    letter = {**body["letter"], "issued_on": date.fromisoformat(body["letter"]["issued_on"])}
    return FrozenReport(
        letter=Letter(**letter),
        report=Report(
            span=Span(body["span"]),
            first=date.fromisoformat(body["first"]),
            last=date.fromisoformat(body["last"]),
            as_of=datetime.fromisoformat(body["as_of"]),
            sections=tuple(_section(each) for each in body["sections"]),
        ),
        language=body["language"],
        words=body["words"],
    )


def sending_problems(
    last: date, today: date, names: Mapping[str, str], *, issue: int, reason: str
) -> Iterator[Problem]:
    """Yield every reason why a report cannot leave the station.

    ``names`` are those of whoever signs, by field; ``issue`` is which issue it would be.
    """
    if last > today:
        phrase = N_("The report covers days until {day}; send it when they are over.")
        yield Problem("first", phrase, {"day": last})
    for about, phrase in _NEEDED.items():
        if not names[about].strip():
            yield Problem(about, phrase)
    for about, name in names.items():
        if len(name.strip()) > LONGEST_NAME:
            phrase = N_("A name has at most {most} characters.")
            yield Problem(about, phrase, {"most": LONGEST_NAME})
    if issue > 1 and not reason.strip():
        yield Problem("reason", N_("This report was sent before; write why it is issued again."))
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("A reason has at most {most} characters.")
        yield Problem("reason", phrase, {"most": LONGEST_REASON})


_NEEDED = {
    "head": N_("Write who is head of the unit."),
    "filled_by": N_("Write who filled the form in."),
}


def _plain_section(section: ReportSection) -> dict[str, object]:
    return {
        "key": section.key,
        "title": section.title,
        "says_nothing": section.says_nothing,
        "lines": [
            {name: _plain_figure(figure) for name, figure in _figures(line).items()}
            for line in section.lines
        ],
    }


def _figures(line: Compared) -> dict[str, Figure]:
    told = {
        "now": line.now,
        "last": line.last,
        "year_ago": line.year_ago,
        "to_date": line.to_date,
    }
    return {name: figure for name, figure in told.items() if figure is not None}


def _plain_figure(figure: Figure) -> dict[str, object]:
    return {name: value for name, value in asdict(figure).items() if value not in (None, "")}


def _section(plain: Mapping[str, Any]) -> ReportSection:
    return ReportSection(
        key=plain["key"],
        title=plain["title"],
        lines=tuple(
            Compared(**{name: _figure(figure) for name, figure in line.items()})
            for line in plain["lines"]
        ),
        says_nothing=plain["says_nothing"],
    )


def _figure(plain: Mapping[str, Any]) -> Figure:
    return Figure(**{"value": None, "unit": "", **plain})


def _phrases(report: Report) -> set[str]:
    said = {each.title for each in report.sections}
    for each in report.sections:
        for line in each.lines:
            said.update((line.now.title, line.now.unit, line.now.formula))
    return said - {""}
