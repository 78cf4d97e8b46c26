from dataclasses import asdict, replace

import pytest

from stationdesk.domain.inspections.posted import (
    USUAL_POSTED,
    NewPosted,
    PostedKind,
    PostedState,
)
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.station import NewStation
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.working_days import DayKind
from stationdesk.services.changes import Topic
from tests.services.inspections.inspection_house import InspectionHouse, day


@pytest.fixture
def house(database):
    return InspectionHouse(database)


def put_up(house, kind=PostedKind.RULES, review_days=30, since=None):
    return house.inspections.add_posted(
        NewPosted(
            kind=kind,
            title="墙上的纸",
            since=since or house.today,
            review_days=review_days,
            place="门厅",
            keeper="孙丽",
        )
    )


def only(house, on=None):
    (line,) = house.inspections.posted(on)
    return line


def abouts(refused):
    return [problem.about for problem in refused.value.problems]


def test_a_paper_grows_old_and_a_look_makes_it_young(house):
    document_id = put_up(house)
    assert only(house).state is PostedState.FRESH
    house.pass_days(24)
    assert only(house).state is PostedState.DUE_SOON
    house.pass_days(6)
    assert only(house).state is PostedState.DUE_SOON
    house.pass_days(1)
    assert only(house).state is PostedState.STALE
    house.inspections.look(document_id, "孙丽")
    line = only(house)
    assert (line.state, line.due_on) == (PostedState.FRESH, house.day(30))
    assert only(house, house.day(-1)).state is PostedState.DUE_SOON
    house.take_back()
    assert only(house).state is PostedState.STALE
    assert house.announced[-1] == frozenset({Topic.INSPECTIONS})


def test_what_cannot_be_is_refused_at_once(house):
    with pytest.raises(Refused) as refused:
        house.inspections.add_posted(
            NewPosted(kind=PostedKind.RULES, title=" ", since=house.day(1), review_days=0)
        )
    assert abouts(refused) == ["title", "review_days", "since"]
    document_id = put_up(house)
    with pytest.raises(Refused) as refused:
        house.inspections.look(document_id, " ", house.day(-1))
    assert abouts(refused) == ["by", "on"]


def test_looks_come_in_order_and_never_on_what_was_taken_down(house):
    document_id = put_up(house)
    house.pass_days(2)
    house.inspections.renew(document_id, "孙丽")
    with pytest.raises(Refused):
        house.inspections.look(document_id, "孙丽", house.day(-1))
    house.inspections.archive_posted(document_id)
    assert house.inspections.posted() == []
    assert len(house.inspections.posted(house.day(-1))) == 1
    for deed in (
        lambda: house.inspections.look(document_id, "孙丽"),
        lambda: house.inspections.archive_posted(document_id),
    ):
        with pytest.raises(Refused):
            deed()
    house.take_back()
    assert len(house.inspections.posted()) == 1
    assert [look.renewed for look in house.inspections.looks(document_id)] == [True]


def test_it_is_corrected_unless_somebody_did_meanwhile(house):
    document_id = put_up(house)
    seen = house.inspections.posted_document(document_id)
    wish = NewPosted(kind=seen.kind, title="新题", since=seen.since, review_days=60)
    house.inspections.change_posted(document_id, wish, seen.version)
    assert only(house).posted.title == "新题"
    with pytest.raises(Refused):
        house.inspections.change_posted(document_id, wish, seen.version)
    house.take_back()
    assert only(house).posted.title == "墙上的纸"


def test_the_usual_papers_are_proposed_until_they_hang(house):
    assert house.inspections.usual_posted() == list(USUAL_POSTED)
    wanted = [PostedKind.ROSTER, PostedKind.SUPERVISION]
    assert len(house.inspections.add_usual_posted(wanted, keeper="孙丽")) == 2
    assert not {each.kind for each in house.inspections.usual_posted()} & set(wanted)
    assert [line.posted.review_days for line in house.inspections.posted()] == [7, 90]
    house.take_back()
    assert house.inspections.posted() == []
    assert house.inspections.usual_posted() == list(USUAL_POSTED)


def change_phone(house, phone):
    station = house.desk.station.known_station()
    facts = asdict(station)
    del facts["uid"], facts["version"]
    house.desk.station.change(NewStation(**{**facts, "phone": phone}), station.version)


def test_contacts_are_wrong_when_the_phone_changed_since(house):
    document_id = put_up(house, PostedKind.CONTACTS)
    change_phone(house, "029-1234567")
    assert only(house).state is PostedState.FRESH
    house.pass_days(1)
    change_phone(house, "029-7654321")
    line = only(house)
    assert line.state is PostedState.WRONG
    assert [f"{each}" for each in line.reasons] == [
        "the station's phone or keeper changed on 2026-07-01"
    ]
    house.inspections.look(document_id, "孙丽")
    assert only(house).state is PostedState.WRONG
    house.inspections.renew(document_id, "孙丽")
    assert only(house).state is PostedState.FRESH


def test_the_list_of_services_is_wrong_when_the_standard_changed_since(house):
    put_up(house, PostedKind.ITEM_LIST)
    house.pass_days(1)
    house.desk.tiers.standards.copy("yanta-2023", "yanta-own", Words("自定", "Own"))
    assert only(house).state is PostedState.FRESH
    house.desk.tiers.standards.use("yanta-own")
    assert only(house).state is PostedState.WRONG


def test_the_hours_are_wrong_when_other_hours_hold(house):
    put_up(house, PostedKind.HOURS)
    week = {weekday: (Interval(480, 1200),) for weekday in range(1, 8)}
    house.desk.station.keep_timetable(
        NewTimetable(name="秋", valid_from=day("2026-07-05"), week=week)
    )
    assert only(house).state is PostedState.FRESH
    house.pass_days(5)
    assert only(house).state is PostedState.WRONG


def test_a_roster_is_wrong_without_a_published_one_and_after_a_newer_one(house):
    document_id = put_up(house, PostedKind.ROSTER, 7)
    assert only(house).state is PostedState.FRESH
    monday = day("2026-06-29")
    house.desk.roster.add_template(
        NewShiftTemplate(name="早班", from_minute=480, to_minute=720, day_kinds=frozenset(DayKind))
    )
    preview = house.desk.roster.preview_period(monday, day("2026-07-05"))
    period_id = house.desk.roster.open_period(monday, day("2026-07-05"), preview)
    assert [f"{each}" for each in only(house).reasons] == [
        "no published roster holds on 2026-06-30"
    ]
    house.pass_days(1)
    house.desk.roster.publish(period_id)
    assert [f"{each}" for each in only(house).reasons] == [
        "the roster was published anew on 2026-07-01"
    ]
    house.inspections.renew(document_id, "孙丽")
    assert only(house).state is PostedState.FRESH


def test_the_first_page_names_the_wrong_ones_and_gathers_the_old(house):
    put_up(house, PostedKind.RULES, 10)
    put_up(house, PostedKind.SAFETY, 12)
    wrong = put_up(house, PostedKind.CONTACTS, 300)
    house.pass_days(13)
    change_phone(house, "029-1234567")
    told = [(f"{one.state}", f"{one.what}", one.opens) for one in house.inspections.reminders()]
    assert told == [
        (
            "No longer what holds",
            "“墙上的纸”: the station's phone or keeper changed on 2026-07-13",
            ("posted", wrong),
        ),
        ("3 days late", "Look at what hangs on the wall: 墙上的纸, 墙上的纸", ("posted", 1)),
    ]


def test_changed_review_days_count_from_the_last_look(house):
    document_id = put_up(house)
    posted = house.inspections.posted_document(document_id)
    house.inspections.change_posted(
        document_id,
        NewPosted(kind=posted.kind, title=posted.title, since=posted.since, review_days=5),
    )
    assert only(house).due_on == house.day(5)
    assert replace(posted, review_days=5, version=2, place="", keeper="") == only(house).posted
