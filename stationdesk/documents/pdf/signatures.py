"""Where a paper is signed and sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, THIN
from stationdesk.documents.pdf.lettering import baseline
from stationdesk.documents.pdf.pages import MM, Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _

if TYPE_CHECKING:
    from stationdesk.documents.papers import SignatureBox, SignatureBoxes, SignatureLine
    from stationdesk.documents.pdf.ink import Ink

GAP = 10.0
PAD = 5.0
SIGN_GAP = 12.0


def signature_line(block: SignatureLine, page_width: float) -> Strip:
    """Return the line under a ledger: each label with a line to sign on, all equally long."""
    labels = [for_paper(label) for label in block.labels]
    lines = sum(map(_is_signed, labels))

    def draw(ink: Ink, left: float, top: float) -> None:
        down = baseline(top + 10, 20, 10.5)
        widths = [ink.typesetter.width(label, Face.BODY, 10.5) for label in labels]
        room = (page_width - sum(widths) - len(labels) * SIGN_GAP) / max(lines, 1)
        for label, width in zip(labels, widths, strict=True):
            ink.text(left, down, label, Face.BODY, 10.5)
            left += width
            if _is_signed(label) and room > SIGN_GAP:
                ink.line(left + 3, down + 3, left + room, down + 3, THIN)
                left += room
            left += SIGN_GAP

    return Strip(34, draw, gap=GAP)


def _is_signed(label: str) -> bool:
    return label.endswith(("：", ":"))


def signature_boxes(block: SignatureBoxes, page_width: float) -> Strip:
    """Return framed places to sign side by side, each with a line for the day."""
    share = page_width / len(block.boxes)
    most = max(len(box.signers) for box in block.boxes)
    height = max(28 * MM, 24 + most * 24 + 30)

    def draw(ink: Ink, left: float, top: float) -> None:
        ink.frame(left, top, page_width, height, FIRM * 0.8)
        for number, box in enumerate(block.boxes):
            start = left + number * share
            if number:
                ink.line(start, top, start, top + height, HAIRLINE)
            _draw_signature_box(ink, box, (start, top, share, height))

    return Strip(height, draw, gap=GAP + 2)


def _draw_signature_box(
    ink: Ink, box: SignatureBox, place: tuple[float, float, float, float]
) -> None:
    left, top, width, height = place
    ink.text(left + PAD, baseline(top + 3, 18, 10), for_paper(box.title), Face.STRONG, 10)
    for number, signer in enumerate(map(for_paper, box.signers)):
        down = baseline(top + 22 + number * 24, 20, 10)
        ink.text(left + PAD, down, signer, Face.BODY, 10)
        start = left + PAD + ink.typesetter.width(signer, Face.BODY, 10) + 2
        ink.line(start, down + 3, left + width - PAD - 4, down + 3, HAIRLINE)
    day = for_paper(_("Year      Month      Day"))
    down = baseline(top + height - 20, 16, 10)
    right = left + width - PAD - 4
    ink.text(right - ink.typesetter.width(day, Face.BODY, 10), down, day, Face.BODY, 10)
    if box.seal:
        seal = for_paper(box.seal)
        ink.text(left + PAD, down, seal, Face.BODY, 10, grey=GREY)
