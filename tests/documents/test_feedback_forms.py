"""The feedback book's papers say what the book says, and on the wall they name nobody."""

import io
from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.forms.feedback import (
    feedback_register,
    figures_report,
    open_list,
    praise_register,
)
from stationdesk.documents.forms.feedback_sheet import handling_sheet
from stationdesk.documents.forms.feedback_wall import (
    ENTRIES_A_PAGE,
    answers_notice,
    blank_pages,
    echo_poster,
    page_prefix,
)
from stationdesk.documents.papers import Exchange, Table
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.feedback.rates import RateKey, rates_of
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.statistics import statistics_of
from tests.documents import feedback_stories as story
from tests.documents.stories import STATION

PRINTED = datetime(2026, 11, 22, 17, 20)
PERIOD = (story.MONDAY, story.TODAY)
LINES = story.lines()
LIVE = [line.entry for line in LINES if line.entry.state is not EntryState.VOID]
RATES = rates_of(story.rounds(), *PERIOD, story.NOW, {RateKey.ANSWERED: 92})
PLAIN_RATES = rates_of(story.rounds(), *PERIOD, story.NOW)
FIGURES = statistics_of(LIVE, story.rounds(), *PERIOD, story.NOW)
A3_POINTS = (841.9, 1190.6)


def papers():
    praised = [line for line in LINES if line.entry.praised]
    return {
        "feedback": feedback_register(STATION, LINES, *PERIOD, story.NOW, printed_at=PRINTED),
        "feedback-open": open_list(STATION, story.open_lines(), story.NOW, printed_at=PRINTED),
        "feedback-figures": figures_report(STATION, RATES, FIGURES, printed_at=PRINTED),
        "praise": praise_register(STATION, praised, *PERIOD, printed_at=PRINTED),
        "feedback-sheet": handling_sheet(STATION, story.chain(), photos=2, printed_at=PRINTED),
        "answers-board": answers_notice(STATION, story.board(), story.TODAY, printed_at=PRINTED),
        "echo-poster": echo_poster(STATION, story.board(), RATES, printed_at=PRINTED),
        "feedback-blank": blank_pages(STATION, 2, PRINTED, printed_at=PRINTED),
    }


every_paper = pytest.mark.parametrize("key", papers())
on_the_wall = pytest.mark.parametrize("key", ["answers-board", "echo-poster", "feedback-blank"])


def packed(text):
    return "".join(text.split())


def document_of(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    return pypdfium2.PdfDocument(content)


def pages(paper):
    document = document_of(paper)
    try:
        return [packed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def printed(paper):
    return "".join(pages(paper))


def tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]


@every_paper
def test_each_paper_has_its_title_and_no_whole_phone(key):
    words = pages(papers()[key])
    assert packed(papers()[key].title) in words[0]
    assert "13812345678" not in "".join(words)


@on_the_wall
def test_nothing_on_the_wall_names_an_author(key):
    words = printed(papers()[key])
    for name in ("欧阳", "5678"):
        assert name not in words


def test_the_register_has_the_columns_that_ledgers_of_the_field_have():
    (shown,) = tables(papers()["feedback"])
    keys = [column.key for column in shown.shown_columns()]
    wanted = ["row_number", "number", "on", "kind", "body", "channel", "author", "handler"]
    assert [key for key in keys if key in wanted] == wanted
    assert {"final_due", "answer", "answered_on", "call_back", "closing"} <= set(keys)
    words = printed(papers()["feedback"])
    for expected in ("YJ-2026-0031", "欧阳*", "Verysatisfied", "Voidentry", "138****5678"):
        assert expected in words


def test_the_open_list_begins_with_what_is_overdue():
    (shown,) = tables(papers()["feedback-open"])
    assert [group.records[0].entry.number for group in shown.groups] == [
        story.LATE.number,
        story.WAITING.number,
        story.ANSWERED.number,
    ]
    nothing = printed(open_list(STATION, [], story.NOW))
    assert "Everyentryisansweredandclosed." in nothing


def test_the_figures_print_formula_numerator_and_denominator():
    words = printed(papers()["feedback-figures"])
    assert "÷entriesregisteredintheperiod" in words
    rates, *_others = tables(papers()["feedback-figures"])
    told = {column.key: [column.read(rate) for rate in RATES.rates] for column in rates.columns}
    assert told["counted"][-2:] == [3, 2]
    assert told["among"][-2:] == [6, 2]
    assert "Belowtheredline" in words


def test_without_red_lines_nothing_is_said_of_them():
    words = printed(figures_report(STATION, PLAIN_RATES, FIGURES))
    assert "redline" not in words.casefold()


def test_an_empty_denominator_is_a_dash_on_paper_and_in_the_workbook():
    nobody = rates_of([], *PERIOD, story.NOW)
    told = statistics_of([], [], *PERIOD, story.NOW)
    paper = figures_report(STATION, nobody, told)
    assert "0.0%" not in printed(paper)
    assert "100.0%" not in printed(paper)
    book = load_workbook(io.BytesIO(workbook_of([paper])))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert cells.count("—") == len(nobody.rates) + 2


def test_the_handling_sheet_tells_the_whole_chain():
    words = printed(papers()["feedback-sheet"])
    for expected in (
        "YJ-2026-0031",
        "欧阳*5678",
        "Passedto(takenback)",
        "to街道办",
        "Placespokenof;nameorphoneoftheauthor",
        "GZ-2026-0008饮水机不加热",
        "LY-2026-0004",
        "RepeatedbyYJ-2026-0036",
        "2pictures",
    ):
        assert expected in words
    assert "Takenback" not in words, "taking back is no line of its own"


def test_the_longest_entry_stands_whole_on_the_handling_sheet_and_within_its_pages():
    chain = story.chain()
    long = replace(chain, entry=replace(chain.entry, body="长" * LONGEST_BODY))
    document = document_of(handling_sheet(STATION, long, photos=0, printed_at=PRINTED))
    shown = 0
    for page in document:
        text, lowest = page.get_textpage(), page.get_height()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1) == "长":
                shown, lowest = shown + 1, min(lowest, text.get_charbox(at)[1])
        assert lowest > 50, "above the foot of the page"
    document.close()
    assert shown == LONGEST_BODY


def test_the_notice_shows_the_number_of_the_page_and_leaves_unknown_days_open():
    words = printed(papers()["answers-board"])
    assert "YJ-2026-0036page1116J-1-3" in words
    assert "2026-11-20" in words
    assert (
        "NoanswerhangsontheboardNow".casefold()
        in printed(answers_notice(STATION, [], story.TODAY)).casefold()
    )


def test_the_poster_is_one_a3_sheet_whatever_hangs_on_it():
    long = story.board() * 20
    document = document_of(echo_poster(STATION, long, RATES))
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx(A3_POINTS, abs=0.5)
    document.close()
    assert len(document_of(echo_poster(STATION, [], RATES))) == 1


def test_the_poster_tells_thanks_last_and_how_many_more_there_are():
    poster = echo_poster(STATION, story.board() * 4, RATES)
    shown = [block.heading for block in poster.blocks if isinstance(block, Exchange)]
    assert "Praise" not in shown[0]
    assert f"{12 - len(shown)}moreanswers" in printed(poster)


def test_every_blank_entry_has_a_number_of_its_own_and_each_page_its_title():
    paper = blank_pages(STATION, 3, PRINTED)
    numbers = [number for table in tables(paper) for number in table.records()]
    assert len(set(numbers)) == 3 * ENTRIES_A_PAGE
    assert numbers[0] == "1122R-1-1"
    assert page_prefix(datetime(2026, 1, 5, 0, 0)) == "0105A"
    words = pages(paper)
    assert len(words) == 3
    assert all("Ihavesomethingtosay" in each for each in words)
    assert not any("(continued)" in each for each in words)
    assert "1122R-3-5" in words[2]


@every_paper
def test_each_paper_can_be_a_workbook(key):
    book = load_workbook(io.BytesIO(workbook_of([papers()[key]])))
    cells = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert papers()[key].title in cells
