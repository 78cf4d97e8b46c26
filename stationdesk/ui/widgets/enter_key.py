"""Enter walks from field to field, also among the fields of which one field is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

from stationdesk.ui.widgets.detail_pane import bring_into_sight
from stationdesk.ui.widgets.forms import next_stop

if TYPE_CHECKING:
    from typing import TypeGuard

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def walks_on(watched: QObject | None, event: QEvent | None) -> bool:
    """Go to the next field where ``event`` is Enter, to the one before with Shift.

    Return whether it was: then it is used up. With Ctrl it is the form's.
    """
    if not _is_enter(event) or not isinstance(watched, QWidget):
        return False
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if (step := next_stop(watched, back=back)) is not None:
        step.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(step)
    return True


def _is_enter(event: QEvent | None) -> TypeGuard[QKeyEvent]:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in ENTER and not with_ctrl
