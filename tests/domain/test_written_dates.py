"""Dates in the dozen forms in which people write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.printed_dates import LifeUnit, Precision, ShelfLife
from stationdesk.domain.written_dates import (
    is_blank_mark,
    names_no_end,
    read_date,
    read_shelf_life,
)

DAYS = st.dates(date(2000, 1, 1), date(2079, 12, 31))
FULL_WIDTH = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")
EXACT = (
    "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}.{m:02}.{d:02}", "{y}年{m}月{d}日",
    "{y}{m:02}{d:02}", "{y} 年 {m} 月 {d} 日", "{y}年{m}月{d}号", "{y}-{m}-{d} 00:00:00",
    "有效期至{y}.{m}.{d}", "至{y}年{m}月{d}日止", "{y}。{m}。{d}", "EXP:{y}/{m:02}/{d:02}",
    "{y}年{m}月{d}日（星期五）", "{y}.{m}.{d}.", "{y}\\{m}\\{d}", "{y}/{m}/{d}到期",
)  # fmt: skip
GUESSED = (
    "{yy:02}.{m}.{d}", "{yy:02}/{m:02}/{d:02}", "{yy:02}年{m}月{d}日", "{y}年{m}月{d}日前",
    "约{y}.{m}.{d}", "{y}.{m}.{d}左右", "2000.1.1-{y}.{m}.{d}", "{m}/{d}/{y}",
)  # fmt: skip
MONTHS = (
    "{y}年{m}月", "{y}.{m:02}", "{y}-{m}", "{y}/{m:02}", "{y}{m:02}", "{y}年{m}月底",
    "有效期至{y}年{m}月", "{m:02}/{y}", "{y}年{m}月份",
)  # fmt: skip


def written(day, way):
    return way.format(y=day.year, yy=day.year % 100, m=day.month, d=day.day)


@settings(deadline=None)
@given(DAYS, st.sampled_from(EXACT), st.booleans())
def test_a_day_is_read_back_from_every_exact_form(day, way, full_width):
    text = written(day, way)
    reading = read_date(text.translate(FULL_WIDTH) if full_width else text)
    assert reading.error is reading.doubt is None
    assert (reading.printed.day, reading.printed.precision) == (day, Precision.DAY)


@settings(deadline=None)
@given(DAYS, st.sampled_from(GUESSED))
def test_a_day_that_is_partly_a_guess_is_read_and_doubted(day, way):
    reading = read_date(written(day, way))
    assert reading.printed.day == day
    assert reading.doubt is not None


@settings(deadline=None)
@given(DAYS, st.sampled_from(MONTHS))
def test_a_month_stays_a_month(day, way):
    reading = read_date(written(day, way))
    assert reading.error is reading.doubt is None
    assert reading.printed.iso() == day.isoformat()[:7]
    assert reading.printed.precision is Precision.MONTH


@settings(deadline=None)
@given(DAYS)
def test_cells_with_real_days_moments_and_serial_numbers_are_read(day):
    serial = (day - date(1899, 12, 30)).days
    assert read_date(day).printed.day == day
    assert read_date(datetime.combine(day, time(8, 30))).printed.day == day
    assert read_date(serial).printed.day == read_date(str(serial)).printed.day == day
    assert read_date(serial).doubt is not None
    assert read_date(float(day.strftime("%Y%m%d"))).printed.day == day


DIGITS = "〇一二三四五六七八九"
NUMBERS = (
    [""]
    + list("一二三四五六七八九")
    + [f"{tens}十{ones}" for tens in ("", "二", "三") for ones in ("", *DIGITS[1:])]
)


@settings(deadline=None)
@given(DAYS)
def test_days_in_chinese_numerals_are_read(day):
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    text = f"{year}年{NUMBERS[day.month]}月{NUMBERS[day.day]}日"
    assert read_date(text).printed.day == day


@settings(deadline=None)
@given(st.one_of(st.text(max_size=24), st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_whatever_stands_in_a_cell_gives_an_answer(cell):
    reading = read_date(cell)
    assert not (reading.error and reading.printed)


@pytest.mark.parametrize(
    "text", ["", None, "/", "//", "—", "——", "-", "--", "无", "N/A", "n/a", "\\", " ", "／", "－"]
)
def test_marks_for_nothing_are_nothing(text):
    reading = read_date(text)
    assert reading.printed is reading.doubt is reading.error is None
    assert is_blank_mark(text or "")


@pytest.mark.parametrize(
    "text", ["长期", "长期有效", "无限期", "永久", "永久有效", "不限", "无期限"]
)
def test_words_for_no_end_are_kept_and_name_no_day(text):
    reading = read_date(text)
    assert (reading.printed.text, reading.printed.iso()) == (text, None)
    assert names_no_end(text)
    assert reading.error is None


@pytest.mark.parametrize(
    "text",
    ["待定", "不详", "见包装", "2026-02-30", "2026.13", "2026-00-10", "7月31日", "7.31", "好的",
     "2026.7.31/2027.1.1", "2026-07-31、2027-01-01", "2026-7-31\n2027-1-1", "1026-07-31", "99999",
     date(1900, 1, 5), True, time(8, 0)],
)  # fmt: skip
def test_what_is_no_day_is_an_error_and_never_a_guess(text):
    reading = read_date(text)
    assert reading.printed is None
    assert reading.error is not None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31/7/2026", "2026-07-31"),
        ("7/31/26", "2026-07-31"),
        ("31-Jul-2026", "2026-07-31"),
        ("Jul 2026", "2026-07"),
        ("260731", "2026-07-31"),
        ("2026", "2026"),
        ("2026年", "2026"),
        (2026.7, "2026-07"),
        (2026.12, "2026-12"),
        ("2024-07-31至2026-07-31", "2026-07-31"),
    ],
)
def test_rarer_forms(text, iso):
    assert read_date(text).printed.iso() == iso


def test_a_month_that_may_have_lost_its_zero_is_doubted():
    reading = read_date(2026.1)
    assert reading.printed.iso() == "2026-01"
    assert reading.doubt is not None


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("24个月", 24, LifeUnit.MONTH),
        ("2年", 2, LifeUnit.YEAR),
        ("两年", 2, LifeUnit.YEAR),
        ("一年半", 18, LifeUnit.MONTH),
        ("1.5年", 18, LifeUnit.MONTH),
        ("保质期36个月", 36, LifeUnit.MONTH),
        ("36M", 36, LifeUnit.MONTH),
        ("730天", 730, LifeUnit.DAY),
    ],
)
def test_shelf_lives_are_read(text, n, unit):
    assert read_shelf_life(text) == ShelfLife(n, unit)


def test_a_bare_number_is_a_shelf_life_only_where_the_heading_has_a_unit():
    assert read_shelf_life("24") is None
    assert read_shelf_life("24", LifeUnit.MONTH) == ShelfLife(24, LifeUnit.MONTH)
    assert read_shelf_life("长期") is None
