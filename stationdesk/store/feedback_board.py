"""The board of answers: what waits to be put up, what hangs there, what was taken down again.

Lines name nobody: names are those of authors and of whom an entry is about; both are shortened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method
from stationdesk.domain.feedback.lines import BoardLine, for_the_wall
from stationdesk.domain.feedback.search import words_of
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.ids import EntryId
from stationdesk.store import feedback, feedback_replies
from stationdesk.store.feedback_events import NOT_UNDONE
from stationdesk.store.plain_sql import anywhere, in_portions, marks, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.lines import BoardQuery

_STANDING = NOT_UNDONE.format(event_id="r.event_id")
_ANSWERS = f"""FROM feedback_reply r JOIN feedback_entry e ON e.id = r.entry_id
    LEFT JOIN feedback_page p ON p.id = e.page_id
    WHERE e.state <> '{EntryState.VOID.value}' AND {_STANDING}"""
_OLDEST_FIRST = "r.posted_on IS NULL, r.posted_on, r.replied_at, r.id"
_NEWEST_FIRST = "r.posted_on DESC, r.replied_at DESC, r.id DESC"
_NO_LATER = f"""NOT EXISTS (SELECT 1 FROM feedback_reply s WHERE s.entry_id = r.entry_id
    AND s.id > r.id AND s.replied_at <= ? AND {NOT_UNDONE.format(event_id="s.event_id")})"""
"""SQL that tells whether an answer was the entry's last by a minute."""
_ON_BOARD = "r.posted_on <= ? AND (r.taken_down_on IS NULL OR r.taken_down_on > ?)"
_OFF_BOARD = "r.taken_down_on <= ?"


def hung(query: BoardQuery, limit: int, offset: int = 0) -> list[BoardLine]:
    """Return at most ``limit`` of the answers that fit, the last put up first."""
    where, values = _asked(query)
    return _lines(where, [*values, limit, offset], f"{_NEWEST_FIRST} LIMIT ? OFFSET ?")


def count_hung(query: BoardQuery) -> int:
    """Return how many answers fit."""
    where, values = _asked(query)
    count: int = value(f"SELECT COUNT(*) {_ANSWERS} AND {where}", values)
    return count


def board_between(first: date, last: date) -> list[BoardLine]:
    """Return the answers that hung on any day from ``first`` to ``last``, as they were put up."""
    return _lines(_ON_BOARD, [last.isoformat(), first.isoformat()])


def board_waiting(day: date) -> list[BoardLine]:
    """Return the answers given for the board by ``day`` that did not hang there yet.

    Whoever reads the board is told the last of an entry's answers: an interim one need not be put
    up any more once the matter was answered.
    """
    where = "r.method = ? AND r.replied_at <= ? AND (r.posted_on IS NULL OR r.posted_on > ?)"
    minute = f"{day.isoformat()}T23:59"
    values = [Method.BOARD.value, minute, day.isoformat(), minute]
    return _lines(f"{where} AND {_NO_LATER}", values)


def answers_between(first: date, last: date) -> list[BoardLine]:
    """Return the final answers given from ``first`` to ``last`` as they may be put up."""
    where = "r.interim = 0 AND r.replied_at BETWEEN ? AND ?"
    return _lines(where, [first.isoformat(), f"{last.isoformat()}T23:59"])


def _asked(query: BoardQuery) -> tuple[str, list[object]]:
    """Return the condition of a query, with what stands for its question marks.

    A word may also be the number printed beside an entry: it begins with its page's.
    """
    day = query.on.isoformat()
    conditions = [_OFF_BOARD if query.taken_down else _ON_BOARD]
    values: list[object] = [day] if query.taken_down else [day, day]
    places = " OR ".join(
        rf"{place} LIKE ? ESCAPE '\'" for place in ("e.number", "e.body", "r.body")
    )
    for word in words_of(query.text):
        conditions.append(f"({places} OR (p.note <> '' AND INSTR(?, p.note) = 1))")
        values += [*[anywhere(word)] * 3, word]
    return " AND ".join(conditions), values


def _lines(where: str, values: Sequence[object], order: str = _OLDEST_FIRST) -> list[BoardLine]:
    sql = f"SELECT r.entry_id, r.id {_ANSWERS} AND {where} ORDER BY {order}"
    found = rows(sql, values)
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
