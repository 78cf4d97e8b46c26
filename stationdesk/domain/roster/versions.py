"""What was published, as rows without names, and what changed from one revision to the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.roster.assignments import LIVE, MISSING
from stationdesk.domain.roster.periods import RevisionRow
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator

    from stationdesk.domain.roster.assignments import AssignmentState
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.periods import Period


class ChangeKind(StrEnum):
    """新增, 取消, 调班, 改时间."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RETIMED = "retimed"


CHANGE_WORDS = {
    ChangeKind.ADDED: N_("Added to the roster"),
    ChangeKind.REMOVED: N_("Taken off the roster"),
    ChangeKind.MOVED: N_("Moved to another shift"),
    ChangeKind.RETIMED: N_("Shift at another time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change for one volunteer. ``row`` is the place now, of a removed one the place before.

    ``before`` is where they were, None for one added; of a removed one it is ``row``.
    """

    kind: ChangeKind
    row: RevisionRow
    before: RevisionRow | None = None


def rows_of(facts: RosterFacts, period: Period) -> tuple[RevisionRow, ...]:
    """Return who serves when in ``period``, in order: the live rows of its shifts.

    The names of volunteers are not in it; a volunteer whom the facts do not know is left out.
    """
    return tuple(sorted(_rows_in(facts, period, LIVE)))


def rows_since(
    facts: RosterFacts, period: Period, told: Iterable[RevisionRow]
) -> tuple[RevisionRow, ...]:
    """Return the rows to compare with ``told``, the last revision.

    Who was told to come and is absent or excused counts as still there: that is attendance, no
    change of the roster.
    """
    there = Counter(map(_same_shift, told))
    missing = [row for row in _rows_in(facts, period, MISSING) if there[_same_shift(row)]]
    return tuple(sorted((*rows_of(facts, period), *missing)))


def changes(old: Iterable[RevisionRow], new: Iterable[RevisionRow]) -> list[Change]:
    """Return what is different in ``new``, in the order of time.

    Per volunteer: a place on the same shift of the same day at another time is a change of time;
    else a place lost and a place won are a move, the nearest in time together first; what is left
    over was added or taken away. Applied to ``old`` the changes give ``new``.
    """
    gone, come = Counter(old), Counter(new)
    common = gone & come
    lost, won = sorted((gone - common).elements()), sorted((come - common).elements())
    found = [
        *_matched(lost, won, ChangeKind.RETIMED, _same_shift),
        *_matched(lost, won, ChangeKind.MOVED, _same_volunteer),
    ]
    found += [Change(kind=ChangeKind.REMOVED, row=row, before=row) for row in lost]
    found += [Change(kind=ChangeKind.ADDED, row=row) for row in won]
    return sorted(found, key=lambda change: (change.row, change.kind))


def _rows_in(
    facts: RosterFacts, period: Period, states: Collection[AssignmentState]
) -> Iterator[RevisionRow]:
    for each in facts.assignments:
        person = facts.people.get(each.volunteer_id)
        if each.state not in states or person is None:
            continue
        shift = facts.shifts[each.shift_id]
        if shift.period_id == period.id:
            yield RevisionRow(
                day=shift.day,
                from_minute=shift.from_minute,
                to_minute=shift.to_minute,
                shift=shift.name,
                post=shift.post,
                volunteer_uid=person.uid,
            )


def _matched(
    lost: list[RevisionRow],
    won: list[RevisionRow],
    kind: ChangeKind,
    same: Callable[[RevisionRow], Hashable],
) -> Iterator[Change]:
    """Take the pairs that ``same`` finds equal out of both lists, and tell each as one change."""
    before, after = _grouped(lost, same), _grouped(won, same)
    for key, rows in before.items():
        pairs = sorted(
            ((_apart(row, other), row, other) for row in rows for other in after.get(key, ())),
        )
        for _distance, row, other in pairs:
            if row in rows and other in after[key]:
                rows.remove(row)
                after[key].remove(other)
                lost.remove(row)
                won.remove(other)
                yield Change(kind=kind, row=other, before=row)


def _grouped(
    rows: Iterable[RevisionRow], same: Callable[[RevisionRow], Hashable]
) -> dict[Hashable, list[RevisionRow]]:
    grouped: dict[Hashable, list[RevisionRow]] = defaultdict(list)
    for row in rows:
        grouped[same(row)].append(row)
    return grouped


def _same_shift(row: RevisionRow) -> Hashable:
    return (row.volunteer_uid, row.day, row.shift, row.post)


def _same_volunteer(row: RevisionRow) -> Hashable:
    return row.volunteer_uid


def _apart(one: RevisionRow, other: RevisionRow) -> tuple[int, int]:
    return abs((one.day - other.day).days), abs(one.from_minute - other.from_minute)
