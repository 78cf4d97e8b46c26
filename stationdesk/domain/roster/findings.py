"""A broken rule in numbers, before it is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.roster.index import Row
    from stationdesk.domain.roster.rules import Rule

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """That ``rule`` is broken.

    ``place`` tells findings of one rule apart: the person and the week, the shift, the pair.
    Where the rule is about a run of days, ``run`` holds the ordinals of its first and last day,
    for a run changes its bounds. ``excess`` tells how far it is broken, in the rule's unit;
    ``count`` how much there is, ``allowed`` how much may be. ``rows`` end with the newest;
    ``day`` is the one on which the limit is passed. ``other_id`` is the other one of a pair.
    """

    rule: Rule
    place: Place
    day: date
    excess: int
    rows: tuple[Row, ...] = ()
    volunteer_id: VolunteerId | None = None
    shift_id: ShiftId | None = None
    other_id: VolunteerId | None = None
    count: int = 0
    allowed: int = 0
    run: tuple[int, int] = (0, 0)

    def is_about(self, other: Finding) -> bool:
        """Tell whether both are the same trouble, be it smaller or greater."""
        return (
            self.rule is other.rule
            and self.place == other.place
            and self.run[0] <= other.run[1]
            and other.run[0] <= self.run[1]
        )


def newly_found(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return what of ``after`` was not broken before, or not so far."""
    known = list(before)
    return [
        each
        for each in after
        if not any(old.is_about(each) and old.excess >= each.excess for old in known)
    ]


def newest_last(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return ``rows`` in the order in which they came to be."""
    return tuple(sorted(rows, key=lambda row: row.age))
