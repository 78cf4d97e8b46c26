import json
import time
from dataclasses import replace

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.tiers.compare import Change
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.records import NewHandCheck
from stationdesk.domain.tiers.standard import with_criterion, with_hand_criterion
from stationdesk.domain.tiers.states import State
from stationdesk.services.changes import Topic
from stationdesk.services.tiers import Tiers
from stationdesk.store import audit
from stationdesk.store.tables import AssessmentRow, HandCheckRow
from tests.services import tier_records as records
from tests.services.tier_records import TODAY, days

SET_LINES = (("纱布", 6), ("创可贴", 12))


@pytest.fixture
def tiers(context):
    records.station()
    return Tiers(context)


def finding(tiers, code, on=None):
    found = {one.criterion.code: one for one in tiers.assess(on).findings}
    return found[code]


def see_everything(tiers, on=TODAY, without=()):
    standard = tiers.standard_in_force(on)
    tiers.record_round(
        [
            NewHandCheck(subject=one.key, passed=True, checked_by="李敏", on=on, amount=100)
            for one in standard.subjects
            if one.key not in without
        ]
    )


def fill_station():
    """Everything that a first-tier station has, but for the hand checks."""
    records.hours()
    records.stock("雨伞", "umbrella", 20)
    records.stock("老花镜", "reading_glasses", 3)
    records.stock("放大镜", "magnifier", 1)
    for number in range(12):
        records.stock(f"工具{number}", "tool", 1)
    records.stock("纱布", "first_aid", 6, expires_on=days(40))
    records.stock("创可贴", "first_aid", 12, expires_on=days(300))
    records.stock("纸杯", "cups", 50)
    records.stock("桶装水", "drinking_water", 3)
    records.first_aid_set(SET_LINES, checked_on=days(-5))
    for kind in ("first_aid_kit", "water_dispenser", "microwave", "air_conditioner"):
        records.amenity(kind, kind)
    for kind in ("wheelchair", "bookshelf", "nursing_room", "toilet"):
        records.amenity(kind, kind)
    records.amenity("灭火器", "extinguisher", pieces=2, agent="powder", made_on=days(-700))
    records.amenity("充电柜", "charging_cabinet", capacity=12)
    records.amenity("沙发", "sofa", pieces=2, capacity=3)
    records.lending_desk()


def test_an_empty_station_attains_no_tier(tiers):
    answer = tiers.assess()
    assert answer.attained is None
    assert answer.applied_for == 1
    assert {one.state for one in answer.findings} <= {State.NOT_MET, State.NOT_CHECKED}


def test_a_full_station_attains_the_first_tier_and_loses_it_with_the_gauze(tiers):
    fill_station()
    see_everything(tiers)
    assert tiers.assess().attained == 1
    steps = tiers.forecast(routine_goes_on=True)
    assert [(step.day, step.tier_from, step.tier_to) for step in steps] == [(days(41), 1, None)]
    assert [one.criterion.code for one in steps[0].because] == ["S01"]
    assert finding(tiers, "S01").until == days(26)
    assert tiers.forecast()[0].day == days(2)


def test_a_past_day_is_answered_by_the_records_of_that_day(tiers):
    batch = records.stock("雨伞", "umbrella", 25, on=days(-50))
    records.stock("雨伞", "umbrella", -15, on=days(-10), batch=batch)
    umbrellas = records.loan_kind("雨伞", goods=batch.item, since=days(-70))
    records.desk_check(days(-40), umbrellas)
    records.desk_check(days(-1), umbrellas)
    expected = {
        -60: State.NOT_MET,
        -50: State.NOT_CHECKED,
        -40: State.MET,
        -33: State.DUE_SOON,
        -32: State.NOT_CHECKED,
        -10: State.NOT_MET,
        0: State.NOT_MET,
    }
    assert {n: finding(tiers, "S02", days(n)).state for n in expected} == expected
    assert finding(tiers, "S02").states[2] is State.MET


def test_a_broken_amenity_counts_again_when_it_was_accepted(tiers):
    oven = records.amenity("微波炉", "microwave", since=days(-30))
    records.outage(oven, days(-20), days(-10))
    daily = records.plan(oven, "clean", unit="day")
    for n in (-31, -30, -15, -10):
        records.run(daily, days(n))
    expected = {-31: "not_met", -30: "met", -15: "not_met", -10: "met", 0: "not_checked"}
    assert {n: finding(tiers, "S11", days(n)).state.value for n in expected} == expected


def test_a_partly_broken_amenity_counts_with_what_works(tiers):
    sofa = records.amenity("沙发", "sofa", pieces=3, capacity=3)
    assert "9" in str(finding(tiers, "S13").rules[0].found)
    records.outage(sofa, days(-1), pieces=2)
    assert "3" in str(finding(tiers, "S13").rules[0].found)


def test_a_retired_amenity_is_still_there_on_the_days_before(tiers):
    records.amenity("书架", "bookshelf", retired_on=days(-5))
    states = {n: finding(tiers, "S14", days(n)).rules[1].state.value for n in (-6, -5)}
    assert states == {-6: "met", -5: "not_met"}
    assert finding(tiers, "S14", days(-6)).rules[1].until is None


def test_a_retirement_that_is_known_ahead_ends_what_counts(tiers):
    records.amenity("书架", "bookshelf", retired_on=days(9))
    part = finding(tiers, "S14").rules[1]
    assert (part.state, part.until) == (State.DUE_SOON, days(8))


@pytest.mark.parametrize(
    ("result", "voided", "expected"),
    [
        ("normal", False, State.MET),
        ("attention", False, State.MET),
        ("abnormal", False, State.NOT_MET),
        ("skipped", False, State.NOT_CHECKED),
        ("normal", True, State.NOT_CHECKED),
    ],
)
def test_only_work_that_was_done_and_found_good_counts(tiers, result, voided, expected):
    dispenser = records.amenity("饮水机", "water_dispenser")
    records.run(records.plan(dispenser, "clean"), days(-3), result, voided)
    assert finding(tiers, "S09").rules[4].state is expected


def test_a_plan_that_took_over_the_same_work_keeps_its_runs(tiers):
    dispenser = records.amenity("饮水机", "water_dispenser")
    old = records.plan(dispenser, "clean", ended_on=days(-2))
    records.run(old, days(-3))
    records.plan(dispenser, "clean", every=2)
    assert finding(tiers, "S09").rules[4].state is State.MET


def test_a_set_counts_at_its_place_and_with_its_check(tiers):
    records.amenity("急救箱", "first_aid_kit")
    records.stock("纱布", "first_aid", 6, at="急救箱")
    records.stock("创可贴", "first_aid", 12, at="库房")
    records.first_aid_set(SET_LINES, checked_on=days(-5), at="急救箱")
    assert finding(tiers, "S01").state is State.NOT_MET
    records.stock("创可贴", "first_aid", 12, at="急救箱")
    assert finding(tiers, "S01").state is State.MET
    assert finding(tiers, "S01").checked_by == "周静"


def test_a_daily_check_of_friday_is_good_on_monday_when_the_weekend_is_closed(tiers):
    monday = days(-1)
    assert monday.isoweekday() == 1
    tiers.record_hand_check("exits_clear", passed=True, checked_by="李敏", on=days(-4))
    part = finding(tiers, "S08", monday).rules[2]
    assert part.state is State.NOT_CHECKED
    records.hours(range(1, 6))
    assert finding(tiers, "S08", monday).rules[2].state is not State.NOT_CHECKED
    assert finding(tiers, "S08", days(0)).rules[2].state is State.NOT_CHECKED


def test_seasonal_hours_are_followed(tiers):
    records.hours(name="夏季", season_starts="05-01", season_ends="09-30")
    part = finding(tiers, "S05").rules[0]
    assert str(part.until) == "2026-09-30"
    assert finding(tiers, "S05", days(-90)).rules[0].state is State.NOT_MET


def test_another_standard_may_be_asked(tiers):
    assert tiers.assess(standard="union-2023").standard.key == "union-2023"
    with pytest.raises(Refused, match="yanta-2023"):
        tiers.assess(standard="other")


def test_the_json_has_the_keys_of_the_contract(tiers):
    fill_station()
    see_everything(tiers, without=("agent_on_roster",))
    told = json.loads(json.dumps(tiers.tiers_json(tiers.assess())))
    assert (told["standard"], told["on"]) == ("yanta-2023", "2026-06-30")
    assert (told["attained"], told["applied_for"]) == (2, 1)
    assert len(told["items"]) == 16
    first = told["items"][0]
    wanted = {"code", "name", "tier", "state", "until", "required", "found", "evidence", "reason"}
    assert wanted <= set(first)
    assert (first["code"], first["tier"], first["state"]) == ("S01", 3, "met")
    assert set(first["evidence"][0]) == {"what", "id", "text"}
    assert told["items"][15]["state"] == "not_checked"


def test_a_hand_check_is_kept_audited_announced_and_taken_back(tiers, announced, undos):
    kept = tiers.record_hand_check("exits_clear", passed=True, checked_by=" 李敏 ", note="好")
    assert tiers.hand_checks("exits_clear") == [kept]
    assert kept.checked_by == "李敏"
    assert [event.action for event in audit.events_of("hand_check", kept.uid)] == ["add"]
    assert announced == [{Topic.TIERS}]
    undos[-1].take_back()
    assert tiers.hand_checks("exits_clear")[0].voided
    assert finding(tiers, "S08").rules[2].state is State.NOT_CHECKED


def test_a_voided_check_counts_again_when_that_is_taken_back(tiers, undos):
    kept = tiers.record_hand_check("exits_clear", passed=True, checked_by="李敏")
    tiers.void_hand_check(kept.uid)
    with pytest.raises(Refused):
        tiers.void_hand_check(kept.uid)
    undos[-1].take_back()
    assert not tiers.hand_checks("exits_clear")[0].voided


def test_every_fault_of_a_hand_check_is_named_and_nothing_is_kept(tiers):
    good = NewHandCheck(subject="exits_clear", passed=True, checked_by="李敏", on=TODAY)
    bad = NewHandCheck(subject="nothing", passed=False, checked_by=" ", on=days(1), amount=-1)
    uncounted = replace(good, subject="reading_titles")
    with pytest.raises(Refused) as refusal:
        tiers.record_round([good, bad, uncounted])
    assert [problem.about for problem in refusal.value.problems] == [
        "subject",
        "checked_by",
        "on",
        "amount",
        "note",
        "amount",
    ]
    assert HandCheckRow.select().count() == 0


def test_the_subjects_of_a_round_come_with_the_most_urgent_first(tiers):
    tiers.record_hand_check("exits_clear", passed=True, checked_by="李敏")
    tiers.record_hand_check("posted_lists", passed=True, checked_by="李敏")
    lines = tiers.subjects()
    assert len(lines) == len(tiers.standard_in_force().subjects)
    assert lines[0].newest is None
    assert [(line.subject.key, line.due_on) for line in lines[-2:]] == [
        ("exits_clear", days(1)),
        ("posted_lists", days(31)),
    ]
    assert lines[-2].codes == ("S08",)
    wanted = {line.subject.key for line in lines if line.amount_wanted}
    assert {"on_duty_cover", "reading_titles", "toilet_sign_posted"} <= wanted


def test_an_exemption_is_kept_holds_and_is_taken_back(tiers, undos):
    tiers.exempt("S16", reason="由街道统一代办", approved_by="街道办", last_day=days(30))
    assert finding(tiers, "S16").state is State.NOT_APPLICABLE
    assert "街道办" in str(finding(tiers, "S16").reason)
    assert finding(tiers, "S16", days(-1)).state is State.NOT_CHECKED
    tiers.void_exemption(tiers.exemptions()[0].uid)
    assert finding(tiers, "S16").state is State.NOT_CHECKED
    undos[-1].take_back()
    assert finding(tiers, "S16").state is State.NOT_APPLICABLE
    undos[0].take_back()
    assert tiers.exemptions()[0].voided


def test_an_exemption_needs_a_service_a_reason_and_an_approver(tiers):
    with pytest.raises(Refused) as refusal:
        tiers.exempt("S99", reason="", approved_by="", last_day=days(-1))
    abouts = [problem.about for problem in refusal.value.problems]
    assert abouts == ["criterion", "reason", "approved_by", "last_day"]


def test_what_was_signed_stays_as_it_was(tiers):
    fill_station()
    see_everything(tiers)
    number = tiers.sign_off("李敏")
    before = tiers.snapshot(number)
    tiers.record_hand_check("exits_clear", passed=False, note="堵了", checked_by="赵强")
    assert tiers.assess().attained is None
    after = tiers.snapshot(number)
    assert after == before
    assert (after.attained, after.applied_for, after.assessor) == (1, 1, "李敏")
    assert after.counts(1) == (16, 16)
    assert (after.standard_key, after.standard_version) == ("yanta-2023", "2023.4")
    assert (after.station_name, after.on) == ("枫桥路驿站", TODAY)
    assert "press report" in after.standard_source.en
    assert after.findings[0].evidence


def test_a_signed_assessment_can_neither_change_nor_go(tiers):
    tiers.sign_off("李敏")
    with pytest.raises(Exception, match="insert-only"):
        AssessmentRow.update(attained=1).execute()
    with pytest.raises(Exception, match="insert-only"):
        AssessmentRow.delete().execute()


def test_a_snapshot_that_was_altered_behind_our_back_is_refused(tiers, database):
    number = tiers.sign_off("李敏")
    database.raw().execute("DROP TRIGGER assessment_no_update")
    database.raw().execute("UPDATE assessment SET snapshot = replace(snapshot, '李敏', '张三')")
    with pytest.raises(Refused, match="altered"):
        tiers.snapshot(number)


def test_signing_needs_an_assessor_and_a_day_that_has_come(tiers):
    with pytest.raises(Refused) as refusal:
        tiers.sign_off(" ", days(1))
    assert [problem.about for problem in refusal.value.problems] == ["assessor", "on"]


def test_signed_assessments_are_numbered_by_day_and_listed_newest_first(tiers):
    tiers.sign_off("李敏", days(-3))
    tiers.sign_off("李敏")
    tiers.sign_off("赵强")
    assert [one.number for one in tiers.assessments()] == [
        "DB-20260630-02",
        "DB-20260630-01",
        "DB-20260627-01",
    ]


def test_two_snapshots_tell_what_became_better_and_what_worse(tiers):
    batch = records.stock("雨伞", "umbrella", 20, on=days(-5))
    umbrellas = records.loan_kind("雨伞", goods=batch.item)
    records.desk_check(days(-5), umbrellas)
    see_everything(tiers, on=days(-4))
    first = tiers.sign_off("李敏", days(-4))
    records.amenity("微波炉", "microwave", since=days(-2))
    tiers.record_hand_check("microwave_wiped", passed=True, checked_by="李敏")
    records.lend(umbrellas, 20)
    second = tiers.sign_off("李敏")
    for one, other in ((first, second), (second, first)):
        comparison = tiers.compare(one, other)
        assert comparison.earlier.on == days(-4)
        assert [item.code for item in comparison.of(Change.BETTER)] == ["S11"]
        assert "S02" in [item.code for item in comparison.of(Change.WORSE)]
        worse = {item.code: item for item in comparison.items}["S02"]
        assert (worse.before, worse.after) == (State.MET, State.NOT_MET)
        assert "雨伞: 20 owned, 20 on loan, 0 in the station" in str(worse.what)


def own_copy(tiers, valid_from=None):
    tiers.standards.copy("yanta-2023", "own", Words("本站", "Ours"), valid_from)
    return tiers.standard_in_force(standard="own", on=valid_from)


def test_a_station_keeps_and_edits_its_own_copy(tiers):
    records.stock("雨伞", "umbrella", 4)
    mine = own_copy(tiers, days(-10))
    assert (mine.version, mine.based_on) == ("2026-06-20.1", "yanta-2023@2023.4")
    umbrellas = mine.criterion("S02")
    fewer = replace(umbrellas.rules[0], quantity={3: 3, 2: 3, 1: 4})
    edited = with_criterion(mine, replace(umbrellas, rules=(fewer,)))
    edited = with_hand_criterion(
        edited,
        code="Z01",
        name=Words("宠物饮水", "Water for pets"),
        tier=1,
        question=Words("有水吗？", "Is there water?"),
        interval_days=1,
    )
    assert tiers.standards.keep_edited(edited, days(-3)) == "2026-06-27.1"
    assert tiers.standards.keep_edited(edited, days(-3)) == "2026-06-27.2"
    judged = {n: tiers.assess(days(n), "own") for n in (-11, -4, -3)}
    assert [one.standard.version for one in judged.values()] == [
        "2023.4",
        "2026-06-20.1",
        "2026-06-27.2",
    ]
    assert [one.findings[1].state for one in judged.values()][1:] == [State.NOT_MET, State.MET]
    assert [line.key for line in tiers.standards.all()] == ["yanta-2023", "union-2023", "own"]


def test_an_edited_text_names_all_its_mistakes_and_is_not_kept(tiers):
    own_copy(tiers)
    text = tiers.standards.text("own")
    spoiled = text.replace("interval_days = 7", "interval_days = 0").replace("T3 = 5", "T9 = 5")
    with pytest.raises(Refused) as refusal:
        tiers.standards.keep(spoiled)
    assert len(refusal.value.problems) > 5
    assert all("Line " in str(problem) for problem in refusal.value.problems)
    assert len(tiers.standards.versions("own")) == 1


@pytest.mark.parametrize(
    ("key", "title"), [("yanta-2023", "x"), ("Großes", "x"), ("", "x"), ("fine", "")]
)
def test_a_copy_needs_a_free_key_and_a_title(tiers, key, title):
    with pytest.raises(Refused):
        tiers.standards.copy("yanta-2023", key, Words(title, title))


def test_a_preset_is_never_written_over(tiers):
    with pytest.raises(Refused, match="copy it first"):
        tiers.standards.keep(tiers.standards.text("yanta-2023"))


def test_a_version_cannot_begin_before_the_one_before_it(tiers):
    own_copy(tiers)
    with pytest.raises(Refused, match="2026-06-30"):
        tiers.standards.keep(tiers.standards.text("own"), days(-1))


def test_a_kept_version_is_taken_back_unless_an_assessment_names_it(tiers, undos):
    own_copy(tiers)
    tiers.standards.keep(tiers.standards.text("own"))
    undos[-1].take_back()
    assert len(tiers.standards.versions("own")) == 1
    tiers.standards.keep(tiers.standards.text("own"))
    tiers.sign_off("李敏", standard="own")
    with pytest.raises(Refused, match="in use"):
        undos[-1].take_back()


def test_an_own_standard_is_put_away_and_taken_back(tiers, undos):
    own_copy(tiers)
    tiers.standards.archive("own")
    assert tiers.standards.all()[-1].archived
    undos[-1].take_back()
    assert not tiers.standards.all()[-1].archived
    with pytest.raises(Refused, match="choose another"):
        tiers.standards.archive("yanta-2023")


def test_what_is_missing_for_the_next_tier_comes_with_the_review(tiers):
    fill_station()
    see_everything(tiers, without=("agent_on_roster", "water_daily"))
    review = tiers.review()
    assert (review.assessment.attained, review.next_tier) == (3, 2)
    assert [one.criterion.code for one in review.missing] == ["S09"]
    assert [one.criterion.code for one in tiers.missing_for(1)] == ["S09", "S16"]


def test_a_review_of_ninety_days_is_quick(tiers):
    fill_station()
    for n in range(60):
        records.stock(f"书{n}", "reading", 1, expires_on=days(n))
    see_everything(tiers)
    tiers.review()
    began = time.perf_counter()
    tiers.review()
    assert time.perf_counter() - began < 1.0


def test_a_rule_cannot_be_left_without_its_amounts(tiers):
    own_copy(tiers)
    text = tiers.standards.text("own").replace("quantity = {T3 = 5, T2 = 10, T1 = 20}\n", "")
    with pytest.raises(Refused, match="is missing"):
        tiers.standards.keep(text)


def test_an_exemption_under_the_preset_holds_for_its_copy(tiers):
    tiers.exempt("S16", reason="由街道统一代办", approved_by="街道办")
    own_copy(tiers)
    found = {one.criterion.code: one for one in tiers.assess(standard="own").findings}
    assert found["S16"].state is State.NOT_APPLICABLE
    union = {one.criterion.code: one for one in tiers.assess(standard="union-2023").findings}
    assert union["S16"].state is State.NOT_CHECKED


def test_checks_are_listed_under_the_names_of_the_standard(tiers):
    tiers.record_hand_check("reading_titles", passed=True, amount=52, checked_by="李敏")
    (line,) = tiers.hand_check_lines()
    assert (line.name.zh, line.unit.zh, line.check.amount) == ("图书种数", "种", 52)


def test_the_station_chooses_its_standard_and_may_go_back(tiers, announced, undos):
    own_copy(tiers)
    tiers.standards.use("own")
    assert tiers.standard_in_force().key == "own"
    assert announced[-1] == {Topic.TIERS, Topic.STATION}
    undos[-1].take_back()
    assert tiers.standard_in_force().key == "yanta-2023"
    with pytest.raises(Refused, match="no standard"):
        tiers.standards.use("other")


def test_a_share_is_never_more_than_a_hundred_percent(tiers):
    with pytest.raises(Refused, match="100"):
        tiers.record_hand_check("on_duty_cover", passed=True, checked_by="李敏", amount=101)
    assert tiers.record_hand_check("on_duty_cover", passed=True, checked_by="李敏", amount=100)
