from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.lending.hold_rules import hold_between, most_held
from stationdesk.domain.lending.holds import Hold, HoldState

FIRST = date(2026, 6, 30)
DAYS = [FIRST + timedelta(days=ahead) for ahead in range(12)]
HOLD = Hold(
    id=1,
    uid="h",
    number="YY-20260630-001",
    kind=None,
    unit=None,
    quantity=2,
    borrower_id=1,
    borrower_shown="张*",
    tail="5678",
    on=FIRST,
    pick_up_on=DAYS[2],
    lapses_on=DAYS[4],
    note="",
    recorded_by="王芳",
    cancelled_on=None,
    cancel_reason="",
    loan_id=None,
)


def test_how_a_hold_stands_is_worked_out_from_its_days():
    states = [HOLD.state(day) for day in (DAYS[1], DAYS[2], DAYS[4], DAYS[5])]
    assert states == [HoldState.COMING, HoldState.WAITING, HoldState.WAITING, HoldState.LAPSED]
    assert replace(HOLD, cancelled_on=FIRST).state(DAYS[2]) is HoldState.CANCELLED
    assert replace(HOLD, loan_id=7, cancelled_on=FIRST).state(DAYS[9]) is HoldState.PICKED_UP


spans = st.tuples(st.sampled_from(DAYS), st.integers(0, 4), st.integers(1, 3)).map(
    lambda told: replace(
        HOLD, pick_up_on=told[0], lapses_on=told[0] + timedelta(days=told[1]), quantity=told[2]
    )
)


@given(st.lists(spans, max_size=6), st.sampled_from(DAYS), st.integers(0, 6))
def test_the_fullest_day_is_the_one_that_a_look_at_every_day_finds(holds, first, length):
    last = first + timedelta(days=length)
    by_day = [
        sum(hold.quantity for hold in holds if hold.pick_up_on <= day <= hold.lapses_on)
        for day in (first + timedelta(days=ahead) for ahead in range(length + 1))
    ]
    assert most_held(holds, first, last) == max(by_day)
    assert (hold_between(holds, first, last) is None) is (max(by_day) == 0)
