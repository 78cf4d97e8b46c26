"""What came of a deed on the roster that touched many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.versions import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Somebody who was not copied to a shift, and every reason."""

    volunteer_id: VolunteerId
    shift_id: ShiftId | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOutcome:
    """What came of copying a week: the new rows, how many shifts were made, who was left out."""

    kept: tuple[AssignmentId, ...]
    shifts_added: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutcome:
    """What came of approving a leave: the rows that were vacated, and what they left open.

    ``breaches`` are rules that others break now, such as a novice whose mentor is on leave.
    """

    vacated: tuple[Assignment, ...]
    holes: tuple[Hole, ...]
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCheck:
    """What publishing would meet: breaches stop it, holes and unstaffed shifts do not.

    ``changes`` are those since the last revision, none before the first one.
    """

    breaches: tuple[Breach, ...]
    holes: tuple[Hole, ...]
    changes: tuple[Change, ...]
