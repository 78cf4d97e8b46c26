"""The mended parts of reportlab hold only for the release they were written for."""

import importlib.metadata
import inspect
import io

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from stationdesk import paths
from stationdesk.documents.pdf import typefaces
from stationdesk.documents.pdf.typefaces import (
    REPORTLAB,
    Face,
    Typesetter,
    missing_from,
    to_unicode_map,
)


def test_the_installed_reportlab_is_the_one_whose_inside_was_read():
    assert importlib.metadata.version("reportlab") == REPORTLAB


def test_reportlab_still_has_what_is_mended_and_leant_on():
    typefaces.first_font()
    from reportlab import rl_config
    from reportlab.pdfbase import ttfonts

    assert ttfonts.makeToUnicodeCMap is to_unicode_map
    assert rl_config.useA85 == 0
    assert "makeToUnicodeCMap(baseFontName, subset)" in inspect.getsource(ttfonts.TTFont.addObjects)
    assert list(inspect.signature(ttfonts.TTFont.splitString).parameters)[1:3] == ["text", "doc"]


def test_code_points_beyond_ffff_are_told_in_utf_16_and_blocks_hold_100():
    told = to_unicode_map("ABCDEF+Noto", [0, 0x4E00, 0x2CB5A, *range(0x5000, 0x50F0)])
    assert "<01> <4E00>" in told
    assert "<02> <D872DF5A>" in told
    assert "<00> <0000>" not in told
    counts = [int(line.split()[0]) for line in told.splitlines() if line.endswith("beginbfchar")]
    assert sum(counts) == 242
    assert max(counts) <= 100


def test_each_font_bears_its_own_name_and_holds_what_papers_need():
    gbk = {
        bytes([high, low]).decode("gbk", "ignore")
        for high in range(0x81, 0xFF)
        for low in range(0x40, 0xFF)
        if low != 0x7F
    }
    hanzi = {sign for sign in gbk if len(sign) == 1 and "\u4e00" <= sign <= "\u9fa5"}
    assert len(hanzi) == 20902
    for name in (typefaces.SANS, typefaces.SANS_BOLD, typefaces.SERIF):
        font = TTFont(paths.resources() / "fonts" / f"{name}.ttf", lazy=True)
        assert font["name"].getDebugName(6) == name
        codes = font.getBestCmap()
        assert not [
            sign
            for sign in hanzi | set("㛃䶮𫖯𬭚㑇䝙，。（）《》“”√×△○①㎡℃‰")
            if ord(sign) not in codes
        ]
        font.close()


def test_two_marks_side_by_side_share_their_white():
    canvas = Canvas(io.BytesIO(), initialFontName=typefaces.first_font())
    setter = Typesetter(canvas._doc)
    for text, hanzi in [("）", 1), ("），", 1.5), ("。）（", 2), ("（《", 1.5), ("甲，乙", 3)]:
        assert setter.width(text, Face.BODY, 10) == pytest.approx(hanzi * 10)
    assert [shown.count("500") for _font, shown in setter.signs("（示例），", Face.BODY)] == [1, 0]


def test_missing_characters_are_listed_once_and_drawn_boxes_are_not():
    assert missing_from("甲☑☐☒\n𫚈乙𫚈") == "𫚈"
    assert Face.BODY.value[-1] == Face.STRONG.value[-1] == typefaces.SANS
