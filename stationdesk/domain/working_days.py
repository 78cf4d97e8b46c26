"""Which days are worked: the State Council's holidays and worked weekends, and the station's own.

A day nobody judged otherwise is a weekday or a weekend. The station's word goes before the shipped
table. Whether a day counts for a deadline also asks whether the station opens on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.opening import DAY_MINUTES, exception_on, opening_on, timetable_on
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.opening import OpeningException, Timetable

FIRST_WEEKEND_DAY = 6
"""ISO weekdays from Saturday on."""
LEAST_HOLIDAYS = 11
FIXED_HOLIDAYS = (1, 5, 10)
"""Months whose first day is a holiday in every year."""


class DayKind(StrEnum):
    """工作日, 调休上班, 周末, 法定节假日, 集市日, 闭站."""

    WORKDAY = "weekday"
    WORKED_WEEKEND = "worked"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MARKET = "market"
    CLOSED = "closed"


DAY_KIND_WORDS = {
    DayKind.WORKDAY: N_("Plain working day"),
    DayKind.WORKED_WEEKEND: N_("Worked weekend"),
    DayKind.WEEKEND: N_("Free weekend"),
    DayKind.HOLIDAY: N_("Public holiday"),
    DayKind.MARKET: N_("Market day"),
    DayKind.CLOSED: N_("Station closed"),
}

KEPT_KINDS = (
    DayKind.HOLIDAY,
    DayKind.WORKED_WEEKEND,
    DayKind.WORKDAY,
    DayKind.WEEKEND,
    DayKind.MARKET,
)
"""What a day can be entered as; that the station is closed is told by its opening hours."""

WORKED_KINDS = frozenset({DayKind.WORKDAY, DayKind.WORKED_WEEKEND})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that is not what its weekday says. ``source`` is who says so, empty for the station.

    ``name`` is the occasion in the words of the notice, such as 春节.
    """

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days of all known years.

    ``official`` is the shipped table, ``own`` what the station brought in or entered; ``years``
    are those of which the holidays are known.
    """

    official: Mapping[date, CalendarDay] = field(default_factory=dict)
    own: Mapping[date, CalendarDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def entry_on(self, day: date) -> CalendarDay | None:
        """Return what is written about ``day``, None for a plain weekday or weekend."""
        return self.own.get(day) or self.official.get(day)

    def kind_on(self, day: date) -> DayKind:
        """Return what kind of day it is; of an unknown year only the weekday is known."""
        entry = self.entry_on(day)
        return plain_kind(day) if entry is None else entry.kind

    def is_working(self, day: date) -> bool:
        """Tell whether ``day`` is a working day, whatever the station's hours are.

        A market day is worked where the official calendar works: the market only adds visitors.
        """
        kind = self.kind_on(day)
        if kind is DayKind.MARKET:
            official = self.official.get(day)
            kind = plain_kind(day) if official is None else official.kind
        return kind in WORKED_KINDS

    def missing_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from ``first`` through ``last`` of which no holidays are known."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def days_of(self, year: int) -> list[CalendarDay]:
        """Return what is written about the days of ``year``, in order."""
        days = sorted(day for day in {*self.official, *self.own} if day.year == year)
        return [self.own.get(day) or self.official[day] for day in days]


class WorkTime(Protocol):
    """What a clock asks about days. Minutes of the day, 1 to 1440 (24:00)."""

    def closing_on(self, day: date) -> int | None:
        """Return when work ends on a day that counts, None where the day does not count."""

    def open_until(self, day: date) -> int | None:
        """Return when the station closes, holiday or not; None where it stays closed all day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationWork:
    """The working time of a station: a day counts when it is worked and the station opens."""

    calendar: Calendar
    timetables: Sequence[Timetable] = ()
    exceptions: Sequence[OpeningException] = ()

    def closing_on(self, day: date) -> int | None:
        """Return when work ends on a day that counts, None where the day does not count."""
        return self.open_until(day) if self.calendar.is_working(day) else None

    def open_until(self, day: date) -> int | None:
        """Return when the station closes, 24:00 where nobody wrote its hours down."""
        different = exception_on(day, self.exceptions)
        holding = None if different is not None else timetable_on(day, self.timetables)
        if different is None and holding is None:
            return DAY_MINUTES
        timetables = () if holding is None else (holding,)
        exceptions = () if different is None else (different,)
        intervals = opening_on(day, timetables, exceptions)
        return max((each.closes_minute for each in intervals), default=None)

    def kind_on(self, day: date) -> DayKind:
        """Return what kind of day it is; closed where the station stays so on a working day."""
        stays_closed = self.calendar.is_working(day) and self.open_until(day) is None
        return DayKind.CLOSED if stays_closed else self.calendar.kind_on(day)


def calendar_of(official: Iterable[CalendarDay], own: Iterable[CalendarDay] = ()) -> Calendar:
    """Return the calendar of the shipped days and the station's own."""
    shipped, entered = {each.day: each for each in official}, {each.day: each for each in own}
    return Calendar(
        official=shipped, own=entered, years=known_years({**shipped, **entered}.values())
    )


def known_years(days: Iterable[CalendarDay]) -> frozenset[int]:
    """Return the years of which the holidays are known, not only a part of them.

    The lunar feasts move; 1 January, 1 May and 1 October are holidays in every year, and a year
    has eleven statutory holidays at least (全国年节及纪念日放假办法).
    """
    holidays: dict[int, set[date]] = {}
    for each in days:
        if each.kind is DayKind.HOLIDAY:
            holidays.setdefault(each.day.year, set()).add(each.day)
    return frozenset(
        year
        for year, found in holidays.items()
        if len(found) >= LEAST_HOLIDAYS
        and found >= {date(year, month, 1) for month in FIXED_HOLIDAYS}
    )


def plain_kind(day: date) -> DayKind:
    """Return what the weekday alone says of ``day``."""
    weekend = day.isoweekday() >= FIRST_WEEKEND_DAY
    return DayKind.WEEKEND if weekend else DayKind.WORKDAY


def days_from(first: date, last: date) -> Iterator[date]:
    """Give every day from ``first`` through ``last``."""
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
