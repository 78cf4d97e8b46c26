from dataclasses import replace
from types import SimpleNamespace

import pytest

from stationdesk.domain.tiers.assess import assess
from stationdesk.domain.tiers.compare import Change, compare
from stationdesk.domain.tiers.forecast import forecast
from stationdesk.domain.tiers.records import HandCheck, HandCheckLine
from stationdesk.domain.tiers.snapshot import read_snapshot, snapshot_text
from stationdesk.domain.tiers.states import STATE_WORDS, State
from stationdesk.listings import tiers as listing
from stationdesk.listings.columns import Kind, Mark, Tone
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

UMBRELLAS = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5, 2: 5, 1: 5})
SEEN = rule("hand_check", subject="seen", interval_days=10)
JUDGED_BY = standard(criterion("A1", 3, UMBRELLAS), criterion("A2", 1, SEEN))
HELD = facts(stock=(stock(7, days(30)),), hand_checks=(hand_check(),))
ASSESSED = assess(JUDGED_BY, HELD, TODAY, 1)


def read(columns, record):
    return {column.key: column.read(record) for column in columns}


def test_a_finding_shows_demand_proof_and_end():
    line = read(listing.FINDINGS, ASSESSED.findings[0])
    assert line["code"] == "A1"
    assert line["tier"] == "Tier 3"
    assert line["state"] == Mark("Met", Tone.GOOD)
    assert line["found"] == "thing: 7 pcs (umbrella)"
    assert line["evidence"] == f"umbrella: 7 pcs, desk, usable until {days(30)}"
    assert (line["evidence_count"], line["until"]) == (1, days(30))
    assert line["basis"] == "Inferred (editable default)"


def test_a_signed_finding_shows_the_same():
    text = snapshot_text(ASSESSED, [], station_code="", station_name="", assessor="Li")
    signed = read_snapshot(text)
    for now, then in zip(ASSESSED.findings, signed.findings, strict=True):
        assert read(listing.FINDINGS, now) == read(listing.SIGNED_FINDINGS, then)


def test_a_step_of_the_forecast_says_through_what():
    step = forecast(JUDGED_BY, replace(HELD, hand_checks=()), TODAY)[0]
    assert read(listing.FORECAST, step) == {
        "day": days(31),
        "from": "Tier 2",
        "to": "No tier",
        "because": "A1 A1: thing: none on record; expired: umbrella",
    }


def test_a_compared_item_shows_both_verdicts():
    texts = [
        snapshot_text(
            assess(JUDGED_BY, held, on, 1), [], station_code="", station_name="", assessor="Li"
        )
        for held, on in ((HELD, TODAY), (facts(), days(1)))
    ]
    item = compare(*(read_snapshot(text) for text in texts)).items[0]
    line = read(listing.COMPARISON, item)
    assert line["change"] == listing.change_mark(Change.WORSE)
    assert (line["before"].tone, line["after"].tone) == (Tone.GOOD, Tone.BAD)


@pytest.mark.parametrize(
    ("passed", "voided", "tone"),
    [(True, False, Tone.GOOD), (False, False, Tone.BAD), (True, True, Tone.NEUTRAL)],
)
def test_a_check_by_hand_shows_what_it_found(passed, voided, tone):
    check = HandCheck(
        uid="u",
        subject="seen",
        on=TODAY,
        passed=passed,
        amount=None,
        checked_by="Li",
        note="",
        recorded_at="",
        recorded_by="",
        voided=voided,
    )
    line = read(listing.HAND_CHECKS, HandCheckLine(check=check, name=words("seen"), unit=words("")))
    assert line["result"].tone is tone


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_word_and_a_tone(state):
    assert listing.state_mark(state).phrase == STATE_WORDS[state]


@pytest.mark.parametrize(
    "columns",
    [
        listing.FINDINGS,
        listing.SIGNED_FINDINGS,
        listing.FORECAST,
        listing.COMPARISON,
        listing.ASSESSMENTS,
        listing.HAND_CHECKS,
        listing.SUBJECTS,
        listing.EXEMPTIONS,
        listing.STANDARDS,
    ],
)
def test_no_key_or_title_stands_twice_in_a_listing(columns):
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.title for column in columns}) == len(columns)
    assert all(column.kind in Kind for column in columns)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{"standard": {"title": {"zh": "雁塔默认", "en": "Yanta preset"}}}',
            "Yanta preset 2023.1",
        ),
        ("spoilt", "yanta-2023 2023.1"),
    ],
)
def test_a_signed_assessment_names_its_standard_by_title(text, told):
    signed = SimpleNamespace(standard_key="yanta-2023", standard_version="2023.1", text=text)
    column = next(each for each in listing.ASSESSMENTS if each.key == "standard")
    assert column.read(signed) == told
