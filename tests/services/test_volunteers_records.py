from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.ids import VolunteerId
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
from stationdesk.domain.volunteers.people import NewVolunteer, Standing
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill, NewVolunteerSkill
from stationdesk.domain.volunteers.training import (
    HonourKind,
    NewHonour,
    NewTraining,
    TrainingKind,
    TrainingResult,
)
from stationdesk.services.desk import Desk
from stationdesk.store import leaves
from tests.services.volunteer_book import TODAY, VolunteerBook

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def book(database):
    return VolunteerBook(database)


@pytest.fixture
def volunteers(book):
    return book.volunteers


def training(day=TODAY, results=None, **more):
    return NewTraining(
        kind=TrainingKind.STANDARDS,
        title=more.pop("title", "窗口服务规范"),
        business_date=day,
        from_minute=540,
        to_minute=600,
        results=results or {},
        **more,
    )


def leave(who, first, last):
    return NewLeave(volunteer_id=who, first_day=first, last_day=last)


def star(who, stars):
    return NewHonour(
        volunteer_id=who,
        kind=HonourKind.STAR,
        title="星级志愿者",
        given_on=TODAY,
        given_by="街道",
        stars=stars,
    )


def test_usual_skills_are_proposed_until_they_are_listed(volunteers):
    usual = volunteers.usual_skills()
    assert "First aid" not in [each.name for each in usual]
    volunteers.add_skill(usual[0])
    assert usual[0].name not in [each.name for each in volunteers.usual_skills()]
    assert volunteers.first_aid().key == FIRST_AID


def test_an_archived_skill_is_offered_again_by_its_name(book, volunteers):
    volunteers.archive_skill(book.aid)
    assert volunteers.skills() == []
    assert volunteers.first_aid() is None
    again = volunteers.add_skill(NewSkill(name="急救", certified=True, key=FIRST_AID))
    assert again == book.aid
    assert volunteers.first_aid().id == book.aid
    assert book.problems(volunteers.add_skill, NewSkill(name="急救")) == ["name"]


def test_a_certified_skill_is_verified_by_its_number_only(book, volunteers):
    held = volunteers.add_volunteer_skill(book.ren, NewVolunteerSkill(skill_id=book.aid))
    assert book.problems(volunteers.verify_skill, held) == ["certificate"]
    proof = NewVolunteerSkill(
        skill_id=book.aid, certificate="JJ-001", expires_on=TODAY + timedelta(days=20)
    )
    volunteers.change_volunteer_skill(held, proof, 1)
    volunteers.verify_skill(held)
    (line,) = volunteers.volunteer_skills(book.ren)
    assert (line.counts, line.held.verified_by, line.days_left) == (True, "王芳", 20)
    assert [one.volunteer.id for one, _skill in volunteers.expiring()] == [book.ren]
    assert volunteers.expiring(within_days=19) == []
    assert book.problems(volunteers.change_volunteer_skill, held, proof, 1) == ["version"]


def test_a_passed_training_proves_no_skill(book, volunteers):
    passed = {book.ren: TrainingResult.PASSED}
    volunteers.add_training(replace(training(results=passed), kind=TrainingKind.FIRST_AID))
    assert volunteers.volunteer_skills(book.ren) == []


def test_weekly_rules_are_replaced_as_a_whole(book, volunteers):
    rules = [
        NewAvailability(days=days, from_minute=0, to_minute=720, wish=Wish.CAN)
        for days in (Days.MONDAY, Days.FRIDAY)
    ]
    volunteers.set_availability(book.ren, rules)
    volunteers.set_availability(book.ren, rules[1:])
    assert [each.days for each in volunteers.availability(book.ren)[0]] == [Days.FRIDAY]
    wrong = [
        replace(rules[0], to_minute=0),
        replace(rules[1], valid_from=TOMORROW, valid_until=TODAY),
    ]
    found = book.problems(volunteers.set_availability, book.ren, wrong)
    assert found == ["rules.1", "rules.2"]


def test_days_that_differ_lie_ahead_and_have_an_order(book, volunteers):
    wish = NewAvailabilityException(
        first_day=TOMORROW, last_day=TODAY - timedelta(days=1), wish=Wish.CANNOT
    )
    assert book.problems(volunteers.add_exception, book.ren, wish) == ["last_day", "last_day"]


def test_a_leave_is_asked_for_once_and_only_ahead(book, volunteers):
    asked = volunteers.ask_leave(leave(book.ren, TODAY, TOMORROW))
    again = leave(book.ren, TOMORROW, TOMORROW)
    assert book.problems(volunteers.ask_leave, again) == ["first_day"]
    past = leave(book.ren, TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    assert book.problems(volunteers.ask_leave, past) == ["last_day"]
    assert [each.id for each in volunteers.leaves(only_open=True)] == [asked]
    assert book.problems(volunteers.decline_leave, asked, " ") == ["reason"]
    volunteers.decline_leave(asked, "人手不够")
    assert volunteers.leave(asked).state is LeaveState.DECLINED
    assert volunteers.leave(asked).reason == "人手不够"
    assert volunteers.leaves(only_open=True) == []
    volunteers.ask_leave(again)


def test_a_step_of_a_leave_is_not_taken_back_after_another_one(book, volunteers):
    asked = volunteers.ask_leave(leave(book.ren, TODAY, TOMORROW))
    undo_asking = book.undos[-1].take_back
    volunteers.decline_leave(asked, "人手不够")
    assert "decided" in book.reason(undo_asking)
    assert book.problems(volunteers.withdraw_leave, asked) == ["leave"]


def test_an_approved_leave_does_not_come_back_over_a_new_shift(book, volunteers):
    asked = volunteers.ask_leave(leave(book.ren, TOMORROW, TOMORROW))
    leaves.set_state(asked, LeaveState.APPROVED, "2026-06-30T09:00:00", "王芳")
    volunteers.withdraw_leave(asked)
    book.plan(book.ren, TOMORROW + timedelta(days=1))
    undo = book.undos[-1].take_back
    shift = book.plan(book.ren, TOMORROW)
    assert "1 shifts" in book.reason(undo)
    book.database.raw().execute("DELETE FROM assignment WHERE id = ?", [shift])
    undo()
    assert volunteers.leave(asked).is_approved_on(TOMORROW)


def test_no_undo_takes_somebody_away_who_is_planned(book, volunteers):
    other = volunteers.add(NewVolunteer(name="常芳", standing=Standing.APPLIED))
    undo_entry = book.undos[-1].take_back
    volunteers.set_standing(other, Standing.ACTIVE, TODAY)
    undo_standing = book.undos[-1].take_back
    book.plan(other, TOMORROW)
    assert "leave instead" in book.reason(undo_entry)
    assert "1 shifts" in book.reason(undo_standing)


def test_a_pair_is_two_people_and_one_bond(book, volunteers):
    volunteers.add_pair(book.lu, book.ren, Bond.TOGETHER)
    (pair,) = volunteers.pairs_of(book.lu)
    assert (pair.one, pair.other) == (book.lu, book.ren)
    assert book.problems(volunteers.add_pair, book.ren, book.lu, Bond.TOGETHER) == ["bond"]
    assert book.problems(volunteers.add_pair, book.ren, book.ren, Bond.APART) == ["other"]
    volunteers.add_pair(book.ren, book.lu, Bond.APART)
    assert [each.bond for each in volunteers.pairs()] == [Bond.APART]
    volunteers.drop_pair(book.ren, book.lu)
    assert volunteers.pairs() == []


def test_own_limits_are_amounts_of_rules_that_have_one(book, volunteers):
    volunteers.set_limit(book.ren, Rule.SHIFTS_A_WEEK, 2)
    volunteers.set_limit(book.ren, Rule.SHIFTS_A_WEEK, 3)
    assert volunteers.limits(book.ren) == {Rule.SHIFTS_A_WEEK: 3}
    volunteers.set_limit(book.ren, Rule.SHIFTS_A_WEEK, None)
    assert volunteers.limits(book.ren) == {}
    assert book.problems(volunteers.set_limit, book.ren, Rule.OVERLAP, 1) == ["rule"]
    assert book.problems(volunteers.set_limit, book.ren, Rule.REST, -1) == ["amount"]


def test_trainings_are_numbered_by_year_and_numbers_are_not_used_again(book, volunteers):
    first = volunteers.add_training(training())
    volunteers.void_training(first, "没有举行")
    numbers = [
        volunteers.training(volunteers.add_training(training(day))).number
        for day in (TODAY, date(2025, 12, 31), TODAY)
    ]
    assert numbers == ["T-2026-002", "T-2025-001", "T-2026-003"]
    assert len(volunteers.trainings(date(2026, 1, 1), date(2026, 12, 31))) == 2


def test_only_results_that_differ_are_written_anew(book, volunteers):
    made = volunteers.add_training(
        training(results={book.ren: TrainingResult.CAME, book.lu: TrainingResult.CAME})
    )
    changed = training(results={book.ren: TrainingResult.CAME, book.lu: TrainingResult.FAILED})
    volunteers.change_training(made, changed, 1)
    assert volunteers.training(made).results == changed.results
    count = "SELECT COUNT(*) FROM training_attendance"
    assert book.database.raw().execute(count).fetchone() == (3,)
    assert [each.number for each in volunteers.trainings_of(book.lu)] == ["T-2026-001"]


def test_a_training_to_come_has_no_results(book, volunteers):
    volunteers.add_training(training(TOMORROW))
    results = {book.ren: TrainingResult.CAME}
    assert book.problems(volunteers.add_training, training(TOMORROW, results)) == ["results"]
    unknown = {VolunteerId(99): TrainingResult.CAME}
    found = book.problems(volunteers.add_training, training(TODAY, unknown, title=" "))
    assert found == ["title", "results"]


def test_an_honour_rests_on_a_praise_of_the_feedback_book(book, volunteers):
    feedback = Desk(book.context).feedback
    said = NewEntry(
        body="任涛同志很耐心",
        kind=FeedbackKind.PRAISE,
        said_at=datetime(2026, 6, 29, 10, 0),
        praised="任涛",
    )
    praise = feedback.entry(feedback.register(said))
    enquiry = replace(said, kind=FeedbackKind.ENQUIRY, praised="", request_key="other")
    other = feedback.entry(feedback.register(enquiry))
    assert [each.uid for each in volunteers.praises_of(book.ren)] == [praise.uid]
    assert volunteers.praises_of(book.lu) == []
    wish = replace(star(book.ren, 0), kind=HonourKind.SERVICE_MODEL, title="服务标兵")
    volunteers.give_honour(replace(wish, entry_uid=praise.uid))
    assert volunteers.honours_of(book.ren)[0].entry_uid == praise.uid
    found = book.problems(volunteers.give_honour, replace(wish, entry_uid=other.uid))
    assert found == ["entry_uid"]


def test_stars_are_proposed_by_hours_until_they_are_given(book, volunteers):
    book.credit(book.ren, 310 * 60)
    book.credit(book.lu, 1500 * 60)
    volunteers.set_standing(book.lu, Standing.LEFT, TODAY, "搬家")
    (proposal,) = volunteers.star_proposals()
    assert (proposal.volunteer_id, proposal.stars, proposal.held) == (book.ren, 2, 0)
    given = volunteers.give_honour(star(book.ren, 2))
    assert volunteers.star_proposals() == []
    assert book.problems(volunteers.give_honour, star(book.ren, 1)) == ["stars"]
    volunteers.take_back_honour(given)
    assert len(volunteers.star_proposals()) == 1
