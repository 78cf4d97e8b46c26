"""Corrective actions: begun, said to be done, looked at by somebody else; and more of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import ActionMove, NewAction, NewStep
from stationdesk.domain.inspections.moves import (
    ActionMatter,
    allowed_moves,
    step_problems,
    undo_problems,
)
from stationdesk.domain.inspections.replay import replay
from stationdesk.domain.inspections.rules import action_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.inspection_desk.desk import ACTION
from stationdesk.services.inspection_desk.submitting import Submitting
from stationdesk.store import corrective_actions as store
from stationdesk.store import findings, notices

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import CorrectiveActionId, CorrectiveStepId, FindingId, InspectionId
    from stationdesk.domain.inspections.actions import Action, Step


class Corrective(Submitting):
    """Each move is one step. ``on`` is the day on which it happened, None for today.

    All of them raise ``Refused``: with one sentence naming the state where that does not allow
    the move, else naming every reason.
    """

    def moves_for(self, action_id: CorrectiveActionId) -> list[ActionMove]:
        """Return what can be done with an action now."""
        return allowed_moves(self._matter(self._action(action_id)))

    def steps(self, action_id: CorrectiveActionId) -> list[Step]:
        """Return every step of an action, also those taken back, the first one first."""
        return store.steps_of(action_id)

    def start(
        self, action_id: CorrectiveActionId, by: str = "", on: date | None = None, note: str = ""
    ) -> None:
        """Note that somebody (its owner, unless said otherwise) began with it."""
        person = by.strip() or self._action(action_id).owner
        self._take(action_id, ActionMove.START, N_("Action {number} was begun."), person, note, on)

    def claim(
        self, action_id: CorrectiveActionId, by: str, note: str, on: date | None = None
    ) -> None:
        """Note that somebody says it is done; ``note`` tells what was done."""
        phrase = N_("Action {number} is said to be done.")
        self._take(action_id, ActionMove.CLAIM, phrase, by, note, on)

    def verify(
        self, action_id: CorrectiveActionId, by: str, note: str = "", on: date | None = None
    ) -> None:
        """Note that somebody who neither owns it nor said it is done found it done."""
        phrase = N_("Action {number} was found done.")
        self._take(action_id, ActionMove.VERIFY, phrase, by, note, on)

    def reject(
        self, action_id: CorrectiveActionId, by: str, reason: str, on: date | None = None
    ) -> None:
        """Note that somebody else found it not done; it goes on."""
        phrase = N_("Action {number} was found not done.")
        self._take(action_id, ActionMove.REJECT, phrase, by, reason, on)

    def extend(
        self,
        action_id: CorrectiveActionId,
        due_on: date,
        reason: str,
        by: str,
        on: date | None = None,
    ) -> None:
        """Give it more time, before its day is over; ``by`` agreed to it."""
        phrase = N_("Action {number} is now due on {day}.")
        self._take(action_id, ActionMove.EXTEND, phrase, by, reason, on, due_on)

    def reopen(
        self,
        action_id: CorrectiveActionId,
        by: str,
        reason: str,
        due_on: date | None = None,
        on: date | None = None,
    ) -> None:
        """Open one that was found done again; without ``due_on`` the severity tells the day."""
        finding = findings.finding(self._action(action_id).finding_id)
        if due_on is None and finding is not None:
            due_on = self.due_on(finding.severity, self._day(on))
        phrase = N_("Action {number} was opened again.")
        self._take(action_id, ActionMove.REOPEN, phrase, by, reason, on, due_on)

    def void_action(self, action_id: CorrectiveActionId, reason: str) -> None:
        """Let an action count no more while its finding has another one."""
        phrase = N_("Action {number} was voided.")
        who = self._context.who()
        self._take(action_id, ActionMove.VOID, phrase, who, reason, None)

    def add_action(self, finding_id: FindingId, wish: NewAction) -> CorrectiveActionId:
        """Decide on one action more for a finding.

        Raises:
            Refused: naming every reason; when its notice was struck off.
        """
        finding = self._finding(finding_id)
        head = self._head(finding.inspection_id)
        closed_by = self._closing_notice(finding_id, head.id)
        if closed_by:
            phrase = N_("Notice {notice} with this finding was struck off; inspect anew instead.")
            raise Refused([Problem("finding", phrase, {"notice": closed_by})])
        refuse_if_any(action_problems(wish, head.on))
        with self._context.deed(Topic.INSPECTIONS):
            action_id = self._keep_action(head, finding_id, finding.severity, wish)
        values = {"number": self._action(action_id).number}
        take_back = partial(self._withdraw, action_id)
        self._offer(N_("Action {number} was decided on."), values, take_back)
        return action_id

    def undo(self, action_id: CorrectiveActionId, step_id: CorrectiveStepId | None = None) -> None:
        """Take the last step of an action back; it stays in the record as taken back.

        ``step_id`` names the step that is meant, None whichever was the last.

        Raises:
            Refused: when something else was done since, or nothing is left.
        """
        action = self._action(action_id)
        matter = self._matter(action)
        refuse_if_any(undo_problems(matter, step_id))
        last = matter.standing.last
        if last is None:
            return
        with self._context.deed(Topic.INSPECTIONS):
            undoing = self._own_step(ActionMove.UNDO, self._context.today(), "")
            store.add_step(action_id, undoing, undoes=last.id, **self._recorded())
            self._write_standing(action_id)
            told = {"number": action.number, "taken_back": last.move.value}
            self._context.note(ACTION, action.uid, ActionMove.UNDO.value, after=told)

    def _take(
        self,
        action_id: CorrectiveActionId,
        move: ActionMove,
        phrase: str,
        person: str,
        note: str,
        on: date | None,
        due_on: date | None = None,
    ) -> None:
        """Make one move: the only way in which an action changes its state."""
        action = self._action(action_id)
        step = NewStep(move=move, on=self._day(on), person=person, note=note, due_on=due_on)
        refuse_if_any(step_problems(self._matter(action), step))
        with self._context.deed(Topic.INSPECTIONS):
            self._keep_step(action_id, step)
        last = replay(store.steps_of(action_id)).last
        values = {"number": action.number, "day": due_on}
        self._offer(phrase, values, partial(self.undo, action_id, last.id if last else None))

    def _withdraw(self, action_id: CorrectiveActionId) -> None:
        """Take an action back that was only decided on."""
        action = self._action(action_id)
        matter = self._matter(action)
        step = self._own_step(ActionMove.VOID, self._context.today(), action.number)
        last = matter.standing.last
        if last is None or last.move is not ActionMove.OPEN:
            phrase = N_("Something else was done with action {number} since; take that back first.")
            raise Refused([Problem("step", phrase, {"number": action.number})])
        refuse_if_any(step_problems(matter, step))
        with self._context.deed(Topic.INSPECTIONS):
            self._keep_step(action_id, step)

    def _matter(self, action: Action) -> ActionMatter:
        finding = findings.finding(action.finding_id)
        if finding is None:
            raise Refused([Problem("finding", N_("There is no such finding."))])
        live = store.of_findings([finding.id])
        return ActionMatter(
            number=action.number,
            standing=replay(store.steps_of(action.id)),
            inspected_on=self._head(finding.inspection_id).on,
            today=self._context.today(),
            closed_by=self._closing_notice(finding.id, finding.inspection_id),
            others=sum(each.id != action.id for each in live),
            finding_stands=not finding.voided,
        )

    def _closing_notice(self, finding_id: FindingId, inspection_id: InspectionId) -> str:
        """Return the number of a struck-off notice that names a finding, empty for none."""
        closed = (
            each.number
            for each in notices.of_inspection(inspection_id)
            if each.struck_off_on is not None and finding_id in notices.finding_ids(each)
        )
        return next(closed, "")
