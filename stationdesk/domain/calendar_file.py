"""A year of public holidays in a file: the program's own TOML form, and a plain CSV list.

TOML has one ``[[year]]`` for each notice, as the shipped table has. CSV has one day (or first and
last day) in a row: day, last day, kind (休 or 班), name. Every mistake is named with its place.
"""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from stationdesk.domain.printed_dates import Precision
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.toml_faults import toml_fault
from stationdesk.domain.working_days import (
    CalendarDay,
    DayKind,
    days_from,
    known_years,
    plain_kind,
)
from stationdesk.domain.written_dates import FIRST_YEAR, LAST_YEAR, read_date
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LARGEST_TEXT = 200_000
"""Characters; a year is some hundred long."""
LONGEST_HOLIDAY_DAYS = 31
"""A longer holiday is a slip of the hand."""

_HEADINGS = {
    "day": ("日期", "开始", "开始日期", "起", "day", "date", "from"),
    "last": ("至", "止", "结束", "结束日期", "last", "to"),
    "kind": ("类型", "性质", "休班", "班休", "kind"),
    "name": ("名称", "节日", "事由", "name"),
}
_KIND_WORDS = {
    **dict.fromkeys(
        ("休", "休息", "放假", "节假日", "法定节假日", "假", "holiday", "off"), DayKind.HOLIDAY
    ),
    **dict.fromkeys(
        ("班", "上班", "调休", "调休上班", "补班", "worked", "work"), DayKind.WORKED_WEEKEND
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """The days of one year that are not what their weekday says, in order."""

    year: int
    source: str
    days: tuple[CalendarDay, ...]


def read_toml(text: str) -> list[CalendarYear]:
    """Return the years that a TOML text tells of, the earliest first.

    Raises:
        Refused: naming every mistake.
    """
    _refuse_too_long(text)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused([toml_fault("file", error)]) from error
    problems: list[Problem] = []
    years = [_year_of(table, problems) for table in _tables(content, "year")]
    if not years:
        problems.append(Problem("file", N_("The file tells of no year.")))
    refuse_if_any(problems)
    return _checked(years)


def read_csv(text: str, source: str) -> list[CalendarYear]:
    """Return the years that a CSV text tells of; ``source`` is who says so.

    Raises:
        Refused: naming every row that cannot be read.
    """
    _refuse_too_long(text)
    lines = _rows(text)
    places = _places(lines[0]) if lines else {}
    if "day" not in places or "kind" not in places:
        phrase = N_("The first row must name the columns 日期 and 类型 (also 至 and 名称).")
        raise Refused([Problem("file", phrase)])
    problems: list[Problem] = []
    days = [
        day
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
        for day in _row_days(number, cells, places, source, problems)
    ]
    refuse_if_any(problems)
    if not days:
        raise Refused([Problem("file", N_("The file tells of no year."))])
    ordered = sorted(days, key=lambda each: each.day)
    return _checked(
        CalendarYear(year=year, source=source, days=tuple(group))
        for year, group in groupby(ordered, key=lambda each: _year_meant(each.day))
    )


def year_text(year: CalendarYear) -> str:
    """Return a year as the TOML text that ``read_toml`` reads."""
    lines = ["[[year]]", f"year = {year.year}", f"source = {_quoted(year.source)}"]
    for name in dict.fromkeys(each.name for each in year.days):
        named = [each for each in year.days if each.name == name]
        worked = [each.day for each in named if each.kind is DayKind.WORKED_WEEKEND]
        spans = spans_of(each.day for each in named if each.kind is DayKind.HOLIDAY)
        for number in range(max(len(spans), bool(worked))):
            lines += ["", "[[year.holiday]]", f"name = {_quoted(name)}"]
            if spans:
                lines.append(f"days = {_day_list(dict.fromkeys(spans[number]))}")
            if worked and number == 0:
                lines.append(f"worked = {_day_list(worked)}")
    return "\n".join(lines) + "\n"


def spans_of(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return days as stretches without a gap, first and last day of each."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and (day - spans[-1][1]).days == 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _refuse_too_long(text: str) -> None:
    if len(text) > LARGEST_TEXT:
        raise Refused([Problem("file", N_("The file is far too long for a calendar."))])


def _tables(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = table.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _year_of(table: Mapping[str, object], problems: list[Problem]) -> CalendarYear:
    year, source = table.get("year"), str(table.get("source") or "")
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        problems.append(Problem("file", N_("A [[year]] lacks its number: year = 2027.")))
        year = 0
    if not source.strip():
        phrase = N_("{year} lacks its source, such as the number of the notice.")
        problems.append(Problem("file", phrase, {"year": year}))
    days = [
        day
        for holiday in _tables(table, "holiday")
        for day in _holiday_days(holiday, source, problems)
    ]
    return CalendarYear(
        year=year, source=source, days=tuple(sorted(days, key=lambda each: each.day))
    )


def _holiday_days(
    table: Mapping[str, object], source: str, problems: list[Problem]
) -> Iterator[CalendarDay]:
    name = str(table.get("name") or "")
    off = _dates(table.get("days"), name, problems)
    if len(off) > 2:
        phrase = N_("{name}: “days” is one day, or the first and the last one.")
        problems.append(Problem("file", phrase, {"name": name}))
    elif off and _is_span(off[0], off[-1], name, problems):
        for day in days_from(off[0], off[-1]):
            yield CalendarDay(day=day, kind=DayKind.HOLIDAY, name=name, source=source)
    for day in _dates(table.get("worked"), name, problems):
        yield CalendarDay(day=day, kind=DayKind.WORKED_WEEKEND, name=name, source=source)


def _dates(told: object, name: str, problems: list[Problem]) -> list[date]:
    found: list[date] = []
    listed = told if isinstance(told, list) else [told] if told else []
    for each in listed:
        try:
            found.append(date.fromisoformat(str(each)))
        except ValueError:
            phrase = N_("{name}: “{value}” is not a day such as 2027-01-01.")
            problems.append(Problem("file", phrase, {"name": name, "value": each}))
    return found


def _is_span(first: date, last: date, name: str, problems: list[Problem]) -> bool:
    if 0 <= (last - first).days < LONGEST_HOLIDAY_DAYS:
        return True
    phrase = N_("{name}: {first} to {last} cannot be one holiday.")
    problems.append(Problem("file", phrase, {"name": name, "first": first, "last": last}))
    return False


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise Refused([Problem("file", N_("This is no list of days and kinds."))]) from error


def _places(headings: Sequence[str]) -> dict[str, int]:
    plain = [heading.strip().lstrip("\ufeff").lower() for heading in headings]
    return {
        key: plain.index(word)
        for key, words in _HEADINGS.items()
        for word in words
        if word in plain
    }


def _row_days(
    number: int,
    cells: Sequence[str],
    places: Mapping[str, int],
    source: str,
    problems: list[Problem],
) -> list[CalendarDay]:
    told = {key: cells[place].strip() for key, place in places.items() if place < len(cells)}
    first = _written_day(number, told.get("day", ""), problems)
    last = _written_day(number, told["last"], problems) if told.get("last") else first
    kind = _KIND_WORDS.get(told.get("kind", "").lower())
    if kind is None:
        phrase = N_("Row {row}: write 休 for a day off or 班 for a worked weekend.")
        problems.append(Problem("file", phrase, {"row": number}))
    name = told.get("name", "")
    if first is None or last is None or kind is None:
        return []
    if not _is_span(first, last, name or str(first), problems):
        return []
    return [
        CalendarDay(day=day, kind=kind, name=name, source=source) for day in days_from(first, last)
    ]


def _written_day(number: int, text: str, problems: list[Problem]) -> date | None:
    reading = read_date(text)
    sure = reading.error is None and reading.doubt is None
    if sure and reading.printed is not None and reading.printed.precision is Precision.DAY:
        return reading.printed.day
    phrase = N_("Row {row}: “{value}” is not a day such as 2027-01-01.")
    problems.append(Problem("file", phrase, {"row": number, "value": text}))
    return None


def _year_meant(day: date) -> int:
    """Return the year whose notice names ``day``: New Year may begin in late December."""
    return day.year + (day.month == 12 and day.day >= 25)


def _checked(years: Iterable[CalendarYear]) -> list[CalendarYear]:
    found = sorted(years, key=lambda each: each.year)
    refuse_if_any(problem for year in found for problem in _year_problems(year))
    return found


def _year_problems(year: CalendarYear) -> Iterator[Problem]:
    seen: set[date] = set()
    for each in year.days:
        values: dict[str, object] = {"day": each.day, "year": year.year}
        if each.day in seen:
            yield Problem("file", N_("{day} is told of twice."), values)
        seen.add(each.day)
        if _year_meant(each.day) != year.year and each.day.year != year.year:
            yield Problem("file", N_("{day} is no day of {year}."), values)
        worked = each.kind is DayKind.WORKED_WEEKEND
        if worked and plain_kind(each.day) is not DayKind.WEEKEND:
            yield Problem("file", N_("{day} is worked anyway: it is no weekend."), values)
    if year.year not in known_years(year.days):
        phrase = N_(
            "The holidays of {year} are not complete: New Year, 1 May, 1 October and at least"
            " eleven days off belong to every year."
        )
        yield Problem("file", phrase, {"year": year.year})


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{plain}"'


def _day_list(days: Iterable[date]) -> str:
    return "[" + ", ".join(f'"{day}"' for day in days) + "]"
