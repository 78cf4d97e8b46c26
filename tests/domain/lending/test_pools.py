from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.lending import pools
from stationdesk.domain.lending.pools import Shortage
from stationdesk.domain.stock import Spot
from tests.domain.stock_examples import BOX, MASKS, SHELF, balance, batch

FIRST = date(2026, 6, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
changes = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(-4, 4)), max_size=8)
shelves = st.lists(st.tuples(st.integers(1, 3), st.sampled_from([SHELF, BOX]), st.integers(0, 6)))


def day(number):
    return DAYS[number]


def naive_state(changes, when):
    return sum(change for on, change in changes if on <= when)


def naive_days(size, claimed, since):
    """Every day that counts, one by one; of goods that never moved only the last state does."""
    moved = [on for on, _change in size]
    start = max(since, min(moved)) if moved else max([since, *(on for on, _change in claimed)])
    last = max([start, *moved, *(on for on, _change in claimed)])
    return [start + timedelta(days=n) for n in range((last - start).days + 1)]


@given(size=changes, claimed=changes, since=st.sampled_from(DAYS))
def test_the_guard_finds_what_a_look_at_every_day_finds(size, claimed, since):
    found = pools.worst_shortage(size, claimed, since)
    looks = [
        Shortage(when, naive_state(size, when), naive_state(claimed, when))
        for when in naive_days(size, claimed, since)
    ]
    worst = max(looks, key=lambda each: each.missing)
    assert (found is None) == (worst.missing <= 0)
    if found is not None:
        assert found.missing == worst.missing
        assert found == next(each for each in looks if each.missing == worst.missing)


@pytest.mark.parametrize(
    ("size", "claimed", "since", "told"),
    [
        ([(day(0), 5)], [(day(1), 5)], day(1), None),
        ([(day(0), 5)], [(day(1), 6)], day(1), (day(1), 5, 6)),
        ([(day(0), 5)], [(day(1), 6), (day(2), -2)], day(2), None),
        ([(day(0), 5), (day(3), -2)], [(day(1), 4)], day(1), (day(3), 3, 4)),
        ([(day(4), 5)], [(day(0), 2), (day(2), -2)], day(0), None),
        ([(day(4), 5)], [(day(0), 6)], day(0), (day(4), 5, 6)),
        ([], [(day(0), 2), (day(2), -2)], day(0), None),
        ([], [(day(0), 1)], day(0), (day(0), 0, 1)),
    ],
    ids=[
        "all out",
        "one too many",
        "back before the days that count",
        "a later document takes them",
        "loans of a time that the stock does not know",
        "out until the stock begins",
        "history of goods that never moved",
        "goods that never moved are out",
    ],
)
def test_more_than_is_owned_is_never_claimed(size, claimed, since, told):
    found = pools.worst_shortage(size, claimed, since)
    assert found == (None if told is None else Shortage(*told))


def test_what_a_kind_put_away_claimed_ends_on_that_day():
    kept = pools.until(day(3), [(day(0), 4), (day(2), -1), (day(5), 9)])
    assert [pools.at_end_of(each, kept) for each in DAYS[:6]] == [4, 4, 3, 0, 0, 0]
    assert pools.until(None, [(day(0), 4)]) == [(day(0), 4)]


def test_the_first_day_below_zero_is_told():
    assert pools.first_day_below_zero([(day(2), -2), (day(0), 1), (day(2), 1)]) is None
    assert pools.first_day_below_zero([(day(2), -2), (day(0), 1)]) == day(2)


def test_what_is_out_is_missing_from_the_home_shelf_then_from_the_fullest_spot():
    small, full, away = balance(batch(1), 3), balance(batch(2), 4), balance(batch(3), 9, BOX)
    spots = pools.on_loan_by_spot([away, small, full], 9)
    assert spots == {full.spot: 4, small.spot: 3, away.spot: 2}
    assert pools.on_loan_by_spot([away, small, full], 0) == {}


@given(shelves=shelves, out=st.integers(0, 30))
def test_every_piece_out_is_missing_from_one_spot_and_no_spot_lacks_more_than_it_has(shelves, out):
    balances = _balances(shelves)
    spots = pools.on_loan_by_spot(balances, out)
    owned = {each.spot: each.quantity for each in balances}
    assert sum(spots.values()) == min(out, sum(owned.values()))
    assert all(0 < pieces <= owned[spot] for spot, pieces in spots.items())


@given(shelves=shelves, out=st.integers(0, 9), lost=st.integers(1, 9))
def test_losing_pieces_leaves_what_lies_on_every_shelf_as_it_was(shelves, out, lost):
    balances = _balances(shelves)
    owned = {each.spot: each.quantity for each in balances}
    if out + lost > sum(owned.values()):
        return
    before = pools.on_loan_by_spot(balances, out + lost)
    gone = pools.spots_of_lost(balances, out, lost, owned)
    assert sum(gone.values()) == lost
    after = pools.on_loan_by_spot(balances, out)
    assert {spot: before.get(spot, 0) - gone.get(spot, 0) for spot in owned} == {
        spot: after.get(spot, 0) for spot in owned
    }


def test_lost_pieces_leave_another_spot_where_later_documents_need_the_first():
    home, away = balance(batch(1), 3), balance(batch(2), 5, BOX)
    free = {home.spot: 1, away.spot: 5}
    assert pools.spots_of_lost([home, away], 0, 3, free) == {home.spot: 1, away.spot: 2}
    assert sum(pools.spots_of_lost([home, away], 0, 9, free).values()) == 6


def test_pieces_set_aside_are_scrapped_where_pieces_lie():
    home, away = balance(batch(1), 3), balance(batch(2), 5, BOX)
    free = {home.spot: 3, away.spot: 5}
    assert pools.spots_of_unfit([home, away], 0, 2, free) == {home.spot: 2}
    assert pools.spots_of_unfit([home, away], 3, 2, free) == {away.spot: 2}


def _balances(shelves):
    found = {}
    for number, place, quantity in shelves:
        found[Spot(number, place.id)] = balance(batch(number), quantity, place, MASKS)
    return list(found.values())
