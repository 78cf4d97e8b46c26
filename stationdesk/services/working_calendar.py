"""The station's working calendar: the official days, its own, and the years still wanted."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from stationdesk.domain.calendar_file import CalendarYear, read_csv, read_toml, year_text
from stationdesk.domain.calendar_rules import (
    LOOK_AHEAD_DAYS,
    NewDays,
    calendar_reminders,
    entry_problems,
    spans_shown,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.working_days import (
    CalendarDay,
    StationWork,
    calendar_of,
    days_from,
    plain_kind,
)
from stationdesk.i18n import N_
from stationdesk.paths import resources
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import calendar as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from stationdesk.domain.calendar_rules import CalendarSpan
    from stationdesk.domain.reminders import Reminder
    from stationdesk.domain.working_days import Calendar, DayKind
    from stationdesk.services.context import Context
    from stationdesk.services.station import StationFacts

LARGEST_FILE = 1_000_000
"""Bytes; a year takes about two thousand."""
_TOPICS = (Topic.STATION, Topic.FEEDBACK)


@lru_cache(maxsize=1)
def official_days() -> tuple[CalendarDay, ...]:
    """Return the shipped days that are not what their weekday says."""
    text = (resources() / "calendar" / "china.toml").read_text(encoding="utf-8")
    return tuple(day for year in read_toml(text) for day in year.days)


class WorkingCalendar:
    """Which days are worked at this station."""

    def __init__(self, context: Context, station: StationFacts) -> None:
        self._context, self._station = context, station

    def calendar(self) -> Calendar:
        """Return the official days with the station's own over them."""
        return calendar_of(official_days(), store.own_days())

    def work_time(self) -> StationWork:
        """Return which days count for a deadline, and when they end, from one look."""
        return StationWork(
            calendar=self.calendar(),
            timetables=self._station.timetables(),
            exceptions=self._station.exceptions(),
        )

    def day_kind(self, day: date) -> DayKind:
        """Return what kind of day it is for the station; closed on a working day is closed."""
        return self.work_time().kind_on(day)

    def is_working(self, day: date) -> bool:
        """Tell whether ``day`` counts for a deadline: it is worked and the station opens."""
        return self.work_time().closing_on(day) is not None

    def years_known(self) -> tuple[int, ...]:
        """Return the years whose holidays are known, the earliest first."""
        return tuple(sorted(self.calendar().years))

    def missing_years(self, until: date) -> tuple[int, ...]:
        """Return the years from today through ``until`` whose holidays are not known."""
        return self.calendar().missing_years(self._context.today(), until)

    def reminders(self, on: date) -> Iterator[Reminder]:
        """Give the years whose holidays are wanted soon and not known."""
        missing = self.calendar().missing_years(on, on + timedelta(days=LOOK_AHEAD_DAYS))
        return calendar_reminders(missing, on)

    def spans(self, year: int) -> list[CalendarSpan]:
        """Return what is written about the days of a year, neighbouring days as one line."""
        return spans_shown(self.calendar(), year)

    def override(self, wish: NewDays) -> None:
        """Let days be something else than the calendar says; deadlines told before stay.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(entry_problems(wish))
        days = list(days_from(wish.first_day, wish.last_day))
        self._replace(
            days,
            [CalendarDay(day=day, kind=wish.kind, name=wish.name.strip()) for day in days],
            N_("The calendar was changed from {day}."),
            {"day": wish.first_day},
        )

    def remove_override(self, first: date, last: date | None = None) -> None:
        """Let the shipped calendar hold again from ``first`` through ``last`` (None: one day)."""
        self._replace(
            list(days_from(first, last or first)),
            [],
            N_("The shipped calendar holds again from {day}."),
            {"day": first},
        )

    def bring_in_file(self, path: Path) -> list[CalendarYear]:
        """Take the years of a TOML or CSV file over, and return them.

        A year takes the place of what was brought in or shipped for it; days that the station
        entered by hand stay as they are.

        Raises:
            Refused: when the file cannot be read, naming every mistake in it.
        """
        years = _read(path)
        by_hand = {each.day for each in store.own_days() if not each.source}
        told = [each for year in years for each in year.days if each.day not in by_hand]
        named = {each.day for each in told} | by_hand
        stale = self._stale_days(years)
        plain = [
            CalendarDay(day=each.day, kind=plain_kind(each.day), source=year.source)
            for year in years
            for each in official_days()
            if each.day.year == year.year and each.day not in named
        ]
        self._replace(
            [*stale, *(each.day for each in told), *(each.day for each in plain)],
            [*told, *plain],
            N_("The holidays of {years} were brought in."),
            {"years": ", ".join(str(each.year) for each in years)},
        )
        return years

    def write_file(self, year: int, path: Path) -> None:
        """Write the holidays of a year as a file that another station can bring in.

        Raises:
            Refused: when the year is not known, or the file cannot be written.
        """
        calendar = self.calendar()
        if year not in calendar.years:
            phrase = N_("The holidays of {year} are not known yet.")
            raise Refused([Problem("year", phrase, {"year": year})])
        days = calendar.days_of(year)
        source = next((each.source for each in days if each.source), str(year))
        told = CalendarYear(year=year, source=source, days=tuple(days))
        try:
            path.write_text(year_text(told), encoding="utf-8")
        except OSError as error:
            phrase = N_("“{name}” cannot be written there; choose another folder or name.")
            raise Refused([Problem("file", phrase, {"name": path.name})]) from error

    def _stale_days(self, years: Iterable[CalendarYear]) -> list[date]:
        """Return the days that an earlier file told of the same years."""
        numbers = {year.year for year in years}
        return [each.day for each in store.own_days() if each.source and each.day.year in numbers]

    def _replace(
        self,
        days: Sequence[date],
        wanted: Sequence[CalendarDay],
        phrase: str,
        values: dict[str, object],
    ) -> None:
        """Write ``wanted`` in place of all that stands on ``days``, with a way back."""
        touched = set(days)
        before = [each for each in store.own_days() if each.day in touched]
        if not wanted and not before:
            return
        self._write(touched, wanted, before)
        take_back = partial(self._write, touched, before, wanted)
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _write(
        self, days: Iterable[date], wanted: Sequence[CalendarDay], before: Sequence[CalendarDay]
    ) -> None:
        with self._context.deed(*_TOPICS):
            store.forget(days)
            store.keep(wanted, self._context.recorded_at(), self._context.who())
            first = min((each.day for each in [*wanted, *before]), default=None)
            if first is not None:
                self._context.note(
                    "calendar days",
                    first.isoformat(),
                    "change",
                    before=_told(before),
                    after=_told(wanted),
                )


def _told(days: Iterable[CalendarDay]) -> dict[str, object]:
    return {each.day.isoformat(): f"{each.kind} {each.name}".strip() for each in days}


def _read(path: Path) -> list[CalendarYear]:
    text = _text_of(path)
    if path.suffix.lower() == ".csv":
        return read_csv(text, path.stem)
    return read_toml(text)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused([Problem("file", N_("The file is far too long for a calendar."))])
        content = path.read_bytes()
    except OSError as error:
        phrase = N_("“{name}” cannot be opened; it may be gone, or open in another program.")
        raise Refused([Problem("file", phrase, {"name": path.name})]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
