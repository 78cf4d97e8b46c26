"""Which columns of a person exclude each other, as few and as large groups as are easily found.

A group of which at most one may be 1 is one row; it says more to a solver than its pairs do.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def largest_groups(
    members: Sequence[int], excludes: Callable[[int, int], bool]
) -> Iterator[tuple[int, ...]]:
    """Give groups of members that all exclude each other, until every such pair is in one."""
    done: set[frozenset[int]] = set()
    for one, other in combinations(members, 2):
        if frozenset((one, other)) in done or not excludes(one, other):
            continue
        group = [one, other]
        for each in members:
            if each not in group and all(excludes(each, inside) for inside in group):
                group.append(each)
        done.update(frozenset(pair) for pair in combinations(group, 2))
        yield tuple(group)


def exclusive_groups(
    members: Sequence[int], excludes: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """Return the members in groups that all exclude each other, each member in one group."""
    groups: list[list[int]] = []
    for each in members:
        fitting = (group for group in groups if all(excludes(each, inside) for inside in group))
        group = next(fitting, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return tuple(tuple(group) for group in groups)


def successions(
    before: Sequence[int],
    after: Sequence[int],
    forbids: Callable[[int, int], bool],
    excludes: Callable[[int, int], bool],
) -> Iterator[tuple[int, ...]]:
    """Give groups over two days, of which at most one may be, until all forbidden pairs are in.

    ``forbids`` tells of a member of ``before`` and one of ``after``, ``excludes`` of two of one
    day.
    """
    done: set[tuple[int, int]] = set()
    for one in before:
        banned = [each for each in after if forbids(one, each)]
        for late in exclusive_groups(banned, excludes):
            if any((one, each) not in done for each in late):
                early = _early(one, before, late, forbids, excludes)
                done.update((each, next_one) for each in early for next_one in late)
                yield (*early, *late)


def _early(
    one: int,
    before: Sequence[int],
    late: Sequence[int],
    forbids: Callable[[int, int], bool],
    excludes: Callable[[int, int], bool],
) -> list[int]:
    """Return ``one`` and what excludes it, and forbids all of ``late`` as it does."""
    early = [one]
    for each in before:
        if (
            each not in early
            and all(forbids(each, next_one) for next_one in late)
            and all(excludes(each, inside) for inside in early)
        ):
            early.append(each)
    return early
