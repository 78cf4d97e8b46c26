"""What hangs on a wall and is read from a step away: big numbers, and words with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, SHADE, THIN
from stationdesk.documents.pdf.lettering import baseline, draw_lines
from stationdesk.documents.pdf.pages import Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _

if TYPE_CHECKING:
    from stationdesk.documents.papers import BigFigure, BigFigures, Exchange
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering

POSTER_TITLE, POSTER_SUBTITLE = 38.0, 13.0
"""Type sizes in points before a poster is enlarged."""
VALUE, LABEL = 26.0, 10.0
HEAD, SAID, FOOT = 10.5, 11.0, 9.0
LINE = 1.5
PAD, GAP = 9.0, 11.0
SIGN_WIDTH = 30.0
"""The place of the signs 言 and 复 at the left of what was said and answered."""
BAND_HEIGHT = 72.0


def big_figures(block: BigFigures, lettering: Lettering, page_width: float) -> Strip:
    """Return numbers side by side in one band."""
    share = page_width / max(1, len(block.figures))
    labels = [lettering.lines(each.label, Face.BODY, LABEL, share - PAD) for each in block.figures]
    size = _value_size(block, lettering, share - 2 * PAD)

    def draw(ink: Ink, left: float, top: float) -> None:
        ink.fill(left, top, page_width, BAND_HEIGHT, SHADE)
        for number, (figure, label) in enumerate(zip(block.figures, labels, strict=True)):
            at = left + number * share
            if number:
                ink.line(at, top + 12, at, top + BAND_HEIGHT - 12, THIN)
            _draw_figure(ink, figure, label, (at, top, share), size)

    return Strip(BAND_HEIGHT, draw, gap=GAP)


def exchange(block: Exchange, lettering: Lettering, page_width: float) -> Strip:
    """Return what was said and answered in a frame; it is never cut by the end of a page."""
    inner = page_width - SIGN_WIDTH - 2 * PAD
    said = lettering.lines(block.said, Face.BODY, SAID, inner)
    answer = lettering.lines(block.answer, Face.STRONG, SAID, inner)
    foot = lettering.lines(block.foot, Face.BODY, FOOT, inner) if block.foot else ()
    head_height, line = HEAD * 2.0, SAID * LINE
    said_height = len(said) * line + PAD
    height = head_height + said_height + len(answer) * line + len(foot) * FOOT * LINE + 1.6 * PAD

    def draw(ink: Ink, left: float, top: float) -> None:
        text_left, down = left + SIGN_WIDTH + PAD, top + head_height
        ink.fill(left, top, page_width, head_height, SHADE)
        ink.frame(left, top, page_width, height, FIRM)
        heading = for_paper(block.heading)
        ink.text(left + PAD, baseline(top, head_height, HEAD), heading, Face.STRONG, HEAD)
        _draw_sign(ink, _("Said"), left, down + PAD / 2, line)
        draw_lines(ink, said, (text_left, down + PAD / 2, inner), Face.BODY, SAID, line)
        down += said_height
        ink.line(left + PAD, down, left + page_width - PAD, down, HAIRLINE)
        _draw_sign(ink, _("Reply"), left, down + PAD / 2, line)
        draw_lines(ink, answer, (text_left, down + PAD / 2, inner), Face.STRONG, SAID, line)
        down += len(answer) * line + PAD / 2
        box = (text_left, down + PAD / 4, inner)
        draw_lines(ink, foot, box, Face.BODY, FOOT, FOOT * LINE, align="right", grey=GREY)

    return Strip(height, draw, gap=GAP)


def _value_size(block: BigFigures, lettering: Lettering, width: float) -> float:
    """Return the type size in which the widest value has room, the same for all of a band."""
    widest = max((_value_width(each, lettering) for each in block.figures), default=0.0)
    return VALUE * min(1.0, width / widest) if widest else VALUE


def _value_width(figure: BigFigure, lettering: Lettering) -> float:
    return lettering.width(for_paper(figure.value), Face.STRONG, VALUE)


def _draw_figure(
    ink: Ink,
    figure: BigFigure,
    label: tuple[str, ...],
    place: tuple[float, float, float],
    size: float,
) -> None:
    left, top, share = place
    value = (for_paper(figure.value),)
    draw_lines(ink, value, (left, top + 7, share), Face.STRONG, size, 32, align="centre")
    draw_lines(ink, label, (left, top + 40, share), Face.BODY, LABEL, 13.5, align="centre")


def _draw_sign(ink: Ink, words: str, left: float, top: float, line: float) -> None:
    box = (left + PAD / 2, top, SIGN_WIDTH)
    draw_lines(ink, (for_paper(words),), box, Face.STRONG, HEAD, line, align="centre", grey=GREY)
