"""One level of a model as a linear program in plain lists: what a solver takes.

Columns are those of the model, and after them the slack of priced rows. Levels before it keep to
their ceilings; later levels are not in it at all.

Where an earlier level's ceiling is proven to be its optimum, its cost is also *pressed* into the
objective: nothing can be gained by that, for the ceiling is always reached, but the solver's bound
rises sooner (a half to a third of the time on stations' months).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from stationdesk.planner.rows import NONE_TOO_FEW, NONE_TOO_MANY, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stationdesk.planner.model import Derived, Model
    from stationdesk.planner.rows import Band

TIGHT = 1e-6
TINY = 1e-12
PRESS = 8.0
"""What a unit of an earlier level weighs in the objective, in units of this one."""


@dataclass(frozen=True, slots=True)
class _Slack:
    """The slack columns of one side of a row: from ``column`` on, one per band."""

    row: Row
    bands: tuple[Band, ...]
    is_under: bool
    column: int


@dataclass(kw_only=True)
class LevelRows:
    """Columns with cost and bounds, rows with bounds, and the matrix by rows.

    The first ``whole`` columns are 0 or 1. ``offset`` belongs to the costs whatever the columns
    are. Costs are whole multiples of ``grain``, 0 where none is known.
    """

    costs: list[float]
    least: list[float]
    most: list[float]
    whole: int
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    coefs: list[float] = field(default_factory=list)
    offset: float = 0.0
    grain: float = 0.0
    _slacks: list[_Slack] = field(default_factory=list)

    def with_slack(self, values: Sequence[int]) -> list[float]:
        """Return the values of the model's columns with the slack that belongs to them."""
        whole = [*map(float, values), *[0.0] * (len(self.costs) - self.whole)]
        for slack in self._slacks:
            value = slack.row.value(values)
            rest = slack.row.least - value if slack.is_under else value - slack.row.most
            for number, band in enumerate(slack.bands):
                whole[slack.column + number] = min(max(rest, 0.0), band.width)
                rest -= band.width
        return whole

    def add_row(
        self, lower: float, upper: float, columns: Iterable[int], coefs: Iterable[float]
    ) -> None:
        """Add a row of the matrix."""
        self.indices.extend(columns)
        self.coefs.extend(coefs)
        self.starts.append(len(self.indices))
        self.lower.append(lower)
        self.upper.append(upper)

    def add_slack(self, row: Row, *, is_under: bool) -> list[int]:
        """Add the slack columns of one side of a row, if it has any; they cost nothing yet."""
        bands = row.under if is_under else row.over
        bound = row.least if is_under else row.most
        if bands is None or not math.isfinite(bound):
            return []
        reach = bound - row.smallest if is_under else row.largest - bound
        column = len(self.costs)
        self._slacks.append(_Slack(row, bands, is_under, column))
        for band in bands:
            self.costs.append(0.0)
            self.least.append(0.0)
            self.most.append(max(0.0, min(band.width, reach)))
            reach -= band.width
        return list(range(column, len(self.costs)))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What an earlier level may cost; ``proven`` where it cannot cost less either."""

    cost: float
    proven: bool


def level_rows(model: Model, level: int, ceilings: Mapping[int, Ceiling]) -> LevelRows:
    """Return ``level`` of ``model`` under the ceilings of earlier levels."""
    width = model.width
    rows = LevelRows(costs=[0.0] * width, least=[0.0] * width, most=[1.0] * width, whole=width)
    for derived in model.derived:
        _add_derived(rows, derived, is_pulled_up=derived.column in model.pulled_up)
    for row in model.rows:
        if not row.is_priced:
            rows.add_row(row.least, row.most, row.columns, row.coefs)
    rows.grain = grain_of(model.priced[level])
    press = PRESS * (rows.grain or 1.0)
    for earlier, ceiling in ceilings.items():
        _add_ceiling(rows, model, earlier, ceiling, press)
    paid, offset = _add_priced(rows, model.priced[level])
    _charge(rows, paid)
    rows.offset += offset + model.constants[level]
    return rows


def grain_of(priced: Iterable[Row]) -> float:
    """Return a number of which all that these rows can cost together is a whole multiple.

    A constant beside them does not matter. 0 where no such number is known.
    """
    grain = Fraction(0)
    for row in priced:
        for bands, bound in ((row.under, row.least), (row.over, row.most)):
            if bands is None or not math.isfinite(bound):
                continue
            reach = 0.0
            for band in bands:
                # Sums are whole: a deviation is whole as soon as the bounds are.
                if not float(bound + reach).is_integer():
                    return 0.0
                weight = Fraction(band.weight).limit_denominator(1000)
                if abs(float(weight) - band.weight) > TINY:
                    return 0.0
                grain = _common(grain, weight)
                reach += band.width if math.isfinite(band.width) else 0.0
    return float(grain)


def _common(one: Fraction, other: Fraction) -> Fraction:
    denominator = math.lcm(one.denominator, other.denominator)
    return Fraction(math.gcd(int(one * denominator), int(other * denominator)), denominator)


def _add_derived(rows: LevelRows, derived: Derived, *, is_pulled_up: bool) -> None:
    for group in derived.groups:
        rows.add_row(NONE_TOO_FEW, 0, (*group, derived.column), (*[1] * len(group), -1))
    if not is_pulled_up:
        return
    members = derived.members
    rows.add_row(0, NONE_TOO_MANY, (*members, derived.column), (*[1] * len(members), -1))


def _add_ceiling(rows: LevelRows, model: Model, level: int, ceiling: Ceiling, press: float) -> None:
    """Keep an earlier level from getting dearer."""
    priced, cheapest = model.priced[level], model.cheapest(level)
    if ceiling.cost <= cheapest + TIGHT:
        for row in priced:
            _add_at_cheapest(rows, row)
        return
    paid, offset = _add_priced(rows, priced)
    grain = grain_of(priced)
    unit = grain or max(1.0, abs(ceiling.cost))
    most = (ceiling.cost - model.constants[level] - offset) / unit
    units = {column: cost / unit for column, cost in paid.items()}
    # No room beyond rounding: half a unit more would let a solver's fractions spend it.
    rows.add_row(NONE_TOO_FEW, most + TIGHT, units.keys(), units.values())
    if ceiling.proven and grain:
        _charge(rows, {column: press * cost for column, cost in units.items()})
        rows.offset -= press * most


def _charge(rows: LevelRows, paid: Mapping[int, float]) -> None:
    for column, cost in paid.items():
        rows.costs[column] += cost


def _add_at_cheapest(rows: LevelRows, row: Row) -> None:
    """Keep a row where it costs what it costs at least."""
    least, most = min(row.least, row.largest), max(row.most, row.smallest)
    rows.add_row(min(least, most), max(least, most), row.columns, row.coefs)


def _add_priced(rows: LevelRows, priced: Iterable[Row]) -> tuple[dict[int, float], float]:
    """Add priced rows with their slack; return what the columns cost, and what is always paid."""
    paid: dict[int, float] = {}
    offset = 0.0
    for row in priced:
        offset += _add_row_with_slack(rows, row, paid)
    return paid, offset


def _add_row_with_slack(rows: LevelRows, row: Row, paid: dict[int, float]) -> float:
    """Add one priced row; return what it always costs."""
    if len(row.columns) == 1:
        column, coef = row.columns[0], row.coefs[0]
        without = row.cost_at(0)
        paid[column] = paid.get(column, 0.0) + row.cost_at(coef) - without
        return without
    under, over = (rows.add_slack(row, is_under=side) for side in (True, False))
    for columns, bands in ((under, row.under), (over, row.over)):
        for column, band in zip(columns, bands or (), strict=False):
            paid[column] = band.weight
    rows.add_row(
        row.least,
        row.most,
        (*row.columns, *under, *over),
        (*row.coefs, *[1.0] * len(under), *[-1.0] * len(over)),
    )
    return 0.0
