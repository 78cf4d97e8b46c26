"""The columns of inspections, read from a small story."""

import pytest

from stationdesk.domain.inspections.corrective import sheet_lines
from stationdesk.domain.inspections.kinds import Result, Severity
from stationdesk.domain.inspections.notices import RecheckOutcome
from stationdesk.domain.inspections.posted import NewPosted, PostedKind
from stationdesk.listings import inspections as listing
from stationdesk.listings.columns import Mark, Tone
from tests.services.inspections.inspection_house import InspectionHouse, day


@pytest.fixture
def house(database):
    return InspectionHouse(database)


def read(columns, record):
    assert len({column.key for column in columns}) == len(columns)
    return {column.key: column.read(record) for column in columns}


def test_an_inspection_shows_how_its_lines_came_out(house):
    inspection_id = house.begin()
    (look,) = house.inspections.inspections()
    told = read(listing.INSPECTIONS, look)
    assert (told["checked"], told["score"], told["actions"]) == ("0/8", "—", "")
    assert told["state"] == Mark("Inspection being filled in", Tone.WARNING)
    house.answer_all(inspection_id, ("S01",), Result.PARTIAL)
    house.inspections.submit(inspection_id, house.remedies(inspection_id))
    (look,) = house.inspections.inspections()
    told = read(listing.INSPECTIONS, look)
    assert (told["checked"], told["score"], told["actions"]) == ("8/8", 93.8, "0/1")
    assert (told["passed"], told["partial"], told["tier"]) == (7, 1, "Tier 3")
    assert told["kind"] == "Inspection by the street office"


def test_the_checklist_has_what_was_wrong_and_until_when(house):
    house.toilet_proved()
    inspection_id = house.submitted(("S01",))
    lines = sheet_lines(house.inspections.inspection(inspection_id))
    assert len(lines) == 8
    wrong = read(listing.LINES, lines[0])
    assert wrong["result"] == Mark("Line not in order", Tone.BAD)
    assert (wrong["points"], wrong["note"], wrong["due_on"]) == (
        "0",
        "S01 有问题",
        day("2026-07-14"),
    )
    assert wrong["measures"] == "更换补齐 (李强)"
    assert wrong["method"] == "Looked at on the spot"
    right = read(listing.LINES, lines[6])
    assert (right["points"], right["due_on"], right["measures"]) == ("1", None, "")
    assert right["method"] == "Records and on the spot"
    assert right["suggested"] == Mark("Line in order", Tone.GOOD)


def test_a_repeated_finding_says_so(house):
    house.submitted()
    house.pass_days(7)
    house.submitted(severity=Severity.CRITICAL)
    newest, first = house.inspections.findings()
    told = read(listing.FINDINGS, newest)
    assert told["times"] == "Repeated, time 2 in a row"
    assert told["severity"] == Mark("Critical finding", Tone.BAD)
    assert read(listing.FINDINGS, first)["times"] == ""


def test_the_ledger_of_actions_shows_being_late_before_the_state(house):
    inspection_id = house.submitted()
    house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    house.pass_days(30)
    (line,) = house.inspections.open_actions()
    told = read(listing.actions(house.today), line)
    assert told["state"] == Mark("Action overdue", Tone.BAD)
    assert (told["notice"], told["days_late"]) == ("TZ-2026-001", 16)
    house.verified(line.action.id)
    (line,) = house.inspections.actions()
    told = read(listing.actions(house.today), line)
    assert told["state"] == Mark("Action verified", Tone.GOOD)
    assert (told["done_how"], told["verified_by"]) == ("已更换", "王芳")
    steps = [read(listing.STEPS, step) for step in house.inspections.steps(line.action.id)]
    assert [step["move"] for step in steps] == [
        "Action decided",
        "Action begun",
        "Action said to be done",
        "Action found done",
    ]


def test_a_notice_and_its_second_look(house):
    inspection_id = house.submitted()
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "现场复查")
    house.verified(house.actions(inspection_id)[0].id)
    told = read(listing.notices(house.today), house.inspections.notice(notice.id))
    assert told["state"] == Mark("Waits for the re-check", Tone.WARNING)
    assert (told["verified"], told["findings"]) == ("1/1", 1)
    house.inspections.recheck(notice.id, "赵军", RecheckOutcome.DONE, "齐全")
    line = house.inspections.notice(notice.id)
    assert read(listing.notices(house.today), line)["closed_on"] == house.today
    look = read(listing.RECHECKS, line.notice.rechecks[0])
    assert look["outcome"] == Mark("Put right, struck off", Tone.GOOD)


def test_a_paper_on_the_wall(house):
    document_id = house.inspections.add_posted(
        NewPosted(kind=PostedKind.ROSTER, title="值班表", since=house.today, review_days=7)
    )
    house.pass_days(9)
    told = read(listing.POSTED, house.inspections.posted()[0])
    assert told["state"] == Mark("Not looked at in time", Tone.BAD)
    assert (told["due_on"], told["looked_on"], told["reasons"]) == (day("2026-07-07"), None, "")
    house.inspections.renew(document_id, "孙丽")
    (look,) = house.inspections.looks(document_id)
    assert read(listing.LOOKS, look)["renewed"] == "Put up anew then"


def test_a_voided_draft_is_shown_as_such(house):
    inspection_id = house.begin()
    house.inspections.void(inspection_id, "误建")
    head = house.inspections.inspection(inspection_id).inspection
    assert listing.inspection_mark(head) == Mark("Voided", Tone.NEUTRAL)
