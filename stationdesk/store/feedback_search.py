"""Looking for entries in SQL: one pass over the book for the counts, the newest lines beside it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.search import Pile, words_of
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.typed_text import search_text
from stationdesk.store.feedback import entries_where, stored_minute
from stationdesk.store.plain_sql import anywhere, marks, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.search import EntryQuery


def found(query: EntryQuery, now: datetime, limit: int, offset: int) -> list[Entry]:
    """Return the entries that fit, the newest first, from the ``offset``-th on."""
    conditions = [*_words(query), *_choices(query)]
    values = [value for _condition, held in conditions for value in held]
    if query.overdue:
        conditions.append((_OVERDUE, ()))
        values += _overdue_values(now)
    where = _where([condition for condition, _held in conditions])
    order = "ORDER BY e.business_date DESC, e.id DESC LIMIT ? OFFSET ?"
    return entries_where(f"{where} {order}", [*values, limit, offset])


def piles(query: EntryQuery, now: datetime) -> list[Pile]:
    """Return all that fits text, days and place, piled up by everything else.

    What is overdue stands on piles of its own; only open entries are looked at for it.
    """
    conditions = list(_words(query))
    values = [value for _condition, held in conditions for value in held]
    texts = [condition for condition, _held in conditions]
    every = Counter(_piled(_where(texts), values))
    late = Counter(_piled(_where([_OVERDUE, *texts]), [*_overdue_values(now), *values]))
    return [*_told(every - late, overdue=False), *_told(late, overdue=True)]


def _piled(where: str, values: Sequence[object]) -> dict[tuple[str, ...], int]:
    # One short text to sort by is twice as fast as four of them.
    together = f" || '{_BETWEEN}' || ".join(f"e.{column}" for column in _PILED_BY)
    sql = f"SELECT {together} AS pile, COUNT(*) FROM feedback_entry e {where} GROUP BY pile"
    return {tuple(pile.split(_BETWEEN)): count for pile, count in rows(sql, values)}


def _told(counted: Counter[tuple[str, ...]], *, overdue: bool) -> Iterator[Pile]:
    for (kind, state, channel, group), count in counted.items():
        yield Pile(FeedbackKind(kind), EntryState(state), Channel(channel), group, overdue, count)


_PILED_BY = ("kind", "state", "channel", "visitor_group")
_BETWEEN = "|"

Condition = tuple[str, "Sequence[object]"]

_PLACES_OF_HANZI = ("e.body", "e.place")
_PLACES_OF_LETTERS = ("e.search_words", "e.body", "e.place", "e.number")
"""Where a word may stand: what is written in letters may also be initials, or a number.

SQLite's LIKE takes small and capital letters for the same.
"""
_OWED = f"e.state IN ({', '.join(repr(state.value) for state in sorted(OPEN_STATES))})"
_OVERDUE = f"""({_OWED} AND (COALESCE(e.final_due_at < ?, 0)
    OR (e.first_reply_at IS NULL AND COALESCE(e.first_due_at < ?, 0))))"""


def _overdue_values(now: datetime) -> list[object]:
    return [stored_minute(now)] * 2


def _words(query: EntryQuery) -> Iterator[Condition]:
    for word in words_of(query.text):
        asked = [(place, each) for each in _spellings(word) for place in _places_of(each)]
        condition = " OR ".join(rf"{place} LIKE ? ESCAPE '\'" for place, _each in asked)
        yield f"({condition})", [anywhere(each) for _place, each in asked]
    if query.place.strip():
        yield r"e.place LIKE ? ESCAPE '\'", [anywhere(query.place.strip())]
    if query.first is not None:
        yield "e.business_date >= ?", [query.first.isoformat()]
    if query.last is not None:
        yield "e.business_date <= ?", [query.last.isoformat()]


def _spellings(word: str) -> list[str]:
    """Return a word as it was typed, and in half-width letters where an input method widened it."""
    return list(dict.fromkeys((word.lower(), search_text(word))))


def _places_of(word: str) -> tuple[str, ...]:
    return _PLACES_OF_LETTERS if word.isascii() else _PLACES_OF_HANZI


def _choices(query: EntryQuery) -> Iterator[Condition]:
    chosen = {
        "kind": query.kinds,
        "state": query.states,
        "channel": query.channels,
        "visitor_group": query.groups,
    }
    for column, wanted in chosen.items():
        if wanted:
            yield f"e.{column} IN ({marks(sorted(wanted))})", [str(each) for each in sorted(wanted)]


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""
