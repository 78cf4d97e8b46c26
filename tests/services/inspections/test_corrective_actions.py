import pytest

from stationdesk.domain.inspections.actions import ActionMove, ActionState
from stationdesk.domain.inspections.kinds import Severity
from stationdesk.domain.inspections.notices import NoticeState, RecheckOutcome
from stationdesk.domain.problems import Refused
from stationdesk.domain.reminders import Urgency
from stationdesk.store import corrective_actions, soundness
from tests.services.inspections.inspection_house import InspectionHouse, day

DONE, NOT_DONE = RecheckOutcome.DONE, RecheckOutcome.NOT_DONE


@pytest.fixture
def house(database):
    return InspectionHouse(database)


@pytest.fixture
def action_id(house):
    return house.actions(house.submitted())[0].id


def abouts(refused):
    return [problem.about for problem in refused.value.problems]


def state(house, action_id):
    return house.inspections.action(action_id).action.state


def test_an_action_goes_from_open_to_verified_by_somebody_else(house, action_id):
    inspections = house.inspections
    inspections.start(action_id)
    house.pass_days(1)
    inspections.claim(action_id, "孙丽", "已更换过期碘伏")
    assert state(house, action_id) is ActionState.CLAIMED
    house.pass_days(1)
    inspections.verify(action_id, "王芳")
    line = inspections.action(action_id)
    assert line.action.state is ActionState.VERIFIED
    assert (line.standing.claimed_by, line.standing.claimed_on) == ("孙丽", day("2026-07-01"))
    assert (line.standing.verified_by, line.standing.verified_on) == ("王芳", day("2026-07-02"))
    assert inspections.open_actions() == []
    assert len(inspections.actions()) == 1
    assert soundness.ledger_faults() == []


@pytest.mark.parametrize("who", ["李强", "李 强", "站长李强", "孙丽", "孙丽、王芳", "孫麗"])
def test_nobody_judges_what_he_owns_or_said_he_did(house, action_id, who):
    house.inspections.start(action_id)
    house.inspections.claim(action_id, "孙丽", "换好了")
    for deed in (
        lambda: house.inspections.verify(action_id, who),
        lambda: house.inspections.reject(action_id, who, "没换"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert abouts(refused) == ["person"]
    assert state(house, action_id) is ActionState.CLAIMED


def test_a_rejected_one_goes_on_and_the_first_claimer_stays_out(house, action_id):
    house.inspections.start(action_id)
    house.inspections.claim(action_id, "孙丽", "换好了")
    house.inspections.reject(action_id, "王芳", "缺纱布")
    assert state(house, action_id) is ActionState.DOING
    house.inspections.claim(action_id, "李强", "补齐纱布")
    with pytest.raises(Refused):
        house.inspections.verify(action_id, "孙丽")
    house.inspections.verify(action_id, "王芳")
    assert house.inspections.action(action_id).standing.rejections == 1


def test_a_wrong_state_is_told_in_one_sentence(house, action_id):
    with pytest.raises(Refused) as refused:
        house.inspections.verify(action_id, "")
    assert f"{refused.value}" == "Nobody has said yet that action ZG-2026-001 is done."
    with pytest.raises(Refused) as refused:
        house.inspections.claim(action_id, "李强", "换好了")
    assert f"{refused.value}" == "Nobody has begun with action ZG-2026-001 yet."


def test_all_that_lacks_is_told_at_once(house, action_id):
    house.inspections.start(action_id)
    with pytest.raises(Refused) as refused:
        house.inspections.claim(action_id, " ", " ", house.day(1))
    assert abouts(refused) == ["on", "person", "note"]
    with pytest.raises(Refused) as refused:
        house.inspections.claim(action_id, "李强", "好了", house.day(-1))
    assert abouts(refused) == ["on"]


def test_more_time_is_given_before_the_day_is_over(house, action_id):
    house.inspections.extend(action_id, day("2026-07-20"), "配件未到", "赵军")
    line = house.inspections.action(action_id)
    assert (line.action.due_on, line.standing.first_due_on) == (
        day("2026-07-20"),
        day("2026-07-14"),
    )
    assert line.standing.extensions == 1
    with pytest.raises(Refused) as refused:
        house.inspections.extend(action_id, day("2026-07-20"), " ", "")
    assert abouts(refused) == ["person", "note", "due_on"]
    house.take_back()
    assert house.inspections.action(action_id).action.due_on == day("2026-07-14")
    house.pass_days(15)
    with pytest.raises(Refused) as refused:
        house.inspections.extend(action_id, day("2026-08-20"), "配件未到", "赵军")
    assert abouts(refused) == ["due_on"]


def test_being_overdue_follows_from_the_day_alone(house, action_id):
    action = house.inspections.action(action_id).action
    assert not action.is_overdue(day("2026-07-14"))
    assert action.is_overdue(day("2026-07-15"))
    house.inspections.start(action_id)
    house.pass_days(20)
    house.inspections.claim(action_id, "李强", "换好了")
    line = house.inspections.action(action_id)
    assert not line.action.is_overdue(house.today)
    assert line.standing.days_late(house.today) == 6


def test_opened_again_it_has_a_new_day_and_no_verdict(house, action_id):
    house.verified(action_id)
    house.pass_days(7)
    house.inspections.reopen(action_id, "赵军", "又缺了")
    line = house.inspections.action(action_id)
    assert line.action.state is ActionState.DOING
    assert line.action.due_on == day("2026-07-21")
    assert (line.standing.verified_by, line.standing.claimed_on) == ("", None)
    house.take_back()
    assert house.inspections.action(action_id).action.due_on == day("2026-07-14")


def test_each_step_can_be_taken_back_and_stays_on_record(house, action_id):
    house.verified(action_id)
    for expected in (ActionState.CLAIMED, ActionState.DOING, ActionState.OPEN):
        house.take_back()
        assert state(house, action_id) is expected
    moves = [step.move for step in house.inspections.steps(action_id)]
    assert moves == [
        *(ActionMove.OPEN, ActionMove.START, ActionMove.CLAIM, ActionMove.VERIFY),
        *(ActionMove.UNDO,) * 3,
    ]
    with pytest.raises(Refused):
        house.inspections.undo(action_id)
    assert soundness.ledger_faults() == []


def test_an_older_step_is_not_taken_back_over_a_newer_one(house, action_id):
    house.inspections.start(action_id)
    begun = house.undos[-1]
    house.inspections.claim(action_id, "李强", "好了")
    with pytest.raises(Refused):
        begun.take_back()


def test_what_is_allowed_is_told(house, action_id):
    assert house.inspections.moves_for(action_id) == [ActionMove.START, ActionMove.EXTEND]
    house.inspections.start(action_id)
    assert house.inspections.moves_for(action_id) == [
        ActionMove.CLAIM,
        ActionMove.EXTEND,
        ActionMove.UNDO,
    ]


def test_a_notice_is_numbered_and_frozen(house):
    inspection_id = house.submitted(("S01", "S02"), place="前台")
    notice = house.inspections.issue_notice(
        inspection_id, "枫桥路驿站", day("2026-07-03"), "现场复查"
    )
    assert notice.number == "TZ-2026-001"
    told = notice.snapshot
    assert (told.station_name, told.inspection_number) == ("枫桥路驿站", "JC-2026-001")
    assert [each.number for each in told.findings] == ["WT-2026-001", "WT-2026-002"]
    assert told.findings[0].place == "前台"
    assert "First-aid kit" in f"{told.findings[0].clause()}"
    assert told.findings[0].actions[0].due_on == day("2026-07-14")
    assert told.objection_until == day("2026-07-07")
    house.inspections.extend(house.actions(inspection_id)[0].id, day("2026-07-20"), "忙", "赵军")
    assert house.inspections.notice(notice.id).notice.snapshot == told
    assert {line.notice for line in house.inspections.open_actions()} == {"TZ-2026-001"}


def test_a_notice_names_only_what_is_not_put_right(house):
    inspection_id = house.submitted(("S01", "S02"))
    first, second = house.actions(inspection_id)
    house.verified(first.id)
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    assert [each.code for each in notice.snapshot.findings] == ["S02"]
    house.verified(second.id)
    with pytest.raises(Refused) as refused:
        house.inspections.issue_notice(inspection_id, " ", house.day(-1), "")
    assert abouts(refused) == ["inspection", "addressed_to", "recheck_method", "deadline"]


def test_a_notice_of_some_findings_rests_on_their_actions_alone(house):
    inspection_id = house.submitted(("S01", "S02"))
    finding = house.inspections.inspection(inspection_id).findings[0]
    notice = house.inspections.issue_notice(
        inspection_id, "驿站", house.day(3), "复查", finding_ids=[finding.id]
    )
    house.verified(house.actions(inspection_id)[0].id)
    assert house.inspections.notice(notice.id).state(house.today) is NoticeState.READY


def test_a_draft_has_no_notice(house):
    with pytest.raises(Refused) as refused:
        house.inspections.issue_notice(house.begin(), "驿站", house.day(3), "复查")
    assert abouts(refused) == ["inspection"]


def test_it_is_struck_off_when_all_is_verified_and_then_for_good(house):
    inspection_id = house.submitted(("S01", "S02"))
    first, second = house.actions(inspection_id)
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    house.verified(first.id)
    with pytest.raises(Refused) as refused:
        house.inspections.recheck(notice.id, "赵军", DONE)
    assert abouts(refused) == ["outcome"]
    assert "ZG-2026-002" in f"{refused.value}"
    house.inspections.recheck(notice.id, "赵军", NOT_DONE, "雨伞仍不足")
    house.pass_days(4)
    line = house.inspections.notice(notice.id)
    assert line.state(house.today) is NoticeState.LATE
    house.verified(second.id)
    house.inspections.recheck(notice.id, "赵军", DONE)
    line = house.inspections.notice(notice.id)
    assert (line.state(house.today), line.notice.struck_off_on) == (
        NoticeState.CLOSED,
        house.today,
    )
    for deed in (
        lambda: house.inspections.recheck(notice.id, "赵军", DONE),
        lambda: house.inspections.reopen(second.id, "赵军", "又坏了"),
        lambda: house.inspections.undo(second.id),
    ):
        with pytest.raises(Refused):
            deed()
    assert house.inspections.notices(only_running=True) == []
    assert house.inspections.moves_for(second.id) == []
    assert soundness.ledger_faults() == []


@pytest.mark.parametrize("who", ["李强", "李 强站长", ""])
def test_who_put_it_right_does_not_look_again(house, who):
    inspection_id = house.submitted()
    house.verified(house.actions(inspection_id)[0].id)
    with pytest.raises(Refused):
        house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    house.inspections.reopen(house.actions(inspection_id)[0].id, "赵军", "又缺了")
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    house.inspections.claim(house.actions(inspection_id)[0].id, "李强", "补了")
    house.inspections.verify(house.actions(inspection_id)[0].id, "王芳")
    with pytest.raises(Refused) as refused:
        house.inspections.recheck(notice.id, who, DONE)
    assert abouts(refused) == ["by"]


def test_a_second_look_lies_after_the_notice_and_says_what_is_wrong(house):
    inspection_id = house.submitted()
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    with pytest.raises(Refused) as refused:
        house.inspections.recheck(notice.id, "赵军", NOT_DONE, on=house.day(-1))
    assert abouts(refused) == ["note", "on"]


def test_an_altered_notice_is_refused_and_found(house):
    inspection_id = house.submitted()
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(3), "复查")
    house.sql("DROP TRIGGER rectification_notice_no_update")
    house.sql("UPDATE rectification_notice SET snapshot = REPLACE(snapshot, 'S01', 'S09')")
    with pytest.raises(Refused):
        house.inspections.notice(notice.id)
    assert soundness.ledger_faults() == ["inspection: altered after issue TZ-2026-001"]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE corrective_action SET state = 'verified'", "not as its steps ZG-2026-001"),
        ("UPDATE corrective_action SET due_on = '2026-09-01'", "not as its steps ZG-2026-001"),
        ("UPDATE corrective_action SET owner = '王芳'", "not as its steps ZG-2026-001"),
        ("UPDATE inspection_line SET result = '' WHERE code = 'S02'", "submitted unchecked"),
        ("UPDATE inspection_line SET note = '' WHERE code = 'S01'", "without a word"),
        ("UPDATE inspection_line SET result = 'pass' WHERE code = 'S01'", "finding of nothing"),
        (
            "UPDATE inspection_line SET result = 'fail', note = '坏' WHERE code = 'S02'",
            "wanting without a finding",
        ),
        ("UPDATE inspection SET voided_at = 'x'", "voided after submission"),
    ],
)
def test_the_check_of_the_file_finds_contradictions(house, action_id, sql, told):
    house.sql(sql)
    assert any(told in each for each in soundness.ledger_faults())


def test_the_check_of_the_file_finds_a_verdict_by_who_did_it(house, action_id):
    house.inspections.start(action_id)
    house.inspections.claim(action_id, "孙丽", "好了")
    house.inspections.verify(action_id, "王芳")
    house.sql("DROP TRIGGER corrective_step_no_update")
    house.sql("UPDATE corrective_step SET person = '孙丽' WHERE move = 'verify'")
    assert soundness.ledger_faults() == ["inspection: verified by who did it ZG-2026-001"]


def test_steps_are_insert_only_and_read_in_order(house, action_id):
    house.inspections.start(action_id)
    steps = corrective_actions.steps_of(action_id)
    assert [step.move for step in steps] == [ActionMove.OPEN, ActionMove.START]
    assert (steps[0].person, steps[0].note, steps[0].due_on) == (
        "李强",
        "更换补齐",
        day("2026-07-14"),
    )


def reminders(house):
    return [(one.urgency, f"{one.state}", one.opens) for one in house.inspections.reminders()]


def test_the_first_page_is_told_of_actions_as_they_fall_due(house):
    (action,) = house.actions(house.submitted(severity=Severity.MINOR))
    opens = ("action", action.id)
    house.inspections.sign(1, "赵军")
    assert reminders(house) == []
    house.at = house.at.replace(month=7, day=12)
    assert reminders(house) == [(Urgency.SOON, "In 2 days", opens)]
    house.pass_days(4)
    assert reminders(house) == [(Urgency.OVERDUE, "2 days late", opens)]
    house.inspections.start(action.id)
    house.inspections.claim(action.id, "李强", "好了")
    assert reminders(house) == [(Urgency.TODAY, "Action waits to be verified", opens)]
    house.inspections.verify(action.id, "王芳")
    assert reminders(house) == []


def test_a_critical_action_is_grave(house):
    house.submitted(severity=Severity.CRITICAL)
    (reminder,) = house.inspections.reminders()
    assert reminder.grave
    assert reminder.where == "李强"


def test_the_first_page_is_told_of_what_lies_about(house):
    draft = house.begin()
    submitted = house.submitted(())
    assert reminders(house) == []
    house.pass_days(3)
    assert reminders(house) == [
        (Urgency.TODAY, "Inspection being filled in", ("inspection", draft)),
        (Urgency.TODAY, "Inspection submitted", ("inspection", submitted)),
    ]


def test_the_first_page_is_told_of_notices(house):
    inspection_id = house.submitted(due_on=day("2026-08-31"))
    house.inspections.sign(inspection_id, "赵军")
    notice = house.inspections.issue_notice(inspection_id, "驿站", house.day(10), "复查")
    opens = ("notice", notice.id)
    assert reminders(house) == []
    house.pass_days(8)
    assert reminders(house) == [(Urgency.SOON, "In 2 days", opens)]
    house.pass_days(3)
    assert reminders(house) == [(Urgency.OVERDUE, "1 day late", opens)]
    house.verified(house.actions(inspection_id)[0].id)
    assert reminders(house) == [(Urgency.OVERDUE, "Waits for the re-check", opens)]
    house.inspections.recheck(notice.id, "赵军", DONE)
    assert reminders(house) == []
