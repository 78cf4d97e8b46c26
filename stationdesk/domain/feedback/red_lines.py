"""Red lines: the least percentages a station sets itself for its rates. None is set at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.rates import RateKey
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOWEST, HIGHEST = 1, 100


def setting_of(key: RateKey) -> str:
    """Return the name under which a red line stands among the station's choices."""
    return f"red_line_{key.value}"


def red_lines_from(stored: Mapping[str, str]) -> dict[RateKey, int]:
    """Return the red lines that are set, from the station's choices; spoiled ones are not set."""
    told = {key: stored.get(setting_of(key), "") for key in RateKey}
    return {
        key: int(text)
        for key, text in told.items()
        if text.isascii() and text.isdecimal() and LOWEST <= int(text) <= HIGHEST
    }


def red_line_problems(key: RateKey, percent: int | None) -> Iterator[Problem]:
    """Tell why ``percent`` cannot be a red line; None, no red line, always can."""
    if percent is not None and not LOWEST <= percent <= HIGHEST:
        phrase = N_("A red line is a whole percentage from {least} to {most}.")
        yield Problem(setting_of(key), phrase, {"least": LOWEST, "most": HIGHEST})
