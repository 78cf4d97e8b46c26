"""The lending figures of a period count pieces, and tell its end as it was on its last day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.lending.figures import (
    FigureLine,
    due_as_of,
    figures_of,
    open_as_of,
)
from stationdesk.domain.lending.refills import short_parts
from stationdesk.domain.visitors import VISITOR_GROUPS
from tests.documents.loan_stories import (
    GLASSES,
    KIT,
    UMBRELLA,
    came_back,
    loan,
    piece_lines,
    put_off,
)

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def of(day):
    return date(2026, 11, day)


def told(*entries, first=FIRST, last=LAST):
    return figures_of(entries, first, last).total


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            loan(lent_on=of(3), quantity=2),
            {"loans": 1, "pieces": 2, "out": 2, "overdue": 2},
            id="out",
        ),
        pytest.param(
            loan(lent_on=of(28), quantity=2), {"loans": 1, "pieces": 2, "out": 2}, id="not yet due"
        ),
        pytest.param(
            loan(lent_on=of(3), returns=(came_back(of(6), good=1),)),
            {"loans": 1, "pieces": 1, "on_time": 1},
            id="back on its day",
        ),
        pytest.param(
            loan(lent_on=of(3), returns=(came_back(of(7), good=1),)),
            {"loans": 1, "pieces": 1, "late": 1},
            id="back a day late",
        ),
        pytest.param(
            loan(
                lent_on=of(3),
                quantity=4,
                returns=(came_back(of(5), good=1), came_back(of(9), damaged=1, lost=1)),
            ),
            {
                "loans": 1,
                "pieces": 4,
                "on_time": 1,
                "late": 1,
                "damaged": 1,
                "lost": 1,
                "out": 1,
                "overdue": 1,
            },
            id="in parts",
        ),
        pytest.param(
            loan(lent_on=date(2026, 10, 30), returns=(came_back(of(2), good=1),)),
            {"on_time": 1},
            id="lent before, back in the period",
        ),
        pytest.param(
            loan(lent_on=date(2026, 10, 1), returns=(came_back(date(2026, 10, 2), good=1),)),
            {},
            id="over before",
        ),
        pytest.param(
            loan(lent_on=of(27), returns=(came_back(date(2026, 12, 5), good=1),)),
            {"loans": 1, "pieces": 1, "out": 1},
            id="back after the period, due on its last day",
        ),
        pytest.param(loan(lent_on=date(2026, 12, 1)), {}, id="lent after"),
        pytest.param(
            loan(
                lent_on=of(1),
                due_on=of(10),
                extensions=(put_off(of(4), of(4), of(10)),),
                returns=(came_back(of(9), good=1),),
            ),
            {"loans": 1, "pieces": 1, "extended": 1, "on_time": 1},
            id="extended",
        ),
        pytest.param(
            loan(
                lent_on=of(1),
                quantity=2,
                due_on=of(20),
                extensions=(put_off(of(8), of(4), of(20)),),
                returns=(came_back(of(6), good=1), came_back(of(18), good=1)),
            ),
            {"loans": 1, "pieces": 2, "extended": 1, "on_time": 1, "late": 1},
            id="late by the due day of its own time",
        ),
    ],
)
def test_each_piece_is_counted_by_what_became_of_it(entry, expected):
    assert told(entry) == FigureLine(name="", **expected)


def test_the_share_in_time_is_of_what_ended_and_nothing_ended_gives_none():
    assert told(loan(lent_on=of(20))).on_time_percent is None
    two = loan(lent_on=of(3), quantity=3, returns=(came_back(of(4), good=2, lost=1),))
    assert told(two).on_time_percent == pytest.approx(200 / 3)


def test_visitors_and_duty_are_told_apart_and_groups_stand_in_their_order():
    figures = figures_of(
        [
            loan(UMBRELLA, of(3), visitor_group="elder"),
            loan(GLASSES, of(3), visitor_group="rider"),
            loan(KIT, of(4), visitor_group="staff"),
            loan(GLASSES, of(5), visitor_group="pilot"),
        ],
        FIRST,
        LAST,
    )
    assert [line.name for line in figures.kinds] == ["老花镜", "雨伞"]
    words = [VISITOR_GROUPS["rider"], VISITOR_GROUPS["elder"], "pilot"]
    assert [line.name for line in figures.groups] == words
    assert [line.name for line in figures.duty] == ["百宝箱"]
    assert figures.total.loans == 3


def test_nothing_lent_gives_no_lines_and_a_sum_of_nothing():
    figures = figures_of([], FIRST, LAST)
    assert figures.kinds == figures.groups == figures.duty == ()
    assert figures.total == FigureLine(name="")


DAYS = st.integers(0, 40).map(lambda days: date(2026, 10, 20) + timedelta(days=days))


@st.composite
def entries(draw):
    """A line of the ledger with returns and extensions as people make them."""
    lent_on, quantity = draw(DAYS), draw(st.integers(1, 4))
    left, returns, on = quantity, [], lent_on
    while left and draw(st.booleans()):
        on += timedelta(days=draw(st.integers(0, 9)))
        good = draw(st.integers(0, left))
        rest = "damaged" if draw(st.booleans()) else "lost"
        pieces = max(1, good)
        split = {"good": good} if good else {rest: 1}
        returns.append(came_back(on, **split))
        left -= pieces
    entry = loan(
        draw(st.sampled_from([UMBRELLA, GLASSES])),
        lent_on,
        quantity,
        visitor_group=draw(st.sampled_from(["rider", "elder"])),
        returns=tuple(returns),
    )
    put = []
    for number in range(draw(st.integers(0, 2))):
        new = entry.due_on + timedelta(days=draw(st.integers(1, 5)))
        put.append(put_off(lent_on + timedelta(days=number), entry.due_on, new, number=number + 1))
        entry = replace(entry, due_on=new, extensions=tuple(put))
    return entry


COUNTED = ("loans", "pieces", "extended", "on_time", "late", "damaged", "lost", "out", "overdue")


@given(st.lists(entries(), max_size=6))
def test_kinds_and_groups_add_up_to_the_sum(lent):
    figures = figures_of(lent, FIRST, LAST)
    for lines in (figures.kinds, figures.groups):
        for name in COUNTED:
            assert sum(getattr(line, name) for line in lines) == getattr(figures.total, name)


@given(st.lists(entries(), max_size=6), DAYS)
def test_two_periods_one_after_the_other_add_up_to_the_whole(lent, middle):
    first, last = date(2026, 10, 1), date(2027, 1, 31)
    early = told(*lent, first=first, last=middle)
    late = told(*lent, first=middle + timedelta(days=1), last=last)
    whole = told(*lent, first=first, last=last)
    for name in ("loans", "pieces", "extended", "on_time", "late", "damaged", "lost"):
        assert getattr(early, name) + getattr(late, name) == getattr(whole, name)
    assert (late.out, late.overdue) == (whole.out, whole.overdue)
    assert early.out + late.pieces - late.closed == late.out


@given(entries())
def test_a_line_that_was_never_extended_was_always_due_on_its_day(entry):
    plain = replace(entry, extensions=())
    assert due_as_of(plain, entry.lent_on) == plain.due_on
    assert due_as_of(entry, date.max) == entry.due_on
    assert open_as_of(entry, date.max) == entry.open
    assert open_as_of(entry, entry.lent_on - timedelta(days=1)) == 0


def test_only_parts_that_are_short_are_to_be_refilled():
    found = [(each.piece.unit.code, each.part.part.name) for each in short_parts(piece_lines())]
    assert found == [("BX-001", "创可贴"), ("BX-001", "针线包")]
