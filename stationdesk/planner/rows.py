"""Rows: sums over columns of 0 and 1 with bounds, which are hard or priced."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.planner.problem import Price, Step

NONE_TOO_FEW = -math.inf
NONE_TOO_MANY = math.inf
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Band:
    """The next ``width`` units of a deviation cost ``weight`` each; bands get dearer."""

    weight: float
    width: float = math.inf


@dataclass(frozen=True, kw_only=True)
class Row:
    """``least <= sum of coefs * columns <= most``.

    A side with bands is priced, one without is hard; a model's rows are wholly one or the other.
    ``level`` is where the deviations of a priced row are paid.
    """

    columns: tuple[int, ...]
    coefs: tuple[int, ...]
    least: float = NONE_TOO_FEW
    most: float = NONE_TOO_MANY
    under: tuple[Band, ...] | None = None
    over: tuple[Band, ...] | None = None
    level: int = 0

    @cached_property
    def smallest(self) -> int:
        """The smallest value that the sum can take."""
        return sum(coef for coef in self.coefs if coef < 0)

    @cached_property
    def largest(self) -> int:
        """The largest value that the sum can take."""
        return sum(coef for coef in self.coefs if coef > 0)

    @property
    def reachable(self) -> range:
        """The values that the sum can take, or some more."""
        return range(self.smallest, self.largest + 1)

    @property
    def is_priced(self) -> bool:
        """Tell whether breaking the row is paid for."""
        return self.under is not None or self.over is not None

    @property
    def is_idle(self) -> bool:
        """Tell whether the bounds hold whatever the columns are."""
        return self.smallest >= self.least and self.largest <= self.most

    def value(self, values: Sequence[int]) -> int:
        """Return the sum where the columns are ``values``."""
        return sum(
            coef * values[column] for column, coef in zip(self.columns, self.coefs, strict=True)
        )

    def cost_at(self, value: float) -> float:
        """Return what the priced sides cost where the sum is ``value``."""
        cost = 0.0
        if self.under is not None:
            cost += paid(self.under, self.least - value)
        if self.over is not None:
            cost += paid(self.over, value - self.most)
        return cost

    def broken_at(self, value: float) -> float:
        """Return by how many units the hard sides are broken where the sum is ``value``."""
        short = self.least - value if self.under is None else 0.0
        long = value - self.most if self.over is None else 0.0
        return max(short, long, 0.0)

    @property
    def cheapest(self) -> float:
        """What the row costs at least, whatever the columns are."""
        nearest = min(max(self.least, self.smallest), self.largest)
        if self.most < nearest:
            nearest = max(self.most, self.smallest)
        return self.cost_at(nearest)


def bands_of(price: Price, steeper: Sequence[Step] = ()) -> tuple[Band, ...]:
    """Return the bands of a price that grows by steps."""
    bands, weight, begins = [], price.weight, 0
    for step in steeper:
        if step.beyond > begins:
            bands.append(Band(weight, step.beyond - begins))
            begins = step.beyond
        weight += step.weight
    return (*bands, Band(weight))


def paid(bands: Sequence[Band], deviation: float) -> float:
    """Return what ``deviation`` units cost; nothing where there is none."""
    cost = 0.0
    for band in bands:
        if deviation <= 0:
            break
        cost += band.weight * min(deviation, band.width)
        deviation -= band.width
    return cost


def sides(row: Row) -> tuple[Row, ...]:
    """Return a row as rows that are hard or priced as a whole; a side that is free is none."""
    row = replace(
        row,
        least=NONE_TOO_FEW if _is_free(row.under) else row.least,
        under=None if _is_free(row.under) else row.under,
        most=NONE_TOO_MANY if _is_free(row.over) else row.most,
        over=None if _is_free(row.over) else row.over,
    )
    hard_under = row.under is None and row.least != NONE_TOO_FEW
    hard_over = row.over is None and row.most != NONE_TOO_MANY
    if not row.is_priced or not (hard_under or hard_over):
        return (row,)
    return (
        replace(
            row,
            under=None,
            least=row.least if hard_under else NONE_TOO_FEW,
            over=None,
            most=row.most if hard_over else NONE_TOO_MANY,
        ),
        replace(
            row,
            least=NONE_TOO_FEW if hard_under else row.least,
            most=NONE_TOO_MANY if hard_over else row.most,
        ),
    )


def reduced(row: Row) -> Row:
    """Return the same row with coefficients without a common divisor; hard bounds get integral.

    Hard bounds that no choice of the columns can keep are moved to what can be kept: what pinned
    places break already must not make a problem unsolvable.
    """
    divisor = math.gcd(*row.coefs) or 1
    least, most = row.least / divisor, row.most / divisor
    smallest, largest = row.smallest // divisor, row.largest // divisor
    if row.under is None and least > -math.inf:
        least = min(math.ceil(least - SLACK), largest)
    if row.over is None and most < math.inf:
        most = max(math.floor(most + SLACK), smallest)
    return replace(
        row,
        coefs=tuple(coef // divisor for coef in row.coefs),
        least=least,
        most=most,
        under=_scaled(row.under, divisor),
        over=_scaled(row.over, divisor),
    )


def joined(rows: Sequence[Row]) -> tuple[Row | None, float]:
    """Return rows over the same columns as one, and what they cost together whatever happens.

    The rows are all hard, or all priced on one level. Sums are whole numbers: only what the rows
    cost at these counts, so that the bounds of the one row are whole as well.
    """
    first = rows[0]
    if not first.is_priced:
        least, most = max(row.least for row in rows), min(row.most for row in rows)
        return replace(first, least=min(least, most), most=most), 0.0
    costs = [sum(row.cost_at(value) for row in rows) for value in first.reachable]
    cheapest = min(costs)
    flat = [value for value, cost in zip(first.reachable, costs, strict=True) if cost <= cheapest]
    least, most = flat[0], flat[-1]
    under = _bands(
        [costs[value - first.smallest] for value in range(least, first.smallest - 1, -1)]
    )
    over = _bands([costs[value - first.smallest] for value in range(most, first.largest + 1)])
    if not under and not over:
        return None, cheapest
    row = replace(
        first,
        least=least if under else NONE_TOO_FEW,
        most=most if over else NONE_TOO_MANY,
        under=under or None,
        over=over or None,
    )
    return row, cheapest


def _bands(costs: Sequence[float]) -> tuple[Band, ...]:
    """Return the bands of a deviation that costs so much at 0, 1, 2 … units."""
    steps = [after - before for before, after in pairwise(costs)]
    bands = [(weight, len(list(same))) for weight, same in groupby(steps)]
    return tuple(
        Band(weight, width if number < len(bands) else math.inf)
        for number, (weight, width) in enumerate(bands, start=1)
    )


def _is_free(bands: tuple[Band, ...] | None) -> bool:
    return bands is not None and all(band.weight == 0 for band in bands)


def _scaled(bands: tuple[Band, ...] | None, divisor: int) -> tuple[Band, ...] | None:
    if bands is None:
        return None
    return tuple(Band(band.weight * divisor, band.width / divisor) for band in bands)
