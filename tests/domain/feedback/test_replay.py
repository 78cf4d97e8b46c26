from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.feedback.clocks import Pause, due_at
from stationdesk.domain.feedback.pausing import moved_by_pause
from stationdesk.domain.feedback.replay import OddEvents, Standing, live_events, replay
from stationdesk.domain.feedback.states import LEADS_TO, EntryState, Move
from tests.domain.feedback.said import DUES, LIVES, START, event, life

FIRST, FINAL = datetime(2026, 6, 30, 18, 0), datetime(2026, 7, 6, 18, 0)


class Weekdays:
    """Open until 18:00 from Monday to Friday, and until noon on Saturdays that do not count."""

    def closing_on(self, day):
        return 18 * 60 if day.isoweekday() < 6 else None

    def open_until(self, day):
        return 12 * 60 if day.isoweekday() == 6 else self.closing_on(day)


@pytest.mark.parametrize("state", LIVES)
def test_the_moves_lead_to_the_state(state):
    assert replay(life(*LIVES[state])).state is state


@pytest.mark.parametrize("state", LIVES)
@pytest.mark.parametrize("move", [Move.REGISTER, *LEADS_TO])
def test_events_that_no_table_allows_are_odd(state, move):
    events = life(*LIVES[state], move)
    if state in LEADS_TO.get(move, {}):
        replay(events)
    else:
        with pytest.raises(OddEvents):
            replay(events)


def test_an_entry_without_a_live_event_is_void():
    registered = life(Move.REGISTER)
    assert replay([]) == Standing()
    undone = replay([*registered, event(2, Move.UNDO, {}, undoes=registered[0].id)])
    assert undone == Standing()
    assert undone.state is EntryState.VOID


def test_what_was_taken_back_never_happened():
    events = life(Move.REGISTER, Move.ACCEPT)
    taken_back = [*events, event(3, Move.UNDO, {}, undoes=events[1].id)]
    assert replay(taken_back) == replay(events[:1])
    again = [*taken_back, event(4, Move.START, {})]
    assert [each.move for each in live_events(again)] == [Move.REGISTER, Move.START]
    assert replay(again).state is EntryState.DOING


def test_entering_tells_the_deadlines_and_keeps_them():
    standing = replay(life(Move.REGISTER, Move.ACCEPT, Move.START, Move.ESCALATE))
    assert (standing.first_due_at, standing.final_due_at) == (FIRST, FINAL)
    assert (standing.first_days, standing.final_days) == (1, 5)


def test_the_first_reply_is_the_first_answer_of_any_sort_in_the_round():
    interim = replay(life(Move.REGISTER, Move.ESCALATE, Move.INTERIM, Move.REPLY))
    assert interim.first_reply_at == START + timedelta(hours=2)
    again = replay(life(Move.REGISTER, Move.REPLY, Move.REOPEN))
    assert (again.round_number, again.first_reply_at, again.handler) == (2, None, "")


def test_waiting_holds_what_is_owed_and_going_on_tells_it_anew():
    waiting = replay(life(Move.REGISTER, Move.START, Move.WAIT))
    assert (waiting.first_due_at, waiting.final_due_at) == (None, None)
    assert (waiting.held_first_due_at, waiting.due_in_force) == (FIRST, FINAL)
    told = {"first_due_at": "2026-07-01T18:00", "final_due_at": "2026-07-07T18:00"}
    on = replay(life(Move.REGISTER, Move.START, Move.WAIT, (Move.RESUME, told)))
    assert on.final_due_at == datetime(2026, 7, 7, 18, 0)
    assert on.first_due_at == datetime(2026, 7, 1, 18, 0)
    assert on.pauses == (Pause(START + timedelta(hours=2), START + timedelta(hours=3)),)


def test_a_first_reply_given_before_waiting_keeps_its_limit():
    events = life(
        Move.REGISTER,
        Move.START,
        Move.INTERIM,
        Move.WAIT,
        (Move.RESUME, {"final_due_at": "2026-07-07T18:00"}),
    )
    assert replay(events[:4]).first_due_at == FIRST
    assert replay(events).first_due_at == FIRST


def test_a_deadline_put_off_while_waiting_is_held():
    told = {"final_due_at": "2026-07-10T18:00"}
    standing = replay(life(Move.REGISTER, Move.START, Move.WAIT, (Move.EXTEND, told)))
    assert standing.final_due_at is None
    assert standing.due_in_force == datetime(2026, 7, 10, 18, 0)


def test_a_call_that_reached_nobody_leaves_the_entry_answered():
    missed = (Move.CALL_BACK, {"reached": False, "rating": None})
    standing = replay(life(Move.REGISTER, Move.REPLY, missed))
    assert (standing.state, standing.rating) == (EntryState.ANSWERED, None)
    reached = replay(life(Move.REGISTER, Move.REPLY, missed, (Move.CALL_BACK, {"rating": 4})))
    assert (reached.state, reached.rating) == (EntryState.CONFIRMED, 4)


def test_reopening_begins_a_round_that_knows_nothing_of_the_last():
    moves = [Move.REGISTER, Move.REPLY, Move.CALL_BACK, Move.CLOSE]
    assert replay(life(*moves)).closed_at == START + timedelta(hours=3)
    again = replay(life(*moves, (Move.REOPEN, {"final_due_at": "2026-07-20T18:00"})))
    assert (again.closed_at, again.rating, again.began_at) == (None, None, START.replace(hour=13))
    assert again.final_due_at == datetime(2026, 7, 20, 18, 0)


def test_a_correction_may_bring_the_deadlines_nearer():
    told = DUES | {"final_days": 0, "final_due_at": "2026-06-29T18:00"}
    nearer = replay(life(Move.REGISTER, (Move.CORRECT, told)))
    assert (nearer.final_due_at, nearer.final_days) == (datetime(2026, 6, 29, 18, 0), 0)
    assert replay(life(Move.REGISTER, (Move.CORRECT, {"before": {}}))).final_due_at == FINAL


@pytest.mark.parametrize(
    ("due", "began", "ended", "moved"),
    [
        ("07-06T18:00", "06-30T10:00", "06-30T17:00", "07-06T18:00"),
        ("07-06T18:00", "06-30T10:00", "06-30T18:00", "07-06T18:00"),
        ("07-06T18:00", "06-30T10:00", "06-30T18:01", "07-07T18:00"),
        ("07-06T18:00", "06-30T10:00", "07-02T09:00", "07-08T18:00"),
        ("07-06T18:00", "07-03T19:00", "07-06T09:00", "07-06T18:00"),
        ("07-06T18:00", "07-06T18:00", "07-09T09:00", "07-09T18:00"),
        ("07-06T18:00", "07-06T18:01", "07-09T09:00", "07-06T18:00"),
        ("07-06T18:00", "07-06T17:00", "07-09T09:00", "07-09T18:00"),
        ("07-06T18:00", "07-08T09:00", "07-09T09:00", "07-06T18:00"),
        ("07-06T18:00", "07-02T09:00", "07-20T09:00", "07-22T18:00"),
        ("07-06T17:00", "06-30T10:00", "06-30T17:30", "07-06T17:00"),
        ("07-06T17:00", "06-30T10:00", "07-01T09:00", "07-07T18:00"),
    ],
)
def test_only_days_that_ended_while_waiting_move_a_deadline(due, began, ended, moved):
    due, began, ended, moved = (
        datetime.fromisoformat(f"2026-{each}") for each in (due, began, ended, moved)
    )
    entered = date(2026, 6, 29)
    assert moved_by_pause(due, Pause(began, ended), Weekdays().closing_on, entered) == moved


@given(
    start=st.integers(0, 60 * 24 * 14),
    days=st.integers(1, 15),
    wait=st.integers(0, 60 * 24 * 10),
    length=st.integers(0, 60 * 24 * 20),
)
def test_moving_by_a_pause_is_counting_without_it(start, days, wait, length):
    work, began = Weekdays(), START + timedelta(minutes=start)
    pause = Pause(began + timedelta(minutes=wait), began + timedelta(minutes=wait + length))
    due = due_at(began, days, work)
    moved = moved_by_pause(due, pause, work.closing_on, began.date() + timedelta(days=1))
    assert moved == due_at(began, days, work, [pause])


def test_danger_is_moved_by_what_opens_not_by_what_is_worked():
    saturday = datetime(2026, 7, 4, 9, 0)
    due = due_at(saturday, 0, Weekdays())
    assert due == datetime(2026, 7, 4, 12, 0)
    pause = Pause(saturday, datetime(2026, 7, 4, 13, 0))
    moved = moved_by_pause(due, pause, Weekdays().open_until, saturday.date())
    assert moved == datetime(2026, 7, 6, 18, 0)
