"""What a person can do about upkeep: plan it, carry it out, skip it, take it back."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.faults import FaultState
from stationdesk.domain.ids import new_uid
from stationdesk.domain.plan_templates import plan_of, template_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.upkeep import (
    DueState,
    RunResult,
    due,
    first_due_after_change,
    missed_before,
    same_rhythm,
    settles,
)
from stationdesk.domain.upkeep_lines import DueLine, RunLine
from stationdesk.domain.upkeep_rules import plan_problems, run_problems, skip_problems
from stationdesk.i18n import N_, language
from stationdesk.services.amenity_faults import TOPICS, FaultDesk
from stationdesk.services.upkeep_templates import plan_templates
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import amenities as register
from stationdesk.store import faults as fault_store
from stationdesk.store import upkeep as store

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from stationdesk.domain.faults import NewFault
    from stationdesk.domain.ids import AmenityId, PlanId, RunId
    from stationdesk.domain.plan_templates import PlanTemplate
    from stationdesk.domain.upkeep import NewPlan, NewRun, Plan, Run


class UpkeepDesk(FaultDesk):
    """Upkeep plans and their runs; what a run finds broken becomes a fault in the same deed."""

    def plans(self, amenity_id: AmenityId, *, with_ended: bool = False) -> list[Plan]:
        """Return the amenity's plans in force, and the ended ones if asked."""
        today = self._context.today()
        own = [plan for plan in store.all_plans() if plan.amenity_id == amenity_id]
        return [plan for plan in own if with_ended or plan.runs_on(today)]

    def plan(self, plan_id: PlanId) -> Plan:
        """Return one plan.

        Raises:
            Refused: where there is none of that id.
        """
        plan = store.plan(plan_id)
        if plan is None:
            raise Refused([Problem("plan", N_("This plan is no longer there."))])
        return plan

    def templates_for(self, kind: str) -> list[PlanTemplate]:
        """Return the ready-made plans for amenities of ``kind``."""
        return [template for template in plan_templates() if kind in template.kinds]

    def add_plan(self, wish: NewPlan, since: date | None = None) -> PlanId:
        """Keep a plan, in force from ``since``; None means today, or its first due day if earlier.

        Raises:
            Refused: naming every reason.
        """
        self.amenity(wish.amenity_id)
        refuse_if_any(plan_problems(wish))
        begun = since or min(self._context.today(), wish.first_due_on)
        with self._context.deed(*TOPICS):
            plan_id = store.add_plan(wish, begun)
            self._note_plan(plan_id, "add", after=asdict(wish))
        self._offer(
            N_("Plan “{task}” was added."), {"task": wish.task}, partial(self._drop_plan, plan_id)
        )
        return plan_id

    def add_plans_from_templates(
        self, amenity_id: AmenityId, keys: Collection[str], start: date | None = None
    ) -> list[PlanId]:
        """Keep the ready-made plans of ``keys`` for an amenity, from ``start`` (today) on.

        Raises:
            Refused: when a template needs facts of the amenity that are not entered.
        """
        amenity = self.amenity(amenity_id)
        begun = start or self._context.today()
        chosen = [template for template in plan_templates() if template.key in keys]
        refuse_if_any(
            {
                str(found): found for each in chosen for found in template_problems(each, amenity)
            }.values()
        )
        with self._context.deed(*TOPICS):
            wishes = [plan_of(each, amenity, begun, language()) for each in chosen]
            plan_ids = [store.add_plan(wish, begun) for wish in wishes]
            for plan_id, wish in zip(plan_ids, wishes, strict=True):
                self._note_plan(plan_id, "add", after=asdict(wish))
        self._offer(
            N_("{count} plans were added."),
            {"count": len(plan_ids)},
            partial(self._drop_plans, plan_ids),
        )
        return plan_ids

    def change_plan(self, plan_id: PlanId, wish: NewPlan, version: int) -> PlanId:
        """Change a plan and return the plan in force then.

        A new rhythm ends the plan today and lets another one follow, so that what was due in
        the past stays what it was.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self.plan(plan_id)
        refuse_if_any(plan_problems(wish))
        refuse_if_changed("plan", before.uid, seen=version, stored=before.version)
        if same_rhythm(before, wish) or not store.has_runs(plan_id):
            self._rewrite_plan(before, wish)
            written = replace(before, version=version + 1)
            take_back = partial(self._rewrite_plan, written, before.as_entered())
            after = plan_id
        else:
            after = self._follow_plan(before, wish)
            take_back = partial(self._unfollow_plan, plan_id, after)
        self._offer(N_("Plan “{task}” was changed."), {"task": before.task}, take_back)
        return after

    def end_plan(self, plan_id: PlanId, on: date | None = None) -> None:
        """End a plan: nothing is due from ``on`` (today) any more."""
        plan = self.plan(plan_id)
        last = on or self._context.today()
        self._end_plan(plan_id, last)
        take_back = partial(self._end_plan, plan_id, plan.ended_on)
        self._offer(N_("Plan “{task}” was ended."), {"task": plan.task}, take_back)

    def dues(self, amenity_id: AmenityId) -> list[DueLine]:
        """Return what each plan in force of one amenity wants next, the most urgent first."""
        return self._all_dues(amenity_id)

    def due_list(self, *, within_days: int | None = None) -> list[DueLine]:
        """Return the work that is overdue, due, or near enough to be told of.

        ``within_days`` takes in whatever is due in so many days instead of each plan's own lead
        time. Only amenities in service want work. The most urgent stands first.
        """
        if within_days is None:
            return [line for line in self._all_dues() if line.due.state is not DueState.LATER]
        return [line for line in self._all_dues() if line.due.days <= within_days]

    def runs(
        self,
        amenity_id: AmenityId | None = None,
        first: date | None = None,
        last: date | None = None,
        *,
        with_voided: bool = False,
    ) -> list[RunLine]:
        """Return the run history, the newest first."""
        plans = {plan.id: plan for plan in store.all_plans()}
        amenities = {each.id: each for each in register.all_amenities()}
        lines = [
            RunLine(amenities[plans[run.plan_id].amenity_id], plans[run.plan_id], run)
            for run in store.all_runs(first, last, amenity_id)
            if with_voided or not run.voided
        ]
        return lines[::-1]

    def missed(self, plan_id: PlanId) -> tuple[date, ...]:
        """Return the due days before today that no run has settled, oldest first."""
        return missed_before(self.plan(plan_id), store.runs_of(plan_id), self._context.today())

    def carry_out(self, wish: NewRun, fault: NewFault | None = None) -> RunId:
        """Keep a run; its spares leave the stock and its fault is reported in the same deed.

        The same ``request_key`` a second time changes nothing and returns the first run.

        Raises:
            Refused: naming every reason, also when the stock has not enough spares.
        """
        known = store.run_of_request(wish.request_key)
        if known is not None:
            return known
        plan = self.plan(wish.plan_id)
        runs = store.runs_of(plan.id)
        problems = list(run_problems(plan, runs, wish, self._context.today()))
        if fault is not None and fault.amenity_id != plan.amenity_id:
            problems.append(Problem("fault", N_("The fault is of another amenity.")))
        refuse_if_any(problems)
        with self._context.deed(*TOPICS):
            run = self._keep_run(plan, runs, wish)
            skipped = self._skip_older(plan, runs, run, wish)
            if fault is not None:
                self.keep_fault(replace(fault, origin=f"run {run.uid}"))
        take_back = partial(self._take_back, [run.id, *skipped])
        self._offer(N_("“{task}” was carried out."), {"task": plan.task}, take_back)
        return run.id

    def skip(self, plan_id: PlanId, days: Sequence[date], reason: str, by: str) -> list[RunId]:
        """Skip due days for one reason; on completion-anchored plans there is only one.

        Raises:
            Refused: naming every reason.
        """
        plan = self.plan(plan_id)
        problems = list(skip_problems(plan, store.runs_of(plan_id), days, reason))
        if not by.strip():
            problems.append(Problem("done_by", N_("Write who did it.")))
        refuse_if_any(problems)
        with self._context.deed(*TOPICS):
            run_ids = [
                self._keep_skip(plan, day, self._context.today(), reason, by)
                for day in sorted(set(days))
            ]
        self._offer(
            N_("“{task}” was skipped."), {"task": plan.task}, partial(self._take_back, run_ids)
        )
        return run_ids

    def undo_run(self, run_id: RunId, reason: str) -> None:
        """Void a run: its due day waits again, its spares go back to the stock.

        Raises:
            Refused: without a reason, or where it is voided already.
        """
        run = store.run(run_id)
        if run is None or run.voided:
            raise Refused([Problem("run", N_("This run is no longer there."))])
        if not reason.strip():
            raise Refused([Problem("reason", N_("Write why it is voided."))])
        plan = self.plan(run.plan_id)
        self._take_back([run_id], reason)
        take_back = partial(self._reinstate_run, run_id)
        self._offer(N_("A run of “{task}” was voided."), {"task": plan.task}, take_back)

    def _all_dues(self, amenity_id: AmenityId | None = None) -> list[DueLine]:
        today = self._context.today()
        in_service = {each.id: each for each in register.amenities_on(today)}
        lines = [
            DueLine(in_service[plan.amenity_id], due(plan, runs, today))
            for plan, runs in store.plans_and_runs_on(today, amenity_id)
            if plan.amenity_id in in_service
        ]
        return sorted(lines, key=lambda line: (line.due.due_on, line.amenity.code))

    def _keep_run(self, plan: Plan, runs: Sequence[Run], wish: NewRun) -> Run:
        document_id = self._spares.take(
            wish.spares,
            on=wish.done_on,
            by=wish.done_by,
            what_for=plan.task,
            request_key=wish.request_key,
        )
        run = store.add_run(
            plan_id=plan.id,
            due_on=settles(plan, runs, wish),
            done_on=wish.done_on,
            done_by=wish.done_by,
            result=wish.result,
            answers=wish.answers,
            reason=wish.note,
            cost_fen=wish.cost_fen,
            document_id=document_id,
            request_key=wish.request_key,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._context.note("run", run.uid, "carry out", after=asdict(wish))
        return run

    def _skip_older(self, plan: Plan, runs: Sequence[Run], run: Run, wish: NewRun) -> list[RunId]:
        """Skip what was missed before the run, where the person gave a reason to."""
        reason = wish.skip_missed_because
        if not reason.strip():
            return []
        return [
            self._keep_skip(plan, day, wish.done_on, reason, wish.done_by)
            for day in missed_before(plan, runs, run.due_on)
        ]

    def _keep_skip(self, plan: Plan, day: date, on: date, reason: str, by: str) -> RunId:
        run = store.add_run(
            plan_id=plan.id,
            due_on=day,
            done_on=on,
            done_by=by,
            result=RunResult.SKIPPED,
            answers=(),
            reason=reason,
            cost_fen=0,
            document_id=None,
            request_key=new_uid(),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._context.note("run", run.uid, "skip", after={"due_on": day, "reason": reason})
        return run.id

    def _take_back(self, run_ids: Sequence[RunId], reason: str = "") -> None:
        """Void runs, put their spares back, and void the faults nobody has worked on yet."""
        with self._context.deed(*TOPICS):
            for run in filter(None, map(store.run, run_ids)):
                if run.voided:
                    continue
                self._spares.put_back(run.document_id, self.plan(run.plan_id).task)
                store.void_run(run.id, self._context.recorded_at(), self._context.who())
                for fault in fault_store.faults_of_origin(f"run {run.uid}"):
                    if fault.state is FaultState.REPORTED:
                        self._void(fault.id, reason)
                self._context.note("run", run.uid, "void", after={"reason": reason})

    def _reinstate_run(self, run_id: RunId) -> None:
        run = store.run(run_id)
        if run is None or not run.voided:
            return
        plan, runs = self.plan(run.plan_id), store.runs_of(run.plan_id)
        if any(each.due_on == run.due_on and not each.voided for each in runs):
            phrase = N_("What was due on {day} is settled already.")
            raise Refused([Problem("due_on", phrase, {"day": run.due_on})])
        with self._context.deed(*TOPICS):
            store.void_run(run_id, None, None)
            store.set_document(run_id, self._spares.take_again(run.document_id))
            self._context.note("run", run.uid, "reinstate", after={"task": plan.task})

    def _rewrite_plan(self, before: Plan, wish: NewPlan) -> None:
        now = self.plan(before.id)
        refuse_if_changed("plan", now.uid, seen=before.version, stored=now.version)
        with self._context.deed(*TOPICS):
            store.change_plan(before.id, wish, before.version)
            self._note_plan(before.id, "change", before=asdict(before), after=asdict(wish))

    def _follow_plan(self, before: Plan, wish: NewPlan) -> PlanId:
        today = self._context.today()
        first = first_due_after_change(before, store.runs_of(before.id), wish)
        with self._context.deed(*TOPICS):
            store.end_plan(before.id, today)
            plan_id = store.add_plan(replace(wish, first_due_on=first), today)
            self._note_plan(before.id, "end", after={"ended_on": today})
            self._note_plan(plan_id, "follow", before=asdict(before), after=asdict(wish))
        return plan_id

    def _unfollow_plan(self, plan_id: PlanId, follower: PlanId) -> None:
        with self._context.deed(*TOPICS):
            self._drop_plan(follower)
            self._end_plan(plan_id, None)

    def _end_plan(self, plan_id: PlanId, on: date | None) -> None:
        with self._context.deed(*TOPICS):
            store.end_plan(plan_id, on)
            self._note_plan(plan_id, "end" if on else "go on", after={"ended_on": on})

    def _drop_plans(self, plan_ids: Sequence[PlanId]) -> None:
        with self._context.deed(*TOPICS):
            for plan_id in plan_ids:
                self._drop_plan(plan_id)

    def _drop_plan(self, plan_id: PlanId) -> None:
        """Take out a plan nobody has worked by; one that has runs is ended instead."""
        if store.has_runs(plan_id):
            self._end_plan(plan_id, self._context.today())
            return
        with self._context.deed(*TOPICS):
            self._note_plan(plan_id, "remove")
            store.remove_plan(plan_id)

    def _note_plan(
        self,
        plan_id: PlanId,
        action: str,
        before: dict[str, object] | None = None,
        after: dict[str, object] | None = None,
    ) -> None:
        self._context.note("plan", self.plan(plan_id).uid, action, before=before, after=after)
