"""The days of a report: a month, a quarter, a year, and the days it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.periods import add_months
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator


class Span(StrEnum):
    """How long the time of a report is: 月报, 季报, 年报."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


SPAN_WORDS = {
    Span.MONTH: N_("Monthly report"),
    Span.QUARTER: N_("Quarterly report"),
    Span.YEAR: N_("Yearly report"),
}
MONTHS_OF_SPAN = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}
PREFIXES = {Span.MONTH: "YB", Span.QUARTER: "JB", Span.YEAR: "NB"}
"""月报, 季报, 年报: the letters in front of a sent report's number."""

EARLIEST_YEAR = 1990
"""No station has records of an earlier year; comparing needs the year before, too."""


class Beside(StrEnum):
    """What a figure is put beside."""

    LAST = "last"
    YEAR_AGO = "year_ago"
    TO_DATE = "to_date"


BESIDE_WORDS = {
    (Span.MONTH, Beside.LAST): N_("Last month"),
    (Span.MONTH, Beside.YEAR_AGO): N_("Same month last year"),
    (Span.MONTH, Beside.TO_DATE): N_("Year to date"),
    (Span.QUARTER, Beside.LAST): N_("Last quarter"),
    (Span.QUARTER, Beside.YEAR_AGO): N_("Same quarter last year"),
    (Span.QUARTER, Beside.TO_DATE): N_("Year to date"),
    (Span.YEAR, Beside.LAST): N_("Last year"),
}
"""The heads of the columns beside a figure; a year has only the year before."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` is one of them."""
        return self.first <= day <= self.last


def beside_of(span: Span) -> tuple[Beside, ...]:
    """Return what figures of a span are put beside, in the order of the columns."""
    return tuple(beside for of, beside in BESIDE_WORDS if of is span)


def days_of(span: Span, day: date) -> Days:
    """Return the days of the span that ``day`` lies in."""
    first = first_day(span, day)
    return Days(first, add_months(first, MONTHS_OF_SPAN[span]) - timedelta(days=1))


def first_day(span: Span, day: date) -> date:
    """Return the first day of the span that ``day`` lies in."""
    months = MONTHS_OF_SPAN[span]
    return date(day.year, day.month - (day.month - 1) % months, 1)


def days_beside(span: Span, day: date, beside: Beside) -> Days:
    """Return the days that the span of ``day`` is compared with."""
    days = days_of(span, day)
    if beside is Beside.LAST:
        return days_of(span, add_months(days.first, -MONTHS_OF_SPAN[span]))
    if beside is Beside.YEAR_AGO:
        return days_of(span, add_months(days.first, -12))
    return Days(date(days.last.year, 1, 1), days.last)


def span_before(span: Span, day: date) -> date:
    """Return the first day of the span before the one of ``day``."""
    return days_beside(span, day, Beside.LAST).first


def span_after(span: Span, day: date) -> date:
    """Return the first day of the span after the one of ``day``."""
    return days_of(span, day).last + timedelta(days=1)


def last_full(span: Span, today: date) -> date:
    """Return the first day of the last span that is over; the one of its last day is over then."""
    days = days_of(span, today)
    return days.first if today == days.last else span_before(span, today)


def spans_between(span: Span, first: date, last: date) -> Iterator[date]:
    """Give the first day of each span from the one of ``first`` to the one of ``last``."""
    day = first_day(span, first)
    while day <= last:
        yield day
        day = span_after(span, day)


def span_name(span: Span, day: date) -> Phrase:
    """Return how one names the span of ``day``: June 2026, the 2nd quarter of 2026, 2026."""
    values = {
        "year": day.year,
        "month": f"{day.month:02d}",
        "quarter": (day.month + 2) // 3,
    }
    return Phrase(_NAMES[span], values)


def report_number(span: Span, day: date, issue: int = 1) -> str:
    """Return the number of a sent report: YB-2026-06, JB-2026-Q2, NB-2026; YB-2026-06-2."""
    named = {
        Span.MONTH: f"{day:%Y-%m}",
        Span.QUARTER: f"{day.year}-Q{(day.month + 2) // 3}",
        Span.YEAR: f"{day.year}",
    }
    number = f"{PREFIXES[span]}-{named[span]}"
    return number if issue == 1 else f"{number}-{issue}"


_NAMES = {
    Span.MONTH: N_("{year}-{month}"),
    Span.QUARTER: N_("{year}, quarter {quarter}"),
    Span.YEAR: N_("Year {year}"),
}
