"""Volunteers' cards: as large as a bank card, ten to a sheet, and the code signs nobody else in."""

import io

import pikepdf
import pypdfium2
import pytest
from reportlab.graphics.barcode import qrencoder

from stationdesk.documents.labels import LabelSheet
from stationdesk.documents.pdf.labels import labels_pdf
from stationdesk.documents.pdf.square_codes import MODULES, MOST_SIGNS, dark_runs
from stationdesk.domain.label_papers import CARD, LAYOUT
from stationdesk.domain.labels import LabelKind, Labelled
from tests.documents.roster_stories import NAMES
from tests.documents.test_labels import MM, boxes, matrix, texts

STATION = "枫桥路便民服务驿站"


def person(at, name, **fields):
    known = {"card_code": f"SDV23456789{chr(65 + at)}Z", "group": ""} | fields
    return Labelled(
        kind=LabelKind.VOLUNTEER,
        id=at + 1,
        code=f"V-{at + 1:04d}",
        name=name,
        english="Volunteer",
        **known,
    )


def drawn(*people, unit=STATION, phone="029-85550123", layout=CARD, start=1):
    sheet = LabelSheet(labels=people, layout=LAYOUT[layout], start=start, unit=unit, phone=phone)
    content, report = labels_pdf(sheet)
    assert report.missing_characters == ""
    return content, report


ENDLESS = person(
    0,
    "阿卜杜热合曼·买买提·" * 6,
    group="枫桥路街道便民服务驿站窗口引导与助老助残志愿服务队第一小组" * 2,
)


def test_a_card_is_as_large_as_a_bank_card_and_ten_lie_on_a_sheet():
    layout = LAYOUT[CARD]
    assert (layout.width, layout.height) == (85.6, 54)
    assert layout.on_a_page == 10
    _content, report = drawn(*(person(at, name) for at, name in enumerate(NAMES)))
    assert report.pages == 2


def test_a_card_says_who_it_is_and_whom_to_call():
    content, _report = drawn(person(2, "欧阳明珠", group="社区服务队"))
    words = texts(content)
    for expected in (STATION, "欧阳明珠", "V-0003", "社区服务队", "029-85550123", "Volunteer"):
        assert expected in words
    assert "SDV" not in words, "the code stands in the square alone"


def test_without_a_telephone_nobody_is_asked_to_call():
    content, _report = drawn(person(0, "张丽"), phone="")
    assert "call" not in texts(content)


@pytest.mark.parametrize("unit", [STATION, "雁塔区枫桥路街道第一便民服务与新就业群体友好驿站" * 2])
def test_everything_stays_on_its_card_however_long_it_is(unit):
    content, _report = drawn(*[ENDLESS] * 10, unit=unit)
    layout = LAYOUT[CARD]
    edges = [
        (left * MM, top * MM, (left + layout.width) * MM, (top + layout.height) * MM)
        for left, top in map(layout.corner, range(10))
    ]
    for left, bottom, right, top in boxes(content):
        down, up = 297 * MM - bottom, 297 * MM - top
        assert any(
            x0 + 2 <= left and right <= x1 - 2 and y0 + 2 <= up and down <= y1 - 2
            for x0, y0, x1, y1 in edges
        )


def test_the_edges_to_cut_along_are_drawn():
    content, _report = drawn(person(0, "张丽"))
    with pikepdf.open(io.BytesIO(content)) as file:
        ink = file.pages[0].Contents.read_bytes().decode("latin-1")
    assert ink.count(" l S") >= 4


def test_a_volunteer_can_have_a_small_label_too():
    content, _report = drawn(person(0, "张丽"), layout="60x40")
    words = texts(content)
    assert "V-0001" in words
    assert "张丽" in words


@pytest.mark.parametrize("text", ["SDV23456789AB", "A" * MOST_SIGNS, "Z0"])
def test_letters_and_digits_fit_the_smallest_square_with_a_quarter_to_spare(text):
    code = qrencoder.QRCode(1, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(text)
    code.make()
    assert code.getModuleCount() == MODULES
    assert matrix(dark_runs(text)) == [[bool(cell) for cell in row] for row in code.modules]


@pytest.mark.parametrize("text", ["sdv2", "A" * (MOST_SIGNS + 1), "A B", "A-1", "甲"])
def test_anything_else_becomes_no_square(text):
    with pytest.raises(ValueError, match=f"^{text}$"):
        dark_runs(text)


def test_the_square_on_the_card_holds_the_code_of_the_card():
    content, _report = drawn(person(0, "张丽", card_code="SDV98765432Z"))
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0].render(scale=4).to_pil().convert("L")
    finally:
        document.close()
    assert matrix(dark_runs("SDV98765432Z")) == _read(page)


def _read(page):
    """Return the modules of the first card's square, looked at in the middle of each."""
    from stationdesk.documents.pdf.cards import BAND, PAD, SIDE
    from stationdesk.documents.pdf.square_codes import QUIET

    layout = LAYOUT[CARD]
    left = (layout.left + layout.width) * MM - SIDE - PAD + 2 * MM
    top = layout.top * MM + BAND + 1 * MM
    cell = SIDE / (MODULES + 2 * QUIET)

    def is_dark(row, column):
        x, y = left + (column + QUIET + 0.5) * cell, top + (row + QUIET + 0.5) * cell
        return page.getpixel((round(x * 4), round(y * 4))) < 128

    return [[is_dark(row, column) for column in range(MODULES)] for row in range(MODULES)]
