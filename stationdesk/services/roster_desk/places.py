"""A place on the roster that somebody is to be put on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.assignments import AssignmentSource

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, ImportId, VolunteerId
    from stationdesk.domain.roster.shifts import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somebody to be put on a shift."""

    shift: Shift
    volunteer_id: VolunteerId
    source: AssignmentSource = AssignmentSource.HAND
    pinned: bool = False
    replaces_id: AssignmentId | None = None
    import_id: ImportId | None = None
