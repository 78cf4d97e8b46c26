"""Handover notes in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import HandoverNoteId, new_uid
from stationdesk.domain.roster.handover import HandoverNote
from stationdesk.store.plain_sql import in_portions, insert, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from stationdesk.domain.roster.handover import NewHandoverNote


def add(
    wish: NewHandoverNote,
    *,
    said_at: datetime,
    said_by: str,
    business_date: date,
    request_key: str,
    recorded_at: str,
    recorded_by: str,
) -> HandoverNoteId:
    """Keep a note."""
    fields = {
        "uid": new_uid(),
        "business_date": business_date.isoformat(),
        "said_at": said_at.isoformat(timespec="minutes"),
        "said_by": said_by,
        "body": wish.body.strip(),
        "important": int(wish.important),
        "request_key": request_key,
        "taken_by": "",
        "done_by": "",
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return HandoverNoteId(insert("handover_note", fields))


def find_by_key(request_key: str) -> HandoverNoteId | None:
    """Return the note that was made under a request's key, None where there is none."""
    found = value("SELECT id FROM handover_note WHERE request_key = ?", [request_key])
    return None if found is None else HandoverNoteId(found)


def note(note_id: HandoverNoteId) -> HandoverNote | None:
    """Return one note, None where there is none of that id or it was taken back."""
    found = rows(f"{_SELECT} AND id = ?", [note_id])
    return _note(found[0]) if found else None


def notes_of(ids: Iterable[HandoverNoteId]) -> list[HandoverNote]:
    """Return notes by their ids, the first said first; unknown ids are left out."""
    return [
        _note(row)
        for portion in in_portions(ids)
        for row in rows(f"{_SELECT} AND id IN ({marks(portion)}) ORDER BY said_at, id", portion)
    ]


def notes_on(day: date) -> list[HandoverNote]:
    """Return the notes said on a day, the first said first."""
    sql = f"{_SELECT} AND business_date = ? ORDER BY said_at, id"
    return [_note(row) for row in rows(sql, [day.isoformat()])]


def open_notes() -> list[HandoverNote]:
    """Return the notes of which something is left, important ones first, then the newest."""
    sql = f"{_SELECT} AND done_at IS NULL ORDER BY important DESC, said_at DESC, id DESC"
    return [_note(row) for row in rows(sql)]


def set_taken(ids: Iterable[HandoverNoteId], at: str | None, by: str) -> None:
    """Write who took notes over; None and empty for nobody."""
    for portion in in_portions(ids):
        sql = f"""UPDATE handover_note SET taken_at = ?, taken_by = ?, version = version + 1
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [at, by, *portion])


def set_done(note_id: HandoverNoteId, at: str | None, by: str) -> None:
    """Write who saw to the last of a note; None and empty for nobody."""
    sql = """UPDATE handover_note SET done_at = ?, done_by = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [at, by, note_id])


def set_voided(note_id: HandoverNoteId, at: str | None, by: str | None) -> None:
    """Take a note back; None and None let it stand again."""
    sql = """UPDATE handover_note SET voided_at = ?, voided_by = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [at, by, note_id])


_SELECT = """SELECT id, uid, business_date, said_at, said_by, body, important, taken_at, taken_by,
    done_at, done_by, version FROM handover_note WHERE voided_at IS NULL"""


def _note(row: tuple[Any, ...]) -> HandoverNote:
    note_id, uid, day, said_at, said_by, body, important, taken_at, taken_by, *rest = row
    done_at, done_by, version = rest
    return HandoverNote(
        id=HandoverNoteId(note_id),
        uid=uid,
        business_date=must_be_day(day),
        said_at=said_at,
        said_by=said_by,
        body=body,
        important=bool(important),
        taken_at=taken_at,
        taken_by=taken_by,
        done_at=done_at,
        done_by=done_by,
        version=version,
    )
