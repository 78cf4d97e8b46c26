"""The faces on paper, and text set in them.

Everything here that leans on the inside of reportlab was written for ``REPORTLAB``; a test holds
the installed version against it.
"""

from __future__ import annotations

import re
import threading
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from stationdesk import paths
from stationdesk.documents.papers import BLANK_BOX, CROSSED_BOX, TICKED_BOX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPORTLAB = "5.1.0"
"""The release whose behaviour was read and mended here."""

DRAWING = threading.Lock()
"""Held while a document is drawn: a loaded font cannot serve two at once."""

BOXES = frozenset((BLANK_BOX, TICKED_BOX, CROSSED_BOX))
MISSING_SIGN = "〓"
"""Printed for a character that no face has, as type-setters have always done."""

_CLOSING, _OPENING = "，。、；：）》〉】』」〕”’", "（《〈【『「〔“‘"
_DOUBLE_GAP = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|[{_OPENING}](?=[{_OPENING}])")
"""A mark after which half a hanzi of white is taken out: two marks side by side leave too much."""
TIGHTER = 500
"""Thousandths of the type size."""

SANS, SANS_BOLD, SERIF = "NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular"


class Face(Enum):
    """What a text is set in; each lists the fonts in which its characters are looked for."""

    BODY = (SERIF, SANS)
    STRONG = (SANS_BOLD, SANS)
    PLAIN = (SANS,)


class Typesetter:
    """Measures text and turns it into the signs of one PDF document."""

    def __init__(self, document: Any) -> None:
        """Set text for ``document``, the ``_doc`` of a reportlab canvas."""
        self._document = document
        self._widths = {face: _Widths(face) for face in Face}
        self._set: dict[tuple[str, Face], tuple[tuple[str, str], ...]] = {}
        self.missing: dict[str, None] = {}
        """The characters that no face has, in the order in which they came."""

    def width(self, text: str, face: Face, size: float) -> float:
        """Return how wide ``text`` is in points."""
        widths = self._widths[face]
        places = sum([widths[sign] for sign in text])
        if not text.isascii():
            places -= TIGHTER * len(_DOUBLE_GAP.findall(text))
        return places * size / 1000.0

    def signs(self, text: str, face: Face) -> tuple[tuple[str, str], ...]:
        """Return ``text`` as pairs: a font's name in the document, the operation that shows."""
        known = self._set.get((text, face))
        if known is None:
            known = self._set[text, face] = tuple(self._signs(text, face))
        return known

    def _signs(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        ends = [*(found.end() for found in _DOUBLE_GAP.finditer(text)), len(text)]
        start = 0
        for end in ends:
            shown = list(self._shown(text[start:end], face))
            for number, (name, codes) in enumerate(shown, start=1):
                tightened = number == len(shown) and end < len(text)
                yield name, f"[<{codes}> {TIGHTER}] TJ" if tightened else f"<{codes}> Tj"
            start = end

    def _shown(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        for font_name, run in self._runs(text, face):
            font = _font(font_name)
            for subset, codes in font.splitString(run, self._document):
                yield font.getSubsetInternalName(subset, self._document), codes.hex()

    def _runs(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        run, current = "", face.value[0]
        for sign in text:
            font_name = font_for(sign, face)
            if font_name is None:
                self.missing.setdefault(sign)
                sign, font_name = MISSING_SIGN, SANS
            if font_name != current:
                if run:
                    yield current, run
                run, current = "", font_name
            run += sign
        if run:
            yield current, run


def font_for(sign: str, face: Face) -> str | None:
    """Return the first font of ``face`` that has ``sign``, or None."""
    code = ord(sign)
    for name in face.value:
        if code in _font(name).face.charToGlyph:
            return str(name)
    return None


def missing_from(text: str) -> str:
    """Return the characters of ``text`` that cannot be printed, each once."""
    return "".join(
        dict.fromkeys(
            sign
            for sign in text
            if sign not in BOXES and sign != "\n" and font_for(sign, Face.PLAIN) is None
        )
    )


class _Widths(dict[str, float]):
    """The width of each character of a face in thousandths of its size, looked up once."""

    def __init__(self, face: Face) -> None:
        super().__init__(dict.fromkeys(BOXES, 1000.0))
        self._face = face

    def __missing__(self, sign: str) -> float:
        name = font_for(sign, self._face)
        width = _width_in(name, sign) if name else _width_in(SANS, MISSING_SIGN)
        self[sign] = width
        return width


def _width_in(font_name: str, sign: str) -> float:
    return float(_font(font_name).face.getCharWidth(ord(sign)))


@cache
def _font(name: str) -> Any:
    """Load a font on first use; each has a PostScript name of its own, as one document demands."""
    _mend_reportlab()
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf"), asciiReadable=False)


@cache
def _mend_reportlab() -> None:
    from reportlab import rl_config
    from reportlab.pdfbase import ttfonts

    rl_config.useA85 = 0  # text-coded streams take several times as long and are larger
    setattr(ttfonts, "makeToUnicodeCMap", to_unicode_map)  # noqa: B010 - replaced, not redefined


@cache
def first_font() -> str:
    """Return the name of a font that a canvas may begin with, known to reportlab.

    Without one it begins every page with Helvetica, which is then named but not embedded.
    """
    from reportlab.pdfbase import pdfmetrics

    pdfmetrics.registerFont(_font(SERIF))
    return SERIF


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Return the table by which a viewer copies and searches text, for all of Unicode.

    reportlab writes code points above U+FFFF with five hex digits, which viewers read as another
    character; they must be UTF-16. At most 100 entries may stand in one block.
    """
    pairs = [(code, point) for code, point in enumerate(subset) if point]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{_utf16(point)}>" for code, point in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()
