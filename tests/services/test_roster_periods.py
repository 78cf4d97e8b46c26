from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stationdesk.domain.opening import NewException
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.roster.versions import ChangeKind
from stationdesk.services.changes import Topic
from stationdesk.store import audit, rosters, soundness

from .roster_station import EVERY_KIND, MONDAY, RosterStation, day_of


@pytest.fixture
def desk(database):
    return RosterStation(database)


@pytest.fixture
def roster(desk):
    return desk.roster


def test_templates_after_the_opening_hours_can_be_kept_as_they_are(desk, roster):
    usual = roster.usual_templates()
    for wish in usual:
        roster.add_template(wish)
    assert [each.name for each in roster.templates()] == [each.name for each in usual]
    assert min(each.from_minute for each in usual) == 480
    assert max(each.to_minute for each in usual) == 1200


def test_cover_rules_after_the_opening_hours_can_be_kept_as_they_are(desk, roster):
    desk.volunteers.add_skill(desk.volunteers.usual_skills()[0])
    usual = roster.usual_cover_rules()
    for wish in usual:
        roster.add_cover_rule(wish)
    assert len(roster.cover_rules()) == len(usual) > 0


def test_a_template_is_changed_archived_and_brought_back_with_undo(desk, roster):
    template = roster.template(desk.template())
    roster.change_template(template.id, replace_template(template, needed=3), template.version)
    assert roster.template(template.id).needed == 3
    desk.undo()
    assert roster.template(template.id).needed == 1
    roster.archive_template(template.id)
    assert roster.templates() == []
    desk.undo()
    assert [each.id for each in roster.templates()] == [template.id]


def replace_template(template, **fields):
    from stationdesk.services.roster_desk.templates import _entered

    return replace(_entered(template), **fields)


def test_a_template_that_was_changed_meanwhile_is_not_written_over(desk, roster):
    template = roster.template(desk.template())
    roster.change_template(template.id, replace_template(template, needed=3), template.version)
    with pytest.raises(Refused, match="王芳 changed this"):
        roster.change_template(template.id, replace_template(template, needed=2), template.version)


def test_a_cover_rule_ends_on_a_day_and_counts_no_more_after_it(desk, roster):
    desk.template()
    wish = NewCoverRule(
        name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=720, valid_from=MONDAY
    )
    rule = roster.add_cover_rule(wish)
    desk.open_week()
    assert len(roster.holes(MONDAY, day_of(6))) == 7
    roster.end_cover_rule(rule, day_of(2))
    assert len(roster.holes(MONDAY, day_of(6))) == 3
    desk.undo()
    assert len(roster.holes(MONDAY, day_of(6))) == 7


def test_a_cover_rule_only_just_entered_is_taken_back_whole(desk, roster):
    wish = NewCoverRule(
        name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=720, valid_from=MONDAY
    )
    roster.add_cover_rule(wish)
    desk.undo()
    assert roster.cover_rules() == []


def test_a_rule_holds_otherwise_from_a_day_on_and_goes_back(desk, roster):
    usual = roster.rules()[Rule.REST]
    roster.choose_rule(Rule.REST, RuleChoice(Weight.BLOCK, 720), day_of(7))
    assert roster.rules(day_of(6))[Rule.REST] == usual
    assert roster.rules(day_of(7))[Rule.REST] == RuleChoice(Weight.BLOCK, 720)
    desk.undo()
    assert roster.rules(day_of(7))[Rule.REST] == usual


def test_what_always_blocks_is_not_turned_off(roster):
    with pytest.raises(Refused, match="always blocks"):
        roster.choose_rule(Rule.OVERLAP, RuleChoice(Weight.OFF))


def test_a_preview_keeps_nothing_and_opening_keeps_what_was_previewed(desk, roster):
    desk.template("早班", 480, 720)
    desk.template("午班", 720, 960)
    shifts = roster.preview_period(MONDAY, day_of(6))
    assert (len(shifts), roster.periods()) == (14, [])
    period = roster.period(roster.open_period(MONDAY, day_of(6), shifts))
    assert (period.number, period.state) == ("PB-2026-001", PeriodState.DRAFT)
    assert len(roster.shifts(MONDAY, day_of(6))) == 14


def test_days_on_which_the_station_stays_closed_get_no_shifts(desk, roster):
    desk.template()
    desk.station.add_exception(NewException(first_day=day_of(5), last_day=day_of(6), reason="检修"))
    days = {each.day for each in roster.preview_period(MONDAY, day_of(6))}
    assert days == {day_of(each) for each in range(5)}


def test_two_rosters_never_overlap_and_numbers_are_not_used_twice(desk, roster):
    desk.template()
    first = desk.open_week()
    with pytest.raises(Refused, match="PB-2026-001 is about"):
        roster.open_period(day_of(6), day_of(12), [])
    roster.void_period(first, "重排")
    again = roster.period(desk.open_week())
    assert again.number == "PB-2026-002"


def test_shifts_that_nobody_can_tell_apart_and_stray_days_refuse_the_whole_roster(desk, roster):
    desk.template()
    shifts = roster.preview_period(MONDAY, day_of(6))
    stray = replace(shifts[0], day=day_of(8))
    with pytest.raises(Refused) as refusal:
        roster.open_period(MONDAY, day_of(6), [*shifts, shifts[0], stray])
    assert len(refusal.value.problems) == 2
    assert roster.periods() == []


def test_voiding_a_draft_takes_its_shifts_and_people_and_undo_brings_them_back(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    period = desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    roster.void_period(period, "重排")
    assert (roster.periods(), roster.shifts(MONDAY, day_of(6)), desk.live()) == ([], [], [])
    desk.undo()
    assert len(roster.shifts(MONDAY, day_of(6))) == 7
    assert [row[3] for row in desk.live()] == ["proposed"]


def test_a_voided_draft_does_not_come_back_over_another_roster(desk, roster):
    desk.template()
    period = desk.open_week()
    roster.void_period(period, "重排")
    undo = desk.undos.pop()
    desk.open_week()
    with pytest.raises(Refused, match="two rosters never overlap"):
        undo.take_back()


def test_a_published_roster_is_not_voided(desk, roster):
    desk.template()
    period = desk.open_week()
    roster.publish(period)
    with pytest.raises(Refused, match="Only a draft"):
        roster.void_period(period, "重排")


def test_publishing_confirms_everybody_and_keeps_who_serves_when_without_names(desk, roster):
    desk.template()
    one, other = desk.people(2)
    period = desk.open_week()
    for who in (one, other):
        roster.assign(desk.shift(day_of(3)).id, who)
    assert roster.publish(period) == 1
    assert [row[3] for row in desk.live()] == ["confirmed", "confirmed"]
    ((content,),) = desk.sql("SELECT content FROM roster_revision")
    assert "欧阳娜娜" not in content
    (kept,) = roster.revisions(period)
    assert kept.rows == roster.rows_now(period)
    assert rosters.changed_revisions() == []


def test_a_changed_revision_is_noticed(desk, roster):
    desk.template()
    roster.publish(desk.open_week())
    desk.sql("DROP TRIGGER roster_revision_no_update")
    desk.sql("UPDATE roster_revision SET content = '[[]]'")
    assert rosters.changed_revisions() == ["PB-2026-001 v1"]


def test_publishing_tells_warnings_nobody_passed_and_goes_on_once_they_are_passed(desk, roster):
    desk.template("早班", 480, 720)
    desk.template("晚班", 960, 1200)
    (one,) = desk.people(1)
    period = desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    row = roster.assign(desk.shift(day_of(3), "晚班").id, one)
    roster.choose_rule(Rule.SHIFTS_A_DAY, RuleChoice(Weight.WARN, 1), day_of(-7))
    (breach,) = roster.before_publishing(period).breaches
    assert breach.rule is Rule.SHIFTS_A_DAY
    with pytest.raises(Refused, match="欧阳娜娜, 2026-06-25: has 2 shifts that day"):
        roster.publish(period)
    roster.pass_warnings(row, {Rule.SHIFTS_A_DAY: "人手不足"})
    assert roster.publish(period) == 1
    assert roster.reasons_for(row) == {Rule.SHIFTS_A_DAY: "人手不足"}


def test_holes_are_told_before_publishing_and_do_not_stop_it(desk, roster):
    desk.template()
    wish = NewCoverRule(
        name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=720, valid_from=MONDAY
    )
    roster.add_cover_rule(wish)
    period = desk.open_week()
    told = roster.before_publishing(period)
    assert (len(told.holes), told.breaches, told.changes) == (7, (), ())
    assert roster.publish(period) == 1


def test_what_changes_after_publishing_is_told_until_it_is_published_again(desk, roster):
    desk.template()
    one, other = desk.people(2)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    roster.publish(period)
    roster.move(row, desk.shift(day_of(4)).id)
    roster.assign(desk.shift(day_of(5)).id, other)
    kinds = [each.kind for each in roster.changes_since(period)]
    assert kinds == [ChangeKind.MOVED, ChangeKind.ADDED]
    with pytest.raises(Refused, match="why the published roster is changed"):
        roster.publish(period)
    assert roster.publish(period, "有人请假") == 2
    assert roster.changes_since(period) == []
    with pytest.raises(Refused, match="Nothing changed"):
        roster.publish(period, "再发一次")


def test_who_is_missing_is_no_change_of_the_roster_only_who_comes_instead_is(desk, roster):
    desk.template()
    one, other, third = desk.people(3)
    period = desk.open_week()
    past = roster.assign(desk.shift(day_of(1)).id, one)
    ahead = roster.assign(desk.shift(day_of(3)).id, other)
    roster.publish(period)
    roster.mark_absent(past, "没有到")
    roster.mark_absent(ahead, "已提前说明", excused=True)
    assert roster.changes_since(period) == []
    roster.assign(desk.shift(day_of(3)).id, third)
    (change,) = roster.changes_since(period)
    assert change.kind is ChangeKind.ADDED
    assert roster.publish(period, "换人") == 2
    assert len(roster.rows_now(period)) == 1, "who is excused is not told to come"
    assert roster.changes_since(period) == []


def test_a_second_shift_on_a_passed_weekend_is_asked_about_by_both_or_by_neither(desk, roster):
    desk.template()
    desk.template("午班", 780, 930)
    (one,) = desk.people(1)
    roster.choose_rule(Rule.WEEKENDS, RuleChoice(Weight.WARN, 0), day_of(-30))
    period = desk.open_week()
    saturday = desk.shift(day_of(5)).id
    with pytest.raises(Refused, match="weekends"):
        roster.assign(saturday, one)
    roster.assign(saturday, one, passing={Rule.WEEKENDS: "本人同意"})
    for shift in (desk.shift(day_of(5), "午班"), desk.shift(day_of(6))):
        assert roster.would_break(shift.id, one) == []
        roster.assign(shift.id, one)
    assert roster.before_publishing(period).breaches == ()
    assert roster.publish(period) == 1


def test_an_edit_is_judged_by_the_rules_of_its_own_roster_not_of_the_next(desk, roster):
    desk.template()
    desk.template("午班", 780, 930)
    (one,) = desk.people(1)
    period = desk.open_week()
    desk.open_week(day_of(7), days=35)
    roster.choose_rule(Rule.SHIFTS_A_DAY, RuleChoice(Weight.WARN, 1), day_of(7))
    roster.assign(desk.shift(day_of(3)).id, one)
    assert roster.would_break(desk.shift(day_of(3), "午班").id, one) == []
    roster.assign(desk.shift(day_of(3), "午班").id, one)
    assert roster.before_publishing(period).breaches == ()
    roster.assign(desk.shift(day_of(8)).id, one)
    with pytest.raises(Refused, match="2026-06-30"):
        roster.assign(desk.shift(day_of(8), "午班").id, one)


def test_a_publication_taken_back_leaves_a_draft_and_its_revision_is_not_used_again(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    period = desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    roster.publish(period)
    desk.undo()
    assert roster.period(period).state is PeriodState.DRAFT
    assert [row[3] for row in desk.live()] == ["proposed"]
    assert roster.changes_since(period) == []
    assert roster.publish(period) == 2


def test_a_publication_stays_once_somebody_came(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(2)).id, one)
    roster.publish(period)
    undo = desk.undos.pop()
    roster.mark_served(row)
    with pytest.raises(Refused, match="it stays published"):
        undo.take_back()


def test_a_roster_is_closed_after_its_last_day_and_nothing_changes_in_it_then(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    period = desk.open_week()
    roster.publish(period)
    with pytest.raises(Refused, match="runs until 2026-06-28"):
        roster.close(period)
    desk.at += timedelta(days=7)
    roster.close(period)
    with pytest.raises(Refused, match="is closed"):
        roster.assign(desk.shift(day_of(6)).id, one)
    desk.undo()
    assert roster.period(period).state is PeriodState.PUBLISHED


def test_a_draft_is_put_forward_and_taken_back_to_a_draft(desk, roster):
    desk.template()
    period = desk.open_week()
    roster.propose_state(period)
    assert roster.period(period).state is PeriodState.PROPOSED
    roster.back_to_draft(period)
    desk.undo()
    assert roster.period(period).state is PeriodState.PROPOSED


def test_a_shift_of_a_day_without_a_roster_is_refused(desk):
    with pytest.raises(Refused, match="no roster for 2026-06-25"):
        desk.shift_on(day_of(3))


def test_a_shift_is_added_and_dropped_with_undo(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    desk.open_week()
    shift = desk.shift_on(day_of(3))
    roster.assign(shift, one)
    roster.drop_shift(shift, "不需要")
    assert desk.live() == []
    desk.undo()
    assert [row[1] for row in desk.live()] == ["晚班"]


def test_changed_times_are_those_of_everybody_on_the_shift(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    desk.open_week()
    shift = desk.shift(day_of(3))
    roster.assign(shift.id, one)
    wish = shift_wish(shift, from_minute=540, to_minute=780)
    roster.change_shift(shift.id, wish, shift.version)
    ((starts, ends),) = desk.sql("SELECT starts % 1440, ends % 1440 FROM assignment")
    assert (starts, ends) == (540, 780)
    desk.undo()
    assert desk.sql("SELECT starts % 1440, ends % 1440 FROM assignment") == [(480, 720)]


def test_times_that_would_put_somebody_in_two_places_are_refused(desk, roster):
    desk.template("早班", 480, 720)
    desk.template("午班", 720, 960)
    (one,) = desk.people(1)
    desk.open_week()
    for name in ("早班", "午班"):
        roster.assign(desk.shift(day_of(3), name).id, one)
    shift = desk.shift(day_of(3))
    with pytest.raises(Refused, match="overlaps"):
        roster.change_shift(shift.id, shift_wish(shift, to_minute=780), shift.version)
    assert desk.shift(day_of(3)).to_minute == 720


def test_a_shift_does_not_become_smaller_than_its_people(desk, roster):
    desk.template(most=2)
    desk.open_week()
    for who in desk.people(2):
        roster.assign(desk.shift(day_of(3)).id, who)
    shift = desk.shift(day_of(3))
    with pytest.raises(Refused, match="takes 1 people at most"):
        roster.change_shift(shift.id, shift_wish(shift, most=1), shift.version)


def shift_wish(shift, **fields):
    from stationdesk.services.roster_desk.shifts import _entered

    return replace(_entered(shift), **fields)


def test_deeds_on_the_roster_are_announced_and_audited_without_names(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    desk.announced.clear()
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    assert all(Topic.ROSTER in topics for topics in desk.announced)
    events = audit.events_of("assignment", roster.assignment(row).uid)
    assert [each.action for each in events] == ["add"]
    assert audit.events_of("roster", roster.period(period).uid)[0].action == "open"
    assert desk.sql("SELECT 1 FROM audit_event WHERE after LIKE '%欧阳%'") == []


def test_what_contradicts_itself_in_a_roster_is_found_by_the_check(desk, roster):
    desk.template(most=2)
    one, other = desk.people(2)
    period = desk.open_week()
    for who in (one, other):
        roster.assign(desk.shift(day_of(3)).id, who)
    assert soundness.ledger_faults() == []
    desk.sql("DROP TRIGGER assignment_overlap_update")
    for spoiled, found in (
        ("UPDATE shift SET most = 1", "has 2 people and takes 1"),
        ("UPDATE assignment SET volunteer_id = 1, shift_id = id", "two places at once"),
        ("UPDATE assignment SET starts = starts + 1", "is not on its shift"),
        ("UPDATE roster_period SET state = 'closed'", "is proposed though PB-2026-001 is closed"),
    ):
        desk.sql("SAVEPOINT spoiled")
        desk.sql(spoiled)
        assert any(found in each for each in soundness.ledger_faults()), spoiled
        desk.sql("ROLLBACK TO spoiled")
    assert roster.period(period).state is PeriodState.DRAFT


def test_a_shift_somebody_signed_in_to_begins_as_it_began(desk, roster):
    desk.template()
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(2)).id, one)
    roster.publish(period)
    roster.mark_served(row)
    shift = desk.shift(day_of(2))
    wish = NewShift(day=shift.day, name=shift.name, from_minute=900, to_minute=960)
    with pytest.raises(Refused, match="only its end can be changed"):
        roster.change_shift(shift.id, wish, shift.version)
    longer = replace(wish, from_minute=shift.from_minute, to_minute=shift.to_minute + 30)
    roster.change_shift(shift.id, longer, shift.version)
    assert roster.shift(shift.id).to_minute == 750


def test_a_roster_is_closed_when_its_last_night_is_over(desk, roster):
    desk.template("夜班", 1320, 1800)
    period = desk.open_week()
    roster.publish(period)
    desk.at = datetime(2026, 6, 29, 5, 59)
    with pytest.raises(Refused, match="runs until 2026-06-29"):
        roster.close(period)
    desk.at = datetime(2026, 6, 29, 6, 0)
    roster.close(period)
    assert roster.period(period).state is PeriodState.CLOSED


def test_a_weekend_passed_in_a_draft_stays_passed_for_the_next_roster_when_the_draft_goes(
    desk, roster
):
    desk.template()
    (one,) = desk.people(1)
    roster.choose_rule(Rule.WEEKENDS, RuleChoice(Weight.WARN, 0), day_of(-30))
    draft, later = desk.open_week(days=6), desk.open_week(day_of(6))
    roster.assign(desk.shift(day_of(5)).id, one, passing={Rule.WEEKENDS: "本人同意"})
    sunday = roster.assign(desk.shift(day_of(6)).id, one)
    roster.void_period(draft, "重排")
    assert roster.reasons_for(sunday) == {Rule.WEEKENDS: "本人同意"}
    assert roster.publish(later) == 1
