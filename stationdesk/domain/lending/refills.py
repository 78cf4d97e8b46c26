"""What numbered pieces lack: the parts to be put back before they are complete again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.lending.pieces import PartState, PieceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPart:
    """A part of which a piece has too few."""

    piece: PieceLine
    part: PartState


def short_parts(pieces: Iterable[PieceLine]) -> list[ShortPart]:
    """Return every part that is short, piece by piece."""
    return [
        ShortPart(piece=piece, part=part) for piece in pieces for part in piece.parts if part.short
    ]
