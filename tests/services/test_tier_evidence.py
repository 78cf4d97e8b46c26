import pytest

from stationdesk.services.tiers import Tiers
from stationdesk.store.tables import AmenityRow, BatchRow, SetCheckRow, TimetableRow
from tests.services import tier_records as records
from tests.services.tier_records import days


@pytest.fixture
def tiers(context):
    records.station()
    return Tiers(context)


def test_a_batch_leads_to_its_item(tiers):
    batch = records.stock("雨伞", "umbrella", 20)
    assert tiers.record_behind("batch", BatchRow.get().uid) == ("item", batch.item_id)


def test_an_amenity_its_plan_and_its_runs_lead_to_the_amenity(tiers):
    chair = records.amenity("轮椅", "wheelchair")
    plan = records.plan(chair, "check")
    run = records.run(plan, days(-3))
    wanted = ("amenity", AmenityRow.get().id)
    assert tiers.record_behind("amenity", chair.uid) == wanted
    assert tiers.record_behind("upkeep_plan", plan.uid) == wanted
    assert tiers.record_behind("plan_run", run.uid) == wanted


def test_a_set_and_its_check_lead_to_the_set(tiers):
    records.first_aid_set((("纱布", 6),), checked_on=days(-5))
    check = SetCheckRow.get()
    wanted = ("required_set", check.required_set_id)
    assert tiers.record_behind("set_check", check.uid) == wanted
    assert tiers.record_behind("required_set", check.required_set.uid) == wanted


def test_a_timetable_leads_to_itself(tiers):
    records.hours()
    timetable = TimetableRow.get()
    assert tiers.record_behind("timetable", timetable.uid) == ("timetable", timetable.id)


@pytest.mark.parametrize(("what", "uid"), [("hand_check", "x"), ("batch", "gone"), ("", "")])
def test_what_is_shown_by_the_tiers_themselves_or_is_gone_leads_nowhere(tiers, what, uid):
    assert tiers.record_behind(what, uid) is None


@pytest.mark.parametrize(("seen", "due"), [(None, True), (0, False), (-1, True), (-40, True)])
def test_a_daily_look_is_due_again_the_day_after(tiers, seen, due):
    if seen is not None:
        tiers.record_hand_check("exits_clear", passed=True, checked_by="李敏", on=days(seen))
    line = next(one for one in tiers.subjects() if one.subject.key == "exits_clear")
    assert line.is_due(days(0)) is due
