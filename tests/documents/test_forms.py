"""The station's own papers say what the records say, completely and in the right order."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.forms import compliance, count_sheet, kit_check, ledgers
from stationdesk.documents.forms.common import station_facts
from stationdesk.documents.forms.tier_report import report_of, report_of_signed, tier_words
from stationdesk.documents.papers import Table, Verdict
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.replenishment import replenish_line
from stationdesk.domain.stock import BatchSum, TurnoverLine
from stationdesk.domain.tiers.assess import Dossier, assessed, missing_for, next_tier
from stationdesk.domain.tiers.facts import ExemptionFact, Span
from stationdesk.domain.tiers.forecast import forecast_of
from stationdesk.domain.tiers.snapshot import read_snapshot, snapshot_text
from stationdesk.domain.tiers.states import State
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import EVIDENCE_WORDS
from tests.documents import stories

STATION, TODAY = stories.STATION, stories.TODAY


def packed(text):
    return "".join(text.split())


def printed(paper):
    """Return the words of a paper's PDF without blanks, and its number of pages."""
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return packed(words), report.pages


def tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]


def verdict(paper):
    return next(block for block in paper.blocks if isinstance(block, Verdict))


@pytest.fixture(scope="module")
def dossier():
    return Dossier(stories.standard(), stories.facts())


def report_from(dossier, applied=2):
    assessment = assessed(dossier, TODAY, applied)
    wanted = next_tier(assessment.attained) or 1
    return report_of(assessment, forecast_of(dossier, TODAY), missing_for(dossier, TODAY, wanted))


@pytest.fixture(scope="module")
def report(dossier):
    return report_from(dossier)


def test_the_report_names_every_item_its_standard_and_source(report):
    paper = compliance.compliance_report(STATION, report, number="JC-1")
    words, _pages = printed(paper)
    for item in report.items:
        assert packed(item.name) in words
        assert item.code in words
    for fact in (report.standard_title, report.standard_version, STATION.code, STATION.keeper):
        assert packed(fact) in words
    assert packed(report.standard_source) in words
    assert packed(report.standard_note) in words
    assert {record for item in report.items for record in item.evidence}
    for item in report.items:
        for kind, text in item.evidence:
            assert packed(text) in words
            assert kind in EVIDENCE_WORDS.values()


def test_the_verdict_stands_before_the_items_and_the_evidence_last(report):
    words, _pages = printed(compliance.compliance_report(STATION, report))
    order = ["Verdict:", "1.Itembyitem", "2.Whatismissing", "3.Forecast", "AnnexA", "AnnexB"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_items_are_grouped_by_the_tier_that_first_asks_for_them(report):
    items = tables(compliance.compliance_report(STATION, report))[0]
    assert [len(group.records) for group in items.groups] == [8, 4, 4]
    assert [item.tier for group in items.groups for item in group.records] == (
        [3] * 8 + [2] * 4 + [1] * 4
    )


@pytest.mark.parametrize(
    ("attained", "applied", "tone", "words"),
    [
        (2, 2, Tone.GOOD, "Tier 2 is attained (12 services), as applied for."),
        (1, 2, Tone.GOOD, "Tier 1 is attained (16 services), as applied for."),
        (3, 2, Tone.BAD, "Tier 2 is not attained (9 of 12 services). Now: Tier 3."),
        (None, None, Tone.BAD, "no tier is attained."),
        (3, None, Tone.GOOD, "Tier 3 is attained (8 services)."),
    ],
)
def test_the_verdict_says_which_tier_is_attained_and_whether_it_was_asked_for(
    report, attained, applied, tone, words
):
    told = replace(
        report,
        attained=attained,
        applied_for=applied,
        counts={3: (8, 8), 2: (9, 12), 1: (10, 16)},
        steps=(),
    )
    paper = compliance.compliance_report(STATION, told)
    assert verdict(paper).statement == f"Verdict: {words}"
    assert verdict(paper).tone is tone


def test_a_loss_to_come_is_named_with_its_day_and_cause():
    facts = stories.facts()
    checks = tuple(
        replace(check, on=TODAY)
        for check in (
            *facts.hand_checks,
            replace(facts.hand_checks[0], uid="posted", subject="posted_lists"),
        )
    )
    amenity = replace(
        facts.amenities[0],
        uid="x",
        kind="extinguisher",
        pieces=2,
        agent="powder",
        made_on=date(2025, 1, 1),
    )
    dossier = Dossier(
        stories.standard(),
        replace(
            facts,
            hand_checks=checks,
            amenities=(*facts.amenities, amenity),
            exemptions=(
                ExemptionFact(
                    uid="e",
                    criterion="S08",
                    standard_key=stories.standard().key,
                    days=Span(None, None),
                    reason="与服务大厅共用消防设施",
                    approved_by="街道办",
                ),
                ExemptionFact(
                    uid="f",
                    criterion="S03",
                    standard_key=stories.standard().key,
                    days=Span(None, None),
                    reason="由隔壁社区提供",
                    approved_by="街道办",
                ),
            ),
        ),
    )
    report = report_from(dossier, applied=3)
    assert report.attained is not None
    assert report.steps
    first = next(step for step in report.steps if step.lost)
    words, _pages = printed(compliance.compliance_report(STATION, report))
    assert packed(f"{first.day.isoformat()}") in words
    assert packed(tier_words(first.tier_from) + " is lost on") in words
    assert packed("与服务大厅共用消防设施") in words
    exempted = next(item for item in report.items if item.code == "S08")
    assert exempted.state is State.NOT_APPLICABLE
    assert "街道办" in exempted.remark


def test_a_signed_assessment_prints_as_it_was_signed(dossier, report):
    assessment = assessed(dossier, TODAY, 2)
    text = snapshot_text(
        assessment,
        forecast_of(dossier, TODAY),
        station_code=STATION.code,
        station_name=STATION.name,
        assessor="王芳",
    )
    signed = report_of_signed(read_snapshot(text))
    assert signed.items == report.items
    assert (signed.on, signed.attained, signed.counts) == (
        report.on,
        report.attained,
        report.counts,
    )
    words, _pages = printed(compliance.compliance_report(STATION, signed))
    assert "王芳" in words


def test_the_blank_form_has_all_items_and_boxes_but_no_findings(report):
    paper = compliance.inspection_form(STATION, report)
    words, _pages = printed(paper)
    for item in report.items:
        assert packed(item.required) in words
    (items,) = tables(paper)
    found = next(column for column in items.columns if column.key == "found")
    assert {found.read(item) for item in report.items} == {""}
    state = next(column for column in items.columns if column.key == "state")
    assert state.read(report.items[0]).count("☐") == 3


def test_the_self_assessment_is_a_sheet_with_one_row_for_each_item(report):
    paper = compliance.self_assessment_table(STATION, report)
    sheet = load_workbook(io.BytesIO(workbook_of([paper]))).worksheets[0]
    codes = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    for item in report.items:
        assert item.code in codes
        assert item.required in codes
    assert sheet.page_setup.orientation == "landscape"


def test_the_count_sheet_goes_along_the_shelves_and_leaves_counts_empty():
    paper = count_sheet.count_sheet(STATION, stories.stocktake())
    (lines,) = tables(paper)
    assert [group.heading for group in lines.groups] == ["Place: 前台柜", "Place: 东侧货架第二层"]
    words, _pages = printed(paper)
    places = [words.index(packed(stories.GOODS[number][0])) for number in (0, 2, 4, 1, 3, 5)]
    assert places == sorted(places)
    counted = next(column for column in lines.columns if column.key == "counted")
    assert {counted.read(line) for line in lines.records()} == {None}
    assert "Write0wherenothingisthere" in words
    assert lines.blank_rows == count_sheet.SPARE_ROWS


def test_a_blind_count_sheet_does_not_tell_the_book():
    (lines,) = tables(count_sheet.count_sheet(STATION, stories.stocktake(), blind=True))
    assert not {"book", "difference"} & {column.key for column in lines.columns}


def test_the_count_result_sums_up_short_over_and_uncounted():
    counted = stories.stocktake(line_1=10, line_2=15, line_3=4)
    words, _pages = printed(count_sheet.count_result(STATION, counted))
    summary = "6 lines: 1 confirmed, 1 short by 2 pieces, 1 over by 1 pieces, 3 not counted."
    assert packed(summary) in words
    assert "领用未登记" in words


def test_the_kit_sheet_for_hand_checks_lists_contents_and_leaves_the_rest_empty():
    paper = kit_check.blank_kit_check(STATION, stories.kit(), TODAY)
    (lines,) = tables(paper)
    assert [line.required for line in lines.records()] == [5, 5, 5]
    assert {column.read(line) for column in lines.columns[3:] for line in lines.records()} == {""}
    words, pages = printed(paper)
    assert pages == 1
    assert packed("藿香正气水 10ml×10支") in words


def test_the_filled_kit_sheet_says_what_is_missing_and_what_to_do():
    paper = kit_check.filled_kit_check(
        STATION, stories.kit(), stories.kit_findings(), TODAY, checker="王芳"
    )
    assert verdict(paper).tone is Tone.BAD
    assert verdict(paper).reasons == ("老花镜 +200 度: add 2",)
    words, _pages = printed(paper)
    assert "2026-12-14" in words
    assert "王芳" in words


def test_a_kit_with_expired_goods_is_to_be_scrapped_and_filled_up():
    later = TODAY + timedelta(days=60)
    line = kit_check.KitLine(
        name="藿香正气水", unit="盒", required=5, usable=2, expired=3, missing=3
    )
    assert line.todo == "scrap 3 expired; add 3"
    assert line.mark.tone is Tone.BAD
    paper = kit_check.blank_kit_check(STATION, stories.kit(), later)
    assert paper.origin.period == "2027-01"


def test_the_inventory_ledger_has_all_columns_in_a_workbook_and_groups_on_paper():
    lines = stories.stock_lines()
    book = load_workbook(io.BytesIO(workbook_of([ledgers.inventory_ledger(STATION, lines, TODAY)])))
    sheet = book.worksheets[0]
    keys = [cell.value for cell in sheet[3]]
    assert keys[:3] == ["row_number", "code", "name"]
    assert {"category", "target", "earliest_expiry", "state"} <= set(keys)
    assert len(sheet.tables) == 1
    paper = ledgers.inventory_ledger(STATION, lines, TODAY, for_print=True)
    assert [group.heading for group in tables(paper)[0].groups] == [
        "药品",
        "防护",
        "便民用品",
        "饮水",
    ]
    words, pages = printed(paper)
    assert pages == 1
    assert all(packed(goods[0]) in words for goods in stories.GOODS)


def test_the_order_list_and_the_turnover_are_signed_papers():
    wanted = [
        replenish_line(stories.item(n), [BatchSum(quantity, ends, TODAY)], 0, TODAY, 30)
        for n, (_name, _spec, _unit, _category, quantity, ends) in enumerate(stories.GOODS)
    ]
    lines = [line for line in wanted if line is not None]
    words, _pages = printed(ledgers.replenishment_list(STATION, lines, TODAY, 30))
    assert "Approvedby:" in words
    turnover = [
        TurnoverLine(
            item=stories.item(0),
            opening=10,
            received=5,
            issued=3,
            scrapped=0,
            counted=0,
            closing=12,
            earliest_expiry=None,
        )
    ]
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    words, _pages = printed(ledgers.turnover_ledger(STATION, turnover, first, last))
    assert packed("2026/11/1 to 2026/11/30") in words
    assert "藿香正气水" in words
    empty, _pages = printed(ledgers.amenity_register(STATION, [], TODAY, for_print=True))
    assert "Norecordsinthisperiod." in empty
    empty, _pages = printed(ledgers.donation_notice(STATION, [], first, last))
    assert "Norecordsinthisperiod." in empty


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("枫桥路 18 号", "雁塔区枫桥路街道枫桥路 18 号"),
        ("雁塔区枫桥路 18 号", "雁塔区枫桥路 18 号"),
        ("枫桥路街道 18 号", "雁塔区枫桥路街道 18 号"),
    ],
)
def test_district_and_street_stand_before_the_address_once(address, told):
    facts = station_facts(replace(stories.STATION, address=address))
    assert told in [fact.value for fact in facts]
