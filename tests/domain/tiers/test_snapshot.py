import json
from datetime import date

import pytest

from stationdesk import i18n
from stationdesk.domain.tiers.assess import assess
from stationdesk.domain.tiers.compare import Change, compare
from stationdesk.domain.tiers.forecast import forecast
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.snapshot import digest_of, read_snapshot, snapshot_text
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import (
    TODAY,
    criterion,
    days,
    facts,
    hand_check,
    rule,
    standard,
    stock,
    words,
)

UMBRELLAS = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5, 2: 10, 1: 20})
SEEN = rule("hand_check", subject="seen", interval_days=10)
ONE = standard(criterion("A1", 3, UMBRELLAS), criterion("A2", 1, SEEN))
HELD = facts(stock=(stock(7, days(30)),), hand_checks=(hand_check(),))


def signed(judged_by=ONE, held=HELD, on=TODAY):
    return snapshot_text(
        assess(judged_by, held, on, 3),
        forecast(judged_by, held, on),
        station_code="YT-01",
        station_name="枫桥路驿站",
        assessor="李敏",
    )


def test_a_snapshot_holds_all_that_was_found():
    kept = read_snapshot(signed())
    assert (kept.attained, kept.applied_for, kept.on) == (3, 3, TODAY)
    assert [one.state for one in kept.findings] == [State.MET, State.MET]
    first = kept.findings[0]
    assert str(first.found) == "thing: 7 pcs (umbrella)"
    assert first.until == days(30)
    assert [(one.what, one.id) for one in first.evidence] == [("batch", "b")]
    assert [(step.day, step.codes) for step in kept.forecast] == [(days(31), ("A1",))]
    assert kept.counts(3) == (1, 1)
    assert kept.counts(1) == (1, 2)


def test_the_same_assessment_gives_the_same_text_and_digest():
    assert signed() == signed()
    assert len(digest_of(signed())) == 64
    assert digest_of(signed()) != digest_of(signed(on=days(1)))


def test_what_was_said_stays_although_the_program_says_it_differently_now():
    body = json.loads(signed())
    body["findings"][0]["found"]["said"]["en"] = "the very words of then"
    kept = read_snapshot(json.dumps(body))
    assert str(kept.findings[0].found) == "the very words of then"


def test_the_other_language_is_spoken_from_the_phrase(monkeypatch):
    text = signed(standard(criterion("A1", 3, UMBRELLAS)))
    kept = read_snapshot(text)
    monkeypatch.setattr(i18n, "_language", "zh_CN")
    assert str(Words("雨伞", "umbrellas")) == "雨伞"
    assert str(kept.findings[0].required) == "thing: at least 5 pcs"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(7, 7, Change.SAME), (7, 3, Change.WORSE), (3, 7, Change.BETTER)],
)
def test_each_service_went_one_way(before, after, expected):
    one = read_snapshot(signed(held=facts(stock=(stock(before),))))
    other = read_snapshot(signed(held=facts(stock=(stock(after),)), on=days(1)))
    item = compare(other, one).items[0]
    assert item.change is expected
    assert (str(item.what) == "") == (expected is Change.SAME)


def test_services_that_only_one_standard_has_are_told():
    wider = standard(*ONE.criteria, criterion("A3", 1, SEEN))
    one, other = read_snapshot(signed()), read_snapshot(signed(wider, on=days(1)))
    assert [item.code for item in compare(one, other).of(Change.ADDED)] == ["A3"]
    later = read_snapshot(signed(on=days(2)))
    removed = compare(other, later).of(Change.REMOVED)
    assert [(item.code, item.after) for item in removed] == [("A3", None)]
    assert removed[0].name == words("A3")


def test_a_changed_demand_is_told_even_where_the_state_stays():
    stricter = standard(
        criterion("A1", 3, rule("stock_quantity", used_for=("umbrella",), quantity={3: 6}))
    )
    later = read_snapshot(signed(stricter, on=days(1)))
    item = compare(read_snapshot(signed()), later).items[0]
    assert item.change is Change.SAME
    assert str(item.what) == "required: thing: at least 5 pcs → thing: at least 6 pcs"


def test_days_are_days_again():
    assert isinstance(read_snapshot(signed()).findings[1].checked_on, date)
