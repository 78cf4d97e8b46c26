import sqlite3
import time
from datetime import date, timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.handover import NewHandoverNote
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.swaps import NewSwap, SwapKind
from stationdesk.services.roster_desk.desk import read_from_of
from stationdesk.store import assignments, roster_claims

from .roster_station import MONDAY, RosterStation, day_of

SHORT = {Rule.SHIFTS_A_DAY: "人手不足"}


@pytest.fixture
def desk(database):
    opened = RosterStation(database)
    opened.template("早班", 480, 720, most=2)
    opened.template("午班", 690, 930, most=2)
    opened.template("晚班", 960, 1200, most=2)
    return opened


@pytest.fixture
def roster(desk):
    return desk.roster


def test_somebody_is_put_on_a_shift_and_taken_off_again(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    assert desk.live() == [("2026-06-25", "早班", "欧阳娜娜", "proposed")]
    roster.unassign(row, "临时有事")
    assert desk.live() == []
    desk.undo()
    assert len(desk.live()) == 1
    desk.undo()
    assert desk.live() == []


def test_in_a_published_roster_whoever_comes_in_is_confirmed_at_once(desk, roster):
    (one,) = desk.people(1)
    roster.publish(desk.open_week())
    roster.assign(desk.shift(day_of(3)).id, one)
    assert [row[3] for row in desk.live()] == ["confirmed"]


def test_nobody_is_in_two_places_at_once(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    told = roster.would_break(desk.shift(day_of(3), "午班").id, one)
    assert [each.rule for each in told] == [Rule.OVERLAP]
    with pytest.raises(Refused, match="overlaps “早班”"):
        roster.assign(desk.shift(day_of(3), "午班").id, one, passing={Rule.OVERLAP: "人手不足"})


def test_the_engine_itself_refuses_two_places_at_once_on_every_path(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    noon = desk.shift(day_of(3), "午班")
    twin = """INSERT INTO assignment (uid, shift_id, volunteer_id, state, source, pinned, starts,
        ends, reason, recorded_at, recorded_by, version)
        VALUES ('x', ?, ?, ?, 'hand', 0, ?, ?, '', '', '', 1)"""
    for state in ("proposed", "confirmed", "served"):
        with pytest.raises(sqlite3.IntegrityError, match="two places at once"):
            desk.sql(twin, noon.id, one, state, noon.starts, noon.ends)
    desk.sql(twin, noon.id, one, "cancelled", noon.starts, noon.ends)
    with pytest.raises(sqlite3.IntegrityError, match="two places at once"):
        desk.sql("UPDATE assignment SET state = 'confirmed' WHERE uid = 'x'")
    other = roster.assign(desk.shift(day_of(4)).id, one)
    starts = roster.assignment(row).starts
    with pytest.raises(sqlite3.IntegrityError, match="two places at once"):
        desk.sql("UPDATE assignment SET starts = ? WHERE id = ?", starts, other)
    again, shift_id = twin.replace("'x'", "'y'"), roster.assignment(row).shift_id
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        desk.sql(again, shift_id, one, "absent", starts, starts + 240)


def test_a_shift_is_never_fuller_than_it_takes(desk, roster):
    people = desk.people(3)
    desk.open_week()
    for who in people[:2]:
        roster.assign(desk.shift(day_of(3)).id, who)
    with pytest.raises(Refused, match="takes 2 people at most"):
        roster.assign(desk.shift(day_of(3)).id, people[2], passing={Rule.FULL: "人手不足"})


def test_a_warning_is_passed_with_a_reason_which_is_kept(desk, roster):
    (one,) = desk.people(1)
    roster.choose_rule(Rule.SHIFTS_A_DAY, RuleChoice(Weight.WARN, 1), day_of(-7))
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    with pytest.raises(Refused) as refusal:
        roster.assign(desk.shift(day_of(3), "晚班").id, one)
    assert [each.about for each in refusal.value.problems] == ["passing"]
    with pytest.raises(Refused):
        roster.assign(desk.shift(day_of(3), "晚班").id, one, passing={Rule.SHIFTS_A_DAY: " "})
    row = roster.assign(desk.shift(day_of(3), "晚班").id, one, passing=SHORT)
    assert roster.reasons_for(row) == SHORT
    assert roster.breaches(MONDAY, day_of(6)) == []


def test_no_reason_passes_what_blocks(desk, roster):
    (one,) = desk.people(1)
    roster.choose_rule(Rule.SHIFTS_A_DAY, RuleChoice(Weight.BLOCK, 1), day_of(-7))
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    with pytest.raises(Refused) as refusal:
        roster.assign(desk.shift(day_of(3), "晚班").id, one, passing=SHORT)
    assert [each.about for each in refusal.value.problems] == ["rule"]


def test_every_broken_rule_is_named_at_once(desk, roster):
    (one,) = desk.people(1)
    for rule, most in ((Rule.SHIFTS_A_DAY, 1), (Rule.HOURS_A_DAY, 300)):
        roster.choose_rule(rule, RuleChoice(Weight.WARN, most), day_of(-7))
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    with pytest.raises(Refused) as refusal:
        roster.assign(desk.shift(day_of(3), "晚班").id, one)
    assert len(refusal.value.problems) == 2


def test_a_moved_row_takes_the_reason_for_one_shift_too_many_along(desk, roster):
    (one,) = desk.people(1)
    roster.choose_rule(Rule.SHIFTS_A_WEEK, RuleChoice(Weight.WARN, 1), day_of(-7))
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    row = roster.assign(desk.shift(day_of(4)).id, one, passing={Rule.SHIFTS_A_WEEK: "人手不足"})
    moved = roster.move(row, desk.shift(day_of(5)).id)
    assert roster.reasons_for(moved) == {Rule.SHIFTS_A_WEEK: "人手不足"}
    assert roster.breaches(MONDAY, day_of(6)) == []
    assert roster.assignment(moved).replaces_id == row


def test_a_second_shift_on_a_day_too_much_needs_no_second_reason_and_keeps_the_first(desk, roster):
    (one,) = desk.people(1)
    roster.choose_rule(Rule.CONSECUTIVE, RuleChoice(Weight.WARN, 2), day_of(-7))
    desk.open_week()
    for day in (3, 4):
        roster.assign(desk.shift(day_of(day)).id, one)
    first = roster.assign(desk.shift(day_of(5)).id, one, passing={Rule.CONSECUTIVE: "人手不足"})
    second = roster.assign(desk.shift(day_of(5), "晚班").id, one)
    assert roster.reasons_for(second) == {}
    assert roster.breaches(MONDAY, day_of(6)) == []
    roster.unassign(first)
    assert roster.reasons_for(second) == {Rule.CONSECUTIVE: "人手不足"}
    assert roster.breaches(MONDAY, day_of(6)) == []
    desk.undo()
    assert roster.breaches(MONDAY, day_of(6)) == []


def test_a_move_is_both_or_neither_and_goes_back_whole(desk, roster):
    one, other = desk.people(2)
    desk.volunteers.add_pair(one, other, Bond.APART)
    roster.choose_rule(Rule.APART, RuleChoice(Weight.BLOCK), day_of(-7))
    desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    roster.assign(desk.shift(day_of(4)).id, other)
    before = desk.live()
    with pytest.raises(Refused, match="kept apart"):
        roster.move(row, desk.shift(day_of(4)).id)
    assert desk.live() == before
    roster.move(row, desk.shift(day_of(5)).id)
    desk.undo()
    assert desk.live() == before


def test_a_novice_is_not_left_alone_without_a_reason(desk, roster):
    novice = desk.volunteer("欧阳娜娜", novice=True)
    mentor = desk.volunteer("司徒文轩", mentor=True)
    desk.open_week()
    shift = desk.shift(day_of(3)).id
    with pytest.raises(Refused, match="without a mentor"):
        roster.assign(shift, novice)
    row = roster.assign(shift, mentor)
    roster.assign(shift, novice)
    with pytest.raises(Refused, match=r"欧阳娜娜.*without a mentor"):
        roster.unassign(row)
    roster.unassign(row, passing={Rule.MENTOR: "站长在场"})
    assert roster.breaches(MONDAY, day_of(6)) == []


def test_past_days_of_a_published_roster_are_not_edited(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(MONDAY).id, one)
    roster.publish(period)
    for deed in (
        lambda: roster.assign(desk.shift(day_of(1)).id, one),
        lambda: roster.unassign(row),
        lambda: roster.pin(row),
    ):
        with pytest.raises(Refused, match="is over"):
            deed()


def test_an_undo_that_would_break_a_rule_by_now_is_refused_and_nothing_changes(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    roster.unassign(row)
    undo = desk.undos.pop()
    roster.assign(desk.shift(day_of(3), "午班").id, one)
    before = desk.live()
    with pytest.raises(Refused, match="overlaps"):
        undo.take_back()
    assert desk.live() == before


def test_a_missing_volunteer_leaves_the_place_free_and_comes_back_only_while_it_is(desk, roster):
    people = desk.people(3)
    period = desk.open_week()
    shift = desk.shift(day_of(2)).id
    row, _other = (roster.assign(shift, who) for who in people[:2])
    roster.publish(period)
    with pytest.raises(Refused, match="Write a reason"):
        roster.mark_absent(row, "")
    roster.mark_absent(row, "没有到")
    undo = desk.undos.pop()
    roster.assign(shift, people[2])
    with pytest.raises(Refused, match="takes 2 people at most"):
        undo.take_back()
    assert [name for _day, _shift, name, _state in desk.live()] == ["司徒文轩", "上官若雪"]


def test_nobody_did_not_come_before_the_day_but_can_be_excused(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(4)).id, one)
    with pytest.raises(Refused, match="does not bind yet"):
        roster.mark_absent(row, "没有到")
    roster.publish(period)
    with pytest.raises(Refused, match="has not come yet"):
        roster.mark_absent(row, "没有到")
    roster.mark_absent(row, "已提前说明", excused=True)
    assert desk.live() == []
    desk.undo()
    assert [row[3] for row in desk.live()] == ["confirmed"]


def test_who_is_written_down_as_missing_is_not_put_there_again(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(2)).id, one)
    roster.publish(period)
    roster.mark_absent(row, "没有到")
    with pytest.raises(Refused, match="written down as missing"):
        roster.assign(desk.shift(day_of(2)).id, one)
    roster.mark_served(row)
    assert [row[3] for row in desk.live()] == ["served"]


def test_a_volunteer_who_left_is_not_put_on_a_shift(desk, roster):
    from stationdesk.domain.volunteers.people import Standing

    (one,) = desk.people(1)
    desk.open_week()
    desk.volunteers.set_standing(one, Standing.LEFT, MONDAY, "搬家")
    with pytest.raises(Refused):
        roster.assign(desk.shift(day_of(3)).id, one)


def test_last_week_is_copied_where_the_rules_allow_it_and_the_rest_is_told(desk, roster):
    people = desk.people(2)
    desk.open_week()
    desk.open_week(day_of(7))
    for who in people:
        roster.assign(desk.shift(day_of(3)).id, who)
    roster.assign(desk.shift(day_of(4)).id, people[0])
    roster.assign(desk.shift(day_of(10), "午班").id, people[0])
    told = roster.copy_week(MONDAY, day_of(7))
    assert (len(told.kept), told.shifts_added) == (2, 0)
    ((left,),) = [each.problems for each in told.left_out]
    assert "overlaps" in str(left)
    assert len(desk.live()) == 6
    desk.undo()
    assert len(desk.live()) == 4


def test_a_shift_made_by_hand_is_made_again_by_copying_and_goes_with_its_undo(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    desk.open_week(day_of(7))
    roster.assign(desk.shift_on(day_of(3), "外勤"), one)
    told = roster.copy_week(MONDAY, day_of(7))
    assert (len(told.kept), told.shifts_added) == (1, 1)
    desk.undo()
    assert len(desk.live()) == 1
    assert all(each.name != "外勤" for each in roster.shifts(day_of(7), day_of(13)))


def test_a_week_without_a_roster_takes_no_copy(desk, roster):
    desk.open_week()
    with pytest.raises(Refused, match="no roster for the week of 2026-06-29"):
        roster.copy_week(MONDAY, day_of(7))
    with pytest.raises(Refused, match="begins on a Monday"):
        roster.copy_week(MONDAY, day_of(8))


def test_suggestions_put_first_who_breaks_nothing(desk, roster):
    people = desk.people(3)
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, people[0])
    found = roster.suggestions(desk.shift(day_of(3), "午班").id)
    assert [each.fits for each in found] == [True, True, False]
    assert found[-1].volunteer_id == people[0]
    assert len(roster.suggestions(desk.shift(day_of(3), "午班").id, 1)) == 1


@pytest.mark.parametrize(
    ("first", "read_from"),
    [
        (date(2026, 6, 1), date(2026, 4, 27)),
        (date(2026, 6, 24), date(2026, 4, 27)),
        (date(2026, 3, 1), date(2026, 1, 19)),
    ],
)
def test_facts_reach_back_over_the_month_before_and_five_weeks_to_a_monday(first, read_from):
    assert read_from_of(first) == read_from
    assert read_from.weekday() == 0


def test_facts_know_the_week_that_lies_across_two_months(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    desk.open_week(day_of(7))
    roster.assign(desk.shift(day_of(7)).id, one)
    facts = roster.facts(date(2026, 7, 1), date(2026, 7, 5))
    assert [row.starts for row in facts.assignments] == [absolute(day_of(7), 480)]
    assert set(facts.kinds) >= {day_of(7), date(2026, 7, 5)}


def test_the_three_months_before_are_carried_over(desk, roster):
    one, _other = [desk.volunteer(name, promised_minutes=600) for name in ("欧阳娜娜", "司徒文轩")]
    desk.at -= timedelta(days=90)
    for back in (91, 63):
        monday = day_of(-back)
        period = desk.open_week(monday)
        roster.assign(desk.shift(monday + timedelta(days=5), "晚班").id, one)
        roster.publish(period)
    desk.at += timedelta(days=90)
    people = roster.facts(date(2026, 6, 1), date(2026, 6, 30)).people
    carried = people[one].carried
    assert (carried.minutes, carried.weekends, carried.evenings) == (480, 2, 2)
    assert carried.promised == 1200, "only months that had a roster count"
    assert people[_other].carried.minutes == 0


def test_three_years_of_rosters_do_not_slow_the_facts_of_a_month_down(desk, roster):
    people = [desk.volunteer(f"志愿者{number:02}") for number in range(20)]
    for at in range(12):
        desk.sql(
            """INSERT INTO roster_period (uid, number, first_day, last_day, state, revision,
            recorded_at, recorded_by, version) VALUES (?, ?, ?, ?, 'published', 1, '', '', 1)""",
            f"p{at}",
            f"PB-2023-{at:03}",
            day_of(-7 * 13 * (at + 1)).isoformat(),
            day_of(-7 * 13 * at - 1).isoformat(),
        )
    shift = """INSERT INTO shift (uid, period_id, day, name, post, from_minute, to_minute, needed,
        most, at_desk, skilled, recorded_at, recorded_by, version)
        VALUES (?, 1, ?, '早班', '', 480, 720, 1, 4, 1, 0, '', '', 1) RETURNING id"""
    row = """INSERT INTO assignment (uid, shift_id, volunteer_id, state, source, pinned, starts,
        ends, reason, recorded_at, recorded_by, version)
        VALUES (?, ?, ?, 'served', 'hand', 0, ?, ?, '', '', '', 1)"""
    for back in range(1, 1092):
        day = day_of(-back)
        ((shift_id,),) = desk.sql(shift, f"s{back}", day.isoformat())
        for at in range(6):
            who = people[(back + at) % 20]
            starts = absolute(day, 480)
            desk.sql(row, f"a{back}.{at}", shift_id, who, starts, starts + 240)
    roster.facts(day_of(-21), day_of(6))
    began = time.perf_counter()
    facts = roster.facts(day_of(-21), day_of(6))
    assert time.perf_counter() - began < 0.5, "50 ms are wanted; ten times that on a slow machine"
    assert len(facts.assignments) < 600


def test_signing_in_finds_the_duty_of_now_or_of_the_next_hour(desk, roster):
    (one,) = desk.people(1)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(2)).id, one)
    roster.publish(period)
    day = day_of(2)
    found = {
        minute: assignments.at_moment(one, absolute(day, minute)) for minute in (419, 420, 719, 720)
    }
    assert [minute for minute, duty in found.items() if duty and duty.id == row] == [420, 719]


def test_reasons_that_name_somebody_stand_without_the_name_in_the_audit_trail(desk, roster):
    desk.people(1)
    period = desk.open_week()
    roster.drop_shift(desk.shift(day_of(3)).id, "欧阳娜娜 13812345678 不来")
    roster.void_period(period, "欧阳娜娜重排")
    told = str(desk.sql("SELECT before, after FROM audit_event"))
    assert "欧阳*" in told
    assert "娜娜" not in told
    assert "13812345678" not in told


def test_who_was_erased_is_named_in_no_text_of_the_roster(desk, roster):
    one, other = desk.people(2)
    roster.choose_rule(Rule.SHIFTS_A_DAY, RuleChoice(Weight.WARN, 0), day_of(-7))
    period = desk.open_week()
    past = roster.assign(desk.shift(day_of(1)).id, one, passing={Rule.SHIFTS_A_DAY: "欧阳娜娜愿意"})
    ahead = roster.assign(
        desk.shift(day_of(3)).id, one, passing={Rule.SHIFTS_A_DAY: "欧阳娜娜愿意"}
    )
    roster.publish(period)
    roster.mark_absent(past, "欧阳娜娜家里有事")
    passing = {Rule.SHIFTS_A_DAY: "替欧阳娜娜"}
    wish = NewSwap(
        kind=SwapKind.GIVE_AWAY,
        assignment_id=ahead,
        to_volunteer_id=other,
        reason="欧阳娜娜要出门",
    )
    roster.swap_now(wish, passing)
    roster.publish(period, "欧阳娜娜换班")
    roster.add_note(NewHandoverNote(body="欧阳娜娜把钥匙交了", said_by="欧阳娜娜"))
    desk.volunteers.erase(one, "本人要求")
    assert "欧阳娜娜" not in "\n".join(desk.database.raw().iterdump())
    assert roster_claims.contradictions() == []
    assert roster.changes_since(period) == []
