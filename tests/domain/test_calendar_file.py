"""A year of holidays comes from a file whole, or not at all with every mistake named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.calendar_file import read_csv, read_toml, year_text
from stationdesk.domain.problems import Refused
from stationdesk.domain.working_days import DayKind, calendar_of
from stationdesk.paths import resources

SHIPPED = read_toml((resources() / "calendar" / "china.toml").read_text(encoding="utf-8"))
CSV = """日期,至,类型,名称
2026-12-31,2027-01-02,休,元旦
2027/1/3,,班,元旦
2027-02-05,2027-02-11,休,春节
2027年2月13日,,班,春节
2027-05-01,2027-05-05,休,劳动节

2027-10-01,2027-10-07,休,国庆节
"""
TOML = """
[[year]]
year = 2027
source = "国办发明电〔2026〕1号"
[[year.holiday]]
name = "元旦"
days = [2027-01-01, 2027-01-03]
[[year.holiday]]
name = "春节"
days = ["2027-02-05", "2027-02-11"]
worked = ["2027-02-13"]
[[year.holiday]]
name = "劳动节"
days = "2027-05-01"
[[year.holiday]]
name = "国庆节"
days = ["2027-10-01", "2027-10-07"]
"""


@pytest.mark.parametrize(
    ("year", "working", "off", "worked"),
    [(2024, 251, 28, 8), (2025, 248, 28, 5), (2026, 248, 33, 6)],
)
def test_the_shipped_years_are_those_of_the_notices(year, working, off, worked):
    days = next(each.days for each in SHIPPED if each.year == year)
    kinds = [each.kind for each in days]
    assert (kinds.count(DayKind.HOLIDAY), kinds.count(DayKind.WORKED_WEEKEND)) == (off, worked)
    calendar = calendar_of(days)
    first = date(year, 1, 1).toordinal()
    length = date(year + 1, 1, 1).toordinal() - first
    counted = sum(calendar.is_working(date.fromordinal(first + n)) for n in range(length))
    assert counted == working
    assert calendar.years == {year}


def test_a_toml_year_is_read_with_typed_or_written_days():
    (year,) = read_toml(TOML)
    assert (year.year, year.source, len(year.days)) == (2027, "国办发明电〔2026〕1号", 19)
    assert {each.name for each in year.days} == {"元旦", "春节", "劳动节", "国庆节"}


def test_a_table_saved_as_csv_is_read_and_may_begin_in_december():
    (year,) = read_csv("\ufeff" + CSV, "2027年安排")
    assert (year.year, year.source, len(year.days)) == (2027, "2027年安排", 24)
    assert (year.days[0].day, year.days[0].kind) == (date(2026, 12, 31), DayKind.HOLIDAY)
    worked = [each.day for each in year.days if each.kind is DayKind.WORKED_WEEKEND]
    assert worked == [date(2027, 1, 3), date(2027, 2, 13)]


def test_a_written_year_reads_back_the_same():
    assert read_toml("\n".join(year_text(year) for year in SHIPPED)) == SHIPPED


def test_an_occasion_in_two_stretches_and_odd_names_are_written_and_read_back():
    (year,) = read_toml(TOML)
    odd = 'a "quoted"\\ name'
    days = tuple(
        replace(each, name=odd) if each.name in ("劳动节", "元旦") else each for each in year.days
    )
    assert read_toml(year_text(replace(year, days=days)))[0].days == days


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("year = 2027", 'year = "soon"', "lacks its number"),
        ("year = 2027", "year = 20270", "lacks its number"),
        ("source", "sauce", "lacks its source"),
        ('worked = ["2027-02-13"]', 'worked = ["2027-02-12"]', "worked anyway"),
        ('worked = ["2027-02-13"]', 'worked = ["2027-02-06"]', "told of twice"),
        ('"2027-02-05"', '"2027-02-30"', "“2027-02-30” is not a day"),
        ('"2027-02-11"', '"2027-04-11"', "cannot be one holiday"),
        ('"2027-02-11"', '"2027-02-01"', "cannot be one holiday"),
        ('["2027-02-05", "2027-02-11"]', '["2027-02-05", "2027-02-06", "2027-02-07"]', "one day"),
        ('["2027-10-01", "2027-10-07"]', '["2027-10-04", "2027-10-07"]', "not complete"),
        ('["2027-02-05", "2027-02-11"]', '["2028-02-05", "2028-02-11"]', "is no day of 2027"),
        ("[[year]]", "[[years]]", "no year"),
        ("[[year]]", "[[year", "this is not TOML"),
    ],
)
def test_a_toml_with_a_mistake_is_refused_and_the_mistake_named(before, after, told):
    assert before in TOML
    with pytest.raises(Refused, match=told):
        read_toml(TOML.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("日期,至,类型,名称", "a,b,c,d", "first row"),
        (CSV, "", "first row"),
        (CSV, "日期,类型\n", "no year"),
        ("2027-10-01,2027-10-07,休", "2027-10-01,2027-10-07,也许", "Row 8"),
        ("2027/1/3", "2027-13-01", "Row 3"),
        ("2027/1/3", "2027-02", "Row 3"),
        ("2027/1/3", "", "Row 3"),
        ("2027-10-01,2027-10-07", "2027-10-07,2027-10-01", "cannot be one holiday"),
        ("2027-10-01,2027-10-07", "2027-10-02,2027-10-07", "not complete"),
    ],
)
def test_a_csv_with_a_mistake_is_refused_and_the_row_named(before, after, told):
    assert before in CSV
    with pytest.raises(Refused, match=told):
        read_csv(CSV.replace(before, after), "x")


def test_every_mistake_of_a_file_is_told_at_once():
    with pytest.raises(Refused) as refusal:
        read_csv(CSV.replace("休", "?").replace("班", "!"), "x")
    assert len(refusal.value.problems) == 6


def test_a_file_that_is_far_too_long_is_refused():
    for read in (read_toml, lambda text: read_csv(text, "x")):
        with pytest.raises(Refused, match="far too long"):
            read("#" * 200_001)


@given(st.text(max_size=300))
def test_no_text_makes_the_readers_fall_over(text):
    for read in (read_toml, lambda content: read_csv(f"日期,类型\n{content}", "x")):
        with pytest.raises(Refused):
            read(text)
