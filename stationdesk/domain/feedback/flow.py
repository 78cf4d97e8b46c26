"""The feedback book day by day: what was said, and what was answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.states import EntryState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.feedback.rates import Rates
    from stationdesk.domain.feedback.rounds import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFlow:
    """What was said and answered in a period.

    ``per_day`` has every day of the period with the entries made and the final answers given, also
    those to earlier entries. ``kinds`` counts the entries, the most frequent kind first. ``rates``
    are those of the period; None where there is no book.
    """

    per_day: tuple[tuple[date, int, int], ...] = ()
    kinds: tuple[tuple[FeedbackKind, int], ...] = ()
    rates: Rates | None = None

    @property
    def entries(self) -> int:
        """All entries of the period."""
        return sum(made for _day, made, _answered in self.per_day)

    @property
    def answers(self) -> int:
        """All final answers of the period."""
        return sum(answered for _day, _made, answered in self.per_day)


def book_flow(
    entries: Iterable[Entry], rounds: Iterable[Round], rates: Rates, first: date, last: date
) -> BookFlow:
    """Return the flow of the days from ``first`` to ``last``.

    ``entries`` are those of the period, of which void ones do not count; ``rounds`` are all that
    may have been answered in it.
    """
    valid = [each for each in entries if each.state is not EntryState.VOID]
    made = Counter(each.on for each in valid)
    answered = Counter(each.final_reply_at.date() for each in rounds if each.final_reply_at)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return BookFlow(
        per_day=tuple((day, made[day], answered[day]) for day in days),
        kinds=tuple(Counter(each.kind for each in valid).most_common()),
        rates=rates,
    )
