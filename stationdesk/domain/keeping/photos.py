"""Which things may be photographed: a photo cannot be erased as a name can.

A picture of an identity card is personal data itself, and files of a station are kept for good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

_TELLING = ("document", "id_card", "bank_card")
"""Kinds whose picture would tell whose they are."""


def photo_problems(kind: str) -> Iterator[Problem]:
    """Tell where a kept or found thing of ``kind`` must not be photographed."""
    if kind in _TELLING:
        phrase = N_("Papers and cards are not photographed: a photo cannot be erased later.")
        yield Problem("photo", phrase)
