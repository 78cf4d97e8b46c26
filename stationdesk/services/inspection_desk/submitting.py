"""Submitting an inspection with its findings and actions, and signing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypedDict

from stationdesk.domain.inspections.actions import (
    ActionMove,
    NewAction,
    NewStep,
)
from stationdesk.domain.inspections.due_days import SETTING, due_days_problems
from stationdesk.domain.inspections.kinds import Severity
from stationdesk.domain.inspections.numbers import (
    ACTION_PREFIX,
    FINDING_PREFIX,
    number_after,
    number_start,
)
from stationdesk.domain.inspections.replay import replay
from stationdesk.domain.inspections.rules import (
    Bound,
    sign_problems,
    submit_problems,
    unsubmit_problems,
)
from stationdesk.domain.problems import refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.inspection_desk.desk import ACTION, FINDING, INSPECTION
from stationdesk.services.inspection_desk.drafts import Drafts
from stationdesk.store import corrective_actions, findings, inspection_seals, notices
from stationdesk.store import inspections as store
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import (
        CorrectiveActionId,
        FindingId,
        InspectionId,
        InspectionLineId,
    )
    from stationdesk.domain.inspections.due_days import DueDays
    from stationdesk.domain.inspections.findings import Remedy
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.lines import InspectionLine
    from stationdesk.domain.inspections.replay import Standing
    from stationdesk.domain.problems import Problem


class Wanting(TypedDict):
    """What a finding says is wanting."""

    what: str
    place: str
    severity: Severity
    repeat_of: FindingId | None


class Submitting(Drafts):
    """Findings and actions are made with the submission, in one transaction, or none of them."""

    def problems_of_submitting(
        self, inspection_id: InspectionId, actions: Mapping[InspectionLineId, Remedy]
    ) -> list[Problem]:
        """Return what must still be done before an inspection can be submitted."""
        lines = store.lines_of(inspection_id)
        return submit_problems(self._head(inspection_id), lines, actions)

    def submit(
        self, inspection_id: InspectionId, actions: Mapping[InspectionLineId, Remedy]
    ) -> None:
        """Submit an inspection; each line that is wanting becomes a finding with its action.

        ``actions`` says for each of these lines what is to be done, by whom and until when.

        Raises:
            Refused: naming every line that keeps it from being submitted.
        """
        refuse_if_any(self.problems_of_submitting(inspection_id, actions))
        head = self._head(inspection_id)
        with self._context.deed(Topic.INSPECTIONS):
            store.set_submitted(inspection_id, self._context.recorded_at(), self._context.who())
            for line in store.lines_of(inspection_id):
                if line.result.wanting:
                    self._keep_finding(head, line, actions[line.id])
            told = {"number": head.number, "findings": len(actions)}
            self._context.note(INSPECTION, head.uid, "submit", after=told)
        take_back = partial(self.unsubmit, inspection_id)
        self._offer(N_("Inspection {number} was submitted."), {"number": head.number}, take_back)

    def unsubmit(self, inspection_id: InspectionId) -> None:
        """Make a submitted inspection a draft again, while nothing rests on it.

        Its findings count no more; they come back with their numbers when it is submitted again.

        Raises:
            Refused: naming what rests on it.
        """
        head = self._head(inspection_id)
        refuse_if_any(unsubmit_problems(head, self._bound(inspection_id)))
        with self._context.deed(Topic.INSPECTIONS):
            for action in corrective_actions.of_inspection(inspection_id):
                reason = head.number
                self._keep_step(action.id, self._own_step(ActionMove.VOID, head.on, reason))
            findings.void_of(inspection_id, self._context.recorded_at(), self._context.who())
            store.set_submitted(inspection_id, None, None)
            self._context.note(INSPECTION, head.uid, "unsubmit", after={"number": head.number})

    def sign(self, inspection_id: InspectionId, signer: str) -> None:
        """Sign a submitted inspection: it is sealed, and never changes again.

        Raises:
            Refused: naming every reason.
        """
        head = self._head(inspection_id)
        refuse_if_any(sign_problems(head, signer))
        at = self._context.recorded_at()
        with self._context.deed(Topic.INSPECTIONS):
            digest = inspection_seals.seal_of(inspection_id, signer, at)
            store.set_signed(inspection_id, at=at, by=signer, digest=digest)
            told = {"number": head.number, "signer": signer.strip(), "digest": digest}
            self._context.note(INSPECTION, head.uid, "sign", after=told)

    def choose_due_days(self, wish: DueDays) -> None:
        """Choose how many working days actions may take from now on; agreed days stay.

        Raises:
            Refused: naming every number that cannot be.
        """
        refuse_if_any(due_days_problems(wish))
        before = self.due_days()
        self._keep_due_days(before, wish)
        take_back = partial(self._keep_due_days, wish, before)
        self._offer(N_("The days for corrective actions were changed."), {}, take_back)

    def _keep_due_days(self, before: DueDays, wish: DueDays) -> None:
        with self._context.deed(Topic.INSPECTIONS, Topic.STATION):
            for severity in Severity:
                choices.keep(SETTING.format(severity=severity), str(wish.of(severity)))
            told = [{one.value: days.of(one) for one in Severity} for days in (before, wish)]
            self._context.note("setting", "due_days", "change", before=told[0], after=told[1])

    def _keep_finding(self, head: Inspection, line: InspectionLine, remedy: Remedy) -> None:
        what = remedy.what.strip() or line.note
        repeat_of = findings.previous_of(line, head)
        known = findings.of_line(line.id)
        told: Wanting = {
            "what": what,
            "place": remedy.place,
            "severity": remedy.severity,
            "repeat_of": repeat_of,
        }
        if known is None:
            number = _next_finding_number(head.on)
            finding_id = findings.add(line, number=number, **told, **self._recorded())
        else:
            finding_id = known.id
            findings.revive(finding_id, **told)
        kept = self._finding(finding_id)
        self._context.note(FINDING, kept.uid, "add", after={"number": kept.number, **told})
        wish = NewAction(
            measure=remedy.measure, owner=remedy.owner, cause=remedy.cause, due_on=remedy.due_on
        )
        self._keep_action(head, finding_id, remedy.severity, wish)

    def _keep_action(
        self, head: Inspection, finding_id: FindingId, severity: Severity, wish: NewAction
    ) -> CorrectiveActionId:
        due_on = wish.due_on or self.due_on(severity, head.on)
        action_id = corrective_actions.add(
            finding_id,
            number=_next_action_number(head.on),
            cause=wish.cause,
            measure=wish.measure,
            owner=wish.owner,
            due_on=due_on,
            **self._recorded(),
        )
        first = NewStep(
            move=ActionMove.OPEN, on=head.on, person=wish.owner, note=wish.measure, due_on=due_on
        )
        self._keep_step(action_id, first)
        return action_id

    def _keep_step(self, action_id: CorrectiveActionId, step: NewStep) -> None:
        """Keep a step with the copy of what the steps tell, and note it."""
        corrective_actions.add_step(action_id, step, **self._recorded())
        self._write_standing(action_id)
        action = self._action(action_id)
        told = {
            "number": action.number,
            "person": step.person.strip(),
            "on": step.on,
            "due_on": step.due_on,
            "note": step.note.strip(),
        }
        self._context.note(ACTION, action.uid, step.move.value, after=told)

    def _write_standing(self, action_id: CorrectiveActionId) -> None:
        standing = replay(corrective_actions.steps_of(action_id))
        corrective_actions.set_standing(action_id, standing)

    def _own_step(self, move: ActionMove, on: date, note: str) -> NewStep:
        return NewStep(move=move, on=on, person=self._context.who(), note=note)

    def _bound(self, inspection_id: InspectionId) -> Bound:
        """Return what rests on a submission; an action that was only decided on does not."""
        actions = corrective_actions.of_inspection(inspection_id)
        steps = corrective_actions.steps_by_action(each.id for each in actions)
        moved = [each.number for each in actions if _gone_on_with(replay(steps[each.id]))]
        return Bound(
            notices=tuple(each.number for each in notices.of_inspection(inspection_id)),
            moved=tuple(moved),
            repeated=tuple(findings.repeated_numbers(inspection_id)),
        )


def _gone_on_with(standing: Standing) -> bool:
    return standing.last is not None and standing.last.move is not ActionMove.OPEN


def _next_finding_number(on: date) -> str:
    start = number_start(FINDING_PREFIX, on.year)
    return number_after(findings.newest_number(start), FINDING_PREFIX, on.year)


def _next_action_number(on: date) -> str:
    start = number_start(ACTION_PREFIX, on.year)
    return number_after(corrective_actions.newest_number(start), ACTION_PREFIX, on.year)
