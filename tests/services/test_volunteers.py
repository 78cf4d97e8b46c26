from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.availability import (
    Days,
    LeaveState,
    NewAvailability,
    NewAvailabilityException,
    NewLeave,
    Wish,
)
from stationdesk.domain.volunteers.lines import VolunteerMark
from stationdesk.domain.volunteers.people import NewConsent, NewVolunteer, Standing
from stationdesk.domain.volunteers.profile_rules import CARD_PREFIX, CARD_SIGNS, as_wish
from stationdesk.domain.volunteers.skills import NewVolunteerSkill
from stationdesk.domain.volunteers.training import (
    HonourKind,
    NewHonour,
    NewTraining,
    TrainingKind,
    TrainingResult,
)
from stationdesk.services.changes import Topic
from stationdesk.store import volunteers_private
from tests.services.volunteer_book import LU, SECRETS, TODAY, VolunteerBook

TOMORROW = TODAY + timedelta(days=1)
MONDAYS = NewAvailability(days=Days.MONDAY, from_minute=0, to_minute=720, wish=Wish.CAN)
CONSENT = NewConsent(
    guardian="陆大山", relation="父亲", phone="13812345678", signed_on=date(2026, 1, 1)
)


@pytest.fixture
def book(database):
    return VolunteerBook(database)


@pytest.fixture
def volunteers(book):
    return book.volunteers


def training(*came, day=TODAY):
    return NewTraining(
        kind=TrainingKind.FIRST_AID,
        title="心肺复苏",
        business_date=day,
        from_minute=540,
        to_minute=660,
        results=dict.fromkeys(came, TrainingResult.PASSED),
    )


def honour(who, **more):
    fields = {"kind": HonourKind.PIONEER, "title": "先锋示范岗", "given_by": "街道"}
    return NewHonour(volunteer_id=who, given_on=TODAY, **(fields | more))


def everything(book):
    """All that can be read of the volunteers, without versions and stamps."""
    seen = book.volunteers
    people = []
    for who in (book.ren, book.lu):
        line = seen.line(who)
        rules, exceptions = seen.availability(who)
        people.append(
            (
                replace(line.volunteer, version=0),
                [(each.standing, each.from_day) for each in line.statuses],
                [(each.skill.name, each.held.certificate, each.counts) for each in line.skills],
                [
                    (each.state, each.first_day, each.reason)
                    for each in seen.leaves_of(who)
                    if each.state is not LeaveState.WITHDRAWN
                ],
                [each.guardian for each in line.consents],
                line.has_pin,
                volunteers_private.identity_of(who),
                [(each.days, each.from_minute, each.to_minute, each.wish) for each in rules],
                [(each.first_day, each.wish) for each in exceptions],
                dict(seen.limits(who)),
                [each.title for each in seen.honours_of(who)],
                [(each.title, each.results) for each in seen.trainings_of(who)],
            )
        )
    skills = [(each.name, each.archived, each.certified) for each in seen.skills()]
    return (
        people,
        skills,
        seen.pairs(),
        [line.volunteer.id for line in seen.lines(include_left=True)],
    )


def held_skill(book):
    wish = NewVolunteerSkill(skill_id=book.aid, certificate="JJ-001", expires_on=date(2027, 1, 1))
    return book.volunteers.add_volunteer_skill(book.ren, wish)


def change_ren(book, **more):
    volunteer = book.volunteers.volunteer(book.ren)
    book.volunteers.change(book.ren, replace(as_wish(volunteer), **more), volunteer.version)


def change_held(book, held_id):
    wish = NewVolunteerSkill(skill_id=book.aid, certificate="JJ-002")
    book.volunteers.change_volunteer_skill(held_id, wish, 1)


def change_skill(book):
    skill = book.volunteers.skill(book.aid)
    book.volunteers.change_skill(book.aid, replace_skill(skill, name="救护员"), skill.version)


def replace_skill(skill, name):
    from stationdesk.domain.volunteers.skills import NewSkill

    return NewSkill(name=name, certified=skill.certified)


def exception(first=TOMORROW):
    return NewAvailabilityException(first_day=first, last_day=first, wish=Wish.CANNOT)


def leave(who, first=TOMORROW, last=TOMORROW):
    return NewLeave(volunteer_id=who, first_day=first, last_day=last)


NOTHING = None
DEEDS = {
    "change": (NOTHING, lambda b, _: change_ren(b, phone="13900001111", group="")),
    "change identity": (
        NOTHING,
        lambda b, _: change_ren(b, identity="E1234567", identity_document="passport"),
    ),
    "forget identity": (NOTHING, lambda b, _: b.volunteers.forget_identity(b.ren)),
    "void": (NOTHING, lambda b, _: b.volunteers.void(b.ren, "重复登记")),
    "card": (NOTHING, lambda b, _: b.volunteers.new_card(b.ren)),
    "standing": (
        NOTHING,
        lambda b, _: b.volunteers.set_standing(b.ren, Standing.PAUSED, TOMORROW, "出差"),
    ),
    "consent": (NOTHING, lambda b, _: b.volunteers.add_consent(b.lu, CONSENT)),
    "drop consent": (
        lambda b: b.volunteers.add_consent(b.lu, CONSENT),
        lambda b, made: b.volunteers.drop_consent(made),
    ),
    "change skill": (NOTHING, lambda b, _: change_skill(b)),
    "archive skill": (NOTHING, lambda b, _: b.volunteers.archive_skill(b.aid)),
    "skill": (NOTHING, lambda b, _: held_skill(b)),
    "change held": (held_skill, change_held),
    "verify": (held_skill, lambda b, made: b.volunteers.verify_skill(made)),
    "drop skill": (held_skill, lambda b, made: b.volunteers.drop_skill(made)),
    "availability": (
        lambda b: b.volunteers.set_availability(b.ren, [MONDAYS]),
        lambda b, _: b.volunteers.set_availability(b.ren, []),
    ),
    "exception": (NOTHING, lambda b, _: b.volunteers.add_exception(b.ren, exception())),
    "drop exception": (
        lambda b: b.volunteers.add_exception(b.ren, exception()),
        lambda b, made: b.volunteers.drop_exception(made),
    ),
    "leave": (NOTHING, lambda b, _: b.volunteers.ask_leave(leave(b.ren))),
    "decline": (
        lambda b: b.volunteers.ask_leave(leave(b.ren)),
        lambda b, made: b.volunteers.decline_leave(made, "人手不够"),
    ),
    "withdraw": (
        lambda b: b.volunteers.ask_leave(leave(b.ren)),
        lambda b, made: b.volunteers.withdraw_leave(made),
    ),
    "pair": (NOTHING, lambda b, _: b.volunteers.add_pair(b.ren, b.lu, Bond.APART)),
    "other pair": (
        lambda b: b.volunteers.add_pair(b.ren, b.lu, Bond.APART),
        lambda b, _: b.volunteers.add_pair(b.lu, b.ren, Bond.TOGETHER),
    ),
    "drop pair": (
        lambda b: b.volunteers.add_pair(b.ren, b.lu, Bond.APART),
        lambda b, _: b.volunteers.drop_pair(b.lu, b.ren),
    ),
    "limit": (NOTHING, lambda b, _: b.volunteers.set_limit(b.ren, Rule.SHIFTS_A_WEEK, 2)),
    "training": (NOTHING, lambda b, _: b.volunteers.add_training(training(b.ren))),
    "change training": (
        lambda b: b.volunteers.add_training(training(b.ren)),
        lambda b, made: b.volunteers.change_training(made, training(b.lu), 1),
    ),
    "void training": (
        lambda b: b.volunteers.add_training(training(b.ren)),
        lambda b, made: b.volunteers.void_training(made, "没有举行"),
    ),
    "honour": (NOTHING, lambda b, _: b.volunteers.give_honour(honour(b.ren))),
    "take honour back": (
        lambda b: b.volunteers.give_honour(honour(b.ren)),
        lambda b, made: b.volunteers.take_back_honour(made),
    ),
    "pin": (NOTHING, lambda b, _: b.volunteers.set_pin(b.ren, "2580", "2580")),
    "clear pin": (
        lambda b: b.volunteers.set_pin(b.ren, "2580", "2580"),
        lambda b, _: b.volunteers.clear_pin(b.ren),
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_is_told_of_noted_without_names_and_can_be_taken_back(book, name):
    prepare, deed = DEEDS[name]
    made = prepare(book) if prepare else None
    before = everything(book)
    book.announced.clear()
    offered, noted = len(book.undos), len(book.audit_text())
    deed(book, made)
    assert everything(book) != before
    assert book.announced == [frozenset({Topic.VOLUNTEERS})]
    assert len(book.undos) == offered + 1
    assert str(book.undos[-1])
    assert len(book.audit_text()) > noted
    assert not [each for each in SECRETS if each in book.audit_text()]
    book.take_back()
    assert everything(book) == before


def test_a_volunteer_gets_the_next_number_and_a_card_nobody_guesses(book, volunteers):
    one, other = volunteers.volunteer(book.ren), volunteers.volunteer(book.lu)
    assert [one.number, other.number] == ["V-0001", "V-0002"]
    assert one.card_code.startswith(CARD_PREFIX)
    assert len(one.card_code) == 13
    assert set(one.card_code[3:]) <= set(CARD_SIGNS)
    assert volunteers.by_card(f" {one.card_code.lower()} ") == one
    volunteers.void(book.lu, "误登记")
    third = volunteers.volunteer(volunteers.add(replace(LU, phone="13900001111")))
    assert third.number == "V-0003"


def test_a_new_card_closes_the_old_one(book, volunteers):
    old = volunteers.volunteer(book.ren).card_code
    new = volunteers.new_card(book.ren)
    assert volunteers.by_card(old) is None
    assert volunteers.by_card(new).id == book.ren


def test_the_identity_number_tells_the_birth_and_is_kept_apart(book, volunteers):
    volunteer = volunteers.volunteer(book.ren)
    assert volunteer.born == "1968-10-25"
    assert volunteers.identity_shown(book.ren) == "610113********9136"
    assert volunteers.line(book.ren).has_identity
    assert "610113196810259136" not in repr(volunteers.lines())


def test_a_change_without_a_number_keeps_the_one_on_record(book, volunteers):
    change_ren(book, note="")
    assert volunteers.identity_shown(book.ren) == "610113********9136"
    assert book.problems(change_ren, book, born="1970-01-01") == ["born"]


def test_the_same_request_twice_enters_one_volunteer(book, volunteers):
    wish = NewVolunteer(name="常芳", phone="17772185182", request_key="k1")
    assert volunteers.add(wish) == volunteers.add(wish)
    assert len(volunteers.lines()) == 3
    book.take_back()
    again = volunteers.add(wish)
    assert volunteers.volunteer(again).number == "V-0004"


@pytest.mark.parametrize(
    "wish",
    [
        NewVolunteer(name=" 任 涛 ".replace(" ", ""), phone="185 4283 4335"),
        NewVolunteer(name="任小涛", identity="610113196810259136"),
    ],
)
def test_the_same_person_is_refused_with_the_number_on_record(book, volunteers, wish):
    assert "V-0001" in book.reason(volunteers.add, wish)
    assert volunteers.known_like(wish).id == book.ren
    assert volunteers.known_like(wish, book.ren) is None


def test_the_same_name_alone_is_another_person_and_is_shown_with_the_number(book, volunteers):
    other = volunteers.add(NewVolunteer(name="任涛", phone="13900001111"))
    people = volunteers.people(TODAY, TODAY)
    assert people[book.ren].shown == "任涛 V-0001"
    assert people[other].shown == "任涛 V-0003"
    assert people[book.lu].shown == "陆怡雨"
    assert [each.id for each in volunteers.named("任涛")] == [book.ren, other]


@pytest.mark.parametrize(
    "text",
    [
        "任",
        "涛",
        "任 涛",
        "rent",
        "rt",
        "V-0001",
        "v-0001",
        "1",
        "0001",
        "4335",
        "18542834335",
        "RT 4335",
    ],
)
def test_a_volunteer_is_found_by_name_pinyin_number_and_phone(book, volunteers, text):
    assert [line.volunteer.id for line in volunteers.find(text)] == [book.ren]


def test_finding_shows_the_active_ones_first_and_nobody_who_was_erased(book, volunteers):
    volunteers.set_standing(book.ren, Standing.LEFT, TODAY, "搬家")
    assert [line.volunteer.id for line in volunteers.find("")] == [book.lu, book.ren]
    assert volunteers.find("nobody") == []
    assert len(volunteers.find("", limit=1)) == 1
    volunteers.erase(book.ren, "本人要求")
    assert [line.volunteer.id for line in volunteers.find("")] == [book.lu]


def test_somebody_who_left_is_out_of_the_register_and_keeps_everything(book, volunteers):
    volunteers.set_standing(book.ren, Standing.LEFT, TOMORROW, "搬家")
    assert len(volunteers.lines()) == 2
    assert volunteers.line(book.ren).coming.standing is Standing.LEFT
    assert [line.volunteer.id for line in volunteers.lines(TOMORROW)] == [book.lu]
    assert len(volunteers.lines(TOMORROW, include_left=True)) == 2
    assert volunteers.line(book.ren, TOMORROW).phone_shown == "185****4335"


def test_nobody_pauses_while_shifts_of_that_time_are_planned(book, volunteers):
    book.plan(book.ren, TODAY - timedelta(days=1))
    book.plan(book.ren, TOMORROW)
    pause = (book.ren, Standing.PAUSED, TODAY, "出差")
    assert book.problems(volunteers.set_standing, *pause) == ["standing"]
    volunteers.set_standing(book.ren, Standing.PAUSED, TOMORROW + timedelta(days=1), "出差")


def test_a_volunteer_with_records_leaves_and_is_not_taken_out(book, volunteers):
    book.plan(book.ren, TODAY, state="cancelled")
    assert book.problems(volunteers.void, book.ren, "误登记") == ["volunteer"]
    assert book.problems(volunteers.void, book.lu, "") == ["reason"]
    volunteers.void(book.lu, "误登记")
    assert [line.volunteer.id for line in volunteers.lines()] == [book.ren]


def test_an_entry_does_not_come_back_beside_its_successor(book, volunteers):
    volunteers.void(book.lu, "误登记")
    bring_back = book.undos[-1].take_back
    volunteers.add(LU)
    assert "V-0003" in book.reason(bring_back)


def test_a_change_that_was_overtaken_is_not_written_over(book, volunteers):
    version = volunteers.volunteer(book.ren).version
    change_ren(book, note="一")
    first_undo = book.undos[-1].take_back
    wish = replace(as_wish(volunteers.volunteer(book.ren)), note="二")
    assert book.problems(volunteers.change, book.ren, wish, version) == ["version"]
    change_ren(book, note="三")
    assert "王芳" in book.reason(first_undo)


def test_the_line_tells_hours_stars_and_the_next_shift(book, volunteers):
    book.credit(book.ren, 300 * 60)
    book.plan(book.ren, TOMORROW)
    book.plan(book.ren, TODAY, start=600, end=720)
    book.plan(book.ren, TODAY, start=0, end=60)
    line = volunteers.line(book.ren)
    assert (line.minutes, line.stars) == (18000, 2)
    assert (line.next_shift.day, line.next_shift.from_minute) == (TODAY, 600)
    assert volunteers.line(book.ren, TOMORROW).next_shift.day == TOMORROW


def test_a_minor_without_consent_is_marked(book, volunteers):
    minor = volunteers.add(NewVolunteer(name="叶小雨", born="2009-09"))
    assert volunteers.line(minor).marks == (VolunteerMark.NO_CONSENT, VolunteerMark.MINOR)
    volunteers.add_consent(minor, CONSENT)
    assert volunteers.line(minor).marks == (VolunteerMark.MINOR,)
    assert volunteers.people(TODAY, TODAY)[minor].consents[0].guardian == "陆大山"
    wrong = replace(CONSENT, guardian=" ", relation="", phone="1", signed_on=TOMORROW)
    found = book.problems(volunteers.add_consent, minor, wrong)
    assert found == ["guardian", "relation", "phone", "signed_on"]


def test_the_roster_sees_the_active_and_whoever_is_planned(book, volunteers):
    volunteers.set_availability(book.ren, [MONDAYS])
    volunteers.add_exception(book.ren, exception())
    volunteers.set_limit(book.ren, Rule.SHIFTS_A_WEEK, 2)
    held = held_skill(book)
    volunteers.verify_skill(held)
    asked = volunteers.ask_leave(leave(book.ren))
    person = volunteers.people(TODAY, TOMORROW)[book.ren]
    assert [each.days for each in person.availability] == [Days.MONDAY]
    assert person.limits == {Rule.SHIFTS_A_WEEK: 2}
    assert person.skills[0].counts_on(TODAY)
    assert [each.id for each in person.leaves] == [asked]
    assert volunteers.people(TODAY, TODAY)[book.ren].leaves == ()
    volunteers.set_standing(book.lu, Standing.LEFT, TODAY, "搬家")
    later = TODAY + timedelta(days=10)
    assert set(volunteers.people(TODAY - timedelta(days=1), later)) == {book.ren}
    assert book.lu not in volunteers.people(TOMORROW, later)
    book.plan(book.lu, later, state="vacated")
    assert book.lu in volunteers.people(TOMORROW, later)
