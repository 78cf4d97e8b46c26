from dataclasses import replace
from datetime import date, datetime

import pytest

from stationdesk.domain.amenities import Amenity
from stationdesk.domain.amenity_register import AmenityLine, AmenityState
from stationdesk.domain.faults import Fault, FaultState, FaultStep, Severity
from stationdesk.domain.ids import AmenityId, FaultId, FaultStepId, OutageId, PlanId, RunId
from stationdesk.domain.outages import Availability, Outage
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.upkeep import (
    Anchor,
    Answer,
    Due,
    DueState,
    Plan,
    Purpose,
    Run,
    RunResult,
    Verdict,
)
from stationdesk.domain.upkeep_lines import AvailabilityLine, DueLine, FaultLine, RunLine
from stationdesk.listings.amenities import PAPER, REGISTER, TONES, rhythm_words
from stationdesk.listings.columns import Tone
from stationdesk.listings.upkeep import AVAILABILITY, DUE, FAULTS, RUNS, yuan

AMENITY = Amenity(
    id=AmenityId(1),
    uid="a1",
    code="SS-0001",
    name="饮水机",
    kind="water_dispenser",
    model="美的 YR1801",
    serial_no="",
    place=None,
    pieces=1,
    capacity=None,
    since=None,
    since_text="2024年",
    made_on=None,
    agent=None,
    warranty_until=None,
    keeper="李敏",
    note="",
    registered_on=date(2026, 1, 1),
    retired_on=None,
    retire_reason="",
    version=1,
)
PLAN = Plan(
    id=PlanId(1),
    uid="p1",
    amenity_id=AmenityId(1),
    task="清洗消毒",
    purpose=Purpose.CLEAN,
    every=30,
    every_unit=PeriodUnit.DAY,
    anchor=Anchor.COMPLETION,
    first_due_on=date(2026, 6, 1),
    lead_days=5,
    checklist=("内胆", "接水盘"),
    template="",
    since=date(2026, 1, 1),
    ended_on=None,
    version=1,
)
DUE_NOW = Due(plan=PLAN, due_on=date(2026, 6, 1), state=DueState.OVERDUE, days=-3, missed=1)
RUN = Run(
    id=RunId(1),
    uid="r1",
    plan_id=PlanId(1),
    due_on=date(2026, 6, 1),
    done_on=date(2026, 6, 3),
    done_by="李敏",
    result=RunResult.ATTENTION,
    answers=(Answer("内胆", Verdict.YES), Answer("接水盘", Verdict.NO, "有裂纹")),
    reason="下次更换",
    cost_fen=4550,
    document_id=None,
    recorded_at="",
    recorded_by="",
)
STEP = FaultStep(
    id=FaultStepId(1),
    uid="s1",
    fault_id=FaultId(1),
    state=FaultState.REPORTED,
    on=date(2026, 6, 2),
    recorded_at="",
    recorded_by="",
    done_by="李敏",
    note="",
    cost_fen=0,
    document_id=None,
)
OUTAGE = Outage(
    id=OutageId(1),
    uid="o1",
    amenity_id=AmenityId(1),
    fault_id=FaultId(1),
    started_at=datetime(2026, 6, 2, 9, 5),
    ended_at=None,
    pieces=None,
    reason="漏水",
)
FAULT = Fault(
    id=FaultId(1),
    uid="f1",
    number="GZ2026-0001",
    amenity_id=AmenityId(1),
    description="漏水",
    severity=Severity.SERIOUS,
    reported_on=date(2026, 6, 2),
    reported_by="李敏",
    pieces=None,
    origin="",
    steps=(STEP,),
    outages=(OUTAGE,),
)
LINE = AmenityLine(
    amenity=AMENITY,
    state=AmenityState.OUT_OF_USE,
    working_pieces=0,
    due=DUE_NOW,
    last_done_on=date(2026, 5, 1),
    open_faults=1,
    last_fault=FAULT,
    availability=Availability(600, 1, 60, 0, 60),
)


def _read(columns, record):
    return {column.key: column.read(record) for column in columns}


def test_the_register_shows_a_line_with_all_that_is_known():
    told = _read(REGISTER, LINE)
    assert (told["code"], told["since"], told["rhythm"]) == ("SS-0001", "2024年", "Every 30 days")
    assert (told["last_done_on"], told["due_on"]) == (date(2026, 5, 1), date(2026, 6, 1))
    assert (told["state"].tone, told["availability"]) == (Tone.BAD, 90.0)
    assert told["repairs"] == "2026-06-02 漏水 (Awaiting repair)"


def test_a_line_without_plan_fault_or_hours_leaves_its_cells_empty():
    bare = replace(LINE, due=None, last_fault=None, last_done_on=None, availability=None)
    told = _read(REGISTER, bare)
    assert [told[key] for key in ("rhythm", "due_on", "repairs", "availability")] == [
        "",
        None,
        "",
        None,
    ]


def test_the_printed_ledger_has_the_columns_of_the_office():
    assert [column.key for column in PAPER] == [
        "code",
        "name",
        "model",
        "pieces",
        "since",
        "place",
        "keeper",
        "rhythm",
        "last_done_on",
        "due_on",
        "state",
        "repairs",
    ]


def test_every_state_has_its_tone():
    assert set(TONES) == set(AmenityState)


@pytest.mark.parametrize(
    ("every", "unit", "words"),
    [
        (1, PeriodUnit.DAY, "Daily"),
        (2, PeriodUnit.WEEK, "Every 2 weeks"),
        (1, PeriodUnit.MONTH, "Monthly"),
        (5, PeriodUnit.YEAR, "Every 5 years"),
    ],
)
def test_a_rhythm_is_told_in_words(every, unit, words):
    assert rhythm_words(replace(PLAN, every=every, every_unit=unit)) == words


def test_what_is_due_tells_how_late_it_is():
    told = _read(DUE, DueLine(AMENITY, DUE_NOW))
    assert (told["days"], told["missed"], told["purpose"]) == (-3, 1, "Cleaning")
    assert told["state"].tone is Tone.BAD


def test_a_run_tells_what_was_not_in_order():
    told = _read(RUNS, RunLine(AMENITY, PLAN, RUN))
    assert told["found"] == "下次更换; 接水盘: 有裂纹"
    assert (told["result"].tone, told["cost"]) == (Tone.WARNING, "45.50")
    voided = _read(RUNS, RunLine(AMENITY, PLAN, replace(RUN, voided=True)))
    assert str(voided["result"]) == "Voided"


def test_a_fault_tells_since_when_the_amenity_is_out_of_use():
    told = _read(FAULTS, FaultLine(AMENITY, FAULT))
    assert told["out_of_use"] == "Out of use since 2026-06-02 09:05"
    assert told["closed_on"] is None
    closed = replace(FAULT, steps=(replace(STEP, state=FaultState.CLOSED),), outages=())
    told = _read(FAULTS, FaultLine(AMENITY, closed))
    assert (told["out_of_use"], told["closed_on"]) == ("", date(2026, 6, 2))


def test_availability_is_listed_in_minutes_and_per_cent():
    told = _read(AVAILABILITY, AvailabilityLine(AMENITY, Availability(600, 1, 60, 0, 60)))
    assert (told["open_minutes"], told["outage_minutes"], told["percent"]) == (600, 60, 90.0)


@pytest.mark.parametrize(("fen", "told"), [(0, ""), (5, "0.05"), (4550, "45.50")])
def test_a_cost_is_told_in_yuan(fen, told):
    assert yuan(fen) == told


@pytest.mark.parametrize("columns", [REGISTER, DUE, RUNS, FAULTS, AVAILABILITY])
def test_every_column_has_a_key_of_its_own(columns):
    assert len({column.key for column in columns}) == len(columns)


@pytest.mark.parametrize(
    ("since", "written", "shown"),
    [
        (date(2026, 1, 31), "2026.1", "2026.1"),
        (date(2026, 1, 31), "2026.1.31", date(2026, 1, 31)),
        (date(2026, 1, 31), "", date(2026, 1, 31)),
        (None, "2024年", "2024年"),
    ],
)
def test_a_month_in_the_register_is_not_made_a_day(since, written, shown):
    amenity = replace(LINE.amenity, since=since, since_text=written)
    assert _read(REGISTER, replace(LINE, amenity=amenity))["since"] == shown
