"""The report of a month as a form, with its records and charts; the bulletin on one page."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.charts import Photo
from stationdesk.documents.forms.bulletin import bulletin
from stationdesk.documents.forms.period_report import (
    NOTHING,
    ToldReport,
    period_report,
    report_book,
    sources_sheet,
)
from stationdesk.documents.letterheads import on_letterhead
from stationdesk.documents.papers import Table, Verdict
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.letterhead import Letterhead
from stationdesk.domain.reporting.spans import Span
from tests.documents import period_stories as stories
from tests.documents.stories import STATION


def groups(paper):
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    return {group.heading: list(group.records) for group in table.groups}


def pages(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_the_verdict_stands_before_everything_else():
    paper = period_report(STATION, stories.told())
    first = paper.blocks[0]
    assert isinstance(first, Verdict)
    assert first.statement == "Open on 29 days, 1,496 visits"
    assert any("96.4%" in reason for reason in first.reasons)


def test_a_rate_shows_its_denominator_and_one_that_has_none_a_dash():
    told = {row.title: row for rows in groups(period_report(STATION, stories.told())).values()
            for row in rows}  # fmt: skip
    assert told["答复率"].basis == "26/27"
    assert f"{told['答复率'].now:.1f}" == "96.3"
    assert "满意率" not in told
    assert told["开放履约率"].beside["year_ago"] == NOTHING


def test_a_part_without_any_record_says_so():
    rows = groups(period_report(STATION, stories.told()))
    (silent,) = [records for heading, records in rows.items() if "寄存" in heading]
    assert [row.title for row in silent] == ["Nothing this month"]


def test_a_month_without_any_record_is_a_whole_form_that_says_so():
    paper = period_report(STATION, stories.told(empty=True))
    assert paper.blocks[0].statement == "Nothing this month"
    text = pages(paper)[0]
    assert text.count("Nothingthismonth") == 1 + len(stories.sections())


def test_head_and_foot_are_those_of_a_statistics_form():
    text = "".join(pages(period_report(STATION, stories.told())))
    for words in (
        f"Reporting unit (seal): {STATION.name}",
        "Form number:",
        "Approval number:",
        "Head of the unit:",
        "Head of statistics:",
        "Date of the report:",
        "甲",
    ):
        assert "".join(words.split()) in text


def test_a_sent_report_bears_its_number_and_the_names_of_its_letter():
    sent = stories.told(sent=True)
    text = "".join(pages(period_report(STATION, sent)))
    assert "YB-2026-06" in text
    assert "Headoftheunit:骆清平" in text
    again = replace(sent, letter=replace(sent.letter, issue=2, reason="漏记两天"))
    assert "漏记两天" in "".join(pages(period_report(STATION, again)))


@pytest.mark.parametrize("span", list(Span))
def test_every_span_has_the_columns_it_is_compared_by(span):
    paper = period_report(STATION, stories.told(span))
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    beside = [column.key for column in table.columns][4:-1]
    assert beside == (["last"] if span is Span.YEAR else ["last", "year_ago", "to_date"])
    assert pages(paper)


def test_the_records_behind_a_figure_add_up_to_it_in_its_unit():
    sheet = sources_sheet(STATION, stories.told())
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    hours = [row.amount for row in table.records() if row.figure == "实际开放时长"]
    assert sum(hours) == pytest.approx(29 * 12)


def test_the_workbook_holds_figures_records_and_charts():
    book = load_workbook(io.BytesIO(workbook_of(report_book(STATION, stories.told(sent=True)))))
    figures, sources, charts = book.worksheets[:3]
    cells = {row[0].value: row for row in figures.iter_rows() if row[0].value}
    rate, cost = cells["按时归还率"], cells["维护费用"]
    assert rate[3].value == 96.4
    assert rate[3].number_format == "0.0"
    assert cost[3].value == 1234.5
    assert cost[3].number_format == "0.00"
    assert cells["借出件次"][3].number_format == "0"
    assert len(sources.tables) == 1
    assert len(charts._charts) == 5


def test_a_bulletin_is_one_page_with_letterhead_charts_and_photos():
    photos = tuple(Photo(stories.photo(), f"照片{at}") for at in range(5))
    paper = bulletin(STATION, stories.told(), photos, printed_at=stories.AS_OF)
    head = Letterhead(unit="枫桥路驿站", contact="电话", footer="便民", logo=stories.photo())
    (text,) = pages(on_letterhead(paper, head))
    for words in ("1,496", "照片0", "照片2", "环卫工人", "枫桥路驿站"):
        assert words in text
    assert "照片3" not in text


def test_a_bulletin_of_a_month_without_records_says_so():
    (text,) = pages(bulletin(STATION, stories.told(empty=True)))
    assert "Nothingthismonth" in text


def test_words_of_a_sent_report_are_those_it_was_sent_with():
    told = stories.told(sent=True)
    renamed = ToldReport(
        report=told.report, letter=told.letter, said=lambda phrase: f"旧·{phrase}", trace={}
    )
    assert "旧·借出件次" in "".join(pages(period_report(STATION, renamed)))
