"""A roster made of a few words, and rosters made at random."""

from datetime import date, timedelta

from stationdesk.domain.ids import (
    AssignmentId,
    AvailabilityExceptionId,
    AvailabilityId,
    ConsentId,
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
from stationdesk.domain.roster.facts import Bond, Pair, Person, RosterFacts
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
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
from stationdesk.domain.volunteers.people import Consent, Standing, Status
from stationdesk.domain.volunteers.skills import VolunteerSkill
from stationdesk.domain.working_days import DayKind, days_from, plain_kind

MONDAY = date(2026, 6, 1)
FIRST, LAST = MONDAY, date(2026, 6, 30)
FIRST_AID = SkillId(1)
ALL_KINDS = frozenset(DayKind)
EVERYTHING_OFF = {rule: RuleChoice(Weight.OFF) for rule in Rule}


def day(number):
    """Return a day of June 2026, counted from 1 (a Monday); 0 and below lie in May."""
    return MONDAY + timedelta(days=number - 1)


def person(number, *, active=True, leaves=(), **fields):
    statuses = (status(number, Standing.ACTIVE),) if active else ()
    return Person(
        **{
            "id": VolunteerId(number),
            "uid": f"v{number}",
            "shown": f"P{number:02d}",
            "statuses": statuses,
            "leaves": tuple(leaves),
            **fields,
        }
    )


def status(number, standing, from_day=date(2020, 1, 1)):
    return Status(
        id=StatusId(from_day.toordinal()),
        uid="",
        volunteer_id=VolunteerId(number),
        standing=standing,
        from_day=from_day,
        reason="",
        recorded_at="",
        recorded_by="",
    )


def shift(number, on, start="08:00", end="12:00", **fields):
    """Return a shift; an end like ``26:00`` lies after midnight."""
    return Shift(
        **{
            "id": ShiftId(number),
            "uid": f"s{number}",
            "period_id": PeriodId(1),
            "template_id": None,
            "day": on,
            "name": f"S{number}",
            "post": "",
            "from_minute": minute(start),
            "to_minute": minute(end),
            "needed": 1,
            "most": 4,
            "at_desk": True,
            "skill_id": None,
            "skilled": 0,
            "version": 1,
            **fields,
        }
    )


def row(number, of, volunteer, state=AssignmentState.CONFIRMED, **fields):
    return Assignment(
        **{
            "id": AssignmentId(number),
            "uid": f"a{number}",
            "shift_id": of.id,
            "volunteer_id": VolunteerId(volunteer),
            "state": state,
            "source": AssignmentSource.HAND,
            "pinned": False,
            "starts": of.starts,
            "ends": of.ends,
            "reason": "",
            "replaces_id": None,
            "version": 1,
            **fields,
        }
    )


def facts(people, shifts, rows=(), *, only=None, rules=None, **fields):
    """Return a roster of June 2026; ``only`` are the rules that hold, else the usual ones."""
    chosen = {}
    if only is not None:
        chosen["rules"] = {**EVERYTHING_OFF, **only}
    if rules is not None:
        chosen["rules"] = rules
    read_from = date(2026, 4, 27)
    kinds = {each: plain_kind(each) for each in days_from(read_from, LAST)}
    return RosterFacts(
        **{
            "first": FIRST,
            "last": LAST,
            "read_from": read_from,
            "today": FIRST,
            "people": {each.id: each for each in people},
            "shifts": {each.id: each for each in shifts},
            "assignments": tuple(rows),
            "kinds": kinds,
            "workdays": frozenset(on for on, kind in kinds.items() if kind is DayKind.WORKDAY),
            "skill_names": {FIRST_AID: "First aid"},
            **chosen,
            **fields,
        }
    )


def warn(amount=0):
    return RuleChoice(Weight.WARN, amount)


def leave(number, first, last, state=LeaveState.APPROVED):
    return Leave(
        id=LeaveId(1),
        uid="",
        volunteer_id=VolunteerId(number),
        kind=LeaveKind.PERSONAL,
        first_day=first,
        last_day=last,
        state=state,
        asked_on=first,
        decided_at=None,
        decided_by=None,
        reason="",
        version=1,
    )


def skill(number, *, expires_on=None, verified=True, issued_on=None, skill_id=FIRST_AID):
    return VolunteerSkill(
        id=VolunteerSkillId(1),
        uid="",
        volunteer_id=VolunteerId(number),
        skill_id=skill_id,
        certificate="A1",
        issuer="",
        issued_on=issued_on,
        expires_on=expires_on,
        verified_by="W" if verified else "",
        verified_on=date(2026, 1, 1) if verified else None,
        version=1,
    )


def weekly(days, start, end, wish, number=1):
    return Availability(
        id=AvailabilityId(number),
        uid="",
        volunteer_id=VolunteerId(1),
        days=days,
        from_minute=minute(start),
        to_minute=minute(end),
        wish=wish,
        valid_from=None,
        valid_until=None,
    )


def dated(first, last, wish, start="00:00", end="24:00", number=1):
    return AvailabilityException(
        id=AvailabilityExceptionId(number),
        uid="",
        volunteer_id=VolunteerId(1),
        first_day=first,
        last_day=last,
        from_minute=minute(start),
        to_minute=minute(end),
        wish=wish,
    )


def consent(signed_on, valid_until=None):
    return Consent(
        id=ConsentId(1),
        uid="",
        volunteer_id=VolunteerId(1),
        guardian="G",
        relation="mother",
        phone="",
        signed_on=signed_on,
        valid_until=valid_until,
    )


def cover_rule(number, start="08:00", end="20:00", people=1, **fields):
    return CoverRule(
        **{
            "id": CoverRuleId(number),
            "uid": f"c{number}",
            "name": f"C{number}",
            "day_kinds": ALL_KINDS,
            "from_minute": minute(start),
            "to_minute": minute(end),
            "people": people,
            "skill_id": None,
            "skilled": 0,
            "weight": Weight.BLOCK,
            "valid_from": date(2020, 1, 1),
            "valid_until": None,
            "version": 1,
            **fields,
        }
    )


def pair(one, other, bond=Bond.TOGETHER):
    return Pair(one=VolunteerId(one), other=VolunteerId(other), bond=bond)


def minute(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def told(breach):
    """Return a breach as it is said."""
    return breach.phrase.format(**breach.values)


STARTS = ("06:30", "08:00", "11:30", "13:00", "15:30", "18:00", "22:00")
LENGTHS = (90, 180, 240, 300, 480, 600)
ANY_RULES = {
    Rule.REST: warn(600),
    Rule.SHIFTS_A_DAY: warn(1),
    Rule.SHIFTS_A_WEEK: warn(3),
    Rule.SHIFTS_A_MONTH: warn(8),
    Rule.HOURS_A_DAY: warn(360),
    Rule.HOURS_A_WEEK: warn(900),
    Rule.HOURS_A_MONTH: warn(2400),
    Rule.CONSECUTIVE: warn(3),
    Rule.LEAST_CONSECUTIVE: warn(2),
    Rule.WEEKENDS: warn(1),
    Rule.MINOR_HOURS: warn(240),
    Rule.MINOR_EVENING: warn(1200),
    Rule.AVAILABILITY: warn(),
    Rule.TOGETHER: warn(),
    Rule.APART: warn(),
    Rule.MENTOR: warn(),
    Rule.SKILL: warn(),
    Rule.REQUEST: warn(),
}
BORN = ("", "1980", "2008-06-15", "2009", "1999-01")


def any_roster(source, people=6, shifts=45, rows=60):
    """Return a roster of six busy weeks in which every rule is broken here and there."""
    volunteers = [_any_person(source, number) for number in range(1, people + 1)]
    made = [_any_shift(source, number) for number in range(1, shifts + 1)]
    places = {(source.choice(made).id, source.randint(1, people)) for _ in range(rows)}
    by_id = {each.id: each for each in made}
    states = [*[AssignmentState.CONFIRMED] * 8, AssignmentState.VACATED, AssignmentState.PROPOSED]
    assigned = [
        row(number, by_id[shift_id], volunteer, source.choice(states))
        for number, (shift_id, volunteer) in enumerate(sorted(places), start=1)
    ]
    return facts(
        volunteers,
        made,
        assigned,
        rules=ANY_RULES,
        pairs=(pair(1, 2), pair(3, 4, Bond.APART), pair(2, 5, Bond.APART)),
    )


def _any_person(source, number):
    first = day(source.randint(-10, 25))
    later = day(source.randint(-30, 40))
    return person(
        number,
        born=source.choice(BORN),
        novice=number == 5,
        mentor=number in (1, 6),
        statuses=(
            status(number, Standing.ACTIVE),
            *([status(number, Standing.LEFT, later)] if source.random() < 0.2 else []),
        ),
        skills=(skill(number, expires_on=later),) if number % 2 else (),
        leaves=(leave(number, first, first + timedelta(days=3)),) if number % 3 == 0 else (),
        consents=(consent(day(-20), later),),
        availability=(weekly(Days.FREE_DAYS, "08:00", "18:00", source.choice(list(Wish))),),
        exceptions=(
            dated(first, first + timedelta(days=2), source.choice(list(Wish))),
            dated(later, later, Wish.PREFERS, "09:00", "15:00", number=2),
        ),
        limits={Rule.SHIFTS_A_WEEK: 2} if number == 4 else {},
    )


def _any_shift(source, number):
    start = minute(source.choice(STARTS))
    length = source.choice(LENGTHS)
    skilled = source.choice((0, 0, 1))
    return shift(
        number,
        day(source.randint(-8, 30)),
        f"{start // 60}:{start % 60}",
        f"{(start + length) // 60}:{(start + length) % 60}",
        needed=source.randint(0, 2),
        most=2,
        at_desk=source.random() < 0.8,
        skill_id=FIRST_AID if skilled else None,
        skilled=skilled,
    )
