"""What keeps a person from a shift whatever else they do: standing, leave, availability."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.roster.findings import Finding
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.availability import LeaveState, Wish
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.domain.volunteers.wishes import wish_within
from stationdesk.domain.working_days import days_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.index import RosterIndex, Row


def row_findings(index: RosterIndex, row: Row) -> Iterator[Finding]:
    """Tell which of these rules one row breaks.

    STANDING: the volunteer is active on the shift's day; nobody unknown is. LEAVE: no approved
    leave on any day that the shift touches. AVAILABILITY: not a minute of it is one at which the
    volunteer cannot come. REQUEST: no minute for which a dated exception says "rather not".
    """
    person = index.facts.people.get(row.volunteer_id)
    if person is None or standing_on(person.statuses, row.day) is not Standing.ACTIVE:
        yield _of(Rule.STANDING, row)
    if person is None:
        return
    if _is_on_leave(person, row):
        yield _of(Rule.LEAVE, row)
    if index.holds(Rule.AVAILABILITY) and index.wish(person, row.starts, row.ends) is Wish.CANNOT:
        yield _of(Rule.AVAILABILITY, row)
    if index.holds(Rule.REQUEST) and person.exceptions and _is_unasked(index, person, row):
        yield _of(Rule.REQUEST, row)


def unmet_findings(index: RosterIndex, person: Person, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell the days that somebody asked for and did not get (REQUEST).

    Only where a shift lies in the time that was asked for: else nobody could honour it.
    """
    if not index.holds(Rule.REQUEST):
        return
    for day in days_from(index.facts.first, index.facts.last):
        asked = _asked_shifts(index, person, day)
        if asked and not any(
            row.starts < ends and start < row.ends for start, ends in asked for row in rows
        ):
            yield Finding(
                rule=Rule.REQUEST,
                place=(person.id, 0, day.toordinal()),
                day=day,
                excess=1,
                volunteer_id=person.id,
            )


def _of(rule: Rule, row: Row) -> Finding:
    return Finding(
        rule=rule,
        place=(row.volunteer_id, row.shift.id),
        day=row.day,
        excess=1,
        rows=(row,),
        volunteer_id=row.volunteer_id,
        shift_id=row.shift.id,
    )


def _is_on_leave(person: Person, row: Row) -> bool:
    last = row.day + timedelta(days=(row.shift.to_minute - 1) // DAY_MINUTES)
    return any(
        leave.state is LeaveState.APPROVED and leave.first_day <= last and row.day <= leave.last_day
        for leave in person.leaves
    )


def _is_unasked(index: RosterIndex, person: Person, row: Row) -> bool:
    for ordinal in range(row.starts // DAY_MINUTES, (row.ends - 1) // DAY_MINUTES + 1):
        midnight = ordinal * DAY_MINUTES
        spans = index.spans(person, ordinal, asked_only=True)
        for span in spans:
            if (
                span.wish is Wish.RATHER_NOT
                and midnight + span.from_minute < row.ends
                and row.starts < midnight + span.to_minute
            ):
                return True
    return False


def _asked_shifts(index: RosterIndex, person: Person, day: date) -> list[tuple[int, int]]:
    """Return the stretches of ``day`` that somebody asked for and that a shift of it shares."""
    if not any(each.first_day <= day <= each.last_day for each in person.exceptions):
        return []
    shifts = index.shifts_by_day.get(day, ())
    return [
        (absolute(day, span.from_minute), absolute(day, span.to_minute))
        for span in index.spans(person, day.toordinal(), asked_only=True)
        if span.wish is Wish.PREFERS
        and any(
            wish_within((span,), shift.from_minute, shift.to_minute) is Wish.PREFERS
            for shift in shifts
        )
    ]
