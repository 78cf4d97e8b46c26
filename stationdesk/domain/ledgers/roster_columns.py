"""Columns of rosters that are told by what they are, not by a word: days, shifts, heads of rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.headings import LONGEST_HEADING, HeadingMatch, plain_heading
from stationdesk.domain.ledgers.roster_days import (
    FEWEST_DAYS,
    FEWEST_NUMBERS,
    read_headed_day,
    short_weekday,
)
from stationdesk.domain.ledgers.roster_times import read_shift, shift_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ledgers.heading_rows import Heading

    Matched = tuple[Heading, HeadingMatch | None]

DAY = HeadingMatch("day", 5, 4)
DUTY = HeadingMatch("duty", 5, 4)
HEAD = HeadingMatch("shift", 4, 0)

_SHIFT_WORDS = re.compile(
    r"[早中午晚夜白日正副前后全上下]班?|[早中午晚夜白]间|上午|中午|下午|晚上|午间|全天|[a-d一二三四1-4甲乙丙丁]班"
    r"|第[一二三四1-4]班|(?:上半|下半)[天日]",
    re.I,
)


def with_roster_columns(matched: Sequence[Matched]) -> list[Matched]:
    """Return headings with what each means, once days and shifts among them are known.

    In a grid of days, whatever stands left of the first day and means nothing else is the head of
    its rows.
    """
    days = _days(matched)
    if not days:
        return [(heading, match or _duty(heading)) for heading, match in matched]
    first = min(days)
    return [
        (heading, DAY if heading.index in days else match or _head(heading, first))
        for heading, match in matched
    ]


def weekdays_among(matched: Sequence[Matched]) -> int:
    """Return how many of the days are told with their day of the week."""
    return sum(
        match is DAY and (day := _day_of(heading)) is not None and day[1]
        for heading, match in matched
    )


def _days(matched: Sequence[Matched]) -> set[int]:
    found = {heading.index: told[0] for heading, _m in matched if (told := _day_of(heading))}
    whole = sum(found.values())
    return set(found) if whole >= FEWEST_DAYS or len(found) >= FEWEST_NUMBERS else set()


def _day_of(heading: Heading) -> tuple[bool, bool] | None:
    """Return whether a heading surely is a day, and whether it tells the day of the week.

    A lone number, or a lone 一, is one only among others of its like.
    """
    if not heading.parts:
        return None
    if len(heading.parts) == 1 and short_weekday(heading.parts[0]):
        return (False, True)
    headed = read_headed_day(*heading.parts)
    if headed is None:
        return None
    bare = all(re.fullmatch(r"\d{1,2}", part.strip(), re.ASCII) for part in heading.parts)
    return (not bare, headed.weekday is not None)


def _duty(heading: Heading) -> HeadingMatch | None:
    """Return the meaning of 早班（8:30-11:30） above names."""
    text = heading.shown
    if not text or len(text) > 2 * LONGEST_HEADING:
        return None
    told = read_shift(text)
    key = shift_key(told.name or plain_heading(text).base)
    if _SHIFT_WORDS.fullmatch(key) or _SHIFT_WORDS.fullmatch(told.name):
        return DUTY
    return DUTY if told.span and len(told.name) <= 6 else None


def _head(heading: Heading, first_day: int) -> HeadingMatch | None:
    return HEAD if heading.index < first_day else None
