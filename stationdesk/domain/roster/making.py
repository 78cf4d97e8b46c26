"""Making the shifts of a roster: out of templates, or as a copy of another week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.index import index_of
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.working_days import days_from
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.index import Row
    from stationdesk.domain.roster.shifts import Shift, ShiftTemplate
    from stationdesk.domain.working_days import DayKind

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedRow:
    """Somebody to be put on a shift that is there, or on one that must be made first."""

    place: ShiftId | NewShift
    volunteer_id: VolunteerId


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCopied:
    """A row of the week before that has no place in the new one, and why, in one clause."""

    volunteer_id: VolunteerId
    shift_id: ShiftId
    phrase: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedWeek:
    """A week as it would be copied: whom to put where, and what cannot be copied.

    Each shift to be made appears as one equal ``NewShift`` in all of its rows. The rules are not
    asked here: the copied rows go through the checker like rows set by hand.
    """

    rows: tuple[CopiedRow, ...]
    left_out: tuple[NotCopied, ...]

    @property
    def new_shifts(self) -> tuple[NewShift, ...]:
        """The shifts that must be made first, each once, in the order of time."""
        made = {row.place for row in self.rows if isinstance(row.place, NewShift)}
        return tuple(sorted(made, key=lambda shift: (shift.day, shift.from_minute, shift.name)))


def shifts_from(
    templates: Iterable[ShiftTemplate], kinds: Mapping[date, DayKind], first: date, last: date
) -> list[NewShift]:
    """Return the shifts that ``templates`` make of the days from ``first`` through ``last``.

    A template that is not archived makes one on each day of its kinds that falls on one of its
    weekdays. In the order of time, then of the templates.
    """
    live = [each for each in templates if not each.archived]
    live.sort(key=lambda each: (each.from_minute, each.sort_order, each.to_minute, each.id))
    return [
        shift_of(template, day)
        for day in days_from(first, last)
        for template in live
        if kinds.get(day) in template.day_kinds and day.isoweekday() in template.weekdays
    ]


def shift_of(template: ShiftTemplate, day: date) -> NewShift:
    """Return the shift that ``template`` makes on ``day``, whatever kind of day it is."""
    return NewShift(
        day=day,
        name=template.name,
        from_minute=template.from_minute,
        to_minute=template.to_minute,
        post=template.post,
        needed=template.needed,
        most=template.most,
        at_desk=template.at_desk,
        skill_id=template.skill_id,
        skilled=template.skilled,
        template_id=template.id,
    )


def copied_week(facts: RosterFacts, from_monday: date, to_monday: date) -> CopiedWeek:
    """Return who would serve when if the week of ``from_monday`` came again.

    A live row goes to the shift of the same weekday that came out of the same template, else the
    one with the same name and post, else the one of the same time and post; of several to the one
    nearest in time. Where the new week has no such shift, one made by hand is made again; one out
    of a template is not, for the day is of another kind. Whoever is on the new shift already is
    left as they are, and is no row of the copy.
    """
    index, ahead = index_of(facts), to_monday - from_monday
    rows: list[CopiedRow] = []
    left_out: list[NotCopied] = []
    taken: dict[ShiftId, int] = defaultdict(int)
    for row in _rows_of_week(facts, from_monday):
        day = row.day + ahead
        shift = _like(row.shift, index.shifts_by_day.get(day, ()))
        if shift is None and row.shift.template_id is None:
            rows.append(CopiedRow(place=_again(row.shift, day), volunteer_id=row.volunteer_id))
        elif shift is None:
            left_out.append(_without_shift(row, day))
        elif row.volunteer_id not in {each.volunteer_id for each in index.rows_on(shift.id)}:
            if len(index.rows_on(shift.id)) + taken[shift.id] < shift.most:
                taken[shift.id] += 1
                rows.append(CopiedRow(place=shift.id, volunteer_id=row.volunteer_id))
            else:
                left_out.append(_full(row, shift))
    return CopiedWeek(rows=tuple(rows), left_out=tuple(left_out))


def _rows_of_week(facts: RosterFacts, monday: date) -> Iterator[Row]:
    index = index_of(facts)
    for day in days_from(monday, monday + WEEK - timedelta(days=1)):
        yield from index.by_day.get(day, ())


def _like(shift: Shift, others: Iterable[Shift]) -> Shift | None:
    """Return the shift of another day that stands for ``shift``, None where none does."""
    likeness = {other.id: _likeness(shift, other) for other in others}
    alike = [other for other in others if likeness[other.id]]
    return min(
        alike,
        key=lambda other: (
            -likeness[other.id],
            abs(other.from_minute - shift.from_minute),
            other.id,
        ),
        default=None,
    )


def _likeness(shift: Shift, other: Shift) -> int:
    if shift.template_id is not None and shift.template_id == other.template_id:
        return 3
    if shift.post != other.post:
        return 0
    if shift.name == other.name:
        return 2
    same_time = (shift.from_minute, shift.to_minute) == (other.from_minute, other.to_minute)
    return 1 if same_time else 0


def _again(shift: Shift, day: date) -> NewShift:
    return NewShift(
        day=day,
        name=shift.name,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        post=shift.post,
        needed=shift.needed,
        most=shift.most,
        at_desk=shift.at_desk,
        skill_id=shift.skill_id,
        skilled=shift.skilled,
    )


def _without_shift(row: Row, day: date) -> NotCopied:
    return NotCopied(
        volunteer_id=row.volunteer_id,
        shift_id=row.shift.id,
        phrase=N_("there is no “{shift}” on {day}"),
        values={"shift": row.shift.name, "day": day},
    )


def _full(row: Row, shift: Shift) -> NotCopied:
    return NotCopied(
        volunteer_id=row.volunteer_id,
        shift_id=row.shift.id,
        phrase=N_("“{shift}” on {day} is full"),
        values={"shift": shift.name, "day": shift.day},
    )
