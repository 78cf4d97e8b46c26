"""The station's letterhead put on a paper: the one place where it comes to all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.documents.papers import SignatureBoxes, SignatureLine
from stationdesk.i18n import _

if TYPE_CHECKING:
    from stationdesk.documents.papers import Block, Paper
    from stationdesk.domain.letterhead import Letterhead


def on_letterhead(paper: Paper, letterhead: Letterhead) -> Paper:
    """Return ``paper`` with the head and foot of ``letterhead``, and its words for the seal.

    The seal of somebody else, such as that of the street office, keeps its own words.
    """
    blocks = paper.blocks
    if letterhead.seal:
        blocks = tuple(_sealed(block, letterhead.seal) for block in blocks)
    return replace(paper, letterhead=letterhead, blocks=blocks)


def _sealed(block: Block, seal: str) -> Block:
    usual = _("(Seal)")
    if isinstance(block, SignatureLine):
        return SignatureLine(tuple(seal if each == usual else each for each in block.labels))
    if isinstance(block, SignatureBoxes):
        own = _("Station manager")
        boxes = (
            replace(box, seal=seal) if box.seal and box.title == own else box for box in block.boxes
        )
        return SignatureBoxes(tuple(boxes))
    return block
