"""Label sheets: every label lies where the paper is cut, and its square code can be read."""

import io
import itertools
import re

import pikepdf
import pypdfium2
import pytest
from reportlab.graphics.barcode import qrencoder

from stationdesk.documents.labels import LabelSheet
from stationdesk.documents.pdf.labels import labels_pdf, write_labels
from stationdesk.documents.pdf.square_codes import MODULES, QUIET, dark_runs
from stationdesk.domain.label_papers import EDGE_MM, LAYOUT, LAYOUTS, PAD_MM
from stationdesk.domain.labels import LabelKind, Labelled

MM = 72 / 25.4
STATION = "枫桥路便民服务驿站"
WHEELCHAIR = Labelled(kind=LabelKind.PIECE, id=3, code="LY-003", name="轮椅", english="Wheelchair")
ENDLESS = Labelled(
    kind=LabelKind.ITEM,
    id=999_999,
    code="6901234567892-ABCDEF-LONG-LONG-LONG",
    name="藿香正气口服液（太极集团）十支装家庭常备夏季防暑降温清凉解毒" * 4,
    english="Books and papers to read, and all the other goods that visitors may borrow " * 2,
)
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)


def sheet(*things, layout="3x8", start=1, unit=STATION):
    return LabelSheet(labels=things, layout=LAYOUT[layout], start=start, unit=unit)


def opened(made):
    content, report = labels_pdf(made)
    assert report.missing_characters == ""
    return content, report


def texts(content, page=0):
    document = pypdfium2.PdfDocument(content)
    try:
        words = document[page].get_textpage().get_text_range()
    finally:
        document.close()
    return "".join(words.split())


def boxes(content, page=0):
    """The boxes (left, bottom, right, top) of all words of a page, in points."""
    document = pypdfium2.PdfDocument(content)
    try:
        text = document[page].get_textpage()
        return [
            text.get_charbox(at)
            for at in range(text.count_chars())
            if text.get_text_range(at, 1).strip()
        ]
    finally:
        document.close()


def tiles(content, page=0):
    """The black rectangles (left, bottom, width, height) of a page's square codes, in points."""
    with pikepdf.open(io.BytesIO(content)) as file:
        drawn = file.pages[page].Contents.read_bytes().decode("latin-1")
    number = r"(-?[\d.]+)"
    return [
        tuple(map(float, found))
        for found in re.findall(rf"{number} {number} {number} {number} re", drawn)
    ]


def matrix(runs):
    cells = [[False] * MODULES for _row in range(MODULES)]
    for row, column, length in runs:
        cells[row][column : column + length] = [True] * length
    return cells


def bits_of(cells):
    """Read the data bits of a version 1 code as a scanner walks them, its mask taken off."""
    mask = _mask_of(cells)
    bits, upwards = [], True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):
        rows = range(20, -1, -1) if upwards else range(21)
        for row, column in ((row, column) for row in rows for column in (right, right - 1)):
            if not _is_pattern(row, column):
                bits.append(cells[row][column] ^ MASKS[mask](row, column))
        upwards = not upwards
    return bits


MASKS = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _j: i % 2 == 0,
    lambda _i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + (i * j) % 3) % 2 == 0,
)


def _mask_of(cells):
    told = [cells[8][column] for column in (0, 1, 2, 3, 4)]
    wanted = (1, 0, 1, 0, 1)  # the fixed mask over the format bits
    plain = [bit ^ bool(fixed) for bit, fixed in zip(told, wanted, strict=True)]
    return plain[2] * 4 + plain[3] * 2 + plain[4]


def _is_pattern(row, column):
    corners = (row < 9 and (column < 9 or column > 12)) or (row > 12 and column < 9)
    return corners or row == 6 or column == 6


def number_of(bits, start, count):
    value = 0
    for bit in bits[start : start + count]:
        value = value * 2 + bit
    return value


@pytest.mark.parametrize("digits", ["10000032", "29999992", "30000046", "41234568"])
def test_the_square_code_holds_just_these_digits(digits):
    bits = bits_of(matrix(dark_runs(digits)))
    assert number_of(bits, 0, 4) == 1, "digits only"
    assert number_of(bits, 4, 10) == 8
    groups = (number_of(bits, 14, 10), number_of(bits, 24, 10), number_of(bits, 34, 7))
    assert "{:03d}{:03d}{:02d}".format(*groups) == digits


def test_the_square_code_is_of_the_smallest_size_and_the_strongest_correction():
    code = qrencoder.QRCode(1, qrencoder.QRErrorCorrectLevel.H)
    code.addData("10000032")
    code.make()
    assert matrix(dark_runs("10000032")) == [[bool(cell) for cell in row] for row in code.modules]
    assert code.getModuleCount() == MODULES


@pytest.mark.parametrize("digits", ["", "LY-003", "1" * 18, "１２３"])
def test_only_digits_become_a_square_code(digits):
    with pytest.raises(ValueError, match=f"^{digits}$"):
        dark_runs(digits)


@every_layout
def test_the_labels_of_a_page_lie_on_the_paper_and_not_on_each_other(layout):
    wide, high = layout.page
    corners = [layout.corner(at) for at in range(layout.on_a_page)]
    for left, top in corners:
        assert left >= 0
        assert left + layout.width <= wide + 0.01
        assert top >= 0
        assert top + layout.height <= high + 0.01
    for (left, top), (other_left, other_top) in itertools.combinations(corners, 2):
        apart = abs(left - other_left) >= layout.width - 0.01
        assert apart or abs(top - other_top) >= layout.height - 0.01


@every_layout
@pytest.mark.parametrize("thing", [WHEELCHAIR, ENDLESS], ids=["short", "endless"])
def test_words_stay_on_the_label_and_off_the_white_border_of_its_code(layout, thing):
    made = sheet(thing, layout=layout.key, start=layout.on_a_page)
    content, _report = opened(made)
    left, top = (place * MM for place in layout.corner(layout.on_a_page - 1))
    page_height = layout.page[1] * MM
    right, bottom = left + layout.width * MM, page_height - top - layout.height * MM
    drawn = tiles(content)
    cell = min(height for _x, _y, _w, height in drawn)
    code_right = max(x + width for x, _y, width, _h in drawn)
    code_left = min(x for x, _y, _w, _h in drawn)
    assert code_left - QUIET * cell >= left + PAD_MM * MM - 0.01
    for box in boxes(content):
        assert box[0] >= code_right + QUIET * cell - 0.6, "the white border stays white"
        assert box[2] <= right + 0.01
        assert box[1] >= bottom
        assert box[3] <= page_height - top
    assert cell >= 0.5 * MM, "a module that cheap printers and scanners still tell apart"


@every_layout
def test_nothing_is_printed_where_printers_do_not_reach(layout):
    if layout.is_sheet:
        content, _report = opened(sheet(*[ENDLESS] * layout.on_a_page, layout=layout.key))
        edge = EDGE_MM * MM - 0.01
        for left, bottom, width, height in tiles(content):
            assert edge <= left
            assert left + width <= layout.page[0] * MM - edge
            assert edge <= bottom
            assert bottom + height <= layout.page[1] * MM - edge


def test_a_label_says_code_name_kind_and_station():
    content, report = opened(sheet(WHEELCHAIR, layout="60x40"))
    assert report.pages == 1
    assert texts(content) == f"LY-003轮椅Wheelchair{STATION}"


def test_a_label_of_a_station_without_a_name_leaves_it_out():
    content, _report = opened(sheet(WHEELCHAIR, unit=""))
    assert texts(content) == "LY-003轮椅Wheelchair"


def test_a_begun_sheet_is_used_up_from_the_place_told():
    content, report = opened(sheet(WHEELCHAIR, WHEELCHAIR, layout="3x8", start=24))
    assert report.pages == 2
    assert texts(content, 0).count("LY-003") == texts(content, 1).count("LY-003") == 1
    first, second = (tiles(content, page) for page in (0, 1))
    assert min(x for x, *_rest in first) > 140 * MM, "the last of the first page"
    assert min(x for x, *_rest in second) < 10 * MM, "the first of the second"


@pytest.mark.parametrize(
    ("things", "start", "pages"), [(0, 1, 1), (24, 1, 1), (24, 2, 2), (48, 1, 2), (49, 1, 3)]
)
def test_the_pages_are_as_many_as_it_takes(things, start, pages):
    made = sheet(*[WHEELCHAIR] * things, start=start)
    assert made.pages == pages
    _content, report = labels_pdf(made)
    assert report.pages == pages


def test_labels_are_saved_whole(tmp_path):
    path = tmp_path / "labels.pdf"
    assert write_labels(sheet(WHEELCHAIR), path).pages == 1
    assert path.read_bytes().startswith(b"%PDF")
    assert path.read_bytes() == labels_pdf(sheet(WHEELCHAIR))[0], "the same every time"


def test_a_layout_is_named_by_what_one_buys():
    assert LAYOUT["3x8"].name() == "A4, 24 labels (3 × 8), 70 × 37 mm"
    assert LAYOUT["60x40"].name() == "Label printer, 60 × 40 mm"
