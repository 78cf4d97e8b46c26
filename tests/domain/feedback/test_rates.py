"""The rates of the feedback book: what counts where, and what stands for nothing to count."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.feedback.entries import CallBack, Solved
from stationdesk.domain.feedback.kinds import JUDGED_KINDS, FeedbackKind
from stationdesk.domain.feedback.rates import (
    RATE_FORMULAS,
    RATE_WORDS,
    Rate,
    RateKey,
    rates_of,
)
from stationdesk.domain.feedback.red_lines import red_line_problems, red_lines_from
from stationdesk.domain.feedback.rounds import Round
from stationdesk.domain.ids import EntryId

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 18, 0)


def at(day, hour=10):
    return datetime(2026, 6, 1, hour) + timedelta(days=day - 1)


def one(**fields):
    known = {
        "entry_id": EntryId(1),
        "kind": FeedbackKind.COMPLAINT,
        "number": 1,
        "is_last": True,
        "began_at": at(2),
        "first_due_at": at(3, 18),
        "first_reply_at": None,
        "final_due_at": at(9, 18),
        "final_reply_at": None,
        "closed_at": None,
        "posted": False,
        "calls": (),
    }
    return Round(**(known | fields))


def call(*, reached=True, solved=Solved.YES, rating=None, on=10):
    return CallBack(
        round_number=1,
        reached=reached,
        solved=solved,
        rating=rating,
        called_by="李静",
        at=at(on),
        note="",
    )


def counts(rounds, key, **how):
    period = {"first": FIRST, "last": LAST, "as_of": NOW} | how
    rate = rates_of(rounds, **period).rate(key)
    return rate.counted, rate.among


@pytest.mark.parametrize(
    ("key", "fields", "expected"),
    [
        (RateKey.RESPONDED, {}, (0, 1)),
        (RateKey.RESPONDED, {"first_reply_at": at(3, 18)}, (1, 1)),
        (RateKey.RESPONDED, {"first_reply_at": at(3, 19)}, (0, 1)),
        (RateKey.RESPONDED, {"first_due_at": None}, (0, 0)),
        (RateKey.RESPONDED, {"first_due_at": at(-1), "first_reply_at": at(-2)}, (0, 0)),
        (RateKey.RESPONDED, {"first_due_at": at(31), "first_reply_at": at(5)}, (0, 0)),
        (RateKey.IN_TIME, {"final_reply_at": at(9, 18)}, (1, 1)),
        (RateKey.IN_TIME, {"final_reply_at": at(10)}, (0, 1)),
        (RateKey.IN_TIME, {"final_due_at": None, "final_reply_at": at(10)}, (0, 0)),
        (RateKey.ANSWERED, {}, (0, 1)),
        (RateKey.ANSWERED, {"final_reply_at": at(20)}, (1, 1)),
        (RateKey.ANSWERED, {"began_at": at(-3), "final_reply_at": at(2)}, (0, 0)),
        (RateKey.SOLVED, {"calls": (call(),)}, (1, 1)),
        (RateKey.SOLVED, {"calls": (call(solved=Solved.PARTLY),)}, (0, 1)),
        (RateKey.SOLVED, {"calls": (call(reached=False, solved=Solved.NOT_ASKED),)}, (0, 0)),
        (RateKey.SOLVED, {"calls": (call(),), "kind": FeedbackKind.ENQUIRY}, (0, 0)),
        (RateKey.SOLVED, {"calls": (call(on=31),)}, (0, 0)),
        (RateKey.SATISFIED, {"calls": (call(),)}, (0, 0)),
        (RateKey.SATISFIED, {"calls": (call(rating=3),)}, (1, 1)),
        (RateKey.SATISFIED, {"calls": (call(rating=2), call(rating=5, on=11))}, (1, 2)),
        (RateKey.SATISFIED, {"calls": (call(rating=5),), "kind": FeedbackKind.PRAISE}, (1, 1)),
        (RateKey.ECHOED, {"closed_at": at(12)}, (0, 1)),
        (RateKey.ECHOED, {"closed_at": at(12), "posted": True}, (1, 1)),
        (RateKey.ECHOED, {"closed_at": at(12), "calls": (call(),)}, (1, 1)),
        (RateKey.ECHOED, {"closed_at": at(12), "calls": (call(reached=False),)}, (0, 1)),
        (RateKey.ECHOED, {"posted": True}, (0, 0)),
    ],
)
def test_what_a_rate_counts_and_among_what(key, fields, expected):
    assert counts([one(**fields)], key) == expected


def test_a_limit_that_is_still_to_come_counts_neither_way():
    early = one(final_due_at=at(30, 19), final_reply_at=at(5))
    assert counts([early], RateKey.IN_TIME) == (0, 0)
    assert counts([early], RateKey.IN_TIME, as_of=NOW + timedelta(hours=1)) == (1, 1)


def test_a_reopened_entry_counts_its_limits_again_but_was_registered_once():
    first = one(is_last=False, first_reply_at=at(2), final_reply_at=at(4), closed_at=at(5))
    again = one(number=2, began_at=at(15), first_due_at=at(16), final_due_at=at(22))
    assert counts([first, again], RateKey.RESPONDED) == (1, 2)
    assert counts([first, again], RateKey.ANSWERED) == (0, 1), "its second round has no answer"
    assert counts([first, again], RateKey.ECHOED) == (0, 1)


def test_nothing_to_count_has_no_percentage_and_breaks_no_red_line():
    told = rates_of([], FIRST, LAST, NOW, dict.fromkeys(RateKey, 92))
    assert {each.percent for each in told.rates} == {None}
    assert not any(each.below for each in told.rates)
    assert (told.to_first.median, told.to_final.ninetieth) == (None, None)


@pytest.mark.parametrize(
    ("counted", "red_line", "below"),
    [(92, 92, False), (91, 92, True), (91, None, False), (0, 1, True), (100, 100, False)],
)
def test_a_rate_is_below_its_red_line_when_it_does_not_reach_it(counted, red_line, below):
    rate = Rate(key=RateKey.ANSWERED, counted=counted, among=100, red_line=red_line)
    assert rate.below is below


def test_hours_are_told_by_median_and_by_nine_of_ten():
    waits = (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)
    rounds = [
        one(entry_id=EntryId(hours), first_reply_at=at(2) + timedelta(hours=hours))
        for hours in waits
    ]
    told = rates_of(rounds, FIRST, LAST, NOW).to_first
    assert (told.count, told.median, told.ninetieth) == (10, 5.5, 9.0)


def test_every_rate_has_words_and_a_formula():
    assert set(RATE_WORDS) == set(RATE_FORMULAS) == set(RateKey)
    assert all("÷" in formula for formula in RATE_FORMULAS.values())


def test_red_lines_are_read_from_the_choices_and_spoiled_ones_are_none():
    stored = {"red_line_answered": "92", "red_line_satisfied": "x", "red_line_solved": "101"}
    assert red_lines_from(stored) == {RateKey.ANSWERED: 92}
    assert list(red_line_problems(RateKey.ANSWERED, None)) == []
    assert [each.about for each in red_line_problems(RateKey.SOLVED, 0)] == ["red_line_solved"]


moments = st.one_of(
    st.none(), st.integers(-20, 45).map(lambda day: at(day)), st.integers(1, 30).map(at)
)
some_calls = st.lists(
    st.builds(
        call,
        reached=st.booleans(),
        solved=st.sampled_from(list(Solved)),
        rating=st.one_of(st.none(), st.integers(1, 5)),
        on=st.integers(-5, 40),
    ),
    max_size=3,
).map(tuple)
some_rounds = st.lists(
    st.builds(
        lambda number, **fields: one(entry_id=EntryId(number), **fields),
        number=st.integers(1, 10**6),
        kind=st.sampled_from(list(FeedbackKind)),
        began_at=st.integers(-20, 30).map(at),
        first_due_at=moments,
        first_reply_at=moments,
        final_due_at=moments,
        final_reply_at=moments,
        closed_at=moments,
        posted=st.booleans(),
        calls=some_calls,
    ),
    max_size=12,
    unique_by=lambda each: each.entry_id,
)


def within(moment):
    return moment is not None and FIRST <= moment.date() <= LAST and moment <= NOW


@given(some_rounds)
def test_the_rates_equal_a_recount_by_hand(rounds):
    told = rates_of(rounds, FIRST, LAST, NOW)
    counted = dict.fromkeys(RateKey, (0, 0))
    calls = [(each, c) for each in rounds for c in each.calls if c.reached and within(c.at)]

    def add(key, good):
        counted[key] = (counted[key][0] + bool(good), counted[key][1] + 1)

    for each in rounds:
        if within(each.first_due_at):
            add(RateKey.RESPONDED, each.first_reply_at and each.first_reply_at <= each.first_due_at)
        if within(each.final_due_at):
            add(RateKey.IN_TIME, each.final_reply_at and each.final_reply_at <= each.final_due_at)
        if within(each.began_at):
            add(RateKey.ANSWERED, each.final_reply_at)
        if within(each.closed_at):
            add(RateKey.ECHOED, each.posted or any(c.reached for c in each.calls))
    for each, c in calls:
        if each.kind in JUDGED_KINDS and c.solved:
            add(RateKey.SOLVED, c.solved == "yes")
        if c.rating:
            add(RateKey.SATISFIED, c.rating >= 3)
    assert {each.key: (each.counted, each.among) for each in told.rates} == counted
    hours = [
        (each.final_reply_at - each.began_at) / timedelta(hours=1)
        for each in rounds
        if within(each.final_reply_at)
    ]
    assert told.to_final.median == (pytest.approx(median(hours)) if hours else None)


def test_what_lies_outside_the_period_changes_nothing():
    inside = one(first_reply_at=at(3))
    before = replace(
        inside,
        entry_id=EntryId(2),
        began_at=at(-30),
        first_due_at=at(-29),
        first_reply_at=at(-29),
        final_due_at=at(-20),
        final_reply_at=at(-22),
        closed_at=at(-21),
    )
    assert rates_of([inside, before], FIRST, LAST, NOW) == rates_of([inside], FIRST, LAST, NOW)
