"""Visits: how many came, of which group, for what; tallies, never persons.

A count has the minute at which it was made, or none where a sheet tells only the whole day. What is
lent or written into the feedback book is not a visit by itself: whoever counts, counts people.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from stationdesk.domain.ids import VisitId

MOST_PEOPLE = 10_000
"""More in one count is a slip of the hand."""
LONGEST_NOTE = 200

VISITED_SERVICES: dict[str, str] = {
    "rest": N_("Resting"),
    "water": N_("Drinking"),
    "charging": N_("Charging a phone"),
    "heating": N_("Warming a meal"),
    "toilet": N_("Using the toilet"),
    "shelter": N_("Shelter from rain and heat"),
    "warmth": N_("Warming up"),
    "enquiry": N_("Asking the way or for advice"),
    "borrowing": N_("Borrowing things"),
    "first_aid": N_("First-aid box"),
    "reading": N_("Reading at the station"),
    "nursing": N_("Nursing room"),
    "agency": N_("Help with official matters"),
    "handy_kit": N_("Handy kit"),
    "other": N_("Some other service"),
}
"""What people come for, as it is stored, with its words; the most usual first."""
USUAL_SERVICE = "rest"
"""Of whoever was not asked."""


class Counting(StrEnum):
    """How a count was made: a click, a form, the day's sheet of paper, another program's list."""

    TAP = "tap"
    FORM = "form"
    SHEET = "sheet"
    IMPORT = "import"


COUNTING_WORDS = {
    Counting.TAP: N_("Counted by click"),
    Counting.FORM: N_("Written down later"),
    Counting.SHEET: N_("From the day's tally sheet"),
    Counting.IMPORT: N_("From another list"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many of one group for one service; ``hour`` is 0 to 23, None where nobody noted it."""

    group: str
    service: str
    people: int
    hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A day's tally sheet as it is entered.

    ``instead`` lets it stand in place of what earlier sheets of the same day said; clicks stay.
    """

    day: date
    tallies: tuple[Tally, ...]
    note: str = ""
    instead: bool = False
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A count as it is kept; ``counted_at`` is a local minute of ``day``, None without one."""

    day: date
    group: str
    service: str
    people: int = 1
    counted_at: datetime | None = None
    counting: Counting = Counting.TAP
    note: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A count as it stands."""

    id: VisitId
    uid: str
    day: date
    group: str
    service: str
    people: int
    counted_at: datetime | None
    counting: Counting
    note: str
    recorded_by: str
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class DayTally:
    """How many of a group came for a service on a day; what the trace of a figure lists."""

    day: date
    group: str
    service: str
    people: int


@dataclass(frozen=True, slots=True)
class DayCounts:
    """A day's visits by the key of the group and of the service; only what was counted is in."""

    day: date
    by_group: Mapping[str, int]
    by_service: Mapping[str, int]

    @property
    def people(self) -> int:
        """All visits of the day."""
        return sum(self.by_group.values())


def visit_problems(wish: NewVisit, today: date) -> Iterator[Problem]:
    """Yield every reason why a count cannot be kept."""
    tally = Tally(group=wish.group, service=wish.service, people=wish.people)
    yield from _tally_problems(tally)
    if wish.day > today:
        yield Problem("day", N_("Nobody has come yet on a day that is still to come."))
    if wish.counted_at is not None and wish.counted_at.date() != wish.day:
        yield Problem("counted_at", N_("The minute lies on another day."))
    yield from _note_problems(wish.note)


def sheet_problems(wish: DaySheet, today: date) -> Iterator[Problem]:
    """Yield every reason why a day's sheet cannot be kept; each is told once."""
    if wish.day > today:
        yield Problem("day", N_("Nobody has come yet on a day that is still to come."))
    if not wish.tallies:
        yield Problem("tallies", N_("The sheet has no number on it."))
    found = (problem for tally in wish.tallies for problem in _sheet_line_problems(tally))
    yield from {str(problem): problem for problem in found}.values()
    yield from _note_problems(wish.note)


def visits_of_sheet(wish: DaySheet, at: Mapping[int, datetime]) -> list[NewVisit]:
    """Return what a sheet comes to; ``at`` gives the minute that stands for an hour."""
    return [
        NewVisit(
            day=wish.day,
            group=each.group,
            service=each.service,
            people=each.people,
            counted_at=None if each.hour is None else at[each.hour],
            counting=Counting.SHEET,
            note=wish.note.strip(),
            request_key=f"{wish.request_key}/{line}" if wish.request_key else "",
        )
        for line, each in enumerate(wish.tallies)
    ]


def _sheet_line_problems(tally: Tally) -> Iterator[Problem]:
    yield from _tally_problems(tally)
    if tally.hour is not None and not 0 <= tally.hour < 24:
        yield Problem("hour", N_("There is no hour {number}."), {"number": tally.hour})


def _tally_problems(tally: Tally) -> Iterator[Problem]:
    if tally.group not in VISITOR_GROUPS:
        yield Problem("group", N_("There is no group “{key}”."), {"key": tally.group})
    if tally.service not in VISITED_SERVICES:
        yield Problem("service", N_("There is no service “{key}”."), {"key": tally.service})
    if not 1 <= tally.people <= MOST_PEOPLE:
        phrase = N_("One count holds 1 to {most} people.")
        yield Problem("people", phrase, {"most": MOST_PEOPLE})


def _note_problems(note: str) -> Iterator[Problem]:
    if len(note.strip()) > LONGEST_NOTE:
        phrase = N_("A note has at most {most} characters.")
        yield Problem("note", phrase, {"most": LONGEST_NOTE})
