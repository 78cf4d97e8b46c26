"""What hangs on the wall or is filed says what it must, and no person's name."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.forms.keeping import (
    erasing_record,
    found_ledger,
    found_notice,
    kept_ledger,
)
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.keeping.found import FOUND_KINDS, Outcome
from tests.documents.stories import STATION
from tests.domain.keeping.things import DAY, FOUND, KEPT, RUN

FIRST = date(2026, 6, 1)
HANDED = replace(KEPT, handed_on=DAY, handed_to="卓一鸣", proof="手机尾号相符", handed_by="李敏")
CLAIMED = replace(
    FOUND, outcome=Outcome.CLAIMED, outcome_on=DAY, outcome_to="骆清平", outcome_phone="13912345678"
)
SECRETS = ("骆清平", "卓一鸣", "13912345678", "13700001111", "三本课本", "包里有什么", "来问过")
PAPERS = {
    "kept": lambda: kept_ledger(STATION, [KEPT, HANDED], FIRST, DAY),
    "found": lambda: found_ledger(STATION, [FOUND, CLAIMED], FIRST, DAY),
    "notice": lambda: found_notice(STATION, [FOUND], DAY),
}


def printed(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(words.split())


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_tells_a_person(name):
    words = printed(PAPERS[name]())
    assert not [secret for secret in SECRETS if secret in words]


def test_a_ledger_tells_each_thing_and_how_it_stands():
    words = printed(PAPERS["kept"]())
    for told in (KEPT.tag, "绿色钥匙扣三把", "骆*", "5678", "Notfetchedintime", "Handedover"):
        assert told in words
    words = printed(PAPERS["found"]())
    for told in (FOUND.number, "大厅东侧座椅", "Tobepassedon", "Claimedbyitsowner"):
        assert told in words


def test_a_ledger_in_excel_keeps_no_name_on_any_sheet():
    book = load_workbook(io.BytesIO(workbook_of([PAPERS["kept"](), PAPERS["found"]()])))
    told = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)
    assert KEPT.tag in told
    assert not [secret for secret in SECRETS if secret in told]


def test_the_notice_is_too_coarse_to_claim_by():
    words = printed(PAPERS["notice"]())
    assert FOUND.number in words
    assert FOUND_KINDS["bag"].replace(" ", "") in words
    assert "大厅东侧座椅" in words
    assert "双肩包" not in words
    assert STATION.name in words


def test_an_empty_notice_says_so():
    assert "Nofoundthingiswaitingnow." in printed(found_notice(STATION, [], DAY))


def test_the_record_of_an_erasing_tells_rule_counts_fields_and_who_signs():
    words = printed(erasing_record(STATION, RUN))
    signed = ("王芳,signature", "郑晓,signature")
    for told in (RUN.number, "Dayskept", "articles19and47", "86", *signed):
        assert told in words
    for line in RUN.lines:
        for phrase in line.fields:
            assert phrase.replace(" ", "") in words
    assert "Backupcopies" in words
