"""What is drawn on one page, told from its top left corner in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.papers import BLANK_BOX, CROSSED_BOX, TICKED_BOX
from stationdesk.documents.pdf.typefaces import BOXES, Face

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.documents.pdf.typefaces import Typesetter

HAIRLINE, THIN, FIRM = 0.35, 0.6, 1.0
"""Line widths in points."""
BLACK, GREY, SHADE = 0.0, 0.32, 0.93
"""Greys, 0 black to 1 white; all stay legible on a black and white printer."""


class Ink:
    """Collects fills, lines and text of a page; fills lie below lines, lines below text."""

    def __init__(self, width: float, height: float, typesetter: Typesetter) -> None:
        self.width = width
        self.height = height
        self.typesetter = typesetter
        self.bookmarks: list[tuple[str, float]] = []
        """Headings on this page and how far down they stand."""
        self.pictures: list[tuple[bytes, float, float, float, float]] = []
        """JPEGs with their left and lower edge on the page, their width and height."""
        self._fills: list[str] = []
        self._lines: list[str] = []
        self._texts: list[str] = []
        self._font = ("", 0.0)
        self._grey = BLACK
        self._spacing = 0.0

    def fill(self, left: float, top: float, width: float, height: float, grey: float) -> None:
        """Shade a rectangle."""
        bottom = self.height - top - height
        self._fills.append(f"{grey:g} g {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def mosaic(self, tiles: Iterable[tuple[float, float, float, float]]) -> None:
        """Blacken rectangles (left, top, width, height) as one shape: no white hair between."""
        shapes = [
            f"{left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re"
            for left, top, width, height in tiles
        ]
        self._fills.append(f"{BLACK:g} g {' '.join(shapes)} f")

    def picture(self, left: float, top: float, width: float, height: float, content: bytes) -> None:
        """Place a JPEG; all pictures lie below what is drawn."""
        bottom = self.height - top - height
        self.pictures.append((content, left, bottom, width, height))

    def line(self, left: float, top: float, right: float, bottom: float, weight: float) -> None:
        """Draw a straight line."""
        self._lines.append(
            f"{weight:g} w {left:.2f} {self.height - top:.2f} m "
            f"{right:.2f} {self.height - bottom:.2f} l S"
        )

    def frame(self, left: float, top: float, width: float, height: float, weight: float) -> None:
        """Draw the outline of a rectangle."""
        bottom = self.height - top - height
        self._lines.append(f"{weight:g} w {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S")

    def path(self, points: list[tuple[float, float]], weight: float, *, closed: bool) -> None:
        """Draw a line through ``points``, each (left, top)."""
        steps = [
            f"{x:.2f} {self.height - y:.2f} {'l' if at else 'm'}"
            for at, (x, y) in enumerate(points)
        ]
        self._lines.append(f"{weight:g} w {' '.join(steps)} {'s' if closed else 'S'}")

    def ring(self, middle: float, down: float, radius: float, weight: float) -> None:
        """Draw a circle around the point (``middle``, ``down``)."""
        x, y, bend = middle, self.height - down, radius * 0.5523
        right, left, top, low = x + radius, x - radius, y + radius, y - radius
        self._lines.append(
            f"{weight:g} w {right:.2f} {y:.2f} m "
            f"{right:.2f} {y + bend:.2f} {x + bend:.2f} {top:.2f} {x:.2f} {top:.2f} c "
            f"{x - bend:.2f} {top:.2f} {left:.2f} {y + bend:.2f} {left:.2f} {y:.2f} c "
            f"{left:.2f} {y - bend:.2f} {x - bend:.2f} {low:.2f} {x:.2f} {low:.2f} c "
            f"{x + bend:.2f} {low:.2f} {right:.2f} {y - bend:.2f} {right:.2f} {y:.2f} c s"
        )

    def text(
        self,
        left: float,
        baseline: float,
        text: str,
        face: Face,
        size: float,
        *,
        grey: float = BLACK,
        spacing: float = 0.0,
    ) -> None:
        """Set one line of text; ``spacing`` is added after every character."""
        if BOXES.isdisjoint(text):
            self._set(left, baseline, text, face, size, grey, spacing)
            return
        for part in _parts(text):
            if part in BOXES:
                self.box(left, baseline, size, part)
            else:
                self._set(left, baseline, part, face, size, grey, spacing)
            left += self.typesetter.width(part, face, size) + spacing * len(part)

    def box(self, left: float, baseline: float, size: float, kind: str) -> None:
        """Draw a tick box as large as a hanzi of ``size``."""
        side = size * 0.78
        left, top = left + size * 0.11, baseline - size * 0.74
        self.frame(left, top, side, side, 0.7)
        if kind == TICKED_BOX:
            tick = [(0.18, 0.5), (0.42, 0.76), (0.84, 0.2)]
            self.path([(left + x * side, top + y * side) for x, y in tick], 1.3, closed=False)
        elif kind == CROSSED_BOX:
            for start, end in ((0.22, 0.78), (0.78, 0.22)):
                self.line(
                    left + start * side,
                    top + 0.22 * side,
                    left + end * side,
                    top + 0.78 * side,
                    1.2,
                )
        elif kind != BLANK_BOX:
            raise ValueError(kind)

    def content(self) -> str:
        """Return the page as PDF operations, pure ASCII."""
        fills = ["q", *self._fills, "Q"] if self._fills else []
        return "\n".join([*fills, "0 G 1 J 1 j", *self._lines, "BT", *self._texts, "ET"])

    def _set(
        self,
        left: float,
        baseline: float,
        text: str,
        face: Face,
        size: float,
        grey: float,
        spacing: float,
    ) -> None:
        out = self._texts
        if grey != self._grey:
            out.append(f"{grey:g} g")
            self._grey = grey
        if spacing != self._spacing:
            out.append(f"{spacing:.4f} Tc")
            self._spacing = spacing
        out.append(f"1 0 0 1 {left:.2f} {self.height - baseline:.2f} Tm")
        for font, shown in self.typesetter.signs(text, face):
            if (font, size) != self._font:
                out.append(f"{font} {size:g} Tf")
                self._font = (font, size)
            out.append(shown)


def _parts(text: str) -> Iterator[str]:
    part = ""
    for sign in text:
        if sign in BOXES:
            if part:
                yield part
            yield sign
            part = ""
        else:
            part += sign
    if part:
        yield part
