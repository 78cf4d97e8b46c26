"""Upkeep and repairs in any order: nothing is lost, and undoing puts everything back."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import FaultState, NewFault, NewStep, Spare
from stationdesk.domain.periods import PeriodUnit, later
from stationdesk.domain.problems import Refused
from stationdesk.domain.upkeep import Anchor, NewPlan, NewRun, open_dues
from stationdesk.store import faults as fault_store
from stationdesk.store import upkeep as upkeep_store
from stationdesk.store.database import open_database
from tests.services.amenity_desk import Desk

START = date(2026, 1, 31)
STOCK = 12
PIECES = 3


@dataclass
class Claim:
    """What the model knows of a fault: its state, the spares of each step, pieces out."""

    states: list
    spares: list
    stops: int | None


class UpkeepAndRepairs(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.database = open_database(":memory:")
        self.desk = Desk(self.database, START)
        self.amenities = self.desk.amenities
        self.runs = {}
        self.faults = {}

    @initialize(every=st.integers(1, 3), unit=st.sampled_from(["week", "month"]))
    def a_plan_and_a_shelf(self, every, unit):
        self.filters = self.desk.spares(quantity=STOCK)
        wish = NewAmenity(name="灭火器", kind="extinguisher", pieces=PIECES, since=START)
        self.amenity = self.amenities.add(wish)
        self.every, self.unit = every, PeriodUnit(unit)
        self.plan = self.amenities.add_plan(
            NewPlan(
                amenity_id=self.amenity,
                task="检查",
                every=every,
                every_unit=self.unit,
                first_due_on=START,
                anchor=Anchor.SCHEDULE,
            )
        )

    @rule(days=st.integers(1, 45))
    def time_passes(self, days):
        self.desk.day += timedelta(days=days)

    @rule(spares=st.integers(0, 3), oldest=st.booleans())
    def carry_out(self, spares, oldest):
        waiting = self._waiting()
        if not waiting:
            return
        due_on = waiting[0] if oldest else waiting[-1]
        wish = NewRun(
            plan_id=self.plan,
            done_on=self.desk.day,
            done_by="李敏",
            due_on=due_on,
            spares=(Spare(self.filters, spares),) if spares else (),
        )
        if spares > self._left():
            with pytest.raises(Refused):
                self.amenities.carry_out(wish)
            return
        self.runs[self.amenities.carry_out(wish)] = [due_on, spares, True]

    @rule(upto=st.integers(1, 4))
    def skip_the_oldest(self, upto):
        days = self._waiting()[:upto]
        if days:
            run_ids = self.amenities.skip(self.plan, days, "闭站", "王芳")
            self.runs.update(
                {each: [day, 0, True] for each, day in zip(run_ids, days, strict=True)}
            )

    @precondition(lambda self: any(run[2] for run in self.runs.values()))
    @rule(data=st.data(), then_take_back=st.booleans())
    def void_a_run(self, data, then_take_back):
        run_id = data.draw(st.sampled_from([each for each, run in self.runs.items() if run[2]]))
        self.amenities.undo_run(run_id, "记错了")
        if then_take_back:
            self.desk.take_back()
        else:
            self.runs[run_id][2] = False

    @rule(stops=st.none() | st.integers(1, PIECES))
    def report_a_fault(self, stops):
        wish = NewFault(
            amenity_id=self.amenity,
            description="压力低",
            reported_on=self.desk.day,
            reported_by="李敏",
            stops_use_from=None if stops is None else self.amenities.this_minute(),
            pieces=stops,
        )
        self.faults[self.amenities.report_fault(wish)] = Claim([FaultState.REPORTED], [0], stops)

    @precondition(lambda self: self.faults)
    @rule(data=st.data(), spares=st.integers(0, 2))
    def repair_goes_on(self, data, spares):
        fault_id = data.draw(st.sampled_from(list(self.faults)))
        claim = self.faults[fault_id]
        step = NewStep(
            on=self.desk.day,
            done_by="维修员",
            note="仍不行",
            spares=(Spare(self.filters, spares),) if spares else (),
        )
        deeds = {
            FaultState.REPORTED: [
                (self.amenities.start_repair, FaultState.REPAIRING),
                (self.amenities.finish_repair, FaultState.TO_ACCEPT),
            ],
            FaultState.REPAIRING: [(self.amenities.finish_repair, FaultState.TO_ACCEPT)],
            FaultState.TO_ACCEPT: [
                (self.amenities.accept, FaultState.CLOSED),
                (self.amenities.reject, FaultState.REPAIRING),
            ],
            FaultState.CLOSED: [],
        }[claim.states[-1]]
        if not deeds:
            return
        deed, state = data.draw(st.sampled_from(deeds))
        if spares > self._left():
            with pytest.raises(Refused):
                deed(fault_id, step)
            return
        deed(fault_id, step)
        claim.states.append(state)
        claim.spares.append(spares)

    @precondition(lambda self: any(len(claim.states) > 1 for claim in self.faults.values()))
    @rule(data=st.data())
    def take_back_a_step(self, data):
        later_steps = [each for each, claim in self.faults.items() if len(claim.states) > 1]
        fault_id = data.draw(st.sampled_from(later_steps))
        self.amenities.take_back_step(fault_id)
        self.faults[fault_id].states.pop()
        self.faults[fault_id].spares.pop()

    @precondition(lambda self: self.faults)
    @rule(data=st.data(), then_take_back=st.booleans())
    def void_a_fault(self, data, then_take_back):
        fault_id = data.draw(st.sampled_from(list(self.faults)))
        self.amenities.void_fault(fault_id, "报错了")
        if then_take_back:
            self.desk.take_back()
        else:
            del self.faults[fault_id]

    @invariant()
    def the_shelf_holds_what_nobody_used(self):
        if hasattr(self, "plan"):
            assert self.desk.on_shelf(self.filters) == self._left()

    @invariant()
    def every_due_day_waits_until_it_is_settled(self):
        if hasattr(self, "plan"):
            plan, runs = self.amenities.plan(self.plan), upkeep_store.runs_of(self.plan)
            assert list(open_dues(plan, runs, self.desk.day)) == self._waiting()

    @invariant()
    def what_stops_use_is_out_of_use(self):
        if not hasattr(self, "plan"):
            return
        out = sum(claim.stops or 0 for claim in self.faults.values() if _is_open(claim))
        line = self.amenities.line(self.amenity)
        assert line.working_pieces == max(0, PIECES - out)
        assert line.open_faults == sum(1 for claim in self.faults.values() if _is_open(claim))
        assert fault_store.contradictions() == []
        for one, other in pairwise(self.amenities.outages(self.amenity)):
            assert one.ended_at <= other.started_at

    def teardown(self):
        self.database.close()

    def _left(self):
        by_runs = sum(spares for _day, spares, counts in self.runs.values() if counts)
        return STOCK - by_runs - sum(sum(claim.spares) for claim in self.faults.values())

    def _waiting(self):
        settled = {day for day, _spares, counts in self.runs.values() if counts}
        days, times = [], 0
        while (day := later(START, self.every, self.unit, times)) <= self.desk.day:
            days.append(day)
            times += 1
        return [day for day in days if day not in settled]


def _is_open(claim):
    return claim.states[-1] is not FaultState.CLOSED


TestUpkeepAndRepairs = UpkeepAndRepairs.TestCase
TestUpkeepAndRepairs.settings = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
