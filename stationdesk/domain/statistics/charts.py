"""A chart as it is told before anybody draws it: points, series, units, and its sentence.

The same values are drawn, read out, shown as a table and written to a workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.phrases import NOTHING, Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.reporting.spans import Days

NOW, BEFORE = "now", "before"
"""The keys of the series of the days asked for, and of the year before."""

THESE_DAYS, LAST_YEAR = Phrase(N_("These days")), Phrase(N_("The same days last year"))

MOST_TIMES = 10
"""Beyond so many times as much a change in percent tells nobody anything."""

Value = int | float | None


class Shape(StrEnum):
    """How a chart is drawn."""

    COLUMNS = "columns"
    """Upright bars from left to right: time goes that way."""
    LINES = "lines"
    """Lines from left to right: shares and times, which do not add up."""
    BARS = "bars"
    """Lying bars from the top down, the longest first: things with names."""
    HEAT = "heat"
    """A field for each point and series, the darker the more."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values; ``is_before`` tells that it is of the year before."""

    key: str
    title: Phrase
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a chart: its key, its name on the scale, its name in full, a value a series."""

    key: str
    name: Phrase
    long_name: Phrase
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything about one chart.

    ``title``, ``unit`` and ``axis`` (what the points are) are phrases; ``places`` is the number of
    decimals. ``told`` is what one sees in it, ``note`` how it is counted. The amounts of a
    record are divided by ``scale`` (minutes that are told as hours).
    """

    key: str
    title: str
    unit: str
    axis: str
    shape: Shape
    days: Days
    series: tuple[Series, ...]
    points: tuple[Point, ...]
    told: Phrase = NOTHING
    note: Phrase = NOTHING
    places: int = 0
    scale: int = 1
    part: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value is not None and self._tells(value) for value in self._values())

    def point(self, key: str) -> Point:
        """Return one of the points.

        Raises:
            KeyError: where there is none of that key.
        """
        for each in self.points:
            if each.key == key:
                return each
        raise KeyError(key)

    def number(self, value: Value) -> str:
        """Return a value as it is shown; a dash where there is none."""
        return number_words(value, self.places)

    def _values(self) -> list[Value]:
        return [value for point in self.points for value in point.values]

    def _tells(self, value: float) -> bool:
        """Tell whether a value says something; of shares and times a 0 does too."""
        return bool(value) or self.shape is Shape.LINES


def number_words(value: Value, places: int = 0) -> str:
    """Return a number with thousands apart and ``places`` decimals; a dash for None."""
    return "—" if value is None else f"{value:,.{places}f}"


def named(text: str) -> Phrase:
    """Return a name that is the same in every language."""
    return Phrase("{text}", {"text": text})


def scaled(amount: int | None, scale: int) -> Value:
    """Return an amount in the unit that is shown; whole amounts stay whole."""
    return amount if amount is None or scale == 1 else amount / scale


def sentence(
    total: Value, before: Value, most: Sequence[Point], unit: str, places: int, *, compared: bool
) -> Phrase:
    """Return what a chart of counts shows: how many, against last year, and where most.

    ``most`` are the points, in any order; the first series of each is looked at.
    """
    values: dict[str, object] = {
        "total": number_words(total, places),
        "unit": Phrase(unit),
        "before": number_words(before, places),
        "change": _change(total, before),
    }
    top = max(most, key=lambda point: point.values[0] or 0, default=None)
    if top is not None and top.values[0]:
        values |= {"most": top.long_name, "number": number_words(top.values[0], places)}
    else:
        return Phrase(N_("Nothing was recorded on these days."))
    if compared and before and total is not None and total > MOST_TIMES * before:
        return Phrase(
            N_(
                "{total} {unit} in all against {before} on the same days last year. "
                "Most: {most}, {number}."
            ),
            values,
        )
    if compared and before:
        return Phrase(
            N_(
                "{total} {unit} in all, {change} against the same days last year ({before}). "
                "Most: {most}, {number}."
            ),
            values,
        )
    if compared:
        return Phrase(
            N_("{total} {unit} in all; nothing a year before. Most: {most}, {number}."), values
        )
    return Phrase(N_("{total} {unit} in all. Most: {most}, {number}."), values)


def _change(total: Value, before: Value) -> str:
    if not before or total is None:
        return "—"
    return f"{100.0 * (total - before) / before:+.1f}%"
