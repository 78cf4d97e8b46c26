from collections import Counter
from datetime import date, timedelta

import pytest

from stationdesk.domain.faults import FaultState
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import DocumentKind, Source, StockState
from stationdesk.domain.tiers.states import State
from stationdesk.domain.upkeep import DueState, RunResult
from stationdesk.services.demo.making import live_through, make_demo
from stationdesk.services.demo.script import demo_script
from stationdesk.services.desk import open_desk
from stationdesk.store import soundness

LAST = date(2026, 11, 22)
A_QUARTER = timedelta(days=120)


@pytest.fixture(scope="module")
def told():
    """What was announced and offered to be undone while the demo was made."""
    return []


@pytest.fixture(scope="module")
def desk(told):
    """A station after a demo of four months, on its last day."""
    opened = open_desk(":memory:", today=LAST, announce=told.append)
    opened.context.hear_undo = told.append
    live_through(opened, LAST - A_QUARTER, LAST)
    yield opened
    opened.close()


def test_the_demo_leaves_a_sound_file(desk):
    assert soundness.ledger_faults() == []
    assert soundness.audit_faults() == []
    assert soundness.structure_faults(desk.context.database) == []


def test_nobody_hears_of_the_demo_and_nothing_can_be_undone(desk, told):
    assert told == []


def test_after_the_demo_the_desk_goes_by_its_own_clock(desk):
    assert desk.context.today() == LAST
    assert desk.context.announce is not None
    assert desk.context.who() == demo_script().station["keeper"]


def test_nothing_is_recorded_after_the_last_day(desk):
    raw = desk.context.database.raw()
    (latest,) = raw.execute("SELECT MAX(recorded_at) FROM audit_event").fetchone()
    assert latest.startswith(LAST.isoformat())


def test_the_station_attains_tier_two_and_applies_for_one(desk):
    assessment = desk.tiers.assess()
    states = Counter(finding.state for finding in assessment.findings)
    assert (assessment.attained, assessment.applied_for) == (2, 1)
    assert states[State.DUE_SOON] == 2
    assert states[State.NOT_MET] == 1
    assert states[State.NOT_CHECKED] == 1


def test_a_service_did_not_apply_at_first(desk):
    before = desk.tiers.assess(on=LAST - A_QUARTER)
    assert State.NOT_APPLICABLE in {finding.state for finding in before.findings}


def test_some_goods_are_low_expiring_or_expired(desk):
    states = Counter(line.state for line in desk.inventory.stock())
    assert states[StockState.EXPIRED] == 2
    assert states[StockState.EXPIRING] >= 1
    assert states[StockState.LOW] >= 1
    assert states[StockState.NORMAL] > 50


def test_a_few_tasks_are_overdue_or_due_today(desk):
    waiting = [line.due.state for line in desk.amenities.due_list()]
    assert waiting.count(DueState.OVERDUE) == 3
    assert waiting.count(DueState.TODAY) == 2


def test_one_fault_is_in_repair(desk):
    (fault,) = desk.amenities.faults(only_open=True)
    assert fault.state is FaultState.REPAIRING
    assert fault.stops_use


def test_every_kind_of_document_was_posted(desk):
    documents = desk.inventory.documents(LAST - A_QUARTER, LAST)
    assert {document.kind for document in documents} >= {
        DocumentKind.RECEIVE,
        DocumentKind.ISSUE,
        DocumentKind.SCRAP,
        DocumentKind.STOCKTAKE,
    }
    sources = {document.source for document in documents}
    assert sources >= {Source.OPENING, Source.PURCHASE, Source.ALLOCATION, Source.DONATION}
    assert all(each.donor for each in documents if each.source is Source.DONATION)


def test_the_first_aid_kit_is_complete_and_was_looked_at_in_time(desk):
    (status,) = desk.inventory.set_statuses()
    assert all(finding.complete for finding in status.findings)
    assert not status.overdue


def test_upkeep_was_mostly_done(desk):
    results = Counter(line.run.result for line in desk.amenities.runs())
    assert results[RunResult.NORMAL] > 0.9 * results.total()


def test_self_assessments_were_signed_by_quarter(desk):
    signed = desk.tiers.assessments()
    assert [each.on.month for each in signed] == [10]


def test_hours_of_the_season_and_of_holidays_are_published(desk):
    assert len(desk.station.timetables()) == 3
    assert [str(each) for each in desk.station.opening_on(date(2026, 10, 1))] == ["09:00-16:00"]


def test_a_station_that_is_set_up_takes_no_demo(desk):
    with pytest.raises(Refused):
        make_demo(desk, until=LAST)


def test_all_the_goods_the_script_speaks_of_are_there():
    script = demo_script()
    names = {goods.name for goods in script.goods}
    spares = {mishap.spare for mishap in script.mishaps} | set(script.parts.values())
    assert spares - {""} <= names
    assert {goods.place for goods in script.goods} <= set(script.places)
    assert {thing.place for thing in (*script.things, *script.retired)} <= set(script.places)


def test_what_can_break_stands_in_the_register():
    script = demo_script()
    kinds = {thing.kind for thing in script.things}
    assert {mishap.kind for mishap in script.mishaps} <= kinds
    assert script.open_fault.kind in kinds
