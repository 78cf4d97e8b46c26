from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.fefo import in_order, pieces_by_batch, propose

from .stock_examples import BOX, DAY, SHELF, balance, batch

SOON, LATE = date(2026, 7, 31), date(2027, 7, 31)


def test_the_first_to_expire_leaves_first_and_what_never_expires_last():
    shelf = [balance(batch(1), 1), balance(batch(2, LATE), 1), balance(batch(3, SOON), 1)]
    assert [each.batch.id for each in in_order(shelf, DAY)] == [3, 2, 1]


def test_an_opened_pack_leaves_before_all_others():
    shelf = [balance(batch(1, SOON), 1), balance(batch(2, LATE, opened_on=DAY), 1)]
    assert [each.batch.id for each in in_order(shelf, DAY)] == [2, 1]


def test_a_pack_that_will_be_opened_later_is_not_open_yet():
    opened = batch(2, LATE, opened_on=DAY)
    shelf = [balance(batch(1, SOON), 1), balance(opened, 1)]
    assert [each.batch.id for each in in_order(shelf, DAY - timedelta(days=1))] == [1, 2]


def test_of_two_that_expire_together_the_older_leaves_first():
    old, new = batch(2, SOON, received_on=date(2026, 1, 1)), batch(1, SOON)
    assert [each.batch.id for each in in_order([balance(new, 1), balance(old, 1)], DAY)] == [2, 1]


def test_the_own_place_of_the_item_comes_first():
    of = batch(1, SOON)
    shelf = [balance(of, 1, BOX), balance(of, 1, SHELF)]
    assert [each.place.id for each in in_order(shelf, DAY)] == [SHELF.id, BOX.id]


def test_the_last_day_of_use_still_counts_and_the_day_after_does_not():
    shelf = [balance(batch(1, DAY), 3)]
    assert pieces_by_batch(propose(shelf, 2, DAY)) == {1: 2}
    assert propose(shelf, 2, DAY + timedelta(days=1)) == []


def test_a_place_limits_the_choice():
    shelf = [balance(batch(1, SOON), 3), balance(batch(2, LATE), 3, BOX)]
    assert pieces_by_batch(propose(shelf, 2, DAY, [BOX.id])) == {2: 2}


ends = st.none() | st.dates(DAY - timedelta(days=40), DAY + timedelta(days=40))
lots = st.lists(st.tuples(ends, st.integers(1, 9), st.booleans()), max_size=6)


@given(lots, st.integers(1, 40))
def test_a_proposal_takes_from_the_head_of_the_queue_only(lots, wanted):
    shelf = [
        balance(batch(number, expires_on, opened_on=DAY if opened else None), quantity)
        for number, (expires_on, quantity, opened) in enumerate(lots, start=1)
    ]
    picks = propose(shelf, wanted, DAY)
    in_date = in_order(shelf, DAY)
    assert sum(pick.quantity for pick in picks) == min(
        wanted, sum(each.quantity for each in in_date)
    )
    assert [pick.batch.id for pick in picks] == [each.batch.id for each in in_date[: len(picks)]]
    assert all(
        pick.quantity == each.quantity for pick, each in zip(picks[:-1], in_date, strict=False)
    )
    assert not any(pick.batch.expired_on(DAY) for pick in picks)
