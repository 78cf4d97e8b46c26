from datetime import timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.swaps import NewSwap, SwapKind, SwapState
from stationdesk.domain.volunteers.availability import NewLeave

from .roster_station import RosterStation, day_of


@pytest.fixture
def desk(database):
    opened = RosterStation(database)
    opened.template("早班", 480, 720, most=2)
    opened.template("午班", 690, 930, most=2)
    return opened


@pytest.fixture
def roster(desk):
    return desk.roster


@pytest.fixture
def people(desk):
    return desk.people(3)


@pytest.fixture
def rows(desk, roster, people):
    """One on Thursday morning, the other on Friday morning, both published."""
    period = desk.open_week()
    found = [roster.assign(desk.shift(day_of(3 + at)).id, people[at]) for at in range(2)]
    roster.publish(period)
    desk.undos.clear()
    return found


def who(desk):
    return [(day[-2:], name) for day, _shift, name, _state in desk.live()]


def swap_of(rows, **fields):
    return NewSwap(kind=SwapKind.SWAP, assignment_id=rows[0], other_assignment_id=rows[1], **fields)


def test_a_swap_goes_from_asked_to_done_and_changes_nothing_before(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows, reason="家里有事"))
    assert roster.swap(swap).number == "HB-2026-001"
    with pytest.raises(Refused, match="this cannot be done any more"):
        roster.apply_swap(swap)
    roster.accept_swap(swap)
    roster.approve_swap(swap)
    assert who(desk) == [("25", "欧阳娜娜"), ("26", "司徒文轩")]
    roster.apply_swap(swap)
    assert who(desk) == [("25", "司徒文轩"), ("26", "欧阳娜娜")]
    assert roster.swap(swap).state is SwapState.APPLIED
    states = [state for (state,) in desk.sql("SELECT state FROM assignment ORDER BY id")]
    assert states == ["swapped", "swapped", "confirmed", "confirmed"]
    replaced = [row for (row,) in desk.sql("SELECT replaces_id FROM assignment WHERE id > 2")]
    assert sorted(replaced) == sorted(rows)


def test_a_swap_that_was_done_goes_back_whole_and_is_approved_again(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows))
    roster.accept_swap(swap)
    roster.approve_swap(swap)
    roster.apply_swap(swap)
    desk.undo()
    assert who(desk) == [("25", "欧阳娜娜"), ("26", "司徒文轩")]
    assert roster.swap(swap).state is SwapState.APPROVED
    desk.undo()
    assert roster.swap(swap).state is SwapState.ACCEPTED


def test_at_the_desk_a_swap_is_done_at_once_and_taken_back_at_once(desk, roster, rows):
    swap = roster.swap_now(swap_of(rows))
    assert who(desk) == [("25", "司徒文轩"), ("26", "欧阳娜娜")]
    assert len(desk.undos) == 1
    desk.undo()
    assert who(desk) == [("25", "欧阳娜娜"), ("26", "司徒文轩")]
    assert roster.swap(swap).state is SwapState.WITHDRAWN


def test_both_legs_pass_the_rules_or_neither_is_done(desk, roster, people, rows):
    roster.assign(desk.shift(day_of(4), "午班").id, people[0])
    told = roster.swap_would_break(swap_of(rows))
    assert [each.rule for each in told] == [Rule.OVERLAP]
    before = desk.live()
    with pytest.raises(Refused, match="overlaps"):
        roster.swap_now(swap_of(rows))
    assert desk.live() == before
    assert roster.swaps() == []


def test_a_warning_of_a_swap_is_passed_with_a_reason(desk, roster, people, rows):
    roster.choose_rule(Rule.SHIFTS_A_WEEK, RuleChoice(Weight.WARN, 1), day_of(-7))
    wish = NewSwap(
        kind=SwapKind.GIVE_AWAY, assignment_id=rows[0], to_volunteer_id=people[1], reason="出差"
    )
    with pytest.raises(Refused, match="already has 1 shifts that week"):
        roster.swap_now(wish)
    roster.swap_now(wish, {Rule.SHIFTS_A_WEEK: "只此一次"})
    assert who(desk) == [("25", "司徒文轩"), ("26", "司徒文轩")]


def test_a_shift_given_away_to_nobody_yet_waits_for_somebody_to_take_it(desk, roster, people, rows):
    swap = roster.ask_swap(NewSwap(kind=SwapKind.GIVE_AWAY, assignment_id=rows[0]))
    with pytest.raises(Refused, match="Choose who takes the shift"):
        roster.accept_swap(swap)
    roster.accept_swap(swap, people[2])
    assert roster.swap(swap).to_volunteer_id == people[2]
    desk.undo()
    assert roster.swap(swap).to_volunteer_id is None
    roster.accept_swap(swap, people[2])
    roster.approve_swap(swap)
    roster.apply_swap(swap)
    assert who(desk) == [("25", "上官若雪"), ("26", "司徒文轩")]


def test_covering_once_changes_no_template(desk, roster, people, rows):
    before = roster.templates()
    roster.swap_now(
        NewSwap(kind=SwapKind.COVER_ONCE, assignment_id=rows[0], to_volunteer_id=people[2])
    )
    assert roster.templates() == before


def test_a_swap_is_declined_with_a_reason_or_withdrawn(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows))
    with pytest.raises(Refused, match="Write a reason"):
        roster.decline_swap(swap, "")
    roster.decline_swap(swap, "那天没空")
    assert roster.swap(swap).state is SwapState.DECLINED
    desk.undo()
    roster.withdraw_swap(swap)
    assert roster.swap(swap).state is SwapState.WITHDRAWN
    assert roster.swaps(only_open=True) == []


def test_a_swap_runs_out_when_its_first_shift_begins(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows))
    assert [each.id for each in roster.swaps(only_open=True)] == [swap]
    desk.at += timedelta(days=1)
    assert roster.swap(swap).state is SwapState.EXPIRED
    assert roster.swaps(only_open=True) == []
    with pytest.raises(Refused, match="Swap expired"):
        roster.accept_swap(swap)


def test_twice_with_one_key_is_once_and_one_row_is_asked_about_once(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows, request_key="k"))
    assert roster.ask_swap(swap_of(rows, request_key="k")) == swap
    with pytest.raises(Refused, match="HB-2026-001 is about this shift already"):
        roster.ask_swap(swap_of(rows))


def test_a_swap_of_a_row_that_is_gone_meanwhile_is_not_done(desk, roster, rows):
    swap = roster.ask_swap(swap_of(rows))
    roster.accept_swap(swap)
    roster.approve_swap(swap)
    roster.unassign(rows[0])
    with pytest.raises(Refused, match="was changed since"):
        roster.apply_swap(swap)
    assert roster.swap(swap).state is SwapState.EXPIRED
    desk.undo()
    assert roster.swap(swap).state is SwapState.APPROVED, "its place is there again"


def test_a_wish_whose_place_a_leave_took_away_waits_no_more_until_it_comes_back(desk, roster):
    one, other = desk.people(2)
    period = desk.open_week()
    row = roster.assign(desk.shift(day_of(3)).id, one)
    roster.publish(period)
    wish = NewSwap(kind=SwapKind.GIVE_AWAY, assignment_id=row, to_volunteer_id=other)
    swap = roster.ask_swap(wish)
    leave = NewLeave(volunteer_id=one, first_day=day_of(3), last_day=day_of(3))
    roster.approve_leave(desk.volunteers.ask_leave(leave))
    assert roster.swaps(only_open=True) == []
    assert roster.swap(swap).state is SwapState.EXPIRED
    with pytest.raises(Refused, match="changed since"):
        roster.accept_swap(swap)
    desk.undo()
    roster.accept_swap(swap)
    roster.approve_swap(swap)
    roster.apply_swap(swap)
    assert [line[2:] for line in desk.live()] == [("司徒文轩", "confirmed")]
