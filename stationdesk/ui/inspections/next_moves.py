"""Which move usually comes next, and how each is called on buttons and in menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import ActionMove
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon

if TYPE_CHECKING:
    from collections.abc import Collection

VERBS: dict[ActionMove, tuple[str, Icon, str]] = {
    ActionMove.START: (N_("Begin with it"), Icon.ARROW_ENTER, "F6"),
    ActionMove.CLAIM: (N_("It is done…"), Icon.CHECKMARK, "F7"),
    ActionMove.VERIFY: (N_("Verify it…"), Icon.CHECKMARK_CIRCLE, "F8"),
    ActionMove.REJECT: (N_("Not done yet…"), Icon.DISMISS_CIRCLE, "F9"),
    ActionMove.EXTEND: (N_("More time…"), Icon.CALENDAR_CLOCK, "Ctrl+E"),
    ActionMove.REOPEN: (N_("Open it again…"), Icon.ARROW_COUNTERCLOCKWISE, ""),
    ActionMove.VOID: (N_("Void it…"), Icon.DELETE, "Del"),
    ActionMove.UNDO: (N_("Take the last step back…"), Icon.ARROW_UNDO, ""),
}
"""Words, picture and key of each move, in the order of the menu."""
_USUAL = (ActionMove.START, ActionMove.CLAIM, ActionMove.VERIFY)
_SECOND = (ActionMove.REJECT, ActionMove.EXTEND, ActionMove.REOPEN)


def likely_move(allowed: Collection[ActionMove]) -> ActionMove | None:
    """Return the move that usually comes next; None where nothing is left to be done."""
    return next((move for move in _USUAL if move in allowed), None)


def second_move(allowed: Collection[ActionMove]) -> ActionMove | None:
    """Return the move that is made where the usual one is not."""
    return next((move for move in _SECOND if move in allowed), None)
