"""The columns of the roster: who serves when, line by line, and what a sign-in sheet shows of it.

Days and times are told in one way on screen, on paper and in workbooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.domain.roster.assignments import ASSIGNMENT_STATE_WORDS, AssignmentState
from stationdesk.domain.working_days import DAY_KIND_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.roster.lines import RosterLine

SHORT_WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
"""Weekdays in the shortest words, Monday first."""

ASSIGNMENT_TONES = {
    AssignmentState.PROPOSED: Tone.NEUTRAL,
    AssignmentState.CONFIRMED: Tone.INFO,
    AssignmentState.SERVED: Tone.GOOD,
    AssignmentState.ABSENT: Tone.BAD,
    AssignmentState.EXCUSED: Tone.WARNING,
    AssignmentState.CANCELLED: Tone.NEUTRAL,
    AssignmentState.VACATED: Tone.NEUTRAL,
    AssignmentState.SWAPPED: Tone.NEUTRAL,
}


def weekday_words(day: date) -> str:
    """Return the weekday of ``day`` in the shortest words: 周四."""
    return _(SHORT_WEEKDAYS[day.weekday()])


def times_words(from_minute: int, to_minute: int) -> str:
    """Return the times of a shift: 08:30–11:30, 22:00–次日02:00."""
    if to_minute <= DAY_MINUTES:
        return f"{clock(from_minute)}–{clock(to_minute)}"
    days, start = divmod(from_minute, DAY_MINUTES)
    ends = clock(to_minute - (days or 1) * DAY_MINUTES)
    if days:
        return f"{clock(start)}–{ends}"
    return _("{start}–{end} next day").format(start=clock(start), end=ends)


def shift_words(line: RosterLine) -> str:
    """Return the shift of a line with its post: 早班（大厅）."""
    return named_shift(line.shift, line.post)


def named_shift(name: str, post: str) -> str:
    """Return a shift's name with its post, where it has one."""
    return _("{shift} ({post})").format(shift=name, post=post) if post else name


def assignment_mark(state: AssignmentState) -> Mark:
    """Return how an assignment stands, as shown."""
    return Mark(ASSIGNMENT_STATE_WORDS[state], ASSIGNMENT_TONES[state])


ROSTER: tuple[Column[RosterLine], ...] = (
    Column("day", N_("Day of duty"), Kind.DAY, lambda line: line.day, 6),
    Column("weekday", N_("Weekday"), Kind.TEXT, lambda line: weekday_words(line.day), 3),
    Column("kind", N_("Kind of day"), Kind.TEXT, lambda line: _(DAY_KIND_WORDS[line.kind]), 5),
    Column("shift", N_("Shift"), Kind.TEXT, shift_words, 6, grows=True),
    Column(
        "times",
        N_("Times of duty"),
        Kind.TEXT,
        lambda line: times_words(line.from_minute, line.to_minute),
        7,
    ),
    Column("name", N_("Volunteer's name"), Kind.TEXT, lambda line: line.name, 5),
    Column("number", N_("Volunteer no."), Kind.TEXT, lambda line: line.number, 5),
    Column("minutes", N_("Planned minutes"), Kind.COUNT, lambda line: line.minutes, 4),
    Column("state", N_("Assignment"), Kind.STATE, lambda line: assignment_mark(line.state), 5),
)
