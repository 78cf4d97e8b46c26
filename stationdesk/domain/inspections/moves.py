"""Whether a corrective action may be moved: the state, and what else must hold.

Nobody verifies what he owns or said he did, however the name is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import is_same_person, plain_person
from stationdesk.domain.inspections.actions import OWED_STATES, ActionMove, ActionState
from stationdesk.domain.inspections.replay import state_after
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from stationdesk.domain.ids import CorrectiveStepId
    from stationdesk.domain.inspections.actions import NewStep
    from stationdesk.domain.inspections.replay import Standing

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMatter:
    """An action with all that the rules ask about it.

    ``closed_by`` is the number of a struck-off notice that rests on it, empty for none.
    ``others`` counts the live actions that its finding has besides; ``finding_stands`` tells
    whether the finding itself counts.
    """

    number: str
    standing: Standing
    inspected_on: date
    today: date
    closed_by: str = ""
    others: int = 0
    finding_stands: bool = True


def step_problems(matter: ActionMatter, step: NewStep) -> list[Problem]:
    """Return every reason why a step cannot be made; a wrong state is the only one told."""
    if wrong := [*_closed_problems(matter), *state_problems(matter, step.move)]:
        return wrong[:1]
    return [
        *_day_problems(matter, step),
        *_person_problems(step),
        *_note_problems(step),
        *(_RULES[step.move](matter, step) if step.move in _RULES else ()),
    ]


def state_problems(matter: ActionMatter, move: ActionMove) -> Iterator[Problem]:
    """Tell in one sentence why the action's state does not allow a move."""
    if state_after(matter.standing, move) is None:
        state = matter.standing.state
        phrase = _SAID_OF_MOVES.get((move, state)) or _SAID_OF_STATES[state]
        yield Problem("state", phrase, {"number": matter.number})


def allowed_moves(matter: ActionMatter) -> list[ActionMove]:
    """Return what can be done now, in the order in which moves are told."""
    if matter.closed_by:
        return []
    moves = [move for move in ActionMove if state_after(matter.standing, move) is not None]
    if not matter.others and ActionMove.VOID in moves:
        moves.remove(ActionMove.VOID)
    return moves if any(undo_problems(matter)) else [*moves, ActionMove.UNDO]


def undo_problems(matter: ActionMatter, step_id: CorrectiveStepId | None = None) -> list[Problem]:
    """Tell why the last step cannot be taken back; ``step_id`` is the one that is meant."""
    if closed := list(_closed_problems(matter)):
        return closed
    last, number = matter.standing.last, {"number": matter.number}
    if last is None or last.move is ActionMove.OPEN:
        phrase = N_("Nothing of action {number} is left to be taken back.")
        return [Problem("step", phrase, number)]
    if step_id not in (None, last.id):
        phrase = N_("Something else was done with action {number} since; take that back first.")
        return [Problem("step", phrase, number)]
    if last.move is ActionMove.VOID and not matter.finding_stands:
        phrase = N_("The finding of action {number} does not count any more.")
        return [Problem("step", phrase, number)]
    return []


def _closed_problems(matter: ActionMatter) -> Iterator[Problem]:
    if matter.closed_by:
        phrase = N_("Notice {notice} was struck off with action {number}; inspect anew instead.")
        values = {"notice": matter.closed_by, "number": matter.number}
        yield Problem("state", phrase, values)


def _day_problems(matter: ActionMatter, step: NewStep) -> Iterator[Problem]:
    last = matter.standing.last
    earliest = matter.inspected_on if last is None else max(matter.inspected_on, last.on)
    if step.on > matter.today:
        yield Problem("on", N_("This day is still to come."))
    elif step.on < earliest:
        phrase = N_("The last that happened to action {number} was on {day}; this came after it.")
        yield Problem("on", phrase, {"number": matter.number, "day": earliest})


def _person_problems(step: NewStep) -> Iterator[Problem]:
    if step.move in _WHO and not plain_person(step.person):
        yield Problem("person", _WHO[step.move])


def _note_problems(step: NewStep) -> Iterator[Problem]:
    if step.move in _WHY and not says_something(step.note):
        yield Problem("note", _WHY[step.move])
    elif len(step.note) > LONGEST_NOTE:
        phrase = N_("A note has at most {limit} characters.")
        yield Problem("note", phrase, {"limit": LONGEST_NOTE})


def _verdict_rules(matter: ActionMatter, step: NewStep) -> Iterator[Problem]:
    standing = matter.standing
    values = {"number": matter.number, "person": step.person.strip()}
    if is_same_person(step.person, standing.owner):
        phrase = N_("{person} answers for action {number}; somebody else must look at it.")
        yield Problem("person", phrase, values)
    elif any(is_same_person(step.person, each) for each in standing.claimers):
        phrase = N_("{person} said that action {number} is done; somebody else must look at it.")
        yield Problem("person", phrase, values)


def _extension_rules(matter: ActionMatter, step: NewStep) -> Iterator[Problem]:
    due = matter.standing.due_on
    if due is None:
        return
    if step.on > due:
        phrase = N_("Action {number} was due on {day}; more time is given before it is over.")
        yield Problem("due_on", phrase, {"number": matter.number, "day": due})
    elif step.due_on is None or step.due_on <= due:
        phrase = N_("Action {number} is due on {day} already; choose a later day.")
        yield Problem("due_on", phrase, {"number": matter.number, "day": due})


def _reopening_rules(_matter: ActionMatter, step: NewStep) -> Iterator[Problem]:
    if step.due_on is None or step.due_on < step.on:
        yield Problem("due_on", N_("Write until when it is to be done now."))


def _voiding_rules(matter: ActionMatter, _step: NewStep) -> Iterator[Problem]:
    if not matter.others:
        phrase = N_("{number} is the only action of its finding; decide on another one first.")
        yield Problem("state", phrase, {"number": matter.number})


_RULES: dict[ActionMove, Callable[[ActionMatter, NewStep], Iterator[Problem]]] = {
    ActionMove.VERIFY: _verdict_rules,
    ActionMove.REJECT: _verdict_rules,
    ActionMove.EXTEND: _extension_rules,
    ActionMove.REOPEN: _reopening_rules,
    ActionMove.VOID: _voiding_rules,
}
"""What must hold besides state, day, person and note."""

_WHO = {
    ActionMove.START: N_("Write who begins with it."),
    ActionMove.CLAIM: N_("Write who put it right."),
    ActionMove.VERIFY: N_("Write who looked at it."),
    ActionMove.REJECT: N_("Write who looked at it."),
    ActionMove.EXTEND: N_("Write who agreed to the later day."),
    ActionMove.REOPEN: N_("Write who opens it again."),
}
_WHY = {
    ActionMove.CLAIM: N_("Write how it was put right."),
    ActionMove.REJECT: N_("Write what is still wrong."),
    ActionMove.EXTEND: N_("Write why more time is needed."),
    ActionMove.REOPEN: N_("Write why it is opened again."),
    ActionMove.VOID: N_("Write why it is voided."),
}

_NOT_CLAIMED = N_("Nobody has said yet that action {number} is done.")
_SAID_OF_STATES = {
    ActionState.OPEN: N_("Nobody has begun with action {number} yet."),
    ActionState.DOING: N_("Action {number} is in hand already."),
    ActionState.CLAIMED: N_("Action {number} waits to be looked at; that comes first."),
    ActionState.VERIFIED: N_("Action {number} was found done; open it again to go on with it."),
    ActionState.VOID: N_("Action {number} is void; nothing more can be done with it."),
}
_SAID_OF_MOVES = {
    **{(ActionMove.VERIFY, state): _NOT_CLAIMED for state in OWED_STATES},
    **{(ActionMove.REJECT, state): _NOT_CLAIMED for state in OWED_STATES},
    **{
        (ActionMove.REOPEN, state): N_("Action {number} is still open; go on with it.")
        for state in (*OWED_STATES, ActionState.CLAIMED)
    },
}
"""What is said of a move in a state; other moves are told what holds of the state itself."""
