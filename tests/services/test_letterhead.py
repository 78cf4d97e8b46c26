"""The station's own head and foot: kept once, on every paper and workbook."""

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from stationdesk.documents.labels import LabelSheet
from stationdesk.domain.letterhead import LONGEST_UNIT, Letterhead
from stationdesk.domain.problems import Refused
from stationdesk.services.desk import open_desk
from stationdesk.services.report_catalogue import REPORTS
from tests.stations import TODAY, small_station

HEAD = Letterhead(
    upper_unit="小寨路街道办事处",
    unit="枫桥路驿站 & 志愿者之家",
    contact="电话 029-8555 0000",
    footer="便民利民为民",
    seal="驿站（公章）",
)


@pytest.fixture
def undone():
    return []


@pytest.fixture
def desk(tmp_path, undone):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    opened = open_desk(path, today=TODAY)
    opened.context.hear_undo = undone.append
    opened.context.now = lambda: datetime(2026, 6, 30, 10, 30, tzinfo=UTC)
    yield opened
    opened.close()


def logo(colour="red"):
    out = io.BytesIO()
    Image.new("RGBA", (200, 100), colour).save(out, "PNG")
    return out.getvalue()


def words_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return ["".join(page.split()) for page in pages]


def drafts(desk):
    for report in REPORTS:
        try:
            yield report, desk.reports.draft(report.key)
        except Refused:
            continue


def test_nothing_is_at_the_head_before_something_is_chosen(desk):
    assert desk.letterheads.letterhead() == Letterhead()
    assert not desk.letterheads.letterhead().has_head


def test_lines_are_kept_freed_of_white_and_can_be_taken_back(desk, undone):
    desk.letterheads.keep(Letterhead(unit="  枫桥路\n驿站 "))
    assert desk.letterheads.letterhead().unit == "枫桥路 驿站"
    undone.pop().take_back()
    assert desk.letterheads.letterhead() == Letterhead()


def test_every_line_that_is_too_long_is_named(desk):
    long = "长" * (LONGEST_UNIT + 1)
    with pytest.raises(Refused) as refusal:
        desk.letterheads.keep(Letterhead(upper_unit=long, seal=long))
    assert {problem.about for problem in refusal.value.problems} == {"upper_unit", "seal"}


def test_a_new_logo_takes_the_place_of_the_one_before_and_can_be_taken_back(desk, undone):
    desk.letterheads.keep_logo("a.png", logo("red"))
    first = desk.letterheads.letterhead().logo
    desk.letterheads.keep_logo("b.png", logo("blue"))
    assert desk.letterheads.letterhead().logo not in (b"", first)
    undone.pop().take_back()
    assert desk.letterheads.letterhead().logo == first
    desk.letterheads.remove_logo()
    assert desk.letterheads.letterhead().logo == b""
    undone.pop().take_back()
    assert desk.letterheads.letterhead().logo == first


def test_what_is_no_picture_is_no_logo(desk):
    with pytest.raises(Refused):
        desk.letterheads.keep_logo("a.png", b"not a picture")


def test_every_paper_bears_the_letterhead(desk, tmp_path):
    desk.letterheads.keep(HEAD)
    desk.letterheads.keep_logo("a.png", logo())
    seen = 0
    for report, draft in drafts(desk):
        if isinstance(draft.paper, LabelSheet) or "pdf" not in report.forms:
            continue
        seen += 1
        path = tmp_path / f"{report.key}.pdf"
        draft.write(path)
        pages = words_of(path)
        for line in (HEAD.upper_unit, HEAD.unit, HEAD.contact):
            assert "".join(line.split()) in pages[0], report.key
        assert all(HEAD.footer in page for page in pages), report.key
        with pikepdf.open(path) as document:
            assert "/XObject" in document.pages[0].Resources, report.key
    assert seen > 20


def test_every_workbook_bears_the_letterhead_and_keeps_its_rows(desk, tmp_path):
    bare = {report.key: _cells(draft, tmp_path) for report, draft in drafts(desk)}
    desk.letterheads.keep(Letterhead(upper_unit=HEAD.upper_unit, unit=HEAD.unit, footer="页脚 & 1"))
    seen = 0
    for report, draft in drafts(desk):
        if "xlsx" not in report.forms:
            continue
        seen += 1
        path = tmp_path / f"{report.key}.xlsx"
        draft.write(path)
        for sheet in load_workbook(path).worksheets:
            if sheet.sheet_state == "visible":
                assert HEAD.upper_unit in sheet.oddHeader.left.text
                assert "_x000" not in sheet.oddHeader.left.text
                assert sheet.oddFooter.center.text == "页脚 && 1"
        assert _cells(draft, tmp_path) == bare[report.key], report.key
    assert seen > 10


def test_a_plain_listing_bears_it_too(desk, tmp_path):
    desk.letterheads.keep(HEAD)
    desk.letterheads.keep_logo("a.png", logo())
    path = tmp_path / "stock.xlsx"
    desk.exports.extract("inventory").write_book(path)
    sheet = load_workbook(path).worksheets[0]
    assert HEAD.upper_unit in sheet.oddHeader.left.text
    assert len(sheet._images) == 1


def test_a_letterhead_costs_no_page_of_what_is_bound(desk, tmp_path):
    def pages():
        return {
            report.key: len(words_of(_written(draft, tmp_path)))
            for report, draft in drafts(desk)
            if "pdf" in report.forms
            and not isinstance(draft.paper, LabelSheet)
            and not (draft.paper.wall or draft.paper.poster or draft.paper.copies)
        }

    bare = pages()
    desk.letterheads.keep(HEAD)
    desk.letterheads.keep_logo("a.png", logo())
    assert pages() == bare


def test_the_words_for_the_seal_stand_for_the_stations_own_seal_only(desk, tmp_path):
    desk.letterheads.keep(HEAD)
    ledger = words_of(_written(desk.reports.draft("inventory"), tmp_path))
    assert HEAD.seal in ledger[-1]
    form = words_of(_written(desk.reports.draft("compliance"), tmp_path))
    assert HEAD.seal not in form[-1]


def _written(draft, folder):
    path = folder / "out.pdf"
    draft.write(path)
    return path


def _cells(draft, folder):
    if "xlsx" not in draft.report.forms:
        return []
    path = folder / "cells.xlsx"
    draft.write(path)
    return [
        list(sheet.iter_rows(values_only=True))
        for sheet in load_workbook(path).worksheets
        if sheet.sheet_state == "visible"
    ]
