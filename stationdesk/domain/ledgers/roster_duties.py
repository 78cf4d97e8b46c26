"""One duty of a roster: a day, a shift, and who is there; what a cell of it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.ledgers.roster_names import is_nobody, read_names
from stationdesk.domain.ledgers.roster_times import (
    ShiftTold,
    Span,
    clock_text,
    shift_key,
    without_times,
)
from stationdesk.domain.ledgers.tables import LedgerRow, Value
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.sheets import cell_name
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.sheets import Cell

NO_NAME = N_("“{value}” at {cell} is no name; it was left out.")

LONGEST_RAW = 80
LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one cell of a roster tells: ``row`` and ``column`` are the cell's place, from 0.

    ``odd`` are words where a name should stand.
    """

    row: int
    column: int
    day: date | None
    shift: ShiftTold
    names: tuple[str, ...]
    post: str = ""
    note: str = ""
    odd: tuple[str, ...] = ()
    more: Mapping[str, Value] = field(default_factory=dict)

    def record(self, heading: str, text: str) -> LedgerRow:
        """Return the record, with the words of the cell below what its column is read as."""
        span = self.shift.span
        values: dict[str, Value] = {
            "date": printed_day(self.day) if self.day else None,
            "shift": self.shift.name or None,
            "from": clock_text(span.starts) if span else None,
            "to": clock_text(span.ends) if span else None,
            "names": self.names,
            "post": self.post or None,
            "note": self.note or None,
            "cell": cell_name(self.row, self.column),
            "odd": self.odd,
        }
        return LedgerRow(self.row + 1, {**values, **self.more}, {heading: text[:LONGEST_RAW]})


@dataclass(frozen=True, slots=True)
class CellTold:
    """Who stands in a cell, times that hold for this cell alone, and words that are no names."""

    names: tuple[str, ...]
    note: str
    span: Span | None
    odd: tuple[str, ...]


def read_duty_cell(cell: Cell) -> CellTold | None:
    """Return who is on duty by a cell, None where it says that nobody is."""
    text = cell_text(cell)
    if not text or is_nobody(text):
        return None
    rest, span = without_times(text)
    told = read_names(rest)
    return CellTold(told.names, told.note, span, told.odd) if told.names or told.odd else None


def with_legend(shift: ShiftTold, legend: Mapping[str, Span]) -> ShiftTold:
    """Return a shift with the times that a remark on the sheet tells for its name."""
    if shift.span is not None or not shift.name:
        return shift
    return ShiftTold(shift.name, legend.get(shift_key(shift.name)))
