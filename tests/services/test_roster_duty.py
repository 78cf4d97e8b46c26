from datetime import datetime, timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.reminders import Area
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.handover import NewHandoverNote
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.swaps import NewSwap, SwapKind
from stationdesk.domain.volunteers.availability import NewLeave
from stationdesk.domain.volunteers.skills import NewSkill, NewVolunteerSkill

from .roster_station import EVERY_KIND, MONDAY, RosterStation, day_of

TODAY = day_of(2)


@pytest.fixture
def desk(database):
    opened = RosterStation(database)
    opened.template("早班", 480, 720, most=2)
    opened.template("夜班", 1320, 1560, most=2)
    return opened


@pytest.fixture
def roster(desk):
    return desk.roster


def test_on_duty_is_whoever_serves_by_the_published_roster_also_over_midnight(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    roster.assign(desk.shift(TODAY).id, one)
    roster.assign(desk.shift(TODAY, "夜班").id, other)
    assert roster.on_duty(desk.at) == [], "a draft binds nobody"
    roster.publish(period)
    assert [each.shown for each in roster.on_duty(desk.at)] == ["欧阳娜娜"]
    late = datetime(2026, 6, 25, 1, 59)
    assert [each.shown for each in roster.on_duty(late)] == ["司徒文轩"]
    assert roster.on_duty(late + timedelta(minutes=1)) == []


def test_the_board_of_a_day_tells_its_shifts_who_is_missing_and_who_changes_next(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    row, _late = (
        roster.assign(desk.shift(TODAY, name).id, who)
        for name, who in (("早班", one), ("夜班", other))
    )
    roster.publish(period)
    board = roster.day_board(TODAY)
    assert [len(each.people) for each in board.shifts] == [1, 1]
    assert board.published
    assert board.next_change.moment == absolute(TODAY, 720)
    assert [each.shown for each in board.next_change.going] == ["欧阳娜娜"]
    roster.mark_absent(row, "没有到")
    board = roster.day_board(TODAY)
    assert [each.state for each in board.shifts[0].away] == [AssignmentState.ABSENT]
    assert board.shifts[0].missing == 1
    assert [each.shown for each in board.next_change.coming] == ["司徒文轩"]


def test_a_board_of_another_day_tells_its_first_change(desk, roster):
    (one,) = desk.people(1)
    desk.open_week()
    roster.assign(desk.shift(day_of(3)).id, one)
    board = roster.day_board(day_of(3))
    assert (board.next_change.moment, board.published) == (absolute(day_of(3), 480), False)
    assert roster.day_board(day_of(20)).next_change is None


def test_a_note_is_handed_over_taken_over_and_done(desk, roster):
    note = roster.add_note(NewHandoverNote(body="轮椅左轮漏气，已报修", important=True))
    assert [(each.said_by, each.said_at) for each in roster.notes()] == [
        ("王芳", "2026-06-24T10:30")
    ]
    roster.take_over([note], "孙丽")
    assert roster.note(note).taken_by == "孙丽"
    roster.finish_note(note, "孙丽")
    assert roster.notes() == []
    assert [each.id for each in roster.notes(TODAY)] == [note]
    desk.undo()
    assert (roster.note(note).done_at, roster.note(note).taken_by) == (None, "孙丽")
    desk.undo()
    assert roster.note(note).taken_at is None
    desk.undo()
    assert roster.notes() == []


def test_a_note_that_was_taken_over_is_not_taken_back(desk, roster):
    note = roster.add_note(NewHandoverNote(body="钥匙在抽屉"))
    undo = desk.undos.pop()
    roster.take_over([note])
    with pytest.raises(Refused, match="taken over already"):
        undo.take_back()


def test_an_empty_or_endless_note_is_refused_and_one_key_is_one_note(roster):
    for body in ("", "  ", "长" * 1001):
        with pytest.raises(Refused):
            roster.add_note(NewHandoverNote(body=body))
    wish = NewHandoverNote(body="钥匙在抽屉", request_key="k")
    assert roster.add_note(wish) == roster.add_note(wish)


def test_a_note_that_is_done_is_not_done_again(roster):
    note = roster.add_note(NewHandoverNote(body="钥匙在抽屉"))
    roster.finish_note(note)
    with pytest.raises(Refused, match="done already"):
        roster.finish_note(note)


def told(roster):
    return [str(each.what) for each in roster.reminders()]


def cover(roster):
    roster.add_cover_rule(
        NewCoverRule(
            name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=720, valid_from=MONDAY
        )
    )


def test_the_first_page_is_told_of_holes_today_from_now_on_and_tomorrow(desk, roster):
    cover(roster)
    assert told(roster) == [], "where no roster was begun nobody is told hour by hour"
    desk.open_week()
    assert told(roster) == ["窗口有人: 08:00-12:00", "窗口有人: 08:00-12:00"]
    assert [each.grave for each in roster.reminders()] == [True, False]
    desk.at = datetime(2026, 6, 24, 12, 0)
    assert told(roster) == ["窗口有人: 08:00-12:00"]


def test_from_thursday_on_a_week_that_is_not_published_is_told(desk, roster):
    roster.publish(desk.open_week())
    assert told(roster) == []
    desk.at += timedelta(days=1)
    assert told(roster) == ["There is no roster for the week from 2026-06-29"]
    period = desk.open_week(day_of(7))
    assert told(roster) == ["PB-2026-002: the week from 2026-06-29 is not published"]
    roster.publish(period)
    assert told(roster) == []


def test_leave_swaps_certificates_and_notes_wait_on_the_first_page(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(4)).id, one)
    roster.publish(period)
    desk.volunteers.ask_leave(
        NewLeave(volunteer_id=other, first_day=day_of(9), last_day=day_of(10))
    )
    roster.ask_swap(NewSwap(kind=SwapKind.GIVE_AWAY, assignment_id=row, to_volunteer_id=other))
    skill = desk.volunteers.add_skill(NewSkill(name="急救", certified=True))
    desk.volunteers.add_volunteer_skill(
        one,
        NewVolunteerSkill(
            skill_id=skill,
            certificate="A1",
            issuer="红十字会",
            issued_on=day_of(-700),
            expires_on=day_of(9),
            verified_by="王芳",
            verified_on=day_of(-600),
        ),
    )
    note = roster.add_note(NewHandoverNote(body="钥匙在抽屉\n第二行"))
    assert told(roster) == [
        "司徒文轩: leave from 2026-07-01 to 2026-07-02",
        "HB-2026-001: 欧阳娜娜 hands over a shift of 2026-06-26",
        "欧阳娜娜: 急救 runs out",
        "Handed over: 钥匙在抽屉…",
    ]
    areas = [each.area for each in roster.reminders()]
    assert areas == [Area.ROSTER, Area.ROSTER, Area.VOLUNTEERS, Area.ROSTER]
    roster.take_over([note])
    assert len(told(roster)) == 3
