"""Charts as lines and fills: sharp at every size, and told apart without colour."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.documents.charts import ChartKind
from stationdesk.documents.pdf.ink import FIRM, GREY, HAIRLINE, THIN
from stationdesk.documents.pdf.lettering import draw_lines
from stationdesk.documents.pdf.pages import MM, Strip
from stationdesk.documents.pdf.typefaces import Face
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.documents.charts import Chart, Charts
    from stationdesk.documents.pdf.ink import Ink
    from stationdesk.documents.pdf.lettering import Lettering

    Box = tuple[float, float, float, float]
    """Left, top, width, height."""

TITLE, WORDS, VALUE = 10.0, 8.0, 7.5
"""Type sizes in points."""
TITLE_HEIGHT, LEGEND_HEIGHT, LABEL_HEIGHT, VALUE_HEIGHT = 17.0, 13.0, 12.0, 10.0
GAP = 12.0
AXIS_WIDTH = 30.0
"""Room for the numbers at the left of a chart."""
LABEL_SHARE = 0.44
"""The most of a chart's width that the labels of lying bars take."""
MOST_VALUES = 24
"""Columns over which their numbers still find room."""
TALLEST_BAR = 17.0
SMALLER = 1.35
"""How much smaller labels may be set before every other one is left out."""
STEPS = (1.0, 2.0, 5.0, 10.0)
GRIDLINES = 4
GRID, GRID_GREY = 0.5, 0.78
"""Gridlines are fills, so that columns cover them."""
HATCH = 3.4
"""Points between the lines of a hatched column."""
GREYS = (0.28, 1.0, 0.82)
"""What the first, second and third series are filled with; the second is hatched too."""
DASH, SPACE = 4.0, 2.5


def charts_strips(block: Charts, lettering: Lettering, page_width: float) -> Iterator[Strip]:
    """Yield a strip for each row of charts."""
    width = (page_width - (block.across - 1) * GAP) / block.across
    height = block.height_mm * MM
    for start in range(0, len(block.charts), block.across):
        row = [
            _Drawing(chart, lettering, width, height)
            for chart in block.charts[start : start + block.across]
        ]

        def draw(ink: Ink, left: float, top: float, row: Sequence[_Drawing] = row) -> None:
            for at, drawing in enumerate(row):
                drawing.draw(ink, left + at * (width + GAP), top)

        yield Strip(max(drawing.height for drawing in row), draw, gap=GAP)


def nice_step(highest: float) -> float:
    """Return the distance of gridlines for numbers up to ``highest``: 1, 2 or 5 times a power."""
    least = max(highest, 1e-9) / GRIDLINES
    scale = 10.0 ** math.floor(math.log10(least))
    step = next(each for each in STEPS if each * scale >= least * 0.999)
    return step * scale


def number_words(value: float, places: int) -> str:
    """Return a number as a chart says it: 1,234 or 12.5."""
    return f"{value:,.{places}f}"


class _Drawing:
    """One chart, measured."""

    def __init__(self, chart: Chart, lettering: Lettering, width: float, height: float) -> None:
        self._chart = chart
        self._lettering = lettering
        self._width = width
        self.height = self._needed(height)
        """How high it is: lying bars take no more than they need."""
        self._labels = [for_paper(label) for label in chart.labels]

    def draw(self, ink: Ink, left: float, top: float) -> None:
        """Draw the chart in its box."""
        heading = for_paper(self._chart.heading())
        size = self._fitting(heading, Face.STRONG, TITLE, self._width)
        draw_lines(ink, (heading,), (left, top, self._width), Face.STRONG, size, TITLE_HEIGHT)
        down = top + TITLE_HEIGHT
        if len(self._chart.series) > 1:
            self._draw_legend(ink, left, down)
            down += LEGEND_HEIGHT
        box = (left, down, self._width, self.height - (down - top))
        if not self._labels or not self._chart.highest() > 0:
            self._say_nothing(ink, box)
        elif self._chart.kind is ChartKind.BARS:
            self._draw_bars(ink, box)
        else:
            self._draw_upright(ink, box)

    def _needed(self, most: float) -> float:
        chart = self._chart
        if chart.kind is not ChartKind.BARS or not chart.highest() > 0:
            return most
        return min(most, TITLE_HEIGHT + len(chart.labels) * TALLEST_BAR + 2)

    def _fitting(self, words: str, face: Face, size: float, room: float) -> float:
        """Return the size, ``size`` at most, at which words are no wider than ``room``."""
        width = self._lettering.width(words, face, size)
        return size * min(1.0, room / width) if width else size

    def _say_nothing(self, ink: Ink, box: Box) -> None:
        left, top, width, height = box
        ink.frame(left, top + 2, width, height - 4, HAIRLINE)
        words = (for_paper(_("No records in this period.")),)
        down = top + height / 2 - WORDS
        draw_lines(ink, words, (left, down, width), Face.BODY, WORDS, 12, align="centre", grey=GREY)

    def _draw_legend(self, ink: Ink, left: float, top: float) -> None:
        for at, series in enumerate(self._chart.series):
            if self._chart.kind is ChartKind.LINES:
                _draw_line(ink, [(left, top + 5), (left + 16, top + 5)], at)
                left += 8
            else:
                _draw_column(ink, (left, top + 1, 8, 8), at)
            name = for_paper(series.name)
            ink.text(left + 11, top + 8, name, Face.BODY, WORDS)
            left += 11 + self._lettering.width(name, Face.BODY, WORDS) + 12

    # lying bars

    def _draw_bars(self, ink: Ink, box: Box) -> None:
        left, top, width, height = box
        values = self._chart.series[0].values
        step = min(TALLEST_BAR, height / len(values))
        size = min(WORDS, step * 0.82)
        room = width * LABEL_SHARE
        size = min(self._fitting(label, Face.BODY, size, room) for label in self._labels)
        widest = max(self._lettering.width(label, Face.BODY, size) for label in self._labels)
        start = left + widest + 5
        numbers = [self._words(value) for value in values]
        room = left + width - start - 4
        room -= max(self._lettering.width(words, Face.BODY, size) for words in numbers)
        for at, (label, value, words) in enumerate(zip(self._labels, values, numbers, strict=True)):
            down = top + at * step
            place = (left, down, start - left - 5)
            draw_lines(ink, (label,), place, Face.BODY, size, step, align="right")
            long = room * (value or 0.0) / self._chart.highest()
            ink.fill(start, down + step * 0.16, max(long, 0.0), step * 0.68, GREYS[0])
            draw_lines(ink, (words,), (start + long + 3, down, 60), Face.BODY, size, step)
        ink.line(start, top, start, top + len(values) * step, THIN)

    # columns and lines

    def _draw_upright(self, ink: Ink, box: Box) -> None:
        left, top, width, height = box
        plot = (
            left + AXIS_WIDTH,
            top + VALUE_HEIGHT,
            width - AXIS_WIDTH,
            height - VALUE_HEIGHT - LABEL_HEIGHT,
        )
        top_value = self._draw_grid(ink, plot)
        if self._chart.kind is ChartKind.LINES:
            self._draw_lines(ink, plot, top_value)
        else:
            self._draw_columns(ink, plot, top_value)
        self._draw_labels(ink, plot)

    def _draw_grid(self, ink: Ink, plot: Box) -> float:
        """Draw the gridlines with their numbers; return the number at the top of the plot."""
        left, top, width, height = plot
        step = nice_step(self._chart.highest())
        count = math.ceil(self._chart.highest() / step - 1e-9)
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        for at in range(count + 1):
            down = top + height * (1 - at / count)
            if at:
                ink.fill(left, down - GRID / 2, width, GRID, GRID_GREY)
            else:
                ink.line(left, down, left + width, down, FIRM)
            words = (number_words(at * step, places),)
            place = (left - AXIS_WIDTH, down - 5, AXIS_WIDTH - 4)
            draw_lines(ink, words, place, Face.BODY, VALUE, 10, align="right", grey=GREY)
        return count * step

    def _draw_columns(self, ink: Ink, plot: Box, top_value: float) -> None:
        left, top, width, height = plot
        count = len(self._chart.series)
        share = width / len(self._labels)
        wide = min(share * 0.78 / count, 26.0)
        told = count * len(self._labels) <= MOST_VALUES
        for number, series in enumerate(self._chart.series):
            for at, value in enumerate(series.values):
                if value is None:
                    continue
                start = left + at * share + (share - wide * count) / 2 + number * wide
                tall = height * value / top_value
                if tall > 0:
                    _draw_column(ink, (start, top + height - tall, wide, tall), number)
                if told:
                    self._draw_value(ink, start + wide / 2, top + height - tall, value)

    def _draw_value(self, ink: Ink, middle: float, down: float, value: float) -> None:
        words = self._words(value)
        size = VALUE - 0.5
        width = self._lettering.width(words, Face.BODY, size)
        ink.text(middle - width / 2, down - 2, words, Face.BODY, size)

    def _draw_lines(self, ink: Ink, plot: Box, top_value: float) -> None:
        left, top, width, height = plot
        share = width / len(self._labels)
        for number, series in enumerate(self._chart.series):
            points: list[tuple[float, float]] = []
            for at, value in enumerate(series.values):
                if value is None:
                    _draw_line(ink, points, number)
                    points = []
                    continue
                middle = left + (at + 0.5) * share
                points.append((middle, top + height * (1 - value / top_value)))
            _draw_line(ink, points, number)
            self._draw_ends(ink, series.values, plot, top_value, number)

    def _draw_ends(
        self,
        ink: Ink,
        values: Sequence[float | None],
        plot: Box,
        top_value: float,
        number: int,
    ) -> None:
        """Say the highest and the newest number of the first line."""
        left, top, width, height = plot
        told = [(value, at) for at, value in enumerate(values) if value is not None]
        if number or not told:
            return
        share = width / len(self._labels)
        for value, at in {max(told, key=lambda pair: pair[0]), told[-1]}:
            down = top + height * (1 - value / top_value)
            self._draw_value(ink, left + (at + 0.5) * share, down - 2, value)

    def _draw_labels(self, ink: Ink, plot: Box) -> None:
        """Draw as many labels as find room, always the first."""
        left, top, width, height = plot
        share = width / len(self._labels)
        widest = max(self._lettering.width(label, Face.BODY, WORDS) for label in self._labels)
        every, size = max(1, math.ceil((widest + 4) / share)), WORDS
        if share < widest + 2 < share * SMALLER:
            every, size = 1, WORDS * share / (widest + 2)
        for at in range(0, len(self._labels), every):
            place = (left + at * share - 20, top + height + 1, share + 40)
            line = (self._labels[at],)
            draw_lines(ink, line, place, Face.BODY, size, LABEL_HEIGHT, align="centre")

    def _words(self, value: float | None) -> str:
        return "—" if value is None else number_words(value, self._chart.places)


def _draw_column(ink: Ink, box: Box, number: int) -> None:
    """Draw a column so that its series is known without colour: dark, hatched or light."""
    left, top, width, height = box
    grey = GREYS[number % len(GREYS)]
    if grey < 1.0:
        ink.fill(left, top, width, height, grey)
    else:
        for line in _hatching(box):
            ink.line(*line, HAIRLINE)
    ink.frame(left, top, width, height, THIN)


def _hatching(box: Box) -> Iterator[tuple[float, float, float, float]]:
    """Yield the slanting lines that fill a box, each from its lower left to its upper right end."""
    left, top, width, height = box
    offset = HATCH
    while offset < width + height:
        x1, y1 = max(0.0, offset - height), min(offset, height)
        x2, y2 = min(offset, width), max(0.0, offset - width)
        yield left + x1, top + height - (height - y1), left + x2, top + y2
        offset += HATCH


def _draw_line(ink: Ink, points: Sequence[tuple[float, float]], number: int) -> None:
    """Draw a line through points: the first series firm, the second broken, others thin."""
    if len(points) == 1:
        ink.ring(*points[0], 1.4, FIRM)
    if len(points) < 2:
        return
    if number != 1:
        ink.path(list(points), FIRM * 1.6 if number == 0 else THIN, closed=False)
        return
    for start, end in pairwise(points):
        for dash in _dashes(start, end):
            ink.line(*dash, FIRM)


def _dashes(
    start: tuple[float, float], end: tuple[float, float]
) -> Iterator[tuple[float, float, float, float]]:
    (x1, y1), (x2, y2) = start, end
    long = math.hypot(x2 - x1, y2 - y1)
    at = 0.0
    while at < long:
        until = min(at + DASH, long)
        near, far = at / long, until / long
        yield (
            x1 + (x2 - x1) * near,
            y1 + (y2 - y1) * near,
            x1 + (x2 - x1) * far,
            y1 + (y2 - y1) * far,
        )
        at += DASH + SPACE
