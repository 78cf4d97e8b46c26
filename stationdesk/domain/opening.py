"""When the station is open: timetables by weekday and season, and the days that differ.

Minutes are counted from the start of the day, 0 to 1440; an interval ends before the minute at
which it closes. A station open around the clock has the one interval 0 to 1440.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.ids import OpeningExceptionId, TimetableId

DAY_MINUTES = 1440
LONGEST_EXCEPTION_DAYS = 366
LEAP_YEAR = 2024  # the year in which a season's 02-29 exists


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """One stretch of opening, from ``opens_minute`` up to ``closes_minute``."""

    opens_minute: int
    closes_minute: int

    @property
    def minutes(self) -> int:
        """The length of the stretch."""
        return self.closes_minute - self.opens_minute

    def __str__(self) -> str:
        """Return the stretch as people write it: ``08:30-12:00``."""
        return f"{clock(self.opens_minute)}-{clock(self.closes_minute)}"


AROUND_THE_CLOCK = Interval(0, DAY_MINUTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTimetable:
    """Opening hours as they are entered.

    ``week`` maps ISO weekdays (1 = Monday) to intervals; a weekday left out is closed.
    ``season_starts`` and ``season_ends`` are ``MM-DD``, both or neither; a season may run over
    the new year (``10-16`` to ``04-15``). ``valid_to`` is the last day, None while it holds.
    """

    name: str
    valid_from: date
    week: Mapping[int, tuple[Interval, ...]]
    valid_to: date | None = None
    season_starts: str | None = None
    season_ends: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Opening hours of a season, or of the whole year where it names none."""

    id: TimetableId
    uid: str
    name: str
    valid_from: date
    valid_to: date | None
    season_starts: str | None
    season_ends: str | None
    week: Mapping[int, tuple[Interval, ...]]
    version: int = 1

    def covers(self, day: date) -> bool:
        """Tell whether these hours hold on ``day``."""
        if day < self.valid_from or (self.valid_to is not None and day > self.valid_to):
            return False
        return _in_season(f"{day:%m-%d}", self.season_starts, self.season_ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewException:
    """Days with other hours, as entered; no intervals means closed."""

    first_day: date
    last_day: date
    reason: str
    intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningException:
    """Days on which other hours hold than the timetable says; no intervals means closed."""

    id: OpeningExceptionId
    uid: str
    first_day: date
    last_day: date
    reason: str
    intervals: tuple[Interval, ...] = field(default=())

    def covers(self, day: date) -> bool:
        """Tell whether ``day`` is one of the days that differ."""
        return self.first_day <= day <= self.last_day


def clock(minute: int) -> str:
    """Return a minute of the day as ``HH:MM``; the day's end is ``24:00``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def opening_on(
    day: date, timetables: Iterable[Timetable], exceptions: Iterable[OpeningException] = ()
) -> tuple[Interval, ...]:
    """Return the hours of ``day``, in order; empty means closed.

    The exception entered last wins over earlier ones, and any exception over a timetable. Among
    timetables the seasonal one wins over the one for the whole year, then the one that began
    later.
    """
    different = exception_on(day, exceptions)
    if different is not None:
        return different.intervals
    holding = timetable_on(day, timetables)
    return () if holding is None else tuple(holding.week.get(day.isoweekday(), ()))


def exception_on(day: date, exceptions: Iterable[OpeningException]) -> OpeningException | None:
    """Return the exception that wins on ``day``, None where the timetable holds."""
    different = [exception for exception in exceptions if exception.covers(day)]
    return max(different, key=lambda exception: exception.id, default=None)


def timetable_on(day: date, timetables: Iterable[Timetable]) -> Timetable | None:
    """Return the timetable that holds on ``day``, None where there is none."""
    holding = [timetable for timetable in timetables if timetable.covers(day)]
    return max(holding, key=_precedence, default=None)


def opening_minutes(
    first: date,
    last: date,
    timetables: Sequence[Timetable],
    exceptions: Sequence[OpeningException] = (),
) -> int:
    """Return the minutes of opening from ``first`` through ``last``."""
    return sum(
        interval.minutes
        for _day, intervals in opening_days(first, last, timetables, exceptions)
        for interval in intervals
    )


def opening_days(
    first: date,
    last: date,
    timetables: Sequence[Timetable],
    exceptions: Sequence[OpeningException] = (),
) -> tuple[tuple[date, tuple[Interval, ...]], ...]:
    """Return every day from ``first`` through ``last`` with its hours."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple((day, opening_on(day, timetables, exceptions)) for day in days)


def is_open(
    moment: datetime,
    timetables: Sequence[Timetable],
    exceptions: Sequence[OpeningException] = (),
) -> bool:
    """Tell whether the station is open in the minute of ``moment``."""
    minute = moment.hour * 60 + moment.minute
    return any(
        interval.opens_minute <= minute < interval.closes_minute
        for interval in opening_on(moment.date(), timetables, exceptions)
    )


def timetable_problems(wish: NewTimetable, others: Iterable[Timetable] = ()) -> Iterator[Problem]:
    """Yield every reason why these hours cannot be kept beside the ``others``."""
    if not wish.name.strip():
        yield Problem("name", N_("Name the timetable, such as “Summer”."))
    if not any(wish.week.values()):
        yield Problem("week", N_("Enter the hours of at least one weekday."))
    if wish.valid_to is not None and wish.valid_to < wish.valid_from:
        yield Problem("valid_to", N_("The last day lies before the first day."))
    yield from _season_problems(wish)
    for weekday, intervals in sorted(wish.week.items()):
        if not 1 <= weekday <= 7:
            yield Problem("week", N_("There is no weekday {number}."), {"number": weekday})
        yield from interval_problems(intervals, f"week.{weekday}")
    yield from (_ambiguous(other) for other in others if _rivals(wish, other))


def exception_problems(wish: NewException) -> Iterator[Problem]:
    """Yield every reason why these days cannot be kept as different."""
    if not wish.reason.strip():
        yield Problem("reason", N_("Write why the hours differ, such as “National Day”."))
    if wish.last_day < wish.first_day:
        yield Problem("last_day", N_("The last day lies before the first day."))
    elif (wish.last_day - wish.first_day).days >= LONGEST_EXCEPTION_DAYS:
        phrase = N_("An exception may last {days} days at most; use a timetable instead.")
        yield Problem("last_day", phrase, {"days": LONGEST_EXCEPTION_DAYS})
    yield from interval_problems(wish.intervals, "intervals")


def interval_problems(intervals: Sequence[Interval], about: str) -> Iterator[Problem]:
    """Yield what is wrong with the hours of one day: impossible times, and overlaps."""
    for interval in intervals:
        if not 0 <= interval.opens_minute < interval.closes_minute <= DAY_MINUTES:
            phrase = N_("{hours} is not a stretch of one day.")
            yield Problem(about, phrase, {"hours": str(interval)})
    for one, other in pairwise(sorted(intervals)):
        if other.opens_minute < one.closes_minute:
            phrase = N_("{first} and {second} overlap.")
            yield Problem(about, phrase, {"first": str(one), "second": str(other)})


def _precedence(timetable: Timetable) -> tuple[bool, date, int]:
    return (timetable.season_starts is not None, timetable.valid_from, timetable.id)


def _in_season(month_day: str, starts: str | None, ends: str | None) -> bool:
    if starts is None or ends is None:
        return True
    if starts <= ends:
        return starts <= month_day <= ends
    return month_day >= starts or month_day <= ends


def _season_problems(wish: NewTimetable) -> Iterator[Problem]:
    if (wish.season_starts is None) != (wish.season_ends is None):
        yield Problem("season_starts", N_("A season needs both its first and its last day."))
    for about in ("season_starts", "season_ends"):
        month_day = getattr(wish, about)
        if month_day is not None and not _is_month_day(month_day):
            phrase = N_("“{text}” is not a month and a day such as 06-15.")
            yield Problem(about, phrase, {"text": month_day})


def _is_month_day(text: str) -> bool:
    try:
        return f"{date.fromisoformat(f'{LEAP_YEAR}-{text}'):%m-%d}" == text
    except ValueError:
        return False


def _rivals(wish: NewTimetable, other: Timetable) -> bool:
    """Tell whether both begin on one day and hold in a common part of the year."""
    if wish.valid_from != other.valid_from:
        return False
    if (wish.season_starts is None) != (other.season_starts is None):
        return False
    days = (date(LEAP_YEAR, 1, 1) + timedelta(days=n) for n in range(366))
    return any(
        _in_season(key, wish.season_starts, wish.season_ends)
        and _in_season(key, other.season_starts, other.season_ends)
        for key in (f"{day:%m-%d}" for day in days)
    )


def _ambiguous(other: Timetable) -> Problem:
    phrase = N_("“{name}” holds on the same days; change it, or let one begin later.")
    return Problem("valid_from", phrase, {"name": other.name})
