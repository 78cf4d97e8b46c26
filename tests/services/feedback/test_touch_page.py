"""What visitors say at the touch page lands in the book as new entries."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from PIL import Image

from stationdesk.domain.feedback.entries import Method, NewReply, Outcome
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.visits import Visit
from stationdesk.domain.problems import Refused
from stationdesk.domain.station import NewStation
from stationdesk.services.amenities import Amenities
from stationdesk.services.attachments import Attachments
from stationdesk.services.feedback import Feedback
from stationdesk.services.inventory import Inventory
from stationdesk.services.station import StationFacts
from stationdesk.services.touch_page import TouchPage
from stationdesk.services.volunteers import Volunteers
from stationdesk.store import audit
from tests.conftest import TODAY

VISIT = Visit(kind=FeedbackKind.SUGGESTION, body="门口的台阶太滑了。")


@pytest.fixture
def services(context):
    station, inventory = StationFacts(context), Inventory(context)
    station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="王芳"))
    return context, station, inventory, Amenities(context, inventory)


@pytest.fixture
def book(services):
    return Feedback(*services)


@pytest.fixture
def page(services):
    return TouchPage(*services, Volunteers(services[0]))


def png():
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "PNG")
    return drawn.getvalue()


def only_entry(book):
    (entry,) = book.open_entries()
    return entry


def test_a_word_lands_as_a_new_entry_of_the_touch_page(page, book, undos):
    undos.clear()
    heard = page.keep(replace(VISIT, visitor_group="rider"))
    entry = only_entry(book)
    assert (entry.number, entry.state) == (heard.number, EntryState.RECEIVED)
    assert (entry.channel, entry.kind) == (Channel.TOUCH, FeedbackKind.SUGGESTION)
    assert (entry.visitor_group, entry.body) == ("rider", VISIT.body)
    assert entry.final_due_at is not None
    assert heard.answer_by == entry.final_due_at.date() > TODAY
    assert not heard.called
    assert undos == [], "a keeper's Ctrl+Z must not take a visitor's word away"


def test_the_record_names_the_visitor_and_not_the_keeper(page, book, context):
    page.keep(VISIT)
    entry = only_entry(book)
    assert entry.recorded_by == "Visitor at the touch page"
    told = audit.events_of("feedback_entry", entry.uid)
    assert {event.recorded_by for event in told} == {"Visitor at the touch page"}
    assert context.who() == "王芳"


def test_handwriting_is_kept_with_its_entry(page, book, context):
    page.keep(replace(VISIT, body="", picture=png()))
    entry = only_entry(book)
    assert entry.handwritten
    assert entry.body == "Written by hand, see the picture."
    (photo,) = Attachments(context).of("feedback_entry", entry.uid)
    with Image.open(io.BytesIO(Attachments(context).content(photo.id))) as kept:
        assert kept.size == (60, 40)


def test_handwriting_that_is_no_picture_leaves_no_entry(page, book):
    with pytest.raises(Refused):
        page.keep(replace(VISIT, picture=b"no picture"))
    assert book.open_entries() == []


def test_a_double_tap_enters_once(page, book):
    visit = replace(VISIT, picture=png())
    assert page.keep(visit) == page.keep(visit)
    assert len(book.open_entries()) == 1


@pytest.mark.parametrize(
    ("rating", "words", "kind", "body"),
    [
        (5, "", FeedbackKind.PRAISE, "The service was rated 5 of 5: Very satisfied."),
        (
            2,
            "等了很久",
            FeedbackKind.SUGGESTION,
            "The service was rated 2 of 5: Dissatisfied.\n等了很久",
        ),
    ],
)
def test_a_rating_is_an_entry_of_its_own(page, book, rating, words, kind, body):
    page.keep(Visit(kind=kind, rating=rating, body=words))
    entry = only_entry(book)
    assert (entry.kind, entry.body) == (kind, body)


def test_who_leaves_name_and_phone_is_called_and_shown_masked(page, book):
    heard = page.keep(replace(VISIT, name="张女士", phone="138 0000 5678"))
    entry = only_entry(book)
    assert heard.called
    assert (entry.reachable, entry.tail) == (True, "5678")


def test_half_a_contact_is_refused(page, book):
    with pytest.raises(Refused) as refusal:
        page.keep(replace(VISIT, phone="13800005678"))
    assert [problem.about for problem in refusal.value.problems] == ["name"]
    assert book.open_entries() == []


def test_answers_on_the_board_are_shown_without_names(page, book):
    page.keep(
        replace(VISIT, body="张小芳的电话 13800005678 没人回", name="张小芳", phone="13800005678")
    )
    entry = only_entry(book)
    assert page.answers() == []
    reply = NewReply(
        body="已经回电，向张小芳致歉。",
        outcome=Outcome.EXPLAINED,
        method=Method.PHONE,
        replied_by="王芳",
        at=datetime(2026, 6, 30, 10, 30),
    )
    book.post_on_board(book.reply(entry.id, reply), date(2026, 6, 30))
    (line,) = page.answers()
    assert line.number == entry.number
    assert "张小芳" not in line.said + line.answer
    assert "13800005678" not in line.said


def test_the_page_tells_whose_it_is_and_how_long_contacts_are_kept(page):
    assert page.station_name() == "枫桥路便民服务驿站"
    assert page.kept_days() == 180
