"""A volunteer on a shift, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId


class AssignmentState(StrEnum):
    """拟排, 已排, 已到岗, 缺岗, 请假, 取消, 空出, 已换班.

    ``PROPOSED`` belongs to a roster that is not published; publishing confirms it. ``VACATED`` was
    taken away by a leave, ``SWAPPED`` handed to somebody else.
    """

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SERVED = "served"
    ABSENT = "absent"
    EXCUSED = "excused"
    CANCELLED = "cancelled"
    VACATED = "vacated"
    SWAPPED = "swapped"


ASSIGNMENT_STATE_WORDS = {
    AssignmentState.PROPOSED: N_("Assignment proposed"),
    AssignmentState.CONFIRMED: N_("Assignment confirmed"),
    AssignmentState.SERVED: N_("Served"),
    AssignmentState.ABSENT: N_("Did not come"),
    AssignmentState.EXCUSED: N_("Excused from duty"),
    AssignmentState.CANCELLED: N_("Assignment cancelled"),
    AssignmentState.VACATED: N_("Vacated by leave"),
    AssignmentState.SWAPPED: N_("Swapped away"),
}

LIVE = frozenset({AssignmentState.PROPOSED, AssignmentState.CONFIRMED, AssignmentState.SERVED})
"""Who is, or will be, there: these cover the desk, and no two of a person overlap."""

CONFIRMED = frozenset({AssignmentState.CONFIRMED, AssignmentState.SERVED})


MISSING = frozenset({AssignmentState.ABSENT, AssignmentState.EXCUSED})
"""Who was planned and is not there: the place is free, but never for the same person again."""


class AssignmentSource(StrEnum):
    """Who put the volunteer there."""

    HAND = "hand"
    PLANNER = "planner"
    COPY = "copy"
    SWAP = "swap"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An assignment as recorded. ``starts`` and ``ends`` are absolute minutes of its shift."""

    id: AssignmentId
    uid: str
    shift_id: ShiftId
    volunteer_id: VolunteerId
    state: AssignmentState
    source: AssignmentSource
    pinned: bool
    starts: int
    ends: int
    reason: str
    replaces_id: AssignmentId | None
    version: int

    @property
    def is_live(self) -> bool:
        """Tell whether the volunteer is, or will be, there."""
        return self.state in LIVE
