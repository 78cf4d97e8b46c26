"""The lending desk's papers say what the ledger says, and of borrowers no more than they may."""

import io
from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.forms.lending import (
    BLANK_ROWS,
    blank_register,
    call_sheet,
    figures_report,
    lent_things,
    loan_register,
    overdue_list,
    refill_list,
)
from stationdesk.documents.forms.loan_slip import loan_slip
from stationdesk.documents.papers import Table
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.lending.figures import figures_of
from stationdesk.domain.lending.refills import short_parts
from stationdesk.domain.stock import stock_line
from tests.documents import loan_stories as story
from tests.documents.stories import STATION

TODAY = story.TODAY
FIRST = TODAY.replace(day=1)
PRINTED = datetime(2026, 11, 22, 17, 20)
ENTRIES = story.month_of_loans()
LATE = [entry for entry in ENTRIES if entry.open and entry.due_on < TODAY]
CHAIR = ENTRIES[2]
WHOLE = "13812348899"
PLASTERS = {7: stock_line(story.item("创可贴", "片", 7), [], TODAY)}


def papers():
    return {
        "loans": loan_register(STATION, ENTRIES, FIRST, TODAY, TODAY, printed_at=PRINTED),
        "loans-blank": blank_register(STATION, printed_at=PRINTED),
        "overdue": overdue_list(STATION, LATE, TODAY, printed_at=PRINTED),
        "call-sheet": call_sheet(STATION, LATE, TODAY, printed_at=PRINTED),
        "lent-things": lent_things(
            STATION, story.kind_lines(), story.piece_lines(), TODAY, printed_at=PRINTED
        ),
        "loan-figures": figures_report(
            STATION, figures_of(ENTRIES, FIRST, TODAY), printed_at=PRINTED
        ),
        "refill": refill_list(
            STATION, short_parts(story.piece_lines()), TODAY, PLASTERS, printed_at=PRINTED
        ),
        "loan-slip": loan_slip(STATION, ENTRIES[:3], erased_after_days=30, printed_at=PRINTED),
    }


every_paper = pytest.mark.parametrize("key", papers())


def packed(text):
    return "".join(text.split())


def pages(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        return [packed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def printed(paper):
    return "".join(pages(paper))


def tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]


@every_paper
def test_each_paper_names_the_station_and_fits_a_page(key):
    paper = papers()[key]
    words = pages(paper)
    assert packed(STATION.name) in words[0]
    assert packed(paper.title) in words[0]
    assert len(words) == 1


@every_paper
def test_no_paper_repeats_a_remark_or_a_whole_number(key):
    words = printed(papers()[key])
    assert "张三" not in words, "remarks may name people"
    assert "赵六" not in words
    assert WHOLE not in words


def test_the_register_has_the_columns_that_ledgers_of_the_field_have():
    (shown,) = tables(papers()["loans"])
    keys = [column.key for column in shown.shown_columns()]
    wanted = ["row_number", "number", "thing", "borrower", "tail", "lent_on", "due_on"]
    assert [key for key in keys if key in wanted] == wanted
    assert {"returned_on", "state", "handled_by", "quantity"} <= set(keys)
    words = printed(papers()["loans"])
    for expected in ("轮椅LY-003", "欧阳*", "8899", "1inorder,1damaged,1lost", "王阿姨"):
        assert expected in words


def test_an_empty_month_says_so():
    assert "Norecordsinthisperiod." in printed(loan_register(STATION, [], FIRST, TODAY, TODAY))
    nobody = figures_report(STATION, figures_of([], FIRST, TODAY))
    assert printed(nobody).count("Norecordsinthisperiod.") == 2
    assert "Nothingisoverdueonthisday." in printed(call_sheet(STATION, [], TODAY))
    assert "Allhandykitsarecomplete." in printed(refill_list(STATION, [], TODAY, {}))


def test_the_blank_register_has_numbered_rows_to_write_in():
    (shown,) = tables(papers()["loans-blank"])
    assert shown.blank_rows == BLANK_ROWS
    assert shown.records() == []


def test_a_call_sheet_hides_the_numbers_unless_it_was_made_with_them():
    masked = printed(papers()["call-sheet"])
    assert "****8899" in masked
    whole = printed(call_sheet(STATION, LATE, TODAY, {CHAIR.loan_id: WHOLE}))
    assert WHOLE in whole
    assert "shreditwhendone" in whole
    assert "shreditwhendone" not in masked


def test_a_borrower_without_a_number_leaves_the_cell_empty():
    nameless = [replace(LATE[1], tail="")]
    (shown,) = tables(call_sheet(STATION, nameless, TODAY))
    (call,) = shown.records()
    assert call.number == ""


def test_what_is_lent_stands_apart_from_what_is_carried_on_duty():
    kinds, pieces = tables(papers()["lent-things"])
    assert [group.heading for group in kinds.groups] == ["Lent to visitors", "Carried on duty"]
    assert [line.unit.code for line in pieces.records()] == ["LY-003", "BX-001"]


def test_the_figures_end_with_their_sum_and_leave_the_share_of_nothing_empty():
    by_kind, by_group, on_duty = tables(papers()["loan-figures"])
    assert by_kind.records()[-1].name == ""
    assert by_group.records()[-1] == by_kind.records()[-1]
    assert [line.name for line in on_duty.records()] == ["百宝箱"]
    words = printed(figures_report(STATION, figures_of(ENTRIES[4:5], FIRST, TODAY)))
    assert "—" in words


def test_a_refill_list_tells_which_goods_the_parts_come_from():
    words = printed(papers()["refill"])
    assert "WZ-00007" in words
    assert "针线包" in words


def test_a_slip_is_printed_twice_on_one_sheet():
    (words,) = pages(papers()["loan-slip"])
    assert words.count("Copyofthestation") == words.count("Copyoftheborrower") == 1
    assert words.count("JY-20261102-001") == 2
    assert words.count("Borrower(signature):") == 2
    assert words.count(packed(story.WHEELCHAIR.terms)) == 2
    assert words.count("脚踏板×2,坐垫×1") == 2
    assert words.count("30daysaftereverythingisback") == 2


def test_the_deposit_of_the_loan_goes_before_that_of_its_kinds():
    own = printed(loan_slip(STATION, [replace(CHAIR, deposit="学生证")], erased_after_days=30))
    assert "学生证" in own
    assert "押金100元" not in own
    usual = printed(loan_slip(STATION, [replace(CHAIR, deposit="")], erased_after_days=30))
    assert "押金100元" in usual
    none = printed(loan_slip(STATION, [ENTRIES[0]], erased_after_days=30))
    assert "Deposit" not in none


def test_a_long_slip_goes_on_over_several_sheets_with_both_copies_on_each():
    many = [replace(CHAIR, line_id=number) for number in range(1, 25)]
    sheets = pages(loan_slip(STATION, many, erased_after_days=30))
    assert len(sheets) > 1
    assert all(words.count("Copyoftheborrower") == 1 for words in sheets)
    assert sheets[1].count("Loanslip(continued)") == 2
    assert sheets[-1].count("Borrower(signature):") == 2


def test_a_slip_is_laid_on_an_upright_sheet():
    content, _report = pdf_of(papers()["loan-slip"])
    document = pypdfium2.PdfDocument(content)
    try:
        assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=0.1)
    finally:
        document.close()


@pytest.mark.parametrize("key", ["loans", "overdue", "lent-things", "loan-figures", "refill"])
def test_papers_that_are_written_as_workbooks_hold_the_same_words(key):
    paper = papers()[key]
    book = load_workbook(io.BytesIO(workbook_of([paper])))
    cells = {
        packed(str(cell)) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row
    }
    for shown in tables(paper)[:1]:
        for column in shown.shown_columns():
            assert packed(column.heading()) in cells
