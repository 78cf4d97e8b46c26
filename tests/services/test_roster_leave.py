from datetime import datetime

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.availability import LeaveState, NewLeave
from stationdesk.domain.volunteers.people import Standing
from stationdesk.services.changes import Topic

from .roster_station import EVERY_KIND, MONDAY, RosterStation, day_of


@pytest.fixture
def desk(database):
    opened = RosterStation(database)
    opened.template("早班", 480, 720, most=2)
    opened.roster.add_cover_rule(
        NewCoverRule(
            name="窗口有人", day_kinds=EVERY_KIND, from_minute=480, to_minute=720, valid_from=MONDAY
        )
    )
    return opened


@pytest.fixture
def roster(desk):
    return desk.roster


@pytest.fixture
def one(desk, roster):
    """Somebody who serves on every morning of the published week."""
    (found,) = desk.people(1)
    period = desk.open_week()
    passing = dict.fromkeys(Rule, "人手不足")
    for day in range(7):
        roster.assign(desk.shift(day_of(day)).id, found, passing=passing)
    roster.publish(period)
    return found


def ask(desk, who, first, last):
    wish = NewLeave(volunteer_id=who, first_day=day_of(first), last_day=day_of(last))
    return desk.volunteers.ask_leave(wish)


def test_approving_a_leave_vacates_its_shifts_and_tells_what_is_open_then(desk, roster, one):
    leave = ask(desk, one, 3, 4)
    told = roster.leave_would_vacate(leave)
    outcome = roster.approve_leave(leave)
    assert [each.id for each in told.vacated] == [each.id for each in outcome.vacated]
    assert len(outcome.vacated) == len(outcome.holes) == 2
    assert desk.volunteers.leave(leave).state is LeaveState.APPROVED
    assert [row[0] for row in desk.live()] == [day_of(day).isoformat() for day in (0, 1, 2, 5, 6)]
    assert desk.announced[-1] >= {Topic.ROSTER, Topic.VOLUNTEERS}


def test_what_is_past_or_has_begun_stays(desk, roster, one):
    desk.at = datetime(2026, 6, 25, 8, 0)
    leave = ask(desk, one, 3, 4)
    desk.at = datetime(2026, 6, 25, 8, 1)
    outcome = roster.approve_leave(leave)
    assert [roster.shift(each.shift_id).day for each in outcome.vacated] == [day_of(4)]


def test_an_approval_taken_back_brings_the_shifts_back(desk, roster, one):
    before = desk.live()
    leave = ask(desk, one, 3, 4)
    roster.approve_leave(leave)
    desk.undo()
    assert desk.live() == before
    assert desk.volunteers.leave(leave).state is LeaveState.ASKED


def test_an_approval_is_not_taken_back_once_the_places_are_taken(desk, roster, one):
    leave = ask(desk, one, 3, 3)
    roster.approve_leave(leave)
    undo = desk.undos.pop()
    for name in ("司徒文轩", "上官若雪"):
        roster.assign(desk.shift(day_of(3)).id, desk.volunteer(name))
    with pytest.raises(Refused, match="takes 2 people at most"):
        undo.take_back()
    assert desk.volunteers.leave(leave).state is LeaveState.APPROVED


def test_nobody_on_leave_is_put_on_a_shift(desk, roster, one):
    roster.approve_leave(ask(desk, one, 3, 3))
    with pytest.raises(Refused, match="is on leave that day"):
        roster.assign(desk.shift(day_of(3)).id, one, passing={Rule.LEAVE: "人手不足"})


def test_a_leave_is_approved_once(desk, roster, one):
    leave = ask(desk, one, 3, 3)
    roster.approve_leave(leave)
    with pytest.raises(Refused, match="decided about already"):
        roster.approve_leave(leave)


def test_a_novice_left_alone_by_a_leave_is_told_and_stops_publishing(desk, roster):
    novice, mentor = (
        desk.volunteer("欧阳娜娜", novice=True),
        desk.volunteer("司徒文轩", mentor=True),
    )
    period = desk.open_week()
    for who in (mentor, novice):
        roster.assign(desk.shift(day_of(3)).id, who)
    outcome = roster.approve_leave(ask(desk, mentor, 3, 3))
    assert [each.rule for each in outcome.breaches] == [Rule.MENTOR]
    with pytest.raises(Refused, match="without a mentor"):
        roster.publish(period)


def test_who_leaves_for_good_gives_all_shifts_back_in_the_same_deed(desk, roster, one):
    before, offered = desk.live(), len(desk.undos)
    with pytest.raises(Refused, match="4 shifts from that day on are planned"):
        desk.volunteers.set_standing(one, Standing.LEFT, day_of(3), "搬家")
    told = roster.letting_go_would_free(one, day_of(3))
    outcome = roster.let_go(one, Standing.LEFT, day_of(3), "搬家")
    assert [each.id for each in told.vacated] == [each.id for each in outcome.vacated]
    assert len(outcome.vacated) == len(outcome.holes) == 4
    assert [row[0] for row in desk.live()] == [day_of(day).isoformat() for day in range(3)]
    assert len(desk.undos) == offered + 1, "one deed, one undo"
    assert desk.sql("SELECT count(*) FROM audit_event WHERE after LIKE '%欧阳%'") == [(0,)]
    desk.undo()
    assert desk.live() == before
    (status,) = desk.volunteers.standings(one)
    assert status.standing is Standing.ACTIVE


def test_nobody_is_let_go_without_a_reason_or_while_on_duty(desk, roster, one):
    before = desk.live()
    with pytest.raises(Refused, match="why the volunteer pauses or leaves"):
        roster.let_go(one, Standing.PAUSED, day_of(3))
    desk.at = datetime(2026, 6, 25, 9, 0)
    with pytest.raises(Refused, match="1 shifts from that day on"):
        roster.let_go(one, Standing.LEFT, day_of(3), "搬家")
    assert desk.live() == before
    roster.let_go(one, Standing.LEFT, day_of(4), "搬家")
    assert len(desk.live()) == 4


def test_letting_go_is_not_taken_back_once_a_place_is_taken(desk, roster, one):
    roster.let_go(one, Standing.LEFT, day_of(3), "搬家")
    undo = desk.undos.pop()
    for name in ("司徒文轩", "上官若雪"):
        roster.assign(desk.shift(day_of(3)).id, desk.volunteer(name))
    before = desk.live()
    with pytest.raises(Refused, match="2 people at most"):
        undo.take_back()
    assert desk.live() == before
    assert desk.volunteers.standings(one)[-1].standing is Standing.LEFT


def test_a_night_that_began_the_day_before_does_not_keep_anybody_from_leaving(desk, roster):
    (who,) = desk.people(1)
    desk.template("夜班", 1320, 1800)
    desk.open_week()
    roster.assign(desk.shift(day_of(3), "夜班").id, who)
    desk.volunteers.set_standing(who, Standing.LEFT, day_of(4), "搬家")
    desk.undo()
    with pytest.raises(Refused, match="1 shifts"):
        desk.volunteers.set_standing(who, Standing.LEFT, day_of(3), "搬家")
