"""The feedback book day by day."""

from datetime import timedelta

from stationdesk.domain.feedback.flow import BookFlow, book_flow
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.rates import RateKey, rates_of
from tests.documents import feedback_stories as story

FIRST, LAST = story.TODAY - timedelta(days=13), story.TODAY


def flow(first=FIRST, last=LAST):
    entries = [line.entry for line in story.lines() if first <= line.entry.on <= last]
    rounds = story.rounds()
    return book_flow(entries, rounds, rates_of(rounds, first, last, story.NOW), first, last)


def test_every_day_tells_what_was_said_and_what_was_answered():
    told = flow()
    assert [day for day, _made, _answered in told.per_day] == [
        FIRST + timedelta(days=ahead) for ahead in range(14)
    ]
    assert told.entries == 6
    assert told.answers == 3
    answered = {day: number for day, _made, number in told.per_day if number}
    assert answered == {story.TODAY - timedelta(days=3): 3}


def test_an_answer_counts_on_its_day_though_the_entry_is_older():
    told = flow(story.TODAY - timedelta(days=3))
    assert told.answers == 3
    assert told.entries < 6


def test_kinds_stand_by_how_often_they_came_and_void_entries_do_not_count():
    told = flow()
    assert told.kinds[0] == (FeedbackKind.COMPLAINT, 2)
    assert sum(number for _kind, number in told.kinds) == told.entries


def test_the_rates_are_those_of_the_one_function():
    told = flow()
    rounds = story.rounds()
    wanted = rates_of(rounds, FIRST, LAST, story.NOW).rate(RateKey.ANSWERED)
    assert told.rates.rate(RateKey.ANSWERED) == wanted


def test_a_station_without_a_book_has_an_empty_flow():
    assert (BookFlow().entries, BookFlow().answers, BookFlow().rates) == (0, 0, None)
