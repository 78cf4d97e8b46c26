"""Square codes (QR) as modules: which cells of the square are dark."""

from __future__ import annotations

from functools import lru_cache

MODULES = 21
"""Cells along a side of the smallest square code, which all labels use."""
QUIET = 4
"""Cells that must stay white on every side of it (ISO/IEC 18004)."""
MOST_DIGITS = 17
"""Digits that fit at the highest error correction: almost a third of the cells may be spoilt."""


@lru_cache(maxsize=4096)
def dark_runs(digits: str) -> tuple[tuple[int, int, int], ...]:
    """Return the dark cells of the code of ``digits`` as runs: row, first column, length.

    Raises:
        ValueError: for anything but 1 to 17 digits.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise ValueError(digits)
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(1, qrencoder.QRErrorCorrectLevel.H)
    code.addData(digits)
    code.make()
    return tuple(
        run for row in range(MODULES) for run in _runs_of(row, [*map(bool, code.modules[row])])
    )


def _runs_of(row: int, cells: list[bool]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for column, dark in enumerate(cells):
        if dark and runs and runs[-1][1] + runs[-1][2] == column:
            runs[-1] = (row, runs[-1][1], runs[-1][2] + 1)
        elif dark:
            runs.append((row, column, 1))
    return runs
