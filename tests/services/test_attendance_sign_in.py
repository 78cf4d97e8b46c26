from datetime import datetime, timedelta

import pytest

from stationdesk.domain.attendance.ledger_rules import OpenLedger
from stationdesk.domain.attendance.presence import Means, PresenceState
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.volunteers.people import Standing
from stationdesk.services.changes import Topic
from stationdesk.services.settings import StationSettings
from stationdesk.store import assignments, audit, rosters
from tests.services.attendance_house import AttendanceHouse

CONFIRMED, SERVED = AssignmentState.CONFIRMED, AssignmentState.SERVED


@pytest.fixture
def house(database):
    return AttendanceHouse(database)


def test_minutes_are_fixed_and_credited_when_somebody_leaves(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.at("08:20").desk.sign_in(house.zhao)
    assert house.state(duty) is SERVED
    assert [line.name for line in house.desk.present()] == ["赵晓蕾"]
    assert house.told() == []
    house.at("11:32").desk.sign_out(attendance_id, work="窗口引导", away_minutes=12)
    assert house.told() == [("attend", 180, "06-29")]
    line = house.desk.line(attendance_id)
    assert (line.shift, line.credited, line.late_minutes, line.is_walk_in) == (
        "早班",
        180,
        0,
        False,
    )
    assert (line.starts, line.ends) == (
        datetime(2026, 6, 29, 8, 30),
        datetime(2026, 6, 29, 11, 30),
    )
    assert house.desk.present() == []
    assert frozenset({Topic.ATTENDANCE, Topic.ROSTER}) in house.announced


@pytest.mark.parametrize(
    ("clock", "tied"),
    [("07:29", False), ("07:30", True), ("10:00", True), ("11:29", True), ("11:30", False)],
)
def test_a_sign_in_belongs_to_the_shift_that_runs_or_begins_within_the_hour(house, clock, tied):
    duty = house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.at(clock).desk.sign_in(house.zhao)
    assert (house.desk.attendance(attendance_id).assignment_id == duty) is tied
    assert house.state(duty) is (SERVED if tied else CONFIRMED)


def test_an_assignment_has_one_attendance_unless_it_is_void(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    first = house.served(house.zhao, "07:40", "07:50")
    house.at("09:00")
    again = house.desk.sign_in(house.zhao)
    assert house.desk.attendance(first).assignment_id == duty
    assert house.desk.attendance(again).assignment_id is None
    house.desk.void(again, "误签")
    house.desk.void(first, "误签")
    assert house.state(duty) is CONFIRMED
    assert house.desk.attendance(house.desk.sign_in(house.zhao)).assignment_id == duty


@pytest.mark.parametrize("state", [AssignmentState.ABSENT, AssignmentState.EXCUSED])
def test_a_shift_of_which_somebody_is_absent_is_not_signed_in_to(house, state):
    duty = house.planned(house.zhao, "08:30", "11:30")
    assignments.set_state(duty, state, "病了")
    assert house.desk.attendance(house.desk.sign_in(house.zhao)).assignment_id is None
    with pytest.raises(Refused, match="not confirmed"):
        house.at("09:00").served(house.zhao, "08:30", "08:40", assignment_id=duty)


def test_a_closed_roster_keeps_its_states(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    rosters.set_state(house.period, PeriodState.CLOSED, 1)
    attendance_id = house.desk.sign_in(house.zhao)
    assert house.desk.attendance(attendance_id).assignment_id == duty
    assert house.state(duty) is CONFIRMED


def test_who_stays_on_into_the_next_shift_served_both(house):
    early = house.planned(house.zhao, "08:30", "11:30")
    noon = house.planned(house.zhao, "11:30", "14:00", name="午班")
    late = house.planned(house.zhao, "14:00", "18:00", name="晚班")
    attendance_id = house.at("08:30").desk.sign_in(house.zhao)
    house.at("14:10").desk.sign_out(attendance_id)
    assert [house.state(each) for each in (early, noon, late)] == [SERVED, SERVED, CONFIRMED]
    house.undo()
    assert [house.state(each) for each in (early, noon, late)] == [SERVED, CONFIRMED, CONFIRMED]


def test_signing_in_twice_is_refused_and_twice_with_one_key_is_once(house):
    first = house.desk.sign_in(house.zhao, request_key="a")
    assert house.desk.sign_in(house.zhao, request_key="a") == first
    with pytest.raises(Refused, match="has been signed in since 2026-06-29 08:00"):
        house.desk.sign_in(house.zhao)


def test_a_click_signs_in_and_the_next_one_out(house):
    signed = house.desk.toggle(house.zhao)
    assert (signed.signed_in, signed.line.name) == (True, "赵晓蕾")
    signed = house.at("09:00").desk.toggle(house.zhao)
    assert (signed.signed_in, signed.line.credited) == (False, 60)


def test_a_card_that_is_read_twice_in_a_row_signs_in_once(house):
    code = house.volunteers.volunteer(house.zhao).card_code
    assert house.desk.by_card(code).signed_in
    assert house.desk.by_card(f" {code.lower()} ").signed_in
    assert not house.at("08:01").desk.by_card(code).signed_in
    assert not house.desk.by_card(code).signed_in
    assert house.at("08:02").desk.by_card(code).signed_in
    with pytest.raises(Refused, match="no volunteer's card"):
        house.desk.by_card("X")


def test_a_pin_opens_with_the_number_or_the_end_of_the_phone(house):
    house.volunteers.set_pin(house.zhao, "2580", "2580")
    number = house.volunteers.volunteer(house.zhao).number
    for clock, typed in (("08:00", number), ("08:10", "5678"), ("08:20", "1"), ("08:30", "v-1")):
        signed = house.at(clock).desk.by_pin(typed, "2580")
        assert signed.line.attendance.volunteer_id == house.zhao
    assert {
        line.attendance.came_by for line in house.desk.attendances(*[house.moment.date()] * 2)
    } == {Means.TOUCH}


def test_two_people_with_one_phone_end_and_one_pin_type_their_number(house):
    for each in (house.zhao, house.qian):
        house.volunteers.set_pin(each, "2580", "2580")
    with pytest.raises(Refused, match="whole number"):
        house.desk.by_pin("5678", "2580")
    house.volunteers.set_pin(house.qian, "9071", "9071")
    assert house.desk.by_pin("5678", "9071").line.name == "钱多多"


def test_wrong_pins_are_limited_for_each_number_that_was_typed(house):
    house.volunteers.set_pin(house.zhao, "2580", "2580")
    house.volunteers.set_pin(house.sun, "9071", "9071")
    seconds = 0.0
    house.desk._clock = lambda: seconds
    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match=f"Tries left: {left}"):
            house.desk.by_pin("5678", "0000")
    with pytest.raises(Refused, match="60 seconds"):
        house.desk.by_pin("5678", "0000")
    with pytest.raises(Refused, match="60 seconds"):
        house.desk.by_pin("5678", "2580")
    assert house.desk.by_pin("1111", "9071").signed_in
    with pytest.raises(Refused, match="Tries left"):
        house.desk.by_pin("nobody", "9071")
    seconds = 61.0
    assert house.desk.by_pin("5678", "2580").signed_in


def test_wrong_pins_are_counted_for_a_volunteer_however_they_are_named(house):
    house.volunteers.set_pin(house.zhao, "2580", "2580")
    house.volunteers.set_pin(house.qian, "9071", "9071")
    for typed, left in (("1", 4), ("01", 3), ("V-1", 2), ("5678", 1)):
        with pytest.raises(Refused, match=f"Tries left: {left}"):
            house.desk.by_pin(typed, "0000")
    with pytest.raises(Refused, match="Please wait"):
        house.desk.by_pin("v0001", "0000")
    assert house.desk.wait_seconds("1") > 0
    with pytest.raises(Refused, match="Please wait"):
        house.desk.by_pin("5678", "9071")
    assert house.desk.by_pin("V-2", "9071").signed_in


def test_a_number_that_nobody_has_is_counted_like_one_that_somebody_has(house):
    for typed, left in (("77", 4), ("077", 3), ("V-77", 2), ("v77", 1)):
        with pytest.raises(Refused, match=f"Tries left: {left}"):
            house.desk.by_pin(typed, "0000")
    with pytest.raises(Refused, match="Please wait"):
        house.desk.by_pin("77", "0000")


def test_who_left_is_refused_with_the_right_pin_and_is_in_nobodys_way(house):
    for each in (house.zhao, house.qian):
        house.volunteers.set_pin(each, "2580", "2580")
    house.volunteers.set_standing(house.zhao, Standing.LEFT, reason="搬家")
    assert house.desk.by_pin("5678", "2580").line.name == "钱多多"
    with pytest.raises(Refused, match="has left"):
        house.desk.by_pin("V-1", "2580")


@pytest.mark.parametrize(
    ("came", "left", "away", "reason"),
    [
        ("08:30", "08:20", 0, "before they came"),
        ("08:30", "11:00", 0, "in the future"),
        ("10:30", "10:40", 0, "in the future"),
        ("2026-06-28T08:30", "2026-06-29T08:31", 0, "at most 24 hours"),
        ("08:30", "09:00", 31, "from 0 to 30 minutes"),
        ("08:30", "09:00", -1, "from 0 to 30 minutes"),
    ],
)
def test_times_that_cannot_be_are_refused(house, came, left, away, reason):
    house.at("10:00")
    with pytest.raises(Refused, match=reason):
        house.served(house.zhao, came, left, away_minutes=away)
    assert house.told() == []


@pytest.mark.parametrize(
    ("came", "left", "meets"),
    [
        ("08:00", "08:30", False),
        ("08:00", "08:31", True),
        ("09:29", "09:40", True),
        ("09:30", "09:40", False),
        ("08:40", "08:50", True),
        ("08:45", "08:45", True),
        ("08:30", "08:30", False),
    ],
)
def test_nobody_is_there_twice_at_a_time(house, came, left, meets):
    house.at("10:00").served(house.zhao, "08:30", "09:30")
    house.served(house.qian, came, left)
    if meets:
        with pytest.raises(Refused, match="from 2026-06-29 08:30 to 2026-06-29 09:30 already"):
            house.served(house.zhao, came, left)
    else:
        house.served(house.zhao, came, left)


def test_a_forgotten_attendance_closes_at_the_planned_end_and_waits_for_a_look(house):
    house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.at("08:30").desk.sign_in(house.zhao)
    assert house.at("11:59").desk.close_forgotten() == 0
    assert house.at("12:00").desk.close_forgotten() == 1
    closed = house.desk.attendance(attendance_id)
    assert (closed.left_at, closed.state) == (
        datetime(2026, 6, 29, 11, 30),
        PresenceState.TO_REVIEW,
    )
    assert house.told() == [("attend", 180, "06-29")]
    assert [line.attendance.id for line in house.desk.to_review()] == [attendance_id]
    house.desk.review(attendance_id)
    assert house.desk.attendance(attendance_id).state is PresenceState.REVIEWED
    with pytest.raises(Refused, match="nothing to look at"):
        house.desk.review(attendance_id)
    house.undo()
    assert house.desk.attendance(attendance_id).state is PresenceState.TO_REVIEW
    assert house.told() == [("attend", 180, "06-29")]


def test_the_grace_is_chosen_and_shifts_that_follow_on_count_as_one(house):
    StationSettings(house.context).keep_attendance_grace(0)
    house.planned(house.zhao, "08:30", "11:30")
    house.planned(house.zhao, "11:30", "14:00", name="午班")
    house.planned(house.zhao, "15:00", "18:00", name="晚班")
    house.at("08:30").desk.sign_in(house.zhao)
    assert house.at("13:59").desk.close_forgotten() == 0
    assert house.at("14:00").desk.close_forgotten() == 1
    assert house.told() == [("attend", 330, "06-29")]


@pytest.mark.parametrize(
    ("came", "closes"),
    [("08:00", "2026-06-29T20:00"), ("20:00", "2026-06-30T00:00")],
)
def test_a_forgotten_walk_in_is_credited_nothing_until_somebody_looks(house, came, closes):
    attendance_id = house.at(came).desk.sign_in(house.zhao)
    due = datetime.fromisoformat(closes)
    assert house.at(due - timedelta(minutes=1)).desk.close_forgotten() == 0
    assert house.at(due).desk.close_forgotten() == 1
    assert house.told() == [("attend", 0, "06-29")]
    house.correct(attendance_id, left="2026-06-29T20:00" if came == "08:00" else "2026-06-29T20:30")
    assert house.desk.attendance(attendance_id).state is PresenceState.REVIEWED
    assert house.balance(house.zhao) == (720 if came == "08:00" else 30)


def test_a_card_soon_after_a_closing_by_itself_means_leaving_at_last(house):
    house.planned(house.zhao, "08:30", "11:30")
    code = house.volunteers.volunteer(house.zhao).card_code
    house.at("08:30").desk.by_card(code)
    signed = house.at("12:40").desk.by_card(code)
    assert not signed.signed_in
    assert (signed.line.credited, signed.line.attendance.state) == (250, PresenceState.CLOSED)
    house.undo()
    assert house.desk.to_review()
    assert house.balance(house.zhao) == 180


def test_a_card_long_after_it_or_before_the_next_shift_means_coming(house):
    house.planned(house.zhao, "08:30", "11:30")
    house.planned(house.zhao, "13:00", "15:00", name="午班")
    code = house.volunteers.volunteer(house.zhao).card_code
    house.at("08:30").desk.by_card(code)
    assert house.at("12:40").desk.by_card(code).signed_in
    assert house.at("17:40").desk.by_card(code).signed_in


def test_who_forgot_yesterday_signs_in_today(house):
    house.desk.sign_in(house.zhao)
    assert house.at("2026-06-30T08:00").desk.toggle(house.zhao).signed_in
    assert len(house.desk.to_review()) == 1


def test_a_sign_in_is_taken_back_unless_something_was_done_since(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.at("08:30").desk.sign_in(house.zhao)
    house.undo()
    assert house.desk.attendance(attendance_id).is_void
    assert house.state(duty) is CONFIRMED
    again = house.desk.sign_in(house.zhao)
    signed_in = house.undos.pop()
    house.at("09:30").desk.sign_out(again)
    with pytest.raises(Refused, match="changed this at"):
        signed_in.take_back()
    house.undo()
    assert house.desk.attendance(again).state is PresenceState.OPEN
    assert house.balance(house.zhao) == 0
    house.at("10:00").desk.sign_out(again)
    with pytest.raises(Refused, match="ended already"):
        house.desk.sign_out(again)


def test_who_left_the_volunteers_does_not_sign_in(house):
    house.volunteers.set_standing(house.zhao, Standing.LEFT, house.moment.date(), "搬家")
    with pytest.raises(Refused, match="has left"):
        house.desk.sign_in(house.zhao)
    house.at("10:00")
    assert house.served(house.zhao, "2026-06-28T08:30", "2026-06-28T09:30"), "served before that"


def test_a_night_shift_belongs_to_the_day_on_which_it_begins(house):
    house.planned(house.zhao, 22 * 60, 30 * 60, name="夜班")
    attendance_id = house.at("2026-06-30T00:20").desk.sign_in(house.zhao)
    house.at("2026-06-30T06:00").desk.sign_out(attendance_id)
    assert f"{house.desk.attendance(attendance_id).business_date}" == "2026-06-29"
    assert house.told() == [("attend", 340, "06-29")]


def test_what_began_long_ago_is_written_down_whole(house):
    with pytest.raises(Refused, match="also when they left"):
        house.desk.sign_in(house.zhao, at=house.moment - timedelta(days=2))


def test_the_audit_trail_names_nobody(house):
    house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.at("08:30").desk.sign_in(house.zhao)
    house.at("11:00").desk.sign_out(attendance_id, work="陪赵晓蕾的妈妈")
    house.correct(attendance_id, left="10:50", reason="赵晓蕾说的")
    house.desk.void(attendance_id, "赵晓蕾说的")
    uid = house.desk.attendance(attendance_id).uid
    events = audit.events_of("attendance", uid)
    assert [event.action for event in events] == ["sign in", "sign out", "correct", "void"]
    assert "晓蕾" not in str(events)


def test_an_open_ledger_counts_on_the_day_itself():
    day = datetime(2026, 6, 1).date()
    assert OpenLedger(day).day_for(day) == day
