"""Where an entry stands, and which move leads where."""

from __future__ import annotations

from enum import StrEnum

from stationdesk.i18n import N_


class EntryState(StrEnum):
    """登记, 受理, 办理, 等待本人, 吹哨上报, 已答复, 已回访, 办结归档, 作废."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DOING = "doing"
    WAITING = "waiting"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    VOID = "void"


ENTRY_STATE_WORDS = {
    EntryState.RECEIVED: N_("Entered in the book"),
    EntryState.ACCEPTED: N_("Accepted"),
    EntryState.DOING: N_("In hand"),
    EntryState.WAITING: N_("Waits for the author"),
    EntryState.ESCALATED: N_("Passed up to the street office"),
    EntryState.ANSWERED: N_("Has its final answer"),
    EntryState.CONFIRMED: N_("Called back"),
    EntryState.CLOSED: N_("Closed and filed"),
    EntryState.VOID: N_("Void entry"),
}

OPEN_STATES = frozenset(
    {
        EntryState.RECEIVED,
        EntryState.ACCEPTED,
        EntryState.DOING,
        EntryState.WAITING,
        EntryState.ESCALATED,
    }
)
"""No final answer has been given in this round."""


class Move(StrEnum):
    """What can be done with an entry; each is one event."""

    REGISTER = "register"
    ACCEPT = "accept"
    ASSIGN = "assign"
    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    ESCALATE = "escalate"
    COME_BACK = "come_back"
    EXTEND = "extend"
    INTERIM = "interim"
    REPLY = "reply"
    POST = "post"
    TAKE_DOWN = "take_down"
    CALL_BACK = "call_back"
    CLOSE = "close"
    REOPEN = "reopen"
    VOID = "void"
    CORRECT = "correct"
    LINK = "link"
    UNDO = "undo"


MOVE_WORDS = {
    Move.REGISTER: N_("Entered"),
    Move.ACCEPT: N_("Accepted for handling"),
    Move.ASSIGN: N_("Passed to"),
    Move.START: N_("Work began"),
    Move.WAIT: N_("Waits for the author since"),
    Move.RESUME: N_("The author answered"),
    Move.ESCALATE: N_("Passed up"),
    Move.COME_BACK: N_("Came back from the street office"),
    Move.EXTEND: N_("Deadline put off"),
    Move.INTERIM: N_("Interim answer"),
    Move.REPLY: N_("Answer given"),
    Move.POST: N_("Answer posted on the board"),
    Move.TAKE_DOWN: N_("Answer taken off the board"),
    Move.CALL_BACK: N_("Call-back made"),
    Move.CLOSE: N_("Closed"),
    Move.REOPEN: N_("Reopened"),
    Move.VOID: N_("Voided entry"),
    Move.CORRECT: N_("Facts corrected"),
    Move.LINK: N_("Linked"),
    Move.UNDO: N_("Taken back"),
}

_BEFORE_ANSWER = {EntryState.RECEIVED, EntryState.ACCEPTED, EntryState.DOING, EntryState.ESCALATED}

LEADS_TO: dict[Move, dict[EntryState, EntryState]] = {
    Move.ACCEPT: {EntryState.RECEIVED: EntryState.ACCEPTED},
    Move.ASSIGN: {
        EntryState.RECEIVED: EntryState.ACCEPTED,
        EntryState.ACCEPTED: EntryState.ACCEPTED,
        EntryState.DOING: EntryState.ACCEPTED,
    },
    Move.START: {EntryState.RECEIVED: EntryState.DOING, EntryState.ACCEPTED: EntryState.DOING},
    Move.WAIT: {EntryState.ACCEPTED: EntryState.WAITING, EntryState.DOING: EntryState.WAITING},
    Move.RESUME: {EntryState.WAITING: EntryState.DOING},
    Move.ESCALATE: {
        EntryState.RECEIVED: EntryState.ESCALATED,
        EntryState.ACCEPTED: EntryState.ESCALATED,
        EntryState.DOING: EntryState.ESCALATED,
    },
    Move.COME_BACK: {EntryState.ESCALATED: EntryState.DOING},
    Move.EXTEND: {state: state for state in (*_BEFORE_ANSWER, EntryState.WAITING)},
    Move.INTERIM: {state: state for state in (*_BEFORE_ANSWER, EntryState.WAITING)},
    Move.REPLY: dict.fromkeys(_BEFORE_ANSWER, EntryState.ANSWERED),
    Move.POST: {state: state for state in EntryState if state is not EntryState.VOID},
    Move.TAKE_DOWN: {state: state for state in EntryState if state is not EntryState.VOID},
    Move.CALL_BACK: {
        EntryState.ANSWERED: EntryState.CONFIRMED,
        EntryState.CONFIRMED: EntryState.CONFIRMED,
    },
    Move.CLOSE: {
        EntryState.ANSWERED: EntryState.CLOSED,
        EntryState.CONFIRMED: EntryState.CLOSED,
    },
    Move.REOPEN: {
        EntryState.ANSWERED: EntryState.RECEIVED,
        EntryState.CONFIRMED: EntryState.RECEIVED,
        EntryState.CLOSED: EntryState.RECEIVED,
    },
    Move.VOID: dict.fromkeys((*_BEFORE_ANSWER, EntryState.WAITING), EntryState.VOID),
    Move.CORRECT: {state: state for state in EntryState if state is not EntryState.VOID},
    Move.LINK: {state: state for state in EntryState if state is not EntryState.VOID},
}
"""From which state a move leads to which; what is not here cannot be done.

A call-back that reached nobody leaves the entry answered (see ``call_backs``).
"""
