"""No name of the country's standard table is printed with a hole in it."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from stationdesk import paths
from stationdesk.documents.papers import Fact, Facts, Heading, Note, Paper, Paragraph, table
from stationdesk.documents.pdf import typefaces
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.listings.columns import Column, Kind
from tests.papers.pdf_checks import pages_of

LIST = Path(__file__).parent.parent / "fixtures" / "characters" / "general_standard_2013.txt"
RARE = "㛃䶮𫖯𬭚"
LEVELS = (3500, 6500, 8105)


@pytest.fixture(scope="module")
def characters():
    lines = LIST.read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def test_the_table_is_whole_and_has_no_character_twice(characters):
    assert len(characters) == len(set(characters)) == LEVELS[-1]
    assert (characters[0], characters[3500], characters[6500], characters[-1]) == tuple("一乂亍蠼")
    assert sum(ord(sign) > 0xFFFF for sign in characters) == 196
    assert set(RARE) <= set(characters[6500:])


@pytest.mark.parametrize("name", [typefaces.SANS, typefaces.SANS_BOLD, typefaces.SERIF])
def test_each_bundled_font_draws_every_character_of_the_table(name, characters):
    font = TTFont(paths.resources() / "fonts" / f"{name}.ttf")
    codes, outlines = font.getBestCmap(), font["glyf"]
    missing = [sign for sign in characters if ord(sign) not in codes]
    assert missing == []
    assert [sign for sign in characters if not outlines[codes[ord(sign)]].numberOfContours] == []


def test_every_character_in_a_name_is_printed_and_read_back(characters):
    names = [characters[at : at + 3] for at in range(0, len(characters), 3)]
    lines = [tuple(names[at : at + 4]) for at in range(0, len(names), 4)]
    columns = [
        Column(str(at), str(at), Kind.TEXT, lambda line, at=at: line[at] if at < len(line) else "")
        for at in range(4)
    ]
    content, report = pdf_of(Paper("志愿者名册", (table(columns, lines),)))
    assert report.missing_characters == ""
    assert set(characters) <= set("".join(pages_of(content)))


def test_rare_names_come_back_from_every_place_of_a_paper():
    column = Column("name", f"姓名{RARE[2]}", Kind.TEXT, lambda name: name)
    blocks = (
        Heading(f"一、{RARE}"),
        Paragraph(f"段{RARE}"),
        Note(f"注{RARE}"),
        Facts((Fact(RARE, RARE),)),
        table((column,), [f"赵{RARE}"]),
    )
    content, report = pdf_of(Paper(f"名册{RARE}", blocks, unit=RARE))
    text = "".join(pages_of(content))
    assert report.missing_characters == ""
    assert text.count(RARE) == 8
    assert f"姓名{RARE[2]}" in text


def test_a_character_beyond_all_fonts_is_told_to_whoever_prints():
    _content, report = pdf_of(Paper("名册", (Paragraph("王𫚈"),)))
    assert report.missing_characters == "𫚈"
