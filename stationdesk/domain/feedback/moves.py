"""Whether an entry may be moved: one table of states, and the rules of each move.

Every move of every entry is asked for here, whoever makes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.call_back_rules import call_back_problems, owed_call_problems
from stationdesk.domain.feedback.duplicates import repeated_problems
from stationdesk.domain.feedback.entries import Method
from stationdesk.domain.feedback.people import is_same_person, plain_person
from stationdesk.domain.feedback.replay import state_after
from stationdesk.domain.feedback.reply_rules import (
    post_problems,
    reply_problems,
    take_down_problems,
)
from stationdesk.domain.feedback.states import LEADS_TO, OPEN_STATES, EntryState, Move
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stationdesk.domain.feedback.matters import Matter, Step
    from stationdesk.domain.feedback.replay import Standing
    from stationdesk.domain.ids import FeedbackEventId


def step_problems(matter: Matter, step: Step) -> list[Problem]:
    """Return every reason why a step cannot be made; a wrong state is the only one told."""
    if wrong := list(state_problems(matter, step.move)):
        return wrong
    rules = _RULES.get(step.move)
    return [*_moment_problems(matter, step), *(rules(matter, step) if rules else ())]


def state_problems(matter: Matter, move: Move) -> Iterator[Problem]:
    """Tell in one sentence why the entry's state does not allow a move."""
    if state_after(matter.standing, move) is None:
        state = matter.standing.state
        phrase = _SAID_OF_MOVES.get((move, state)) or _SAID_OF_STATES[state]
        yield Problem("state", phrase, {"number": matter.number})


def allowed_moves(standing: Standing) -> list[Move]:
    """Return what the state allows now, in the order in which moves are told."""
    moves = [move for move in Move if state_after(standing, move) is not None]
    return [*moves, Move.UNDO] if standing.last else []


def closing_problems(matter: Matter) -> list[Problem]:
    """Return everything that must still be done before the entry can be closed.

    That an open entry lacks its answer is told once, by the rules.
    """
    unanswered = matter.standing.state in _BEFORE_ANSWER
    wrong = [] if unanswered else state_problems(matter, Move.CLOSE)
    return [*wrong, *_closing_rules(matter)]


def undo_problems(matter: Matter, event_id: FeedbackEventId | None = None) -> Iterator[Problem]:
    """Tell why the last event cannot be taken back; ``event_id`` is the one that is meant."""
    last = matter.standing.last
    number = {"number": matter.number}
    if last is None:
        yield Problem("event", N_("Nothing of {number} is left to be taken back."), number)
    elif event_id not in (None, last.id):
        phrase = N_("Something else was done with {number} since; take that back first.")
        yield Problem("event", phrase, number)
    elif last.move is Move.REPLY and matter.closed_repeats and not matter.answered_before:
        phrase = N_("{others} were closed with the answer to {number}; take that back first.")
        others = "、".join(each.number for each in matter.closed_repeats)
        yield Problem("event", phrase, number | {"others": others})
    elif last.move is Move.REGISTER:
        yield from repeated_problems(matter.entry, matter.repeated_by)


def _moment_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    if step.at > matter.now:
        yield Problem("at", N_("This moment is still to come."))
    elif matter.earliest is not None and step.at < matter.earliest:
        phrase = N_("The last that happened to {number} was at {moment}; this came after it.")
        told = f"{matter.earliest:%Y-%m-%d %H:%M}"
        yield Problem("at", phrase, {"number": matter.number, "moment": told})


def _handler_rules(matter: Matter, step: Step) -> Iterator[Problem]:
    if not plain_person(step.person):
        yield Problem("person", N_("Write who takes it in hand."))
    elif matter.is_about(step.person):
        phrase = N_("{number} is about {person}; somebody else must take it in hand.")
        values = {"number": matter.number, "person": step.person.strip()}
        yield Problem("person", phrase, values)


def _waiting_rules(_matter: Matter, step: Step) -> Iterator[Problem]:
    if not says_something(step.reason):
        yield Problem("reason", N_("Write what the author is asked for."))


def _escalation_rules(_matter: Matter, step: Step) -> Iterator[Problem]:
    if not says_something(str(step.told.get("to", ""))):
        yield Problem("to", N_("Write to whom it is passed up."))


def _extension_rules(matter: Matter, step: Step) -> Iterator[Problem]:
    due = matter.standing.due_in_force
    if not says_something(step.reason):
        yield Problem("reason", N_("Write why more time is needed."))
    if not plain_person(step.person):
        yield Problem("person", N_("Write who agreed to the later deadline."))
    if due is None or step.due_at is None or step.latest is None:
        return
    counted_at = matter.standing.waiting_since or step.at
    if counted_at > due:
        phrase = N_("{number} was due at {due}; a deadline is put off before it is over.")
        yield Problem("until", phrase, {"number": matter.number, "due": _told(due)})
    elif step.due_at <= due:
        phrase = N_("{number} is due at {due} already; choose a later day.")
        yield Problem("until", phrase, {"number": matter.number, "due": _told(due)})
    elif step.due_at > step.latest:
        phrase = N_("The deadline of {number} can be put off to {latest} at most.")
        yield Problem("until", phrase, {"number": matter.number, "latest": _told(step.latest)})


def _closing_rules(matter: Matter, _step: Step | None = None) -> Iterator[Problem]:
    number = {"number": matter.number}
    reply = matter.final_reply
    if reply is None or not says_something(reply.body):
        yield Problem("reply", N_("{number} has no final answer in this round."), number)
    else:
        if matter.is_about(reply.replied_by):
            phrase = N_("{number} is about {person}, who answered it; somebody else must answer.")
            yield Problem("reply", phrase, number | {"person": reply.replied_by})
        by_board = reply.method is Method.BOARD or not matter.entry.reachable
        if by_board and reply.posted_on is None:
            phrase = N_("The answer to {number} does not hang on the board yet.")
            yield Problem("posted_on", phrase, number)
    if matter.master is not None and not matter.master.answered:
        phrase = N_("{number} repeats {master}, which has no answer yet.")
        yield Problem("master", phrase, number | {"master": matter.master.number})
    yield from owed_call_problems(matter)


def _reopening_rules(_matter: Matter, step: Step) -> Iterator[Problem]:
    if not says_something(step.reason):
        yield Problem("reason", N_("Write why it is reopened."))


def _voiding_rules(matter: Matter, step: Step) -> Iterator[Problem]:
    if not says_something(step.reason):
        yield Problem("reason", N_("Write why it is voided."))
    if not plain_person(step.second):
        yield Problem("second", N_("Write the name of a second person who agrees."))
    elif is_same_person(step.second, step.person):
        yield Problem("second", N_("A second person must agree, not the same one."))
    for about, name in (("person", step.person), ("second", step.second)):
        if matter.is_about(name):
            phrase = N_("{number} is about {person}, who cannot void it.")
            yield Problem(about, phrase, {"number": matter.number, "person": name.strip()})
    live = (each for each in matter.repeated_by if each.state is not EntryState.VOID)
    yield from repeated_problems(matter.entry, live)


def _correcting_rules(matter: Matter, step: Step) -> Iterator[Problem]:
    handler = matter.standing.handler
    if matter.standing.state in OPEN_STATES and is_same_person(step.about_person, handler):
        phrase = N_("{person} has {number} in hand; pass it to somebody else first.")
        values = {"number": matter.number, "person": handler}
        yield Problem("about_person", phrase, values)
    if matter.standing.state is EntryState.CLOSED:
        yield from _filed_problems(matter, step)


def _filed_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    """Tell why a filed entry cannot say that now: it would not have been closed so.

    What a register brought in was closed by other rules.
    """
    entry = matter.entry
    if entry.imported and entry.round_number == 1:
        return
    told = replace(entry, kind=step.kind or entry.kind, about_person=step.about_person)
    owed = {each.phrase for each in _closing_rules(matter)}
    if any(each.phrase not in owed for each in _closing_rules(replace(matter, entry=told))):
        phrase = N_("{number} would not have been closed so; reopen it first.")
        yield Problem("entry", phrase, {"number": matter.number})


def _told(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


_RULES: dict[Move, Callable[[Matter, Step], Iterator[Problem]]] = {
    Move.ACCEPT: _handler_rules,
    Move.ASSIGN: _handler_rules,
    Move.START: _handler_rules,
    Move.WAIT: _waiting_rules,
    Move.ESCALATE: _escalation_rules,
    Move.EXTEND: _extension_rules,
    Move.INTERIM: reply_problems,
    Move.REPLY: reply_problems,
    Move.POST: post_problems,
    Move.TAKE_DOWN: take_down_problems,
    Move.CALL_BACK: call_back_problems,
    Move.CLOSE: _closing_rules,
    Move.REOPEN: _reopening_rules,
    Move.VOID: _voiding_rules,
    Move.CORRECT: _correcting_rules,
}
"""What must hold besides the state; a move not here asks for nothing else."""

_NOT_ANSWERED = N_("{number} has no answer yet; answer it first.")
_NOT_CLOSED = N_("{number} is still open; it needs no reopening.")
_ACCEPTED = N_("{number} was accepted already.")
_IN_HAND = N_("{number} is in hand already.")
_NOT_ACCEPTED = N_("{number} was not accepted yet; accept it first.")
_NOT_WAITING = N_("{number} does not wait for its author.")
_NOT_PASSED_UP = N_("{number} is not with the street office.")
_ANSWERED = N_("{number} is answered already; reopen it to go on with it.")
_SAID_OF_STATES = {
    EntryState.RECEIVED: _NOT_ACCEPTED,
    EntryState.ACCEPTED: _ACCEPTED,
    EntryState.DOING: _IN_HAND,
    EntryState.WAITING: N_("{number} waits for its author; note first what the author said."),
    EntryState.ESCALATED: N_("{number} is with the street office; note first that it came back."),
    EntryState.ANSWERED: _ANSWERED,
    EntryState.CONFIRMED: _ANSWERED,
    EntryState.CLOSED: N_("{number} is closed; reopen it first."),
    EntryState.VOID: N_("{number} is void; nothing more can be done with it."),
}
_BEFORE_ANSWER = OPEN_STATES - {EntryState.WAITING}
_SAID_OF_MOVES = {
    **{(Move.CALL_BACK, state): _NOT_ANSWERED for state in _BEFORE_ANSWER},
    **{(Move.CLOSE, state): _NOT_ANSWERED for state in _BEFORE_ANSWER},
    **{(Move.REOPEN, state): _NOT_CLOSED for state in OPEN_STATES},
    **{(Move.RESUME, state): _NOT_WAITING for state in LEADS_TO[Move.REOPEN]},
    **{(Move.RESUME, state): _NOT_WAITING for state in _BEFORE_ANSWER},
    **{
        (Move.COME_BACK, state): _NOT_PASSED_UP
        for state in (EntryState.RECEIVED, EntryState.ACCEPTED, EntryState.DOING)
    },
    (Move.ACCEPT, EntryState.DOING): _ACCEPTED,
    (Move.REGISTER, EntryState.RECEIVED): N_("{number} is in the book already."),
    (Move.CLOSE, EntryState.CLOSED): N_("{number} is closed already."),
}
"""What is said of a move in a state; other moves are told what holds of the state itself."""
