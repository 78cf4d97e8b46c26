"""One row's cells, each read as the field that its column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.ledgers.quantities import is_tick, read_quantity, read_state
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.printed_dates import Precision, PrintedDate, ShelfLife, expiry_of
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import (
    is_blank_mark,
    names_no_end,
    read_date,
    read_shelf_life,
)
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ledgers.tables import LedgerColumn, Value
    from stationdesk.domain.sheets import Cell

NO_QUANTITY = N_("No quantity is written; blank is not zero.")
UNITS_DIFFER = N_("The number says “{told}”, the unit column says “{unit}”.")
NO_PRODUCTION_DATE = N_("The shelf life “{value}” tells no expiry date without a production date.")
NOT_A_LIFE = N_("“{value}” cannot be read as a shelf life.")
EXPIRES_BEFORE_MADE = N_("The expiry date lies before the production date.")
LIFE_DISAGREES = N_("Production date and shelf life make {computed}, but {written} is written.")

_DATES = ("made_on", "since", "warranty", "expires")
_COUNTS = ("quantity", "minimum", "target")
_CLOSE_DAYS = 45


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of one cell of the row being read."""

    column: LedgerColumn
    message: Problem
    severity: Severity


class FieldReader:
    """Reads one row; ``values`` has every field that has a column, ``problems`` what is wrong."""

    def __init__(
        self, fields: Sequence[tuple[str, Sequence[LedgerColumn]]], cells: dict[int, Cell]
    ) -> None:
        self._columns = dict(fields)
        self._cells = cells
        self.values: dict[str, Value] = {}
        self.problems: list[Told] = []
        for field, columns in fields:
            self.values[field] = self._read(field, columns)
        self._finish_unit()
        self._finish_expiry()

    def _read(self, field: str, columns: Sequence[LedgerColumn]) -> Value:
        if field in _COUNTS:
            return self._count(field, columns[0])
        if field == "working":
            return self._working(columns)
        if field == "shelf_life":
            return self._shelf_life(columns[0])
        if field in _DATES:
            return self._date(field, columns)
        return self._text(columns)

    def _text(self, columns: Sequence[LedgerColumn]) -> str | None:
        told = [tidy_text(self._cells[column.index]) for column in columns]
        return " ".join(text for text in told if not is_blank_mark(text)) or None

    def _count(self, field: str, column: LedgerColumn) -> int | None:
        reading = read_quantity(self._cells[column.index])
        self._tell(column, reading.error, Severity.ERROR)
        self._tell(column, reading.doubt, Severity.WARNING)
        if field != "quantity":
            return reading.number
        if reading.number is None and reading.error is None:
            self._tell(column, Problem("quantity", NO_QUANTITY), Severity.WARNING)
        self._counted_in = reading.unit
        return reading.number

    def _working(self, columns: Sequence[LedgerColumn]) -> bool | None:
        for column in columns:
            if column.part and is_tick(self._cells[column.index]):
                return column.part == "good"
        if columns[0].part:
            return None
        reading = read_state(self._cells[columns[0].index])
        self._tell(columns[0], reading.doubt, Severity.WARNING)
        return reading.working

    def _shelf_life(self, column: LedgerColumn) -> ShelfLife | None:
        text = cell_text(self._cells[column.index])
        if is_blank_mark(text) or names_no_end(text):
            return None
        life = read_shelf_life(text, column.life_unit)
        if life is None and read_date(self._cells[column.index]).printed is None:
            self._tell(column, Problem("shelf_life", NOT_A_LIFE, {"value": text}), Severity.WARNING)
        return life

    def _date(self, field: str, columns: Sequence[LedgerColumn]) -> PrintedDate | None:
        column = columns[0]
        cell = self._date_of_parts(columns) if column.part else self._cells[column.index]
        if field == "expires" and isinstance(cell, str) and read_shelf_life(cell):
            return None
        reading = read_date(cell)
        self._tell(column, reading.error, Severity.ERROR)
        self._tell(column, reading.doubt, Severity.WARNING)
        return reading.printed

    def _date_of_parts(self, columns: Sequence[LedgerColumn]) -> str:
        parts = {column.part: cell_text(self._cells[column.index]) for column in columns}
        told = [re.sub(r"[年月日]", "", parts.get(part, "")) for part in ("year", "month", "day")]
        return "-".join(part for part in told if not is_blank_mark(part))

    def _finish_unit(self) -> None:
        """Take the unit from the number's cell or heading where no unit column tells it."""
        columns = self._columns.get("quantity")
        if not columns:
            return
        told, unit = self._counted_in, self.values.get("unit")
        if not unit:
            self.values["unit"] = told or columns[0].unit or None
        elif told and told != unit:
            problem = Problem("unit", UNITS_DIFFER, {"told": told, "unit": unit})
            self._tell(columns[0], problem, Severity.WARNING)

    def _finish_expiry(self) -> None:
        """Compute the expiry from production date and shelf life, and compare where both stand."""
        life, life_column = self._life()
        made_on, expires = self.values.get("made_on"), self.values.get("expires")
        computed = self._computed(made_on, life)
        if life_column and life and expires is None:
            self._take_computed(computed, life, life_column)
        elif isinstance(expires, PrintedDate) and expires.day:
            self._compare(made_on, expires, computed)

    def _life(self) -> tuple[ShelfLife | None, LedgerColumn | None]:
        """Return the shelf life and its column; a date in that column is the expiry itself."""
        for field in ("shelf_life", "expires"):
            for column in self._columns.get(field, ()):
                text = cell_text(self._cells[column.index])
                if life := read_shelf_life(text, column.life_unit):
                    return life, column
                if field == "shelf_life" and self.values.get("expires") is None:
                    reading = read_date(self._cells[column.index])
                    self.values["expires"] = reading.printed
        return None, None

    def _computed(self, made_on: Value, life: ShelfLife | None) -> PrintedDate | None:
        if not isinstance(made_on, PrintedDate) or life is None:
            return None
        return expiry_of(made_on, life, text=self._life_text())

    def _life_text(self) -> str:
        columns = (*self._columns.get("shelf_life", ()), *self._columns.get("expires", ()))
        return next((text for c in columns if (text := cell_text(self._cells[c.index]))), "")

    def _take_computed(
        self, computed: PrintedDate | None, life: ShelfLife, column: LedgerColumn
    ) -> None:
        self.values["shelf_life"] = life
        self.values["expires"] = computed
        if computed is None:
            told = {"value": cell_text(self._cells[column.index])}
            problem = Problem("expires", NO_PRODUCTION_DATE, told)
            self._tell(column, problem, Severity.WARNING)

    def _compare(self, made_on: Value, expires: PrintedDate, computed: PrintedDate | None) -> None:
        column = (*self._columns.get("expires", ()), *self._columns.get("shelf_life", ()))[0]
        made = made_on.day if isinstance(made_on, PrintedDate) else None
        if made and expires.day and expires.precision is Precision.DAY and expires.day < made:
            self._tell(column, Problem("expires", EXPIRES_BEFORE_MADE), Severity.WARNING)
        elif computed and computed.day and expires.day and _far(computed.day, expires.day):
            told = {"computed": computed.iso(), "written": expires.iso()}
            self._tell(column, Problem("expires", LIFE_DISAGREES, told), Severity.WARNING)

    def _tell(self, column: LedgerColumn, message: Problem | None, severity: Severity) -> None:
        if message is not None:
            self.problems.append(Told(column, message, severity))


def _far(one: date, other: date) -> bool:
    return abs((one - other).days) > _CLOSE_DAYS
