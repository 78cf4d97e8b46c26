"""The sum by which a workbook's figures are known again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCHEMA = "stationdesk-workbook/1"
META_SHEET = "_stationdesk"
"""The hidden sheet: names in the first column, values in the second."""


def checksum_of(keys: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the SHA-256 (hex) over a table's column keys and values.

    Days count as ISO text and empty cells as null, one JSON list per line, so that any program can
    compute it again from the cells.
    """
    digest = hashlib.sha256()
    for row in (keys, *rows):
        line = json.dumps(list(map(_plain, row)), ensure_ascii=False, separators=(",", ":"))
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def _plain(value: object) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)
