"""A problem as plain columns and rows, for both engines.

A column is a place that is free to choose, or *derived*: 1 where any of its places is taken (a
worked day, a worked weekend). Pinned and impossible places have no column; what pinned places
contribute is already in the bounds of the rows and in ``constants``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from stationdesk.planner.problem import Place
from stationdesk.planner.rows import NONE_TOO_FEW, NONE_TOO_MANY, Band, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that is 1 where any of ``members`` is.

    The members come in groups of which at most one is 1: tight bounds for an exact solver.
    """

    column: int
    groups: tuple[tuple[int, ...], ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All columns it looks at."""
        return tuple(column for group in self.groups for column in group)


@dataclass(frozen=True, kw_only=True)
class Model:
    """Columns (the places first, then the derived ones) and rows."""

    places: tuple[Place, ...]
    derived: tuple[Derived, ...]
    rows: tuple[Row, ...]
    pinned: frozenset[Place]
    levels: tuple[int, ...]
    constants: Mapping[int, float]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.places) + len(self.derived)

    @cached_property
    def columns(self) -> Mapping[Place, int]:
        """The columns of the places."""
        return {place: column for column, place in enumerate(self.places)}

    @cached_property
    def priced(self) -> Mapping[int, tuple[Row, ...]]:
        """The rows that can cost anything, by level."""
        found: dict[int, list[Row]] = {level: [] for level in self.levels}
        for row in self.rows:
            if row.is_priced:
                found[row.level].append(row)
        return {level: tuple(rows) for level, rows in found.items()}

    @cached_property
    def pulled_up(self) -> frozenset[int]:
        """The columns that some row would like to be 1; only these need a reason to be."""
        return frozenset(
            column
            for row in self.rows
            for column, coef in zip(row.columns, row.coefs, strict=True)
            if (row.least > NONE_TOO_FEW if coef > 0 else row.most < NONE_TOO_MANY)
        )

    def values(self, assigned: Iterable[tuple[str, int, str]]) -> list[int]:
        """Return the columns' values of a roster; places without a column are passed over."""
        values = [0] * self.width
        for place in assigned:
            column = self.columns.get(Place(*place))
            if column is not None:
                values[column] = 1
        return self.settled(values)

    def settled(self, values: list[int]) -> list[int]:
        """Return ``values`` with the derived columns as the places say."""
        for each in self.derived:
            values[each.column] = max(values[column] for column in each.members)
        return values

    def assigned(self, values: Sequence[float]) -> frozenset[Place]:
        """Return the roster that the columns' values (0 or 1, or nearly) stand for."""
        chosen = (place for place, value in zip(self.places, values, strict=False) if value > 0.5)
        return self.pinned | frozenset(chosen)

    def cost(self, level: int, values: Sequence[int]) -> float:
        """Return what is paid on ``level``, constants included."""
        priced = self.priced[level]
        return self.constants[level] + sum(row.cost_at(row.value(values)) for row in priced)

    def costs(self, values: Sequence[int]) -> tuple[float, ...]:
        """Return what is paid on every level, the most important first."""
        return tuple(self.cost(level, values) for level in self.levels)

    def broken(self, values: Sequence[int]) -> float:
        """Return by how many units hard rows are broken; 0 for a roster that is allowed."""
        return sum(row.broken_at(row.value(values)) for row in self.rows)

    def cheapest(self, level: int) -> float:
        """Return a cost that no roster can go below on ``level``."""
        return self.constants[level] + sum(row.cheapest for row in self.priced[level])


class Expression:
    """A sum of columns and a constant, while rows are written."""

    __slots__ = ("coefs", "constant")

    def __init__(self, constant: int = 0) -> None:
        self.coefs: dict[int, int] = defaultdict(int)
        self.constant = constant

    def add(self, other: Expression, times: int = 1) -> Expression:
        """Add ``times`` the other, and return this."""
        self.constant += times * other.constant
        for column, coef in other.coefs.items():
            self.coefs[column] += times * coef
        return self

    def plus(self, column: int, coef: int = 1) -> Expression:
        """Add a column, and return this."""
        self.coefs[column] += coef
        return self

    def row(
        self,
        *,
        least: float | None = None,
        most: float | None = None,
        under: tuple[Band, ...] | None = None,
        over: tuple[Band, ...] | None = None,
        level: int = 0,
    ) -> Row:
        """Return the row that keeps this sum between the bounds."""
        kept = [(column, coef) for column, coef in sorted(self.coefs.items()) if coef]
        return Row(
            columns=tuple(column for column, _ in kept),
            coefs=tuple(coef for _, coef in kept),
            least=-float("inf") if least is None else least - self.constant,
            most=float("inf") if most is None else most - self.constant,
            under=under,
            over=over,
            level=level,
        )
