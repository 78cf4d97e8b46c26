"""What the lending desk did in a period, by kind and by visitor group, as a month's report tells.

Pieces are counted, not borrowers: of three umbrellas lent together two may come back in time. What
is told of the end of the period is told as of that day, whatever happened since.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.lending.kinds import Audience
from stationdesk.domain.visitors import VISITOR_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.lending.loans import Extension, LoanEntry

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """The figures of one kind, of one visitor group, or of all.

    ``name`` is the kind's own name or the phrase of a group; empty for a sum. ``loans`` are lines
    of the loan ledger that began in the period, ``pieces`` what was taken with them; ``extended``
    counts how often a due day was put off. ``on_time`` and ``late`` are pieces that came back in
    the period, ``damaged`` those of them that were; ``lost`` never will. ``out`` and ``overdue``
    are pieces on the evening of the last day.
    """

    name: str
    loans: int = 0
    pieces: int = 0
    extended: int = 0
    on_time: int = 0
    late: int = 0
    damaged: int = 0
    lost: int = 0
    out: int = 0
    overdue: int = 0

    @property
    def closed(self) -> int:
        """Pieces whose loan ended in the period, in whatever way."""
        return self.on_time + self.late + self.lost

    @property
    def on_time_percent(self) -> float | None:
        """The share of closed pieces that came back in time, 0 to 100; None where none closed."""
        return 100.0 * self.on_time / self.closed if self.closed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFigures:
    """The figures of a period, both days included.

    ``kinds`` and ``groups`` speak of what visitors borrowed and add up to ``total``; ``duty`` are
    the kits that people on duty carried, which are no service to visitors.
    """

    first: date
    last: date
    kinds: tuple[FigureLine, ...]
    groups: tuple[FigureLine, ...]
    total: FigureLine
    duty: tuple[FigureLine, ...]


def figures_of(entries: Iterable[LoanEntry], first: date, last: date) -> LoanFigures:
    """Return the figures of the days from ``first`` to ``last``.

    ``entries`` are all lines that were lent by ``last``; those that had ended before ``first``
    change nothing and may be left out. Kinds stand in the order of their codes, groups in that of
    ``VISITOR_GROUPS``; what nobody borrowed and nobody had is left out.
    """
    every = list(entries)
    lent = [entry for entry in every if entry.kind.audience is Audience.VISITORS]
    carried = [entry for entry in every if entry.kind.audience is Audience.DUTY]
    return LoanFigures(
        first=first,
        last=last,
        kinds=_by_kind(lent, first, last),
        groups=_by_group(lent, first, last),
        total=_line("", lent, first, last),
        duty=_by_kind(carried, first, last),
    )


def due_as_of(entry: LoanEntry, day: date) -> date:
    """Return the day on which ``entry`` was due as people knew it on ``day``."""
    known = [each for each in entry.extensions if each.on <= day]
    if known:
        return max(known, key=_order).new_due_on
    return min(entry.extensions, key=_order).old_due_on if entry.extensions else entry.due_on


def _order(extension: Extension) -> int:
    return extension.id


def open_as_of(entry: LoanEntry, day: date) -> int:
    """Return how many pieces of ``entry`` were out on the evening of ``day``."""
    if entry.lent_on > day:
        return 0
    return entry.quantity - sum(each.pieces for each in entry.returns if each.on <= day)


def _by_kind(entries: list[LoanEntry], first: date, last: date) -> tuple[FigureLine, ...]:
    kinds = {entry.kind.id: entry.kind for entry in entries}
    ordered = sorted(kinds.values(), key=lambda kind: (kind.code, kind.id))
    parted = _parted(entries, lambda entry: entry.kind.id)
    lines = (_line(kind.name, parted[kind.id], first, last) for kind in ordered)
    return tuple(_worth_telling(lines))


def _by_group(entries: list[LoanEntry], first: date, last: date) -> tuple[FigureLine, ...]:
    parted = _parted(entries, lambda entry: entry.visitor_group)
    known = [*VISITOR_GROUPS, *(key for key in parted if key not in VISITOR_GROUPS)]
    lines = (_line(VISITOR_GROUPS.get(key, key), parted.get(key, []), first, last) for key in known)
    return tuple(_worth_telling(lines))


def _parted(
    entries: Iterable[LoanEntry], key: Callable[[LoanEntry], Key]
) -> dict[Key, list[LoanEntry]]:
    parted: dict[Key, list[LoanEntry]] = {}
    for entry in entries:
        parted.setdefault(key(entry), []).append(entry)
    return parted


def _worth_telling(lines: Iterable[FigureLine]) -> Iterator[FigureLine]:
    return (line for line in lines if line != FigureLine(name=line.name))


def _line(name: str, entries: Iterable[LoanEntry], first: date, last: date) -> FigureLine:
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update(_of_entry(entry, first, last))
    return FigureLine(name=name, **counted)


def _of_entry(entry: LoanEntry, first: date, last: date) -> dict[str, int]:
    counted = Counter[str]()
    if first <= entry.lent_on <= last:
        counted.update(loans=1, pieces=entry.quantity)
    counted["extended"] = sum(first <= each.on <= last for each in entry.extensions)
    for each in entry.returns:
        if first <= each.on <= last:
            in_time = each.on <= due_as_of(entry, each.on)
            back = each.good + each.damaged
            counted.update({"on_time" if in_time else "late": back})
            counted.update(damaged=each.damaged, lost=each.lost)
    out = open_as_of(entry, last)
    counted.update(out=out, overdue=out if due_as_of(entry, last) < last else 0)
    return counted
