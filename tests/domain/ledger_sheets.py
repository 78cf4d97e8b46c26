"""Sheets in short, and what a careful person takes from them."""

from __future__ import annotations

from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.preview_document import ledger_json
from stationdesk.domain.ledgers.recognising import recognise
from stationdesk.domain.sheets import Merge, Sheet


def sheet(*rows, merges=(), name="Sheet1"):
    """Return a sheet; a merge is written top, left, bottom, right, from 0."""
    return Sheet(name, tuple(map(tuple, rows)), tuple(Merge(*corners) for corners in merges))


def entries(*sheets, file="台账.xlsx"):
    """Return what the preview prints for a file of these sheets."""
    return ledger_json(file, [parse(table) for table in recognise(sheets, title=file)])


def told(entry):
    """Return the rows of a preview's entry without what is not there, and without row numbers."""
    return [
        {field: value for field, value in row.items() if value is not None and field != "row"}
        for row in entry["rows"]
    ]


def troubles(entry):
    """Return (row, column, severity) of every problem."""
    return [(told["row"], told["column"], told["severity"]) for told in entry["problems"]]
