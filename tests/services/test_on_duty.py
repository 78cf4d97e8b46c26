"""Who is on duty, planned and really there, as it stands at one minute of the day."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.attendance.duty_day import DutyState
from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.handover import NewHandoverNote
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.on_duty import OnDuty
from tests.services.roster_station import EVERY_KIND, RosterStation

TODAY = date(2026, 6, 24)


class DutyStation(RosterStation):
    """A published week with a morning and an afternoon shift of two people each."""

    def __init__(self, database):
        super().__init__(database, at=datetime(2026, 6, 24, 7, 0))
        self.attendance = AttendanceDesk(self.context, self.volunteers)
        self.duty = OnDuty(self.context, self.roster, self.attendance)

    def publish(self):
        self.one, self.two, self.three = self.people(3)
        self.template("早班", 480, 720, needed=2)
        self.template("午班", 690, 900, needed=1)
        period = self.open_week()
        for who in (self.one, self.two):
            self.roster.assign(self.shift(TODAY, "早班").id, who)
        self.roster.assign(self.shift(TODAY, "午班").id, self.three)
        self.roster.publish(period)

    def to(self, clock, day=TODAY):
        self.at = datetime.fromisoformat(f"{day}T{clock}")
        return self

    def told(self):
        """Return how it stands with each planned person now."""
        return {
            place.line.shown: place.state
            for shift in self.duty.on(self.at.date()).shifts
            for place in shift.places
        }

    def place(self, volunteer_id):
        return next(
            place
            for shift in self.duty.on(self.at.date()).shifts
            for place in shift.places
            if place.line.volunteer_id == volunteer_id
        )

    def click(self, volunteer_id):
        place = self.place(volunteer_id)
        assignment_id = place.line.assignment_id
        return self.attendance.sign_in(volunteer_id, Means.CLICK, assignment_id=assignment_id)


@pytest.fixture
def station(database):
    return DutyStation(database)


def test_a_station_without_volunteers_keeps_no_duty(station):
    told = station.duty.on(TODAY)
    assert (told.kept, told.planned, told.shifts, told.notes) == (False, False, (), ())


@pytest.mark.parametrize(
    ("clock", "state", "may_sign_in"),
    [
        ("06:59", DutyState.COMING, False),
        ("07:00", DutyState.COMING, True),
        ("07:59", DutyState.COMING, True),
        ("08:00", DutyState.LATE, True),
        ("11:59", DutyState.LATE, True),
        ("12:00", DutyState.MISSED, False),
    ],
)
def test_who_did_not_sign_in_is_coming_then_late_then_missed(station, clock, state, may_sign_in):
    station.publish()
    place = station.to(clock).place(station.one)
    assert (place.state, place.may_sign_in, place.may_sign_out) == (state, may_sign_in, False)


def test_a_click_signs_in_and_another_one_out(station):
    station.publish()
    station.to("07:50").click(station.one)
    place = station.to("09:00").place(station.one)
    assert (place.state, place.may_sign_in, place.may_sign_out) == (DutyState.HERE, False, True)
    assert station.duty.on(TODAY).here == 1
    station.to("12:05").attendance.sign_out(place.presence.attendance.id)
    assert station.place(station.one).state is DutyState.LEFT
    assert station.duty.on(TODAY).here == 0


def test_who_stays_on_into_the_next_shift_is_there_by_the_first_attendance(station):
    station.publish()
    station.to("07:50").attendance.sign_in(station.three)
    place = station.to("11:00").place(station.three)
    assert (place.state, place.may_sign_in) == (DutyState.COMING, False)
    assert [each.name for each in station.duty.on(TODAY).others] == ["上官若雪"]
    assert station.to("11:45").told()["上官若雪"] is DutyState.HERE
    assert station.duty.on(TODAY).others == ()


def test_absent_people_stay_on_the_board_and_open_a_gap(station):
    station.publish()
    rule = NewCoverRule(
        name="值守",
        day_kinds=EVERY_KIND,
        from_minute=540,
        to_minute=900,
        people=1,
        valid_from=date(2026, 1, 1),
    )
    station.roster.add_cover_rule(rule)
    row = station.place(station.three).line.assignment_id
    station.to("08:00").roster.mark_absent(row, "未来")
    assert station.place(station.three).state is DutyState.AWAY
    (hole,) = station.duty.on(TODAY).holes
    assert hole.minutes == 3 * 60
    assert station.to("15:00").duty.on(TODAY).holes == (), "a gap that is over is not told of"


def test_who_walks_in_is_told_beside_the_shifts(station):
    station.publish()
    walked_in = station.volunteer("端木磊")
    station.to("09:00").attendance.sign_in(walked_in)
    told = station.duty.on(TODAY)
    assert [each.name for each in told.others] == ["端木磊"]
    assert told.here == 1


def test_a_draft_lets_nobody_sign_in_by_a_click(station):
    (who,) = station.people(1)
    station.template("早班", 480, 720)
    station.open_week()
    station.roster.assign(station.shift(TODAY, "早班").id, who)
    told = station.to("08:30").duty.on(TODAY)
    assert (told.planned, told.published) == (True, False)
    assert not station.place(who).may_sign_in


def test_another_day_is_told_as_at_its_end(station):
    station.publish()
    station.to("07:30").click(station.one)
    station.to("12:00").attendance.sign_out(station.attendance.present()[0].attendance.id)
    station.to("09:00", TODAY + timedelta(days=1))
    told = station.duty.on(TODAY)
    states = {place.line.shown: place.state for each in told.shifts for place in each.places}
    assert states == {
        "欧阳娜娜": DutyState.LEFT,
        "司徒文轩": DutyState.MISSED,
        "上官若雪": DutyState.MISSED,
    }


def test_important_notes_come_first_and_stay_until_they_are_done(station):
    station.roster.add_note(NewHandoverNote(body="杯子快用完了"))
    urgent = station.roster.add_note(NewHandoverNote(body="轮椅刹车松", important=True))
    station.to("09:00", TODAY + timedelta(days=2))
    told = station.duty.on(station.at.date())
    assert [each.body for each in told.notes] == ["轮椅刹车松", "杯子快用完了"]
    station.roster.finish_note(urgent)
    assert [each.body for each in station.duty.on(TODAY).notes] == ["杯子快用完了"]


def test_reading_signs_nobody_out(station):
    station.publish()
    station.to("07:50").click(station.one)
    station.to("19:00")
    station.duty.on(TODAY)
    assert len(station.attendance.present()) == 1
    assert station.attendance.close_forgotten() == 1
