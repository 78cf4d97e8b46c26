"""The lending desk day by day: what is out on an evening, what went out and what came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.figures import FigureLine, due_as_of, figures_of, open_as_of
from stationdesk.domain.lending.kinds import Audience

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.lending.loans import LoanEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOnDay:
    """What is out on the evening of a day, whoever has it, people on duty too.

    ``lines`` are lines of the loan ledger, the others pieces: ``overdue`` were due before the day,
    ``due`` on it.
    """

    lines: int = 0
    pieces: int = 0
    overdue: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFlow:
    """What visitors borrowed and brought back in a period, in pieces.

    ``per_day`` has every day of the period with what was lent and what came back, good or damaged.
    ``kinds`` and ``groups`` tell how much was lent, the most first, by the kind's own name and by
    the phrase of the group. ``total`` are the period's figures.
    """

    per_day: tuple[tuple[date, int, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    total: FigureLine = field(default_factory=lambda: FigureLine(name=""))

    @property
    def returned(self) -> int:
        """Pieces that came back in the period."""
        return self.total.on_time + self.total.late


def out_on(entries: Iterable[LoanEntry], day: date) -> OutOnDay:
    """Count what of ``entries`` is out on the evening of ``day``, as it was known then."""
    out = [(pieces, due_as_of(each, day)) for each in entries if (pieces := open_as_of(each, day))]
    return OutOnDay(
        lines=len(out),
        pieces=sum(pieces for pieces, _due in out),
        overdue=sum(pieces for pieces, due in out if due < day),
        due=sum(pieces for pieces, due in out if due == day),
    )


def loan_flow(entries: Iterable[LoanEntry], first: date, last: date) -> LoanFlow:
    """Return the flow of the days from ``first`` to ``last``; ``entries`` as in ``figures_of``."""
    every = [each for each in entries if each.kind.audience is Audience.VISITORS]
    figures = figures_of(every, first, last)
    lent: Counter[date] = Counter()
    back: Counter[date] = Counter()
    for entry in every:
        lent[entry.lent_on] += entry.quantity
        for each in entry.returns:
            back[each.on] += each.good + each.damaged
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return LoanFlow(
        per_day=tuple((day, lent[day], back[day]) for day in days),
        kinds=_most_lent(figures.kinds),
        groups=_most_lent(figures.groups),
        total=figures.total,
    )


def _most_lent(lines: Iterable[FigureLine]) -> tuple[tuple[str, int], ...]:
    lent = [(line.name, line.pieces) for line in lines if line.pieces]
    return tuple(sorted(lent, key=lambda each: -each[1]))
