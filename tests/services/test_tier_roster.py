"""What the tiers read from the roster, on any day: by the clock, minute by minute."""

import random
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill, NewVolunteerSkill
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.tier_facts import gather
from tests.services.roster_station import MONDAY, RosterStation, day_of

SUNDAY = day_of(6)


@pytest.fixture
def at(database):
    return RosterStation(database, datetime(2026, 6, 21, 9, 0))


def days(at, on=None):
    facts = gather(on or at.at.date(), at.at.date()).duty
    return {one.day: one for one in facts.days}


def week_of(at, stretches):
    """Publish the week of ``stretches``: (day, from, to, volunteer or None)."""
    wishes = [
        NewShift(day=day_of(day), name=f"{number}", from_minute=starts, to_minute=ends)
        for number, (day, starts, ends, _who) in enumerate(stretches)
    ]
    period_id = at.roster.open_period(MONDAY, SUNDAY, wishes)
    shifts = {each.name: each for each in at.roster.shifts(MONDAY, SUNDAY)}
    for number, (_day, _starts, _ends, who) in enumerate(stretches):
        if who is not None:
            at.roster.assign(shifts[f"{number}"].id, who)
    at.roster.publish(period_id)
    return period_id


def test_only_published_rosters_count_and_other_days_are_bare(at):
    (who,) = at.people(1)
    assert days(at) == {}
    week_of(at, [(0, 480, 720, who)])
    told = days(at)
    assert (told[MONDAY].open_minutes, told[MONDAY].covered_minutes) == (720, 240)
    assert told[day_of(1)].covered_minutes == 0
    assert told[day_of(1)].period_number == "PB-2026-001"
    assert told[day_of(7)].period_uid == ""


def test_a_shift_outside_the_hours_or_over_midnight_covers_only_what_is_open(at):
    one, other = at.people(2)
    week_of(at, [(0, 400, 500, one), (1, 1100, 1440 + 60, other)])
    told = days(at)
    assert told[MONDAY].covered_minutes == 20
    assert told[day_of(1)].covered_minutes == 100


def test_a_shift_with_nobody_is_named(at):
    (who,) = at.people(1)
    week_of(at, [(0, 480, 720, who), (0, 720, 1200, None)])
    assert [each.name for each in days(at)[MONDAY].empty] == ["1"]


def test_who_is_missing_covers_nothing_and_who_walks_in_does(at):
    one, other = at.people(2)
    week_of(at, [(0, 480, 720, one)])
    at.at = datetime(2026, 6, 22, 12, 30)
    (row,) = [each for each in at.roster.facts(MONDAY, MONDAY).assignments if each.is_live]
    at.roster.mark_absent(row.id, "没来")
    assert days(at)[MONDAY].covered_minutes == 0
    desk = AttendanceDesk(at.context, at.volunteers)
    came = desk.sign_in(other, at=datetime(2026, 6, 22, 9, 0))
    desk.sign_out(came, at=datetime(2026, 6, 22, 9, 45))
    assert days(at)[MONDAY].covered_minutes == 45


def test_of_a_day_gone_by_only_rosters_published_by_then_count(at):
    (who,) = at.people(1)
    at.at = datetime(2026, 6, 24, 9, 0)
    wishes = [NewShift(day=day_of(3), name="早班", from_minute=480, to_minute=720)]
    period_id = at.roster.open_period(MONDAY, SUNDAY, wishes)
    at.roster.assign(at.shift(day_of(3)).id, who)
    at.roster.publish(period_id)
    assert days(at)[day_of(3)].covered_minutes == 240
    assert days(at, day_of(1)) == {}


def test_a_skill_counts_on_the_days_its_proof_is_valid(at):
    one, other = at.people(2)
    skill_id = at.volunteers.add_skill(NewSkill(name="急救", certified=True, key=FIRST_AID))
    at.volunteers.add_volunteer_skill(
        one,
        NewVolunteerSkill(
            skill_id=skill_id,
            certificate="JJ-1",
            issued_on=date(2024, 1, 1),
            expires_on=day_of(1),
            verified_by="王芳",
            verified_on=date(2026, 1, 1),
        ),
    )
    at.volunteers.add_volunteer_skill(
        other, NewVolunteerSkill(skill_id=skill_id, certificate="JJ-2")
    )
    week_of(at, [(day, 480, 720, who) for day in range(3) for who in (one, other)])
    told = days(at)
    assert [bool(told[day_of(day)].skilled) for day in range(3)] == [True, True, False]
    assert told[MONDAY].skilled[FIRST_AID].name == "0"


def test_cover_equals_a_look_at_every_minute(at):
    people = at.people(4)
    chance = random.Random(7)
    stretches, busy = [], set()
    for day in range(7):
        for who in people:
            starts = chance.randrange(420, 1100)
            ends = starts + chance.randrange(30, 300)
            if (who, day) not in busy:
                stretches.append((day, starts, min(ends, 1440), who))
                busy.add((who, day))
    chance.shuffle(stretches)
    chosen = stretches[:14]
    for rule in (Rule.SHIFTS_A_WEEK, Rule.HOURS_A_WEEK, Rule.CONSECUTIVE, Rule.REST, Rule.WEEKENDS):
        at.roster.choose_rule(rule, RuleChoice(Weight.OFF, at.roster.rules()[rule].amount))
    week_of(at, chosen)
    told = days(at)
    for day in range(7):
        minutes = {
            minute
            for at_day, starts, ends, _who in chosen
            if at_day == day
            for minute in range(starts, ends)
        }
        assert told[day_of(day)].covered_minutes == len(minutes & set(range(480, 1200)))


def test_volunteers_are_active_on_the_days_of_their_history(at):
    one, other = at.people(2)
    at.volunteers.set_standing(one, Standing.PAUSED, day_of(3), "出差")
    at.volunteers.set_standing(one, Standing.ACTIVE, day_of(10))
    at.volunteers.set_standing(other, Standing.LEFT, day_of(5), "搬家")
    told = {each.number: each.active for each in gather(MONDAY, at.at.date()).volunteers}
    first, second = told["V-0001"]
    assert (first.last, second.first, second.last) == (day_of(2), day_of(10), None)
    assert [span.last for span in told["V-0002"]] == [day_of(4)]
    before = gather(at.at.date() - timedelta(days=1), at.at.date()).volunteers
    assert list(before) == []
