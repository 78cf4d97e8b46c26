"""Entries with their answers and call-backs, however many in a handful of statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.lines import EntryLine, for_the_wall
from stationdesk.domain.feedback.states import EntryState
from stationdesk.store import feedback, feedback_replies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.feedback.entries import Entry


def lines_between(first: date, last: date) -> list[EntryLine]:
    """Return the entries made on the days from ``first`` to ``last``, the oldest first."""
    return lines_of(feedback.entries_between(first, last))


def open_lines() -> list[EntryLine]:
    """Return the entries that are neither closed nor void."""
    return lines_of(feedback.open_entries())


def praise_between(first: date, last: date) -> list[EntryLine]:
    """Return the praise of the days from ``first`` to ``last``, the oldest first; none void."""
    where = """WHERE e.kind = ? AND e.state <> ? AND e.business_date BETWEEN ? AND ?
        ORDER BY e.said_at, e.id"""
    values = [FeedbackKind.PRAISE.value, EntryState.VOID.value, first.isoformat(), last.isoformat()]
    return lines_of(feedback.entries_where(where, values))


def lines_of(entries: Sequence[Entry]) -> list[EntryLine]:
    """Return ``entries`` in their order, each with its answers and call-backs.

    Where their words name the author, the name is shortened.
    """
    ids = [each.id for each in entries]
    replies, calls = feedback_replies.by_entry(ids), feedback_replies.calls_by_entry(ids)
    authors = feedback.authors(ids)
    lines = (
        EntryLine(entry=each, replies=replies.get(each.id, ()), call_backs=calls.get(each.id, ()))
        for each in entries
    )
    return [_without(authors[line.entry.id], line) for line in lines]


def plain_chain(chain: Chain) -> Chain:
    """Return an entry's chain as a paper tells it: its author's name is shortened in the words."""
    author = feedback.authors([chain.entry.id])[chain.entry.id]
    line = _without(author, EntryLine(entry=chain.entry, replies=chain.replies))
    return replace(chain, entry=line.entry, replies=line.replies)


def _without(author: str, line: EntryLine) -> EntryLine:
    said = for_the_wall(line.entry.body, author)
    replies = tuple(replace(each, body=for_the_wall(each.body, author)) for each in line.replies)
    return replace(line, entry=replace(line.entry, body=said), replies=replies)
