"""What a wall's grid and a duty board say, apart from how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shade(Enum):
    """How dark a column is; told apart on a black and white printer as well."""

    WHITE = "white"
    LIGHT = "light"
    MIDDLE = "middle"
    DARK = "dark"


class Style(Enum):
    """How a line in a cell is set; ``ALARM`` is framed: something is missing there."""

    PLAIN = "plain"
    STRONG = "strong"
    SMALL = "small"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of a cell."""

    text: str
    style: Style = Style.PLAIN


GridCell = tuple[GridLine, ...]
"""What stands below each other in a cell; nothing for an empty one."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its heading and its shade.

    A ``fitted`` one is as wide as its words, all others share the rest alike. ``parted`` sets it
    off from the column before it, as weeks are in a month.
    """

    heading: GridCell
    shade: Shade = Shade.WHITE
    fitted: bool = False
    parted: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its heading, and a cell for each column. ``foot`` ones sum up what is above."""

    heading: GridCell
    cells: tuple[GridCell, ...]
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of words in rows and columns, as large as the page lets them be.

    ``largest`` and ``least`` are type sizes in points. Without rows it says ``empty``.
    """

    corner: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    empty: str = ""
    largest: float = 12.0
    least: float = 6.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shade or a sign, and what it means."""

    words: str
    shade: Shade = Shade.WHITE
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the shades and signs of a grid mean, in one line or a few."""

    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift on the board: its times, its name, who serves, and what is missing in words."""

    times: str
    shift: str
    names: tuple[str, ...]
    missing: str = ""
    now: str = ""
    """What stands at a shift that runs at the moment; empty for any other."""


@dataclass(frozen=True, slots=True)
class DutyBoard:
    """The shifts of a day to be read from afar; without any it says ``empty``."""

    duties: tuple[Duty, ...]
    empty: str = ""
