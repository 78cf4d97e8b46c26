"""The lending desk day by day."""

from datetime import date

import pytest

from stationdesk.domain.lending.flow import OutOnDay, loan_flow, out_on
from tests.documents.loan_stories import GLASSES, KIT, came_back, loan, put_off

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 5)


def of(day):
    return date(2026, 11, day)


ENTRIES = [
    loan(lent_on=date(2026, 10, 30), quantity=2, returns=(came_back(of(2), good=1, damaged=1),)),
    loan(lent_on=of(1), quantity=3, days=2, returns=(came_back(of(4), good=1, lost=1),)),
    loan(GLASSES, lent_on=of(4), days=0, visitor_group="elder"),
    loan(KIT, lent_on=of(1), days=1),
]


def test_every_day_tells_what_visitors_took_and_brought_back():
    told = loan_flow(ENTRIES, FIRST, LAST)
    assert told.per_day == (
        (of(1), 3, 0),
        (of(2), 0, 2),
        (of(3), 0, 0),
        (of(4), 1, 1),
        (of(5), 0, 0),
    )
    assert (told.total.pieces, told.returned, told.total.lost) == (4, 3, 1)
    assert sum(lent for _day, lent, _back in told.per_day) == told.total.pieces
    assert sum(back for _day, _lent, back in told.per_day) == told.returned


def test_kinds_and_groups_stand_by_how_much_was_lent_and_only_if_it_was():
    told = loan_flow(ENTRIES, FIRST, LAST)
    assert told.kinds == (("雨伞", 3), ("老花镜", 1))
    assert told.groups == (("Delivery riders", 3), ("Older people", 1))
    assert loan_flow(ENTRIES, of(5), of(5)).kinds == ()


@pytest.mark.parametrize(
    ("day", "out"),
    [
        (of(1), OutOnDay(lines=3, pieces=6)),
        (of(2), OutOnDay(lines=2, pieces=4, due=1)),
        (of(3), OutOnDay(lines=2, pieces=4, overdue=1, due=3)),
        (of(4), OutOnDay(lines=3, pieces=3, overdue=2, due=1)),
        (of(5), OutOnDay(lines=3, pieces=3, overdue=3)),
    ],
)
def test_of_a_day_its_evening_is_told_with_what_people_on_duty_carry(day, out):
    assert out_on(ENTRIES, day) == out


def test_what_was_put_off_is_due_on_its_new_day_from_then_on():
    held = loan(lent_on=of(1), days=4, extensions=(put_off(of(3), of(3), of(5)),))
    assert out_on([held], of(2)) == OutOnDay(lines=1, pieces=1)
    assert out_on([held], of(4)) == OutOnDay(lines=1, pieces=1)
    assert out_on([held], of(5)) == OutOnDay(lines=1, pieces=1, due=1)
