"""What holds for everything that is kept at the desk: who, what, where, and on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from stationdesk.domain.ids import PlaceId

LONGEST_DESCRIPTION = 200
LONGEST_NAME = 60
LONGEST_TEXT = 200
"""Notes and proofs: a sentence or two."""
LEAST_PROOF = 3
"""Characters: fewer prove nothing (身份证 is three)."""


def kind_problems(kind: str, kinds: Collection[str]) -> Iterator[Problem]:
    """Tell where ``kind`` is none of ``kinds``."""
    if kind not in kinds:
        yield Problem("kind", N_("Choose what kind of thing it is."))


def description_problems(description: str) -> Iterator[Problem]:
    """Tell why a thing cannot be described so."""
    if not description.strip():
        yield Problem("description", N_("Describe the thing, so that it can be told apart."))
    yield from too_long("description", description, LONGEST_DESCRIPTION)


def place_problems(place_id: PlaceId | None, places: Collection[PlaceId]) -> Iterator[Problem]:
    """Tell where a thing cannot lie; ``places`` are those in use."""
    if place_id is not None and place_id not in places:
        yield Problem("place_id", N_("Choose a place that is in use."))


def too_long(about: str, text: str, most: int) -> Iterator[Problem]:
    """Tell where ``text`` has more than ``most`` characters."""
    if len(text.strip()) > most:
        phrase = N_("This text has at most {most} characters.")
        yield Problem(about, phrase, {"most": most})


def day_problems(about: str, day: date, today: date) -> Iterator[Problem]:
    """Tell where ``day`` has not come."""
    if day > today:
        phrase = N_("{day} has not come yet; enter it on that day.")
        yield Problem(about, phrase, {"day": day.isoformat()})
