"""Rosters as lists of days, and sign-in sheets.

日期 | 班次 | 值班人员, 日期 | 早班 | 晚班, or 日期 | 姓名 | 签到 | 签退 | 时长.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import MergedCells, cell_text, tidy_text
from stationdesk.domain.ledgers.register_rows import RegisterShape, RegisterSheet, Told
from stationdesk.domain.ledgers.roster_days import OTHER_WEEKDAY, weekday_told
from stationdesk.domain.ledgers.roster_duties import (
    LONGEST_VALUE,
    NO_NAME,
    Duty,
    read_duty_cell,
    with_legend,
)
from stationdesk.domain.ledgers.roster_grids import remarks_of
from stationdesk.domain.ledgers.roster_names import is_nobody
from stationdesk.domain.ledgers.roster_times import (
    ShiftTold,
    Span,
    clock_text,
    legend_told,
    read_clock,
    read_duration,
    read_shift,
)
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Problem
from stationdesk.domain.sheets import cell_name
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.ledgers.register_rows import Draft
    from stationdesk.domain.ledgers.register_years import Dated
    from stationdesk.domain.ledgers.tables import (
        LedgerColumn,
        LedgerProblem,
        LedgerRow,
        LedgerTable,
        Value,
    )
    from stationdesk.domain.sheets import Cell

NO_DAY = N_("No day of duty is written.")
NO_CLOCK = N_("“{value}” at {cell} is no time of the day; it was left out.")
NO_DURATION = N_("“{value}” at {cell} is no length of time; it was left out.")
LONGER_THAN_THERE = N_("More time is written than lies between coming and leaving.")

_SHAPE = RegisterShape(
    day_field="date",
    no_day=NO_DAY,
    written_ahead=frozenset(
        {"date", "weekday", "shift", "time", "from", "to", "post", "minutes", "note"}
    ),
    label_of=lambda _section: "",
)
_FIELDS = (
    *("date", "weekday", "shift", "time", "from", "to", "names", "duty"),
    *("post", "note", "came", "left", "minutes"),
)


class ListReader:
    """Reads one list; ``problems`` gathers what is doubtful meanwhile."""

    def __init__(self, table: LedgerTable) -> None:
        self._table = _with_merged_names(table)
        self._sheet = RegisterSheet(self._table, _SHAPE, _FIELDS)
        self.legend = legend_told(remarks_of(table))

    @property
    def problems(self) -> list[LedgerProblem]:
        """What is doubtful about the rows."""
        return self._sheet.problems

    def read(self) -> Iterator[LedgerRow]:
        """Yield a record for every shift of every row, in the order of the rows."""
        for draft, day in self._sheet.dated():
            row = _Row(self._sheet.columns, draft, day)
            records = list(row.duties(self.legend))
            if records or row.problems:
                self._sheet.note(draft, day, row.problems)
            for duty, column in records:
                text = cell_text(draft.cells.get(column.index))
                yield duty.record(column.field or "names", text)


class _Row:
    """One row of a list; ``problems`` gathers what is doubtful meanwhile."""

    def __init__(
        self, columns: dict[str, tuple[LedgerColumn, ...]], draft: Draft, day: Dated
    ) -> None:
        self._columns = columns
        self._draft = draft
        self._day = day.day
        self.problems: list[Told] = list(self._other_weekday())

    def duties(self, legend: Mapping[str, Span]) -> Iterator[tuple[Duty, LedgerColumn]]:
        """Yield the row's duties, each with the column of its names."""
        duty_columns = self._columns.get("duty", ())
        for column in duty_columns:
            shift = read_shift(column.heading)
            yield from self._duty(shift, (column,), legend, {})
        names = self._columns.get("names", ())
        if names and not duty_columns:
            yield from self._duty(self._shift(), names, legend, self._served())

    def _duty(
        self,
        shift: ShiftTold,
        columns: tuple[LedgerColumn, ...],
        legend: Mapping[str, Span],
        more: dict[str, Value],
    ) -> Iterator[tuple[Duty, LedgerColumn]]:
        names: dict[str, None] = {}
        notes: dict[str, None] = {}
        odd: list[str] = []
        span = None
        for column in columns:
            told = read_duty_cell(self._draft.cells[column.index])
            for word in told.odd if told else ():
                self._tell_cell(column, "names", NO_NAME, word)
                odd.append(word)
            names |= dict.fromkeys(told.names if told else ())
            notes |= dict.fromkeys([told.note] if told and told.note else ())
            span = span or (told.span if told else None)
        if not names and not odd:
            return
        own = ShiftTold(shift.name, span) if span else shift
        note = self._text("note")
        duty = Duty(
            row=self._draft.row,
            column=columns[0].index,
            day=self._day,
            shift=with_legend(own, legend),
            names=tuple(names),
            post=self._text("post"),
            note="；".join(each for each in (*notes, note) if each),
            odd=tuple(odd),
            more=more,
        )
        yield duty, columns[0]

    def _shift(self) -> ShiftTold:
        """Return the shift that the row's own columns tell, with its times."""
        told = [read_shift(self._text(field)) for field in ("shift", "time")]
        name = next((each.name for each in told if each.name), "")
        span = next((each.span for each in told if each.span), None)
        if span is None and self._columns.keys() >= {"from", "to"}:
            span = self._from_to()
        return ShiftTold(name, span)

    def _from_to(self) -> Span | None:
        starts, ends = self._clock("from"), self._clock("to")
        if starts is None or ends is None:
            return None
        return Span(starts, ends if ends > starts else ends + DAY_MINUTES)

    def _served(self) -> dict[str, Value]:
        """Return when somebody came and left, and how long that was, where a column tells it."""
        told: dict[str, Value] = {}
        came, left = self._clock("came"), self._clock("left")
        minutes = self._minutes()
        for field, value in (("came", came), ("left", left)):
            if value is not None:
                told[field] = clock_text(value)
        if came is not None and left is not None:
            there = (left - came) % DAY_MINUTES
            if minutes is not None and minutes > there + _ROUNDING:
                problem = Problem("minutes", LONGER_THAN_THERE)
                self.problems.append(Told(self._column("minutes"), problem, Severity.WARNING))
                minutes = there
        if minutes is not None:
            told["minutes"] = minutes
        return told

    def _clock(self, field: str) -> int | None:
        """Return the time in a cell; a name or a tick signs there and tells none."""
        column = self._column(field)
        cell = self._draft.cells[column.index] if column else None
        text = cell_text(cell)
        if column is None or is_blank_mark(text):
            return None
        minute = read_clock(cell)
        if minute is None and any(sign.isdigit() for sign in text):
            self._tell_cell(column, field, NO_CLOCK, text)
        return minute

    def _minutes(self) -> int | None:
        column = self._column("minutes")
        cell: Cell = self._draft.cells[column.index] if column else None
        text = cell_text(cell)
        if column is None or is_blank_mark(text):
            return None
        minutes = read_duration(cell, column.heading)
        if minutes is None or not 0 < minutes <= DAY_MINUTES:
            self._tell_cell(column, "minutes", NO_DURATION, text)
            return None
        return minutes

    def _other_weekday(self) -> Iterator[Told]:
        column = self._column("weekday")
        text = self._text("weekday")
        told = weekday_told(text) or weekday_told(f"周{text}")
        if column and told and self._day and told != self._day.isoweekday():
            values = {"day": self._day, "value": text}
            yield Told(column, Problem("weekday", OTHER_WEEKDAY, values), Severity.WARNING)

    def _column(self, field: str) -> LedgerColumn | None:
        return next(iter(self._columns.get(field, ())), None)

    def _text(self, field: str) -> str:
        column = self._column(field)
        text = tidy_text(self._draft.cells[column.index]) if column else ""
        return "" if is_blank_mark(text) or is_nobody(text) else text

    def _tell_cell(self, column: LedgerColumn, about: str, phrase: str, value: str) -> None:
        place = cell_name(self._draft.row, column.index)
        problem = Problem(about, phrase, {"value": value[:LONGEST_VALUE], "cell": place})
        self.problems.append(Told(column, problem, Severity.ERROR))


def _with_merged_names(table: LedgerTable) -> LedgerTable:
    """Return a table whose one heading 值班人员 over several columns is that of each of them."""
    merged = MergedCells(table.sheet)
    known = {column.index: column for column in table.columns}
    columns = []
    for column in table.columns:
        merge = merged.at(table.header_row - 1, column.index)
        first = known.get(merge.left) if merge else None
        joined = first is not None and first.field == "names" and not column.field
        columns.append(replace(column, field="names") if joined else column)
    return replace(table, columns=tuple(columns))


_ROUNDING = 30
"""Sheets round to half hours."""
