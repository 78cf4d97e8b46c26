from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.attendance.certificate_rules import is_way
from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateMove,
    IssuingBody,
    ServedLine,
    Snapshot,
)
from stationdesk.domain.attendance.hours import HoursKind, HoursLine
from stationdesk.domain.attendance.lines import HoursByPerson
from stationdesk.domain.attendance.ranking import ranked, star_level
from stationdesk.domain.attendance.shown_hours import HALF, TENTH, shown_hours
from stationdesk.domain.attendance.snapshots import (
    SnapshotError,
    digest_of,
    served_lines,
    snapshot_from,
    snapshot_text,
)

texts = st.text(max_size=20)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
issuers = st.builds(
    IssuingBody, name=texts, person_in_charge=texts, handler=texts, phone=texts, number_prefix=texts
)
lines = st.lists(
    st.builds(
        ServedLine,
        served_on=days,
        work=texts,
        minutes=st.integers(0, 9999),
        line_uids=st.lists(texts, max_size=3).map(tuple),
    ),
    max_size=5,
).map(tuple)


@st.composite
def snapshots(draw):
    served = draw(lines)
    return Snapshot(
        name=draw(texts),
        sex=draw(texts),
        born=draw(texts),
        document=draw(texts),
        document_number=draw(texts),
        volunteer_number=draw(texts),
        national_number=draw(texts),
        first_day=draw(days),
        last_day=draw(days),
        minutes=sum(each.minutes for each in served),
        services=len(served),
        lines=served,
        issuer=draw(issuers),
        station=draw(texts),
        drawn_up_on=draw(days),
        rounding=draw(st.sampled_from([TENTH, HALF])),
    )


@given(snapshots())
def test_what_was_frozen_is_read_back_and_has_one_text(snapshot):
    text = snapshot_text(snapshot)
    assert snapshot_from(text) == snapshot
    assert snapshot_text(snapshot_from(text)) == text
    kind = CertificateKind.RECORD
    assert digest_of("JL-1", kind, text) == digest_of("JL-1", kind, text)
    assert digest_of("JL-1", kind, text) != digest_of("JL-2", kind, text)


@given(snapshots())
def test_a_sum_that_the_lines_do_not_make_is_not_read(snapshot):
    with pytest.raises(SnapshotError):
        snapshot_from(snapshot_text(replace(snapshot, minutes=snapshot.minutes + 1)))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "12", '{"lines": 3}'])
def test_another_text_is_no_snapshot(text):
    with pytest.raises(SnapshotError):
        snapshot_from(text)


def line(line_id, kind, minutes, *, cites=None, work="引导", day=10):
    return HoursLine(
        id=line_id,
        uid=f"u{line_id}",
        volunteer_id=1,
        kind=kind,
        minutes=minutes,
        business_date=date(2026, 6, day),
        served_on=date(2026, 6, day),
        attendance_id=None,
        cites_id=cites,
        work=work,
        reason="",
        rule="",
        recorded_at="",
        recorded_by="",
        digest="",
    )


def test_a_paper_says_what_each_service_is_worth_now_and_what_is_behind_it():
    served = served_lines(
        [
            line(1, HoursKind.ATTEND, 180, day=12),
            line(2, HoursKind.ATTEND, 60),
            line(3, HoursKind.REVERSAL, -180, cites=1, day=12),
            line(4, HoursKind.ATTEND, 170, day=12),
            line(5, HoursKind.ADJUST, -20, cites=2, work="陪护"),
        ]
    )
    assert [(each.served_on.day, each.work, each.minutes, each.line_uids) for each in served] == [
        (10, "陪护", 40, ("u2", "u5")),
        (12, "引导", 170, ("u4",)),
    ]


@pytest.mark.parametrize(
    ("minutes", "tenths", "halves"),
    [
        (0, "0.0", "0.0"),
        (2, "0.0", "0.0"),
        (3, "0.1", "0.0"),
        (15, "0.3", "0.5"),
        (180, "3.0", "3.0"),
        (194, "3.2", "3.0"),
        (195, "3.3", "3.5"),
        (-45, "-0.8", "-1.0"),
        (-2, "0.0", "0.0"),
        (6000, "100.0", "100.0"),
    ],
)
def test_hours_are_rounded_half_up_where_they_are_shown(minutes, tenths, halves):
    assert (shown_hours(minutes, TENTH), shown_hours(minutes, HALF)) == (tenths, halves)


def person(number, minutes):
    return HoursByPerson(
        volunteer_id=number,
        number=f"V-{number:04d}",
        name="张三",
        group="",
        services=1,
        minutes=minutes,
        total_minutes=minutes,
        stars=0,
    )


def test_equal_minutes_share_a_place_and_none_is_in_the_ranking_unasked():
    people = [
        person(1, 60),
        person(2, 90),
        person(3, 60),
        person(4, 30),
        person(5, 0),
        person(6, 99),
    ]
    places = [(each.place, each.volunteer_id) for each in ranked(people, {1, 2, 3, 4, 5})]
    assert places == [(1, 2), (2, 1), (2, 3), (4, 4)]


@pytest.mark.parametrize(
    ("hours", "stars", "missing"),
    [(0, 0, 100), (99, 0, 1), (100, 1, 200), (1499, 4, 1), (1500, 5, None), (9000, 5, None)],
)
def test_stars_follow_from_all_hours(hours, stars, missing):
    level = star_level(hours * 60)
    assert (level.stars, level.missing) == (stars, None if missing is None else missing * 60)


@pytest.mark.parametrize(
    ("moves", "kind", "fits"),
    [
        ("draft issue print print void", "record", True),
        ("draft review notice issue print", "certificate", True),
        ("draft void", "certificate", True),
        ("draft issue", "certificate", False),
        ("draft notice", "certificate", False),
        ("review", "certificate", False),
        ("", "record", False),
        ("draft issue void print", "record", False),
        ("draft issue issue", "record", False),
        ("draft draft", "record", False),
    ],
)
def test_a_paper_goes_one_way(moves, kind, fits):
    steps = [CertificateMove(each) for each in moves.split()]
    assert is_way(steps, CertificateKind(kind)) is fits
