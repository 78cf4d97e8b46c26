from datetime import date, datetime

import pytest

from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.ledger_rules import NewService
from stationdesk.domain.attendance.presence import PresenceState
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.services.safekeeping import Safekeeping
from stationdesk.store import hours, soundness
from tests.services.attendance_house import AttendanceHouse

JUNE = (date(2026, 6, 1), date(2026, 6, 30))
JULY = (date(2026, 7, 1), date(2026, 7, 31))
WEEK = "社区巡查"


@pytest.fixture
def house(database):
    house = AttendanceHouse(database)
    yield house.at("12:00")
    assert soundness.ledger_faults() == []


def service(house, minutes=90, on=date(2026, 6, 20), **more):
    return NewService(volunteer_id=house.zhao, served_on=on, minutes=minutes, work=WEEK, **more)


def test_a_correction_reverses_the_line_and_writes_it_anew(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30", work="引导")
    house.correct(attendance_id, left="10:30", away=10, reason="提前走了")
    assert house.told() == [
        ("attend", 180, "06-29"),
        ("reversal", -180, "06-29"),
        ("attend", 110, "06-29"),
    ]
    (said,) = house.desk.corrections(attendance_id)
    assert (said.before, said.after, said.reason) == (
        "2026-06-29 08:30-11:30",
        "2026-06-29 08:30-10:30 (-10)",
        "提前走了",
    )
    house.undo()
    assert house.balance(house.zhao) == 180
    assert house.desk.attendance(attendance_id).left_at == datetime(2026, 6, 29, 11, 30)
    assert len(house.desk.corrections(attendance_id)) == 2


def test_a_correction_that_moves_no_minute_writes_no_line(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30")
    house.correct(attendance_id, came="08:40", left="11:40")
    assert house.told() == [("attend", 180, "06-29")]
    with pytest.raises(Refused, match="Nothing was changed"):
        house.correct(attendance_id)
    with pytest.raises(Refused, match="Write the reason"):
        house.correct(attendance_id, left="11:00", reason=" ")
    with pytest.raises(Refused, match="Write when they left"):
        house.desk.correct(attendance_id, datetime(2026, 6, 29, 8, 30), None, 0, "", "x")


def test_in_a_locked_month_the_difference_counts_today_and_cites_the_old_line(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30")
    house.at("2026-07-02T09:00").desk.lock_month("2026-06")
    house.correct(attendance_id, left="10:30")
    house.correct(attendance_id, left="10:45")
    assert house.told() == [
        ("attend", 180, "06-29"),
        ("adjust", -60, "07-02"),
        ("adjust", 15, "07-02"),
    ]
    assert [line.served_on for line in house.all_lines()] == [date(2026, 6, 29)] * 3
    assert [line.cites for line in house.desk.ledger_lines(*JULY)] == [house.all_lines()[0].uid] * 2
    house.desk.void(attendance_id, "重复")
    assert house.balance(house.zhao) == 0
    house.undo()
    assert house.balance(house.zhao) == 135
    assert house.desk.balance(house.zhao, *JUNE) == 180
    assert house.desk.balance(house.zhao, *JULY) == -45


def test_another_day_of_service_moves_the_hours_there_though_the_month_is_locked(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30")
    house.at("2026-07-02T12:00").desk.lock_month("2026-06")
    house.correct(attendance_id, came="2026-07-01T08:30", left="2026-07-01T10:30")
    assert house.told() == [
        ("attend", 180, "06-29"),
        ("adjust", -180, "07-02"),
        ("attend", 120, "07-01"),
    ]
    house.correct(attendance_id, came="2026-07-01T08:30", left="2026-07-01T09:30")
    assert house.told()[3:] == [("reversal", -120, "07-01"), ("attend", 60, "07-01")]
    assert [each.minutes for each in house.desk.services_of(house.zhao, *JUNE)] == []
    assert [each.minutes for each in house.desk.services_of(house.zhao, *JULY)] == [60]


def test_what_was_done_is_told_anew_in_a_locked_month_too(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30", work="引导")
    house.at("2026-07-02T09:00").desk.lock_month("2026-06")
    for work in ("陪护", "引导"):
        house.correct(attendance_id, work=work)
        (served,) = house.desk.services_of(house.zhao, *JUNE)
        assert (served.work, served.minutes) == (work, 180)


def test_service_of_a_locked_month_is_written_down_today(house):
    house.at("2026-07-02T09:00").desk.lock_month("2026-06")
    house.served(house.zhao, "2026-06-15T08:30", "2026-06-15T11:30")
    assert house.told() == [("attend", 180, "07-02")]
    assert house.all_lines()[0].served_on == date(2026, 6, 15)


def test_void_takes_minutes_back_and_undo_writes_them_again(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    attendance_id = house.served(house.zhao, "08:30", "11:30")
    house.desk.void(attendance_id, "签错了人")
    assert house.state(duty) is AssignmentState.CONFIRMED
    assert house.balance(house.zhao) == 0
    with pytest.raises(Refused, match="is void"):
        house.desk.void(attendance_id, "again")
    with pytest.raises(Refused, match="is void"):
        house.correct(attendance_id, left="10:00")
    house.undo()
    assert house.state(duty) is AssignmentState.SERVED
    assert house.told() == [
        ("attend", 180, "06-29"),
        ("reversal", -180, "06-29"),
        ("attend", 180, "06-29"),
    ]


def test_void_is_not_taken_back_where_another_stands_in_its_place(house):
    house.planned(house.zhao, "08:30", "11:30")
    first = house.served(house.zhao, "08:30", "09:30")
    house.desk.void(first, "签错了人")
    void = house.undos.pop()
    house.served(house.zhao, "10:00", "11:00")
    with pytest.raises(Refused, match="signed in to this assignment"):
        void.take_back()
    assert house.desk.attendance(first).state is PresenceState.VOID


def test_a_paper_sheet_belongs_to_the_shift_it_touches(house):
    duty = house.planned(house.zhao, "08:30", "11:30")
    assert house.desk.attendance(house.served(house.zhao, "07:00", "09:00")).assignment_id == duty
    other = house.planned(house.qian, "08:30", "11:30")
    with pytest.raises(Refused, match="not assigned to this volunteer"):
        house.served(house.sun, "08:30", "11:30", assignment_id=other)
    assert house.served(house.qian, "08:30", "11:30", request_key="k") == house.served(
        house.qian, "08:30", "11:30", request_key="k"
    )


def test_service_without_times_is_a_line_that_is_adjusted_by_others(house):
    line_id = house.desk.write_service(service(house, request_key="a"))
    assert house.desk.write_service(service(house, request_key="a")) == line_id
    house.desk.adjust(line_id, 60, "多记了")
    assert house.told() == [("worklog", 90, "06-20"), ("adjust", -30, "06-20")]
    house.undo()
    assert house.balance(house.zhao) == 90
    house.at("2026-07-01T09:00").desk.lock_month("2026-06")
    house.desk.adjust(line_id, 0, "多记了")
    assert house.told()[-1] == ("adjust", -90, "07-01")
    with pytest.raises(Refused, match="worth nothing already"):
        house.desk.take_back_service(line_id, "x")


def test_service_without_times_is_reversed_and_written_again(house):
    line_id = house.desk.write_service(service(house))
    house.desk.take_back_service(line_id, "写错人")
    assert house.told() == [("worklog", 90, "06-20"), ("reversal", -90, "06-20")]
    with pytest.raises(Refused, match="was taken back"):
        house.desk.adjust(line_id, 10, "x")
    house.undo()
    assert house.balance(house.zhao) == 90


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"minutes": 0}, "from 1 to 1440"),
        ({"minutes": 1441}, "from 1 to 1440"),
        ({"on": date(2026, 6, 30)}, "in the future"),
        ({"kind": HoursKind.BROUGHT}, "Write the reason"),
        ({"kind": HoursKind.ATTEND}, "from an attendance"),
    ],
)
def test_service_that_cannot_be_written_down(house, changed, reason):
    with pytest.raises(Refused, match=reason):
        house.desk.write_service(service(house, **changed))


def test_hours_of_an_attendance_follow_from_the_attendance_alone(house):
    house.served(house.zhao, "08:30", "11:30")
    (line,) = house.all_lines()
    for deed in (
        lambda: house.desk.adjust(line.id, 10, "x"),
        lambda: house.desk.take_back_service(line.id, "x"),
    ):
        with pytest.raises(Refused, match="Correct the attendance itself"):
            deed()


def test_only_a_month_that_is_over_and_clear_is_locked(house):
    attendance_id = house.desk.sign_in(house.zhao)
    with pytest.raises(Refused, match="not over yet"):
        house.desk.lock_month("2026-06")
    house.at("2026-06-30T23:50").desk.sign_in(house.qian)
    house.at("2026-07-01T00:05").desk.sign_out(house.desk.present()[0].attendance.id)
    with pytest.raises(Refused, match="1 attendances of this month closed by themselves"):
        house.desk.lock_month("2026-06")
    (month,) = house.desk.lockable()
    assert (month.month, month.is_lockable, month.minutes) == ("2026-06", False, 15)
    house.desk.review(attendance_id)
    assert house.desk.lockable()[0].is_lockable
    lock = house.desk.lock_month("2026-06")
    assert (lock.lines, lock.minutes, lock.people) == (2, 15, 2)
    assert lock.digest == house.all_lines()[-1].digest
    assert house.desk.lockable() == []
    with pytest.raises(Refused, match="locked already"):
        house.desk.lock_month("2026-06")
    with pytest.raises(Refused, match="2026-06"):
        house.desk.lock_month("六月")
    with pytest.raises(Refused, match="are locked; correct the attendance"):
        house.undos[-1].take_back()


def test_a_clock_that_was_set_back_into_a_locked_month_writes_nothing(house):
    house.at("2026-07-02T12:00").desk.lock_month("2026-06")
    house.at("2026-06-29T12:00")
    with pytest.raises(Refused, match="check the date of this PC"):
        house.served(house.zhao, "08:30", "11:30")
    with pytest.raises(Refused, match="also when they left"):
        house.desk.sign_in(house.zhao)


def test_figures_and_ranking_of_a_period(house):
    for day in (10, 11):
        house.served(house.zhao, f"2026-06-{day}T08:30", f"2026-06-{day}T11:30")
        house.served(house.qian, f"2026-06-{day}T08:30", f"2026-06-{day}T11:30")
        house.served(house.sun, f"2026-06-{day}T08:30", f"2026-06-{day}T12:30")
    brought = service(house, 6000, date(2026, 5, 31), kind=HoursKind.BROUGHT, reason="旧台账")
    house.desk.write_service(brought)
    figures = house.desk.figures(date(2026, 5, 1), JUNE[1])
    assert (figures.people, figures.services, figures.minutes) == (3, 6, 1200 + 6000)
    assert [(each.month, each.people, each.services, each.minutes) for each in figures.months] == [
        ("2026-05", 0, 0, 6000),
        ("2026-06", 3, 6, 1200),
    ]
    people = house.desk.hours_by_person(*JUNE)
    assert [(each.name, each.services, each.minutes, each.stars) for each in people] == [
        ("赵晓蕾", 2, 360, 1),
        ("钱多多", 2, 360, 0),
        ("孙丽华", 2, 480, 0),
    ]
    ranked = [(each.place, each.name) for each in house.desk.ranking(*JUNE)]
    assert ranked == [(1, "赵晓蕾"), (1, "钱多多")], "who did not agree is not in the ranking"
    level = house.desk.stars(house.zhao)
    assert (level.stars, level.minutes, level.missing) == (1, 6360, 18000 - 6360)


def test_figures_of_a_locked_month_stay_as_they_were_reported(house):
    attendance_id = house.served(house.zhao, "08:30", "11:30")
    house.at("2026-07-02T12:00").desk.lock_month("2026-06")
    before = house.desk.figures(*JUNE), house.desk.hours_by_person(*JUNE)
    house.desk.void(attendance_id, "重复")
    assert (house.desk.figures(*JUNE), house.desk.hours_by_person(*JUNE)) == before
    assert house.desk.figures(*JULY).minutes == -180
    assert house.desk.figures(JUNE[0], JULY[1]).services == 0


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE hours_line SET minutes = 600 WHERE id = 1",
        "UPDATE hours_line SET work = 'x' WHERE id = 2",
        "UPDATE hours_line SET digest = 'x' WHERE id = 2",
        "DELETE FROM hours_line WHERE id = 1",
        "UPDATE month_lock SET minutes = 1",
        "UPDATE attendance SET left_at = '2026-06-29T18:00' WHERE id = 1",
        "UPDATE attendance SET voided_at = 'x' WHERE id = 2",
        "UPDATE attendance SET came_at = '2026-06-29T10:00' WHERE id = 2",
    ],
)
def test_forged_hours_are_noticed(database, forgery):
    house = AttendanceHouse(database).at("12:00")
    house.served(house.zhao, "08:30", "09:30")
    house.served(house.zhao, "09:30", "11:30")
    house.at("2026-07-02T12:00").desk.lock_month("2026-06")
    assert Safekeeping(database).check().sound
    for table in ("hours_line", "month_lock"):
        for deed in ("update", "delete"):
            database.raw().execute(f"DROP TRIGGER {table}_no_{deed}")
    database.raw().execute("PRAGMA foreign_keys = OFF")
    database.raw().execute(forgery)
    assert any(each.startswith("hours: ") for each in soundness.ledger_faults())


def test_the_engine_itself_keeps_a_locked_month_shut(database):
    house = AttendanceHouse(database).at("12:00")
    house.served(house.zhao, "08:30", "09:30")
    house.at("2026-07-02T12:00").desk.lock_month("2026-06")
    columns = "uid, volunteer_id, kind, minutes, business_date, served_on, work, reason, rule"
    with pytest.raises(Exception, match="hours of this month are locked"):
        database.raw().execute(
            f"INSERT INTO hours_line ({columns}, recorded_at, recorded_by, digest)"
            "VALUES ('u', 1, 'worklog', 5, '2026-06-30', '2026-06-30', 'w', '', '', '', '', '')"
        )
    assert hours.broken_links() == []


def test_reasons_in_the_ledger_and_its_corrections_name_nobody(house):
    kept = house.served(house.zhao, "08:30", "11:30")
    house.correct(kept, left="10:30", reason="赵晓蕾看错了")
    house.desk.void(kept, "赵晓蕾没来，电话 13812345678")
    line = house.desk.write_service(service(house, reason="赵晓蕾口述"))
    house.desk.adjust(line, 60, "赵晓蕾说少了")
    house.desk.take_back_service(line, "赵晓蕾不要")
    told = str(
        [
            house.all_lines(),
            house.desk.corrections(kept),
            house.database.raw().execute("SELECT before, after FROM audit_event").fetchall(),
        ]
    )
    assert "赵*看错了" in told
    assert "晓蕾" not in told
    assert "13812345678" not in told
