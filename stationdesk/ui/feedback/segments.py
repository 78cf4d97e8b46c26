"""The quick filters of the book: what each shows, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.states import OPEN_STATES, EntryState, Move
from stationdesk.i18n import N_
from stationdesk.listings.feedback import next_due
from stationdesk.ui.feedback.next_steps import likely_move

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from stationdesk.domain.feedback.lines import EntryLine
    from stationdesk.domain.feedback.search import EntryQuery, SearchCounts
    from stationdesk.domain.ids import EntryId

SEGMENTS: dict[str, str] = {
    "todo": N_("Unanswered"),
    "overdue": N_("Late ones"),
    "answered": N_("To close"),
    "closed": N_("Closed ones"),
    "all": N_("All"),
}
SHORT_LISTS = ("todo", "overdue", "answered")
"""What is not closed: few enough to be held, and sorted by what is due first."""
NEXT: dict[str, str] = {
    "": N_("Any next step"),
    "due_today": N_("Due today"),
    "ready": N_("Ready to answer"),
    "call_back": N_("To be called back"),
    "to_post": N_("To be posted"),
    "to_close": N_("Can be closed"),
}
"""What may be asked of the short lists besides."""
SEGMENT_OF_NEXT = {
    "due_today": "todo",
    "ready": "todo",
    "call_back": "answered",
    "to_post": "answered",
    "to_close": "answered",
}
_AFTER_ANSWER = frozenset({EntryState.ANSWERED, EntryState.CONFIRMED})
_STATES: dict[str, frozenset[EntryState]] = {
    "todo": OPEN_STATES,
    "overdue": OPEN_STATES,
    "answered": _AFTER_ANSWER,
    "closed": frozenset({EntryState.CLOSED, EntryState.VOID}),
    "all": frozenset(),
}
_MOVES = {"call_back": Move.CALL_BACK, "to_post": Move.POST, "to_close": Move.CLOSE}


def narrowed(query: EntryQuery, segment: str) -> EntryQuery:
    """Return what is asked of the book when a quick filter is taken."""
    return replace(query, states=_STATES[segment], overdue=segment == "overdue")


def segment_of(state: EntryState) -> str:
    """Return the quick filter that surely shows an entry."""
    return next(key for key in ("todo", "answered", "closed") if state in _STATES[key])


def counts_of(counts: SearchCounts) -> dict[str, int]:
    """Return how many each quick filter shows; ``counts`` are of a query without states."""
    shown = {
        key: sum(counts.states.get(state, 0) for state in states) for key, states in _STATES.items()
    }
    return {**shown, "overdue": counts.overdue, "all": counts.total}


def fits_next(line: EntryLine, wanted: str, now: datetime, ready: Collection[EntryId]) -> bool:
    """Tell whether an entry has the next step that is asked for."""
    if not wanted:
        return True
    if wanted == "ready":
        return line.entry.id in ready
    if wanted == "due_today":
        due = next_due(line.entry)
        return due is not None and due.date() == now.date()
    return likely_move(line) is _MOVES[wanted]
