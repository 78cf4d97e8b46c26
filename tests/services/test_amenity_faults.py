from dataclasses import replace
from datetime import date, datetime, time

import peewee
import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import FaultState, NewFault, NewStep, Severity, Spare
from stationdesk.domain.outages import OutagePeriod
from stationdesk.domain.problems import Refused
from stationdesk.store import faults as store
from stationdesk.store.soundness import ledger_faults
from tests.services.amenity_desk import Desk

NINE = datetime(2026, 6, 1, 9, 0)


@pytest.fixture
def desk(database):
    return Desk(database)


@pytest.fixture
def amenities(desk):
    return desk.amenities


@pytest.fixture
def wish(amenities):
    amenity_id = amenities.add(
        NewAmenity(name="微波炉", kind="microwave", since=date(2025, 1, 1), pieces=2)
    )
    return NewFault(
        amenity_id=amenity_id,
        description="不加热",
        reported_on=date(2026, 6, 1),
        reported_by="李敏",
        severity=Severity.SERIOUS,
        stops_use_from=NINE,
    )


STEP = NewStep(on=date(2026, 6, 1), done_by="维修员")


def test_numbers_are_given_by_the_year(amenities, wish, desk):
    amenities.report_fault(wish)
    earlier = replace(wish, reported_on=date(2025, 12, 1), stops_use_from=None)
    numbers = [amenities.fault(amenities.report_fault(each)).number for each in (wish, earlier)]
    assert numbers == ["GZ2026-0002", "GZ2025-0001"]


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"description": " ", "reported_by": ""}, ["description", "reported_by"]),
        ({"reported_on": date(2026, 6, 2)}, ["reported_on"]),
        ({"reported_on": date(2024, 6, 2)}, ["reported_on"]),
        ({"pieces": 3}, ["pieces"]),
        ({"stops_use_from": datetime(2026, 6, 1, 10, 31)}, ["stops_use_from"]),
        ({"stops_use_from": datetime(2024, 6, 1, 10, 31)}, ["stops_use_from"]),
    ],
)
def test_a_report_is_refused_for_every_reason(amenities, wish, change, about):
    with pytest.raises(Refused) as refusal:
        amenities.report_fault(replace(wish, **change))
    assert [each.about for each in refusal.value.problems] == about


def test_a_fault_goes_from_report_to_acceptance(amenities, desk, wish):
    fault_id = amenities.report_fault(wish)
    amenities.start_repair(fault_id, STEP)
    amenities.finish_repair(fault_id, replace(STEP, note="换磁控管", cost_fen=12_000))
    assert amenities.fault(fault_id).state is FaultState.TO_ACCEPT
    amenities.accept(fault_id, replace(STEP, done_by="王芳"))
    fault = amenities.fault(fault_id)
    assert (fault.state, fault.cost_fen, fault.closed_on) == (FaultState.CLOSED, 12_000, desk.day)
    assert [step.done_by for step in fault.steps] == ["李敏", "维修员", "维修员", "王芳"]
    assert amenities.faults(only_open=True) == []
    whole = OutagePeriod(NINE, datetime(2026, 6, 1, 10, 30), 2)
    assert amenities.outages(wish.amenity_id) == (whole,)


def test_a_repair_that_is_not_accepted_goes_back_with_a_reason(amenities, wish):
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, STEP)
    with pytest.raises(Refused, match="why the repair is not accepted"):
        amenities.reject(fault_id, STEP)
    amenities.reject(fault_id, replace(STEP, note="仍不加热"))
    assert amenities.fault(fault_id).state is FaultState.REPAIRING
    assert amenities.fault(fault_id).stops_use


@pytest.mark.parametrize("deed", ["accept", "reject"])
def test_what_is_not_repaired_cannot_be_accepted_or_rejected(amenities, wish, deed):
    fault_id = amenities.report_fault(wish)
    with pytest.raises(Refused, match="look at it again"):
        getattr(amenities, deed)(fault_id, replace(STEP, note="仍不加热"))


def test_repair_begins_once(amenities, wish):
    fault_id = amenities.report_fault(wish)
    amenities.start_repair(fault_id, STEP)
    with pytest.raises(Refused):
        amenities.start_repair(fault_id, STEP)


def test_a_step_cannot_lie_before_the_step_before_it(amenities, desk, wish):
    fault_id = amenities.report_fault(wish)
    with pytest.raises(Refused) as refusal:
        amenities.start_repair(fault_id, replace(STEP, on=date(2026, 5, 31), done_by=" "))
    assert [each.about for each in refusal.value.problems] == ["done_by", "on"]


def test_every_step_can_be_taken_back(amenities, desk, wish):
    parts = desk.spares("磁控管", 3)
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, replace(STEP, spares=(Spare(parts, 1),)))
    assert desk.on_shelf(parts) == 2
    amenities.accept(fault_id, STEP)
    assert not amenities.fault(fault_id).stops_use
    desk.take_back()
    assert amenities.fault(fault_id).state is FaultState.TO_ACCEPT
    assert amenities.fault(fault_id).stops_use
    amenities.take_back_step(fault_id)
    assert desk.on_shelf(parts) == 3
    assert amenities.fault(fault_id).state is FaultState.REPORTED
    with pytest.raises(Refused, match="void the fault instead"):
        amenities.take_back_step(fault_id)


def test_undo_takes_back_only_the_step_it_was_offered_for(amenities, desk, wish):
    fault_id = amenities.report_fault(wish)
    amenities.start_repair(fault_id, STEP)
    begun = desk.undos[-1]
    amenities.finish_repair(fault_id, STEP)
    with pytest.raises(Refused, match="look at it again"):
        begun.take_back()
    desk.take_back()
    begun.take_back()
    assert amenities.fault(fault_id).state is FaultState.REPORTED


def test_a_report_can_be_taken_back(amenities, desk, wish):
    amenities.report_fault(wish)
    desk.take_back()
    assert amenities.faults() == []
    assert amenities.outages(wish.amenity_id) == ()


def test_a_voided_fault_gives_its_spares_back_and_can_be_reinstated(amenities, desk, wish):
    parts = desk.spares("磁控管", 3)
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, replace(STEP, spares=(Spare(parts, 2),)))
    with pytest.raises(Refused):
        amenities.void_fault(fault_id, " ")
    amenities.void_fault(fault_id, "报错了设施")
    assert (amenities.faults(), desk.on_shelf(parts)) == ([], 3)
    with pytest.raises(Refused):
        amenities.fault(fault_id)
    desk.take_back()
    assert desk.on_shelf(parts) == 1
    assert amenities.fault(fault_id).state is FaultState.TO_ACCEPT
    assert amenities.outages(wish.amenity_id) == (OutagePeriod(NINE, None, 2),)


def test_a_fault_may_stop_use_later(amenities, desk, wish):
    fault_id = amenities.report_fault(replace(wish, stops_use_from=None))
    assert amenities.outages(wish.amenity_id) == ()
    amenities.stop_use(fault_id, NINE, pieces=1)
    assert amenities.outages(wish.amenity_id) == (OutagePeriod(NINE, None, 1),)
    with pytest.raises(Refused, match="stops the use already"):
        amenities.stop_use(fault_id, NINE)
    desk.take_back()
    assert amenities.outages(wish.amenity_id) == ()


def test_the_amenity_is_usable_again_when_the_last_fault_is_accepted(amenities, desk, wish):
    first = amenities.report_fault(wish)
    second = amenities.report_fault(replace(wish, stops_use_from=datetime(2026, 6, 1, 10, 0)))
    for fault_id in (first, second):
        amenities.finish_repair(fault_id, STEP)
    amenities.accept(first, STEP)
    assert amenities.line(wish.amenity_id).working_pieces == 0
    desk.clock = time(15, 0)
    amenities.accept(second, STEP)
    assert amenities.line(wish.amenity_id).working_pieces == 2
    whole = OutagePeriod(NINE, datetime(2026, 6, 1, 15, 0), 2)
    assert amenities.outages(wish.amenity_id) == (whole,)
    assert store.contradictions() == []


@pytest.mark.parametrize(
    ("usable_from", "about"),
    [
        (datetime(2026, 6, 1, 8, 59), "usable_from"),
        (datetime(2026, 6, 1, 10, 31), "usable_from"),
    ],
)
def test_the_outage_ends_between_its_start_and_now(amenities, wish, usable_from, about):
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, STEP)
    with pytest.raises(Refused) as refusal:
        amenities.accept(fault_id, STEP, usable_from)
    assert [each.about for each in refusal.value.problems] == [about]
    amenities.accept(fault_id, STEP, datetime(2026, 6, 1, 9, 30))
    assert amenities.outages(wish.amenity_id)[0].ended_at == datetime(2026, 6, 1, 9, 30)


def test_an_acceptance_written_down_later_counts_through_its_own_day(amenities, desk, wish):
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, STEP)
    desk.day = date(2026, 6, 5)
    amenities.accept(fault_id, STEP)
    assert amenities.outages(wish.amenity_id)[0].ended_at == datetime(2026, 6, 2)


def test_a_past_day_shows_the_fault_as_it_stood_then(amenities, desk, wish):
    fault_id = amenities.report_fault(wish)
    desk.day = date(2026, 6, 5)
    amenities.finish_repair(fault_id, replace(STEP, on=desk.day))
    amenities.accept(fault_id, replace(STEP, on=desk.day))
    seen = amenities.line(wish.amenity_id, date(2026, 6, 3))
    assert (seen.open_faults, seen.working_pieces) == (1, 0)
    assert seen.last_fault.state is FaultState.REPORTED
    assert amenities.line(wish.amenity_id).open_faults == 0


def test_faults_are_listed_with_their_amenity(amenities, wish):
    amenities.report_fault(wish)
    (line,) = amenities.fault_lines()
    assert (line.amenity.name, line.fault.description) == ("微波炉", "不加热")


def test_the_check_of_the_file_finds_a_closed_fault_that_still_stops_use(amenities, wish):
    fault_id = amenities.report_fault(wish)
    amenities.finish_repair(fault_id, STEP)
    amenities.accept(fault_id, STEP)
    assert ledger_faults() == []
    store.end_outage(amenities.fault(fault_id).outages[0].id, None)
    assert ledger_faults() == ["fault GZ2026-0001"]


def test_the_file_itself_refuses_two_lasting_outages_of_one_fault(amenities, wish):
    fault_id = amenities.report_fault(wish)
    with pytest.raises(peewee.IntegrityError):
        store.add_outage(
            wish.amenity_id,
            fault_id=fault_id,
            started_at=NINE,
            ended_at=None,
            pieces=None,
            reason="",
        )
