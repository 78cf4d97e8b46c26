"""A corrective action: what is to be done, by whom and until when; and each step it took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import CorrectiveActionId, CorrectiveStepId, FindingId


class ActionState(StrEnum):
    """待整改, 整改中, 待验收, 已验收, 作废."""

    OPEN = "open"
    DOING = "doing"
    CLAIMED = "claimed"
    VERIFIED = "verified"
    VOID = "void"


ACTION_STATE_WORDS = {
    ActionState.OPEN: N_("Action to be begun"),
    ActionState.DOING: N_("Action in hand"),
    ActionState.CLAIMED: N_("Action waits to be verified"),
    ActionState.VERIFIED: N_("Action verified"),
    ActionState.VOID: N_("Action void"),
}

OWED_STATES = frozenset({ActionState.OPEN, ActionState.DOING})
"""Nobody has said yet that it is done; only these can be overdue."""
LIVE_STATES = frozenset(ActionState) - {ActionState.VOID}


class ActionMove(StrEnum):
    """What can be done with an action; each is one step."""

    OPEN = "open"
    START = "start"
    CLAIM = "claim"
    VERIFY = "verify"
    REJECT = "reject"
    EXTEND = "extend"
    REOPEN = "reopen"
    VOID = "void"
    UNDO = "undo"


ACTION_MOVE_WORDS = {
    ActionMove.OPEN: N_("Action decided"),
    ActionMove.START: N_("Action begun"),
    ActionMove.CLAIM: N_("Action said to be done"),
    ActionMove.VERIFY: N_("Action found done"),
    ActionMove.REJECT: N_("Action found not done"),
    ActionMove.EXTEND: N_("Action given more time"),
    ActionMove.REOPEN: N_("Action opened again"),
    ActionMove.VOID: N_("Action voided"),
    ActionMove.UNDO: N_("Step taken back"),
}

LEADS_TO: dict[ActionMove, dict[ActionState, ActionState]] = {
    ActionMove.START: {ActionState.OPEN: ActionState.DOING},
    ActionMove.CLAIM: {ActionState.DOING: ActionState.CLAIMED},
    ActionMove.VERIFY: {ActionState.CLAIMED: ActionState.VERIFIED},
    ActionMove.REJECT: {ActionState.CLAIMED: ActionState.DOING},
    ActionMove.EXTEND: {state: state for state in OWED_STATES},
    ActionMove.REOPEN: {ActionState.VERIFIED: ActionState.DOING},
    ActionMove.VOID: dict.fromkeys(OWED_STATES, ActionState.VOID),
}
"""From which state a move leads to which; what is not here cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """One action more for a finding; without ``due_on`` the finding's severity tells the day."""

    measure: str
    owner: str
    cause: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A corrective action. ``number`` is ZG-2026-001; photos hang on ``corrective_action``.

    ``state`` and ``due_on`` are a copy of what its steps tell (``replay``).
    """

    id: CorrectiveActionId
    uid: str
    number: str
    finding_id: FindingId
    cause: str
    measure: str
    owner: str
    due_on: date
    state: ActionState
    recorded_at: str
    recorded_by: str
    version: int

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been done before ``today`` and nobody says it is."""
        return self.state in OWED_STATES and self.due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of an action; it never changes.

    ``due_on`` is told by what sets a day. The first step has the owner as ``person`` and the
    measure as ``note``. ``undoes`` is the step that this one takes back.
    """

    id: CorrectiveStepId
    uid: str
    move: ActionMove
    on: date
    person: str
    note: str
    due_on: date | None
    undoes: CorrectiveStepId | None
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A move that shall be made. ``person`` makes it, ``note`` is its reason or result."""

    move: ActionMove
    on: date
    person: str
    note: str = ""
    due_on: date | None = None
