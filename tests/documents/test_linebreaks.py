"""Where a line of Chinese text may end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.documents.pdf.linebreaks import NEVER_FIRST, NEVER_LAST, lines_of, pieces_of

HANZI = "驿站便民服务雨伞藿香正气水急救箱充电宝检查合格街道办事处"
CLOSING = "，。；：？！、》”’）"
OPENING = "（《“"
NOTICE = (
    "本站按照《户外劳动者服务站点服务规范》（示例）逐项对照，共检查 16 项，其中达标 11 项，"
    "待完善 2 项。“政策咨询”一项缺少本季度记录，已列入整改清单（编号 ZG-2026-0312），"
    "计划于 2026 年 3 月 31 日前完成；“应急药箱”中的藿香正气水 6 盒将于 3 月 15 日到期，"
    "已申请更换——请尽快处理！联系电话：029-85550000，负责人是谁？见《台账》、“登记表”……"
)


def width_of(text):
    return float(sum(1 if ord(sign) < 0x2000 else 2 for sign in text))


@pytest.mark.parametrize("width", range(18, 132))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    lines = lines_of(NOTICE, width, width_of)
    assert not [line for line in lines if line[0] in CLOSING]
    assert not [line for line in lines if line[-1] in OPENING]
    assert not [line for line in lines if width_of(line) > width]
    assert "".join(lines).replace(" ", "") == NOTICE.replace(" ", "")


marked = st.lists(
    st.one_of(
        st.text(HANZI, min_size=1, max_size=6),
        st.text(HANZI, min_size=1, max_size=3).map(lambda words: f"“{words}”，"),
        st.text(HANZI, min_size=1, max_size=3).map(lambda words: f"（《{words}》）。"),
        st.integers(0, 99999).map(lambda number: f" {number} 盒"),
        st.sampled_from(["ZG-2026-0312", "——", "……", "90 %", "GB/T 9704", "Wi-Fi "]),
    ),
    min_size=1,
    max_size=30,
).map("".join)


def test_a_piece_cut_by_force_leaves_no_percent_sign_after_a_blank_to_the_next_line():
    assert lines_of("ZG-2026-0312ZG-2026-031290 %", 26, width_of)[-1] == "0 %"


@settings(max_examples=150, deadline=None)
@given(text=marked, width=st.integers(26, 90))
def test_nothing_is_lost_overhangs_or_stands_at_a_forbidden_edge(text, width):
    lines = lines_of(text, width, width_of)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width_of(line) <= width
    for before, after in pairwise(lines):
        assert after.lstrip()[:1] not in NEVER_FIRST or not after
        assert before[-1:] not in NEVER_LAST or not before


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2026年3月5日", ["2026年", "3月", "5日"]),
        ("剩 15 把雨伞", ["剩 ", "15 把", "雨", "伞"]),
        ("编号ZG-2026/7完", ["编", "号", "ZG-2026/7完"]),
        ("他说：“好。”", ["他", "说：", "“好。”"]),
        ("甲——乙", ["甲", "——", "乙"]),
        ("不低于 90 %。", ["不", "低", "于 ", "90 %。"]),
        ("", [""]),
    ],
)
def test_numbers_words_and_pairs_of_marks_stay_whole(text, pieces):
    assert list(pieces_of(text)) == pieces


def test_a_word_wider_than_the_line_is_cut_all_the_same():
    lines = lines_of("A" * 50, 20, width_of)
    assert lines == ["A" * 20, "A" * 20, "A" * 10]


def test_a_line_feed_always_ends_a_line():
    assert lines_of("一\n\n二", 20, width_of) == ["一", "", "二"]


def test_text_that_fits_is_left_as_it_is():
    assert lines_of("  前有空格", 20, width_of) == ["  前有空格"]
