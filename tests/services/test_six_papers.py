"""Papers of inspections and of periods, made from a station's records."""

from datetime import datetime

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.papers import NewSheet, Table
from stationdesk.domain.inspections.kinds import Result
from stationdesk.domain.problems import Refused
from stationdesk.domain.reporting.spans import Span
from stationdesk.services.drafts import Choice
from tests.documents.period_stories import photo
from tests.services.inspections.inspection_house import InspectionHouse


@pytest.fixture
def house(database):
    return InspectionHouse(database)


def tables(draft):
    return [block for block in draft.paper.blocks if isinstance(block, Table)]


def text_of(draft, folder):
    path = folder / "paper.pdf"
    written = draft.write(path)
    assert written.missing == ""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def noticed(house):
    inspection = house.submitted(("S01", "S02"))
    told = {"deadline": house.day(10), "recheck_method": "现场复查"}
    return inspection, house.inspections.issue_notice(inspection, "枫桥路驿站", **told).id


def test_a_checklist_tells_its_verdict_and_every_line(house, tmp_path):
    inspection = house.submitted(("S01",))
    draft = house.desk.reports.draft("inspection-sheet", Choice(record=inspection))
    (lines,) = tables(draft)
    assert len(lines.records()) == len(house.lines(inspection))
    assert draft.paper.blocks[0].statement.startswith("Verdict: ")
    text = "".join(text_of(draft, tmp_path))
    for words in ("S01有问题", "更换补齐", "张敏、赵军", "Inspectors(two)"):
        assert words in text


def test_a_checklist_that_is_not_finished_has_no_verdict(house):
    inspection = house.begin()
    draft = house.desk.reports.draft("inspection-sheet", Choice(record=inspection))
    assert draft.paper.blocks[0].statement.startswith("Not finished: ")


def test_the_workbook_of_a_checklist_has_its_evidence_too(house, tmp_path):
    inspection = house.submitted(("S01",))
    path = tmp_path / "sheet.xlsx"
    house.desk.reports.draft("inspection-sheet", Choice(record=inspection)).write(path)
    sheet = load_workbook(path).worksheets[0]
    keys = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"suggested", "evidence", "position"} <= keys
    assert len(sheet.tables) == 1


def test_a_notice_is_two_copies_that_say_the_same(house, tmp_path):
    _inspection, notice = noticed(house)
    draft = house.desk.reports.draft("corrective-notice", Choice(record=notice))
    (cut,) = [at for at, block in enumerate(draft.paper.blocks) if isinstance(block, NewSheet)]
    assert draft.paper.blocks[:cut] == draft.paper.blocks[cut + 1 :]
    pages = text_of(draft, tmp_path)
    half = len(pages) // 2
    assert "Firstcopy" in pages[0]
    assert "Secondcopy" in pages[half]
    for words in ("TZ-2026-001", "S01有问题", "更换补齐(李强", "现场复查"):
        assert words in pages[0]
        assert words in "".join(pages[half:])


def test_a_notice_prints_as_it_was_handed_over_though_the_actions_went_on(house):
    inspection, notice = noticed(house)
    before = house.desk.reports.draft("corrective-notice").paper.blocks
    for action in house.actions(inspection):
        house.verified(action.id)
    after = house.desk.reports.draft("corrective-notice", Choice(record=notice)).paper.blocks
    assert after == before


def test_the_ledger_counts_what_is_overdue(house, tmp_path):
    house.submitted(("S01", "S02"))
    house.pass_days(60)
    choice = Choice(first=house.day(-90), last=house.today)
    draft = house.desk.reports.draft("corrective-ledger", choice)
    (lines,) = tables(draft)
    assert len(lines.records()) == 2
    assert "overdue:2" in "".join(text_of(draft, tmp_path))


def test_blank_notices_and_tally_sheets_need_no_record(house, tmp_path):
    for key in ("corrective-notice-blank", "visits-blank"):
        assert text_of(house.desk.reports.draft(key), tmp_path)
    assert len(text_of(house.desk.reports.draft("visits-blank"), tmp_path)) == 1
    assert len(text_of(house.desk.reports.draft("corrective-notice-blank"), tmp_path)) == 2


def test_what_was_not_entered_yet_is_refused_in_words(house):
    for key in ("inspection-sheet", "corrective-notice"):
        with pytest.raises(Refused):
            house.desk.reports.draft(key)


def counted(house, people=7):
    """Count visitors on the last day of May and of June."""
    for at in (datetime(2026, 5, 31, 9, 0), datetime(2026, 6, 30, 9, 0)):
        house.at = at
        house.desk.visits.tap("sanitation", "water", people=people, request_key=str(at))


def test_a_report_without_a_day_is_of_the_last_month_that_is_over(house):
    counted(house)
    house.at = datetime(2026, 6, 12, 9, 0)
    assert house.desk.reports.draft("month-report").made.name == "2026-05"


def test_a_report_is_of_the_span_of_its_day_with_its_records(house, tmp_path):
    counted(house)
    choice = Choice(on=house.today)
    for key, people in (("month-report", 7), ("quarter-report", 14), ("year-report", 14)):
        draft = house.desk.reports.draft(key, choice)
        path = tmp_path / f"{key}.xlsx"
        draft.write(path)
        sources = load_workbook(path).worksheets[1]
        (listing,) = sources.tables.values()
        head, *rows = sources[listing.ref]
        at = [cell.value.replace("\n", "") for cell in head].index("Indicator")
        adds = [cell.value.replace("\n", " ") for cell in head].index("Adds to the figure")
        amounts = [row[adds].value for row in rows if row[at].value == "Visits in all"]
        assert sum(amounts) == people, key


def test_a_sent_report_is_printed_as_it_was_sent(house, tmp_path):
    counted(house)
    sent = house.desk.month_report.send(Span.MONTH, house.today, "王芳", "李强", "赵军")
    house.desk.visits.tap("sanitation", "water", people=900, request_key="late")
    draft = house.desk.reports.draft("month-report", Choice(record=sent))
    text = "".join(text_of(draft, tmp_path))
    assert "YB-2026-06" in text
    assert "Headoftheunit:王芳" in text
    assert "907" not in text


def test_a_bulletin_shows_photos_of_the_station_and_never_those_of_people(house, tmp_path):
    counted(house)
    uid = house.desk.station.known_station().uid
    for at in range(4):
        house.desk.attachments.add("station", uid, f"{at}.jpg", photo(), f"活动{at}")
    house.desk.attachments.add("feedback_entry", "x", "person.jpg", photo("red"), "某人")
    draft = house.desk.reports.draft("bulletin", Choice(on=house.today))
    (text,) = text_of(draft, tmp_path)
    assert "活动3" in text
    assert "活动0" not in text
    chosen = house.desk.attachments.of("station", uid)[-1]
    draft = house.desk.reports.draft("bulletin", Choice(on=house.today, photos=(chosen.id,)))
    (text,) = text_of(draft, tmp_path)
    assert "活动0" in text
    assert "活动3" not in text


def test_partly_in_order_is_a_warning_and_names_the_item(house):
    inspection = house.begin()
    house.answer_all(inspection, ("S01",), Result.PARTIAL)
    house.inspections.submit(inspection, house.remedies(inspection))
    verdict = house.desk.reports.draft("inspection-sheet").paper.blocks[0]
    assert verdict.tone.value == "warning"
    assert verdict.reasons[0].startswith("Partly in order: ")
