"""Wrong and hostile files become one sentence, within seconds, and never touch this process."""

from __future__ import annotations

import io
import random
import time
import warnings
import zipfile
from pathlib import Path

import msoffcrypto
import pytest

from stationdesk.documents.workbooks import limits, refusals
from stationdesk.documents.workbooks.reading import inspect_book, read_book
from stationdesk.domain.sheets import Unreadable
from tests.documents.strange_files import A_ROW, SHEET, text_cell, workbook

FIXTURES = Path(__file__).parents[1] / "fixtures" / "workbooks"
SECONDS = 8


def told(path: Path, content: bytes, password: str | None = None) -> str:
    """Return the phrase with which the file is refused."""
    path.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(Unreadable) as refusal:
        read_book(path, password=password)
    assert time.monotonic() - began < SECONDS
    assert inspect_book(path, password=password).verdict == "refuse"
    return refusal.value.problem.phrase


def in_word() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as document:
        document.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def an_archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("台账.csv", "品名,数量")
    return target.getvalue()


def double_parts() -> bytes:
    target = io.BytesIO(workbook())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(target, "a") as book:
            book.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows=A_ROW))
    return target.getvalue()


def encrypted(password: str) -> bytes:
    target = io.BytesIO()
    padded = workbook(**{"docProps/padding.bin": random.Random(1).randbytes(6_000)})
    book = msoffcrypto.OfficeFile(io.BytesIO(padded))
    book.encrypt(password, target)
    return target.getvalue()


def bomb() -> bytes:
    return workbook(sheet=b"<worksheet>" + b" " * (100 * 1024 * 1024))


def with_declaration(encoding: str) -> bytes:
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + SHEET.format(rows=A_ROW)
    return workbook(sheet=xml.encode(encoding))


def many_parts() -> bytes:
    return workbook(**{f"xl/media/{number}.txt": "" for number in range(limits.MOST_PARTS)})


def broken_middle() -> bytes:
    content = bytearray(workbook(rows=A_ROW * 50))
    place = content.index(b"xl/worksheets/sheet1.xml") + 30
    content[place : place + 40] = b"\xff" * 40
    return bytes(content)


HOSTILE = {
    "empty.xlsx": (lambda: b"", refusals.EMPTY_FILE),
    "blank.csv": (lambda: b"\r\n \r\n", refusals.EMPTY_FILE),
    "truncated.xlsx": (lambda: workbook()[:400], refusals.DAMAGED),
    "broken.xlsx": (broken_middle, refusals.DAMAGED),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), refusals.IS_PICTURE),
    "photo.xls": (lambda: b"\xff\xd8\xff\xe0" + bytes(500), refusals.IS_PICTURE),
    "paper.xlsx": (lambda: b"%PDF-1.7\n%\xe2\xe3", refusals.IS_PDF),
    "letter.xlsx": (in_word, refusals.IS_DOCUMENT),
    "packed.xlsx": (an_archive, refusals.IS_ARCHIVE),
    "packed.rar": (lambda: b"Rar!\x1a\x07\x00" + bytes(99), refusals.IS_ARCHIVE),
    "program.xlsx": (lambda: b"MZ\x90\x00" + bytes(99), refusals.NOT_A_WORKBOOK),
    "noise.csv": (lambda: bytes(range(256)) * 9, refusals.NOT_A_WORKBOOK),
    "nul.csv": (lambda: b"a,b\n1,\x002\n" * 20, refusals.NOT_A_WORKBOOK),
    "letters.csv": (lambda: b"\x81\xff\xfe\xfd\xfc" * 90, refusals.BROKEN_TEXT),
    "double.xlsx": (double_parts, refusals.DOUBLE_PARTS),
    "bomb.xlsx": (bomb, refusals.SUSPICIOUS),
    "parts.xlsx": (many_parts, refusals.SUSPICIOUS),
    "entity.xlsx": (lambda: with_declaration("utf-8"), refusals.HAS_DOCTYPE),
    "entity16.xlsx": (lambda: with_declaration("utf-16"), refusals.HAS_DOCTYPE),
    "entity.xml": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook/>',
        refusals.HAS_DOCTYPE,
    ),
    "encrypted.xlsx": (lambda: encrypted("开门2026"), refusals.NEEDS_PASSWORD),
    "half.xls": (lambda: (FIXTURES / "medicine.xls").read_bytes()[:2200], None),
    "torn.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), None),
    "page.mht": (lambda: b"MIME-Version: 1.0\r\nContent-Type: x", refusals.SAVE_AS_XLSX),
    "page.xls": (lambda: b"<html><body>no table</body></html>", refusals.SAVE_AS_XLSX),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_wrong_or_hostile_file_is_refused_with_one_sentence(tmp_path, name):
    build, phrase = HOSTILE[name]
    found = told(tmp_path / name, build())
    assert phrase is None or found == phrase


def test_the_right_opening_password_opens_the_book(tmp_path):
    path = tmp_path / "locked.xlsx"
    assert told(path, encrypted("开门2026"), "falsch") == refusals.WRONG_PASSWORD
    assert read_book(path, password="开门2026").sheets[0].cell(0, 0) == 1


@pytest.mark.parametrize("name", ["~$台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_lock_file_points_to_the_book_beside_it(tmp_path, name):
    assert told(tmp_path / name, b"\5admin" + bytes(160)) == refusals.LOCK_FILE


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    assert inspect_book(tmp_path).message == refusals.IS_FOLDER
    assert inspect_book(tmp_path / "no.xlsx").message == refusals.NOT_FOUND


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(limits.MOST_BYTES + 1)
    assert inspect_book(path).verdict == "refuse"


def test_a_stray_cell_in_the_last_corner_is_cut_off_and_told(tmp_path):
    path = tmp_path / "stray.xlsx"
    stray = '<row r="1048576">' + text_cell("XFD1048576", "x") + "</row>"
    path.write_bytes(workbook(A_ROW + stray))
    book = read_book(path)
    assert book.sheets[0].rows == ((1,),)
    assert [note.values["first"] for note in book.notes] == ["XFD1048576"]
    assert inspect_book(path).verdict == "warn"


def test_a_stray_cell_within_the_limits_does_not_ask_for_the_whole_rectangle(tmp_path):
    path = tmp_path / "wide.xlsx"
    path.write_bytes(workbook(A_ROW + '<row r="190000">' + text_cell("SF190000", "x") + "</row>"))
    book = read_book(path)
    assert book.non_empty() == 2
    assert book.sheets[0].cell(189_999, 499) == "x"


def test_a_million_empty_rows_are_read_as_none(tmp_path):
    path = tmp_path / "rows.xlsx"
    rows = "".join(f'<row r="{number}" ht="15"/>' for number in range(2, 1_048_577, 3))
    path.write_bytes(workbook(A_ROW + rows))
    began = time.monotonic()
    assert read_book(path).sheets[0].rows == ((1,),)
    assert time.monotonic() - began < SECONDS


def test_a_million_formatted_but_empty_rows_are_read_as_none(tmp_path):
    path = tmp_path / "styled.xlsx"
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"/></row>' for number in range(2, 1_048_577, 4)
    )
    path.write_bytes(workbook(A_ROW + rows))
    assert read_book(path).sheets[0].rows == ((1,),)


def test_very_many_cells_are_refused(tmp_path):
    cell = "<c><v>1</v></c>" * 500
    rows = "".join(f'<row r="{number}">{cell}</row>' for number in range(1, 4_200))
    found = told(tmp_path / "many.xlsx", workbook(rows))
    assert found in (refusals.TOO_MANY_CELLS, refusals.SUSPICIOUS)


def test_a_child_that_dies_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.001)
    assert told(tmp_path / "slow.xlsx", workbook()) == refusals.TOOK_TOO_LONG
    monkeypatch.undo()
    monkeypatch.setattr("stationdesk.paths.python_command", lambda: ["false"])
    assert told(tmp_path / "dead.xlsx", workbook()) == refusals.CHILD_DIED
