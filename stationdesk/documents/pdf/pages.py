"""What goes on which page: strips of known height, laid one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stationdesk.documents.pdf.ink import Ink

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size and margins in points.

    Left and right margin are alike and wide enough for binding, so double-sided printing and
    binding on either side cut nothing off. 160 mm of text is close to GB/T 9704's 156 mm.
    """

    width: float
    height: float
    side: float = 25 * MM
    top: float = 22 * MM
    bottom: float = 20 * MM

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """Return the height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT = Sheet(*A4)
LANDSCAPE = Sheet(A4[1], A4[0], top=25 * MM, bottom=18 * MM)
POSTER = Sheet(*A4, side=15 * MM, top=15 * MM, bottom=16 * MM)
"""A poster before it is enlarged to A3; nobody binds it."""
WALL = Sheet(*A4, side=13 * MM, top=13 * MM, bottom=16 * MM)
WALL_LANDSCAPE = Sheet(A4[1], A4[0], side=11 * MM, top=11 * MM, bottom=16 * MM)
"""Papers for the wall, before a poster is enlarged; nobody binds them either."""
HALF = Sheet(A4[0], A4[1] / 2, side=18 * MM, top=10 * MM, bottom=15 * MM)
"""The upper or lower half of an upright sheet."""


class Repeated(Protocol):
    """A table, as far as pages care: what stands above its first strip on every page."""

    heading_height: float

    def draw(self, ink: Ink, left: float, top: float, strips: Sequence[Strip]) -> None:
        """Draw the heading and these of the table's strips, from ``top`` down."""


@dataclass(slots=True)
class Strip:
    """A part of a page that is never cut: a line of text, a row of a table, a block to sign.

    ``gap`` is left free above it, except at the top of a page. ``keep`` binds it to the next
    strip, ``breaks`` begins a new page before it.
    """

    height: float
    draw: Callable[[Ink, float, float], None]
    gap: float = 0.0
    keep: bool = False
    breaks: bool = False
    table: Repeated | None = None
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and how far below the top margin it stands."""

    strip: Strip
    top: float


def pages_of(strips: Sequence[Strip], room: float) -> list[list[Placed]]:
    """Lay ``strips`` on pages of ``room`` height; at least one page comes back.

    Strips bound together stay on one page unless they are taller than a page. A table that goes
    on over a page has its heading above its first strip there.
    """
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for chain in _chains(strips):
        broken = chain[0].breaks and pages[-1]
        if broken or (pages[-1] and used + _height_of(chain, pages[-1]) > room + 0.01):
            pages.append([])
            used = 0.0
        for strip in chain:
            needed = _height_of([strip], pages[-1])
            if pages[-1] and used + needed > room + 0.01:
                pages.append([])
                used, needed = 0.0, _height_of([strip], [])
            used += needed
            pages[-1].append(Placed(strip, used - strip.height))
    return pages


def _chains(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _height_of(chain: Sequence[Strip], page: Sequence[Placed]) -> float:
    above = page[-1].strip if page else None
    height = 0.0
    for strip in chain:
        height += strip.height + (strip.gap if above else 0.0)
        if strip.table is not None and (above is None or above.table is not strip.table):
            height += strip.table.heading_height
        above = strip
    return height
