import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from PIL import Image

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.amenity_register import AmenityState
from stationdesk.domain.faults import NewFault, NewStep
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.outages import OutagePeriod
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.domain.upkeep import NewPlan
from stationdesk.services.attachments import Attachments
from stationdesk.services.changes import Topic
from stationdesk.services.station import StationFacts
from stationdesk.store import amenities as store
from stationdesk.store import audit
from tests.services.amenity_desk import Desk

DISPENSER = NewAmenity(
    name="饮水机",
    kind="water_dispenser",
    model="美的 YR1801",
    since=date(2025, 1, 1),
    keeper="李敏",
)


@pytest.fixture
def desk(database):
    return Desk(database)


@pytest.fixture
def amenities(desk):
    return desk.amenities


def _state(amenities, amenity_id, on=None):
    return amenities.line(amenity_id, on).state


def test_codes_are_given_in_order(amenities, desk):
    for _each in range(2):
        amenities.add(DISPENSER)
    assert [line.amenity.code for line in amenities.register()] == ["SS-0001", "SS-0002"]
    assert desk.announced[-1] == frozenset({Topic.AMENITIES, Topic.TIERS})


def test_a_line_keeps_all_that_was_entered(amenities, desk):
    wish = replace(
        DISPENSER,
        name="灭火器",
        kind="extinguisher",
        agent=Agent.CO2,
        serial_no="0012",
        pieces=4,
        place_id=desk.inventory.add_place(NewPlace(name="门口")),
        since_text="2025年初",
        made_on=date(2024, 5, 1),
        warranty_until=date(2027, 1, 1),
        note="两具在门口",
    )
    kept = amenities.amenity(amenities.add(wish, registered_on=date(2026, 5, 31)))
    assert kept.as_entered() == wish
    assert kept.place.name == "门口"
    assert kept.registered_on == date(2026, 5, 31)


def test_adding_can_be_taken_back_while_nothing_refers_to_the_line(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    desk.take_back()
    assert amenities.register() == []
    with pytest.raises(Refused):
        amenities.amenity(amenity_id)


def test_a_line_with_records_is_not_removed(amenities):
    amenity_id = amenities.add(DISPENSER)
    amenities.add_plans_from_templates(amenity_id, ["water_dispenser.clean"])
    with pytest.raises(Refused, match="retire it instead"):
        amenities.remove(amenity_id)


def test_a_removed_line_comes_back_under_its_code(amenities, desk):
    amenities.add(DISPENSER)
    amenities.remove(amenities.add(DISPENSER))
    desk.take_back()
    assert [line.amenity.code for line in amenities.register()] == ["SS-0001", "SS-0002"]


def test_a_line_with_a_photo_is_not_removed(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    uid = amenities.amenity(amenity_id).uid
    Attachments(desk.context).add("amenity", uid, "a.png", out.getvalue())
    with pytest.raises(Refused):
        amenities.remove(amenity_id)


def test_undo_does_not_write_over_a_later_change(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    amenities.change(amenity_id, replace(DISPENSER, keeper="赵强"), 1)
    first = desk.undos[-1]
    amenities.change(amenity_id, replace(DISPENSER, keeper="周洁"), 2)
    with pytest.raises(Refused, match="changed this at"):
        first.take_back()
    assert amenities.amenity(amenity_id).keeper == "周洁"


def test_a_hand_kept_name_suggests_kind_capacity_and_agent(amenities):
    assert amenities.suggest("三人沙发").capacity == 3
    found = amenities.suggest("灭火器", "4kg干粉")
    assert (found.kind, found.agent) == ("extinguisher", Agent.POWDER)


def test_lines_are_found_by_pinyin_initials_and_code(amenities):
    amenity_id = amenities.add(DISPENSER)
    amenities.add(amenities.suggest("沙发"))
    for words in ("饮水", "ysj", "yinshui", "SS-0001", "yr1801 ysj", "李敏"):
        assert amenities.found(words) == {amenity_id}, words
    assert amenities.found("100%") == set()


def test_a_change_is_kept_told_and_taken_back(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    amenities.change(amenity_id, replace(DISPENSER, keeper="赵强"), 1)
    assert amenities.amenity(amenity_id).keeper == "赵强"
    events = audit.events_of("amenity", amenities.amenity(amenity_id).uid)
    assert (events[-1].before["keeper"], events[-1].after["keeper"]) == ("李敏", "赵强")
    desk.take_back()
    assert amenities.amenity(amenity_id).keeper == "李敏"


def test_a_change_over_somebody_elses_change_is_refused(amenities):
    amenity_id = amenities.add(DISPENSER)
    amenities.change(amenity_id, replace(DISPENSER, keeper="赵强"), 1)
    with pytest.raises(Refused, match="changed this at"):
        amenities.change(amenity_id, replace(DISPENSER, keeper="周洁"), 1)


def test_pieces_bought_later_do_not_change_the_past(amenities, desk):
    amenity_id = amenities.add(replace(DISPENSER, pieces=2))
    amenities.change(amenity_id, replace(DISPENSER, pieces=4), 1, from_day=date(2026, 5, 1))
    (before,) = store.amenities_on(date(2026, 4, 30))
    (after,) = store.amenities_on(date(2026, 5, 1))
    assert (before.pieces, after.pieces) == (2, 4)
    assert amenities.line(amenity_id, date(2026, 4, 30)).working_pieces == 2
    desk.take_back()
    assert [each.pieces for each in store.amenities_on(desk.day)] == [2]
    assert store.former_sizes() == []


def test_a_correction_holds_for_the_past_too(amenities):
    amenity_id = amenities.add(replace(DISPENSER, pieces=2))
    amenities.change(amenity_id, replace(DISPENSER, pieces=4), 1)
    assert amenities.line(amenity_id, date(2026, 1, 1)).amenity.pieces == 4


def test_a_retired_line_was_in_service_before(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    amenities.retire(amenity_id, date(2026, 5, 20), "漏水，无法修复")
    assert amenities.register() == []
    assert _state(amenities, amenity_id) is AmenityState.RETIRED
    assert len(amenities.register(with_retired=True)) == 1
    assert len(amenities.register(date(2026, 5, 19))) == 1
    assert store.amenities_on(date(2026, 5, 20)) == []
    desk.take_back()
    assert _state(amenities, amenity_id) is AmenityState.NORMAL


def test_a_line_restored_later_was_out_of_use_between(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    amenities.retire(amenity_id, date(2026, 5, 20), "误报废")
    amenities.restore(amenity_id)
    assert _state(amenities, amenity_id) is AmenityState.NORMAL
    assert _state(amenities, amenity_id, date(2026, 5, 25)) is AmenityState.OUT_OF_USE
    gap = OutagePeriod(datetime(2026, 5, 20), datetime(2026, 6, 1), 1)
    assert amenities.outages(amenity_id) == (gap,)
    desk.take_back()
    assert _state(amenities, amenity_id) is AmenityState.RETIRED
    assert amenities.outages(amenity_id) == ()


def test_a_line_with_an_open_fault_is_not_retired(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    amenities.report_fault(
        NewFault(
            amenity_id=amenity_id, description="漏水", reported_on=desk.day, reported_by="李敏"
        )
    )
    with pytest.raises(Refused) as refusal:
        amenities.retire(amenity_id, desk.day, "")
    assert [each.about for each in refusal.value.problems] == ["reason", "amenity"]


def test_only_a_retired_line_is_restored(amenities):
    with pytest.raises(Refused):
        amenities.restore(amenities.add(DISPENSER))


def test_a_line_goes_through_its_states(amenities, desk):
    amenity_id = amenities.add(replace(DISPENSER, pieces=2))
    assert _state(amenities, amenity_id, date(2024, 12, 31)) is AmenityState.NOT_YET
    amenities.add_plan(
        NewPlan(
            amenity_id=amenity_id,
            task="清洗",
            every=1,
            every_unit=PeriodUnit.MONTH,
            first_due_on=date(2026, 6, 3),
            lead_days=2,
        )
    )
    assert _state(amenities, amenity_id) is AmenityState.CHECK_DUE
    desk.day = date(2026, 6, 4)
    assert _state(amenities, amenity_id) is AmenityState.OVERDUE
    fault = NewFault(
        amenity_id=amenity_id, description="漏水", reported_on=desk.day, reported_by="李敏"
    )
    fault_id = amenities.report_fault(fault)
    assert _state(amenities, amenity_id) is AmenityState.FAULTY
    amenities.stop_use(fault_id, datetime(2026, 6, 4, 9, 0), pieces=1)
    assert _state(amenities, amenity_id) is AmenityState.PARTLY
    second = amenities.report_fault(replace(fault, stops_use_from=datetime(2026, 6, 4, 10, 0)))
    assert _state(amenities, amenity_id) is AmenityState.OUT_OF_USE
    step = NewStep(on=desk.day, done_by="维修员")
    amenities.start_repair(fault_id, step)
    amenities.start_repair(second, step)
    assert _state(amenities, amenity_id) is AmenityState.REPAIRING
    amenities.finish_repair(fault_id, step)
    amenities.finish_repair(second, step)
    assert _state(amenities, amenity_id) is AmenityState.TO_ACCEPT
    amenities.accept(second, step)
    amenities.accept(fault_id, step)
    assert _state(amenities, amenity_id) is AmenityState.OVERDUE
    assert _state(amenities, amenity_id, date(2026, 6, 2)) is AmenityState.CHECK_DUE


def test_availability_needs_opening_hours(amenities, desk):
    amenity_id = amenities.add(DISPENSER)
    assert amenities.line(amenity_id).availability.percent is None
    StationFacts(desk.context).keep_timetable(
        NewTimetable(
            name="全年",
            valid_from=date(2026, 1, 1),
            week=dict.fromkeys(range(1, 8), (Interval(480, 1080),)),
        )
    )
    fault = NewFault(
        amenity_id=amenity_id,
        description="不出水",
        reported_on=date(2026, 5, 30),
        reported_by="李敏",
        stops_use_from=datetime(2026, 5, 30, 13, 0),
    )
    amenities.report_fault(fault)
    found = amenities.availability(amenity_id, date(2026, 5, 30), date(2026, 5, 31))
    assert (found.open_minutes, found.outage_minutes, found.percent) == (1200, 900, 25.0)
    assert amenities.line(amenity_id).availability.open_minutes == 30 * 600
    (line,) = amenities.availability_list(date(2026, 5, 30), date(2026, 5, 31))
    assert line.availability == found


def test_a_line_entered_with_ready_made_plans_is_undone_with_them(desk):
    wish = desk.amenities.suggest("急救箱")
    keys = [template.key for template in desk.amenities.templates_for("first_aid_kit")]
    amenity_id = desk.amenities.enter(wish, keys)
    assert len(desk.amenities.plans(amenity_id)) == len(keys) > 0
    assert "急救箱" in desk.amenities.search_words()[amenity_id]
    desk.take_back()
    assert amenity_id not in desk.amenities.search_words()
    assert len(desk.undos) == 1


def test_a_line_whose_plans_lack_something_is_not_entered_at_all(desk):
    wish = desk.amenities.suggest("干粉灭火器")
    keys = [template.key for template in desk.amenities.templates_for("extinguisher")]
    with pytest.raises(Refused):
        desk.amenities.enter(wish, keys)
    assert desk.amenities.register() == []
