"""The engine without a library: simulated annealing over the rows, in plain Python.

Places are taken, left, handed to somebody else, or moved to another slot, under a falling
temperature; what makes the roster dearer is accepted the less the colder it is. The walk is made
in rounds, each longer than the one before and each from the best roster so far. The best is the
one that breaks the fewest hard rules, then the cheapest level by level. The same seed walks the
same way; only the clock decides where it ends.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.planner.model import Model
    from stationdesk.planner.rows import Row
    from stationdesk.planner.running import Watch

LOOK_AT_CLOCK = 64
"""Turns between two looks at the clock: a few milliseconds."""
FIRST_TURNS = 8
GROWTH = 3
LONGEST_TURNS = 400
"""Turns of a round by column: the first, how much longer each next one is, and the longest."""
ROUNDS = 10
FEWEST_TURNS = 1000
LEVEL_FACTOR = 12.0
"""How much a unit of one level weighs against one of the next, while walking."""
HARD_FACTOR = 20.0
COLDEST = 0.15
"""Where the walk ends, as a share of the least important level's unit."""
HANDED_OVER = 0.7
"""How many turns hand a place over rather than take or leave one."""
TIGHT = 1e-9


def anneal(model: Model, start: Sequence[int], watch: Watch, *, seed: int = 0) -> list[int]:
    """Return the best roster seen, ``start`` if nothing better was."""
    walk = _Walk(model, start, random.Random(seed))
    steps = len(model.levels)
    turns = FIRST_TURNS
    for _ in range(ROUNDS if model.places else 0):
        if walk.is_done or watch.must_end:
            break
        walk.round(max(FEWEST_TURNS, turns * len(model.places)), watch)
        watch.tell(steps, steps, sum(walk.best_costs[1:]), None)
        turns = min(turns * GROWTH, LONGEST_TURNS)
    return walk.best


def descended(model: Model, start: Sequence[int], watch: Watch, *, seed: int = 0) -> list[int]:
    """Return what taking and leaving single places makes of ``start``, until nothing helps.

    A roster found in a moment: something to begin from, and to return if there is no more time.
    """
    walk = _Walk(model, start, random.Random(seed))
    walk.descend(watch)
    return walk.best


class _Walk:
    """A roster that changes, with all that is needed to know quickly what a change costs."""

    def __init__(self, model: Model, start: Sequence[int], chance: random.Random) -> None:
        self._chance = chance
        self._rows = model.rows
        self._uses: list[list[tuple[int, int]]] = [[] for _ in range(model.width)]
        for number, row in enumerate(model.rows):
            for column, coef in zip(row.columns, row.coefs, strict=True):
                self._uses[column].append((number, coef))
        self._derived: list[list[int]] = [[] for _ in model.places]
        for each in model.derived:
            for column in each.members:
                self._derived[column].append(each.column)
        self._rank = [
            model.levels.index(row.level) + 1 if row.is_priced else 0 for row in model.rows
        ]
        self._exact = [_table(row) for row in model.rows]
        self._weights = _weights(model)
        self._felt = [
            [cost * self._weights[rank] for cost in table]
            for table, rank in zip(self._exact, self._rank, strict=True)
        ]
        self._neighbours = _neighbours(model)
        self._cheapest = (0.0, *(model.cheapest(level) for level in model.levels))
        self._constants = (0.0, *(model.constants[level] for level in model.levels))
        self._taken: list[int] = []
        self._at: dict[int, int] = {}
        self._stand(list(start))
        self.best, self.best_costs = list(start), tuple(self._costs)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing can be better than the best."""
        return all(
            cost <= least + TIGHT
            for cost, least in zip(self.best_costs, self._cheapest, strict=True)
        )

    def round(self, turns: int, watch: Watch) -> None:
        """Walk ``turns`` turns from the best, from hot to cold."""
        self._stand(list(self.best))
        heat = LEVEL_FACTOR ** (len(self._costs) - 1)
        cooling = (COLDEST / heat) ** (1.0 / turns)
        for turn in range(turns):
            if turn % LOOK_AT_CLOCK == 0 and (watch.must_end or self.is_done):
                return
            self._try(self._thought(), heat)
            heat *= cooling

    def descend(self, watch: Watch) -> None:
        """Turn every place that makes the roster cheaper, in passes, until a pass turns none."""
        order = list(range(len(self._derived)))
        self._chance.shuffle(order)
        before: tuple[float, ...] | None = None
        while before != self.best_costs and not watch.must_end:
            before = self.best_costs
            for number, column in enumerate(order):
                if number % LOOK_AT_CLOCK == 0 and watch.must_end:
                    return
                self._try([column], heat=0.0)

    def _stand(self, values: list[int]) -> None:
        """Begin from ``values``."""
        self._values = values
        self._sums = [row.value(values) - row.smallest for row in self._rows]
        self._costs = list(self._constants)
        for table, rank, value in zip(self._exact, self._rank, self._sums, strict=True):
            self._costs[rank] += table[value]
        self._counts: dict[int, int] = defaultdict(int)
        for column, derived in enumerate(self._derived):
            for each in derived:
                self._counts[each] += values[column]
        self._taken = [column for column in range(len(self._derived)) if values[column]]
        self._at = {column: place for place, column in enumerate(self._taken)}

    def _try(self, columns: list[int], heat: float) -> None:
        """Change these columns; change them back if that is too dear at this ``heat``."""
        changed: list[tuple[int, int, int]] = []
        difference = 0.0
        for column in columns:
            difference += self._flip(column, changed)
        if difference > 0 and not self._dares(difference, heat):
            for column in reversed(columns):
                self._flip(column, [])
        else:
            self._accept(columns, changed)

    def _dares(self, difference: float, heat: float) -> bool:
        return heat > 0 and self._chance.random() < math.exp(-difference / heat)

    def _thought(self) -> list[int]:
        """Return the columns that the next turn changes."""
        chance = self._chance
        if self._taken and chance.random() < HANDED_OVER:
            taken = self._taken[int(chance.random() * len(self._taken))]
            others = self._neighbours[taken]
            if others:
                other = others[int(chance.random() * len(others))]
                if not self._values[other]:
                    return [taken, other]
        return [int(chance.random() * len(self._derived))]

    def _flip(self, column: int, changed: list[tuple[int, int, int]]) -> float:
        """Take or leave a place, note which rows changed from what to what; return what it adds."""
        step = 1 - 2 * self._values[column]
        difference = self._shift(column, step, changed)
        for derived in self._derived[column]:
            before = self._counts[derived]
            self._counts[derived] = before + step
            if (before == 0) != (before + step == 0):
                difference += self._shift(derived, step, changed)
        return difference

    def _shift(self, column: int, step: int, changed: list[tuple[int, int, int]]) -> float:
        self._values[column] += step
        difference, sums = 0.0, self._sums
        for number, coef in self._uses[column]:
            before = sums[number]
            after = before + coef * step
            sums[number] = after
            table = self._felt[number]
            difference += table[after] - table[before]
            changed.append((number, before, after))
        return difference

    def _accept(self, columns: list[int], changed: list[tuple[int, int, int]]) -> None:
        for number, before, after in changed:
            table = self._exact[number]
            self._costs[self._rank[number]] += table[after] - table[before]
        for column in columns:
            self._note(column)
        if _is_less(self._costs, self.best_costs):
            self.best, self.best_costs = list(self._values), tuple(self._costs)

    def _note(self, column: int) -> None:
        """Keep the list of taken places, from which one is drawn at random."""
        if self._values[column]:
            self._at[column] = len(self._taken)
            self._taken.append(column)
            return
        place, last = self._at.pop(column), self._taken.pop()
        if last != column:
            self._taken[place] = last
            self._at[last] = place


def _table(row: Row) -> list[float]:
    """Return what a row costs (or by how much it is broken) at every value it can take."""
    values = range(row.smallest, row.largest + 1)
    return [row.cost_at(value) if row.is_priced else row.broken_at(value) for value in values]


def _weights(model: Model) -> list[float]:
    """Return what makes a usual step of each level worth a power of the factor; hard rules first.

    The last level's usual step is worth 1.
    """
    worth = LEVEL_FACTOR ** len(model.levels)
    weights = [worth * HARD_FACTOR]
    for level in model.levels:
        worth /= LEVEL_FACTOR
        steps = sorted(
            bands[0].weight
            for row in model.priced[level]
            for bands in (row.under, row.over)
            if bands is not None
        )
        usual = steps[len(steps) // 2] if steps else 0.0
        weights.append(worth / (usual or 1.0))
    return weights


def _neighbours(model: Model) -> list[list[int]]:
    """Return for each place the same slot with others, and the same person on other slots."""
    by_slot: dict[object, list[int]] = defaultdict(list)
    by_person: dict[str, list[int]] = defaultdict(list)
    for column, place in enumerate(model.places):
        by_slot[place.slot].append(column)
        by_person[place.person].append(column)
    return [
        [each for each in (*by_slot[place.slot], *by_person[place.person]) if each != column]
        for column, place in enumerate(model.places)
    ]


def _is_less(new: Sequence[float], old: Sequence[float]) -> bool:
    for one, other in zip(new, old, strict=True):
        if abs(one - other) > TIGHT:
            return one < other
    return False
