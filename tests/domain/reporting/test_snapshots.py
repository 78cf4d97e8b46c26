import json
from datetime import date, datetime

import pytest

from stationdesk.domain.reporting import figures as made
from stationdesk.domain.reporting.comparing import Report, put_beside
from stationdesk.domain.reporting.snapshots import (
    Letter,
    digest_of,
    read_snapshot,
    sending_problems,
    snapshot_text,
)
from stationdesk.domain.reporting.spans import Beside, Span
from stationdesk.i18n import use_language

LETTER = Letter(
    number="YB-2026-05",
    issue=1,
    issued_on=date(2026, 6, 2),
    station_name="枫桥路便民服务驿站",
    station_code="FQ-01",
    street="大雁塔街道",
    phone="029-85000000",
    head="骆清平",
    statistician="",
    filled_by="王芳",
    reason="",
)
TODAY = date(2026, 6, 2)
NAMES = {"head": "骆清平", "statistician": "", "filled_by": "王芳"}


def report():
    section = made.section(
        "opening",
        "Opening of the station",
        [
            made.hours("hours", "Hours open", 125, "minutes"),
            made.rate("rate", "Rate of hours kept", 1, 3),
            made.rate("none", "Rate of hours kept", 0, 0),
            made.count("zero", "Days open", "days", 0, at_end=True),
        ],
    )
    others = dict.fromkeys(Beside, section)
    return Report(
        span=Span.MONTH,
        first=date(2026, 5, 1),
        last=date(2026, 5, 31),
        as_of=datetime(2026, 6, 2, 9, 30),
        sections=(put_beside(Span.MONTH, section, others),),
    )


def test_a_snapshot_gives_back_what_it_was_made_of():
    frozen = read_snapshot(snapshot_text(LETTER, report()))
    assert (frozen.letter, frozen.report) == (LETTER, report())


def test_equal_reports_have_one_text_and_digest():
    one, other = snapshot_text(LETTER, report()), snapshot_text(LETTER, report())
    assert one == other
    assert digest_of(one) == digest_of(other)
    assert json.loads(one)["format"] == 1


def test_titles_stay_as_they_were_said_in_the_language_of_the_day(tmp_path):
    body = json.loads(snapshot_text(LETTER, report()))
    body["language"], body["words"]["Days open"] = "zh_CN", "当时的说法"
    frozen = read_snapshot(json.dumps(body))
    assert frozen.said("Days open") == "Days open", "another language is said as it is said now"
    use_language("zh_CN", tmp_path)
    try:
        assert frozen.said("Days open") == "当时的说法"
        assert frozen.said("") == ""
    finally:
        use_language("en", tmp_path)


def test_a_report_is_sent_when_its_days_are_over_and_somebody_answers_for_it():
    assert not list(sending_problems(date(2026, 5, 31), TODAY, NAMES, issue=1, reason=""))
    wrong = dict.fromkeys(NAMES, "")
    found = list(sending_problems(date(2026, 6, 30), TODAY, wrong, issue=2, reason=" "))
    assert {each.about for each in found} == {"first", "head", "filled_by", "reason"}


@pytest.mark.parametrize(("field", "length"), [("head", 61), ("statistician", 61)])
def test_names_are_as_long_as_names_are(field, length):
    names = {**NAMES, field: "名" * length}
    found = list(sending_problems(date(2026, 5, 31), TODAY, names, issue=1, reason=""))
    assert [each.about for each in found] == [field]
