"""Personal data goes when its purpose is met (个人信息保护法 articles 19 and 47)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import RetentionRunId

USUAL_RETENTION_DAYS = 30
"""Days after the last return or hand-over; a labelled default that the station may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionLine:
    """Records of one kind that are to be erased, or were.

    ``kind`` is ``borrowers``, ``kept_things`` or ``found_things``; the days are those of the last
    return or hand-over of the oldest and the newest record.
    """

    kind: str
    count: int
    first: date
    last: date
    fields: tuple[str, ...]
    """What is erased, as phrases: name, phone …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRun:
    """One run (销毁记录): what was erased by which rule, by whom, in whose presence."""

    id: RetentionRunId
    uid: str
    number: str
    on: date
    recorded_at: str
    recorded_by: str
    witness: str
    days: int
    lines: tuple[RetentionLine, ...]
