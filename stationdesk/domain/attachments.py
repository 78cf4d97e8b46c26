"""A file that belongs to a record, such as the photo of a broken tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AttachmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with the record ``entity`` / ``entity_uid``; its bytes are asked for apart."""

    id: AttachmentId
    uid: str
    entity: str
    entity_uid: str
    file_name: str
    media_type: str
    note: str
    business_date: date
    recorded_at: str
    recorded_by: str
    archived_on: date | None
