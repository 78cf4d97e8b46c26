"""Square codes (QR) as modules: which cells of the square are dark."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.documents.pdf.ink import Ink

MODULES = 21
"""Cells along a side of the smallest square code, which all labels use."""
QUIET = 4
"""Cells that must stay white on every side of it (ISO/IEC 18004)."""
MOST_DIGITS = 17
"""Digits that fit at the highest error correction: almost a third of the cells may be spoilt."""
MOST_SIGNS = 16
"""Capital letters and digits that fit at the one below: a quarter of the cells may be spoilt."""
_SIGNS = re.compile(r"[0-9A-Z]+")


@lru_cache(maxsize=4096)
def dark_runs(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return the dark cells of the code of ``text`` as runs: row, first column, length.

    Raises:
        ValueError: for anything but 1 to 17 digits, or 1 to 16 capital letters and digits.
    """
    from reportlab.graphics.barcode import qrencoder

    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        level = qrencoder.QRErrorCorrectLevel.H
    elif _SIGNS.fullmatch(text) and len(text) <= MOST_SIGNS:
        level = qrencoder.QRErrorCorrectLevel.Q
    else:
        raise ValueError(text)
    code = qrencoder.QRCode(1, level)
    code.addData(text)
    code.make()
    return tuple(
        run for row in range(MODULES) for run in _runs_of(row, [*map(bool, code.modules[row])])
    )


def draw_code(ink: Ink, text: str, left: float, top: float, side: float) -> None:
    """Draw the code of ``text`` into a square of ``side`` points, its white border included."""
    cell = side / (MODULES + 2 * QUIET)
    left, top = left + QUIET * cell, top + QUIET * cell
    ink.mosaic(
        (left + column * cell, top + row * cell, length * cell, cell)
        for row, column, length in dark_runs(text)
    )


def _runs_of(row: int, cells: list[bool]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for column, dark in enumerate(cells):
        if dark and runs and runs[-1][1] + runs[-1][2] == column:
            runs[-1] = (row, runs[-1][1], runs[-1][2] + 1)
        elif dark:
            runs.append((row, column, 1))
    return runs
