"""A paper as rows of a sheet, apart from the library that writes them.

A back end takes ``SheetPlan`` and nothing else, so another writer can take the place of the one in
``writing.py`` without a change here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stationdesk.documents.charts import Charts, Photos
from stationdesk.documents.grids import DutyBoard, Grid, Legend, Shade
from stationdesk.documents.papers import (
    NUMBER,
    BigFigures,
    Checklist,
    Exchange,
    Fact,
    Facts,
    Heading,
    Measured,
    NewSheet,
    Note,
    PageBreak,
    Paragraph,
    SignatureBoxes,
    SignatureLine,
    Table,
    Verdict,
    text_of,
)
from stationdesk.documents.plain_text import chinese_width, for_cell
from stationdesk.documents.workbooks.chart_rows import add_chart
from stationdesk.documents.workbooks.checksums import checksum_of
from stationdesk.documents.workbooks.column_widths import (
    LEAST_SHEET,
    lines_in,
    narrowed,
    spans_of,
    widened,
    width_for,
)
from stationdesk.documents.workbooks.grid_plans import grid_rows, grid_widths
from stationdesk.documents.workbooks.planned_sheets import PlannedRow, SheetPlan
from stationdesk.documents.workbooks.sheet_looks import Look
from stationdesk.i18n import _
from stationdesk.listings.columns import Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.grids import Duty
    from stationdesk.documents.papers import Block, Cell, Paper
    from stationdesk.documents.workbooks.planned_sheets import Value
    from stationdesk.listings.columns import Column


ROW, LINE, TITLE_HEIGHT, PROSE_ROW, HEADING_HEIGHT = 20.0, 15.0, 34.0, 18.0, 26.0
"""Heights in points."""
NARROWEST, WIDEST, WIDEST_GROWING = 7.0, 32.0, 50.0
"""Column widths in half-width characters."""
PAGE_WIDTHS = {False: 96.0, True: 144.0}
"""What portrait and landscape pages hold, in half-width characters."""
DENSE_SCALE = 1.35
"""How much wider than the page a dense sheet may be; it is printed smaller."""
FORM_SHARES = (5.0, 2.5, 2.5)
"""How unit, time and the lines at the right share the head of a statistics form."""
UNDERLINE = "_" * 16
HEADING_ON_ONE_LINE = 10.0
"""Half-width characters; a longer heading takes two lines."""
SHORT_TEXT = 8
"""Half-width characters; a column of texts no wider is centred."""
SAMPLE = 2000
"""Records looked at for a column's width."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LEGEND_COLUMNS = 4
"""Columns that an entry of a legend takes at least."""
_LOOK_OF_SHADE = {
    Shade.LIGHT: Look.GRID_LIGHT,
    Shade.MIDDLE: Look.GRID_MIDDLE,
    Shade.DARK: Look.GRID_DARK,
}
_LOOK_OF_TONE = {
    Tone.GOOD: Look.GOOD,
    Tone.WARNING: Look.WARNING,
    Tone.BAD: Look.BAD,
    Tone.INFO: Look.INFO,
    Tone.NEUTRAL: Look.NEUTRAL,
}


def plans_of(papers: Sequence[Paper]) -> list[SheetPlan]:
    """Return the sheets of ``papers``: one each, and one for every table after a paper's first."""
    plans: list[SheetPlan] = []
    taken: set[str] = set()
    for paper in papers:
        tables = [block for block in paper.blocks if isinstance(block, Table)]
        plans.append(_Planner(paper, tables[0] if tables else None, taken).plan())
        plans += [_Planner(paper, further, taken, alone=True).plan() for further in tables[1:]]
    return plans


def sheet_name(words: str, taken: set[str]) -> str:
    """Return a sheet's name made of ``words``, unlike those ``taken``, and add it to them."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", for_cell(words)).strip(" '")[:31].strip(" '") or "1"
    unique, number = name, 2
    while unique.casefold() in taken:
        ending = f" {number}"
        unique, number = name[: 31 - len(ending)] + ending, number + 1
    taken.add(unique.casefold())
    return unique


class _Planner:
    """Plans one sheet of a paper."""

    def __init__(
        self, paper: Paper, table: Table[Any] | None, taken: set[str], *, alone: bool = False
    ) -> None:
        self._paper = paper
        self._table = table
        self._alone = alone
        title = table.title if alone and table and table.title else paper.sheet or paper.title
        self._plan = SheetPlan(
            sheet_name(title, taken),
            paper.landscape,
            poster=paper.poster,
            letterhead=paper.letterhead,
        )
        self._columns: tuple[Column[Any], ...] = table.shown_columns() if table else ()
        self._groups: list[tuple[str, list[list[Value]]]] = []
        self._looks: list[list[tuple[Look, ...]]] = []
        self._read()
        self._plan.widths = self._column_widths()

    def plan(self) -> SheetPlan:
        """Return the sheet, top to bottom."""
        paper, table = self._paper, self._table
        if self._alone and table:
            self._whole(table.title or paper.title, Look.TITLE, TITLE_HEIGHT)
            self._add_table(table)
            return self._plan
        self._add_top()
        for block in paper.blocks:
            if not isinstance(block, Table) or block is table:
                self._add(block)
        return self._plan

    # what the table holds

    def _read(self) -> None:
        if self._table is None:
            return
        readers = [column.read for column in self._columns]
        for name, records in self._table.shown_records():
            raw = [[read(record) for read in readers] for record in records]
            self._groups.append((name, [list(map(_value, row)) for row in raw]))
            self._looks.append([self._row_looks(row) for row in raw])

    def _row_looks(self, row: Sequence[Cell]) -> tuple[Look, ...]:
        looks = self._usual_looks()
        if not any(isinstance(value, Mark | Measured) for value in row):
            return looks
        return tuple(_own_look(value) or look for value, look in zip(row, looks, strict=True))

    def _usual_looks(self) -> tuple[Look, ...]:
        return tuple(map(_look_of, self._columns))

    def _column_widths(self) -> list[float]:
        if not self._columns:
            grid = next((each for each in self._paper.blocks if isinstance(each, Grid)), None)
            return grid_widths(grid) if grid and grid.rows else [LEAST_SHEET / 8] * 8
        grows = [column.grows for column in self._columns]
        page = PAGE_WIDTHS[self._paper.landscape]
        if self._table is not None and self._table.dense:
            page *= DENSE_SCALE
        widths = self._measured_widths(HEADING_ON_ONE_LINE)
        if sum(narrowed(widths, grows, page)) > page:
            widths = self._measured_widths(HEADING_ON_ONE_LINE / 2)
        return widened(narrowed(widths, grows, page), grows)

    def _measured_widths(self, longest_heading: float) -> list[float]:
        """Return the width each column's words need; longer headings take two lines."""
        rows = [row for _name, group in self._groups for row in group][:SAMPLE]
        widths = []
        for at, column in enumerate(self._columns):
            words = max((chinese_width(text_of(row[at])) for row in rows), default=0)
            heading = _heading_width(column.heading(), longest_heading)
            most = WIDEST_GROWING if column.grows else WIDEST
            least = max(heading + 2, min(2 * column.width, most) if column.grows else NARROWEST)
            widths.append(round(max(least, min(width_for(words), most)), 1))
        return widths

    # rows

    def _add_top(self) -> None:
        paper = self._paper
        if paper.number:
            self._whole(_("No.: {number}").format(number=paper.number), Look.RIGHT_LINE, ROW)
        self._whole(paper.title, Look.TITLE, TITLE_HEIGHT)
        self._plan.title_row = len(self._plan.rows)
        if paper.subtitle:
            self._whole(paper.subtitle, Look.SUBTITLE, ROW)
        for words in paper.form_head[:-1]:
            self._spread(["", "", words], [Look.LEFT_LINE] * 3, ROW, FORM_SHARES)
        if paper.form_head:
            unit = _("Reporting unit (seal): {unit}").format(unit=paper.unit)
            line = [unit, paper.period, paper.form_head[-1]]
            self._spread(line, [Look.LEFT_LINE] * 3, ROW, FORM_SHARES)
        elif paper.unit or paper.period:
            unit = _("Filled in by: {unit}").format(unit=paper.unit) if paper.unit else ""
            self._spread([unit, paper.period], [Look.LEFT_LINE, Look.RIGHT_LINE], ROW)
        self._facts(paper.head, across=2)

    def _add(self, block: Block) -> None:  # noqa: C901 - one case for each kind
        match block:
            case Heading():
                self._whole(block.text, Look.PART, HEADING_HEIGHT)
            case Paragraph():
                indent = "\u3000\u3000" if block.indented else ""
                self._prose(indent + block.text, Look.PROSE)
            case Note():
                self._prose(block.text, Look.NOTE)
            case Verdict():
                self._prose(block.statement, Look.VERDICT, per_line=24.0)
                for reason in block.reasons:
                    self._prose(f"· {reason}", Look.REASON)
            case Facts():
                self._facts(block.facts, block.across)
            case Checklist():
                for check in block.checks:
                    self._prose(f"{check.box} {check.text}", Look.PROSE)
            case Table():
                self._add_table(block)
            case SignatureLine():
                self._signatures(block)
            case SignatureBoxes():
                self._signature_boxes(block)
            case PageBreak() | NewSheet():
                self._plan.breaks_after.append(len(self._plan.rows))
            case Grid():
                self._grid(block)
            case Legend():
                self._legend(block)
            case DutyBoard():
                self._facts([_duty_fact(duty) for duty in block.duties], across=1)
            case BigFigures():
                facts = tuple(Fact(each.label, each.value) for each in block.figures)
                self._facts(facts, across=2)
            case Exchange():
                self._whole(block.heading, Look.PART, HEADING_HEIGHT)
                for text in filter(None, (block.said, block.answer, block.foot)):
                    self._prose(text, Look.PROSE)
            case Charts():
                for chart in block.charts:
                    add_chart(self._plan, chart)
            case Photos():
                for photo in block.photos:
                    self._prose(photo.caption, Look.NOTE)

    def _add_table(self, table: Table[Any]) -> None:
        plan = self._plan
        if table.title and not self._alone:
            self._whole(table.title, Look.PART, HEADING_HEIGHT)
        keys = tuple(column.key for column in self._columns)
        plan.rows.append(PlannedRow(keys, (Look.KEY,) * len(keys), hidden=True))
        headings = [
            _heading_in(for_cell(column.heading()), width + 1)
            for column, width in zip(self._columns, plan.widths, strict=True)
        ]
        lines = max(map(lines_in, headings, (width + 1 for width in plan.widths)))
        height = max(HEADING_HEIGHT, lines * LINE + 8)
        plan.rows.append(PlannedRow(headings, (Look.HEADING,) * len(keys), height))
        plan.heading_row = len(plan.rows)
        rows = [row for _name, group in self._groups for row in group]
        self._add_records()
        self._add_blank(table, len(rows))
        if not rows and not table.blank_rows:
            self._whole(table.empty or _("No records in this period."), Look.EMPTY, ROW)
        plan.last_table_row = len(plan.rows)
        plan.to_fill_in += self._waiting_cells(rows)
        plan.can_filter = bool(rows) and not any(name for name, _rows in self._groups)
        plan.keys, plan.checksum, plan.record_count = keys, checksum_of(keys, rows), len(rows)

    def _waiting_cells(
        self, rows: Sequence[Sequence[Value]]
    ) -> Iterator[tuple[int, int, int, Kind]]:
        """Yield the blank lines of each column; the whole column where no record has a value.

        Headings of groups that stand between are text in the first column only.
        """
        plan = self._plan
        blank = self._table.blank_rows if self._table else 0
        for at, column in enumerate(self._columns, start=1):
            empty = bool(rows) and all(row[at - 1] is None or row[at - 1] == "" for row in rows)
            first = plan.heading_row + 1 if empty else plan.last_table_row - blank + 1
            if first <= plan.last_table_row and column.key != NUMBER.key:
                yield at, first, plan.last_table_row, column.kind

    def _grid(self, grid: Grid) -> None:
        plan = self._plan
        if not grid.rows:
            self._whole(grid.empty, Look.EMPTY, ROW)
            return
        for values, looks, height in grid_rows(grid, plan.widths):
            plan.rows.append(PlannedRow(values, looks, height))
            plan.heading_row = plan.heading_row or len(plan.rows)
        plan.last_table_row, plan.frozen_columns = len(plan.rows), 1

    def _legend(self, legend: Legend) -> None:
        across = max(1, len(self._plan.widths) // LEGEND_COLUMNS)
        for start in range(0, len(legend.entries), across):
            entries = legend.entries[start : start + across]
            words = [" ".join(filter(None, (each.sign, each.words))) for each in entries]
            looks = [_LOOK_OF_SHADE.get(each.shade, Look.NOTE) for each in entries]
            self._spread(words, looks, ROW)

    def _add_records(self) -> None:
        written = self._written_height()
        wrapping = self._wrapping_columns()
        for (name, rows), looks in zip(self._groups, self._looks, strict=True):
            if name:
                self._whole(name, Look.GROUP, ROW)
            for row, look in zip(rows, looks, strict=True):
                height = max(written, self._height_of(row, wrapping))
                self._plan.rows.append(PlannedRow(row, look, height))

    def _wrapping_columns(self) -> list[int]:
        rows = [row for _name, group in self._groups for row in group]
        return [
            at
            for at, width in enumerate(self._plan.widths)
            if any(width_for(chinese_width(text_of(row[at]))) > width for row in rows)
        ]

    def _height_of(self, row: Sequence[Value], wrapping: Sequence[int]) -> float:
        """Return the height the row's longest cell needs; not every program finds it by itself."""
        lines = 1
        for at in wrapping:
            value = row[at]
            if isinstance(value, str):
                lines = max(lines, lines_in(value, self._plan.widths[at]))
        return lines * LINE + 5

    def _add_blank(self, table: Table[Any], count: int) -> None:
        looks = self._usual_looks()
        for number in range(count + 1, count + table.blank_rows + 1):
            values: list[Value] = [None] * len(looks)
            if table.numbered:
                values[0] = number
            self._plan.rows.append(PlannedRow(values, looks, self._written_height()))

    def _written_height(self) -> float:
        """Return the least height of a record's row; it is larger where one writes by hand."""
        millimetres = self._table.row_mm if self._table else 0.0
        return max(ROW, millimetres * 72 / 25.4)

    def _facts(self, facts: Sequence[Fact], across: int) -> None:
        if len(self._plan.widths) < 2 * across:
            across = 1
        row: list[Fact] = []
        for fact in facts:
            if row and (fact.wide or len(row) == across):
                self._fact_row(row, across)
                row = []
            row.append(fact)
            if fact.wide:
                self._fact_row(row, across)
                row = []
        if row:
            self._fact_row(row, across)

    def _fact_row(self, facts: Sequence[Fact], across: int) -> None:
        spans = spans_of(self._plan.widths, [1.0, 2.4] * across)[: 2 * len(facts)]
        spans[-1] = (spans[-1][0], len(self._plan.widths))
        cells = [for_cell(text_of(part)) for fact in facts for part in (fact.label, fact.value)]
        lines = max(
            lines_in(cell, sum(self._plan.widths[first - 1 : last]))
            for cell, (first, last) in zip(cells, spans, strict=True)
        )
        looks = [Look.LABEL, Look.VALUE] * len(facts)
        self._row_of(spans, cells, looks, max(ROW, lines * LINE + 6))

    def _signatures(self, block: SignatureLine) -> None:
        self._plan.rows.append(PlannedRow((), (), 8.0))
        self._spread(list(block.labels), [Look.SIGNATURE] * len(block.labels), 30.0)

    def _signature_boxes(self, block: SignatureBoxes) -> None:
        self._plan.rows.append(PlannedRow((), (), 8.0))
        day = _("Year      Month      Day")
        cells = [
            "\n".join(
                [
                    box.title,
                    *(f"{signer}{UNDERLINE}\n" for signer in box.signers),
                    f"{box.seal}    {day}",
                ]
            )
            for box in block.boxes
        ]
        lines = max(cell.count("\n") + 1 for cell in cells)
        self._spread(cells, [Look.SIGNATURE_BOX] * len(cells), lines * PROSE_ROW + 8)

    def _prose(self, text: str, look: Look, per_line: float = PROSE_ROW) -> None:
        self._whole(text, look, lines_in(text, sum(self._plan.widths)) * per_line)

    def _whole(self, text: str, look: Look, height: float) -> None:
        self._row_of([(1, len(self._plan.widths))], [for_cell(text)], [look], height)

    def _spread(
        self,
        texts: list[str],
        looks: list[Look],
        height: float,
        shares: Sequence[float] = (),
    ) -> None:
        spans = spans_of(self._plan.widths, shares or [1.0] * len(texts))
        self._row_of(spans, list(map(for_cell, texts)), looks, height)

    def _row_of(
        self,
        spans: Sequence[tuple[int, int]],
        texts: Sequence[str],
        looks: Sequence[Look],
        height: float,
    ) -> None:
        values: list[Value] = [None] * len(self._plan.widths)
        shown = [Look.NONE] * len(self._plan.widths)
        row = len(self._plan.rows) + 1
        for (first, last), text, look in zip(spans, texts, looks, strict=False):
            values[first - 1] = text or None
            shown[first - 1 : last] = [look] * (last - first + 1)
            if last > first:
                self._plan.merges.append((row, first, last))
        self._plan.rows.append(PlannedRow(values, shown, height))


def _own_look(value: Cell) -> Look | None:
    """Return the look that a value itself asks for, whatever its column."""
    if isinstance(value, Mark):
        return _LOOK_OF_TONE[value.tone]
    if isinstance(value, Measured):
        return (Look.COUNT, Look.HOURS, Look.MONEY)[min(value.places, 2)]
    return None


def _duty_fact(duty: Duty) -> Fact:
    names = [*duty.names, *filter(None, (duty.missing,))]
    return Fact(f"{duty.times}\n{duty.shift}", "\n".join(names), wide=True)


def _heading_width(words: str, longest: float) -> float:
    """Return the width a heading needs; one longer than ``longest`` takes two lines."""
    whole = chinese_width(words)
    if whole <= longest:
        return whole
    two_lines = whole / 2 + 1
    return max(two_lines, chinese_width(_before_brackets(words))) if "（" in words else two_lines


def _heading_in(words: str, width: float) -> str:
    """Return a heading as it stands in a column; what is in brackets goes below as a whole."""
    wraps = "（" in words and lines_in(words, width) > 1
    return _before_brackets(words) if wraps else words


def _before_brackets(words: str) -> str:
    return words.replace("（", "\n（", 1)


def _value(value: Cell) -> Value:
    if isinstance(value, Mark):
        return for_cell(str(value))
    if isinstance(value, Measured):
        return round(float(value), value.places) if value.places else int(value)
    return for_cell(value) if isinstance(value, str) else value


def _look_of(column: Column[Any]) -> Look:
    if column.key == NUMBER.key:
        return Look.NUMBER
    match column.kind:
        case Kind.COUNT:
            return Look.COUNT
        case Kind.PERCENT:
            return Look.PERCENT
        case Kind.HOURS:
            return Look.HOURS
        case Kind.DAY:
            return Look.DAY
        case Kind.STATE:
            return Look.NEUTRAL
    if column.grows:
        return Look.TEXT
    return Look.SHORT if 2 * column.width <= SHORT_TEXT else Look.CODE
