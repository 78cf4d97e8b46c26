"""What hangs on the wall, and the looks at it, in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import DocumentLookId, PostedDocumentId, new_uid
from stationdesk.domain.inspections.posted import Posted, PostedKind, PostedLook
from stationdesk.store.plain_sql import as_day, insert, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.inspections.posted import NewPosted


def add(wish: NewPosted, *, recorded_at: str, recorded_by: str) -> PostedDocumentId:
    """Keep something that hangs on the wall."""
    fields = {
        "uid": new_uid(),
        **_entered(wish),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return PostedDocumentId(insert("posted_document", fields))


def change(document_id: PostedDocumentId, wish: NewPosted) -> None:
    """Write anew what was entered."""
    fields = _entered(wish)
    told = ", ".join(f"{name} = ?" for name in fields)
    sql = f"UPDATE posted_document SET {told}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*fields.values(), document_id])


def set_archived(document_id: PostedDocumentId, day: date | None) -> None:
    """Note that it hangs there no more since ``day``; None hangs it up again."""
    sql = """UPDATE posted_document SET archived_on = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [day.isoformat() if day else None, document_id])


def add_look(
    document_id: PostedDocumentId,
    *,
    on: date,
    by: str,
    renewed: bool,
    note: str,
    recorded_at: str,
    recorded_by: str,
) -> DocumentLookId:
    """Keep a look at it, or that a new one was put up."""
    fields = {
        "uid": new_uid(),
        "document_id": document_id,
        "business_date": on.isoformat(),
        "looked_by": by.strip(),
        "renewed": int(renewed),
        "note": note.strip(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return DocumentLookId(insert("posted_document_look", fields))


def void_look(look_id: DocumentLookId, at: str | None, by: str | None) -> None:
    """Let a look count no more; None and None let it count again."""
    sql = """UPDATE posted_document_look SET voided_at = ?, voided_by = ?
        WHERE id = ? RETURNING id"""
    rows(sql, [at, by, look_id])


def document(document_id: PostedDocumentId) -> Posted | None:
    """Return one thing on the wall, one taken down too; None where there is none of that id."""
    found = rows(f"{_SELECT} WHERE id = ?", [document_id])
    return _posted(found[0]) if found else None


def documents(on: date | None = None) -> list[Posted]:
    """Return what hung on the wall on ``on``; None returns all there ever was."""
    if on is None:
        return [_posted(row) for row in rows(f"{_SELECT} ORDER BY id")]
    sql = f"""{_SELECT} WHERE since <= ? AND (archived_on IS NULL OR archived_on > ?)
        ORDER BY id"""
    return [_posted(row) for row in rows(sql, [on.isoformat(), on.isoformat()])]


def looks(document_id: PostedDocumentId) -> list[PostedLook]:
    """Return the looks at one thing that count, the newest first."""
    sql = f"{_SELECT_LOOK} AND document_id = ? ORDER BY business_date DESC, id DESC"
    return [_look(row) for row in rows(sql, [document_id])]


def looks_until(on: date) -> dict[PostedDocumentId, list[PostedLook]]:
    """Return all looks up to ``on`` that count, by what was looked at."""
    found: dict[PostedDocumentId, list[PostedLook]] = {}
    sql = f"{_SELECT_LOOK} AND business_date <= ? ORDER BY business_date, id"
    for row in rows(sql, [on.isoformat()]):
        look = _look(row)
        found.setdefault(look.document_id, []).append(look)
    return found


_SELECT = """SELECT id, uid, kind, title, place, keeper, review_days, since, archived_on,
    recorded_at, recorded_by, version FROM posted_document"""
_SELECT_LOOK = """SELECT id, uid, document_id, business_date, looked_by, renewed, note,
    recorded_at, recorded_by FROM posted_document_look WHERE voided_at IS NULL"""


def _entered(wish: NewPosted) -> dict[str, object]:
    return {
        "kind": wish.kind.value,
        "title": wish.title.strip(),
        "place": wish.place.strip(),
        "keeper": wish.keeper.strip(),
        "review_days": wish.review_days,
        "since": wish.since.isoformat(),
    }


def _posted(row: Sequence[Any]) -> Posted:
    ident, uid, kind, title, place, keeper, review_days, since, archived_on, at, by, version = row
    return Posted(
        id=PostedDocumentId(ident),
        uid=uid,
        kind=PostedKind(kind),
        title=title,
        place=place,
        keeper=keeper,
        review_days=review_days,
        since=must_be_day(since),
        archived_on=as_day(archived_on),
        recorded_at=at,
        recorded_by=by,
        version=version,
    )


def _look(row: Sequence[Any]) -> PostedLook:
    ident, uid, document_id, on, by, renewed, note, at, recorded_by = row
    return PostedLook(
        id=DocumentLookId(ident),
        uid=uid,
        document_id=PostedDocumentId(document_id),
        on=must_be_day(on),
        looked_by=by,
        renewed=bool(renewed),
        note=note,
        recorded_at=at,
        recorded_by=recorded_by,
    )
