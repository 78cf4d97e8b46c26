"""The roster's papers, and the calendars of those who serve, made from its records."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.documents.calendar_files import (
    OFFSET,
    DutyCalendar,
    DutyEvent,
    write_calendar,
)
from stationdesk.documents.forms.common import month_words
from stationdesk.documents.forms.roster_duty import duty_board, own_shifts, sign_in_sheet
from stationdesk.documents.forms.roster_wall import WallRoster, month_book, month_wall, week_wall
from stationdesk.domain.roster.assignments import CONFIRMED, AssignmentState
from stationdesk.domain.roster.lines import roster_lines, shown_names
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.wall import WallStand, person_wall, shift_wall
from stationdesk.domain.usual_periods import month_of, week_of
from stationdesk.i18n import _
from stationdesk.listings.roster import named_shift
from stationdesk.services.drafts import Choice, Made
from stationdesk.services.service_papers import chosen_volunteer
from stationdesk.store import roster_papers as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from stationdesk.documents.labels import LabelSheet
    from stationdesk.documents.papers import Paper
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.lines import RosterLine
    from stationdesk.domain.station import Station
    from stationdesk.domain.volunteers.lines import VolunteerLine
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.context import Context
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.volunteers import Volunteers

BINDING = frozenset({PeriodState.PUBLISHED, PeriodState.CLOSED})
GONE = frozenset(
    {
        AssignmentState.EXCUSED,
        AssignmentState.CANCELLED,
        AssignmentState.VACATED,
        AssignmentState.SWAPPED,
    }
)
"""Who does not come after all; a calendar that has the shift lets it go."""


class RosterPapers:
    """Makes them from the records."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        volunteers: Volunteers,
        roster: Roster,
    ) -> None:
        self._context = context
        self._station = station
        self._volunteers = volunteers
        self._roster = roster

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper | LabelSheet | Made]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "roster-week": self._week,
            "roster-month": self._month,
            "duty-board": self._board,
            "signin-sheet": self._sign_in,
            "my-shifts": self._own,
        }

    # the roster

    def _week(self, station: Station, choice: Choice) -> Paper:
        first, last = week_of(self._day(choice))
        wall = self._wall(first, last, masked=not choice.full_names)
        return week_wall(
            station,
            wall,
            by_people=choice.by_people,
            poster=choice.poster,
            printed_at=self._now(),
        )

    def _month(self, station: Station, choice: Choice) -> Made:
        first, last = self._month_chosen(choice)
        wall, now = self._wall(first, last, masked=not choice.full_names), self._now()
        paper = month_wall(
            station, wall, by_people=choice.by_people, poster=choice.poster, printed_at=now
        )
        return Made(paper=paper, book=month_book(station, wall, printed_at=now))

    def _wall(self, first: date, last: date, *, masked: bool) -> WallRoster:
        facts, numbers = self._roster.facts(first, last), self._numbers()
        names = _names(facts, numbers, masked=masked)
        return WallRoster(
            shifts=shift_wall(facts, first, last, names),
            people=person_wall(facts, first, last, names),
            lines=roster_lines(facts, first, last, names, numbers),
            holes=self._roster.holes(first, last),
            stands=self._stands(first, last),
            skill_names=facts.skill_names,
        )

    def _stands(self, first: date, last: date) -> list[WallStand]:
        return [
            WallStand(
                number=each.number,
                state=each.state,
                revision=each.revision,
                pending=len(self._roster.changes_since(each.id)) if each.state in BINDING else 0,
            )
            for each in self._roster.periods()
            if each.first_day <= last and first <= each.last_day
        ]

    def _board(self, station: Station, choice: Choice) -> Paper:
        day, now = self._day(choice), self._now()
        facts, numbers = self._roster.facts(day, day), self._numbers()
        names = _names(facts, numbers, masked=not choice.full_names)
        before = day - timedelta(days=1)
        lines = _binding(roster_lines(facts, before, day, names, numbers))
        moment = absolute(day, now.hour * 60 + now.minute)
        is_today = day == self._context.today()
        still_on = moment if is_today else absolute(day, 0)
        shown = [
            shift
            for shift in facts.shifts.values()
            if shift.day == day or (shift.day == before and shift.ends > still_on)
        ]
        return duty_board(
            station,
            day,
            sorted(shown, key=lambda each: (each.starts, each.ends, each.id)),
            lines,
            moment=moment if is_today else None,
            kind=facts.kinds[day],
            hours=self._station.opening_on(day),
            poster=choice.poster,
            printed_at=now,
        )

    def _sign_in(self, station: Station, choice: Choice) -> Paper:
        day = self._day(choice)
        first, last = week_of(day) if choice.week else (day, day)
        facts, numbers = self._roster.facts(first, last), self._numbers()
        names = _names(facts, numbers, masked=False)
        lines = _binding(roster_lines(facts, first, last, names, numbers))
        return sign_in_sheet(station, lines, first, last, printed_at=self._now())

    def _own(self, station: Station, choice: Choice) -> Made:
        who = chosen_volunteer(self._volunteers, choice)
        first, last = self._month_chosen(choice)
        facts = self._roster.facts(first, last)
        lines = _lines_of_one(facts, first, last, who)
        paper = own_shifts(
            station,
            who.name,
            who.number,
            _binding(lines),
            first,
            last,
            printed_at=self._now(),
        )
        calendar = self._calendar(station, who, facts, lines)
        name = f"{who.number} {month_words(first)}"
        return Made(paper=paper, calendar=calendar, name=name)

    def calendars(self, first: date, last: date) -> list[tuple[str, Callable[[Path], None]]]:
        """Return a calendar for everybody who has a shift in a published roster of these days.

        Each is the name of its file (the volunteer's number, so that it names nobody) and what
        writes it.
        """
        station, facts = self._station.for_papers(), self._roster.facts(first, last)
        found: list[tuple[str, Callable[[Path], None]]] = []
        for line in self._volunteers.lines(last, include_left=True):
            lines = _lines_of_one(facts, first, last, line.volunteer)
            calendar = self._calendar(station, line.volunteer, facts, lines)
            if calendar.events:
                name = f"{line.volunteer.number}.ics"
                found.append((name, partial(write_calendar, calendar)))
        return found

    def _calendar(
        self, station: Station, who: Volunteer, facts: RosterFacts, lines: Sequence[RosterLine]
    ) -> DutyCalendar:
        """Return one volunteer's calendar: binding shifts, and those that were and are no more."""
        published = [
            (period.first_day, period.last_day)
            for period in self._roster.periods()
            if period.state in BINDING
        ]
        uids = {line.uid for line in lines if line.state in CONFIRMED | GONE}
        ids = [row.id for row in facts.assignments if row.uid in uids]
        stamps = store.recorded_at(ids)
        events = [
            _event(line, stamps[line.uid])
            for line in lines
            if line.uid in uids and any(first <= line.day <= last for first, last in published)
        ]
        title = _("Duty at {station} ({number})").format(station=station.name, number=who.number)
        place = " ".join(filter(None, (station.name, station.address)))
        return DutyCalendar(title=title, place=place, events=tuple(events))

    # what was chosen

    def _day(self, choice: Choice) -> date:
        return choice.on or self._context.today()

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _month_chosen(self, choice: Choice) -> tuple[date, date]:
        return month_of(choice.first or self._day(choice))

    def _everybody(self) -> list[VolunteerLine]:
        return self._volunteers.lines(include_left=True)

    def _numbers(self) -> dict[VolunteerId, str]:
        return {each.volunteer.id: each.volunteer.number for each in self._everybody()}


def lines_of(
    roster: Roster, volunteers: Volunteers, first: date | None, last: date
) -> list[RosterLine]:
    """Return who serves, names masked; without a first day, in the month of the last one."""
    begins, ends = (first, last) if first else month_of(last)
    numbers = {
        each.volunteer.id: each.volunteer.number for each in volunteers.lines(include_left=True)
    }
    facts = roster.facts(begins, ends)
    return roster_lines(facts, begins, ends, _names(facts, numbers, masked=True), numbers)


def _names(
    facts: RosterFacts, numbers: Mapping[VolunteerId, str], *, masked: bool
) -> dict[VolunteerId, str]:
    people = {each.id: each.shown for each in facts.people.values()}
    return shown_names(people, masked=masked, numbers=numbers)


def _lines_of_one(facts: RosterFacts, first: date, last: date, who: Volunteer) -> list[RosterLine]:
    lines = roster_lines(
        facts, first, last, {who.id: who.name}, {who.id: who.number}, only_live=False
    )
    return [line for line in lines if line.volunteer_id == who.id]


def _binding(lines: Iterable[RosterLine]) -> list[RosterLine]:
    return [line for line in lines if line.state in CONFIRMED]


def _event(line: RosterLine, recorded_at: str) -> DutyEvent:
    midnight = datetime(line.day.year, line.day.month, line.day.day)
    stamp = datetime.fromisoformat(recorded_at)
    return DutyEvent(
        uid=line.uid,
        name=named_shift(line.shift, line.post),
        starts=midnight + timedelta(minutes=line.from_minute),
        ends=midnight + timedelta(minutes=line.to_minute),
        stamp=stamp if stamp.tzinfo else stamp.replace(tzinfo=timezone(OFFSET)),
        version=line.version,
        cancelled=line.state in GONE,
    )
