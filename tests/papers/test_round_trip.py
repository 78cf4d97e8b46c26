"""Every workbook of the program opened and written again by LibreOffice, and printed by it.

Slow, so it stands outside ``make test``: ``make papers-test`` runs it.
"""

import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk import paths
from stationdesk.i18n import use_language
from stationdesk.services.exports import LISTINGS
from tests.papers.gallery import gallery_of, station_desk

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
LONGEST = 900
"""Seconds for LibreOffice over all workbooks."""

pytestmark = [
    pytest.mark.papers,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here"),
]


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def books(request, tmp_path_factory):
    """Every workbook of the gallery and every plain listing, in one language."""
    folder = tmp_path_factory.mktemp("books")
    use_language(request.param, paths.locale_folder())
    try:
        with station_desk(tmp_path_factory.mktemp("station")) as desk:
            for key, draft in gallery_of(desk).items():
                if "xlsx" in draft.report.forms:
                    draft.write(folder / f"{key}.xlsx")
            for listing in LISTINGS:
                made = folder / f"listing-{listing.key}.xlsx"
                desk.exports.extract(listing.key).write_book(made)
    finally:
        use_language("en", paths.locale_folder())
    for sample in SAMPLES.glob("*.xlsx"):
        shutil.copy(sample, folder / f"sample-{sample.name}")
    return sorted(folder.glob("*.xlsx"))


def converted(books, ending, folder):
    """Let LibreOffice write every one of ``books`` anew, as one run."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            folder,
            *books,
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    return {book: folder / f"{book.stem}.{ending}" for book in books}


def test_libreoffice_keeps_every_cell(books, tmp_path):
    made = converted(books, "xlsx", tmp_path)
    assert len(books) > 50
    cells = 0
    for book, again in made.items():
        before, after = load_workbook(book), load_workbook(again)
        assert before.sheetnames == after.sheetnames, book.name
        for sheet in before.worksheets:
            cells += _compare(sheet, after[sheet.title], book.name)
    assert cells > 5000


def test_libreoffice_prints_every_workbook(books, tmp_path):
    for book, printed in converted(books, "pdf", tmp_path).items():
        document = pypdfium2.PdfDocument(printed)
        try:
            assert len(document) >= 1, book.name
            title = load_workbook(book).worksheets[0]["A1"].value or ""
            text = "".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
        assert set("".join(title.split())) <= set(text), book.name


def _compare(before, after, name):
    """Assert that two sheets say the same; return how many cells were compared."""
    seen = 0
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            where = f"{name} {before.title}!{cell.coordinate}"
            if cell.value is None:
                assert other.value in (None, ""), where
                continue
            seen += 1
            assert _plain(other.value) == _plain(cell.value), where
            assert _is_day(cell) == _is_day(other), where
    merged = {str(each) for each in before.merged_cells.ranges}
    assert merged == {str(each) for each in after.merged_cells.ranges}, name
    tables = {each.ref: each.column_names for each in before.tables.values()}
    assert tables.keys() == {each.ref for each in after.tables.values()}, name
    rules = {str(each.sqref): each.type for each in before.data_validations.dataValidation}
    kept = {
        str(part): each.type
        for each in after.data_validations.dataValidation
        for part in each.sqref.ranges
    }
    assert {part for every in rules for part in every.split()} <= kept.keys(), name
    assert before.sheet_state == after.sheet_state, name
    assert bool(before.print_title_rows) == bool(after.print_title_rows), name
    return seen


def _plain(value):
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def _is_day(cell):
    return isinstance(cell.value, date | datetime)
