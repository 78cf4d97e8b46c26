"""What the station may enter in its working calendar, and when it must ask for a new year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.reminders import Area, Reminder, Urgency, urgency_of
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.working_days import KEPT_KINDS, DayKind, plain_kind
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.working_days import Calendar, CalendarDay

LONGEST_ENTRY_DAYS = 62
LONGEST_NAME = 40
LOOK_AHEAD_DAYS = 60
"""Deadlines reach about so far; the notice of a year comes out in the November before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDays:
    """Days as the station enters them: what they are, and for which occasion."""

    first_day: date
    last_day: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSpan:
    """Neighbouring days of one kind, occasion and source, as a list shows them.

    ``own`` tells that the station entered or brought them in.
    """

    first_day: date
    last_day: date
    kind: DayKind
    name: str
    source: str
    own: bool

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_day - self.first_day).days + 1


def entry_problems(wish: NewDays) -> Iterator[Problem]:
    """Tell why these days cannot be entered so."""
    if wish.last_day < wish.first_day:
        yield Problem("last_day", N_("The last day lies before the first day."))
    elif (wish.last_day - wish.first_day).days >= LONGEST_ENTRY_DAYS:
        phrase = N_("Enter {most} days at most in one go.")
        yield Problem("last_day", phrase, {"most": LONGEST_ENTRY_DAYS})
    elif wish.kind in (DayKind.WORKED_WEEKEND, DayKind.WEEKEND):
        yield from _weekday_problems(wish)
    if wish.kind not in KEPT_KINDS:
        phrase = N_("That the station is closed is entered with its opening hours.")
        yield Problem("kind", phrase)
    if not wish.name.strip():
        yield Problem("name", N_("Write the occasion, such as “Spring Festival”."))
    elif len(wish.name.strip()) > LONGEST_NAME:
        phrase = N_("An occasion has at most {most} characters.")
        yield Problem("name", phrase, {"most": LONGEST_NAME})


def spans_shown(calendar: Calendar, year: int) -> list[CalendarSpan]:
    """Return what is written about the days of ``year``, neighbouring days as one."""
    spans: list[CalendarSpan] = []
    for each in calendar.days_of(year):
        one = _one_day(each, own=each.day in calendar.own)
        if spans and _continues(spans[-1], one):
            spans[-1] = CalendarSpan(
                first_day=spans[-1].first_day,
                last_day=one.last_day,
                kind=one.kind,
                name=one.name,
                source=one.source,
                own=one.own,
            )
        else:
            spans.append(one)
    return spans


def working_days_in(calendar: Calendar, year: int) -> int:
    """Return how many days of ``year`` are worked by the calendar."""
    first, days = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return sum(calendar.is_working(first + timedelta(days=ahead)) for ahead in range(days))


def calendar_reminders(missing: Iterable[int], today: date) -> Iterator[Reminder]:
    """Give the years whose holidays are wanted and not known."""
    for year in missing:
        begins = date(year, 1, 1)
        yield Reminder(
            area=Area.SETTINGS,
            urgency=Urgency.OVERDUE if begins <= today else urgency_of(begins, today),
            state=Phrase(N_("Calendar missing")),
            what=Phrase(
                N_("Holidays of {year} are not entered; deadlines count every plain weekday"),
                {"year": year},
            ),
            day=begins if begins > today else None,
            grave=begins <= today,
            opens="calendar",
        )


def _weekday_problems(wish: NewDays) -> Iterator[Problem]:
    days = (wish.last_day - wish.first_day).days
    each = (wish.first_day + timedelta(days=ahead) for ahead in range(days + 1))
    plain = next((day for day in each if plain_kind(day) is not DayKind.WEEKEND), None)
    if plain is not None:
        phrase = N_("{day} is no Saturday or Sunday.")
        yield Problem("kind", phrase, {"day": plain})


def _one_day(day: CalendarDay, *, own: bool) -> CalendarSpan:
    return CalendarSpan(
        first_day=day.day,
        last_day=day.day,
        kind=day.kind,
        name=day.name,
        source=day.source,
        own=own,
    )


def _continues(before: CalendarSpan, one: CalendarSpan) -> bool:
    next_day = one.first_day - before.last_day == timedelta(days=1)
    return next_day and (before.kind, before.name, before.source, before.own) == (
        one.kind,
        one.name,
        one.source,
        one.own,
    )
