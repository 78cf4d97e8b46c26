"""What a paper becomes as a PDF, read back by two other libraries."""

import io
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter

import pikepdf
import pypdfium2
import pytest

from stationdesk.documents.papers import (
    BLANK_BOX,
    TICKED_BOX,
    Check,
    Checklist,
    Fact,
    Facts,
    Group,
    Heading,
    Ledger,
    Note,
    Origin,
    PageBreak,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    Table,
    Verdict,
    listing_paper,
    table,
)
from stationdesk.documents.pdf.writing import pdf_of, write_pdf
from stationdesk.listings.columns import Column, Kind, Mark, Tone

PRINTED = datetime(2026, 11, 22, 17, 20)
COLUMNS = (
    Column("name", "品名", Kind.TEXT, itemgetter(0), 8, True),
    Column("count", "数量", Kind.COUNT, itemgetter(1), 3),
    Column("day", "有效期至", Kind.DAY, itemgetter(2), 5),
    Column("state", "状态", Kind.STATE, itemgetter(3), 4),
)
GOOD, BAD = Mark("达标", Tone.GOOD), Mark("不达标", Tone.BAD)
ROWS = [("藿香正气水", 12, date(2026, 12, 14), GOOD), ("碘伏棉签", 0, None, BAD)]
INJECTIONS = [
    '<img src="file:///etc/passwd"/>',
    "<b>粗</b> & <i>斜</i> &amp; <font size=99>大</font>",
    "(反括号) \\ \\( ) Tj ET Q",
    "</para><a href='http://例子'>点此</a>",
    "=cmd|' /C calc'!A0",
]


def paper(*blocks, **how):
    return Paper(title="检查表", blocks=blocks, printed_at=PRINTED, **how)


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def packed(text):
    return "".join(text.split())


GB2312 = [
    bytes([high, low]).decode("gb2312")
    for high in range(0xB0, 0xF8)
    for low in range(0xA1, 0xFF)
    if not (high == 0xD7 and low > 0xF9)
]


def test_all_6763_characters_of_gb2312_and_rare_names_come_back_as_themselves():
    rows = ["".join(GB2312[start : start + 30]) for start in range(0, len(GB2312), 30)]
    rare = "马㛃 䶮 𫖯 𬭚 〇 ㎡ ℃ ‰ ①"
    content, report = pdf_of(paper(*(Paragraph(row, indented=False) for row in [*rows, rare])))
    text = packed("".join(text_of(content)))
    assert report.missing_characters == ""
    assert set(GB2312) <= set(text)
    assert packed(rare) in text
    assert not [sign for sign in text if 0x2E80 <= ord(sign) <= 0x2FDF]


def test_bold_and_serif_fall_back_to_the_whole_sans_for_rare_characters():
    rare = "㐀㐁䀀"
    content, report = pdf_of(paper(Heading(rare), Paragraph(rare)))
    assert report.missing_characters == ""
    assert packed("".join(text_of(content))).count(rare) == 2
    assert "NotoSansSC-Regular" in {name.split("+")[1] for name in _fonts(content)}


def test_a_character_without_a_glyph_is_named_and_printed_as_a_filler():
    content, report = pdf_of(paper(Paragraph("甲\U0002f803乙𫚈丙𫚈")))
    assert report.missing_characters == "\U0002f803𫚈"
    assert "甲〓乙〓丙〓" in packed("".join(text_of(content)))


def test_markup_and_pdf_code_in_user_text_is_printed_and_does_nothing():
    rows = [(text, 1, None, GOOD) for text in INJECTIONS]
    blocks = [table(COLUMNS, rows), *map(Paragraph, INJECTIONS), *map(Note, INJECTIONS)]
    facts = Facts(tuple(Fact(text, text, wide=True) for text in INJECTIONS), across=1)
    verdict = Verdict(INJECTIONS[0], Tone.BAD, tuple(INJECTIONS))
    content, _report = pdf_of(replace(paper(*blocks, facts, verdict), title=INJECTIONS[1]))
    text = packed("".join(text_of(content)))
    for injection in INJECTIONS:
        assert text.count(packed(injection)) >= 3
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            assert "/Annots" not in page
            assert "/XObject" not in page.get("/Resources", {})


def test_control_and_direction_marks_are_not_printed():
    content, _report = pdf_of(paper(Paragraph("发\u202e票\x00号\u200b码\x07")))
    assert "发票号码" in packed("".join(text_of(content)))


def _fonts(content):
    found = set()
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                descriptor = item["/FontDescriptor"]
                assert "/FontFile2" in descriptor
                assert "/ToUnicode" in item
                found.add(str(item["/BaseFont"])[1:])
    return found


def test_every_font_is_embedded_as_a_subset_and_none_is_only_named():
    content, _report = pdf_of(paper(Heading("一、情况"), Paragraph("正文"), table(COLUMNS, ROWS)))
    names = _fonts(content)
    assert names
    assert all(name[6] == "+" for name in names)
    assert len(content) < 60_000


def test_the_file_says_title_author_subject_and_language():
    content, _report = pdf_of(paper(unit="枫桥路驿站", period="2026 年 11 月"))
    with pikepdf.open(io.BytesIO(content)) as document:
        info = document.docinfo
        assert str(info["/Title"]) == "检查表"
        assert str(info["/Author"]) == "枫桥路驿站"
        assert str(info["/Subject"]) == "2026 年 11 月"
        assert str(info["/CreationDate"]) == "D:20261122172000"
        assert str(document.Root["/Lang"]) in ("zh-CN", "en")


def test_headings_become_bookmarks():
    content, _report = pdf_of(paper(Heading("一、检查"), Paragraph("文"), Heading("二、整改")))
    with pikepdf.open(io.BytesIO(content)) as document, document.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "检查表"
        assert [part.title for part in title.children] == ["一、检查", "二、整改"]


def test_every_page_repeats_the_headings_and_says_which_of_how_many_it_is():
    rows = [(f"物品{number:04d}", number, None, GOOD) for number in range(300)]
    content, report = pdf_of(paper(table(COLUMNS, rows, numbered=True)))
    pages = text_of(content)
    assert report.pages == len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert packed(f"Page {number} of {len(pages)}") in packed(page)
        assert "品名" in page
        assert "2026-11-22 17:20" in page
    every = packed("".join(pages))
    assert [every.count(f"物品{number:04d}") for number in range(300)] == [1] * 300


def test_the_signature_never_stands_on_a_page_without_rows():
    boxes = SignatureBoxes((SignatureBox("站长", ("签字：",), "（盖章）"),))
    for count in range(20, 36):
        rows = [(f"物品{number:04d}", number, None, GOOD) for number in range(count)]
        content, _report = pdf_of(paper(table(COLUMNS, rows), Note("注：完。"), boxes))
        assert f"物品{count - 1:04d}" in text_of(content)[-1]
        assert "签字" in text_of(content)[-1]


def test_a_row_taller_than_a_page_goes_on_without_losing_text():
    words = "".join(f"第{number}段记录。" for number in range(900))
    content, report = pdf_of(paper(table(COLUMNS, [(words, 1, None, GOOD)])))
    assert report.pages > 1
    text = packed("".join(text_of(content)))
    assert text.count("记录。") > 890


def test_a_page_break_begins_a_new_page_and_an_empty_table_says_so():
    blocks = (Paragraph("甲"), PageBreak(), table(COLUMNS, [], empty="本期无记录"))
    first, second = text_of(pdf_of(paper(*blocks))[0])
    assert "本期无记录" not in first
    assert "本期无记录" in second


def test_groups_and_blank_lines_and_boxes_are_there():
    grouped = Table(
        COLUMNS,
        (Group("一、药品", ROWS[:1]), Group("二、器材", ROWS[1:])),
        numbered=True,
        blank_rows=3,
    )
    checks = Checklist((Check("现场查看", TICKED_BOX), Check("查阅台账")), across=2)
    inline = Paragraph(f"{BLANK_BOX} 达标 {TICKED_BOX} 不达标")
    content, report = pdf_of(paper(grouped, checks, inline))
    text = packed("".join(text_of(content)))
    assert report.missing_characters == ""
    assert text.index("一、药品") < text.index("藿香正气水") < text.index("二、器材")
    assert "现场查看" in text
    assert "达标不达标" in text


@pytest.mark.parametrize("landscape", [False, True])
def test_nothing_is_printed_outside_the_margins(landscape):
    rows = [("很长的说明" * 30, 123456789, date(2026, 1, 1), BAD)] * 5
    content, _report = pdf_of(paper(table(COLUMNS * 3, rows), landscape=landscape))
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    width, _height = page.get_size()
    textpage = page.get_textpage()
    for place in range(textpage.count_chars()):
        left, _bottom, right, _top = textpage.get_charbox(place)
        assert left > 25 / 25.4 * 72 - 1
        assert right < width - 25 / 25.4 * 72 + 1
    document.close()


def test_the_same_paper_is_the_same_file_byte_for_byte():
    one = paper(Paragraph("正文"), table(COLUMNS, ROWS))
    assert pdf_of(one) == pdf_of(one)


def test_a_listing_is_laid_out_as_an_office_does(tmp_path):
    ledger = Ledger("物资台账", Origin("inventory"), unit="枫桥路驿站", period="2026 年 11 月")
    report = write_pdf(listing_paper(ledger, COLUMNS, [Group("", ROWS)]), tmp_path / "a.pdf")
    text = packed("".join(text_of((tmp_path / "a.pdf").read_bytes())))
    assert report.pages == 1
    for words in ("物资台账", "枫桥路驿站", "2026年11月", "2026-12-14", "Preparedby:", "(Seal)"):
        assert words in text


def test_a_word_of_a_heading_is_never_cut():
    headings = (
        "Standard (required)",
        "Finding (actual)",
        "Inspection remark",
        "Responsible person",
    )
    columns = [
        Column(f"c{at}", title, Kind.TEXT, itemgetter(at), 3, grows=True)
        for at, title in enumerate(headings)
    ]
    row = ("long text that wants the width " * 80, "more text " * 120, "x", "y")
    content, _report = pdf_of(paper(table(columns, [row])))
    words = "\n".join(text_of(content)).split()
    assert {"Inspection", "remark", "Responsible", "person"} <= set(words)
