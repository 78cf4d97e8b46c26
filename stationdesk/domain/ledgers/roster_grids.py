"""Rosters as grids of days: shifts below each other with names in the cells, or people with shifts.

班次 | 周一 | 周二 … holds names, 姓名 | 1 | 2 | … | 31 holds 早, 晚 and 休.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.body_rows import BodyReader, RowKind
from stationdesk.domain.ledgers.cells import MergedCells, cell_text, tidy_text
from stationdesk.domain.ledgers.register_days import WrittenDay
from stationdesk.domain.ledgers.register_titles import own_titles
from stationdesk.domain.ledgers.roster_days import (
    HeadedDay,
    days_found,
    is_day_row,
    read_headed_day,
    short_weekday,
    stretch_told,
)
from stationdesk.domain.ledgers.roster_duties import (
    LONGEST_VALUE,
    NO_NAME,
    Duty,
    read_duty_cell,
    with_legend,
)
from stationdesk.domain.ledgers.roster_names import is_nobody, read_names
from stationdesk.domain.ledgers.roster_times import LONGEST_TEXT, ShiftTold, legend_told, read_shift
from stationdesk.domain.ledgers.tables import LedgerProblem, LedgerRow, Severity
from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import cell_name
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.ledgers.roster_days import FoundDay
    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerTable
    from stationdesk.domain.sheets import Cell

NO_PERSON = N_("Shifts stand in the row, but no name.")
NO_SHIFT = N_("“{value}” at {cell} names no shift; it was left out.")


class GridReader:
    """Reads one grid; ``problems`` gathers what is doubtful meanwhile."""

    def __init__(self, table: LedgerTable) -> None:
        self._table = table
        self._sheet = table.sheet
        self._merged = MergedCells(table.sheet)
        self._days = table.columns_of("day")
        self.legend = legend_told(remarks_of(table))
        self.problems: list[LedgerProblem] = []

    def read(self) -> Iterator[LedgerRow]:
        """Yield a record for every cell that says who is on duty, in the order of the rows."""
        found = self._found_days()
        people = any(column.index < self._days[0].index for column in self._names())
        head = ""
        for body in BodyReader(self._table, self._merged).rows():
            cells = self._sheet.rows[body.row]
            if body.kind in (RowKind.NOTHING, RowKind.SECTION) or is_day_row(cells):
                continue
            if people:
                yield from self._of_person(body.row, found)
            else:
                head = self._head(body.row) or head
                yield from self._of_shift(body.row, head, found)

    def _found_days(self) -> dict[int, FoundDay]:
        """Return the calendar's day of every column, and tell where there is none."""
        table = self._table
        titles = (*own_titles(table), table.sheet.name, *reversed(table.titles), table.book)
        headed = [self._headed(column) for column in self._days]
        found = days_found(headed, stretch_told(titles, table.year))
        for column, day in zip(self._days, found, strict=True):
            for message, severity in ((day.error, Severity.ERROR), (day.doubt, Severity.WARNING)):
                if message is not None:
                    self._tell(table.header_row - 1, column, message, severity)
        return {column.index: day for column, day in zip(self._days, found, strict=True)}

    def _headed(self, column: LedgerColumn) -> HeadedDay:
        rows = range(self._table.first_heading_row - 1, self._table.header_row)
        cells = [self._merged.shown(row, column.index) for row in rows]
        below = self._merged.shown(self._table.header_row, column.index)
        if len(rows) == 1 and short_weekday(below):
            cells.append(below)
        told = [cell for cell in cells if cell is not None]
        alone = short_weekday(told[0]) if len(told) == 1 else None
        if alone is not None:
            return HeadedDay(WrittenDay(), alone, tidy_text(told[0]))
        return read_headed_day(*told) or HeadedDay(WrittenDay(), None, column.heading)

    def _names(self) -> tuple[LedgerColumn, ...]:
        return self._table.columns_of("names")

    def _head(self, row: int) -> str:
        """Return what stands left of the days: the shift, its times, each where it stands."""
        told = [
            cell_text(self._merged.shown(row, column.index))
            for column in self._table.columns
            if column.index < self._days[0].index
            and column.field in ("shift", "time", "from", "to")
        ]
        pair = [text for text in told if re.fullmatch(r"\d{1,2}[:：.]\d{2}(?::00)?", text)]
        if len(pair) == 2:
            told = [text for text in told if text not in pair] + ["-".join(pair)]
        return " ".join(dict.fromkeys(text for text in told if text))

    def _of_shift(self, row: int, head: str, found: Mapping[int, FoundDay]) -> Iterator[LedgerRow]:
        """Yield the duties of one row of names below days."""
        shift = with_legend(read_shift(head), self.legend)
        for column in self._days:
            cell = self._shown(row, column)
            told = read_duty_cell(cell)
            if told is None:
                continue
            for odd in told.odd:
                self._tell_left(row, column, "names", NO_NAME, odd)
            own = ShiftTold(shift.name, told.span) if told.span else shift
            duty = Duty(
                row=row,
                column=column.index,
                day=found[column.index].day,
                shift=own,
                names=told.names,
                post=self._beside(row, "post"),
                note=told.note,
                odd=told.odd,
            )
            yield duty.record("names", cell_text(cell))

    def _of_person(self, row: int, found: Mapping[int, FoundDay]) -> Iterator[LedgerRow]:
        """Yield the duties of one person's row of shifts."""
        text = "、".join(
            cell_text(self._merged.shown(row, column.index)) for column in self._names()
        )
        told = read_names(text)
        cells = [(column, self._shown(row, column)) for column in self._days]
        marked = [(column, cell) for column, cell in cells if cell is not None]
        if not told.names:
            if any(not is_nobody(cell_text(cell)) for _column, cell in marked):
                column = self._names()[0]
                self._tell(row, column, Problem("names", NO_PERSON), Severity.ERROR)
            return
        for column, cell in marked:
            for shift in self._shifts(row, column, cell_text(cell)):
                duty = Duty(
                    row=row,
                    column=column.index,
                    day=found[column.index].day,
                    shift=with_legend(shift, self.legend),
                    names=told.names,
                    post=self._beside(row, "post"),
                    note=told.note,
                )
                yield duty.record("shift", cell_text(cell))

    def _shifts(self, row: int, column: LedgerColumn, text: str) -> Iterator[ShiftTold]:
        """Yield the shifts of a person's cell: 早晚 are two, √ is the only one there is."""
        if is_nobody(text):
            return
        for mark in shift_marks(text) if len(text) <= LONGEST_TEXT else [text]:
            shift = read_shift(mark)
            if _TICK.fullmatch(mark[:LONGEST_TEXT]):
                yield self._only_shift()
            elif shift.name or shift.span:
                yield shift
            else:
                self._tell_left(row, column, "shift", NO_SHIFT, mark)

    def _only_shift(self) -> ShiftTold:
        """Return what a tick means: the one shift that the remarks explain, else a whole duty."""
        spans = set(self.legend.values())
        return ShiftTold("", spans.pop()) if len(spans) == 1 else ShiftTold()

    def _shown(self, row: int, column: LedgerColumn) -> Cell:
        """Return a cell; one merged over several days or shifts holds for each of them."""
        return self._merged.shown(row, column.index)

    def _beside(self, row: int, field: str) -> str:
        return " ".join(
            text
            for column in self._table.columns_of(field)
            if (text := tidy_text(self._merged.shown(row, column.index)))
        )

    def _tell_left(
        self, row: int, column: LedgerColumn, about: str, phrase: str, value: str
    ) -> None:
        values = {"value": value[:LONGEST_VALUE], "cell": cell_name(row, column.index)}
        self._tell(row, column, Problem(about, phrase, values), Severity.ERROR)

    def _tell(self, row: int, column: LedgerColumn, message: Problem, severity: Severity) -> None:
        text = cell_text(self._merged.shown(row, column.index))
        told = LedgerProblem(row + 1, column.heading, text[:LONGEST_VALUE], message, severity)
        self.problems.append(told)


def shift_marks(text: str) -> list[str]:
    """Return the marks of shifts in a cell: 早、晚 and 早晚 are two of them."""
    plain = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in re.split(r"[、,;/+&\n]|\s{1,}(?=\D)", plain) if part.strip()]
    return [mark for part in parts for mark in _parted(part)]


def _parted(part: str) -> list[str]:
    if part in _WORDS or not _LETTERS.fullmatch(part):
        return [part]
    return list(part)


def remarks_of(table: LedgerTable) -> list[str]:
    """Return the texts around a table that may explain its shifts."""
    below = range(table.header_row, min(table.last_row + 3, len(table.sheet.rows)))
    texts = [*table.titles, *own_titles(table)]
    for row in below:
        told = [cell for cell in table.sheet.rows[row] if cell is not None]
        if len(told) <= _MOST_REMARK_CELLS:
            texts += [cell_text(cell) for cell in told]
    return texts


_MOST_REMARK_CELLS = 4
_WORDS = frozenset({"中午", "午夜"})
_LETTERS = re.compile(r"[早中午晚夜]{2,3}")
_TICK = re.compile(r"[√✓✔☑v●▲★☆◎◆■]|值班?|班|在岗?|到|1|出勤|是|y(?:es)?", re.I)
