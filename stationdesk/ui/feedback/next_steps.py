"""What is usually done next with an entry, and by which words and pictures each move goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.call_back_rules import is_call_owed
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from stationdesk.domain.feedback.lines import EntryLine
    from stationdesk.domain.problems import Problem

VERBS: dict[Move, tuple[str, Icon]] = {
    Move.ACCEPT: (N_("Accept it"), Icon.CHECKMARK),
    Move.REPLY: (N_("Answer it"), Icon.COMMENT),
    Move.INTERIM: (N_("Interim answer…"), Icon.CLOCK),
    Move.CALL_BACK: (N_("Call back"), Icon.PHONE),
    Move.POST: (N_("Post on the board…"), Icon.DOCUMENT_CHECKMARK),
    Move.CLOSE: (N_("Close it"), Icon.CHECKMARK_CIRCLE),
    Move.RESUME: (N_("The author answered…"), Icon.ARROW_RIGHT),
    Move.COME_BACK: (N_("It came back…"), Icon.ARROW_IMPORT),
    Move.ASSIGN: (N_("Pass on…"), Icon.PERSON),
    Move.START: (N_("Begin work…"), Icon.WRENCH),
    Move.WAIT: (N_("Wait for the author…"), Icon.CALENDAR_CLOCK),
    Move.ESCALATE: (N_("Pass up to the street office…"), Icon.ARROW_UPLOAD),
    Move.EXTEND: (N_("Put the deadline off…"), Icon.CALENDAR),
    Move.TAKE_DOWN: (N_("Take off the board…"), Icon.SUBTRACT),
    Move.REOPEN: (N_("Reopen…"), Icon.ARROW_COUNTERCLOCKWISE),
    Move.CORRECT: (N_("Correct…"), Icon.EDIT),
    Move.UNDO: (N_("Take the last step back"), Icon.ARROW_UNDO),
    Move.VOID: (N_("Void the entry…"), Icon.DELETE),
}
"""The moves that a person makes, in the order of the menu."""
SHORT_VERBS = {
    Move.ACCEPT: N_("Take on"),
    Move.REPLY: N_("Reply"),
    Move.RESUME: N_("Resume"),
    Move.COME_BACK: N_("Resume"),
    Move.CALL_BACK: N_("Call"),
    Move.POST: N_("Post it"),
    Move.CLOSE: N_("Close it"),
}
_BEFORE_ANSWER = {
    EntryState.RECEIVED: Move.ACCEPT,
    EntryState.ACCEPTED: Move.REPLY,
    EntryState.DOING: Move.REPLY,
    EntryState.WAITING: Move.RESUME,
    EntryState.ESCALATED: Move.COME_BACK,
}
_SETTLED_BY = {"call_back": Move.CALL_BACK, "posted_on": Move.POST, "reply": Move.REPLY}
"""Which move settles what stands against closing."""


def likely_move(line: EntryLine) -> Move | None:
    """Return what a row offers to do next; None where nothing is left to do."""
    entry = line.entry
    if entry.state in _BEFORE_ANSWER:
        return _BEFORE_ANSWER[entry.state]
    if entry.state not in (EntryState.ANSWERED, EntryState.CONFIRMED):
        return None
    if not entry.reachable and line.answer is not None and line.answer.posted_on is None:
        return Move.POST
    return Move.CALL_BACK if is_call_owed(entry, line.calls_that_count) else Move.CLOSE


def next_move(
    state: EntryState, allowed: Collection[Move], against_closing: Sequence[Problem]
) -> Move | None:
    """Return what is done next; what stands against closing is settled first."""
    if state in _BEFORE_ANSWER:
        return _BEFORE_ANSWER[state]
    if Move.CLOSE not in allowed:
        return None
    for problem in against_closing:
        if problem.about in _SETTLED_BY:
            return _SETTLED_BY[problem.about]
    return None if against_closing else Move.CLOSE
