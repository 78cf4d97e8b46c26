from dataclasses import replace

import pytest

from stationdesk.domain.reminders import Urgency
from stationdesk.domain.tier_reminders import tier_reminders
from stationdesk.domain.tiers.assess import assess
from stationdesk.domain.tiers.facts import ExemptionFact, LoanFact, Span
from tests.domain.tiers.samples import (
    TODAY,
    amenity,
    criterion,
    days,
    facts,
    hand_check,
    rule,
    standard,
    stock,
)

LOOK = rule("hand_check", subject="seen", interval_days=7)
OTHER_LOOK = rule("hand_check", subject="other", interval_days=7)
UMBRELLAS = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5, 2: 5, 1: 10})
OVENS = rule("amenity", kinds=("microwave",), quantity={3: 1, 2: 1, 1: 1})
CLEANED = rule("upkeep_done", kinds=("microwave",), purposes=("clean",), interval_days=7)


def told(criteria, known, applied=3):
    judged_by = standard(*criteria, subjects=("seen", "other"))
    found = tier_reminders(assess(judged_by, known, TODAY, applied))
    return [(one.opens, one.urgency, one.day) for one in found]


@pytest.mark.parametrize(
    ("last_look", "wanted"),
    [
        (None, [("round", Urgency.OVERDUE, None)]),
        (days(-8), [("round", Urgency.OVERDUE, None)]),
        (days(-7), [("round", Urgency.TODAY, TODAY)]),
        (TODAY, []),
    ],
)
def test_a_look_is_asked_for_when_it_is_due_or_was_never_made(last_look, wanted):
    checks = () if last_look is None else (hand_check(last_look),)
    assert told([criterion("A1", 3, LOOK)], facts(hand_checks=checks)) == wanted


LENT = rule("loan_ledger", used_for=("umbrella",), interval_days=7)
FOUND = rule("lost_property", interval_days=7)
DESK = LoanFact(
    kind_uid="k",
    name="umbrella",
    audience="visitors",
    used_for="umbrella",
    amenity_kinds=(),
    size=9,
    unfit=0,
    incomplete=0,
    out=0,
    overdue=0,
    since=days(-300),
)


@pytest.mark.parametrize(
    ("last_entry", "wanted"),
    [
        (None, [("A1", Urgency.OVERDUE, None)]),
        (days(-8), [("A1", Urgency.OVERDUE, None)]),
        (days(-7), [("A1", Urgency.TODAY, TODAY)]),
        (days(-2), []),
    ],
)
def test_a_silent_lending_ledger_is_asked_about(last_entry, wanted):
    held = facts(loans=(replace(DESK, last_entry_on=last_entry),))
    assert told([criterion("A1", 3, LENT)], held) == wanted


def test_found_things_at_which_nobody_looked_are_asked_about():
    assert told([criterion("A1", 3, FOUND)], facts()) == [("A1", Urgency.OVERDUE, None)]


def test_a_kit_without_ledger_and_without_look_is_asked_about_once():
    carried = replace(LENT, audience="duty", used_for=())
    either = rule("any_of", alternatives=(carried, LOOK))
    assert told([criterion("A1", 3, either)], facts()) == [("A1", Urgency.OVERDUE, None)]
    assert told([criterion("A1", 3, either)], facts(hand_checks=(hand_check(TODAY),))) == []


def test_many_looks_are_one_round():
    criteria = [criterion("A1", 3, LOOK), criterion("A2", 3, OTHER_LOOK)]
    assert told(criteria, facts()) == [("round", Urgency.OVERDUE, None)]


def test_a_service_that_lacks_something_is_named_by_its_code():
    criteria = [criterion("A1", 3, UMBRELLAS), criterion("A2", 3, OVENS)]
    known = facts(stock=(stock(9),))
    assert told(criteria, known) == [("A2", Urgency.TODAY, None)]


def test_only_services_of_the_tier_that_is_wanted_are_told_of():
    criteria = [criterion("A1", 3, UMBRELLAS), criterion("B1", 1, OVENS)]
    known = facts(stock=(stock(12),))
    assert told(criteria, known, applied=3) == []
    assert told(criteria, known, applied=1) == [("B1", Urgency.TODAY, None)]


def test_a_service_that_does_not_apply_waits_for_nothing():
    exempt = ExemptionFact(
        uid="e",
        criterion="A1",
        standard_key="test",
        reason="none here",
        approved_by="Wu",
        days=Span(None, None),
    )
    assert told([criterion("A1", 3, OVENS, LOOK)], facts(exemptions=(exempt,))) == []


def test_goods_that_end_within_two_weeks_are_told_with_the_service():
    criteria = [criterion("A1", 3, UMBRELLAS)]
    near, far = facts(stock=(stock(9, days(9)),)), facts(stock=(stock(9, days(40)),))
    assert told(criteria, near) == [("A1", Urgency.LATER, days(9))]
    assert told(criteria, far) == []


def test_upkeep_that_is_missing_is_left_to_the_reminders_of_the_upkeep():
    assert told([criterion("A1", 3, CLEANED)], facts(amenities=(amenity(),))) == []
