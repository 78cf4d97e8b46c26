"""Days and times as people type them in a hurry."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－／：＋　年月日号", "0123456789.-/:+ ... ")
_TODAY_WORDS = {"today", "t", "今天", "今日"}
_SHIFTED = re.compile(r"\+\s*(\d{1,4})\s*([dwmy天周月年]?)")
_PARTED = re.compile(r"(?:(\d{2}|\d{4})[./\- ])?(\d{1,2})[./\- ](\d{1,2})\.?")
_RUN = re.compile(r"(\d{4}|\d{6}|\d{8})")
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})|(\d{1,2})")


def read_day(typed: str, today: date) -> date | None:
    """Return the day meant by ``typed``, or None where it means none.

    Understood: ``20260312``, ``260312``, ``0312`` and ``3.12`` (of this year), ``2026-3-12``,
    ``2026年3月12日``, ``today``, ``+7`` (days), ``+2w``, ``+1m``, ``+1y``, also in full width.
    """
    words = typed.strip().lower()
    if words in _TODAY_WORDS:
        return today
    if shifted := _SHIFTED.fullmatch(words.translate(_FULL_WIDTH_SIGNS)):
        return _shifted(today, int(shifted[1]), shifted[2])
    plain = words.translate(_FULL_WIDTH).strip()
    if parted := _PARTED.fullmatch(plain):
        return _day(parted[1] or "", int(parted[2]), int(parted[3]), today)
    if _RUN.fullmatch(plain):
        return _day(plain[:-4], int(plain[-4:-2]), int(plain[-2:]), today)
    return None


def read_time(typed: str) -> time | None:
    """Return the time of day meant by ``typed``: ``0830``, ``8:30``, ``８：３０`` or ``8``."""
    clock = _CLOCK.fullmatch(typed.strip().translate(_FULL_WIDTH))
    if clock is None:
        return None
    hour, minute = int(clock[1] or clock[3]), int(clock[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


_FULL_WIDTH_SIGNS = str.maketrans("０１２３４５６７８９＋", "0123456789+")


def _day(year: str, month: int, day: int, today: date) -> date | None:
    number = int(year) if len(year) == 4 else 2000 + int(year) if year else today.year
    try:
        return date(number, month, day)
    except ValueError:
        return None


def _shifted(today: date, count: int, unit: str) -> date | None:
    try:
        if unit in ("m", "月"):
            return _months_later(today, count)
        if unit in ("y", "年"):
            return _months_later(today, 12 * count)
        return today + timedelta(days=count * 7 if unit in ("w", "周") else count)
    except (OverflowError, ValueError):
        return None


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
