"""Looking for entries while one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.search import EntryQuery, SearchCounts, counts_of
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.store import feedback_lines, feedback_search

if TYPE_CHECKING:
    from stationdesk.domain.feedback.lines import EntryLine

USUAL_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the entries that fit, the newest first, and how many there are of what."""

    lines: list[EntryLine]
    counts: SearchCounts


class Search(BookDesk):
    """Reading only."""

    def find(
        self, query: EntryQuery | None = None, limit: int = USUAL_LIMIT, offset: int = 0
    ) -> Found:
        """Return what fits ``query`` together with the counts beside the filters."""
        wanted, now = query or EntryQuery(), self._this_minute()
        entries = feedback_search.found(wanted, now, limit, offset)
        counts = counts_of(feedback_search.piles(wanted, now), wanted)
        return Found(feedback_lines.lines_of(entries), counts)

    def search(
        self, query: EntryQuery, limit: int = USUAL_LIMIT, offset: int = 0
    ) -> tuple[list[EntryLine], int]:
        """Return at most ``limit`` entries that fit, the newest first, and how many fit in all."""
        found = self.find(query, limit, offset)
        return found.lines, found.counts.total

    def lines(
        self, query: EntryQuery, limit: int = USUAL_LIMIT, offset: int = 0
    ) -> list[EntryLine]:
        """Return at most ``limit`` entries that fit, the newest first; nothing is counted."""
        entries = feedback_search.found(query, self._this_minute(), limit, offset)
        return feedback_lines.lines_of(entries)

    def counts_by(self, *queries: EntryQuery) -> list[SearchCounts]:
        """Return the counts of several queries that differ only in what is chosen.

        Text, days and place are those of the first; the book is looked through once.
        """
        piles = feedback_search.piles(queries[0], self._this_minute())
        return [counts_of(piles, each) for each in queries]

    def counts(self, query: EntryQuery | None = None) -> SearchCounts:
        """Return how many entries fit, and what each further choice would bring."""
        wanted = query or EntryQuery()
        return counts_of(feedback_search.piles(wanted, self._this_minute()), wanted)
