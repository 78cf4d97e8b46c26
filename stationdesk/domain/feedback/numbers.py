"""Numbers of entries and pages: counted anew each year, never used twice, for ever."""

from __future__ import annotations

ENTRY_PREFIX = "YJ"
"""意见: ``YJ-2026-0012``."""
PAGE_PREFIX = "LY"
"""留言页: ``LY-2026-0003``."""


def number_start(prefix: str, year: int) -> str:
    """Return what all numbers of a year begin with."""
    return f"{prefix}-{year:04d}-"


def number_after(newest: str | None, prefix: str, year: int) -> str:
    """Return the number that follows ``newest`` in its year; None begins the year.

    At least four digits are written; the ten-thousandth number of a year has five.
    """
    start = number_start(prefix, year)
    count = int(newest.removeprefix(start)) if newest else 0
    return f"{start}{count + 1:04d}"
