"""What the roster proves."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.tier_reminders import tier_reminders
from stationdesk.domain.tiers.assess import Dossier, assess
from stationdesk.domain.tiers.duty import answered_by_roster
from stationdesk.domain.tiers.facts import (
    DutyDayFact,
    DutyFact,
    DutyShiftFact,
    Span,
    VolunteerFact,
)
from stationdesk.domain.tiers.forecast import forecast
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import TODAY, days, facts, hand_check, of_one, rule

NINETY = {3: 90, 2: 90, 1: 90}
COVER = rule("duty_cover", quantity=NINETY, interval_days=10)
LOOK = rule("hand_check", subject="seen", quantity=NINETY, interval_days=1)
EITHER = rule("any_of", alternatives=(COVER, LOOK))
AIDER = rule("skill_on_duty", skill="first_aid", quantity={3: 50}, interval_days=4)
HELPERS = rule("volunteers_enough", quantity={3: 2})
MORNING = DutyShiftFact(uid="s1", name="早班")


def day(ahead, covered=480, opened=480, *, rostered=True, aid=False, empty=()):
    return DutyDayFact(
        day=days(ahead),
        open_minutes=opened,
        covered_minutes=covered if rostered else 0,
        period_uid="p1" if rostered else "",
        period_number="PB-2026-006" if rostered else "",
        empty=empty,
        skilled={"first_aid": MORNING} if aid and rostered else {},
    )


def duty(*told, first=None):
    rostered = [one.day for one in told if one.period_uid]
    return facts(duty=DutyFact(days=told, first_rostered=first or min(rostered, default=None)))


def finding(one_rule, held, on=TODAY):
    return assess(of_one(one_rule), held, on, 3).findings[0]


def full(first, last, **more):
    return [day(ahead, **more) for ahead in range(first, last + 1)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], State.NOT_CHECKED),
        (full(-9, 0, rostered=False), State.NOT_CHECKED),
        (full(-9, 20), State.MET),
        ([*full(-9, -1), day(0, 0), *full(1, 20)], State.MET),
        ([*full(-9, -1), day(0, 0), day(-10, 0), *full(1, 20)], State.MET),
        ([*full(-9, -2), day(-1, 479), day(0, 0), *full(1, 20)], State.NOT_MET),
        ([*full(-9, -3, opened=0), *full(-2, 0), *full(1, 20)], State.MET),
        (full(-9, 0, opened=0), State.NOT_CHECKED),
    ],
)
def test_somebody_is_on_duty_for_a_share_of_the_opening_hours_of_the_last_days(told, expected):
    assert finding(COVER, duty(*told)).state is expected


def test_days_before_the_first_roster_do_not_count_and_days_without_one_in_between_do():
    held = [*full(-9, -4, rostered=False), *full(-3, 30)]
    assert finding(COVER, duty(*held)).state is State.MET
    assert finding(COVER, duty(*held, first=days(-9))).state is State.NOT_MET


def test_it_is_told_how_much_was_covered_which_days_lack_and_by_which_rosters():
    shift = DutyShiftFact(uid="s9", name="晚班")
    found = finding(COVER, duty(*full(-9, -1), day(0, 90, empty=(shift,))))
    assert str(found.found) == (
        "91 % (73.5 of 80 hours of opening); nobody on duty: 2026-06-30 (6.5 hours)"
    )
    assert [(one.what, one.id, str(one.text)) for one in found.evidence] == [
        ("roster_period", "p1", "roster PB-2026-006: 10 of these days"),
        ("shift", "s9", "2026-06-30 晚班: nobody on duty"),
    ]


def test_a_roster_that_ends_is_asked_for_before_too_little_is_covered():
    found = finding(COVER, duty(*full(-9, 0), *full(1, 30, rostered=False)))
    assert (found.state, found.until) == (State.DUE_SOON, days(1))
    assert str(found.todo) == f"By {days(1)}, publish the roster that follows."
    late = finding(COVER, duty(*full(-9, 0), *full(1, 30, rostered=False)), days(2))
    assert str(late.todo) == f"Publish the roster from {days(1)} on."


def test_a_published_roster_decides_and_the_look_by_hand_only_where_there_is_none():
    seen = (hand_check(TODAY, "seen", amount=95),)
    bad, none = duty(*full(-9, 0, covered=100)), duty(*full(-9, 0, rostered=False))
    for held, expected in ((bad, State.NOT_MET), (none, State.MET)):
        with_look = facts(duty=held.duty, hand_checks=seen)
        assert finding(EITHER, with_look).state is expected, "a daily look is no day ahead due"
    assert finding(EITHER, none).state is State.NOT_CHECKED
    assert answered_by_roster(of_one(EITHER), "seen", bad)
    assert not answered_by_roster(of_one(EITHER), "seen", none)
    assert not answered_by_roster(of_one(LOOK), "seen", bad)


def test_without_roster_and_look_the_first_page_asks_for_one_of_them():
    (told,) = tier_reminders(assess(of_one(EITHER), facts(), TODAY, 3))
    assert "Publish a roster for the opening hours." in str(told.what)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], State.NOT_CHECKED),
        (full(0, 5, rostered=False), State.NOT_CHECKED),
        ([day(0, aid=True), day(1), day(2, aid=True), day(3), *full(4, 9, aid=True)], State.MET),
        ([day(0, aid=True), day(1), day(2), *full(3, 9)], State.NOT_MET),
        ([day(0, aid=True), day(1, rostered=False), day(2, opened=0), day(3)], State.MET),
    ],
)
def test_somebody_with_the_skill_is_there_on_a_share_of_the_coming_days(told, expected):
    assert finding(AIDER, duty(*told)).state.counts is expected.counts
    assert (finding(AIDER, duty(*told)).state is State.NOT_CHECKED) is (
        expected is State.NOT_CHECKED
    )


def test_days_without_a_first_aider_are_named_and_shifts_with_one_are_proof():
    found = finding(AIDER, duty(day(0, aid=True), *full(1, 5)))
    assert "on 1 of 4 days of the roster" in str(found.found)
    assert str(days(3)) in str(found.todo)
    assert [(one.what, one.id) for one in found.evidence] == [("shift", "s1")]


def test_active_volunteers_are_counted_by_their_days_and_told_by_number():
    ana = VolunteerFact(uid="v1", number="V-0001", active=(Span(None, days(20)),))
    ben = VolunteerFact(uid="v2", number="V-0002", active=(Span(days(-40), None),))
    found = finding(HELPERS, facts(volunteers=(ana, ben)))
    assert (found.state, found.until) == (State.MET, days(20))
    assert "V-0001, V-0002" in str(found.found)
    assert finding(HELPERS, facts(volunteers=(ana, ben)), days(21)).state is State.NOT_MET


@st.composite
def rosters(draw):
    first, last = draw(st.integers(-14, 0)), draw(st.integers(0, 25))
    until = draw(st.integers(first, last))
    told = [
        day(
            ahead,
            covered=draw(st.sampled_from((0, 240, 480))),
            opened=draw(st.sampled_from((0, 480, 480))),
            rostered=first <= ahead <= until and draw(st.integers(0, 9)) > 0,
            aid=draw(st.booleans()),
        )
        for ahead in range(-20, last + 1)
    ]
    return duty(*told, first=days(first))


@settings(max_examples=60, deadline=None)
@given(rosters(), st.sampled_from((COVER, AIDER, EITHER)), st.booleans(), st.booleans())
def test_the_forecast_agrees_with_a_look_at_every_day(held, one_rule, goes_on, looked):
    seen = (hand_check(TODAY, "seen", amount=95),) if looked else ()
    held = facts(duty=held.duty, hand_checks=seen)
    standard = of_one(one_rule)
    dossier = Dossier(standard, held, routine_goes_on=goes_on)
    tiers = [dossier.attained(days(n)) for n in range(61)]
    expected = {days(n): tiers[n] for n in range(1, 61) if tiers[n] != tiers[n - 1]}
    steps = forecast(standard, held, TODAY, 60, routine_goes_on=goes_on)
    assert {step.day: step.tier_to for step in steps} == expected


@settings(max_examples=40, deadline=None)
@given(rosters())
def test_if_rosters_go_on_what_holds_today_is_not_lost_by_days_without_one(held):
    dossier = Dossier(of_one(COVER), held, routine_goes_on=True)
    last = max(one.day for one in held.duty.days)
    beyond = last + timedelta(days=40)
    assert dossier.attained(beyond) == dossier.attained(TODAY)
