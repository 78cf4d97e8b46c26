"""What was published, and what is different now."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.periods import RevisionRow
from stationdesk.domain.roster.versions import ChangeKind, changes, rows_of
from tests.domain.roster.examples import day, facts, person, row, shift
from tests.domain.roster.period_examples import PERIOD


def place(who, on=1, start=480, end=720, shift="Early", post=""):
    return RevisionRow(day(on), start, end, shift, post, who)


def kinds(old, new):
    return [(each.kind, each.row.volunteer_uid) for each in changes(old, new)]


def test_rows_are_the_live_places_of_the_rosters_own_shifts_without_names():
    early, late = shift(1, day(1)), shift(2, day(1), "13:00", "17:00", period_id=9)
    rows = [
        row(1, early, 2),
        row(2, early, 1),
        row(3, early, 3, AssignmentState.VACATED),
        row(4, late, 1),
    ]
    roster = facts([person(1), person(2), person(3)], [early, late], rows)
    assert rows_of(roster, PERIOD) == (
        RevisionRow(day(1), 480, 720, "S1", "", "v1"),
        RevisionRow(day(1), 480, 720, "S1", "", "v2"),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([place("a")], [place("a")], []),
        ([], [place("a")], [(ChangeKind.ADDED, "a")]),
        ([place("a")], [], [(ChangeKind.REMOVED, "a")]),
        ([place("a")], [place("a", on=3)], [(ChangeKind.MOVED, "a")]),
        ([place("a")], [place("a", shift="Late")], [(ChangeKind.MOVED, "a")]),
        ([place("a")], [place("a", start=500)], [(ChangeKind.RETIMED, "a")]),
        ([place("a")], [place("b")], [(ChangeKind.REMOVED, "a"), (ChangeKind.ADDED, "b")]),
    ],
)
def test_a_change_is_told_for_the_volunteer_it_is_about(old, new, said):
    assert kinds(old, new) == said


def test_of_several_places_the_nearest_in_time_are_one_move():
    old, new = [place("a", on=1), place("a", on=10)], [place("a", on=11), place("a", on=20)]
    moves = [(each.before.day, each.row.day) for each in changes(old, new)]
    assert moves == [(day(10), day(11)), (day(1), day(20))]


def test_a_swap_of_two_is_two_moves():
    old, new = [place("a", on=1), place("b", on=2)], [place("a", on=2), place("b", on=1)]
    assert kinds(old, new) == [(ChangeKind.MOVED, "b"), (ChangeKind.MOVED, "a")]


PLACES = st.builds(
    place,
    st.sampled_from("abc"),
    st.integers(1, 4),
    st.sampled_from((480, 500)),
    shift=st.sampled_from(("Early", "Late")),
)


@given(st.lists(PLACES, max_size=12), st.lists(PLACES, max_size=12))
def test_the_changes_applied_to_the_old_roster_give_the_new_one(old, new):
    rows = Counter(old)
    for each in changes(old, new):
        if each.before is not None:
            rows[each.before] -= 1
        if each.kind is not ChangeKind.REMOVED:
            rows[each.row] += 1
            assert each.before is None or each.before.volunteer_uid == each.row.volunteer_uid
    assert +rows == Counter(new)
    assert min(rows.values(), default=0) >= 0
