"""A sheet as it shall be, apart from what plans it and what writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.documents.charts import Chart
    from stationdesk.documents.workbooks.sheet_looks import Look
    from stationdesk.domain.letterhead import Letterhead
    from stationdesk.listings.columns import Kind

Value = str | int | float | date | None
"""What a cell holds."""


@dataclass(slots=True)
class PlannedRow:
    """The cells of a row from the first column on; ``height`` in points, None to fit the text."""

    values: Sequence[Value]
    looks: Sequence[Look]
    height: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PlannedChart:
    """A chart over cells: its labels in the first column of ``first_row`` to ``last_row``.

    The row above holds the names of its series, ``series`` the column of each. It begins at
    ``chart_row`` and covers ``CHART_ROWS`` rows.
    """

    chart: Chart
    first_row: int
    last_row: int
    series: tuple[int, ...]
    chart_row: int


@dataclass(slots=True)
class SheetPlan:
    """A sheet as it shall be; rows and columns count from 1."""

    name: str
    landscape: bool
    widths: list[float] = field(default_factory=list)
    """One per column, in half-width characters."""
    rows: list[PlannedRow] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    """Row, first and last column."""
    heading_row: int = 0
    """The row of the table's headings, repeated on every page; 0 without a table."""
    last_table_row: int = 0
    poster: bool = False
    """Whether it is printed on A3."""
    frozen_columns: int = 0
    """Columns at the left that stay in sight."""
    can_filter: bool = False
    breaks_after: list[int] = field(default_factory=list)
    """Rows after which a new page begins."""
    keys: tuple[str, ...] = ()
    checksum: str = ""
    record_count: int = 0
    to_fill_in: list[tuple[int, int, int, Kind]] = field(default_factory=list)
    """Cells that wait to be filled in: their column, first and last row, and what they hold."""
    charts: list[PlannedChart] = field(default_factory=list)
    letterhead: Letterhead | None = None
    title_row: int = 0
    """The row of the paper's title, beside which a logo finds room."""
