"""The demo's feedback book: how much is said, what comes of it, and what the last day shows."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest

from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.feedback.rates import RateKey
from stationdesk.domain.feedback.replay import live_events
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState, Move
from stationdesk.domain.feedback.works import Work
from stationdesk.services.demo.making import live_through
from stationdesk.services.demo.script import demo_script
from stationdesk.services.desk import open_desk
from stationdesk.store import feedback_claims

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=150)


@pytest.fixture(scope="module")
def desk():
    """A station after a demo of five months, on its last day."""
    opened = open_desk(":memory:", today=LAST)
    live_through(opened, FIRST, LAST)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def entries(desk):
    return desk.feedback.entries(FIRST, LAST)


@pytest.fixture(scope="module")
def chains(desk, entries):
    return [desk.feedback.chain(entry.id) for entry in entries]


def test_about_four_hundred_entries_come_in_a_year(entries):
    assert 330 <= len(entries) * 365 / 150 <= 480


def test_the_book_bears_out_all_that_its_events_tell(desk):
    assert feedback_claims.contradictions() == []


def test_hardly_two_entries_say_the_same_in_the_same_words(entries):
    assert len({entry.body for entry in entries}) > 0.85 * len(entries)
    assert len({entry.place for entry in entries}) >= 8


def test_every_kind_and_nearly_every_way_is_there(entries):
    assert {entry.kind for entry in entries} == set(FeedbackKind)
    assert len({entry.channel for entry in entries}) >= len(Channel) - 1
    assert len({entry.visitor_group for entry in entries}) >= 7


def test_nothing_is_left_unfilled_in_what_is_said_and_answered(chains):
    for chain in chains:
        assert "{" not in chain.entry.body
        assert not any("{" in reply.body for reply in chain.replies)


def test_all_moves_are_made(chains):
    moves = Counter(event.move for chain in chains for event in live_events(chain.events))
    rare = {Move.CORRECT, Move.UNDO, Move.VOID, Move.REOPEN, Move.WAIT, Move.RESUME}
    assert moves.keys() | rare == set(Move)
    assert moves[Move.WAIT] >= 1


def test_entries_begin_faults_tasks_and_goods_and_some_repeat_others(chains):
    works = Counter(link.entity for chain in chains for link in chain.links)
    assert works[Work.TASK] > 20
    assert works[Work.GOODS] > 2
    assert works[Work.FAULT] >= 1
    assert any(chain.master for chain in chains)


def test_several_entries_stand_on_one_page(entries):
    pages = Counter(entry.page_id for entry in entries if entry.page_id)
    assert max(pages.values()) >= 2


def test_praise_names_whom_it_is_for_and_sometimes_comes_as_a_banner_or_letter(desk, entries):
    praise = [entry for entry in entries if entry.kind is FeedbackKind.PRAISE]
    assert len(desk.feedback.praise(FIRST, LAST)) == len(praise)
    assert any(entry.praised for entry in praise)
    assert {entry.praise_form for entry in praise} & {PraiseForm.BANNER, PraiseForm.LETTER}


def test_nobody_answers_what_is_about_them(chains):
    about = [chain for chain in chains if chain.entry.about_person]
    assert about
    for chain in about:
        answered = {reply.replied_by for reply in chain.replies}
        called = {call.called_by for call in chain.call_backs}
        assert chain.entry.about_person not in {chain.entry.handler, *answered, *called}


def test_the_rates_are_those_of_a_good_but_not_perfect_station(desk):
    rates = desk.feedback.rates(FIRST, LAST)
    for key in RateKey:
        rate = rates.rate(key)
        assert rate.among > 20
        assert 75 <= rate.percent <= 100
    assert rates.rate(RateKey.IN_TIME).percent < 99
    assert rates.rate(RateKey.RESPONDED).percent < 99


def test_on_the_last_day_much_is_under_way_and_nothing_past_its_deadline(desk):
    waiting = desk.feedback.open_entries()
    states = {entry.state for entry in waiting}
    assert states >= {
        EntryState.RECEIVED,
        EntryState.ACCEPTED,
        EntryState.WAITING,
        EntryState.ESCALATED,
        EntryState.ANSWERED,
    }
    assert desk.feedback.ready_to_answer()
    opens = datetime.combine(LAST, time())
    for entry in waiting:
        if entry.state in OPEN_STATES:
            assert entry.final_due_at is None or entry.final_due_at > opens
            assert entry.first_reply_at or entry.first_due_at > opens


def test_paired_texts_have_an_answer_each():
    for concern in demo_script().feedback.concerns:
        assert concern.answers
        assert not concern.paired or len(concern.texts) == len(concern.answers)
