from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateMove,
    CertificateState,
    IssuingBody,
)
from stationdesk.domain.attendance.snapshots import digest_of, snapshot_text
from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.settings import StationSettings
from stationdesk.store import audit, certificates, soundness
from tests.services.attendance_house import IDENTITY, ISSUER, JOINED, AttendanceHouse

JUNE = (date(2026, 6, 1), date(2026, 6, 30))
RECORD, CERTIFICATE = CertificateKind.RECORD, CertificateKind.CERTIFICATE


@pytest.fixture
def house(database):
    house = AttendanceHouse(database).at("12:00")
    house.zhou = house.volunteers.add(
        NewVolunteer(name="周雅琴", joined_on=JOINED, born="1990-05-23", identity=IDENTITY)
    )
    house.served(house.zhou, "2026-06-10T08:30", "2026-06-10T11:30", work="引导")
    house.served(house.zhou, "2026-06-11T08:30", "2026-06-11T10:00", away_minutes=7, work="巡查")
    house.at("2026-07-01T09:00")
    return house


def certificate(house):
    house.desk.set_issuing_body(ISSUER)
    return house.desk.draw_up(house.zhou, *JUNE, CERTIFICATE)


def issued(house):
    certificate_id = certificate(house)
    house.desk.review_certificate(certificate_id, "周敏")
    house.desk.notice(certificate_id)
    house.at("2026-07-08T09:00").desk.issue(certificate_id)
    return certificate_id


def test_a_record_is_issued_at_once_and_tells_no_identity_number(house):
    StationSettings(house.context).keep_hours_rounding(30)
    paper = house.desk.printed(house.desk.draw_up(house.zhou, *JUNE))
    snapshot = paper.snapshot
    assert (paper.number, paper.kind, paper.state) == (
        "JL-2026-0001",
        RECORD,
        CertificateState.ISSUED,
    )
    assert (snapshot.document, snapshot.document_number, snapshot.issuer) == ("", "", IssuingBody())
    assert (snapshot.name, snapshot.station) == ("周雅琴", "枫桥路便民服务驿站")
    assert (snapshot.minutes, snapshot.services, snapshot.rounding) == (263, 2, 30)
    assert [(each.served_on.day, each.work, each.minutes) for each in snapshot.lines] == [
        (10, "引导", 180),
        (11, "巡查", 83),
    ]


def test_a_certificate_goes_through_two_hands_and_a_notice(house):
    certificate_id = certificate(house)
    deeds = house.desk
    assert deeds.certificate(certificate_id).number == "ZM-2026-0001"
    with pytest.raises(Refused, match="Only a reviewed"):
        deeds.notice(certificate_id)
    for name in ("王芳", " 王 芳", ""):
        with pytest.raises(Refused, match=r"Somebody else|Write who"):
            deeds.review_certificate(certificate_id, name)
    deeds.review_certificate(certificate_id, "周敏")
    with pytest.raises(Refused, match="future"):
        deeds.notice(certificate_id, date(2026, 7, 2))
    with pytest.raises(Refused, match="before it was drawn up"):
        deeds.notice(certificate_id, date(2026, 6, 30))
    deeds.notice(certificate_id)
    with pytest.raises(Refused, match="until 2026-07-08"):
        house.at("2026-07-07T23:00").desk.issue(certificate_id)
    house.at("2026-07-08T00:01").desk.issue(certificate_id)
    paper = deeds.certificate(certificate_id)
    assert (paper.state, paper.issued_on) == (CertificateState.ISSUED, date(2026, 7, 8))
    assert (paper.notice_from, paper.notice_until) == (date(2026, 7, 1), date(2026, 7, 8))
    assert (paper.drawn_up_by, paper.reviewed_by) == ("王芳", "周敏")
    assert [step.move.value for step in deeds.certificate_steps(certificate_id)] == [
        "draft",
        "review",
        "notice",
        "issue",
    ]
    assert soundness.ledger_faults() == []


def test_the_whole_identity_number_stands_on_the_paper_alone_and_its_use_is_noted(house):
    certificate_id = issued(house)
    assert "610113********4896" in str(house.desk.certificates())
    assert IDENTITY not in str(house.desk.certificates())
    assert house.desk.printed(certificate_id).snapshot.document_number == IDENTITY
    uid = house.volunteers.volunteer(house.zhou).uid
    assert "unmask identity" in [event.action for event in audit.events_of("volunteer", uid)]
    paper = house.desk.certificate(certificate_id)
    events = audit.events_of("service_certificate", paper.uid)
    assert [event.action for event in events] == ["draft", "review", "notice", "issue", "print"]
    trail = str(audit.latest(100))
    assert IDENTITY not in trail
    assert "周雅琴" not in trail


def test_a_reprint_is_the_same_but_for_the_mark_of_a_copy(house):
    certificate_id = issued(house)
    first = house.desk.printed(certificate_id)
    house.desk.set_issuing_body(replace(ISSUER, name="别的单位"))
    house.served(house.zhou, "2026-06-12T08:30", "2026-06-12T11:30")
    again = house.desk.printed(certificate_id)
    assert (first.copies, again.copies) == (0, 1)
    assert replace(again, copies=0) == first
    assert snapshot_text(again.snapshot) == snapshot_text(first.snapshot)
    assert digest_of(first.number, first.kind, snapshot_text(first.snapshot)) == first.digest


@pytest.mark.parametrize(
    ("whose", "first", "last", "kind", "reason"),
    [
        ("zhou", date(2026, 6, 30), date(2026, 6, 1), RECORD, "before the first one"),
        ("zhou", date(2026, 6, 1), date(2026, 7, 1), RECORD, "days that are over"),
        ("zhou", date(2026, 5, 1), date(2026, 5, 31), RECORD, "no hours of service"),
        ("zhou", *JUNE, CERTIFICATE, "whole issuing body first"),
        ("zhao", *JUNE, CERTIFICATE, "identity document"),
    ],
)
def test_nothing_is_drawn_up_that_cannot_be_proved(house, whose, first, last, kind, reason):
    with pytest.raises(Refused, match=reason):
        house.desk.draw_up(getattr(house, whose), first, last, kind)
    assert house.desk.certificates() == []


def test_days_with_an_unclear_attendance_are_not_certified(house):
    house.at("2026-06-30T19:00").desk.sign_in(house.zhou)
    with pytest.raises(Refused, match="no end yet, or wait for a look"):
        house.at("2026-06-30T19:30").desk.draw_up(house.zhou, date(2026, 6, 1), date(2026, 6, 30))
    house.at("2026-07-01T09:00").desk.close_forgotten()
    with pytest.raises(Refused, match="no end yet, or wait for a look"):
        house.desk.draw_up(house.zhou, *JUNE)


def test_a_draft_whose_hours_changed_is_not_issued(house):
    certificate_id = certificate(house)
    house.desk.review_certificate(certificate_id, "周敏")
    house.desk.notice(certificate_id)
    (first, _second) = house.desk.attendances(*JUNE, house.zhou)
    house.correct(first.attendance.id, left="2026-06-10T11:00")
    with pytest.raises(Refused, match="hours changed"):
        house.at("2026-07-08T09:00").desk.issue(certificate_id)
    assert soundness.ledger_faults() == []


def test_what_is_void_stays_in_the_register_with_its_number(house):
    certificate_id = issued(house)
    with pytest.raises(Refused, match="Write the reason"):
        house.desk.void_certificate(certificate_id, " ")
    house.desk.void_certificate(certificate_id, "写错时段")
    paper = house.desk.certificate(certificate_id)
    assert (paper.state, paper.void_reason) == (CertificateState.VOID, "写错时段")
    for deed in (house.desk.printed, house.desk.issue):
        with pytest.raises(Refused, match="ZM-2026-0001 is void"):
            deed(certificate_id)
    again = house.desk.draw_up(house.zhou, *JUNE, CERTIFICATE)
    assert [each.number for each in house.desk.certificates(house.zhou)] == [
        "ZM-2026-0002",
        "ZM-2026-0001",
    ]
    house.undo()
    assert house.desk.certificate(again).state is CertificateState.VOID
    with pytest.raises(Refused, match="Only what is issued"):
        house.desk.printed(house.desk.draw_up(house.zhou, *JUNE, CERTIFICATE))


def test_numbers_run_by_year_and_bear_the_issuing_bodys_own_letters(house):
    house.desk.set_issuing_body(replace(ISSUER, number_prefix="雁志证"))
    assert (
        house.desk.certificate(house.desk.draw_up(house.zhou, *JUNE, CERTIFICATE)).number
        == "雁志证-2026-0001"
    )
    house.at("2027-01-02T09:00")
    for number in ("JL-2027-0001", "JL-2027-0002"):
        assert house.desk.certificate(house.desk.draw_up(house.zhou, *JUNE)).number == number
    with pytest.raises(Refused, match="JL is what numbers"):
        house.desk.set_issuing_body(replace(ISSUER, number_prefix="JL"))


def test_an_erased_volunteer_gets_no_new_paper_and_the_old_one_stays(house):
    certificate_id = issued(house)
    house.volunteers.erase(house.zhou, "本人要求")
    with pytest.raises(Refused, match="no longer there"):
        house.desk.draw_up(house.zhou, *JUNE)
    assert house.desk.printed(certificate_id).snapshot.name == "周雅琴"


def test_the_issuing_body_is_taken_back_and_tells_the_trail_no_name(house):
    house.desk.set_issuing_body(ISSUER)
    assert house.desk.issuing_body().is_whole
    house.undo()
    assert house.desk.issuing_body() == IssuingBody()
    assert "骆清平" not in str([each.after for each in audit.events_of("setting", "issuing_body")])
    with pytest.raises(Refused, match="whole phone"):
        house.desk.set_issuing_body(replace(ISSUER, phone="123"))


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE service_certificate SET minutes = 1000",
        "UPDATE service_certificate SET number = 'ZM-2026-0009'",
        "UPDATE service_certificate SET snapshot = REPLACE(snapshot, '周雅琴', '周雅芹')",
        "UPDATE service_certificate SET digest = 'x'",
        "DELETE FROM certificate_step WHERE move = 'review'",
        "DELETE FROM certificate_step",
    ],
)
def test_a_forged_certificate_is_noticed(house, database, forgery):
    issued(house)
    assert soundness.ledger_faults() == []
    for table in ("service_certificate", "certificate_step"):
        for deed in ("update", "delete"):
            database.raw().execute(f"DROP TRIGGER {table}_no_{deed}")
    database.raw().execute(forgery)
    assert any(each.startswith("hours: ") for each in soundness.ledger_faults())


def test_steps_that_cannot_follow_are_noticed(house):
    certificate_id = certificate(house)
    step = house.desk.certificate_steps(certificate_id)[0]
    with house.context.deed():
        certificates.add_step(certificate_id, replace(step, move=CertificateMove.ISSUE))
    assert soundness.ledger_faults() == ["hours: impossible step of certificate ZM-2026-0001"]


def test_a_paper_whose_hours_were_taken_back_since_is_reminded_of_until_it_is_void(house):
    attendance_id = house.served(house.zhao, "2026-06-20T08:00", "2026-06-20T11:00")
    first, last = date(2026, 6, 1), date(2026, 6, 28)
    paper = house.desk.draw_up(house.zhao, first, last)
    opened = ("certificate", paper)
    assert opened not in [each.opens for each in house.desk.reminders()]
    house.correct(attendance_id, left="10:00")
    assert [each.opens for each in house.desk.reminders()].count(opened) == 1
    house.undo()
    assert opened not in [each.opens for each in house.desk.reminders()]
    house.desk.void(attendance_id, "没有来")
    (told,) = [each for each in house.desk.reminders() if each.opens == opened]
    assert "JL-2026-0001" in str(told.what)
    house.desk.void_certificate(paper, "时长有误")
    assert opened not in [each.opens for each in house.desk.reminders()]
