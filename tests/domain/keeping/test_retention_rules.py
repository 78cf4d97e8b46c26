from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.keeping.found_rules import VALUABLES, usual_pass_on_day
from stationdesk.domain.keeping.photos import photo_problems
from stationdesk.domain.keeping.retention import ERASED_FIELDS, RECORD_KINDS
from stationdesk.domain.keeping.retention_rules import Closed, are_due, retention_lines

DAY = date(2026, 6, 30)
days_back = st.integers(0, 400)


@given(st.lists(days_back), st.integers(0, 365))
def test_a_record_is_due_when_more_days_have_passed_than_it_is_kept(backs, kept):
    records = [Closed(number, DAY - timedelta(days=back)) for number, back in enumerate(backs)]
    due = {one.id for one in are_due(records, DAY, kept)}
    assert due == {number for number, back in enumerate(backs) if back > kept}


@given(st.lists(days_back, min_size=1))
def test_a_line_tells_how_many_and_the_days_of_the_oldest_and_the_newest(backs):
    records = [Closed(number, DAY - timedelta(days=back)) for number, back in enumerate(backs)]
    (line,) = retention_lines({"kept_things": records, "borrowers": []}, {"kept_things": 30})
    assert (line.kind, line.count, line.days) == ("kept_things", len(backs), 30)
    assert (line.first, line.last) == (
        DAY - timedelta(days=max(backs)),
        DAY - timedelta(days=min(backs)),
    )


def test_each_kind_of_record_says_what_is_erased_of_it():
    assert set(ERASED_FIELDS) == set(RECORD_KINDS)
    assert all(ERASED_FIELDS.values())


@pytest.mark.parametrize("kind", VALUABLES)
def test_valuables_are_passed_on_within_three_days(kind):
    assert usual_pass_on_day(kind, DAY, 30) == DAY + timedelta(days=3)
    assert usual_pass_on_day("bag", DAY, 30) == DAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("kind", "refused"),
    [("document", True), ("id_card", True), ("bank_card", True), ("bag", False), ("key", False)],
)
def test_papers_and_cards_are_not_photographed(kind, refused):
    assert bool(list(photo_problems(kind))) is refused
