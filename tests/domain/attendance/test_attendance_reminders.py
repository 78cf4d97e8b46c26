"""What of attendance, hours and certificates waits for a hand."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from stationdesk.domain.attendance.certificates import CertificateState
from stationdesk.domain.attendance.reminders import (
    certificate_reminders,
    lock_reminders,
    review_reminders,
)
from stationdesk.domain.reminders import Area, Urgency

TODAY = date(2026, 7, 10)


def forgotten(name, day):
    came = datetime(day.year, day.month, day.day, 8)
    attendance = SimpleNamespace(id=day.day, business_date=day, came_at=came)
    return SimpleNamespace(name=name, attendance=attendance)


def paper(state, until=None):
    return SimpleNamespace(
        id=7,
        number="ZM-2026-007",
        state=state,
        snapshot=SimpleNamespace(name="赵晓蕾"),
        notice_until=until,
    )


def test_nothing_forgotten_says_nothing():
    assert list(review_reminders([], TODAY)) == []


def test_forgotten_sign_outs_are_one_line_that_names_each_person_once():
    waiting = [
        forgotten("赵晓蕾", date(2026, 7, 9)),
        forgotten("钱多多", date(2026, 7, 8)),
        forgotten("赵晓蕾", date(2026, 7, 8)),
    ]
    (told,) = review_reminders(waiting, TODAY)
    assert (told.area, told.urgency) == (Area.VOLUNTEERS, Urgency.TODAY)
    assert str(told.what) == "3 forgotten sign-outs: 赵晓蕾, 钱多多"
    assert told.opens == ("to_review", 8), "the oldest of them is led to"


def test_what_was_forgotten_this_very_day_can_wait():
    (told,) = review_reminders([forgotten("赵晓蕾", TODAY)], TODAY)
    assert (told.urgency, str(told.what)) == (Urgency.SOON, "赵晓蕾 forgot to sign out")


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        (date(2026, 7, 4), None),
        (date(2026, 7, 5), Urgency.SOON),
        (date(2026, 8, 5), Urgency.SOON),
        (date(2026, 8, 6), Urgency.TODAY),
    ],
)
def test_a_month_is_to_be_locked_from_the_fifth_of_the_next_one(today, urgency):
    told = list(lock_reminders(["2026-06"], today))
    assert [each.urgency for each in told] == ([] if urgency is None else [urgency])


def test_the_months_of_a_year_end_are_counted_rightly():
    (told,) = lock_reminders(["2026-01", "2025-12"], date(2026, 2, 28))
    assert told.opens == ("month", "2025-12")
    (told,) = lock_reminders(["2026-01", "2025-12"], date(2026, 3, 5))
    assert "2 months" in str(told.what)


@pytest.mark.parametrize(
    ("state", "until", "says"),
    [
        (CertificateState.DRAFT, None, "waits for a second person's look"),
        (CertificateState.REVIEWED, None, "is to be hung out"),
        (CertificateState.NOTICED, date(2026, 7, 9), "can be issued"),
        (CertificateState.NOTICED, date(2026, 7, 10), None),
        (CertificateState.ISSUED, None, None),
        (CertificateState.VOID, None, None),
    ],
)
def test_a_certificate_is_told_while_it_is_somebodys_turn(state, until, says):
    told = list(certificate_reminders([paper(state, until)], TODAY))
    assert [str(each.what) for each in told] == (
        [] if says is None else [f"ZM-2026-007 for 赵晓蕾 {says}"]
    )
