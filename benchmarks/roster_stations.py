"""Stations made at random for measuring the planner: who can come when, shifts, rules.

The same seed makes the same station. Names and all else are invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.ids import (
    AssignmentId,
    AvailabilityExceptionId,
    AvailabilityId,
    CoverRuleId,
    LeaveId,
    PeriodId,
    ShiftId,
    SkillId,
    StatusId,
    VolunteerId,
    VolunteerSkillId,
)
from stationdesk.domain.roster.assignments import Assignment, AssignmentSource, AssignmentState
from stationdesk.domain.roster.cover_rules import CoverRule
from stationdesk.domain.roster.facts import Bond, Carried, Pair, Person, RosterFacts
from stationdesk.domain.roster.rules import USUAL_RULES, Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import Shift
from stationdesk.domain.volunteers.availability import (
    Availability,
    AvailabilityException,
    Days,
    Leave,
    LeaveKind,
    LeaveState,
    Wish,
)
from stationdesk.domain.volunteers.people import Standing, Status
from stationdesk.domain.volunteers.skills import VolunteerSkill
from stationdesk.domain.working_days import DayKind, days_from, plain_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST = date(2026, 6, 1)
FIRST_AID = SkillId(1)
MORNING, NOON, EVENING = (480, 720), (720, 960), (960, 1200)
THREE_SHIFTS = (MORNING, NOON, EVENING)
LUNCH_SHIFTS = (
    (480, 690),
    (480, 780),
    (570, 720),
    (690, 840),
    (750, 1020),
    (840, 1080),
    (960, 1200),
)
"""Seven shifts of six lengths that overlap, over 24 half hours: the desk that is never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a station is. ``free_share`` is how much of the week somebody can come, in %."""

    people: int = 20
    days: int = 31
    first_aiders: int = 6
    free_share: int = 60
    wanted: int = 2
    novices: int = 2
    mentors: int = 5
    times: Sequence[tuple[int, int]] = THREE_SHIFTS


TYPICAL = Size()
TIGHT = Size(people=12, first_aiders=3, free_share=45, novices=1, mentors=3)
QUARTER = Size(days=92)
LARGE = Size(people=60, wanted=4, first_aiders=15, novices=6, mentors=15)


def station(size: Size, seed: int) -> RosterFacts:
    """Return a station whose roster is still empty."""
    chance = random.Random(f"{size}-{seed}")
    last = FIRST + timedelta(days=size.days - 1)
    read_from = FIRST - timedelta(days=35)
    people = [_person(number, size, chance, last) for number in range(1, size.people + 1)]
    kinds = {day: plain_kind(day) for day in days_from(read_from, last)}
    return RosterFacts(
        first=FIRST,
        last=last,
        read_from=read_from,
        today=FIRST - timedelta(days=3),
        people={person.id: person for person in people},
        shifts={shift.id: shift for shift in _shifts(size, last)},
        assignments=(),
        kinds=kinds,
        workdays=frozenset(day for day, kind in kinds.items() if kind is DayKind.WORKDAY),
        cover_rules=_cover_rules(size),
        rules={
            **USUAL_RULES,
            Rule.SHIFTS_A_DAY: RuleChoice(Weight.BLOCK, 1),
            Rule.SHIFTS_A_WEEK: RuleChoice(Weight.BLOCK, 4),
            Rule.REST: RuleChoice(Weight.WARN, 780),
            Rule.CONSECUTIVE: RuleChoice(Weight.BLOCK, 3),
        },
        pairs=tuple(_pairs(size, chance)),
        skill_names={FIRST_AID: "急救"},
    )


def lunch_station(seed: int, people: int = 20, days: int = 31) -> RosterFacts:
    """Return a station whose shifts overlap: two are wanted all day and three over lunch.

    No shift wants anybody by itself; only the clock does.
    """
    size = Size(people=people, days=days, free_share=75, wanted=0, novices=0, times=LUNCH_SHIFTS)
    made = station(size, seed)
    all_day, lunch = _cover_rules(size)[0], _cover_rules(size)[0]
    rules = (
        replace(all_day, people=2, skilled=0, skill_id=None),
        replace(
            lunch,
            id=CoverRuleId(2),
            from_minute=690,
            to_minute=840,
            people=3,
            skilled=0,
            skill_id=None,
        ),
    )
    shifts = {key: replace(each, skill_id=None, skilled=0) for key, each in made.shifts.items()}
    return replace(made, cover_rules=rules, shifts=shifts)


def planned(facts: RosterFacts, rows: Iterable[tuple[ShiftId, VolunteerId]]) -> RosterFacts:
    """Return the station with these rows confirmed."""
    made = tuple(
        Assignment(
            id=AssignmentId(number),
            uid=f"row-{number}",
            shift_id=shift_id,
            volunteer_id=volunteer_id,
            state=AssignmentState.CONFIRMED,
            source=AssignmentSource.PLANNER,
            pinned=False,
            starts=facts.shifts[shift_id].starts,
            ends=facts.shifts[shift_id].ends,
            reason="",
            replaces_id=None,
            version=1,
        )
        for number, (shift_id, volunteer_id) in enumerate(rows, start=1)
    )
    return replace(facts, assignments=made)


def on_leave(facts: RosterFacts, volunteer_id: VolunteerId, first: date, last: date) -> RosterFacts:
    """Return the station with an approved leave whose rows are vacated."""
    person = facts.people[volunteer_id]
    leave = _leave(volunteer_id, first, last)
    people = {**facts.people, volunteer_id: replace(person, leaves=(*person.leaves, leave))}
    rows = tuple(
        replace(row, state=AssignmentState.VACATED)
        if row.volunteer_id == volunteer_id and first <= facts.shifts[row.shift_id].day <= last
        else row
        for row in facts.assignments
    )
    return replace(facts, people=people, assignments=rows)


def _person(number: int, size: Size, chance: random.Random, last: date) -> Person:
    person_id = VolunteerId(number)
    leaves = ()
    if chance.random() < 0.4:
        away = FIRST + timedelta(days=chance.randrange(size.days))
        leaves = (_leave(person_id, away, away + timedelta(days=chance.randrange(1, 5))),)
    return Person(
        id=person_id,
        uid=f"volunteer-{number}",
        shown=f"志愿者{number:02d}",
        promised_minutes=chance.choice((1200, 1440, 1920, 2400)),
        novice=number > size.people - size.novices,
        mentor=number <= size.mentors,
        statuses=(_active(person_id),),
        skills=(_first_aid(person_id),) if number <= size.first_aiders else (),
        availability=tuple(_week(size, chance)),
        exceptions=tuple(_asked(number, chance, size)),
        leaves=leaves,
        carried=Carried(
            minutes=chance.randrange(3600, 6000, 240),
            promised=4800,
            weekends=chance.randrange(0, 7),
            evenings=chance.randrange(0, 12),
        ),
    )


def _week(size: Size, chance: random.Random) -> Iterable[Availability]:
    number = 0
    for weekday in range(1, 8):
        for start, end in THREE_SHIFTS:
            number += 1
            draw = chance.randrange(100)
            wish = Wish.CANNOT
            if draw < size.free_share:
                wish = chance.choice((Wish.PREFERS, Wish.CAN, Wish.CAN, Wish.RATHER_NOT))
            yield Availability(
                id=AvailabilityId(number),
                uid="",
                volunteer_id=VolunteerId(0),
                days=Days(str(weekday)),
                from_minute=start,
                to_minute=end,
                wish=wish,
                valid_from=None,
                valid_until=None,
            )


def _asked(number: int, chance: random.Random, size: Size) -> Iterable[AvailabilityException]:
    if chance.random() < 0.3:
        day = FIRST + timedelta(days=chance.randrange(size.days))
        yield AvailabilityException(
            id=AvailabilityExceptionId(number),
            uid="",
            volunteer_id=VolunteerId(number),
            first_day=day,
            last_day=day,
            from_minute=0,
            to_minute=1440,
            wish=chance.choice((Wish.PREFERS, Wish.RATHER_NOT, Wish.CANNOT)),
        )


def _shifts(size: Size, last: date) -> Iterable[Shift]:
    number = 0
    for day in days_from(FIRST, last):
        for start, end in size.times:
            number += 1
            yield Shift(
                id=ShiftId(number),
                uid=f"shift-{number}",
                period_id=PeriodId(1),
                template_id=None,
                day=day,
                name=f"{start // 60:02d}:{start % 60:02d}",
                post="",
                from_minute=start,
                to_minute=end,
                needed=size.wanted,
                most=size.wanted + 2,
                at_desk=True,
                skill_id=FIRST_AID,
                skilled=1,
                version=1,
            )


def _cover_rules(size: Size) -> tuple[CoverRule, ...]:
    return (
        CoverRule(
            id=CoverRuleId(1),
            uid="cover-1",
            name="窗口有人",
            day_kinds=frozenset(DayKind),
            from_minute=480,
            to_minute=1200,
            people=size.wanted,
            skill_id=FIRST_AID,
            skilled=1,
            weight=Weight.BLOCK,
            valid_from=date(2026, 1, 1),
            valid_until=None,
            version=1,
        ),
    )


def _pairs(size: Size, chance: random.Random) -> Iterable[Pair]:
    for _ in range(2):
        one, other = chance.sample(range(1, size.people + 1), 2)
        yield Pair(one=VolunteerId(one), other=VolunteerId(other), bond=Bond.APART)


def _leave(volunteer_id: VolunteerId, first: date, last: date) -> Leave:
    return Leave(
        id=LeaveId(volunteer_id),
        uid="",
        volunteer_id=volunteer_id,
        kind=LeaveKind.PERSONAL,
        first_day=first,
        last_day=last,
        state=LeaveState.APPROVED,
        asked_on=first,
        decided_at=None,
        decided_by=None,
        reason="",
        version=1,
    )


def _active(volunteer_id: VolunteerId) -> Status:
    return Status(
        id=StatusId(volunteer_id),
        uid="",
        volunteer_id=volunteer_id,
        standing=Standing.ACTIVE,
        from_day=date(2025, 1, 1),
        reason="",
        recorded_at="",
        recorded_by="",
    )


def _first_aid(volunteer_id: VolunteerId) -> VolunteerSkill:
    return VolunteerSkill(
        id=VolunteerSkillId(volunteer_id),
        uid="",
        volunteer_id=volunteer_id,
        skill_id=FIRST_AID,
        certificate="",
        issuer="",
        issued_on=None,
        expires_on=None,
        verified_by="站长",
        verified_on=date(2026, 1, 5),
        version=1,
    )
