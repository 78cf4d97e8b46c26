"""Deeds that keep several records at once, or none: a minor's entry, a sign-in sheet."""

from datetime import date, datetime

import pytest

from stationdesk.domain.attendance.presence import NewAttendance
from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.people import NewConsent, NewVolunteer
from tests.services.attendance_house import AttendanceHouse
from tests.services.volunteer_book import VolunteerBook

CHILD = NewVolunteer(name="苗小禾", born="2012-04")
CONSENT = NewConsent(
    guardian="苗青", relation="父亲", phone="13800001111", signed_on=date(2026, 6, 1)
)


@pytest.fixture
def book(database):
    return VolunteerBook(database)


@pytest.fixture
def house(database):
    return AttendanceHouse(database).at("2026-06-29T18:00")


def test_a_minor_and_the_consent_are_one_deed_with_one_way_back(book):
    who = book.volunteers.enter(CHILD, CONSENT)
    assert [each.guardian for each in book.volunteers.consents(who)] == ["苗青"]
    assert len(book.undos) == 1
    book.take_back()
    assert book.volunteers.named("苗小禾") == []


def test_problems_of_both_are_named_at_once_and_nothing_is_kept(book):
    wrong = NewConsent(guardian="", relation="父亲", phone="12", signed_on=date(2026, 7, 1))
    abouts = book.problems(book.volunteers.enter, NewVolunteer(name="", born="2012-04"), wrong)
    assert abouts == ["name", "consent_guardian", "consent_phone", "consent_signed_on"]


def test_a_sound_minor_is_not_kept_without_a_sound_consent(book):
    wrong = NewConsent(guardian="", relation="父亲", phone="", signed_on=date(2026, 6, 1))
    assert book.problems(book.volunteers.enter, CHILD, wrong) == ["consent_guardian"]
    assert book.volunteers.named("苗小禾") == []


def sheet_line(who, came, left):
    day = "2026-06-29"
    return NewAttendance(
        volunteer_id=who,
        came_at=datetime.fromisoformat(f"{day}T{came}"),
        left_at=datetime.fromisoformat(f"{day}T{left}"),
    )


def test_a_sheet_is_kept_as_a_whole_and_goes_as_a_whole(house):
    lines = [sheet_line(house.zhao, "08:30", "11:30"), sheet_line(house.qian, "09:00", "10:00")]
    assert len(house.desk.write_sheet(lines)) == 2
    assert (house.balance(house.zhao), house.balance(house.qian)) == (180, 60)
    assert len(house.undos) == 1
    house.undo()
    assert (house.balance(house.zhao), house.balance(house.qian)) == (0, 0)


def test_one_wrong_line_keeps_the_whole_sheet_out_and_is_named_by_its_place(house):
    lines = [
        sheet_line(house.zhao, "08:30", "11:30"),
        sheet_line(house.qian, "10:00", "09:00"),
        sheet_line(house.zhao, "09:00", "10:00"),
    ]
    with pytest.raises(Refused) as refused:
        house.desk.write_sheet(lines)
    assert [problem.about for problem in refused.value.problems] == ["lines.2.left", "lines.3.came"]
    assert house.all_lines() == []
