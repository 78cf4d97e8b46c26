"""One way in which a heading is written, and what it then means."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write a field: ``field`` is None for columns that are known but not read."""

    field: str | None
    rank: int
    weight: int
    pattern: re.Pattern[str]


def wordings(*lines: tuple[str | None, int, int, str]) -> tuple[Wording, ...]:
    """Return the wordings of field, rank, weight and pattern, in their order."""
    return tuple(
        Wording(field, rank, weight, re.compile(pattern)) for field, rank, weight, pattern in lines
    )
