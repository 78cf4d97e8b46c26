"""What an inspection found wanting, and what is to be done about it when it is submitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.kinds import Severity

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import FindingId, InspectionId, InspectionLineId
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.tiers.phrases import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What is done about a line that is wanting.

    Without ``due_on`` the severity tells the day; without ``what`` the line's note tells what is
    wrong. ``place`` is where.
    """

    measure: str
    owner: str
    cause: str = ""
    due_on: date | None = None
    severity: Severity = Severity.MINOR
    what: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found wanting. ``number`` is WT-2026-001.

    ``repeat_of`` is the finding of the same item in the inspection before, None where that one
    was in order or is the first.
    """

    id: FindingId
    uid: str
    number: str
    inspection_id: InspectionId
    line_id: InspectionLineId
    code: str
    what: str
    place: str
    severity: Severity
    repeat_of: FindingId | None
    recorded_at: str
    recorded_by: str
    voided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding as it is listed. ``times`` tells how often in a row the item was wanting, from 1.

    ``photos`` counts those that hang on its line.
    """

    finding: Finding
    item: Words
    inspection: Inspection
    actions: tuple[Action, ...]
    times: int
    photos: int = 0
