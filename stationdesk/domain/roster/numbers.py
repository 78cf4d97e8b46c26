"""Numbers of rosters and swaps: counted anew each year, never used twice."""

from __future__ import annotations

ROSTER_PREFIX = "PB"
"""排班: ``PB-2026-003``."""
SWAP_PREFIX = "HB"
"""换班: ``HB-2026-001``."""


def number_start(prefix: str, year: int) -> str:
    """Return what all numbers of a year begin with."""
    return f"{prefix}-{year:04d}-"


def number_after(newest: str | None, prefix: str, year: int) -> str:
    """Return the number that follows ``newest`` in its year; None begins the year."""
    start = number_start(prefix, year)
    count = int(newest.removeprefix(start)) if newest else 0
    return f"{start}{count + 1:03d}"
