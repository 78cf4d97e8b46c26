from pathlib import Path

import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.problems import Refused
from stationdesk.domain.tiers.facts import LostPropertyFact
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import State
from stationdesk.services.amenities import Amenities
from stationdesk.services.desk import open_desk
from stationdesk.services.inventory import Inventory
from stationdesk.services.loan_desk.kinds import Kinds
from stationdesk.services.station import StationFacts
from stationdesk.services.tier_facts import gather
from stationdesk.services.tiers import Tiers
from stationdesk.store.tables import AmenityRow, BatchRow, ItemRow, SetCheckRow, TimetableRow
from tests.services import tier_records as records
from tests.services.tier_records import TODAY, days

pytestmark = pytest.mark.usefixtures("database")
FORMER = Path(__file__).parents[1] / "fixtures" / "standards"


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


@pytest.fixture
def umbrellas():
    batch = records.stock("雨伞", "umbrella", 20, on=days(-60))
    return records.loan_kind("雨伞", goods=batch.item, since=days(-50))


def fact(day=TODAY):
    (found,) = gather(day, TODAY).loans
    return found


def figures(n):
    found = fact(days(n))
    return found.size, found.unfit, found.out, found.overdue


def test_the_figures_of_a_pool_are_those_of_the_day(umbrellas):
    line = records.lend(umbrellas, 5, on=days(-20))
    records.give_back(line, days(-10), good=2, damaged=1, lost=1)
    records.set_aside(umbrellas, 3, on=days(-12))
    records.set_aside(umbrellas, -2, on=days(-2))
    assert gather(days(-51), TODAY).loans == ()
    assert [figures(n) for n in (-50, -20, -17, -16, -12, -10, -2, 0)] == [
        (20, 0, 0, 0),
        (20, 0, 5, 0),
        (20, 0, 5, 0),
        (20, 0, 5, 5),
        (20, 3, 5, 5),
        (20, 3, 1, 1),
        (20, 1, 1, 1),
        (20, 1, 1, 1),
    ]


def test_a_due_day_put_off_counts_from_the_day_it_was_put_off(umbrellas):
    line = records.lend(umbrellas, on=days(-20), due_on=days(-17))
    records.extend(line, days(-15), days(-5))
    assert [figures(n)[3] for n in (-17, -16, -15, -5, -4)] == [0, 1, 0, 0, 1]


def test_what_was_voided_counts_nowhere(umbrellas):
    records.lend(umbrellas, 5, on=days(-3), voided=True)
    line = records.lend(umbrellas, 2, on=days(-9))
    records.give_back(line, days(-2), good=2, voided=True)
    records.set_aside(umbrellas, 4, on=days(-2), voided=True)
    records.desk_check(days(-1), umbrellas, voided=True)
    assert figures(0) == (20, 0, 2, 2)
    assert (fact().last_entry_on, fact().last_check_on) == (days(-9), None)


def test_the_newest_life_of_a_ledger_is_known_with_the_person(umbrellas):
    assert fact().last_on == umbrellas.since
    line = records.lend(umbrellas, 2, on=days(-9))
    assert (fact().last_on, fact().last_by) == (days(-9), "赵强")
    records.give_back(line, days(-5), good=1)
    assert (fact().last_on, fact().last_by) == (days(-5), "周静")
    records.desk_check(days(-2), umbrellas)
    assert (fact().last_on, fact().last_by) == (days(-2), "王芳")
    assert (fact(days(-6)).last_on, fact(days(-6)).last_by) == (days(-9), "赵强")


def test_pieces_that_were_not_there_at_the_last_check_do_not_count(tiers, umbrellas):
    records.desk_check(days(-4), umbrellas, missing=19)
    assert (fact().missing, fact().in_station, fact().usable) == (19, 1, 1)
    records.lend(umbrellas, 1, on=days(-3))
    part = tiers.assess().findings[1].rules[1]
    assert part.state is State.NOT_MET
    assert "missing at the last check: 19" in str(part.found)
    records.desk_check(days(-1), umbrellas, missing=-1)
    assert fact().missing == 0
    assert fact(days(-2)).missing == 19


def test_the_tiers_and_the_lending_desk_tell_the_same_figures(context, umbrellas):
    inventory, station = Inventory(context), StationFacts(context)
    desk = Kinds(context, station, inventory, Amenities(context, inventory))
    records.piece(records.loan_kind("轮椅"), amenity=records.amenity("轮椅", "wheelchair"))
    records.give_back(records.lend(umbrellas, 6, on=days(-20)), days(-9), good=3, lost=1)
    records.set_aside(umbrellas, 2, on=days(-12))
    for n in (-30, -20, -12, -9, 0):
        shown = {line.kind.uid: line.pool for line in desk.kind_lines(days(n))}
        told = {one.kind_uid: one for one in gather(days(n), TODAY).loans}
        assert shown.keys() == told.keys()
        for uid, pool in shown.items():
            one = told[uid]
            assert (one.size, one.unfit, one.out) == (pool.size, pool.unfit, pool.out)
            assert (one.overdue, one.in_station) == (pool.overdue, pool.in_station)


def test_an_archived_kind_is_lent_no_more_but_was_before(umbrellas):
    umbrellas.archived_on = days(-3)
    umbrellas.save()
    assert gather(TODAY, TODAY).loans == ()
    assert fact(days(-4)).name == "雨伞"


def test_numbered_pieces_are_lines_of_the_register_in_service_on_the_day():
    chair = records.amenity("轮椅", "wheelchair")
    chairs = records.loan_kind("轮椅")
    records.piece(chairs, amenity=chair, since=days(-30))
    records.piece(chairs, amenity=records.amenity("旧轮椅", "wheelchair"), retired_on=days(-10))
    assert [figures(n)[0] for n in (-40, -30, -11, -10)] == [1, 2, 2, 1]
    assert fact().amenity_kinds == ("wheelchair",)


def test_damaged_umbrellas_are_owned_and_do_not_count(tiers, umbrellas):
    records.desk_check(days(-20), umbrellas)
    records.set_aside(umbrellas, 16, on=days(-10))
    part = tiers.assess().findings[1].rules[0]
    assert part.state is State.NOT_MET
    assert str(part.found) == "Usable umbrellas: 4 pieces (雨伞); 雨伞: 20 件 owned, 16 set aside"
    assert tiers.assess(days(-11)).findings[1].rules[0].state is State.MET


def test_umbrellas_on_loan_are_owned(tiers, umbrellas):
    records.lend(umbrellas, 19)
    assert tiers.assess().findings[1].state is State.MET
    records.lend(umbrellas, 1)
    assert tiers.assess().findings[1].state is State.NOT_MET
    assert tiers.assess(days(-1)).findings[1].rules[0].state is State.MET


def test_a_wheelchair_that_is_set_aside_does_not_work(tiers):
    chair = records.amenity("轮椅", "wheelchair")
    chairs = records.loan_kind("轮椅")
    piece = records.piece(chairs, amenity=chair)
    records.set_aside(chairs, on=days(-4), unit=piece)
    records.set_aside(chairs, -1, on=days(-1), unit=piece)
    states = {}
    for n in (-5, -4, -2, -1):
        parts = tiers.assess(days(n)).findings[3].rules
        states[n] = next(one.state for one in parts if one.rule.kind is RuleKind.AMENITY)
    assert states == {-5: "met", -4: "not_met", -2: "not_met", -1: "met"}


def test_a_kit_lacks_parts_until_they_are_filled_up():
    kits = records.loan_kind("随身百宝箱", audience="duty")
    kit, other = records.piece(kits), records.piece(kits)
    plasters, tape = records.part(kits, "创可贴", 5), records.part(kits, "胶带")
    former = records.part(kits, "别针", ended_on=days(-30))
    records.lack(kit, plasters, -2, on=days(-9))
    records.lack(kit, tape, on=days(-9))
    records.lack(other, former, on=days(-40))
    records.lack(other, tape, on=days(-2), voided=True)
    records.lack(kit, plasters, 2, on=days(-5))
    records.lack(kit, tape, 1, on=days(-3))
    assert [fact(days(n)).incomplete for n in (-35, -10, -9, -5, -3)] == [1, 0, 1, 1, 0]
    records.set_aside(kits, on=days(-8), unit=kit)
    assert fact(days(-7)).incomplete == 0
    assert fact(days(-7)).usable == 1


def test_found_things_wait_until_their_outcome_and_every_step_is_life():
    assert gather(TODAY, TODAY).lost_property == LostPropertyFact()
    records.found_thing(days(-20), outcome_on=days(-6))
    kept = records.found_thing(days(-9), pass_on_after=days(2))
    records.found_thing(days(-1), voided=True)
    look = records.desk_check(days(-3))
    told = {n: gather(days(n), TODAY).lost_property for n in (-20, -7, -6, 0)}
    assert {n: len(one.waiting) for n, one in told.items()} == {-20: 1, -7: 2, -6: 1, 0: 1}
    assert {n: (one.last_on, one.last_by) for n, one in told.items()} == {
        -20: (days(-20), "王芳"),
        -7: (days(-9), "王芳"),
        -6: (days(-6), "周静"),
        0: (days(-3), "王芳"),
    }
    assert told[0].waiting[0].number == kept.number
    assert (told[0].last_what, told[0].last_uid) == ("desk_check", look.uid)


def test_a_found_thing_past_its_day_is_told_by_its_number_and_by_no_name(tiers):
    thing = records.found_thing(days(-9), pass_on_after=days(-1))
    part = tiers.assess().findings[4].rules[3]
    assert part.state is State.NOT_MET
    assert thing.number in str(part.todo)
    assert "钥匙" not in f"{part.found} {part.todo} {part.evidence}"


def test_the_lending_desk_and_the_shelf_lead_to_their_records(tiers, umbrellas):
    thing, look = records.found_thing(TODAY), records.desk_check(TODAY)
    assert tiers.record_behind("loan_kind", umbrellas.uid) == ("loan_kind", umbrellas.id)
    assert tiers.record_behind("found_thing", thing.uid) == ("found_thing", thing.id)
    assert tiers.record_behind("desk_check", look.uid) == ("found_things", look.id)


def test_looks_that_the_lending_desk_replaced_are_history(tiers):
    asked = {line.subject.key for line in tiers.subjects()}
    assert asked.isdisjoint({"loan_ledger_kept", "aids_in_order", "lost_property_log"})
    assert "handy_kit_in_order" in asked
    with pytest.raises(Refused, match="does not ask"):
        tiers.record_hand_check("loan_ledger_kept", passed=True, checked_by="李敏")
    records.hand_check("loan_ledger_kept", days(-400))
    (line,) = tiers.hand_check_lines()
    assert line.name.zh == "借伞登记"
    tiers.void_hand_check(line.check.uid)
    assert tiers.hand_check_lines()[0].check.voided


def test_an_own_copy_of_the_time_before_is_judged_by_its_looks(tiers):
    text = (FORMER / "yanta-2023-before-lending.toml").read_text(encoding="utf-8")
    tiers.standards.copy("yanta-2023", "own", Words("本站", "Ours"), days(-90))
    tiers.standards.keep(text.replace('key = "yanta-2023"', 'key = "own"', 1), days(-80))
    tiers.standards.use("own")
    records.stock("雨伞", "umbrella", 20)
    tiers.record_hand_check("loan_ledger_kept", passed=True, checked_by="李敏")
    found = tiers.assess().findings[1]
    assert (found.state, found.until) == (State.MET, days(7))
    assert "loan_ledger_kept" in {line.subject.key for line in tiers.subjects()}


def test_a_loan_that_comes_back_damaged_and_lost_is_seen_by_the_tiers(tmp_path):
    desk = open_desk(tmp_path / "枫桥路.station", today=TODAY)
    try:
        records.stock("雨伞", "umbrella", 20)
        umbrellas = desk.lending.add_kind(
            NewLoanKind(
                name="雨伞",
                mode=LoanMode.POOL,
                item_id=ItemRow.get().id,
                most_per_person=20,
            )
        )
        who = NewBorrower(name="张女士", phone="5678")
        loan = desk.lending.lend(
            NewLoan(on=TODAY, borrower=who, lines=(TakenLine(kind_id=umbrellas, quantity=20),))
        )
        assert desk.tiers.assess().findings[1].state is State.NOT_MET
        (entry,) = desk.lending.entries_of_loan(loan)
        desk.lending.give_back(
            NewReturn(line_id=entry.line_id, on=TODAY, good=10, damaged=2, lost=3)
        )
        found = desk.tiers.assess().findings[1]
        assert found.state is State.MET
        assert "雨伞: 17 件 owned, 2 set aside" in str(found.found)
        assert "17 owned, 2 set aside, 5 on loan, 10 in the station" in str(found.found)
        assert "张" not in f"{found.found} {[str(one.text) for one in found.evidence]}"
    finally:
        desk.close()


def test_a_look_through_the_found_things_is_seen_by_the_tiers(tmp_path):
    desk = open_desk(tmp_path / "枫桥路.station", today=TODAY)
    try:
        parts = desk.tiers.assess().findings[4].rules
        ledger = next(one for one in parts if one.rule.kind is RuleKind.LOST_PROPERTY)
        assert ledger.state is State.NOT_CHECKED
        desk.keeping.confirm_looked_through("found_things")
        parts = desk.tiers.assess().findings[4].rules
        ledger = next(one for one in parts if one.rule.kind is RuleKind.LOST_PROPERTY)
        assert (ledger.state, ledger.until) == (State.MET, days(7))
    finally:
        desk.close()
