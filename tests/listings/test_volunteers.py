from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.volunteers.availability import NewLeave
from stationdesk.domain.volunteers.skills import NewVolunteerSkill
from stationdesk.domain.volunteers.training import (
    HonourKind,
    NewHonour,
    NewTraining,
    TrainingKind,
    TrainingResult,
)
from stationdesk.listings import volunteers as listing
from stationdesk.listings.columns import Kind, Mark, Tone
from tests.services.volunteer_book import SECRETS, TODAY, VolunteerBook

TYPES = {
    Kind.HOURS: float,
    Kind.COUNT: (int, type(None)),
    Kind.TEXT: (str,),
    Kind.DAY: (date, type(None)),
    Kind.STATE: (Mark,),
}


@pytest.fixture
def book(database):
    kept = VolunteerBook(database)
    desk = kept.volunteers
    proof = NewVolunteerSkill(
        skill_id=kept.aid, certificate="JJ-001", issuer="区红十字会", expires_on=date(2026, 7, 10)
    )
    desk.verify_skill(desk.add_volunteer_skill(kept.ren, proof))
    desk.ask_leave(
        NewLeave(volunteer_id=kept.ren, first_day=date(2026, 7, 1), last_day=date(2026, 7, 3))
    )
    results = {kept.ren: TrainingResult.PASSED, kept.lu: TrainingResult.ABSENT}
    desk.add_training(
        NewTraining(
            kind=TrainingKind.FIRST_AID,
            title="心肺复苏",
            business_date=TODAY,
            from_minute=540,
            to_minute=660,
            results=results,
        )
    )
    desk.give_honour(
        NewHonour(
            volunteer_id=kept.ren,
            kind=HonourKind.STAR,
            title="二星志愿者",
            given_on=TODAY,
            given_by="街道",
            stars=2,
        )
    )
    kept.credit(kept.ren, 305)
    kept.plan(kept.ren, date(2026, 7, 4))
    return kept


def listings(book, *, masked):
    desk = book.volunteers
    return [
        (listing.register(masked=masked), desk.lines()),
        (listing.skills(masked=masked), desk.skill_lines()),
        (listing.leaves(masked=masked), desk.leave_lines()),
        (listing.TRAININGS, desk.trainings(TODAY, TODAY)),
        (listing.TRAINING_RECORD, desk.training_lines(book.ren)),
        (listing.honours(masked=masked), desk.honour_lines(TODAY, TODAY)),
    ]


def cells(columns, record):
    return {column.key: column.read(record) for column in columns}


def test_keys_and_headings_are_distinct_and_values_are_of_their_kind(book):
    for columns, records in listings(book, masked=False):
        assert len({column.key for column in columns}) == len(columns)
        assert len({column.heading() for column in columns}) == len(columns)
        assert records
        for column in columns:
            for record in records:
                assert isinstance(column.read(record), TYPES[column.kind]), column.key


def test_a_masked_listing_tells_no_person(book):
    told = [
        str(cells(columns, record))
        for columns, records in listings(book, masked=True)
        for record in records
    ]
    private = [each for each in SECRETS if each != "1968"]
    assert not [each for each in private if any(each in text for text in told)]
    assert "任*" in told[0]


def test_the_register_tells_what_is_to_be_minded(book):
    ren = cells(listing.register(), book.volunteers.line(book.ren))
    assert ren["name"] == "任涛"
    assert ren["born"] == "1968-10"
    assert ren["phone"] == "185****4335"
    assert ren["mind"] == "Asked for leave, Certificate runs out soon"
    assert ren["skills"] == "急救"
    assert ren["hours"] == 5.1
    assert ren["next"] == "2026-07-04 早班 08:30"
    assert ren["standing"] == Mark("Volunteer active", Tone.GOOD)


def test_hours_stars_and_shifts_are_sorted_by_what_they_mean(book):
    columns = {column.key: column for column in listing.register()}
    ren, lu = book.volunteers.lines()
    for key in ("hours", "stars"):
        assert columns[key].order(ren) >= columns[key].order(lu)
    assert columns["next"].order(ren) < columns["next"].order(lu)


def test_a_training_counts_who_came_passed_and_missed_it(book):
    (training,) = book.volunteers.trainings(TODAY, TODAY)
    told = cells(listing.TRAININGS, training)
    assert told["number"] == "T-2026-001"
    assert (told["came"], told["passed"], told["failed"], told["absent"]) == (1, 1, 0, 1)
    assert told["times"] == "09:00–11:00"


def test_a_skill_tells_why_it_does_not_count(book):
    (one,) = book.volunteers.skill_lines()
    marks = {
        "counts": one.skill,
        "run out": replace(one.skill, on=date(2026, 7, 11)),
        "unseen": replace(one.skill, held=replace(one.skill.held, verified_on=None)),
        "early": replace(one.skill, held=replace(one.skill.held, issued_on=date(2026, 7, 1))),
    }
    assert {name: listing.skill_mark(line).tone for name, line in marks.items()} == {
        "counts": Tone.GOOD,
        "run out": Tone.BAD,
        "unseen": Tone.WARNING,
        "early": Tone.INFO,
    }
