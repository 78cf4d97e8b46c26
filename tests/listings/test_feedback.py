"""What the lists of the feedback book say of an entry."""

from dataclasses import replace

import pytest

from stationdesk.domain.feedback.entries import Outcome
from stationdesk.domain.feedback.lines import EntryLine
from stationdesk.domain.feedback.rates import Rate, RateKey
from stationdesk.domain.feedback.states import EntryState
from stationdesk.listings.columns import Tone
from stationdesk.listings.feedback import (
    RATES,
    call_words,
    due_mark,
    entries,
    next_due,
    outcome_words,
    percent_or_dash,
    rate_mark,
)
from stationdesk.listings.feedback_events import EVENTS, shown_events
from tests.documents import feedback_stories as story

TODAY_DUE = replace(story.FRESH, first_due_at=story.NOW.replace(hour=18))


@pytest.mark.parametrize(
    ("entry", "phrase", "tone"),
    [
        (story.LATE, "Past its deadline", Tone.BAD),
        (TODAY_DUE, "Due before the day ends", Tone.WARNING),
        (story.FRESH, "Within its time", Tone.INFO),
        (story.WAITING, "Clock stopped", Tone.NEUTRAL),
        (story.ANSWERED, "No answer owed", Tone.GOOD),
        (story.VOID, "No answer owed", Tone.GOOD),
    ],
)
def test_a_deadline_is_told_by_what_is_still_owed(entry, phrase, tone):
    mark = due_mark(entry, story.NOW)
    assert (str(mark), mark.tone) == (phrase, tone)


def test_the_next_moment_is_the_first_reply_until_it_was_given():
    assert next_due(story.FRESH) == story.FRESH.first_due_at
    replied = replace(story.FRESH, first_reply_at=story.NOW)
    assert next_due(replied) == story.FRESH.final_due_at
    assert next_due(replace(replied, state=EntryState.CLOSED)) is None


def test_call_backs_tell_what_the_author_said_or_how_often_nobody_was_reached():
    missed = [story.call(reached=False, solved="", rating=None, at=story.at(day)) for day in (3, 2)]
    assert call_words(EntryLine(entry=story.WATER)) == ""
    assert call_words(EntryLine(entry=story.WATER, call_backs=tuple(missed))) == (
        "Not reached on 2 days"
    )
    reached = (*missed, story.call())
    assert call_words(EntryLine(entry=story.WATER, call_backs=reached)) == "Solved"


def test_an_outcome_tells_the_day_or_the_office_that_belongs_to_it():
    assert outcome_words(story.SOAP_REPLY) == "Referred to another office (枫桥路街道环卫所)"
    planned = replace(story.WATER_INTERIM, outcome=Outcome.PLANNED)
    assert outcome_words(planned) == "Planned for a day (2026-11-18)"


def test_no_column_of_an_entry_says_more_than_the_masked_author():
    line = EntryLine(entry=story.LATE)
    told = " ".join(str(column.read(line)) for column in entries(story.NOW))
    assert "13812345678" not in told
    assert "138****5678" in told


@pytest.mark.parametrize(
    ("counted", "among", "red_line", "said"),
    [
        (0, 0, 92, "Nothing to count"),
        (9, 10, 92, "Below the red line"),
        (10, 10, 92, "Red line kept"),
        (10, 10, None, "None"),
    ],
)
def test_a_rate_is_judged_only_against_a_red_line(counted, among, red_line, said):
    rate = Rate(key=RateKey.ANSWERED, counted=counted, among=among, red_line=red_line)
    assert str(rate_mark(rate)) == said


def test_a_share_of_nothing_is_a_dash():
    assert percent_or_dash(None) == "—"
    empty = Rate(key=RateKey.SOLVED, counted=0, among=0)
    (share,) = [column for column in RATES if column.key == "percent"]
    assert share.read(empty) == "—"


def test_events_that_were_taken_back_say_so_and_every_line_can_be_read():
    shown = shown_events(story.chain().events)
    lines = [[column.read(event) for column in EVENTS] for event in shown]
    assert [line[1] for line in lines if "taken back" in line[1]] == ["Passed to (taken back)"]
    assert len(lines) == len(story.chain().events) - 1
