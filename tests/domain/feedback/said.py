"""An entry and what the rules ask about it, made of a few words."""

from datetime import datetime, timedelta

from stationdesk.domain.feedback.entries import (
    CallBack,
    Entry,
    Event,
    Method,
    NewReply,
    Outcome,
    Reply,
    Solved,
)
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.matters import Matter, Step
from stationdesk.domain.feedback.replay import replay
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.ids import EntryId, FeedbackEventId, ReplyId

START = datetime(2026, 6, 29, 9, 0)
NUMBER = "YJ-2026-0012"
DUES = {
    "first_days": 1,
    "final_days": 5,
    "first_due_at": "2026-06-30T18:00",
    "final_due_at": "2026-07-06T18:00",
}
LIVES = {
    EntryState.RECEIVED: [Move.REGISTER],
    EntryState.ACCEPTED: [Move.REGISTER, Move.ACCEPT],
    EntryState.DOING: [Move.REGISTER, Move.START],
    EntryState.WAITING: [Move.REGISTER, Move.START, Move.WAIT],
    EntryState.ESCALATED: [Move.REGISTER, Move.ESCALATE],
    EntryState.ANSWERED: [Move.REGISTER, Move.REPLY],
    EntryState.CONFIRMED: [Move.REGISTER, Move.REPLY, Move.CALL_BACK],
    EntryState.CLOSED: [Move.REGISTER, Move.REPLY, Move.CLOSE],
    EntryState.VOID: [Move.REGISTER, Move.VOID],
}
"""The moves that lead to each state."""


def life(*moves):
    """Return the events of these moves, an hour apart; a move may carry what it tells."""
    return [
        event(number, *(move if isinstance(move, tuple) else (move, {})))
        for number, move in enumerate(moves, start=1)
    ]


def event(number, move, told, undoes=None, person="王芳"):
    usual = DUES if move in (Move.REGISTER, Move.REOPEN) else {}
    usual = {"reached": True, "rating": 5} if move is Move.CALL_BACK else usual
    return Event(
        id=FeedbackEventId(number),
        uid=str(number),
        round_number=1,
        move=move,
        happened_at=START + timedelta(hours=number - 1),
        recorded_at="",
        recorded_by="王芳",
        person=person,
        told={**usual, **told},
        undoes=undoes,
    )


def entry(number=NUMBER, entry_id=1, **fields):
    usual = {
        "id": EntryId(entry_id),
        "uid": number,
        "number": number,
        "page_id": None,
        "channel": Channel.BOOK,
        "kind": FeedbackKind.COMPLAINT,
        "urgency": Urgency.NORMAL,
        "visitor_group": "resident",
        "author_shown": "骆*",
        "tail": "5678",
        "reachable": True,
        "body": "饮水机不出热水",
        "place": "",
        "about_person": "",
        "praised": "",
        "praise_form": PraiseForm.NONE,
        "on": START.date(),
        "said_at": START,
        "recorded_at": "",
        "recorded_by": "王芳",
        "handwritten": False,
        "imported": False,
        "state": EntryState.RECEIVED,
        "round_number": 1,
        "handler": "",
        "first_due_at": None,
        "first_reply_at": None,
        "final_due_at": None,
        "closed_at": None,
        "rating": None,
        "erased_on": None,
        "version": 1,
    }
    return Entry(**(usual | fields))


def matter(events, **fields):
    usual = {
        "entry": fields.pop("entry", entry()),
        "standing": replay(events),
        "replies": (),
        "call_backs": (),
        "now": datetime(2026, 6, 30, 10, 0),
        "who": "王芳",
    }
    return Matter(**(usual | fields))


def step(move, **fields):
    return Step(**({"move": move, "person": "王芳", "at": datetime(2026, 6, 30, 9, 0)} | fields))


def new_reply(**fields):
    usual = {
        "body": "已换加热管。",
        "outcome": Outcome.DONE,
        "method": Method.PHONE,
        "replied_by": "王芳",
        "at": datetime(2026, 6, 30, 9, 0),
    }
    return NewReply(**(usual | fields))


def reply(**fields):
    usual = {
        "id": ReplyId(1),
        "uid": "",
        "round_number": 1,
        "interim": False,
        "body": "已换加热管。",
        "outcome": Outcome.DONE,
        "method": Method.PHONE,
        "replied_by": "王芳",
        "at": datetime(2026, 6, 29, 12, 0),
        "planned_on": None,
        "referred_to": "",
        "posted_on": None,
        "taken_down_on": None,
    }
    return Reply(**(usual | fields))


def call(by="孙丽", day=29, **fields):
    usual = {
        "round_number": 1,
        "reached": True,
        "solved": Solved.YES,
        "rating": 5,
        "called_by": by,
        "at": datetime(2026, 6, day, 15, 0),
        "note": "",
    }
    return CallBack(**(usual | fields))


def missed(day, by="孙丽"):
    return call(by, day, reached=False, solved=Solved.NOT_ASKED, rating=None)
