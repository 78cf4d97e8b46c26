"""Photos that belong to records; the bytes are kept once each, under their own digest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from stationdesk.domain.attachments import Attachment
from stationdesk.domain.ids import AttachmentId
from stationdesk.store.tables import AttachmentRow, StoredFileRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def add(
    entity: str,
    entity_uid: str,
    *,
    content: bytes,
    file_name: str,
    media_type: str,
    note: str,
    business_date: date,
    recorded_at: str,
    recorded_by: str,
) -> Attachment:
    """Keep a file with the record it belongs to."""
    row = AttachmentRow.create(
        entity=entity,
        entity_uid=entity_uid,
        sha256=_kept(content),
        file_name=file_name,
        media_type=media_type,
        note=note.strip(),
        business_date=business_date,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        archived_on=None,
    )
    return _attachment(row)


def attachment(attachment_id: AttachmentId) -> Attachment | None:
    """Return one attachment, None where there is none of that id."""
    row = AttachmentRow.get_or_none(AttachmentRow.id == attachment_id)
    return None if row is None else _attachment(row)


def of(entity: str, entity_uid: str) -> list[Attachment]:
    """Return the attachments of a record that were not archived, the newest first."""
    rows = AttachmentRow.select().where(
        AttachmentRow.entity == entity,
        AttachmentRow.entity_uid == entity_uid,
        AttachmentRow.archived_on.is_null(),
    )
    return [_attachment(row) for row in rows.order_by(AttachmentRow.id.desc())]


def between(first: date, last: date, entities: Iterable[str], most: int) -> list[Attachment]:
    """Return the newest attachments of days to records of these kinds, ``most`` at most."""
    rows = AttachmentRow.select().where(
        AttachmentRow.entity.in_(list(entities)),
        AttachmentRow.business_date.between(first, last),
        AttachmentRow.archived_on.is_null(),
    )
    newest = rows.order_by(AttachmentRow.business_date.desc(), AttachmentRow.id.desc())
    return [_attachment(row) for row in newest.limit(most)]


def content(attachment_id: AttachmentId) -> bytes:
    """Return the bytes of one attachment."""
    row = AttachmentRow.get_by_id(attachment_id)
    return bytes(StoredFileRow.get_by_id(row.sha256).content)


def set_archived(attachment_id: AttachmentId, day: date | None) -> None:
    """Archive an attachment on ``day``; None brings it back."""
    AttachmentRow.update(archived_on=day).where(AttachmentRow.id == attachment_id).execute()


def _kept(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    if not StoredFileRow.select().where(StoredFileRow.sha256 == digest).exists():
        StoredFileRow.create(sha256=digest, size_bytes=len(content), content=content)
    return digest


def _attachment(row: Any) -> Attachment:
    return Attachment(
        id=AttachmentId(row.id),
        uid=row.uid,
        entity=row.entity,
        entity_uid=row.entity_uid,
        file_name=row.file_name,
        media_type=row.media_type,
        note=row.note,
        business_date=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        archived_on=row.archived_on,
    )
