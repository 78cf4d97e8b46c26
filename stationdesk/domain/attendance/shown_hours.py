"""Hours as they are shown: minutes are kept, and rounded only here."""

from __future__ import annotations

TENTH, HALF = 6, 30
"""Minutes of the two roundings a station can choose: 0.1 h and 0.5 h."""


def shown_hours(minutes: int, rounding: int = TENTH) -> str:
    """Return minutes as hours with one decimal, rounded half up to steps of ``rounding`` minutes.

    A sum is rounded once, as a whole; the lines above it may add up to a little else.
    """
    steps = (2 * abs(minutes) + rounding) // (2 * rounding)
    tenths = steps * rounding // TENTH
    sign = "-" if minutes < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
