"""Which columns of the feedback book the page shows, and which step aside where it is narrow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.masking import masked
from stationdesk.i18n import N_, language
from stationdesk.listings import feedback
from stationdesk.listings.columns import Column, Kind, Mark
from stationdesk.ui.feedback.words import author_words, day_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from stationdesk.domain.feedback.lines import BoardLine, EntryLine

Record = TypeVar("Record")

ENGLISH_MORE = 2
"""Hanzi of room that an English word takes beyond the Chinese one."""

ENTRY_FOLDS = ("number", "handler", "author", "on", "due", "due_words")
"""What the book can do without in a narrow window, the first before the others."""
BOARD_FOLDS = ("kind", "outcome", "number", "answered_on")
PRAISE_FOLDS = ("channel", "group", "author", "answered_on", "number")


def entries(now: Callable[[], datetime]) -> tuple[Column[EntryLine], ...]:
    """Return the columns of the book; ``now`` gives the minute at which deadlines are judged."""
    told = feedback.entries(now())
    return (
        *_chosen(told, "state", "kind", "body", state=_room(5), kind=_room(3), body=12),
        Column("due", N_("Deadline"), Kind.STATE, lambda line: _due_mark(line, now()), _room(5)),
        Column(
            "due_words",
            N_("Next due"),
            Kind.TEXT,
            lambda line: _due(line, now()),
            _room(5),
            order=_due_key,
        ),
        Column("author", N_("Author"), Kind.TEXT, lambda line: author_words(line.entry), 6),
        *_chosen(told, "handler", "on", "number", handler=4, number=8),
    )


def board() -> tuple[Column[BoardLine], ...]:
    """Return the columns of the board."""
    return _chosen(
        feedback.BOARD, "said", "answer", "outcome", "answered_on", "posted_on", "number", "kind"
    )


def praise() -> tuple[Column[EntryLine], ...]:
    """Return the columns of praise."""
    return _chosen(
        feedback.PRAISE,
        *("on", "form", "praised", "body", "author", "group", "channel", "answered_on", "number"),
        form=6,
        praised=5,
    )


def _room(hanzi: int) -> int:
    """Return the width of a word that takes ``hanzi`` in Chinese; English says it in more room."""
    return hanzi if language() == "zh_CN" else hanzi + ENGLISH_MORE


def _chosen(
    columns: tuple[Column[Record], ...], *keys: str, **widths: int
) -> tuple[Column[Record], ...]:
    """Return the columns of ``keys`` in that order, some of them with another width."""
    known = {column.key: _in_one_line(column) for column in columns}
    return tuple(replace(known[key], width=widths.get(key, known[key].width)) for key in keys)


def _in_one_line(column: Column[Record]) -> Column[Record]:
    """Return a column that says in one line what may run over several."""
    if column.kind is not Kind.TEXT:
        return column

    def read(record: Record) -> str:
        return " ".join(masked(str(column.read(record) or "")).split())

    return replace(column, read=read)


def _due_mark(line: EntryLine, now: datetime) -> Mark | None:
    """Return how pressing an entry is; nothing where no answer is owed any more."""
    return None if feedback.next_due(line.entry) is None else feedback.due_mark(line.entry, now)


def _due_key(line: EntryLine) -> str | None:
    """Return what entries are sorted by where only the day or only the hour is told."""
    due = feedback.next_due(line.entry)
    return None if due is None else due.isoformat()


def _due(line: EntryLine, now: datetime) -> str:
    due = feedback.next_due(line.entry)
    if due is None:
        return ""
    today = now.date()
    return f"{due:%H:%M}" if due.date() == today else day_words(due.date(), today)
