"""Attained tiers, days of loss, and laws that hold for any records."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.tiers.assess import Dossier, assess, missing_for, next_tier
from stationdesk.domain.tiers.facts import ExemptionFact, Facts, Span
from stationdesk.domain.tiers.forecast import first_loss, forecast
from stationdesk.domain.tiers.standard_file import read_standard
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import (
    TODAY,
    amenity,
    criterion,
    days,
    facts,
    hand_check,
    rule,
    run,
    standard,
    stock,
)

PRESETS = Path(__file__).parents[3] / "resources" / "standards"
YANTA = read_standard((PRESETS / "yanta-2023.toml").read_text(encoding="utf-8"))

UMBRELLAS = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5, 2: 10, 1: 20})
MICROWAVE = rule("amenity", kinds=("microwave",), quantity={2: 1, 1: 1})
ROOM_CLEAN = rule("hand_check", subject="seen", interval_days=10)
THREE = standard(
    criterion("A1", 3, UMBRELLAS), criterion("A2", 2, MICROWAVE), criterion("A3", 1, ROOM_CLEAN)
)


@pytest.mark.parametrize(
    ("umbrellas", "microwave", "seen", "expected"),
    [
        (4, True, True, None),
        (5, True, True, 3),
        (10, True, True, 2),
        (10, False, True, 3),
        (20, True, False, 2),
        (20, True, True, 1),
    ],
)
def test_the_tier_attained_is_the_highest_that_lacks_nothing(umbrellas, microwave, seen, expected):
    held = facts(
        stock=(stock(umbrellas),),
        amenities=(amenity(),) if microwave else (),
        hand_checks=(hand_check(),) if seen else (),
    )
    assert assess(THREE, held, TODAY, 1).attained == expected


def test_what_nobody_checked_never_counts():
    held = facts(stock=(stock(20),), amenities=(amenity(),), hand_checks=(hand_check(days(-11)),))
    answer = assess(THREE, held, TODAY, 1)
    assert answer.findings[2].state is State.NOT_CHECKED
    assert answer.attained == 2


def test_a_service_that_does_not_apply_counts():
    exempt = ExemptionFact(
        uid="e",
        criterion="A3",
        standard_key="test",
        days=Span(None, None),
        reason="r",
        approved_by="p",
    )
    held = facts(stock=(stock(20),), amenities=(amenity(),), exemptions=(exempt,))
    assert assess(THREE, held, TODAY, 1).attained == 1


def test_findings_ask_for_the_amounts_of_the_tier_applied_for():
    held = facts(stock=(stock(12),), amenities=(amenity(),))
    for_two = assess(THREE, held, TODAY, 2)
    assert [one.state for one in for_two.findings] == [
        State.MET,
        State.MET,
        State.NOT_CHECKED,
    ]
    assert assess(THREE, held, TODAY, 1).findings[0].state is State.NOT_MET
    assert assess(THREE, held, TODAY, None).findings[0].judged_for == 2
    assert [one.judged_for for one in for_two.findings] == [2, 2, 1]


def test_counts_tell_how_many_services_of_a_tier_are_offered():
    answer = assess(THREE, facts(stock=(stock(12),), amenities=(amenity(),)), TODAY, 1)
    assert [answer.counts(tier) for tier in (3, 2, 1)] == [(1, 1), (2, 2), (1, 3)]


def test_what_is_missing_for_the_next_tier_is_named():
    dossier = Dossier(THREE, facts(stock=(stock(12),), amenities=(amenity(),)))
    lacking = missing_for(dossier, TODAY, 1)
    assert [one.criterion.code for one in lacking] == ["A1", "A3"]
    assert str(lacking[0].todo) == "Receive 8 more pcs that are in date (thing)."
    assert [next_tier(tier) for tier in (None, 3, 2, 1)] == [3, 2, 1, None]


def test_the_forecast_names_each_day_of_loss_and_its_cause():
    held = facts(
        stock=(stock(11, days(40), uid="b1"), stock(9, uid="b2")),
        amenities=(amenity(),),
        hand_checks=(hand_check(),),
    )
    steps = forecast(THREE, held, TODAY)
    assert [(step.day, step.tier_from, step.tier_to) for step in steps] == [
        (days(11), 1, 2),
        (days(41), 2, 3),
    ]
    assert [step.because[0].criterion.code for step in steps] == ["A3", "A1"]
    assert first_loss(steps) is steps[0]


def test_a_forecast_may_suppose_that_routine_checks_go_on():
    held = facts(
        stock=(stock(11, days(40), uid="b1"), stock(9, uid="b2")),
        amenities=(amenity(),),
        hand_checks=(hand_check(),),
    )
    steps = forecast(THREE, held, TODAY, routine_goes_on=True)
    assert [(step.day, step.tier_from, step.tier_to) for step in steps] == [(days(41), 1, 3)]


def test_a_day_beyond_the_horizon_is_not_forecast():
    held = facts(stock=(stock(5, days(90)),))
    assert forecast(THREE, held, TODAY) == []
    assert forecast(THREE, held, TODAY, days=91)[0].day == days(91)


def test_findings_say_what_was_found_and_what_to_do():
    held = facts(stock=(stock(3, days(5), uid="b1"), stock(2, days(-1), uid="b2", item="old")))
    finding = assess(THREE, held, TODAY, 3).findings[0]
    assert str(finding.required) == "thing: at least 5 pcs"
    assert str(finding.found) == "thing: 3 pcs (umbrella); expired: old"
    assert [(one.what, one.id) for one in finding.evidence] == [("batch", "b1")]
    assert str(finding.todo) == "Receive 2 more pcs that are in date (thing)."


def test_what_is_due_soon_says_by_which_day_to_act():
    finding = assess(THREE, facts(stock=(stock(5, days(3)),)), TODAY, 3).findings[0]
    assert str(finding.todo) == (
        f"By {days(3)}, receive replacements for what expires then: umbrella."
    )


def test_two_checks_by_hand_give_person_and_day():
    held = facts(hand_checks=(hand_check(days(-3), uid="x"), hand_check(days(-1), uid="y")))
    finding = assess(THREE, held, TODAY, 1).findings[2]
    assert (finding.checked_on, finding.checked_by) == (days(-1), "Li")
    assert finding.evidence[0].id == "y"


ANY_DAY = st.integers(-400, 200).map(days)
EXPIRIES = st.none() | ANY_DAY
USES = ("umbrella", "reading_glasses", "magnifier", "sewing", "stationery", "tool", "pump")
USES += ("cable", "first_aid", "drinking_water", "cups", "reading")
KINDS = ("first_aid_kit", "extinguisher", "water_dispenser", "microwave", "air_conditioner")
KINDS += ("fan", "heater", "charging_strip", "wheelchair", "table_chairs", "bookshelf")
KINDS += ("nursing_room", "toilet")
PURPOSES = ("check", "clean", "service", "replace")
SUBJECTS = [one.key for one in YANTA.subjects]


@st.composite
def records(draw):
    stocks = tuple(
        stock(
            draw(st.integers(1, 60)),
            draw(EXPIRIES),
            uid=f"b{n}",
            item=f"i{draw(st.integers(0, 9))}",
            used_for=draw(st.sampled_from(USES)),
        )
        for n in range(draw(st.integers(0, 12)))
    )
    amenities = tuple(
        amenity(
            f"a{n}",
            draw(st.sampled_from(KINDS)),
            capacity=draw(st.none() | st.integers(1, 12)),
            in_service=Span(None, draw(st.none() | ANY_DAY)),
            agent=draw(st.sampled_from([None, "powder", "co2", "water"])),
            made_on=draw(st.none() | st.integers(-4000, 0).map(days)),
        )
        for n in range(draw(st.integers(0, 12)))
    )
    runs = tuple(
        run(
            draw(st.integers(-200, 0).map(days)),
            uid=one.uid,
            good=draw(st.booleans()),
            purpose=draw(st.sampled_from(PURPOSES)),
            next_due=draw(st.none() | ANY_DAY),
        )
        for one in amenities
    )
    checks = tuple(
        hand_check(
            draw(st.integers(-40, 0).map(days)),
            key,
            passed=draw(st.integers(0, 9)) > 0,
            amount=draw(st.none() | st.integers(0, 400)),
            uid=key,
        )
        for key in draw(st.sets(st.sampled_from(SUBJECTS)))
    )
    closed = draw(st.frozensets(st.integers(-10, 10).map(days), max_size=6))
    return Facts(
        on=TODAY,
        stock=stocks,
        amenities=amenities,
        upkeep=runs,
        hand_checks=checks,
        closed_days=closed,
    )


EVERYTHING_SEEN = tuple(hand_check(TODAY, key, amount=100, uid=f"ok-{key}") for key in SUBJECTS)


@settings(max_examples=40, deadline=None)
@given(records())
def test_more_evidence_never_lowers_the_tier(held):
    better = replace(
        held,
        stock=(*held.stock, *(stock(60, uid=f"n{use}", item=use, used_for=use) for use in USES)),
        amenities=(*held.amenities, *(amenity(f"n{kind}", kind, capacity=9) for kind in KINDS)),
        hand_checks=(*held.hand_checks, *EVERYTHING_SEEN),
    )
    before, after = (Dossier(YANTA, one) for one in (held, better))
    assert (after.attained(TODAY) or 4) <= (before.attained(TODAY) or 4)
    for one in YANTA.criteria:
        if before.in_order(one, TODAY, one.tier):
            assert after.in_order(one, TODAY, one.tier)


@settings(max_examples=40, deadline=None)
@given(records(), st.sampled_from((1, 2, 3)))
def test_until_is_the_last_day_in_order(held, tier):
    dossier = Dossier(YANTA, held)
    for one in YANTA.criteria:
        finding = dossier.finding(one, TODAY, tier)
        assert finding.state.counts == dossier.in_order(one, TODAY, finding.judged_for)
        if finding.until is None:
            continue
        last = (finding.until - TODAY).days
        assert all(
            dossier.in_order(one, days(n), finding.judged_for) for n in range(min(last, 400) + 1)
        )
        after = finding.until + timedelta(days=1)
        assert not dossier.finding(one, after, finding.judged_for).state.counts


@settings(max_examples=15, deadline=None)
@given(records(), st.booleans())
def test_the_forecast_agrees_with_a_look_at_every_day(held, seen):
    if seen:
        held = replace(held, hand_checks=EVERYTHING_SEEN)
    steps = {step.day: (step.tier_from, step.tier_to) for step in forecast(THREE, held, TODAY)}
    tiers = [assess(THREE, held, days(n), 1).attained for n in range(91)]
    expected = {days(n): (tiers[n - 1], tiers[n]) for n in range(1, 91) if tiers[n] != tiers[n - 1]}
    assert steps == expected
    yanta = {step.day: step.tier_to for step in forecast(YANTA, held, TODAY, 30)}
    tiers = [assess(YANTA, held, days(n), 1).attained for n in range(31)]
    assert yanta == {days(n): tiers[n] for n in range(1, 31) if tiers[n] != tiers[n - 1]}
