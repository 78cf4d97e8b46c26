from datetime import date

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.services.desk import open_desk
from stationdesk.services.drafts import Choice
from tests.services.keeping.keeping_desk import ago, fetched, found, key
from tests.stations import TODAY, small_station


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    opened = open_desk(path, today=TODAY, who=lambda: "王芳")
    yield opened
    opened.close()


def rows(draft):
    return next(table.records() for table in draft.paper.blocks if hasattr(table, "groups"))


def test_a_ledger_holds_what_came_in_the_period_the_oldest_first(desk):
    for day in (0, 3, 40):
        desk.keeping.take_in(key(ago(day)))
        desk.keeping.enter_found(found(ago(day)))
    assert [one.on for one in rows(desk.reports.draft("kept-things"))] == [ago(3), ago(0)]
    may = Choice(first=date(2026, 5, 1), last=date(2026, 5, 31))
    assert [one.on for one in rows(desk.reports.draft("lost-property", may))] == [ago(40)]


def test_the_notice_holds_what_is_still_here(desk):
    desk.keeping.enter_found(found(ago(40)))
    gone = desk.keeping.enter_found(found())
    desk.keeping.void_found(gone, "重复登记")
    assert [one.on for one in rows(desk.reports.draft("lost-property-notice"))] == [ago(40)]


def test_the_record_of_the_newest_erasing_is_made_unless_another_is_chosen(desk):
    with pytest.raises(Refused, match="No personal data has been erased yet"):
        desk.reports.draft("retention-record")
    runs = []
    for _ in range(2):
        thing = desk.keeping.take_in(key(ago(60)))
        desk.keeping.hand_over(thing, fetched(ago(50)))
        runs.append(desk.retention.run("郑晓"))
    assert desk.reports.draft("retention-record").paper.number == "XH-20260630-002"
    first = desk.reports.draft("retention-record", Choice(record=runs[0]))
    assert first.paper.number == "XH-20260630-001"


def test_both_ledgers_leave_as_listings_too(desk, tmp_path):
    desk.keeping.take_in(key())
    desk.keeping.enter_found(found())
    for listing in ("kept-things", "lost-property"):
        out = tmp_path / f"{listing}.csv"
        desk.exports.extract(listing).write(out)
        told = out.read_text(encoding="utf-8-sig")
        assert len(told.splitlines()) == 2
        assert not [secret for secret in ("骆清平", "卓一鸣", "13912345678") if secret in told]


def test_the_first_page_tells_what_waits_at_the_shelf(desk):
    desk.keeping.take_in(key(ago(9), keep_until=ago(2)))
    desk.keeping.enter_found(found(ago(60)))
    thing = desk.keeping.take_in(key(ago(60)))
    desk.keeping.hand_over(thing, fetched(ago(50)))
    told = [str(one.what) for one in desk.today.summary().reminders]
    assert {
        "Keys kept for 骆*: not fetched",
        "Bag found: nobody claimed it, pass it on",
        "Personal data of 1 closed records",
    } <= set(told)
