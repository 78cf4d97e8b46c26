"""Numbers of inspections, findings, actions and notices: counted anew each year, never reused."""

from __future__ import annotations

INSPECTION_PREFIX = "JC"
"""检查: ``JC-2026-001``."""
FINDING_PREFIX = "WT"
"""问题: ``WT-2026-001``."""
ACTION_PREFIX = "ZG"
"""整改: ``ZG-2026-001``."""
NOTICE_PREFIX = "TZ"
"""整改通知单: ``TZ-2026-001``."""


def number_start(prefix: str, year: int) -> str:
    """Return what all numbers of a year begin with."""
    return f"{prefix}-{year:04d}-"


def number_after(newest: str | None, prefix: str, year: int) -> str:
    """Return the number that follows ``newest`` in its year; None begins the year.

    At least three digits are written; the thousandth number of a year has four.
    """
    start = number_start(prefix, year)
    count = int(newest.removeprefix(start)) if newest else 0
    return f"{start}{count + 1:03d}"
