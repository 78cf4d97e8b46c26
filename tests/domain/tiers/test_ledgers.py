"""What the ledgers of the lending desk prove."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.tiers.assess import Dossier, assess
from stationdesk.domain.tiers.facts import (
    FoundFact,
    LoanFact,
    LostPropertyFact,
    with_set_aside,
)
from stationdesk.domain.tiers.forecast import forecast
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import (
    TODAY,
    criterion,
    days,
    facts,
    hand_check,
    of_one,
    rule,
    standard,
    stock,
)

UMBRELLAS = LoanFact(
    kind_uid="k",
    name="umbrella",
    audience="visitors",
    used_for="umbrella",
    amenity_kinds=(),
    size=20,
    unfit=2,
    incomplete=0,
    out=5,
    overdue=2,
    since=days(-300),
    last_entry_on=days(-1),
    last_by="Li",
)
LENT = rule("loan_ledger", used_for=("umbrella",), interval_days=7)
NEVER = {"last_entry_on": None, "last_check_on": None, "last_by": ""}


def finding(one_rule, held, tier=3, on=TODAY):
    return assess(of_one(one_rule, 3), held, on, tier).findings[0]


def state(one_rule, *kinds, tier=3, on=TODAY):
    return finding(one_rule, facts(loans=kinds), tier, on).state


@pytest.mark.parametrize(
    ("size", "unfit", "out", "expected"),
    [
        (20, 0, 0, State.MET),
        (20, 0, 19, State.MET),
        (20, 0, 20, State.NOT_MET),
        (20, 19, 1, State.NOT_MET),
        (1, 1, 0, State.NOT_MET),
        (0, 0, 0, State.NOT_MET),
    ],
)
def test_one_piece_that_is_fit_must_be_in_the_station(size, unfit, out, expected):
    assert state(LENT, replace(UMBRELLAS, size=size, unfit=unfit, out=out)) is expected


@pytest.mark.parametrize(("least", "expected"), [(0, "met"), (13, "met"), (14, "not_met")])
def test_a_rule_may_ask_for_more_pieces_in_the_station_or_for_none(least, expected):
    assert state(replace(LENT, least_in_station=least), UMBRELLAS).value == expected


@pytest.mark.parametrize(("tier", "expected"), [(3, State.MET), (2, State.MET), (1, State.NOT_MET)])
def test_a_rule_may_ask_for_an_amount_that_is_fit_on_loan_or_not(tier, expected):
    asked = replace(LENT, quantity={3: 5, 2: 18, 1: 19})
    assert state(asked, UMBRELLAS, tier=tier) is expected


@pytest.mark.parametrize(
    ("entered", "checked", "expected"),
    [
        (days(0), None, State.MET),
        (days(-6), None, State.MET),
        (days(-7), None, State.DUE_SOON),
        (days(-8), None, State.NOT_CHECKED),
        (days(-8), days(-2), State.MET),
        (None, days(-3), State.MET),
        (None, None, State.NOT_CHECKED),
    ],
)
def test_a_ledger_must_show_life_within_the_interval(entered, checked, expected):
    held = replace(UMBRELLAS, last_entry_on=entered, last_check_on=checked)
    assert state(LENT, held) is expected


def test_a_kind_that_was_set_up_lately_needs_no_entry_yet():
    assert state(LENT, replace(UMBRELLAS, **NEVER, since=days(-2))) is State.MET
    assert state(LENT, replace(UMBRELLAS, **NEVER, since=days(-9))) is State.NOT_CHECKED


def test_a_living_ledger_holds_until_it_would_be_silent_for_too_long():
    held = finding(LENT, facts(loans=(replace(UMBRELLAS, last_check_on=TODAY),)))
    assert (held.state, held.until) == (State.MET, days(7))
    later = finding(LENT, facts(loans=(UMBRELLAS,)), on=days(7))
    assert later.state is State.NOT_CHECKED
    assert "8 days ago" in str(later.found)


def test_short_silences_count_opening_days_only():
    daily = replace(LENT, interval_days=1)
    held = replace(UMBRELLAS, last_entry_on=days(-3))
    assert state(daily, held) is State.NOT_CHECKED
    closed = facts(loans=(held,), closed_days=frozenset({days(-2), days(-1)}))
    assert finding(daily, closed).state is State.MET


@pytest.mark.parametrize(("missing", "expected"), [(12, "met"), (13, "not_met")])
def test_what_was_not_there_at_the_last_check_is_not_in_the_station(missing, expected):
    told = finding(LENT, facts(loans=(replace(UMBRELLAS, missing=missing),)))
    assert told.state.value == expected
    assert f"missing at the last check: {missing}" in str(told.found)


def test_without_a_kind_the_rule_is_not_met_and_says_so():
    told = finding(LENT, facts(loans=(replace(UMBRELLAS, used_for="tool"),)))
    assert told.state is State.NOT_MET
    assert str(told.found) == "thing: nothing of the kind is entered at the lending desk"
    assert str(told.todo) == "Set up at the lending desk what is lent (thing)."
    assert told.evidence == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"used_for": ("umbrella",)}, True),
        ({"used_for": ("raincoat", "umbrella")}, True),
        ({"kinds": ("umbrella_stand",)}, True),
        ({"used_for": ("tool",), "kinds": ("umbrella_stand",)}, True),
        ({}, True),
        ({"used_for": ("tool",)}, False),
        ({"kinds": ("wheelchair",)}, False),
        ({"audience": "duty"}, False),
    ],
)
def test_a_rule_means_kinds_by_their_use_their_register_and_for_whom_they_are(fields, expected):
    asked = rule("loan_ledger", interval_days=7, **fields)
    held = replace(UMBRELLAS, amenity_kinds=("umbrella_stand",))
    assert (state(asked, held) is State.MET) is expected


def test_several_kinds_of_one_use_are_taken_together():
    folding = replace(UMBRELLAS, kind_uid="f", name="folding", size=3, unfit=0, out=0, **NEVER)
    asked = replace(LENT, quantity={3: 21})
    told = finding(asked, facts(loans=(replace(UMBRELLAS, out=18), folding)))
    assert told.state is State.MET
    assert [one.id for one in told.evidence] == ["k", "f"]


def test_the_finding_tells_the_figures_who_is_late_and_the_newest_entry():
    told = finding(LENT, facts(loans=(UMBRELLAS,)))
    assert str(told.found) == (
        "umbrella: 20 owned, 2 set aside, 5 on loan, 13 in the station; "
        "2 of 5 on loan are overdue; last entry or check on 2026-06-29 (Li)"
    )
    assert str(told.evidence[0].text) == (
        "umbrella: 20 owned, 2 set aside, 5 on loan, 13 in the station; "
        "last entry or check on 2026-06-29 (Li)"
    )
    assert (told.checked_on, told.checked_by) == (days(-1), "Li")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"out": 18}, "Ask for pieces back: at least 1 must be in the station (thing)."),
        ({"last_entry_on": days(-9)}, "Count the pieces and confirm it at the lending desk"),
        ({"unfit": 17}, "fill up lacking parts, or add 2 more (thing)."),
    ],
)
def test_what_to_do_follows_from_what_is_wrong(fields, said):
    asked = replace(LENT, quantity={3: 5})
    assert said in str(finding(asked, facts(loans=(replace(UMBRELLAS, **fields),))).todo)


KIT = replace(
    UMBRELLAS, name="kit", audience="duty", used_for="", size=2, unfit=0, out=2, overdue=0
)
CARRIED = rule("loan_ledger", audience="duty", least_in_station=0, interval_days=7)


@pytest.mark.parametrize(
    ("unfit", "incomplete", "expected"),
    [(0, 0, State.MET), (0, 1, State.MET), (1, 1, State.NOT_MET), (0, 2, State.NOT_MET)],
)
def test_a_kit_that_lacks_parts_does_not_count_as_one_in_order(unfit, incomplete, expected):
    held = replace(KIT, unfit=unfit, incomplete=incomplete)
    told = finding(CARRIED, facts(loans=(held,)))
    assert told.state is expected
    assert ("that lack parts" in str(told.found)) == (incomplete > 0)


@pytest.mark.parametrize(
    ("kit", "look", "expected"),
    [
        (None, None, State.NOT_CHECKED),
        (None, hand_check(), State.MET),
        (KIT, None, State.MET),
        (KIT, hand_check(days(-2), passed=False), State.NOT_MET),
        (
            replace(KIT, last_check_on=days(-1)),
            hand_check(days(-2), passed=False),
            State.MET,
        ),
        (replace(KIT, incomplete=2), hand_check(), State.MET),
        (
            replace(KIT, incomplete=2, last_check_on=TODAY),
            hand_check(days(-1)),
            State.NOT_MET,
        ),
    ],
)
def test_a_kit_is_proved_by_its_ledger_or_by_a_look_and_the_newest_fault_stands(
    kit, look, expected
):
    seen = rule("hand_check", subject="seen", interval_days=7)
    either = rule("any_of", alternatives=(CARRIED, seen))
    held = facts(loans=(kit,) if kit else (), hand_checks=(look,) if look else ())
    assert finding(either, held).state is expected


def test_a_routine_ledger_is_supposed_to_live_on_in_the_forecast():
    held = facts(loans=(UMBRELLAS,))
    judged_by = of_one(LENT)
    steps = forecast(judged_by, held, TODAY)
    assert [step.day for step in steps] == [days(7)]
    assert forecast(judged_by, held, TODAY, routine_goes_on=True) == []
    assert Dossier(judged_by, held).turning_days(TODAY, days(30)) == [days(7)]


FOUND = rule("lost_property", interval_days=7)
THINGS = LostPropertyFact(
    waiting=(
        FoundFact(uid="a", number="SW-1", pass_on_after=days(5)),
        FoundFact(uid="b", number="SW-2", pass_on_after=days(20)),
    ),
    last_on=days(-1),
    last_by="Li",
    last_what="desk_check",
    last_uid="c",
)


def found(ledger, on=TODAY):
    return finding(FOUND, facts(lost_property=ledger), on=on)


@pytest.mark.parametrize(
    ("last_on", "waits_until", "expected"),
    [
        (None, None, State.NOT_CHECKED),
        (days(-1), None, State.MET),
        (days(-7), None, State.DUE_SOON),
        (days(-8), None, State.NOT_CHECKED),
        (days(-1), days(0), State.DUE_SOON),
        (days(-1), days(-1), State.NOT_MET),
        (days(-8), days(-1), State.NOT_MET),
    ],
)
def test_found_things_are_passed_on_and_looked_through_in_time(last_on, waits_until, expected):
    waiting = (FoundFact(uid="a", number="SW-1", pass_on_after=waits_until),) if waits_until else ()
    assert found(replace(THINGS, waiting=waiting, last_on=last_on)).state is expected


def test_the_thing_that_must_go_first_ends_the_rule():
    told = found(THINGS)
    assert (told.state, told.until) == (State.MET, days(5))
    assert str(told.found) == (
        "found things that wait for owners: 2; last entry or look on 2026-06-29 (Li)"
    )
    assert [(one.what, one.id) for one in told.evidence] == [("desk_check", "c")]
    soon = found(THINGS, on=days(5))
    assert str(soon.todo) == "Claimed by nobody until 2026-07-05, to be passed on then: SW-1."
    past = found(replace(THINGS, last_on=days(6)), on=days(6))
    assert past.state is State.NOT_MET
    assert str(past.found).startswith("past the day to be passed on: SW-1; ")
    assert str(past.todo) == "Pass on, and enter it: SW-1."
    assert [one.id for one in past.evidence] == ["a", "c"]


def test_a_shelf_at_which_nobody_looked_is_named_as_such():
    told = found(LostPropertyFact())
    assert str(told.found) == "thing: nothing entered, nobody looked"
    assert "Look through the things found" in str(told.todo)


@pytest.mark.parametrize(("aside", "expected"), [(0, "met"), (2, "met"), (3, "not_met")])
def test_what_is_set_aside_does_not_count_as_stock(aside, expected):
    umbrellas = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5})
    held = facts(stock=tuple(with_set_aside([stock(4, uid="a"), stock(3)], {"umbrella": aside})))
    told = finding(umbrellas, held)
    assert told.state.value == expected
    assert (f"umbrella: 7 pcs owned, {aside} set aside" in str(told.found)) == (aside > 0)


def test_a_batch_that_lasts_longest_is_supposed_to_hold_what_is_set_aside():
    shelf = [stock(4, days(20), uid="soon"), stock(3, uid="never"), stock(9, item="mask", uid="m")]
    kept = with_set_aside(shelf, {"umbrella": 5, "gone": 2})
    assert [(one.batch_uid, one.usable, one.set_aside) for one in kept] == [
        ("soon", 2, 2),
        ("never", 0, 3),
        ("m", 9, 0),
    ]
    assert sum(one.quantity for one in kept) == 16


@given(
    owned=st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(1, 9), st.none() | st.integers(0, 99))
    ),
    aside=st.dictionaries(st.sampled_from("abc"), st.integers(0, 30)),
)
def test_setting_aside_moves_no_stock_and_takes_no_more_than_there_is(owned, aside):
    shelf = [
        stock(pieces, None if ends is None else days(ends), uid=str(number), item=item)
        for number, (item, pieces, ends) in enumerate(owned)
    ]
    kept = with_set_aside(shelf, aside)
    assert [replace(one, set_aside=0) for one in kept] == shelf
    assert all(0 <= one.set_aside <= one.quantity for one in kept)
    for item in "abc":
        owns = sum(one.quantity for one in shelf if one.item_uid == item)
        taken = sum(one.set_aside for one in kept if one.item_uid == item)
        assert taken == min(owns, aside.get(item, 0))


@given(
    size=st.integers(0, 9),
    unfit=st.integers(0, 5),
    out=st.integers(0, 5),
    age=st.integers(0, 20),
    interval=st.integers(1, 40),
)
def test_a_ledger_that_is_met_holds_through_its_last_day_and_not_after(
    size, unfit, out, age, interval
):
    held = replace(UMBRELLAS, size=size, unfit=unfit, out=out, last_entry_on=days(-age))
    asked = replace(LENT, interval_days=interval)
    told = finding(asked, facts(loans=(held,)))
    assert told.state.counts == (size - unfit - out >= 1 and age <= interval)
    if told.state.counts:
        assert finding(asked, facts(loans=(held,)), on=told.until).state.counts
        after = told.until + timedelta(days=1)
        assert finding(asked, facts(loans=(held,)), on=after).state is State.NOT_CHECKED


def test_what_is_all_set_aside_is_no_kind_in_stock_and_not_called_expired():
    kept = with_set_aside([stock(1, used_for="tool")], {"umbrella": 1})
    tools = rule("stock_kinds", used_for=("tool",), quantity={3: 1})
    assert finding(tools, facts(stock=tuple(kept))).state is State.NOT_MET
    told = finding(
        rule("stock_quantity", used_for=("tool",), quantity={3: 1}), facts(stock=tuple(kept))
    )
    assert str(told.found) == "thing: none on record; umbrella: 1 pcs owned, 1 set aside"


def test_the_evidence_of_a_batch_tells_what_of_it_is_set_aside():
    kept = with_set_aside([stock(7)], {"umbrella": 2})
    told = finding(
        rule("stock_quantity", used_for=("umbrella",), quantity={3: 5}), facts(stock=tuple(kept))
    )
    assert str(told.evidence[0].text) == "umbrella: 7 pcs, desk; 2 of them set aside"


def test_ledgers_prove_a_service_beside_other_rules():
    both = standard(criterion("A1", 3, LENT, FOUND))
    held = facts(loans=(UMBRELLAS,), lost_property=THINGS)
    told = assess(both, held, TODAY, 3).findings[0]
    assert (told.state, told.until) == (State.MET, days(5))
