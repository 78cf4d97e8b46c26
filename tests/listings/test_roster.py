"""Days and times of the roster are told in one way everywhere."""

from datetime import date

import pytest

from stationdesk.domain.attendance.certificates import CertificateState
from stationdesk.domain.attendance.presence import PresenceState
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.listings.attendance import (
    attendance,
    certificate_mark,
    certificates,
    hours_by_person,
    hours_ledger,
    presence_mark,
)
from stationdesk.listings.roster import (
    ROSTER,
    assignment_mark,
    named_shift,
    times_words,
    weekday_words,
)
from tests.documents import service_stories as story


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ((510, 690), "08:30–11:30"),
        ((1200, 1440), "20:00–24:00"),
        ((1320, 1560), "22:00–02:00 next day"),
        ((0, 1440), "00:00–24:00"),
        ((1440, 1560), "00:00–02:00"),
    ],
)
def test_times_are_told_by_the_clock(times, told):
    assert times_words(*times) == told


def test_weeks_begin_on_monday():
    told = [weekday_words(date(2026, 6, day)) for day in range(15, 22)]
    assert told == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_a_post_stands_behind_its_shift():
    assert named_shift("早班", "") == "早班"
    assert named_shift("早班", "大厅") == "早班 (大厅)"


@pytest.mark.parametrize(
    ("mark", "states"),
    [
        (assignment_mark, AssignmentState),
        (presence_mark, PresenceState),
        (certificate_mark, CertificateState),
    ],
)
def test_every_state_has_a_word_and_a_tone(mark, states):
    assert all(str(mark(state)) for state in states)


LISTINGS = {
    "attendance": (attendance, story.presences()),
    "hours": (hours_ledger, story.ledger_lines()),
    "hours-by-person": (hours_by_person, story.by_person()),
}


@pytest.mark.parametrize(("columns", "records"), LISTINGS.values(), ids=LISTINGS)
def test_a_masked_listing_says_no_given_name_and_all_else_alike(columns, records):
    for whole, masked in zip(columns(), columns(masked=True), strict=True):
        assert (whole.key, whole.title, whole.kind) == (masked.key, masked.title, masked.kind)
        for record in records:
            assert "建国" not in str(masked.read(record))
            if whole.key not in ("name", "recorded_by", "work"):
                assert whole.read(record) == masked.read(record)


def test_keys_are_told_once_in_each_listing():
    for columns in (ROSTER, attendance(), hours_ledger(), hours_by_person(), certificates()):
        keys = [column.key for column in columns]
        assert len(set(keys)) == len(keys)


def test_work_that_names_somebody_is_masked_with_the_name():
    line = story.presence(1, 1, "欧阳明珠", work="欧阳明珠陪同，电话13812345678")
    (work,) = [column for column in attendance(masked=True) if column.key == "work"]
    assert work.read(line) == "欧阳*陪同，电话138****5678"
