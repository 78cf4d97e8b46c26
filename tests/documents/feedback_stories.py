"""Invented entries of one week in November 2026, for the tests of the feedback book's papers."""

from datetime import date, datetime, timedelta

from stationdesk.domain.feedback.chains import Chain, Link, Page
from stationdesk.domain.feedback.entries import (
    CallBack,
    Entry,
    Event,
    Method,
    Outcome,
    Reply,
    Solved,
)
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.lines import BoardLine, EntryLine, for_the_wall
from stationdesk.domain.feedback.rounds import Round
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState, Move
from stationdesk.domain.ids import EntryId, FeedbackEventId, FeedbackPageId, ReplyId

NOW = datetime(2026, 11, 22, 16, 30)
TODAY = NOW.date()
MONDAY = date(2026, 11, 16)


def at(days_ago, hour=10, minute=0):
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, hour, minute)
    return moment - timedelta(days=days_ago)


def entry(number, body, kind=FeedbackKind.SUGGESTION, **fields):
    said_at = fields.pop("said_at", at(5))
    known = {
        "id": EntryId(number),
        "uid": f"e{number}",
        "number": f"YJ-2026-{number:04d}",
        "page_id": None,
        "channel": Channel.BOOK,
        "kind": kind,
        "urgency": Urgency.NORMAL,
        "visitor_group": "rider",
        "author_shown": "",
        "tail": "",
        "reachable": False,
        "body": body,
        "place": "",
        "about_person": "",
        "praised": "",
        "praise_form": PraiseForm.NONE,
        "on": said_at.date(),
        "said_at": said_at,
        "recorded_at": "2026-11-17T10:00:00+08:00",
        "recorded_by": "王芳",
        "handwritten": False,
        "imported": False,
        "state": EntryState.RECEIVED,
        "round_number": 1,
        "handler": "",
        "first_due_at": said_at + timedelta(days=1),
        "first_reply_at": None,
        "final_due_at": said_at + timedelta(days=7),
        "closed_at": None,
        "rating": None,
        "erased_on": None,
        "version": 1,
    }
    return Entry(**(known | fields))


def reply(number, body, outcome=Outcome.DONE, **fields):
    known = {
        "id": ReplyId(number),
        "uid": f"r{number}",
        "round_number": 1,
        "interim": False,
        "body": body,
        "outcome": outcome,
        "method": Method.BOARD,
        "replied_by": "王芳",
        "at": at(3, 15),
        "planned_on": None,
        "referred_to": "",
        "posted_on": None,
        "taken_down_on": None,
    }
    return Reply(**(known | fields))


def call(reached=True, solved=Solved.YES, rating=5, **fields):
    known = {"round_number": 1, "called_by": "李静", "at": at(2, 11), "note": ""}
    return CallBack(reached=reached, solved=solved, rating=rating, **(known | fields))


WATER = entry(
    31,
    "二楼饮水机从昨天起没有热水，跑单回来想泡碗面都不行，请尽快修一修。",
    FeedbackKind.COMPLAINT,
    place="二楼饮水区",
    author_shown="欧阳*",
    tail="5678",
    reachable=True,
    state=EntryState.CLOSED,
    handler="王芳",
    first_reply_at=at(5, 14),
    closed_at=at(2, 11, 30),
    rating=5,
)
LATE = entry(
    32,
    "门口的台阶下雨天很滑，今天有位老人差点摔倒，电话13812345678，请联系我。",
    FeedbackKind.HELP,
    urgency=Urgency.DANGER,
    visitor_group="elder",
    state=EntryState.DOING,
    handler="李静",
    said_at=at(6, 9),
    first_due_at=at(6, 18),
    first_reply_at=at(6, 11),
    final_due_at=at(4, 18),
)
FRESH = entry(
    33,
    "建议晚上多开一个小时，外卖高峰过后才有空来坐一会儿。",
    said_at=at(0, 9, 20),
    final_due_at=at(-7, 18),
    first_due_at=at(-1, 18),
    channel=Channel.TOUCH,
)
PRAISE = entry(
    34,
    "王芳、李强两位站长冒雨帮我把轮椅推到公交站，特送锦旗一面。",
    FeedbackKind.PRAISE,
    visitor_group="resident",
    channel=Channel.LETTER,
    praised="王芳、李强",
    praise_form=PraiseForm.BANNER,
    state=EntryState.CLOSED,
    closed_at=at(2, 17),
    first_reply_at=at(3, 15),
)
WAITING = entry(
    35,
    "想要一本新华字典给孩子用。",
    FeedbackKind.WISH,
    visitor_group="sanitation",
    state=EntryState.WAITING,
    handler="王芳",
    first_due_at=None,
    final_due_at=None,
    first_reply_at=at(4, 15),
)
ANSWERED = entry(
    36,
    "厕所的洗手液经常是空的，味道也大。",
    FeedbackKind.COMPLAINT,
    channel=Channel.NOTE,
    page_id=FeedbackPageId(4),
    state=EntryState.ANSWERED,
    handler="李静",
    visitor_group="courier",
    first_reply_at=at(3, 15),
)
VOID = entry(37, "重复登记。", state=EntryState.VOID)

WATER_REPLY = reply(
    1,
    "加热管已更换，11月19日下午恢复供应热水。以后每天开门时先试热水，坏了当天报修。",
    method=Method.PHONE,
    at=at(3, 15),
    posted_on=at(2).date(),
)
WATER_INTERIM = reply(
    4,
    "已收到，维修师傅明天上午到。",
    Outcome.PLANNED,
    interim=True,
    planned_on=at(4).date(),
    method=Method.PHONE,
    at=at(5, 14),
)
PRAISE_REPLY = reply(2, "谢谢您的锦旗，这是我们该做的。", Outcome.THANKS, posted_on=at(2).date())
SOAP_REPLY = reply(
    3,
    "洗手液改为每天早晚各查一次；异味来自地漏，已请街道环卫所来疏通。",
    Outcome.REFERRED,
    referred_to="枫桥路街道环卫所",
)


def lines():
    return [
        EntryLine(entry=LATE),
        EntryLine(entry=WATER, replies=(WATER_INTERIM, WATER_REPLY), call_backs=(call(),)),
        EntryLine(entry=PRAISE, replies=(PRAISE_REPLY,)),
        EntryLine(entry=WAITING),
        EntryLine(entry=ANSWERED, replies=(SOAP_REPLY,)),
        EntryLine(entry=VOID),
        EntryLine(entry=FRESH),
    ]


def open_lines():
    return [each for each in lines() if each.entry.state in {*OPEN_STATES, EntryState.ANSWERED}]


def board():
    answered = ((WATER, WATER_REPLY), (PRAISE, PRAISE_REPLY), (ANSWERED, SOAP_REPLY))
    return [
        BoardLine(
            number=each.number,
            paper="1116J-1-3" if each is ANSWERED else "",
            entry=each,
            reply=given,
            said=for_the_wall(each.body, "欧阳娜", each.about_person),
            answer=for_the_wall(given.body, "欧阳娜"),
        )
        for each, given in answered
    ]


def rounds():
    def one(each, final=None, calls=(), *, posted=False):
        return Round(
            entry_id=each.id,
            kind=each.kind,
            number=1,
            is_last=True,
            began_at=each.said_at,
            first_due_at=each.first_due_at,
            first_reply_at=each.first_reply_at,
            final_due_at=each.final_due_at,
            final_reply_at=final,
            closed_at=each.closed_at,
            posted=posted,
            calls=calls,
        )

    return [
        one(WATER, at(3, 15), (call(),), posted=True),
        one(LATE),
        one(PRAISE, at(3, 15), posted=True),
        one(WAITING),
        one(ANSWERED, at(3, 15)),
        one(FRESH),
    ]


def chain():
    def event(number, move, person, happened_at, told=None, **fields):
        return Event(
            id=FeedbackEventId(number),
            uid=f"v{number}",
            round_number=1,
            move=move,
            happened_at=happened_at,
            recorded_at="",
            recorded_by="王芳",
            person=person,
            told=told or {},
            **fields,
        )

    limits = {"first_due_at": "2026-11-18T18:00", "final_due_at": "2026-11-24T18:00"}
    events = (
        event(1, Move.REGISTER, "王芳", at(5), limits),
        event(2, Move.ASSIGN, "李静", at(5, 11), {"note": "找维修"}, undone=True),
        event(3, Move.UNDO, "王芳", at(5, 11), {"move": "assign"}, undoes=FeedbackEventId(2)),
        event(4, Move.ACCEPT, "王芳", at(5, 11)),
        event(5, Move.INTERIM, "王芳", at(5, 14), {"outcome": "planned", "method": "phone"}),
        event(
            6,
            Move.CORRECT,
            "王芳",
            at(4),
            {"before": {"place": ""}, "after": {"place": "二楼饮水区"}, "author": True},
        ),
        event(7, Move.ESCALATE, "王芳", at(4, 11), {"to": "街道办", "note": "需要换加热管"}),
        event(8, Move.COME_BACK, "王芳", at(4, 16), {"note": "同意更换"}),
        event(9, Move.REPLY, "王芳", at(3, 15), {"outcome": "done", "method": "phone"}),
        event(10, Move.POST, "王芳", at(2), {"reply": 1, "posted_on": "2026-11-20"}),
        event(
            11, Move.CALL_BACK, "李静", at(2, 11), {"reached": True, "solved": "yes", "rating": 5}
        ),
        event(12, Move.CLOSE, "王芳", at(2, 11, 30)),
    )
    return Chain(
        entry=WATER,
        events=events,
        replies=(WATER_INTERIM, WATER_REPLY),
        call_backs=(call(note="很满意，电话13812345678"),),
        links=(
            Link(
                uid="l1",
                entity="fault",
                entity_uid="f1",
                title="GZ-2026-0008 饮水机 不加热",
                progress="Repaired",
                done=True,
                on=at(4).date(),
            ),
        ),
        duplicates=(ANSWERED,),
        page=Page(
            id=FeedbackPageId(4),
            uid="p4",
            number="LY-2026-0004",
            channel=Channel.BOOK,
            on=at(5).date(),
            note="1117K-1",
        ),
    )
