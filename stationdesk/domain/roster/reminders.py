"""What of the roster waits for a hand: holes, a week unpublished, answers owed, notes unread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import clock
from stationdesk.domain.reminders import Area, Reminder, Urgency, nearness, urgency_of
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.roster.swap_rules import OPEN_SWAPS
from stationdesk.domain.roster.swaps import SWAP_STATE_WORDS
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.domain.volunteers.availability import LEAVE_STATE_WORDS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.handover import HandoverNote
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.swaps import Swap
    from stationdesk.domain.volunteers.availability import Leave

NEXT_WEEK_FROM = 4
"""From Thursday on, the roster of the next week should be published."""
SHOWN_CHARACTERS = 40


def hole_reminders(holes: Iterable[Hole], today: date) -> Iterator[Reminder]:
    """Give the holes of today and tomorrow, one line for each day and rule."""
    grouped: dict[tuple[date, str], list[Hole]] = {}
    for hole in holes:
        day, _minute = day_and_minute(hole.starts)
        grouped.setdefault((day, hole.rule_name), []).append(hole)
    for (day, rule_name), found in sorted(grouped.items()):
        values: dict[str, object] = {
            "rule": rule_name,
            "times": names(tuple(map(_time_of, found)), shown=3),
        }
        yield Reminder(
            area=Area.ROSTER,
            urgency=urgency_of(day, today),
            state=Phrase(N_("Desk not covered")),
            what=Phrase(N_("{rule}: {times}"), values),
            day=day,
            grave=day == today and any(hole.weight is Weight.BLOCK for hole in found),
            opens=("day", day),
        )


def this_week_reminders(bare: Iterable[date], today: date) -> Iterator[Reminder]:
    """Give one word about the open days of this week, from today on, without a published roster."""
    days = sorted(bare)
    if not days:
        return
    what = Phrase(N_("No roster is published for {names}"), {"names": names(tuple(days), shown=7)})
    yield Reminder(
        area=Area.ROSTER,
        urgency=urgency_of(days[0], today),
        state=nearness(days[0], today),
        what=what,
        day=days[0],
        grave=days[0] == today,
        opens=("week", days[0] - timedelta(days=days[0].weekday())),
    )


def next_week_reminders(
    published: bool,
    period: Period | None,
    today: date,
) -> Iterator[Reminder]:
    """Give a word from Thursday on where the next week is not published; ``period`` is its own."""
    if published or today.isoweekday() < NEXT_WEEK_FROM:
        return
    monday = today + timedelta(days=8 - today.isoweekday())
    if period is None:
        what = Phrase(N_("There is no roster for the week from {day}"), {"day": monday})
    else:
        values = {"number": period.number, "day": monday}
        what = Phrase(N_("{number}: the week from {day} is not published"), values)
    yield Reminder(
        area=Area.ROSTER,
        urgency=urgency_of(monday, today),
        state=nearness(monday, today),
        what=what,
        day=monday,
        opens=("week", monday),
    )


def leave_reminders(
    leaves: Iterable[Leave], shown: Mapping[VolunteerId, str], today: date
) -> Iterator[Reminder]:
    """Give the leaves that nobody decided about."""
    for leave in leaves:
        values = {
            "person": shown.get(leave.volunteer_id, ""),
            "first": leave.first_day,
            "last": leave.last_day,
        }
        yield Reminder(
            area=Area.ROSTER,
            urgency=urgency_of(max(leave.first_day, today), today),
            state=Phrase(LEAVE_STATE_WORDS[leave.state]),
            what=Phrase(N_("{person}: leave from {first} to {last}"), values),
            day=leave.first_day,
            opens=("leave", leave.id),
        )


def swap_reminders(
    swaps: Iterable[Swap],
    rows: Mapping[AssignmentId, Assignment],
    shown: Mapping[VolunteerId, str],
    today: date,
) -> Iterator[Reminder]:
    """Give the swaps that wait; ``rows`` are the places they are about, by id."""
    for swap in swaps:
        row = rows.get(swap.assignment_id)
        if swap.state not in OPEN_SWAPS or row is None:
            continue
        day, _minute = day_and_minute(row.starts)
        values = {"number": swap.number, "person": shown.get(row.volunteer_id, ""), "day": day}
        yield Reminder(
            area=Area.ROSTER,
            urgency=urgency_of(max(day, today), today),
            state=Phrase(SWAP_STATE_WORDS[swap.state]),
            what=Phrase(N_("{number}: {person} hands over a shift of {day}"), values),
            day=day,
            opens=("swap", swap.id),
        )


def skill_reminders(
    expiring: Iterable[tuple[VolunteerId, str, str, date]], today: date
) -> Iterator[Reminder]:
    """Give certificates that run out soon, or did: volunteer, name, skill, last day."""
    for volunteer_id, person, skill, day in expiring:
        over = day < today
        phrase = N_("{person}: {skill} ran out") if over else N_("{person}: {skill} runs out")
        yield Reminder(
            area=Area.VOLUNTEERS,
            urgency=urgency_of(day, today),
            state=nearness(day, today),
            what=Phrase(phrase, {"person": person, "skill": skill}),
            day=day,
            opens=("volunteer", volunteer_id),
        )


def note_reminders(notes: Iterable[HandoverNote]) -> Iterator[Reminder]:
    """Give the handover notes that nobody took over yet."""
    for note in notes:
        if note.taken_at is not None or note.done_at is not None:
            continue
        first_line = note.body.split("\n", 1)[0]
        short = first_line[:SHOWN_CHARACTERS]
        values = {"body": short if short == note.body else f"{short}…"}
        yield Reminder(
            area=Area.ROSTER,
            urgency=Urgency.TODAY,
            state=Phrase(N_("Important handover") if note.important else N_("Handover note")),
            what=Phrase(N_("Handed over: {body}"), values),
            where=note.said_by,
            day=note.business_date,
            grave=note.important,
            opens=("note", note.id),
        )


def _time_of(hole: Hole) -> str:
    """Return the time of a hole as ``11:30-12:00``; an end after midnight by its own clock."""
    _day, begins = day_and_minute(hole.starts)
    _day, ends = day_and_minute(hole.ends)
    return f"{clock(begins)}-{clock(ends or 1440)}"
