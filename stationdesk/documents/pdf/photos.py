"""Photos side by side on paper, each whole, with what it shows below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import HAIRLINE
from stationdesk.documents.pdf.lettering import draw_lines
from stationdesk.documents.pdf.pages import MM, Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.pictures import picture_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.charts import Photo, Photos
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering

GAP = 8.0
CAPTION, LINE = 8.5, 12.0
MOST_LINES = 2


def photo_strips(block: Photos, lettering: Lettering, page_width: float) -> Iterator[Strip]:
    """Yield a strip for each row of photos."""
    width = (page_width - (block.across - 1) * GAP) / block.across
    height = block.height_mm * MM
    for start in range(0, len(block.photos), block.across):
        row = block.photos[start : start + block.across]
        captions = [
            lettering.lines(photo.caption, Face.BODY, CAPTION, width)[:MOST_LINES] for photo in row
        ]

        def draw(
            ink: Ink,
            left: float,
            top: float,
            row: Sequence[Photo] = row,
            captions: Sequence[tuple[str, ...]] = captions,
        ) -> None:
            for at, (photo, caption) in enumerate(zip(row, captions, strict=True)):
                start = left + at * (width + GAP)
                _draw_photo(ink, photo.content, (start, top, width, height))
                box = (start, top + height + 2, width)
                draw_lines(ink, caption, box, Face.BODY, CAPTION, LINE, align="centre")

        yield Strip(height + 2 + max(map(len, captions)) * LINE, draw, gap=GAP)


def _draw_photo(ink: Ink, content: bytes, box: tuple[float, float, float, float]) -> None:
    left, top, width, height = box
    wide, high = picture_size(content, width, height)
    left, top = left + (width - wide) / 2, top + (height - high) / 2
    ink.picture(left, top, wide, high, content)
    ink.frame(left, top, wide, high, HAIRLINE)
