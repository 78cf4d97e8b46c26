"""A broken rule in words: one clause about the person, without the name.

What is there already is told by what there is ("has 6 shifts that week, 5 at most"); what would be
broken by a row that is only thought of, by what stands against it ("already has 5 shifts").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.domain.roster.index import THOUGHT_OF
from stationdesk.domain.roster.rules import Breach, Rule
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.findings import Finding
    from stationdesk.domain.roster.index import RosterIndex, Row
    from stationdesk.domain.roster.shifts import Shift

Clause = tuple[str, "Mapping[str, object]"]
HOUR = 60

NOT_ACTIVE = {
    Standing.APPLIED: N_("has only applied so far on that day"),
    Standing.ACTIVE: N_("is not an active volunteer"),
    Standing.PAUSED: N_("is pausing on that day"),
    Standing.LEFT: N_("has left by that day"),
}
THERE_IS = {
    Rule.SHIFTS_A_DAY: N_("has {count} shifts that day, {most} at most"),
    Rule.SHIFTS_A_WEEK: N_("has {count} shifts that week, {most} at most"),
    Rule.SHIFTS_A_MONTH: N_("has {count} shifts that month, {most} at most"),
    Rule.HOURS_A_DAY: N_("has {hours} hours that day, {most} at most"),
    Rule.HOURS_A_WEEK: N_("has {hours} hours that week, {most} at most"),
    Rule.HOURS_A_MONTH: N_("has {hours} hours that month, {most} at most"),
    Rule.WEEKENDS: N_("serves {count} weekends that month, {most} at most"),
    Rule.CONSECUTIVE: N_("serves {count} days in a row, {most} at most"),
}
WOULD_BE = {
    Rule.SHIFTS_A_DAY: N_("already has {had} shifts that day"),
    Rule.SHIFTS_A_WEEK: N_("already has {had} shifts that week"),
    Rule.SHIFTS_A_MONTH: N_("already has {had} shifts that month"),
    Rule.HOURS_A_DAY: N_("would come to {hours} hours that day, {most} at most"),
    Rule.HOURS_A_WEEK: N_("would come to {hours} hours that week, {most} at most"),
    Rule.HOURS_A_MONTH: N_("would come to {hours} hours that month, {most} at most"),
    Rule.WEEKENDS: N_("already serves {had} weekends that month"),
    Rule.CONSECUTIVE: N_("would serve {count} days in a row, {most} at most"),
}
IN_HOURS = frozenset({Rule.HOURS_A_DAY, Rule.HOURS_A_WEEK, Rule.HOURS_A_MONTH})


def breach_of(index: RosterIndex, finding: Finding) -> Breach:
    """Return what was found as it is told."""
    phrase, values = clause_of(index, finding)
    return Breach(
        rule=finding.rule,
        weight=index.choices[finding.rule].weight,
        day=finding.day,
        phrase=phrase,
        values=values,
        volunteer_id=finding.volunteer_id,
        shift_id=finding.shift_id,
        assignment_ids=tuple(row.id for row in finding.rows if row.id != THOUGHT_OF),
    )


def clause_of(index: RosterIndex, finding: Finding) -> Clause:
    """Return the clause that tells what was found."""
    if finding.rule in THERE_IS:
        return _amount_clause(finding)
    return _CLAUSES[finding.rule](index, finding)


def skill_clause(index: RosterIndex, person: Person, skill_id: SkillId, day: date) -> Clause:
    """Return why a skill of somebody does not count on ``day``."""
    name = index.facts.skill_names.get(skill_id, "")
    held = [each for each in person.skills if each.skill_id == skill_id]
    verified = [each for each in held if each.verified_on is not None]
    if not held:
        return N_("has no {skill}"), {"skill": name}
    if not verified:
        return N_("{skill} is not verified"), {"skill": name}
    expired = [each.expires_on for each in verified if each.expires_on and each.expires_on < day]
    if expired:
        return N_("{skill} ran out on {day}"), {"skill": name, "day": day_text(max(expired), day)}
    return N_("{skill} is not issued yet on that day"), {"skill": name}


def hours_text(minutes: int) -> str:
    """Return minutes as hours: whole, or with one decimal."""
    hours, rest = divmod(minutes, HOUR)
    return str(hours) if rest == 0 else f"{minutes / HOUR:.1f}"


def day_text(day: date, on: date) -> Phrase:
    """Return ``day`` as it is said on ``on``: the year only where it is another one."""
    values = {"year": day.year, "month": day.month, "day": day.day}
    if day.year == on.year:
        return Phrase(N_("{month}/{day}"), values)
    return Phrase(N_("{year}/{month}/{day}"), values)


def time_text(shift: Shift) -> str:
    """Return the time of a shift as ``08:00-12:00``; an end after midnight by its own clock."""
    return f"{clock(shift.from_minute)}-{day_clock(shift.to_minute)}"


def day_clock(minute: int) -> str:
    """Return a minute that may lie after midnight as the clock shows it."""
    return clock(minute if minute <= DAY_MINUTES else minute - DAY_MINUTES)


def _amount_clause(finding: Finding) -> Clause:
    thought = [row for row in finding.rows if row.id == THOUGHT_OF]
    phrases = WOULD_BE if thought else THERE_IS
    if finding.rule in IN_HOURS:
        values = {"hours": hours_text(finding.count), "most": hours_text(finding.allowed)}
        return phrases[finding.rule], values
    if len(thought) > 1:  # several rows in one deed: what somebody has already tells nothing
        phrases = THERE_IS
    had = max(finding.count - len(thought), 0)
    values_of: dict[str, object] = {"count": finding.count, "most": finding.allowed, "had": had}
    return phrases[finding.rule], values_of


def _overlap(_index: RosterIndex, finding: Finding) -> Clause:
    one, other = finding.rows
    if one.shift.id == other.shift.id:
        return N_("is on this shift already"), {}
    values = {"shift": one.shift.name, "time": time_text(one.shift)}
    return N_("overlaps “{shift}” {time}"), values


def _standing(index: RosterIndex, finding: Finding) -> Clause:
    person = _person_of(index, finding)
    standing = Standing.ACTIVE if person is None else standing_on(person.statuses, finding.day)
    return NOT_ACTIVE[standing], {}


def _leave(_index: RosterIndex, _finding: Finding) -> Clause:
    return N_("is on leave that day"), {}


def _availability(_index: RosterIndex, _finding: Finding) -> Clause:
    return N_("cannot come at that time"), {}


def _full(_index: RosterIndex, finding: Finding) -> Clause:
    return N_("the shift takes {most} people at most"), {"most": finding.allowed}


def _rest(_index: RosterIndex, finding: Finding) -> Clause:
    values = {"least": hours_text(finding.allowed)}
    earlier, newest = min(finding.rows, key=lambda row: row.starts), finding.rows[-1]
    if newest is earlier:
        return N_("less than {least} hours to the next shift"), values
    return N_("less than {least} hours since the shift before"), values


def _least_run(_index: RosterIndex, finding: Finding) -> Clause:
    values = {"count": finding.count, "least": finding.allowed}
    return N_("serves only {count} days in a row, {least} at least"), values


def _minor_hours(_index: RosterIndex, finding: Finding) -> Clause:
    values = {"hours": hours_text(finding.count), "most": hours_text(finding.allowed)}
    return N_("is under 18: {hours} hours that day, {most} at most"), values


def _minor_evening(_index: RosterIndex, finding: Finding) -> Clause:
    if finding.count < finding.allowed:
        begins = {"begins": clock(finding.count), "earliest": clock(finding.allowed)}
        return N_("is under 18: begins at {begins}, {earliest} at the earliest"), begins
    values = {"ends": day_clock(finding.count), "latest": day_clock(finding.allowed)}
    return N_("is under 18: ends at {ends}, {latest} at the latest"), values


def _minor_consent(_index: RosterIndex, _finding: Finding) -> Clause:
    return N_("is under 18, without a guardian's consent for that day"), {}


def _together(index: RosterIndex, finding: Finding) -> Clause:
    return N_("serves together with {other}, who is not on this shift"), _other(index, finding)


def _apart(index: RosterIndex, finding: Finding) -> Clause:
    return N_("is kept apart from {other}, who is there at the same time"), _other(index, finding)


def _mentor(_index: RosterIndex, _finding: Finding) -> Clause:
    return N_("is a novice, without a mentor all the time"), {}


def _skill(index: RosterIndex, finding: Finding) -> Clause:
    row: Row = finding.rows[-1]
    shift, person = row.shift, index.facts.people.get(row.volunteer_id)
    if shift.skill_id is None:
        return "", {}
    if row.id == THOUGHT_OF and person is not None:
        return skill_clause(index, person, shift.skill_id, shift.day)
    name = index.facts.skill_names.get(shift.skill_id, "")
    values = {"skill": name, "count": finding.count, "wanted": finding.allowed}
    return N_("{count} of {wanted} people with {skill}"), values


def _request(_index: RosterIndex, finding: Finding) -> Clause:
    if finding.rows:
        return N_("would rather not come that day"), {}
    return N_("asked for this day and has no shift on it"), {}


def _person_of(index: RosterIndex, finding: Finding) -> Person | None:
    return None if finding.volunteer_id is None else index.facts.people.get(finding.volunteer_id)


def _other(index: RosterIndex, finding: Finding) -> dict[str, object]:
    other = None if finding.other_id is None else index.facts.people.get(finding.other_id)
    return {"other": "" if other is None else other.shown}


_CLAUSES: dict[Rule, Callable[[RosterIndex, Finding], Clause]] = {
    Rule.OVERLAP: _overlap,
    Rule.STANDING: _standing,
    Rule.LEAVE: _leave,
    Rule.AVAILABILITY: _availability,
    Rule.FULL: _full,
    Rule.REST: _rest,
    Rule.LEAST_CONSECUTIVE: _least_run,
    Rule.MINOR_HOURS: _minor_hours,
    Rule.MINOR_EVENING: _minor_evening,
    Rule.MINOR_CONSENT: _minor_consent,
    Rule.TOGETHER: _together,
    Rule.APART: _apart,
    Rule.MENTOR: _mentor,
    Rule.SKILL: _skill,
    Rule.REQUEST: _request,
}
