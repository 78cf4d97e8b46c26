"""Charts and photos on a paper, apart from how they are drawn.

A chart holds numbers and words in the user's language. PDF draws it as lines and fills, so that it
stays sharp and reads in black and white; a workbook gets its numbers and a chart of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from stationdesk.i18n import _


class ChartKind(Enum):
    """How a chart shows its numbers."""

    COLUMNS = "columns"
    """Upright columns, one for each label and series: a few days, months, groups."""
    BARS = "bars"
    """Lying bars of one series, with room for long labels."""
    LINES = "lines"
    """Lines over many labels in order, such as the months of years."""


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one thing, one for each label of its chart; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title; ``unit`` stands behind the title, ``places`` are decimals."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    places: int = 0

    def heading(self) -> str:
        """Return the title with its unit."""
        if not self.unit:
            return self.title
        return _("{title} ({unit})").format(title=self.title, unit=self.unit)

    def first(self, count: int) -> Chart:
        """Return the chart with its first ``count`` labels only."""
        series = tuple(Series(each.name, each.values[:count]) for each in self.series)
        return replace(self, labels=self.labels[:count], series=series)

    def highest(self) -> float:
        """Return the largest number, 0 where there is none."""
        return max((v for each in self.series for v in each.values if v is not None), default=0.0)


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts side by side, ``across`` to a row, each ``height_mm`` high with its title."""

    charts: tuple[Chart, ...]
    across: int = 2
    height_mm: float = 56.0


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG and what it shows."""

    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos side by side, each with its caption below."""

    photos: tuple[Photo, ...]
    across: int = 3
    height_mm: float = 44.0
