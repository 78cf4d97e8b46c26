"""A model in the making: the columns of the free places, and sums over them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stationdesk.planner.cliques import exclusive_groups
from stationdesk.planner.model import Derived, Expression, Model
from stationdesk.planner.problem import Limit, Place, Slot
from stationdesk.planner.rows import joined, reduced, sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.planner.problem import Problem
    from stationdesk.planner.rows import Row


class Draft:
    """Collects the rows of a problem; places nobody can take get no column."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.places = tuple(_free_places(problem))
        self.column = {place: column for column, place in enumerate(self.places)}
        self._of_day: dict[tuple[str, int], list[int]] = defaultdict(list)
        for column, place in enumerate(self.places):
            self._of_day[place.person, place.day].append(column)
        self._slots: dict[int, list[Slot]] = defaultdict(list)
        for slot in (*sorted({place.slot for place in problem.history}), *problem.all_slots):
            self._slots[slot.day].append(slot)
        self._derived: dict[frozenset[int], Derived] = {}
        self._rows: list[Row] = []
        self._constants = dict.fromkeys(problem.levels, 0.0)

    def model(self) -> Model:
        """Return what was collected; rows over the same columns as one."""
        rows = tuple(self._joined_rows())
        return Model(
            places=self.places,
            derived=tuple(self._derived.values()),
            rows=rows,
            pinned=self.problem.pinned,
            levels=self.problem.levels,
            constants=self._constants,
        )

    def keep(self, row: Row) -> None:
        """Take a row; one that always holds is not needed, one without columns is a constant."""
        if row.columns:
            self._rows.extend(kept for side in sides(row) if not (kept := reduced(side)).is_idle)
        elif row.is_priced:
            self._constants[row.level] += row.cost_at(0)

    def columns_on(self, person: str, day: int) -> list[int]:
        """Return the columns of ``person`` on ``day``."""
        return self._of_day.get((person, day), [])

    def slots_on(self, day: int) -> list[Slot]:
        """Return the slots of ``day``; of a day before the horizon those that were worked."""
        return self._slots.get(day, [])

    def taken(self, person: str, slot: Slot) -> Expression:
        """Return 1 where ``person`` works ``slot``."""
        place = Place(person, *slot)
        if place in self.problem.pinned or place in self.problem.history:
            return Expression(1)
        column = self.column.get(place)
        return Expression() if column is None else Expression().plus(column)

    def sum_of(self, places: Iterable[Place]) -> Expression:
        """Return how many of ``places`` are taken."""
        total = Expression()
        for place in places:
            total.add(self.taken(place.person, place.slot))
        return total

    def any_of(self, person: str, slots: Iterable[Slot]) -> Expression:
        """Return 1 where ``person`` works any of ``slots``, a derived column if need be."""
        columns: list[int] = []
        for slot in slots:
            taken = self.taken(person, slot)
            if taken.constant:
                return Expression(1)
            columns.extend(taken.coefs)
        groups = exclusive_groups(columns, self.excludes)
        if len(groups) > 1:
            return Expression().plus(self._derived_column(columns, groups))
        total = Expression()
        for column in columns:
            total.plus(column)
        return total

    def excludes(self, one: int, other: int) -> bool:
        """Tell whether nobody can take both columns of one person, both of one day."""
        first, second = self.places[one], self.places[other]
        return first.day == second.day and (
            self.problem.shifts_a_day == 1 or self.problem.overlap(first.shift, second.shift)
        )

    def forbids(self, one: int, other: int) -> bool:
        """Tell whether the second column, of the next day, may not follow the first."""
        return not self.problem.may_follow(self.places[one].shift, self.places[other].shift)

    def _joined_rows(self) -> Iterator[Row]:
        alike: dict[object, list[Row]] = defaultdict(list)
        for row in self._rows:
            level = row.level if row.is_priced else None
            alike[row.columns, row.coefs, level].append(row)
        for rows in alike.values():
            one, always = joined(rows)
            if always:
                self._constants[rows[0].level] += always
            if one is not None:
                yield one

    def _derived_column(self, columns: list[int], groups: tuple[tuple[int, ...], ...]) -> int:
        key = frozenset(columns)
        if key not in self._derived:
            column = len(self.places) + len(self._derived)
            self._derived[key] = Derived(column, groups)
        return self._derived[key].column


def _free_places(problem: Problem) -> Iterator[Place]:
    """Give the places that may be chosen, by person and day."""
    taken: dict[tuple[str, int], list[str]] = defaultdict(list)
    for place in problem.pinned | problem.history:
        taken[place.person, place.day].append(place.shift)
    for member in problem.people:
        never = {key for key, most in member.limits.most_of_type.items() if most <= 0}
        if Limit.MOST_OF_TYPE in member.limits.priced:
            never = set()
        for slot in problem.all_slots:
            place = Place(member.key, *slot)
            if (
                slot.day not in member.days_off
                and slot.shift not in never
                and problem.may_take(place)
                and place not in problem.pinned
                and not _clashes(problem, place, taken)
            ):
                yield place


def _clashes(problem: Problem, place: Place, taken: dict[tuple[str, int], list[str]]) -> bool:
    """Tell whether a place that is already taken forbids ``place``."""
    same_day = taken.get((place.person, place.day), ())
    if problem.shifts_a_day is not None and len(same_day) >= problem.shifts_a_day:
        return True
    return (
        any(problem.overlap(shift, place.shift) for shift in same_day)
        or any(
            not problem.may_follow(shift, place.shift)
            for shift in taken.get((place.person, place.day - 1), ())
        )
        or any(
            not problem.may_follow(place.shift, shift)
            for shift in taken.get((place.person, place.day + 1), ())
        )
    )
