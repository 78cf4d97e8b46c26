"""A month of the roster as the grid draws it: people down, days across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.breach_words import hours_text
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.week_shown import Ghosts, changed_rows, chip_of, month_head
from stationdesk.ui.widgets.roster_shown import MonthLine, MonthShown, ShiftMark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.roster.facts import Person
    from stationdesk.ui.roster.reading import Reading


def month_shown(read: Reading) -> MonthShown:
    """Return everybody's days of the month read, with counts and hours, and the holes a day."""
    earliest_first = sorted(read.shifts(), key=lambda shift: shift.from_minute)
    names = dict.fromkeys(shift.name for shift in earliest_first)
    kinds = {name: number for number, name in enumerate(names)}
    marks = _marks(read, kinds, changed_rows(read))
    people = sorted(_people(read), key=lambda person: person.id)
    return MonthShown(
        days=tuple(month_head(read, day) for day in read.days()),
        lines=tuple(_line(read, person, marks) for person in people),
        totals=(_("Shifts"), _("Hours planned")),
        holes=tuple(_holes(read, day) for day in read.days()),
    )


def _people(read: Reading) -> list[Person]:
    """Return who is active or has a place in this month."""
    placed = {row.volunteer_id for rows in read.rows.values() for row in rows}
    active = {person.id for person in read.active()}
    return [person for key, person in read.facts.people.items() if key in placed | active]


def _line(
    read: Reading, person: Person, marks: Mapping[tuple[VolunteerId, date], list[ShiftMark]]
) -> MonthLine:
    served = read.served(person.id)
    minutes = sum(shift.minutes for shift in served)
    over = person.promised_minutes and minutes > person.promised_minutes
    return MonthLine(
        who=person.id,
        name=person.shown,
        marks=tuple(tuple(marks.get((person.id, day), ())) for day in read.days()),
        totals=(str(len(served)), hours_text(minutes)),
        tone=Tone.WARNING if over else None,
    )


def _marks(
    read: Reading, kinds: Mapping[str, int], changed: frozenset[AssignmentId]
) -> dict[tuple[VolunteerId, date], list[ShiftMark]]:
    found: dict[tuple[VolunteerId, date], list[ShiftMark]] = {}
    for shift in read.shifts():
        for row in read.rows[shift.id]:
            mark = ShiftMark(
                chip=chip_of(read, row, Ghosts(), changed),
                short=shift.name[:1],
                said=shift.name,
                kind=kinds[shift.name],
            )
            found.setdefault((row.volunteer_id, shift.day), []).append(mark)
    return found


def _holes(read: Reading, day: date) -> int:
    return sum(read.missing(shift) for shift in read.shifts() if shift.day == day)
