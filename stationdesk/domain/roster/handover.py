"""What one shift tells the next one (交接班)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import HandoverNoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandoverNote:
    """A note as said; ``said_by`` empty means whoever is at the desk."""

    body: str
    important: bool = False
    said_by: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverNote:
    """A note as recorded: taken over by the next shift, and done when nothing is left of it."""

    id: HandoverNoteId
    uid: str
    business_date: date
    said_at: str
    said_by: str
    body: str
    important: bool
    taken_at: str | None
    taken_by: str
    done_at: str | None
    done_by: str
    version: int
