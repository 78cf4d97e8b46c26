"""What is wrong with a text that is not TOML, in the user's words: the library's are English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError


def toml_fault(about: str, error: TOMLDecodeError) -> Problem:
    """Return where the text stops being TOML; ``about`` is what the problem belongs to."""
    place = re.search(r"line (\d+), column (\d+)", str(error))
    if place is None:
        return Problem(about, N_("The text ends too early: something was not closed."))
    text = N_("Line {line}, column {column}: this is not TOML. Look for a missing quotation mark.")
    return Problem(about, text, {"line": int(place[1]), "column": int(place[2])})
