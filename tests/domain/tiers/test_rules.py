from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.tiers.assess import assess
from stationdesk.domain.tiers.facts import (
    ExemptionFact,
    HoursFact,
    SetCheckFact,
    SetFact,
    SetLineFact,
    Span,
    good_through,
)
from stationdesk.domain.tiers.standard import AgentLife, Season
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import (
    TODAY,
    amenity,
    criterion,
    days,
    facts,
    hand_check,
    of_one,
    rule,
    run,
    standard,
    stock,
)

EACH = {3: 5, 2: 10, 1: 20}


def judged(one_rule, held, tier=3, on=TODAY):
    finding = assess(of_one(one_rule, 3), held, on, tier).findings[0]
    return finding.state, finding.until


def state(one_rule, held, tier=3, on=TODAY):
    return judged(one_rule, held, tier, on)[0]


@pytest.mark.parametrize(
    ("quantity", "tier", "expected"),
    [
        (4, 3, State.NOT_MET),
        (5, 3, State.MET),
        (9, 2, State.NOT_MET),
        (10, 2, State.MET),
        (19, 1, State.NOT_MET),
        (20, 1, State.MET),
    ],
)
def test_each_tier_asks_for_its_own_amount(quantity, tier, expected):
    umbrellas = rule("stock_quantity", used_for=("umbrella",), quantity=EACH)
    assert state(umbrellas, facts(stock=(stock(quantity),)), tier) is expected


def test_stock_lasts_until_the_batch_expires_that_leaves_too_little():
    umbrellas = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5})
    held = facts(
        stock=(
            stock(2, days(20), uid="first"),
            stock(4, days(40), uid="second"),
            stock(3, days(60), uid="third"),
        )
    )
    assert judged(umbrellas, held) == (State.MET, days(40))
    assert state(umbrellas, held, on=days(40)) is State.DUE_SOON
    assert state(umbrellas, held, on=days(41)) is State.NOT_MET


@pytest.mark.parametrize(
    ("expires_in", "expected"),
    [(-1, State.NOT_MET), (0, State.DUE_SOON), (13, State.DUE_SOON), (14, State.MET)],
)
def test_what_expires_within_the_warning_days_is_due_soon(expires_in, expected):
    umbrellas = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5})
    assert state(umbrellas, facts(stock=(stock(5, days(expires_in)),))) is expected


def test_a_rule_without_an_amount_for_a_tier_asks_nothing_there():
    wheelchair = rule("amenity", kinds=("wheelchair",), quantity={1: 1})
    finding = assess(of_one(wheelchair), facts(), TODAY, 3).findings[0]
    assert finding.states == {3: State.MET, 2: State.MET, 1: State.NOT_MET}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((), State.NOT_MET),
        ((amenity(),), State.MET),
        ((amenity(kind="fridge"),), State.NOT_MET),
        ((amenity(outages=(Span(days(-2), None),)),), State.NOT_MET),
        ((amenity(outages=(Span(days(-9), days(-1)),)),), State.MET),
        ((amenity(in_service=Span(days(1), None)),), State.NOT_MET),
        ((amenity(in_service=Span(None, days(-1))),), State.NOT_MET),
        ((amenity(in_service=Span(None, days(3))),), State.DUE_SOON),
    ],
)
def test_only_what_is_in_service_and_usable_counts(held, expected):
    microwave = rule("amenity", kinds=("microwave",), quantity={3: 1})
    assert state(microwave, facts(amenities=held)) is expected


@pytest.mark.parametrize(("tier", "expected"), [(2, State.MET), (1, State.NOT_MET)])
def test_capacities_are_added_up(tier, expected):
    outlets = rule("capacity", kinds=("charging_strip",), quantity={2: 4, 1: 8})
    strips = (
        amenity("a", "charging_strip", capacity=4),
        amenity("b", "charging_strip", capacity=3),
        amenity("c", "charging_strip"),
    )
    assert state(outlets, facts(amenities=strips), tier) is expected


def test_kinds_are_counted_once_each_and_while_any_batch_is_in_date():
    kit = rule("stock_kinds", used_for=("sewing", "tool"), kinds=("pump",), quantity={3: 3})
    held = facts(
        stock=(
            stock(9, item="needle", used_for="sewing"),
            stock(1, days(10), item="tape", used_for="tool", uid="t1"),
            stock(1, days(30), item="tape", used_for="tool", uid="t2"),
        ),
        amenities=(amenity("p", "pump"), amenity("q", "pump")),
    )
    assert judged(kit, held) == (State.MET, days(30))


KIT = SetFact(
    uid="kit",
    name="kit",
    used_for="first_aid",
    place="box",
    check_every_days=31,
    lines=(
        SetLineFact(item_uid="gauze", item_name="gauze", unit="pcs", quantity=6),
        SetLineFact(item_uid="tape", item_name="tape", unit="pcs", quantity=1),
    ),
)
IN_THE_BOX = {"used_for": "first_aid", "place": "box"}


def test_a_set_is_complete_while_every_line_is_in_date_at_its_place():
    complete = rule("required_set", used_for=("first_aid",), quantity={3: 1})
    gauze = stock(6, days(50), item="gauze", uid="g", **IN_THE_BOX)
    tape = stock(1, days(30), item="tape", uid="t", **IN_THE_BOX)
    elsewhere = stock(1, item="tape", uid="e", used_for="first_aid", place="store room")
    assert judged(complete, facts(sets=(KIT,), stock=(gauze, tape))) == (State.MET, days(30))
    assert state(complete, facts(sets=(KIT,), stock=(gauze, elsewhere))) is State.NOT_MET
    assert state(complete, facts(stock=(gauze, tape))) is State.NOT_CHECKED
    assert state(complete, facts(sets=(replace(KIT, lines=()),))) is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("age", "complete", "expected"),
    [
        (0, True, State.MET),
        (31, True, State.DUE_SOON),
        (32, True, State.NOT_CHECKED),
        (1, False, State.NOT_MET),
    ],
)
def test_a_set_must_be_checked_within_its_interval(age, complete, expected):
    checked = rule("set_check", used_for=("first_aid",), interval_days=31)
    check = SetCheckFact(uid="c", on=days(-age), complete=complete, checked_by="Li")
    assert state(checked, facts(sets=(replace(KIT, checks=(check,)),))) is expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((), State.NOT_CHECKED),
        ((run(days(-31)),), State.DUE_SOON),
        ((run(days(-10)),), State.MET),
        ((run(days(-32)),), State.NOT_CHECKED),
        ((run(days(-3), good=False),), State.NOT_MET),
        ((run(days(-3), good=False), run(days(-1))), State.MET),
        ((run(days(-1), purpose="service"),), State.NOT_CHECKED),
    ],
)
def test_upkeep_counts_while_it_is_in_time(runs, expected):
    cleaned = rule("upkeep_done", kinds=("water_dispenser",), purposes=("clean",), interval_days=31)
    held = facts(amenities=(amenity("a", "water_dispenser"),), upkeep=runs)
    assert state(cleaned, held) is expected


def test_upkeep_without_an_interval_lasts_as_its_plan_says():
    filters = rule("upkeep_done", kinds=("water_dispenser",), purposes=("replace",))
    held = facts(
        amenities=(amenity("a", "water_dispenser"),),
        upkeep=(run(days(-100), purpose="replace", next_due=days(80)),),
    )
    assert judged(filters, held) == (State.MET, days(80))


def test_every_filter_must_be_within_its_own_life():
    filters = rule("upkeep_done", kinds=("water_dispenser",), purposes=("replace",))
    first = run(days(-100), purpose="replace", next_due=days(80))
    never_done = replace(first, run_uid=None, done_on=None, next_due=days(20))
    held = facts(amenities=(amenity("a", "water_dispenser"),), upkeep=(first, never_done))
    assert judged(filters, held) == (State.MET, days(20))


@pytest.mark.parametrize(
    ("template", "expected"), [("glance", State.NOT_CHECKED), ("full", State.MET), ("", State.MET)]
)
def test_a_glance_is_no_full_check(template, expected):
    full = rule(
        "upkeep_done",
        kinds=("first_aid_kit",),
        purposes=("clean",),
        templates=("full",),
        interval_days=31,
    )
    done = replace(run(days(-1)), template=template)
    held = facts(amenities=(amenity("a", "first_aid_kit"),), upkeep=(done,))
    assert state(full, held) is expected


LIVES = (
    AgentLife(agent="powder", first_service=5, then_every=2, scrap=10),
    AgentLife(agent="co2", first_service=5, then_every=2, scrap=12),
    AgentLife(agent="water", first_service=3, then_every=1, scrap=6),
)
EXTINGUISHERS = rule("extinguishers", kinds=("extinguisher",), quantity={3: 1}, agents=LIVES)


@pytest.mark.parametrize(
    ("agent", "made_on", "serviced_on", "last"),
    [
        ("powder", date(2022, 3, 1), None, date(2027, 3, 1)),
        ("powder", date(2020, 3, 1), date(2025, 2, 20), date(2027, 2, 20)),
        ("powder", date(2017, 1, 5), date(2026, 1, 5), date(2027, 1, 4)),
        ("co2", date(2014, 7, 2), date(2026, 1, 5), date(2026, 7, 1)),
        ("water", date(2024, 2, 29), None, date(2027, 2, 28)),
        ("water", date(2021, 2, 1), date(2026, 1, 31), date(2027, 1, 31)),
    ],
)
def test_an_extinguisher_is_valid_until_service_or_scrap(agent, made_on, serviced_on, last):
    held = facts(
        amenities=(amenity("a", "extinguisher", agent=agent, made_on=made_on),),
        upkeep=(run(serviced_on, purpose="service"),) if serviced_on else (),
    )
    assert judged(EXTINGUISHERS, held)[1] == last
    assert state(EXTINGUISHERS, held, on=last + timedelta(days=1)) is State.NOT_MET


def test_an_extinguisher_of_unknown_age_is_not_checked():
    held = facts(amenities=(amenity("a", "extinguisher", agent="powder"),))
    assert state(EXTINGUISHERS, held) is State.NOT_CHECKED
    assert state(EXTINGUISHERS, facts()) is State.NOT_MET


def test_opening_hours_must_be_published_for_the_day():
    published = rule("opening_hours")
    summer = HoursFact(uid="t", name="summer", days=Span(days(-30), days(60)))
    assert judged(published, facts(hours=(summer,))) == (State.MET, days(60))
    assert state(published, facts()) is State.NOT_MET


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ((), State.NOT_CHECKED),
        ((hand_check(days(-7)),), State.DUE_SOON),
        ((hand_check(days(-8)),), State.NOT_CHECKED),
        ((hand_check(days(-1), passed=False),), State.NOT_MET),
        ((hand_check(days(-40), passed=False),), State.NOT_MET),
        ((hand_check(days(-2), passed=False), hand_check(days(-1))), State.MET),
        ((hand_check(passed=False), hand_check()), State.MET),
        ((hand_check(subject="other"),), State.NOT_CHECKED),
    ],
)
def test_the_newest_hand_check_decides_while_it_is_young_enough(checks, expected):
    seen = rule("hand_check", subject="seen", interval_days=7)
    assert state(seen, facts(hand_checks=checks)) is expected


@pytest.mark.parametrize(
    ("amount", "expected"), [(None, State.NOT_CHECKED), (89, State.NOT_MET), (90, State.MET)]
)
def test_a_hand_check_may_have_to_count_enough(amount, expected):
    cover = rule("hand_check", subject="seen", interval_days=31, quantity={3: 90})
    assert state(cover, facts(hand_checks=(hand_check(amount=amount),))) is expected


@pytest.mark.parametrize(("metres", "expected"), [(300, State.MET), (301, State.NOT_MET)])
def test_a_hand_check_may_have_to_stay_below_an_amount(metres, expected):
    sign = rule("hand_check", subject="seen", interval_days=31, at_most={1: 300})
    assert state(sign, facts(hand_checks=(hand_check(amount=metres),)), 1) is expected


def test_a_short_interval_counts_opening_days_only():
    friday, weekend = date(2026, 6, 26), {date(2026, 6, 27), date(2026, 6, 28)}
    assert good_through(friday, 1, frozenset(weekend)) == date(2026, 6, 29)
    assert good_through(friday, 1, frozenset()) == date(2026, 6, 27)
    assert good_through(friday, 7, frozenset(weekend)) == date(2026, 7, 3)


SEASONS = (
    Season((5, 6, 7, 8, 9), ("air_conditioner", "fan")),
    Season((11, 12, 1, 2, 3), ("air_conditioner", "heater")),
)


@pytest.mark.parametrize(
    ("kinds", "on", "expected"),
    [
        (("fan",), TODAY, State.MET),
        (("heater",), TODAY, State.NOT_MET),
        (("fan",), date(2026, 10, 31), State.DUE_SOON),
        (("fan",), date(2026, 11, 1), State.NOT_MET),
        (("heater",), date(2026, 11, 1), State.MET),
        ((), date(2026, 10, 1), State.MET),
    ],
)
def test_each_season_asks_for_its_own_device(kinds, on, expected):
    device = rule("season_device", seasons=SEASONS, quantity={3: 1})
    held = facts(amenities=tuple(amenity(kind, kind) for kind in kinds))
    assert state(device, held, on=on) is expected


def test_a_device_for_both_seasons_never_ends():
    device = rule("season_device", seasons=SEASONS, quantity={3: 1})
    held = facts(amenities=(amenity("ac", "air_conditioner"),))
    assert judged(device, held) == (State.MET, None)


def test_one_of_several_ways_is_enough_and_the_longest_counts():
    sign = rule("hand_check", subject="seen", interval_days=31)
    toilet = rule("amenity", kinds=("toilet",), quantity={3: 1, 2: 1, 1: 1})
    either = rule("any_of", alternatives=(toilet, sign))
    assert state(either, facts()) is State.NOT_CHECKED
    assert judged(either, facts(hand_checks=(hand_check(),))) == (State.MET, days(31))
    both = facts(hand_checks=(hand_check(),), amenities=(amenity("t", "toilet"),))
    assert judged(either, both) == (State.MET, None)


@pytest.mark.parametrize(
    ("failed_on", "seen_on", "expected"),
    [(-3, -1, State.MET), (-1, -3, State.NOT_MET), (-1, None, State.NOT_MET)],
)
def test_of_two_ways_to_look_at_one_thing_the_newest_look_decides(failed_on, seen_on, expected):
    cleaned = rule("upkeep_done", kinds=("fan",), purposes=("clean",), interval_days=31)
    seen = rule("hand_check", subject="seen", interval_days=31)
    held = facts(
        amenities=(amenity("a", "fan"),),
        upkeep=(run(days(failed_on), good=False),),
        hand_checks=() if seen_on is None else (hand_check(days(seen_on)),),
    )
    assert state(rule("any_of", alternatives=(cleaned, seen)), held) is expected


def test_an_alternative_is_not_offered_at_a_tier_it_leaves_out():
    sign = rule("hand_check", subject="seen", interval_days=31, tiers=(3, 2))
    toilet = rule("amenity", kinds=("toilet",), quantity={3: 1, 2: 1, 1: 1})
    either = rule("any_of", alternatives=(toilet, sign))
    finding = assess(of_one(either), facts(hand_checks=(hand_check(),)), TODAY, 1).findings[0]
    assert finding.states == {3: State.MET, 2: State.MET, 1: State.NOT_MET}


def test_an_advisory_rule_is_told_of_and_never_counts():
    advised = rule("amenity", kinds=("aed",), quantity={3: 1}, advisory=True)
    seen = rule("hand_check", subject="seen", interval_days=31)
    one = standard(criterion("A1", 3, seen, advised))
    finding = assess(one, facts(hand_checks=(hand_check(),)), TODAY, 3).findings[0]
    assert finding.state is State.MET
    assert [part.state for part in finding.rules] == [State.MET, State.NOT_MET]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, None, State.NOT_APPLICABLE),
        (days(-9), TODAY, State.NOT_APPLICABLE),
        (days(-9), days(-1), State.NOT_MET),
        (days(1), None, State.NOT_MET),
    ],
)
def test_an_exemption_holds_on_its_days_only(first, last, expected):
    exempt = ExemptionFact(
        uid="e",
        criterion="A1",
        standard_key="test",
        days=Span(first, last),
        reason="no room",
        approved_by="Street office",
    )
    microwave = rule("amenity", kinds=("microwave",), quantity={3: 1})
    finding = assess(of_one(microwave), facts(exemptions=(exempt,)), TODAY, 3).findings[0]
    assert finding.state is expected
    assert (finding.reason is not None) == (expected is State.NOT_APPLICABLE)
    assert finding.until == (last if expected is State.NOT_APPLICABLE else None)
    other = replace(exempt, standard_key="another")
    assert state(microwave, facts(exemptions=(other,))) is State.NOT_MET


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("not_met", "not_checked", State.NOT_MET),
        ("not_checked", "due_soon", State.NOT_CHECKED),
        ("due_soon", "met", State.DUE_SOON),
        ("met", "met", State.MET),
    ],
)
def test_the_worst_rule_decides(first, second, expected):
    ages = {"met": 0, "due_soon": 31, "not_checked": 32, "not_met": 1}
    checks = tuple(
        hand_check(days(-ages[wanted]), subject, passed=wanted != "not_met", uid=subject)
        for subject, wanted in (("one", first), ("two", second))
    )
    rules = [rule("hand_check", subject=each, interval_days=31) for each in ("one", "two")]
    one = standard(criterion("A1", 3, *rules), subjects=("one", "two"))
    assert assess(one, facts(hand_checks=checks), TODAY, 3).findings[0].state is expected
