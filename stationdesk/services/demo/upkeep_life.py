"""Who looks after the demo's amenities: plans from the templates, runs in time, some late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.periods import PeriodUnit, later, times_until
from stationdesk.domain.plan_templates import FirstDue, plan_of, template_problems
from stationdesk.domain.upkeep import Anchor, Answer, NewPlan, NewRun, Purpose, RunResult, Verdict

if TYPE_CHECKING:
    import random
    from collections.abc import Collection

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.faults import Spare
    from stationdesk.domain.ids import AmenityId, PlanId
    from stationdesk.domain.plan_templates import PlanTemplate
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.stock_life import StockLife

DAYS_OF_UNIT = {PeriodUnit.DAY: 1, PeriodUnit.WEEK: 7, PeriodUnit.MONTH: 30, PeriodUnit.YEAR: 365}
LATE_CHANCE, MISSED_CHANCE, SKIP_CHANCE = 0.05, 0.008, 0.004
ATTENTION_CHANCE = 0.01
CAREFUL_DAYS = 35
"""In the last weeks nothing is late but what the script neglects."""
COUNTED_FROM_START = (FirstDue.START, FirstDue.INTERVAL)


@dataclass(slots=True)
class Work:
    """A plan, the day on which it is due next, and the day on which somebody will do it."""

    plan_id: PlanId
    amenity: Amenity
    plan: NewPlan
    due_on: date
    done_on: date

    @property
    def days(self) -> int:
        """About how many days lie between two times."""
        return DAYS_OF_UNIT[self.plan.every_unit] * self.plan.every


class UpkeepLife:
    """Plans and carries out the upkeep; call ``day`` for every day the station is open."""

    def __init__(
        self,
        amenities: Amenities,
        script: Script,
        stock: StockLife,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._amenities, self._script, self._stock = amenities, script, stock
        self._clock, self._chance, self._end = clock, chance, end
        self._works: list[Work] = []
        self._daily: list[tuple[PlanTemplate, Amenity]] = []

    def plan_for(self, amenity_id: AmenityId) -> None:
        """Take the ready-made plans for an amenity that has just been entered."""
        amenity = self._amenities.amenity(amenity_id)
        for template in self._amenities.templates_for(amenity.kind):
            if any(template_problems(template, amenity)):
                continue
            if _is_daily(template):
                self._daily.append((template, amenity))
            else:
                self._add(template, amenity)

    def forget(self, amenity_id: AmenityId) -> None:
        """Do nothing more for an amenity that was retired."""
        self._works = [work for work in self._works if work.amenity.id != amenity_id]
        self._daily = [each for each in self._daily if each[1].id != amenity_id]

    def take_up_daily_plans(self) -> None:
        """Begin with the daily plans of the script; until then people looked without a plan."""
        for template, amenity in self._daily:
            if template.key in self._script.daily_plans:
                self._add(template, amenity)
        self._daily = []

    def day(self, out_of_use: Collection[AmenityId]) -> None:
        """Do what is planned for today, but for what is out of use."""
        today = self._clock.day
        for work in self._works:
            waits = work.done_on > today and not self._comes_before_repair(work)
            if not waits and work.amenity.id not in out_of_use:
                if self._is_left_undone(work):
                    continue
                self._settle(work)

    def _comes_before_repair(self, work: Work) -> bool:
        """Tell whether something is done early, because it is out of use on the last days."""
        repair_on = self._end - timedelta(days=self._script.open_fault_days)
        of_repair = work.amenity.kind == self._script.open_fault.kind
        return of_repair and repair_on <= self._clock.day and work.due_on <= self._end

    def _add(self, template: PlanTemplate, amenity: Amenity) -> None:
        today = self._clock.day
        plan = plan_of(template, amenity, today, "zh")
        if template.first in COUNTED_FROM_START:
            plan = replace(plan, first_due_on=self._aligned(plan, amenity.kind))
        plan_id = self._amenities.add_plan(plan, today)
        work = Work(plan_id, amenity, plan, plan.first_due_on, plan.first_due_on)
        self._works.append(work)

    def _aligned(self, plan: NewPlan, kind: str) -> date:
        """Return the first due day from today on, of a rhythm that suits the last day."""
        days = DAYS_OF_UNIT[plan.every_unit] * plan.every
        if kind in self._script.neglected:
            offset = self._script.neglected[kind] % days
        elif kind in self._script.due_today:
            offset = 0
        else:
            offset = self._chance.randrange(1, days) if days > 1 else 0
        target = self._end - timedelta(days=offset)
        times = 0
        while later(target, plan.every, plan.every_unit, times - 1) >= self._clock.day:
            times -= 1
        return later(target, plan.every, plan.every_unit, times)

    def _is_left_undone(self, work: Work) -> bool:
        days_left = (self._end - self._clock.day).days
        kind = work.amenity.kind
        left = self._script.neglected.get(kind, -1)
        return days_left <= left or (kind in self._script.due_today and days_left == 0)

    def _settle(self, work: Work) -> None:
        self._clock.pass_time(2)
        may_skip = work.plan.anchor is Anchor.SCHEDULE and not self._has_missed(work)
        if may_skip and self._chance.random() < SKIP_CHANCE:
            reason = self._chance.choice(self._script.skipped_because)
            self._amenities.skip(work.plan_id, [work.due_on], reason, self._script.people["upkeep"])
        else:
            self._amenities.carry_out(self._run(work))
        work.due_on = self._next_due(work)
        work.done_on = self._next_time(work)

    def _run(self, work: Work) -> NewRun:
        plan, today = work.plan, self._clock.day
        attention = self._chance.random() < ATTENTION_CHANCE
        missed = self._has_missed(work)
        return NewRun(
            plan_id=work.plan_id,
            done_on=today,
            done_by=self._chance.choice(self._script.people["desk"]),
            result=RunResult.ATTENTION if attention else RunResult.NORMAL,
            answers=tuple(Answer(line, Verdict.YES) for line in plan.checklist),
            note=self._chance.choice(self._script.attention) if attention else "",
            cost_fen=100 * self._chance.choice((80, 120, 160))
            if plan.purpose is Purpose.SERVICE
            else 0,
            spares=self._parts(work),
            due_on=None if missed else work.due_on,
            skip_missed_because=self._chance.choice(self._script.skipped_because) if missed else "",
            request_key=new_uid(),
        )

    def _parts(self, work: Work) -> tuple[Spare, ...]:
        if work.plan.purpose is not Purpose.REPLACE:
            return ()
        return self._stock.spare(self._script.parts.get(work.amenity.kind, ""))

    def _has_missed(self, work: Work) -> bool:
        """Tell whether a later due day has come before this one was settled."""
        if work.plan.anchor is Anchor.COMPLETION:
            return False
        plan = work.plan
        come = times_until(plan.first_due_on, plan.every, plan.every_unit, self._clock.day)
        settled = times_until(plan.first_due_on, plan.every, plan.every_unit, work.due_on)
        return come > settled

    def _next_due(self, work: Work) -> date:
        plan, today = work.plan, self._clock.day
        if plan.anchor is Anchor.COMPLETION:
            return later(today, plan.every, plan.every_unit)
        through = max(today, work.due_on)
        times = times_until(plan.first_due_on, plan.every, plan.every_unit, through)
        return later(plan.first_due_on, plan.every, plan.every_unit, times)

    def _next_time(self, work: Work) -> date:
        """Return when somebody will do it: on the day, sometimes late, rarely a whole turn late."""
        drawn = self._chance.random()
        if (self._end - work.due_on).days < CAREFUL_DAYS:
            return work.due_on
        if drawn < MISSED_CHANCE and work.days <= 31:
            return work.due_on + timedelta(days=work.days)
        if drawn < MISSED_CHANCE + LATE_CHANCE and work.days > 1:
            return work.due_on + timedelta(days=self._chance.randint(1, max(1, work.days // 5)))
        return work.due_on


def _is_daily(template: PlanTemplate) -> bool:
    return template.every_unit is PeriodUnit.DAY and template.every == 1
