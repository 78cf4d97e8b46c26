"""Entries with their answers and call-backs, however many in a handful of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.lines import BoardLine, EntryLine, for_the_wall
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.ids import EntryId
from stationdesk.store import feedback, feedback_replies
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import in_portions, marks, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

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
    """Return ``entries`` in their order, each with its answers and call-backs."""
    ids = [each.id for each in entries]
    replies, calls = feedback_replies.by_entry(ids), feedback_replies.calls_by_entry(ids)
    return [
        EntryLine(entry=each, replies=replies.get(each.id, ()), call_backs=calls.get(each.id, ()))
        for each in entries
    ]


def board_between(first: date, last: date) -> list[BoardLine]:
    """Return the answers that hung on the board on any day from ``first`` to ``last``.

    In the order in which they were put up. Names are those of authors and of whom an entry is
    about; both are shortened.
    """
    where = "r.posted_on <= ? AND (r.taken_down_on IS NULL OR r.taken_down_on > ?)"
    return _board(where, [last.isoformat(), first.isoformat()])


def board_waiting(day: date) -> list[BoardLine]:
    """Return the answers given for the board by ``day`` that did not hang there yet."""
    where = "r.method = ? AND r.replied_at <= ? AND (r.posted_on IS NULL OR r.posted_on > ?)"
    return _board(where, [Method.BOARD.value, f"{day.isoformat()}T23:59", day.isoformat()])


def answers_between(first: date, last: date) -> list[BoardLine]:
    """Return the final answers given from ``first`` to ``last`` as they may be put up."""
    where = "r.interim = 0 AND r.replied_at BETWEEN ? AND ?"
    return _board(where, [first.isoformat(), f"{last.isoformat()}T23:59"])


def _board(where: str, values: Sequence[object]) -> list[BoardLine]:
    standing = NOT_UNDONE.format(event_id="r.event_id")
    found = rows(
        f"""SELECT r.entry_id, r.id FROM feedback_reply r
            JOIN feedback_entry e ON e.id = r.entry_id
            WHERE e.state <> '{EntryState.VOID.value}' AND {where} AND {standing}
            ORDER BY r.posted_on IS NULL, r.posted_on, r.replied_at, r.id""",
        values,
    )
    ids = {EntryId(entry_id) for entry_id, _reply in found}
    entries, replies = feedback.entries_by_id(ids), feedback_replies.by_entry(ids)
    names, papers = _names(ids), _paper_numbers(entries.values())
    by_id = {each.id: each for held in replies.values() for each in held}
    return [
        BoardLine(
            number=entries[entry_id].number,
            paper=papers.get(entry_id, ""),
            entry=entries[entry_id],
            reply=by_id[reply_id],
            said=for_the_wall(entries[entry_id].body, *names[entry_id]),
            answer=for_the_wall(by_id[reply_id].body, *names[entry_id]),
        )
        for entry_id, reply_id in found
    ]


def _names(ids: Iterable[EntryId]) -> dict[EntryId, tuple[str, str]]:
    """Return who said it and whom it is about; these leave the store in no other way."""
    return {
        EntryId(entry_id): (author, about)
        for portion in in_portions(ids)
        for entry_id, author, about in rows(
            f"""SELECT id, author_name, about_person FROM feedback_entry
                WHERE id IN ({marks(portion)})""",
            portion,
        )
    }


def _paper_numbers(entries: Iterable[Entry]) -> dict[EntryId, str]:
    """Return the number printed beside each entry on its page: the page's, then its place there.

    A page of the book that was filled over several days is registered in parts, each with the
    page's number as its note; the places are counted through all of them.
    """
    pages = {int(each.page_id) for each in entries if each.page_id is not None}
    return {
        EntryId(entry_id): f"{note}-{place}"
        for portion in in_portions(pages)
        for entry_id, note, place in rows(
            f"""SELECT e.id, p.note, (
                    SELECT COUNT(*) FROM feedback_entry o JOIN feedback_page q ON q.id = o.page_id
                    WHERE q.note = p.note AND o.id <= e.id)
                FROM feedback_entry e JOIN feedback_page p ON p.id = e.page_id
                WHERE p.note <> '' AND e.page_id IN ({marks(portion)})""",
            portion,
        )
    }
