"""What can be done with a corrective action: each move asks what it needs, or is made at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.inspections.actions import ActionMove
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.inspections.asking import Over, ask
from stationdesk.ui.inspections.due_days_form import DueDaysForm
from stationdesk.ui.inspections.next_moves import likely_move
from stationdesk.ui.inspections.step_form import ActionForm, StepForm

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import CorrectiveActionId
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices


class ActionDeeds(QObject):
    """Opens the forms over one page; ``refused`` carries problems that no form shows."""

    refused = pyqtSignal(object)

    def __init__(self, services: InspectionServices, dialogs: Dialogs, over: QWidget) -> None:
        """``over`` is the page the forms stand before."""
        super().__init__(over)
        self._services, self._dialogs, self._over = services, dialogs, over

    def go_on(self, action_id: CorrectiveActionId) -> bool:
        """Make the usual next move; return whether there is one."""
        move = likely_move(self._services.inspections.moves_for(action_id))
        if move is not None:
            self.run(move, action_id)
        return move is not None

    def run(self, move: ActionMove, action_id: CorrectiveActionId) -> None:
        """Make a move, asking for what it needs; a move that is not allowed says why."""
        desk = self._services.inspections
        try:
            if move is ActionMove.START:
                desk.start(action_id)
            elif move is ActionMove.UNDO:
                self._take_back(action_id)
            elif move in desk.moves_for(action_id):
                ask(StepForm(self._services, desk.action(action_id), move, **self._over_it()))
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def add_action(self, action_id: CorrectiveActionId) -> None:
        """Decide on one action more for the finding of this one."""
        line = self._services.inspections.action(action_id)
        ask(ActionForm(self._services, line, **self._over_it()))

    def due_days(self) -> None:
        """Choose how many working days actions may take."""
        ask(DueDaysForm(self._services.inspections, **self._over_it()))

    def _take_back(self, action_id: CorrectiveActionId) -> None:
        """Take the last step back; it is told what that was, since there is no way forward."""
        desk = self._services.inspections
        agreed = self._dialogs.confirm(
            self._over,
            _("Take the last step with {number} back?").format(
                number=desk.action(action_id).action.number
            ),
            _("It stays in the history as taken back."),
            yes=_("Take it back"),
            no=_("Leave it"),
        )
        if agreed:
            desk.undo(action_id)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self._over}
