"""Where the spots of a chart lie on its scales, and which spot lies where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PyQt6.QtCore import QRectF

from stationdesk.domain.statistics.charts import Shape

GROUP_WIDTH = 0.76
"""How much of a place its bars take together; the rest keeps places apart."""
HEADROOM = 1.12
"""So much of the largest value is seen, that a number fits above it."""


class Spot(NamedTuple):
    """A point and a series, each by its number."""

    point: int
    series: int


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """The places of ``points`` points with ``series`` values each.

    ``lying`` bars go to the right, one point below the other; a field of ``both`` has its series
    from left to right and its points from the top down.
    """

    points: int
    series: int
    lying: bool = False
    both: bool = False
    together: bool = False
    """Whether the series of a point lie over each other, as lines do."""

    def place(self, spot: Spot) -> tuple[float, float]:
        """Return the middle of a spot on both scales; 0 on the one that tells values."""
        if self.both:
            return float(spot.series), float(spot.point)
        across = spot.point + self.offset(spot.series)
        return (0.0, across) if self.lying else (across, 0.0)

    def offset(self, series: int) -> float:
        """Return how far from the middle of its place a series has its bar."""
        if self.together or self.series < 2:
            return 0.0
        return GROUP_WIDTH * ((series + 0.5) / self.series - 0.5)

    @property
    def bar_width(self) -> float:
        """The width of one bar."""
        return GROUP_WIDTH / max(1, self.series)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """Return the spot nearest to a place; None outside of all."""
        if self.both:
            spot = Spot(round(y), round(x))
            inside = 0 <= spot.series < self.series and 0 <= spot.point < self.points
            return spot if inside else None
        across = y if self.lying else x
        point = round(across)
        if not 0 <= point < self.points:
            return None
        beside = (across - point) / GROUP_WIDTH + 0.5
        series = 0 if self.together else min(self.series - 1, max(0, int(beside * self.series)))
        return Spot(point, series)

    def step(self, spot: Spot, ahead: int, down: int) -> Spot:
        """Return the spot one comes to by one step to the right or downwards."""
        if self.both:
            return self.nearest(Spot(spot.point + down, spot.series + ahead))
        if self.lying:
            return self.nearest(Spot(spot.point + down, spot.series + ahead))
        return self.nearest(Spot(spot.point + ahead, spot.series + down))

    def nearest(self, spot: Spot) -> Spot:
        """Return the spot itself where there is one, else the nearest."""
        return Spot(
            max(0, min(spot.point, self.points - 1)), max(0, min(spot.series, self.series - 1))
        )

    def room(self, most: float, rows: int) -> QRectF:
        """Return what is seen at first: everything, or ``rows`` rows of a long list."""
        top = (most or 1.0) * HEADROOM
        if self.both:
            return QRectF(-0.5, -0.5, self.series, self.points)
        if self.lying:
            return QRectF(0.0, -0.5, top, max(1, min(rows, self.points)))
        return QRectF(-0.5, 0.0, max(1, self.points), top)

    def band(self, spot: Spot, most: float) -> QRectF:
        """Return the band behind a spot."""
        if self.both:
            return QRectF(spot.series - 0.5, spot.point - 0.5, 1.0, 1.0)
        if self.lying:
            return QRectF(0.0, spot.point - 0.5, most, 1.0)
        return QRectF(spot.point - 0.5, 0.0, 1.0, most)


def layout_of(shape: Shape, points: int, series: int) -> ChartLayout:
    """Return the layout of a chart of a shape."""
    return ChartLayout(
        points,
        series,
        lying=shape is Shape.BARS,
        both=shape is Shape.HEAT,
        together=shape is Shape.LINES,
    )
