"""The shapes in which ledgers are told: columns, tables, corrections, rows and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from stationdesk.domain.printed_dates import LifeUnit, PrintedDate, ShelfLife

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ledgers.kinds import LedgerKind
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.sheets import Sheet

Value: TypeAlias = str | int | bool | PrintedDate | ShelfLife | tuple[str, ...] | None
"""A field's value: texts, whole numbers, ``working``, dates as printed, several names.

None where none stands.
"""


class Severity(StrEnum):
    """What a problem means for its row."""

    ERROR = "error"
    """The value was not taken; the row needs a person's hand."""
    WARNING = "warning"
    """The value was taken, and a person should look at it."""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: where it stands (0-based), its heading as written, and what it is read as.

    ``part`` is ``year``, ``month`` or ``day`` where three columns make one date, and ``good`` or
    ``bad`` where ticks in two columns make one state. ``unit`` and ``life_unit`` stand in the
    heading: 数量（个）, 保质期（月）.
    """

    index: int
    heading: str
    field: str | None
    part: str = ""
    unit: str = ""
    life_unit: LifeUnit | None = None


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A ledger found on a sheet. All row numbers are the sheet's own, counted from 1.

    ``first_heading_row`` to ``header_row`` are the rows of the heading, ``last_row`` is the last
    that may hold a record; ``titles`` are the texts that stand above the heading, ``book`` is the
    file's name. ``year`` is the one that days without a year belong to, where a person named it.
    """

    sheet: Sheet
    kind: LedgerKind
    first_heading_row: int
    header_row: int
    last_row: int
    columns: tuple[LedgerColumn, ...]
    titles: tuple[str, ...] = ()
    book: str = ""
    year: int | None = None

    def columns_of(self, name: str) -> tuple[LedgerColumn, ...]:
        """Return the columns read as the field ``name``, from left to right."""
        return tuple(column for column in self.columns if column.field == name)

    def headings(self) -> dict[str, str]:
        """Return the heading of every field that has a column; several are joined by ``、``."""
        found: dict[str, str] = {}
        for column in self.columns:
            if column.field:
                told = found.get(column.field)
                found[column.field] = f"{told}、{column.heading}" if told else column.heading
        return found


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person chose otherwise in the preview; None leaves it as recognised.

    ``header_row`` is the sheet's row number of the (last) heading row, from 1; ``fields`` says
    for 0-based columns as what each is read, None for not at all; other columns stay as they are.
    ``year`` is the one that days without a year belong to.
    """

    kind: LedgerKind | None = None
    header_row: int | None = None
    year: int | None = None
    fields: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One record: its sheet row from 1, its values by field, and the cells' texts by field."""

    row: int
    values: Mapping[str, Value]
    raw: Mapping[str, str]


def text_in(values: Mapping[str, Value], name: str) -> str:
    """Return the text of a field; empty where none stands, or something else than text."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def day_in(values: Mapping[str, Value], name: str) -> date | None:
    """Return the day of a field, None where none stands; of a month or a year, its first."""
    value = values.get(name)
    return value.day if isinstance(value, PrintedDate) else None


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """Something wrong or doubtful: the sheet row from 1, the column's heading, what stood there."""

    row: int
    column: str
    value: str
    message: Problem
    severity: Severity


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a table holds: records in the sheet's order, and problems in the order of rows."""

    table: LedgerTable
    rows: tuple[LedgerRow, ...]
    problems: tuple[LedgerProblem, ...]
