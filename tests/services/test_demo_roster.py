"""The demo's volunteers: who they are, how rosters went, and what the last day shows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from stationdesk.domain.attendance.certificates import CertificateState
from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.presence import Means, PresenceState
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.swaps import SwapState
from stationdesk.domain.volunteers.ages import is_minor_on
from stationdesk.domain.volunteers.availability import LeaveState, Wish
from stationdesk.domain.volunteers.identity_numbers import is_sound
from stationdesk.domain.volunteers.people import Standing
from stationdesk.services.demo.making import live_through
from stationdesk.services.demo.script import demo_script
from stationdesk.services.desk import open_desk
from stationdesk.store import soundness

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=170)


@pytest.fixture(scope="module")
def desk():
    """A station after a demo of nearly six months, on its last day."""
    opened = open_desk(":memory:", today=LAST)
    live_through(opened, FIRST, LAST)
    yield opened
    opened.close()


def rows(desk, sql):
    return desk.context.database.raw().execute(sql).fetchall()


def test_the_demo_leaves_a_sound_file_and_a_whole_chain_of_hours(desk):
    assert soundness.ledger_faults() == []
    assert soundness.structure_faults(desk.context.database) == []


def test_about_thirty_volunteers_are_on_record_in_every_standing_but_pausing(desk):
    lines = desk.volunteers.lines(include_left=True)
    assert 28 <= len(lines) <= 40
    standings = Counter(line.standing for line in lines)
    assert standings[Standing.ACTIVE] > 25
    assert standings[Standing.LEFT] == 2
    assert standings[Standing.APPLIED] == 1
    assert len({line.volunteer.group for line in lines}) >= 5


def test_two_minors_serve_with_a_guardians_consent(desk):
    people = [line.volunteer for line in desk.volunteers.lines()]
    minors = [each for each in people if is_minor_on(each.born, LAST)]
    assert len(minors) == 2
    assert all(desk.volunteers.consents(each.id) for each in minors)


def test_all_four_states_of_time_are_told(desk):
    told = {
        rule.wish
        for line in desk.volunteers.lines()
        for rule in desk.volunteers.availability(line.volunteer.id)[0]
    }
    differs = {Wish(wish) for (wish,) in rows(desk, "SELECT wish FROM availability_exception")}
    assert told | differs == set(Wish)


def test_identity_numbers_are_invented_and_sound(desk):
    numbers = rows(desk, "SELECT document, number FROM volunteer_identity")
    assert len(numbers) >= 4
    assert all(is_sound(document, number) for document, number in numbers)
    assert {number[:6] for _document, number in numbers} == {demo_script().volunteers.region}


def test_some_proofs_run_out_soon_and_some_nobody_looked_at(desk):
    left = [held.days_left for _line, held in desk.volunteers.expiring()]
    assert min(left) < 0 < max(left)
    assert any(held.skill.held.verified_on is None for held in desk.volunteers.skill_lines())


def test_every_month_has_a_roster_and_the_next_one_is_a_draft_with_holes(desk):
    draft, current, *before = desk.roster.periods()
    assert (draft.state, current.state) == (PeriodState.DRAFT, PeriodState.PUBLISHED)
    assert {each.state for each in before} == {PeriodState.CLOSED}
    assert draft.first_day == date(2026, 12, 1)
    assert desk.roster.holes(draft.first_day, draft.last_day)
    assert before[-1].first_day == FIRST + timedelta(days=1)


def test_no_roster_breaks_a_rule_that_nobody_passed(desk):
    for period in desk.roster.periods()[:4]:
        broken = desk.roster.breaches(period.first_day, period.last_day)
        live = [each for each in broken if each.volunteer_id is not None]
        assert [each.rule for each in live if each.day > LAST] == []
    assert rows(desk, "SELECT COUNT(*) FROM rule_override") == [(1,)]


def test_the_desk_is_covered_nearly_always(desk):
    last = date(2026, 10, 31)
    holes = desk.roster.holes(last.replace(day=1), last)
    opened = sum(
        hours.minutes
        for _day, intervals in desk.station.opening_days(last.replace(day=1), last)
        for hours in intervals
    )
    assert sum(hole.minutes for hole in holes if hole.skill_id is None) < opened / 20


def test_places_were_served_missed_excused_vacated_and_swapped(desk):
    states = Counter(state for (state,) in rows(desk, "SELECT state FROM assignment"))
    for state in AssignmentState:
        if state is not AssignmentState.CANCELLED:
            assert states[state.value] >= 1
    assert states["served"] > 20 * states["absent"]


def test_people_signed_in_by_every_means(desk):
    lines = desk.attendance.attendances(FIRST, LAST)
    ways = Counter(line.attendance.came_by for line in lines)
    assert {Means.CLICK, Means.CARD, Means.TOUCH, Means.PAPER} <= ways.keys()
    assert {PresenceState.OPEN, PresenceState.CLOSED, PresenceState.REVIEWED} <= {
        line.attendance.state for line in lines
    }
    assert any(line.is_walk_in for line in lines)


def test_months_that_are_over_are_locked_and_the_ledger_equals_the_attendances(desk):
    assert [lock.month for lock in desk.attendance.locks()][-1] == "2026-10"
    kinds = Counter(line.kind for line in desk.attendance.ledger(date(2020, 1, 1), LAST))
    assert {HoursKind.ATTEND, HoursKind.BROUGHT, HoursKind.ADJUST} <= kinds.keys()
    served = Counter()
    for line in desk.attendance.attendances(date(2020, 1, 1), LAST):
        if not line.attendance.is_void:
            served[line.attendance.volunteer_id] += line.attendance.minutes
    for told in demo_script().volunteers.people:
        (volunteer,) = desk.volunteers.named(told.name)
        brought = 60 * told.brought
        assert desk.attendance.balance(volunteer.id) == served[volunteer.id] + brought


def test_papers_stand_at_every_step(desk):
    states = {each.state for each in desk.attendance.certificates()}
    assert states >= {
        CertificateState.DRAFT,
        CertificateState.NOTICED,
        CertificateState.ISSUED,
        CertificateState.VOID,
    }


def test_trainings_were_held_and_one_is_announced(desk):
    held = desk.volunteers.trainings(FIRST, LAST)
    assert len({each.kind for each in held}) >= 3
    (coming,) = desk.volunteers.trainings(LAST + timedelta(days=1), date(2027, 1, 31))
    assert not coming.results
    assert desk.volunteers.honours(FIRST, LAST)


def test_on_the_last_day_everything_is_under_way(desk):
    board = desk.roster.day_board(LAST)
    assert board.published
    assert board.holes
    assert any(shift.away for shift in board.shifts)
    assert desk.attendance.present()
    assert desk.attendance.to_review()
    swaps = Counter(each.state for each in desk.roster.swaps(only_open=True))
    assert swaps == {SwapState.ASKED: 1, SwapState.ACCEPTED: 1}
    leaves = desk.volunteers.leaves(only_open=True)
    assert {each.state for each in leaves} == {LeaveState.ASKED}
    assert len(leaves) == 2
    notes = desk.roster.notes()
    assert len(notes) == 3
    assert notes[0].important
    assert desk.roster.changes_since(desk.roster.periods()[1].id)
