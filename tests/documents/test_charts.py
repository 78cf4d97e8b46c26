"""Charts and photos on paper and in workbooks: sharp, legible without colour, native."""

import io

import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.charts import Chart, ChartKind, Charts, Photo, Photos, Series
from stationdesk.documents.papers import Paper
from stationdesk.documents.pdf.charts import nice_step
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from tests.documents.period_stories import photo

COLUMNS = Chart(
    "借还",
    ChartKind.COLUMNS,
    ("一月", "二月𫖯"),
    (Series("本年", (12.0, 1234.0)), Series("上年", (3.0, None))),
    unit="件",
)
BARS = Chart("人群", ChartKind.BARS, ("环卫工人", "骑手"), (Series("人次", (5.0, 2.5)),), places=1)
LINES = Chart(
    "逐日", ChartKind.LINES, tuple("12345"), (Series("人次", (1.0, 4.0, None, 2.0, 3.0)),)
)


def drawn(*blocks):
    content, report = pdf_of(Paper("简报", blocks))
    document = pypdfium2.PdfDocument(content)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return content, report, "".join(text.split())


@pytest.mark.parametrize("chart", [COLUMNS, BARS, LINES], ids=lambda chart: chart.kind.value)
def test_a_chart_is_drawn_without_any_picture_and_without_colour(chart):
    content, report, text = drawn(Charts((chart,)))
    assert report.missing_characters == ""
    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[0]
        assert "/XObject" not in page.Resources
        operators = {str(each.operator) for each in pikepdf.parse_content_stream(page)}
    assert not operators & {"rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"}
    assert "".join(chart.heading().split()) in text


def test_columns_say_their_numbers_and_their_series():
    _content, _report, text = drawn(Charts((COLUMNS,)))
    for words in ("1,234", "12", "本年", "上年", "二月𫖯"):
        assert words in text


def test_lying_bars_say_their_numbers_with_their_decimals():
    _content, _report, text = drawn(Charts((BARS,)))
    assert "5.0" in text
    assert "2.5" in text


def test_a_line_says_its_highest_and_its_newest_number():
    _content, _report, text = drawn(Charts((LINES,)))
    assert "4" in text
    assert "3" in text


def test_a_chart_without_numbers_says_so():
    empty = Chart("空", ChartKind.COLUMNS, ("一月",), (Series("件", (None,)),))
    _content, _report, text = drawn(Charts((empty,)))
    assert "Norecordsinthisperiod." in text


@pytest.mark.parametrize(
    ("highest", "step"), [(1, 0.5), (4, 1), (7, 2), (10, 5), (100, 50), (1496, 500), (0.3, 0.1)]
)
def test_gridlines_stand_at_round_numbers(highest, step):
    assert nice_step(highest) == pytest.approx(step)


def test_photos_are_whole_and_have_their_captions():
    shown = Photos((Photo(photo(), "清凉"), Photo(photo("olive", (240, 320)), "端午")))
    content, _report, text = drawn(shown)
    assert "清凉" in text
    with pikepdf.open(io.BytesIO(content)) as document:
        images = list(document.pages[0].Resources.XObject.values())
        sizes = sorted((int(each.Width), int(each.Height)) for each in images)
        filters = [str(each.Filter) for each in images]
    assert sizes == [(240, 320), (320, 240)]
    assert all("/DCTDecode" in each for each in filters)


def test_a_workbook_has_the_numbers_and_a_chart_of_its_own_for_each():
    book = load_workbook(io.BytesIO(workbook_of([Paper("图", (Charts((COLUMNS, BARS, LINES)),))])))
    sheet = book.worksheets[0]
    assert [type(each).__name__ for each in sheet._charts] == ["BarChart", "BarChart", "LineChart"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    for value in (12, 1234, 3, "一月", "本年", 5, 2.5):
        assert value in values
    first = sheet._charts[0]
    numbers = first.ser[0].val.numRef.f.split("!")[1].replace("$", "")
    assert [row[0].value for row in sheet[numbers]] == [12, 1234]
    name = first.ser[1].tx.strRef.f.split("!")[1].replace("$", "")
    assert sheet[name].value == "上年"
