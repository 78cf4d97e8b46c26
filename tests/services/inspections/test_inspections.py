import sqlite3
from io import BytesIO

import pytest
from PIL import Image

from stationdesk.domain.inspections.actions import ActionState, NewAction
from stationdesk.domain.inspections.due_days import DueDays
from stationdesk.domain.inspections.findings import Remedy
from stationdesk.domain.inspections.kinds import (
    InspectionKind,
    InspectionState,
    Result,
    Severity,
)
from stationdesk.domain.inspections.lines import NewLine
from stationdesk.domain.problems import Refused
from stationdesk.i18n import use_language
from stationdesk.paths import resources
from stationdesk.services.changes import Topic
from stationdesk.store import audit, soundness
from tests.services.inspections.inspection_house import InspectionHouse, day


@pytest.fixture
def house(database):
    return InspectionHouse(database)


def abouts(refused):
    return [problem.about for problem in refused.value.problems]


def test_an_inspection_begins_with_a_line_for_each_service_of_the_tier(house):
    whole = house.inspections.inspection(house.begin())
    assert [line.code for line in whole.lines] == [f"S0{number}" for number in range(1, 9)]
    assert (whole.inspection.number, whole.inspection.tier) == ("JC-2026-001", 3)
    assert whole.inspection.standard_key == "yanta-2023"
    assert whole.inspection.standard_version
    assert whole.progress.unchecked == 8
    assert whole.progress.score is None
    assert house.announced == [frozenset({Topic.INSPECTIONS})]


def test_the_lines_follow_the_tier_that_is_applied_for(database):
    house = InspectionHouse(database, tier=1)
    assert len(house.lines(house.begin())) == 16


def test_a_line_freezes_what_the_records_said_on_the_day(house):
    house.toilet_proved()
    inspection_id = house.begin()
    line = house.line(inspection_id, "S07")
    assert (line.suggested, line.result) == (Result.PASS, Result.UNCHECKED)
    assert {one.what for one in line.evidence} == {"hand_check"}
    house.pass_days(60)
    again = house.line(inspection_id, "S07")
    assert (f"{again.found}", again.suggested) == (f"{line.found}", Result.PASS)
    assert house.line(house.begin(), "S07").suggested is Result.UNCHECKED


def test_what_was_frozen_is_read_in_either_language(house):
    line = house.line(house.begin(), "S02")
    try:
        use_language("zh_CN", resources() / "locale")
        assert f"{line.name}" == "雨伞借用"
        assert "雨伞" in f"{line.required}"
    finally:
        use_language("en", resources() / "locale")
    assert "umbrella" in f"{line.required}"


def test_only_what_the_records_prove_is_answered_for_the_inspectors(house):
    house.toilet_proved()
    inspection_id = house.begin()
    assert house.inspections.answer_suggested(inspection_id) == 1
    answered = {line.code for line in house.lines(inspection_id) if line.result}
    assert answered == {"S07"}
    house.take_back()
    assert not any(line.result for line in house.lines(inspection_id))
    line = house.line(inspection_id, "S07")
    house.inspections.answer(line.id, Result.FAIL, "标识脱落")
    assert house.inspections.answer_suggested(inspection_id) == 0
    assert house.line(inspection_id, "S07").result is Result.FAIL


def test_an_inspection_of_a_past_day_asks_the_records_of_that_day(house):
    house.toilet_proved()
    earlier = house.inspections.begin(InspectionKind.SELF, day("2026-06-01"), "张敏")
    assert house.line(earlier, "S07").suggested is not Result.PASS


def test_begun_twice_with_one_key_it_is_begun_once(house):
    once = house.inspections.begin(InspectionKind.SELF, None, "张敏", request_key="k")
    assert house.inspections.begin(InspectionKind.SELF, None, "张敏", request_key="k") == once
    assert len(house.inspections.inspections()) == 1


def test_nobody_inspects_nothing_and_no_day_to_come(house):
    with pytest.raises(Refused) as refused:
        house.inspections.begin(InspectionKind.SELF, house.day(1), " ")
    assert abouts(refused) == ["on", "inspectors"]
    assert not house.inspections.inspections()


def test_a_line_by_hand_stands_once_and_can_be_taken_out(house):
    inspection_id = house.begin()
    line_id = house.inspections.add_line(inspection_id, NewLine(name="标识系统", required="清晰"))
    line = house.lines(inspection_id)[-1]
    assert (line.id, line.position, f"{line.name}", f"{line.required}") == (
        line_id,
        9,
        "标识系统",
        "清晰",
    )
    assert line.added
    for twice in (NewLine(name="标识系统"), NewLine(name="急救", code="S01"), NewLine(name=" ")):
        with pytest.raises(Refused):
            house.inspections.add_line(inspection_id, twice)
    house.inspections.answer(line_id, Result.PARTIAL, "门头灯坏")
    house.inspections.remove_line(line_id)
    assert len(house.lines(inspection_id)) == 8
    house.take_back()
    back = house.lines(inspection_id)[-1]
    assert (f"{back.name}", back.result, back.note) == ("标识系统", Result.PARTIAL, "门头灯坏")


def test_a_line_of_the_standard_is_not_taken_out(house):
    line = house.lines(house.begin())[0]
    with pytest.raises(Refused):
        house.inspections.remove_line(line.id)


def test_undo_leaves_an_answer_that_was_given_since(house):
    inspection_id = house.begin()
    line = house.lines(inspection_id)[0]
    house.inspections.answer(line.id, Result.PASS)
    first = house.undos[-1]
    house.inspections.answer(line.id, Result.FAIL, "过期")
    with pytest.raises(Refused):
        first.take_back()
    house.take_back()
    assert house.lines(inspection_id)[0].result is Result.PASS


def test_an_unchecked_line_a_wordless_one_and_a_missing_action_are_all_told_at_once(house):
    inspection_id = house.begin()
    lines = house.lines(inspection_id)
    house.inspections.answer(lines[0].id, Result.FAIL)
    house.inspections.answer(lines[1].id, Result.NOT_APPLICABLE)
    house.inspections.answer(lines[2].id, Result.PASS)
    with pytest.raises(Refused) as refused:
        house.inspections.submit(inspection_id, {lines[2].id: Remedy(measure="无", owner="李强")})
    told = abouts(refused)
    assert f"{lines[0].id}.note" in told
    assert f"{lines[1].id}.note" in told
    assert f"{lines[0].id}" in told
    assert f"{lines[2].id}" in told
    assert {f"{line.id}" for line in lines[3:]} <= set(told)
    assert house.inspections.inspection(inspection_id).inspection.is_draft


def test_the_action_of_another_line_is_refused(house):
    inspection_id = house.begin()
    house.answer_all(inspection_id)
    stranger = {999: Remedy(measure="换", owner="李强")}
    with pytest.raises(Refused) as refused:
        house.inspections.submit(inspection_id, house.remedies(inspection_id) | stranger)
    assert abouts(refused) == ["actions"]


def test_submission_makes_findings_and_actions_in_one_go(house):
    inspection_id = house.submitted(("S01", "S03"), severity=Severity.SERIOUS, cause="未盘点")
    whole = house.inspections.inspection(inspection_id)
    assert whole.inspection.state is InspectionState.SUBMITTED
    assert [each.number for each in whole.findings] == ["WT-2026-001", "WT-2026-002"]
    assert [each.what for each in whole.findings] == ["S01 有问题", "S03 有问题"]
    assert [each.action.number for each in whole.actions] == ["ZG-2026-001", "ZG-2026-002"]
    assert {each.action.due_on for each in whole.actions} == {day("2026-07-03")}
    assert {each.action.state for each in whole.actions} == {ActionState.OPEN}
    (look,) = house.inspections.inspections()
    assert (look.findings, look.actions, look.verified) == (2, 2, 0)
    assert look.progress.score == pytest.approx(75.0)
    assert soundness.ledger_faults() == []


def test_a_submission_that_fails_in_the_middle_leaves_nothing(house, monkeypatch):
    inspection_id = house.begin()
    house.answer_all(inspection_id, ("S01", "S02"))
    remedies = house.remedies(inspection_id)
    keep, kept = house.inspections._keep_action, []

    def fails(*args):
        if kept:
            raise sqlite3.OperationalError
        kept.append(keep(*args))

    monkeypatch.setattr(house.inspections, "_keep_action", fails)
    with pytest.raises(sqlite3.OperationalError):
        house.inspections.submit(inspection_id, remedies)
    assert house.inspections.inspection(inspection_id).inspection.is_draft
    assert house.sql("SELECT COUNT(*) FROM finding") == [(0,)]
    assert house.sql("SELECT COUNT(*) FROM corrective_action") == [(0,)]


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (Severity.CRITICAL, "2026-07-01"),
        (Severity.SERIOUS, "2026-07-03"),
        (Severity.MINOR, "2026-07-14"),
    ],
)
def test_the_due_day_follows_the_severity_in_working_days(house, severity, due):
    (action,) = house.actions(house.submitted(severity=severity))
    assert action.due_on == day(due)


def test_a_due_day_that_was_agreed_goes_before_the_default(house):
    (action,) = house.actions(house.submitted(due_on=day("2026-07-02")))
    assert action.due_on == day("2026-07-02")


def test_the_defaults_can_be_changed_and_changed_back(house):
    house.inspections.choose_due_days(DueDays(minor=5, serious=2, critical=0))
    assert house.inspections.due_on(Severity.MINOR, house.today) == day("2026-07-07")
    house.take_back()
    assert house.inspections.due_days() == DueDays()
    with pytest.raises(Refused) as refused:
        house.inspections.choose_due_days(DueDays(minor=1, serious=3, critical=-1))
    assert abouts(refused) == ["critical", "serious"]


def test_the_same_service_wanting_again_is_marked_and_counted(house):
    house.submitted(("S01", "S02"))
    house.pass_days(30)
    house.submitted(("S01",))
    house.pass_days(30)
    house.submitted(("S01", "S02"))
    newest = {each.finding.code: each for each in house.inspections.findings(house.today)}
    assert newest["S01"].times == 3
    assert newest["S02"].times == 1
    assert newest["S02"].finding.repeat_of is None


def test_a_service_that_was_not_judged_in_between_is_still_repeated(house):
    house.submitted(("S01",))
    house.pass_days(30)
    skipped = house.begin()
    house.answer_all(skipped, ())
    house.inspections.answer(house.line(skipped, "S01").id, Result.NOT_APPLICABLE, "停用")
    house.inspections.submit(skipped, {})
    house.pass_days(30)
    house.submitted(("S01",))
    assert house.inspections.findings(house.today)[0].times == 2


def test_an_item_by_hand_is_repeated_by_its_name(house):
    for _each in range(2):
        inspection_id = house.begin()
        house.answer_all(inspection_id, ())
        line_id = house.inspections.add_line(inspection_id, NewLine(name="标识系统"))
        house.inspections.answer(line_id, Result.FAIL, "褪色")
        house.inspections.submit(inspection_id, house.remedies(inspection_id))
        house.pass_days(7)
    assert [each.times for each in house.inspections.findings()] == [2, 1]


def test_taken_back_it_is_a_draft_whose_findings_come_back_with_their_numbers(house):
    inspection_id = house.submitted(("S01", "S02"))
    house.take_back()
    whole = house.inspections.inspection(inspection_id)
    assert whole.inspection.is_draft
    assert (whole.findings, whole.actions) == ((), ())
    assert house.inspections.findings() == []
    assert house.inspections.open_actions() == []
    house.inspections.answer(house.line(inspection_id, "S02").id, Result.PASS)
    house.inspections.answer(house.line(inspection_id, "S04").id, Result.PARTIAL, "缺一副")
    house.inspections.submit(inspection_id, house.remedies(inspection_id))
    numbers = [each.number for each in house.inspections.inspection(inspection_id).findings]
    assert numbers == ["WT-2026-001", "WT-2026-003"]
    assert soundness.ledger_faults() == []


def test_what_rests_on_a_submission_keeps_it(house):
    inspection_id = house.submitted()
    (action,) = house.actions(inspection_id)
    house.inspections.start(action.id)
    with pytest.raises(Refused) as refused:
        house.inspections.unsubmit(inspection_id)
    assert abouts(refused) == ["actions"]
    house.take_back()
    house.inspections.issue_notice(inspection_id, "枫桥路驿站", house.day(3), "现场复查")
    house.pass_days(1)
    house.submitted()
    with pytest.raises(Refused) as refused:
        house.inspections.unsubmit(inspection_id)
    assert abouts(refused) == ["notices", "findings"]


def test_a_signed_inspection_never_changes(house):
    inspection_id = house.submitted()
    house.inspections.sign(inspection_id, "赵军")
    head = house.inspections.inspection(inspection_id).inspection
    assert (head.state, head.signed_by, len(head.digest)) == (InspectionState.SIGNED, "赵军", 64)
    line = house.lines(inspection_id)[0]
    for deed in (
        lambda: house.inspections.answer(line.id, Result.PASS),
        lambda: house.inspections.add_line(inspection_id, NewLine(name="别的")),
        lambda: house.inspections.write_head(inspection_id, inspectors="别人"),
        lambda: house.inspections.submit(inspection_id, {}),
        lambda: house.inspections.unsubmit(inspection_id),
        lambda: house.inspections.void(inspection_id, "误建"),
        lambda: house.inspections.sign(inspection_id, "赵军"),
        lambda: house.desk.attachments.add("inspection_line", line.uid, "a.jpg", b""),
    ):
        with pytest.raises(Refused):
            deed()
    for sql in (
        "UPDATE inspection SET summary = 'x'",
        "UPDATE inspection_line SET note = 'x'",
        "DELETE FROM inspection_line",
        "UPDATE finding SET what = 'x'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            house.sql(sql)
    assert soundness.ledger_faults() == []


def test_what_was_altered_past_the_engine_is_found(house):
    inspection_id = house.submitted()
    house.inspections.sign(inspection_id, "赵军")
    house.sql("DROP TRIGGER inspection_line_signed_update")
    house.sql("UPDATE inspection_line SET note = '没问题' WHERE code = 'S01'")
    assert soundness.ledger_faults() == ["inspection: altered after signing JC-2026-001"]


def test_a_draft_is_not_signed_and_needs_a_signer(house):
    with pytest.raises(Refused) as refused:
        house.inspections.sign(house.begin(), " ")
    assert abouts(refused) == ["state", "signer"]


def test_only_a_draft_is_voided_and_it_comes_back(house):
    inspection_id = house.begin()
    with pytest.raises(Refused):
        house.inspections.void(inspection_id, " ")
    house.inspections.void(inspection_id, "重复建立")
    assert house.inspections.inspections() == []
    assert house.inspections.inspection(inspection_id).inspection.voided
    with pytest.raises(Refused):
        house.inspections.answer(house.lines(inspection_id)[0].id, Result.PASS)
    house.take_back()
    assert len(house.inspections.inspections()) == 1
    assert house.begin() != inspection_id
    numbers = [each.inspection.number for each in house.inspections.inspections()]
    assert numbers == ["JC-2026-002", "JC-2026-001"]
    with pytest.raises(Refused):
        house.inspections.void(house.submitted(), "误建")


def test_the_head_can_be_written_on_a_draft(house):
    inspection_id = house.begin()
    house.inspections.write_head(
        inspection_id, inspectors="张敏", escort="王芳", summary="总体良好"
    )
    head = house.inspections.inspection(inspection_id).inspection
    assert (head.inspectors, head.escort, head.summary) == ("张敏", "王芳", "总体良好")
    house.take_back()
    assert house.inspections.inspection(inspection_id).inspection.inspectors == "张敏、赵军"


def test_a_finding_takes_more_actions_and_keeps_one(house):
    inspection_id = house.submitted()
    whole = house.inspections.inspection(inspection_id)
    finding, first = whole.findings[0], whole.actions[0].action
    with pytest.raises(Refused):
        house.inspections.void_action(first.id, "重复")
    more = house.inspections.add_action(
        finding.id, NewAction(measure="每周盘点", owner="孙丽", due_on=house.day(5))
    )
    house.inspections.void_action(first.id, "换办法")
    assert [each.id for each in house.actions(inspection_id)] == [more]
    house.take_back()
    assert len(house.actions(inspection_id)) == 2
    house.take_back()
    assert [each.id for each in house.actions(inspection_id)] == [first.id]
    with pytest.raises(Refused) as refused:
        house.inspections.add_action(
            finding.id, NewAction(measure=" ", owner="", due_on=house.day(-9))
        )
    assert abouts(refused) == ["measure", "owner", "due_on"]


def test_photos_of_a_finding_are_counted(house):
    inspection_id = house.submitted()
    uid = house.lines(inspection_id)[0].uid
    assert [each.photos for each in house.inspections.findings()] == [0]
    content = picture()
    kept = house.desk.attachments.add("inspection_line", uid, "前台.png", content)
    house.desk.attachments.add("inspection_line", uid, "再拍.png", content)
    assert [each.photos for each in house.inspections.findings()] == [2]
    house.desk.attachments.archive(kept)
    assert [each.photos for each in house.inspections.findings()] == [1]
    assert house.announced[-1] == frozenset({Topic.INSPECTIONS})
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    assert notice.snapshot.findings[0].photos == ("再拍.jpg",)


def picture():
    written = BytesIO()
    Image.new("RGB", (20, 20), "white").save(written, "PNG")
    return written.getvalue()


def test_a_line_with_photos_is_not_taken_out(house):
    inspection_id = house.begin()
    line_id = house.inspections.add_line(inspection_id, NewLine(name="标识系统"))
    uid = house.lines(inspection_id)[-1].uid
    house.desk.attachments.add("inspection_line", uid, "a.png", picture())
    with pytest.raises(Refused):
        house.inspections.remove_line(line_id)


def test_every_deed_is_noted(house):
    inspection_id = house.submitted()
    house.inspections.sign(inspection_id, "赵军")
    uid = house.inspections.inspection(inspection_id).inspection.uid
    actions = [event.action for event in audit.events_of("inspection", uid)]
    assert actions == ["begin", "submit", "sign"]
    assert soundness.audit_faults() == []


def test_nothing_is_found_under_a_wrong_id(house):
    for deed in (
        lambda: house.inspections.inspection(9),
        lambda: house.inspections.answer(9, Result.PASS),
        lambda: house.inspections.action(9),
        lambda: house.inspections.notice(9),
        lambda: house.inspections.posted_document(9),
        lambda: house.inspections.add_action(9, NewAction(measure="换", owner="李强")),
    ):
        with pytest.raises(Refused):
            deed()
