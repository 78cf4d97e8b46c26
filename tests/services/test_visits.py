from datetime import date, timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.visits import DaySheet, NewVisit, Tally
from stationdesk.services.changes import Topic
from stationdesk.services.visits import Visits
from stationdesk.store import audit

TODAY = date(2026, 6, 30)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def visits(context):
    return Visits(context)


def sheet(*tallies, day=YESTERDAY, **fields):
    told = tuple(
        Tally(group=group, service=service, people=people, hour=hour)
        for group, service, people, hour in tallies
    )
    return DaySheet(day=day, tallies=told, **fields)


def test_a_click_is_one_visit_of_this_minute(visits, announced):
    visit_id = visits.tap("rider", "water")
    (kept,) = visits.counts_of(TODAY)
    assert (kept.id, kept.group, kept.service, kept.people) == (visit_id, "rider", "water", 1)
    assert f"{kept.counted_at:%H:%M}" == "10:30"
    assert announced == [frozenset({Topic.VISITS})]
    assert audit.latest(1)[0].entity == "visit"


def test_a_click_with_the_same_key_counts_once(visits):
    assert visits.tap("rider", "rest", request_key="k") == visits.tap(
        "rider", "rest", request_key="k"
    )
    assert visits.day_counts().people == 1


def test_a_click_can_be_taken_back_and_that_too(visits, undos):
    visits.tap("elder", "rest", 3)
    undos.pop().take_back()
    assert visits.day_counts().people == 0
    visits.tap("elder", "rest", 3)
    assert visits.undo_last().people == 3
    assert visits.undo_last() is None
    undos.pop().take_back()
    assert visits.day_counts().by_group == {"elder": 3}


def test_what_was_taken_back_cannot_be_taken_back_again(visits):
    visit_id = visits.tap("elder", "rest")
    visits.undo(visit_id)
    with pytest.raises(Refused):
        visits.undo(visit_id)


def test_a_sheet_of_a_day_is_kept_whole_with_and_without_hours(visits):
    visits.write_down(sheet(("rider", "water", 12, None), ("elder", "rest", 4, 9)))
    assert visits.by_hour(YESTERDAY, YESTERDAY) == {None: 12, 9: 4}
    assert visits.by_weekday_and_hour(YESTERDAY, YESTERDAY) == {(YESTERDAY.isoweekday(), 9): 4}
    assert visits.day_counts(YESTERDAY).by_service == {"rest": 4, "water": 12}


def test_a_sheet_may_stand_in_place_of_an_earlier_one_but_never_of_clicks(visits, undos):
    visits.tap("rider", "water")
    visits.write_down(sheet(("rider", "water", 12, None), day=TODAY))
    visits.write_down(sheet(("rider", "water", 9, None), day=TODAY, instead=True))
    assert visits.day_counts().people == 10
    undos.pop().take_back()
    assert visits.day_counts().people == 13


def test_a_sheet_with_the_same_key_is_kept_once(visits):
    wish = sheet(("rider", "water", 12, None), ("elder", "rest", 4, None), request_key="s")
    assert len(visits.write_down(wish)) == 2
    assert visits.write_down(wish) == []
    assert visits.day_counts(YESTERDAY).people == 16


def test_a_sheet_is_refused_with_every_reason_at_once(visits):
    wish = sheet(("nobody", "water", 0, 25), day=TODAY + timedelta(days=1), note="字" * 201)
    with pytest.raises(Refused) as refusal:
        visits.write_down(wish)
    about = {problem.about for problem in refusal.value.problems}
    assert about == {"day", "group", "people", "hour", "note"}
    assert visits.days_counted(date.min, date.max) == 0


@pytest.mark.parametrize(
    ("group", "service", "people"),
    [
        ("nobody", "rest", 1),
        ("rider", "dancing", 1),
        ("rider", "rest", 0),
        ("rider", "rest", 10_001),
    ],
)
def test_a_click_that_says_nothing_known_is_refused(visits, group, service, people):
    with pytest.raises(Refused):
        visits.tap(group, service, people)


def test_many_counts_are_one_deed(visits, announced):
    wishes = [NewVisit(day=YESTERDAY, group="rider", service="rest") for _each in range(1200)]
    assert len(visits.count_many(wishes)) == 1200
    assert visits.by_day(YESTERDAY, TODAY) == {YESTERDAY: 1200}
    assert len(announced) == 1
    assert audit.latest(1)[0].after["people"] == 1200
    assert visits.count_many([]) == []


def test_sums_are_by_month_group_and_service_of_what_stands(visits):
    for day, group, people in (
        (date(2026, 5, 31), "rider", 3),
        (date(2026, 6, 1), "rider", 5),
        (date(2026, 6, 2), "elder", 2),
    ):
        visits.count_many([NewVisit(day=day, group=group, service="rest", people=people)])
    visits.undo(visits.tap("rider", "rest"))
    first, last = date(2026, 5, 1), TODAY
    assert visits.by_month(first, last) == {"2026-05": 3, "2026-06": 7}
    assert visits.by_month_and_group(first, last) == [
        ("2026-05", "rider", 3),
        ("2026-06", "elder", 2),
        ("2026-06", "rider", 5),
    ]
    assert visits.by_group(date(2026, 6, 1), last) == {"elder": 2, "rider": 5}
    assert [each.people for each in visits.tallies(first, last, group="rider")] == [3, 5]
    assert visits.first_day() == date(2026, 5, 31)
