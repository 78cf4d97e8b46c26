from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.keeping.retention import OF_VOLUNTEERS
from stationdesk.domain.pins import opens
from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.people import NewConsent, NewVolunteer, Standing
from stationdesk.domain.volunteers.profile_rules import as_wish
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.desk import open_desk
from stationdesk.services.retention import Retention
from stationdesk.services.settings import StationSettings
from stationdesk.store import retention as retention_store
from stationdesk.store import soundness
from tests.services.volunteer_book import REN, SECRETS, TODAY, VolunteerBook

TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2021, 1, 1)
JOINED = date(2019, 3, 1)


@pytest.fixture
def book(database):
    return VolunteerBook(database)


@pytest.fixture
def volunteers(book):
    return book.volunteers


@pytest.fixture
def retention(book):
    return Retention(book.context)


@pytest.fixture
def gone(book, volunteers):
    """Somebody who joined in 2019 and left at the beginning of 2021."""
    found = volunteers.add(NewVolunteer(name="崔丽晨", phone="13498379864", joined_on=JOINED))
    volunteers.set_standing(found, Standing.LEFT, LONG_AGO, "搬家")
    return found


def guarded(book):
    """Give 任涛 all that is private."""
    consent = NewConsent(
        guardian="任大海", relation="父亲", phone="13812345678", signed_on=date(2024, 1, 1)
    )
    book.volunteers.add_consent(book.ren, consent)
    book.volunteers.set_pin(book.ren, "2580", "2580")


def test_a_pin_is_kept_as_a_seal_alone(book, volunteers):
    assert book.problems(volunteers.set_pin, book.ren, "1234", "1235") == ["pin", "again"]
    guarded(book)
    (seal,) = book.database.raw().execute("SELECT seal FROM volunteer_pin").fetchone()
    assert opens("2580", seal)
    assert "2580" not in seal
    assert seal not in book.audit_text()


def test_a_whole_number_is_shown_for_a_reason_that_is_noted(book, volunteers):
    assert book.problems(volunteers.unmask_phone, book.ren, " ") == ["reason"]
    assert volunteers.unmask_phone(book.ren, "通知任涛换班") == "18542834335"
    assert volunteers.unmask_identity(book.ren, "开具服务证明").number == "610113196810259136"
    told = book.audit_text()
    assert "通知任*换班" in told
    assert "开具服务证明" in told
    assert not [each for each in SECRETS if each in told]


def test_erasing_leaves_the_service_and_no_person(book, volunteers):
    guarded(book)
    book.credit(book.ren, 600)
    volunteers.set_standing(book.ren, Standing.LEFT, TODAY, "任涛搬家了")
    card = volunteers.volunteer(book.ren).card_code
    volunteers.erase(book.ren, "任涛本人要求")
    line = volunteers.line(book.ren)
    assert line.volunteer.name == "任*"
    assert (line.volunteer.born, line.volunteer.phone, line.volunteer.note) == ("", "", "")
    assert (line.minutes, line.has_identity, line.has_pin) == (600, False, False)
    assert [(each.guardian, each.phone) for each in line.consents] == [("任*", "")]
    assert volunteers.by_card(card) is None
    assert volunteers.find("rt") == []
    assert retention_store.leftovers() == []
    dump = "\n".join(book.database.raw().iterdump())
    assert not [
        each
        for each in ("任涛", "任大海", "18542834335", "13812345678", REN.identity)
        if each in dump
    ]


def test_erasing_ends_the_service_of_who_had_not_left(book, volunteers):
    volunteers.erase(book.lu, "本人要求")
    assert volunteers.line(book.lu).standing is Standing.LEFT


def test_nobody_is_erased_while_planned_without_reason_or_twice(book, volunteers):
    book.plan(book.ren, TOMORROW)
    assert book.problems(volunteers.erase, book.ren, "") == ["volunteer", "reason"]
    volunteers.erase(book.lu, "本人要求")
    assert book.problems(volunteers.erase, book.lu, "再来一次") == ["volunteer"]


def test_nobody_is_erased_while_signed_in(book, volunteers):
    desk = AttendanceDesk(book.context, volunteers)
    there = desk.sign_in(book.ren)
    assert book.problems(volunteers.erase, book.ren, "本人要求") == ["volunteer"]
    desk.sign_out(there)
    volunteers.erase(book.ren, "本人要求")


def test_no_undo_brings_an_erased_person_back(book, volunteers):
    wish = replace(as_wish(volunteers.volunteer(book.ren)), phone="13900001111")
    volunteers.change(book.ren, wish, volunteers.volunteer(book.ren).version)
    volunteers.forget_identity(book.ren)
    guarded(book)
    volunteers.clear_pin(book.ren)
    volunteers.new_card(book.ren)
    undos = list(book.undos)
    volunteers.erase(book.ren, "本人要求")
    refused = 0
    for undo in undos:
        try:
            undo.take_back()
        except Refused:
            refused += 1
    line = volunteers.line(book.ren)
    assert refused >= 4
    assert (line.volunteer.name, line.volunteer.phone, line.has_identity, line.has_pin) == (
        "任*",
        "",
        False,
        False,
    )
    assert retention_store.leftovers() == []
    assert book.problems(volunteers.set_pin, book.ren, "2580", "2580") == ["volunteer"]


def test_who_left_long_ago_is_due_to_be_erased(book, volunteers, gone, retention):
    (line,) = retention.preview()
    assert (line.kind, line.count, line.last, line.days) == ("volunteers", 1, LONG_AGO, 1826)
    assert line.fields == OF_VOLUNTEERS
    retention.run("李敏")
    assert volunteers.line(gone).volunteer.name == "崔*"
    assert volunteers.line(book.lu).volunteer.name == "陆怡雨"
    assert retention.preview() == []
    assert soundness.audit_faults() == []


def test_hours_credited_later_put_the_erasing_off(book, gone, retention):
    book.credit(gone, 60, date(2025, 1, 1))
    assert retention.preview() == []


def test_who_came_back_is_not_erased(volunteers, gone, retention):
    volunteers.set_standing(gone, Standing.ACTIVE, TODAY)
    assert retention.preview() == []


def test_who_leaves_in_the_future_is_not_erased_yet(volunteers, gone, retention):
    volunteers.set_standing(gone, Standing.ACTIVE, date(2022, 1, 1))
    volunteers.set_standing(gone, Standing.LEFT, TOMORROW, "搬家")
    assert retention.preview() == []


def test_an_entry_made_by_mistake_goes_as_soon_as_a_borrower(book, volunteers, retention):
    volunteers.void(book.lu, "误登记")
    book.day = TODAY + timedelta(days=30)
    assert retention.preview() == []
    book.day = TODAY + timedelta(days=31)
    assert [(line.kind, line.days) for line in retention.preview()] == [("voided_volunteers", 30)]


def test_how_long_they_are_known_is_the_station_s_choice(book, volunteers, retention):
    volunteers.set_standing(book.ren, Standing.LEFT, TODAY - timedelta(days=400), "搬家")
    settings = StationSettings(book.context)
    settings.keep_volunteer_retention_days(365)
    assert [line.days for line in retention.preview()] == [365]
    book.take_back()
    assert retention.preview() == []
    assert book.problems(settings.keep_volunteer_retention_days, 9999) == [
        "volunteer_retention_days"
    ]


def test_an_erased_volunteer_is_in_no_byte_of_the_file(tmp_path):
    path = tmp_path / "station.station"
    desk = open_desk(path, today=TODAY)
    volunteer_id = desk.volunteers.add(REN)
    desk.volunteers.erase(volunteer_id, "本人要求")
    desk.close()
    written = path.read_bytes()
    for secret in (REN.identity, REN.phone, REN.name):
        assert secret.encode() not in written
