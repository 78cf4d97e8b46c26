from dataclasses import replace
from datetime import timedelta

import pytest

from stationdesk.domain.keeping.found import Outcome
from stationdesk.domain.keeping.reminders import (
    erasing_reminders,
    found_reminders,
    kept_reminders,
)
from stationdesk.domain.reminders import Area, Urgency
from tests.domain.keeping.things import DAY, FOUND, KEPT, RUN


def test_a_thing_not_fetched_in_time_is_told_masked_with_where_it_lies():
    (told,) = kept_reminders([KEPT], DAY)
    assert str(told.what) == "Keys kept for 骆*: not fetched"
    assert (told.area, told.urgency, told.opens) == (Area.LENDING, Urgency.OVERDUE, ("kept", 1))
    assert (str(told.state), told.where) == ("2 days late", "前台抽屉 · DG-20260620-001")


@pytest.mark.parametrize(
    "thing",
    [
        replace(KEPT, keep_until=DAY),
        replace(KEPT, keep_until=None),
        replace(KEPT, handed_on=DAY),
    ],
)
def test_what_still_has_time_or_left_is_not_told(thing):
    assert list(kept_reminders([thing], DAY)) == []


def test_several_are_one_line_that_opens_the_list():
    other = replace(KEPT, id=2, tag="DG-2", keep_until=KEPT.keep_until - timedelta(days=1))
    (told,) = kept_reminders([KEPT, other], DAY)
    assert str(told.what) == ("2 things in safekeeping were not fetched: DG-2, DG-20260620-001")
    assert (told.opens, told.day) == ("kept", other.keep_until)


def test_a_found_thing_is_told_from_the_day_after_its_last():
    (told,) = found_reminders([FOUND], DAY)
    assert str(told.what) == "Bag found: nobody claimed it, pass it on"
    assert (told.where, told.opens) == ("SW-20260601-001", ("found", 1))
    assert list(found_reminders([FOUND], FOUND.pass_on_after)) == []
    gone = replace(FOUND, outcome=Outcome.PASSED_ON, outcome_on=DAY)
    assert list(found_reminders([gone], DAY)) == []
    (several,) = found_reminders([FOUND, replace(FOUND, id=2, number="SW-2")], DAY)
    assert str(several.what) == "2 found things are to be passed on: SW-20260601-001, SW-2"


@pytest.mark.parametrize(("days", "told"), [(53, 0), (52, 1)])
def test_a_late_erasing_is_told_after_a_week(days, told):
    """The first record was closed 60 days ago."""
    lines = [replace(line, days=days) for line in RUN.lines]
    assert len(list(erasing_reminders(lines, DAY))) == told
    assert list(erasing_reminders([], DAY)) == []


def test_the_erasing_is_told_with_its_count_and_leads_to_the_settings():
    (told,) = erasing_reminders(RUN.lines, DAY)
    assert str(told.what) == "Personal data of 101 closed records"
    assert (told.area, told.opens) == (Area.SETTINGS, "lending")
