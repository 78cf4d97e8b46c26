"""Handing a shift to somebody else: 换班, 转让, 临时顶班."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, SwapId, VolunteerId


class SwapKind(StrEnum):
    """``SWAP`` changes two shifts, ``GIVE_AWAY`` hands one over for good, ``COVER_ONCE`` this once.

    None of them ever edits a template.
    """

    SWAP = "swap"
    GIVE_AWAY = "give_away"
    COVER_ONCE = "cover_once"


SWAP_KIND_WORDS = {
    SwapKind.SWAP: N_("Swap of shifts"),
    SwapKind.GIVE_AWAY: N_("Shift given away"),
    SwapKind.COVER_ONCE: N_("Covered once"),
}


class SwapState(StrEnum):
    """待对方确认, 待批准, 已批准, 已换, 已谢绝, 已撤回, 已过期 (derived: at the shift's start)."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    APPLIED = "applied"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


SWAP_STATE_WORDS = {
    SwapState.ASKED: N_("Swap asked for"),
    SwapState.ACCEPTED: N_("Swap accepted by the other"),
    SwapState.APPROVED: N_("Swap approved"),
    SwapState.APPLIED: N_("Swap done"),
    SwapState.DECLINED: N_("Swap declined"),
    SwapState.WITHDRAWN: N_("Swap withdrawn"),
    SwapState.EXPIRED: N_("Swap expired"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSwap:
    """A wish to hand ``assignment_id`` over; a swap also tells the other's assignment.

    ``to_volunteer_id`` may stay open (None) while nobody was found for a shift given away.
    """

    kind: SwapKind
    assignment_id: AssignmentId
    to_volunteer_id: VolunteerId | None = None
    other_assignment_id: AssignmentId | None = None
    reason: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Such a wish as recorded; ``number`` is HB-2026-001."""

    id: SwapId
    uid: str
    number: str
    kind: SwapKind
    assignment_id: AssignmentId
    other_assignment_id: AssignmentId | None
    to_volunteer_id: VolunteerId | None
    reason: str
    state: SwapState
    recorded_at: str
    recorded_by: str
