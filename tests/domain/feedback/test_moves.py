from dataclasses import replace
from datetime import date, datetime

import pytest

from stationdesk.domain.feedback.entries import Method, NewCallBack, Outcome, Solved
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.matters import Master
from stationdesk.domain.feedback.moves import (
    allowed_moves,
    closing_problems,
    step_problems,
    undo_problems,
)
from stationdesk.domain.feedback.replay import replay
from stationdesk.domain.feedback.states import LEADS_TO, EntryState, Move
from tests.domain.feedback.said import (
    LIVES,
    NUMBER,
    START,
    call,
    entry,
    life,
    matter,
    missed,
    new_reply,
    reply,
    step,
)

ANSWERED = life(Move.REGISTER, Move.REPLY)
ABOUT_ZHAO = entry(about_person="赵 强")


def told(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("state", LIVES)
@pytest.mark.parametrize("move", LEADS_TO)
def test_a_move_is_refused_with_one_sentence_that_names_the_entry_or_is_in_the_table(state, move):
    wrong = [
        problem
        for problem in step_problems(matter(life(*LIVES[state])), step(move))
        if problem.about == "state"
    ]
    assert bool(wrong) == (state not in LEADS_TO[move])
    assert all(NUMBER in str(problem) for problem in wrong)
    assert len(wrong) <= 1


@pytest.mark.parametrize("state", LIVES)
def test_what_is_offered_is_what_the_table_allows(state):
    offered = allowed_moves(replay(life(*LIVES[state])))
    assert set(offered) == {move for move in LEADS_TO if state in LEADS_TO[move]} | {Move.UNDO}


@pytest.mark.parametrize(
    ("state", "move", "sentence"),
    [
        (EntryState.CLOSED, Move.REPLY, f"{NUMBER} is closed; reopen it first."),
        (EntryState.RECEIVED, Move.CLOSE, f"{NUMBER} has no answer yet; answer it first."),
        (EntryState.RECEIVED, Move.WAIT, f"{NUMBER} was not accepted yet; accept it first."),
        (EntryState.DOING, Move.RESUME, f"{NUMBER} does not wait for its author."),
        (
            EntryState.WAITING,
            Move.REPLY,
            f"{NUMBER} waits for its author; note first what the author said.",
        ),
        (EntryState.DOING, Move.REOPEN, f"{NUMBER} is still open; it needs no reopening."),
        (EntryState.VOID, Move.ACCEPT, f"{NUMBER} is void; nothing more can be done with it."),
        (
            EntryState.ANSWERED,
            Move.VOID,
            f"{NUMBER} is answered already; reopen it to go on with it.",
        ),
    ],
)
def test_the_sentence_says_what_to_do_first(state, move, sentence):
    assert told(step_problems(matter(life(*LIVES[state])), step(move))) == [sentence]


def test_nothing_happens_before_the_last_event_nor_in_the_future():
    known = matter(life(Move.REGISTER, Move.ACCEPT))
    assert not step_problems(known, step(Move.START, at=datetime(2026, 6, 29, 10, 0)))
    (early,) = step_problems(known, step(Move.START, at=datetime(2026, 6, 29, 9, 59)))
    assert str(early).startswith(f"The last that happened to {NUMBER} was at 2026-06-29 10:00")
    (late,) = step_problems(known, step(Move.START, at=datetime(2026, 6, 30, 10, 1)))
    assert late.about == "at"


@pytest.mark.parametrize("move", [Move.ACCEPT, Move.ASSIGN, Move.START])
@pytest.mark.parametrize("name", ["赵强", " 赵 强", "赵强站长"])
def test_the_person_complained_about_does_not_take_it_in_hand(move, name):
    known = matter(life(Move.REGISTER), entry=ABOUT_ZHAO)
    assert [each.about for each in step_problems(known, step(move, person=name))] == ["person"]
    assert not step_problems(known, step(move, person="赵强国"))


@pytest.mark.parametrize("move", [Move.REPLY, Move.INTERIM])
def test_the_person_complained_about_does_not_answer(move):
    known = matter(life(Move.REGISTER), entry=ABOUT_ZHAO)
    wish = new_reply(replied_by="赵强老师")
    assert [each.about for each in step_problems(known, step(move, reply=wish))] == ["replied_by"]


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"body": "  "}, ["body"]),
        ({"body": "长" * 5001}, ["body"]),
        ({"body": "您好，{处理结果}，请于｛日期｝查看"}, ["body"]),
        ({"replied_by": " "}, ["replied_by"]),
        ({"outcome": Outcome.PLANNED}, ["planned_on"]),
        ({"outcome": Outcome.PLANNED, "planned_on": date(2026, 6, 29)}, ["planned_on"]),
        ({"outcome": Outcome.PLANNED, "planned_on": date(2026, 7, 9)}, []),
        ({"outcome": Outcome.REFERRED}, ["referred_to"]),
        ({"outcome": Outcome.REFERRED, "referred_to": "城管所"}, []),
        ({"body": "", "replied_by": ""}, ["body", "replied_by"]),
    ],
)
def test_an_answer_is_whole_before_it_is_given(fields, about):
    wish = step(Move.REPLY, reply=new_reply(**fields))
    assert [each.about for each in step_problems(matter(life(Move.REGISTER)), wish)] == about


def test_the_blanks_still_to_be_filled_are_named():
    wish = step(Move.REPLY, reply=new_reply(body="{处理结果}，{日期}，{处理结果}"))
    assert told(step_problems(matter(life(Move.REGISTER)), wish)) == [
        "Fill the blanks first: 处理结果、日期."
    ]


def test_who_left_no_contact_is_answered_on_the_board():
    known = matter(life(Move.REGISTER), entry=entry(reachable=False))
    (problem,) = step_problems(known, step(Move.REPLY, reply=new_reply()))
    assert problem.about == "method"
    assert not step_problems(known, step(Move.REPLY, reply=new_reply(method=Method.BOARD)))


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"call_backs": (call(),)}, []),
        ({}, ["call_back"]),
        ({"call_backs": (missed(27), missed(28))}, ["call_back"]),
        ({"call_backs": (missed(28), missed(28), missed(28))}, ["call_back"]),
        ({"call_backs": (missed(27), missed(28), missed(29))}, []),
        ({"call_backs": (call(rating=2),)}, ["call_back"]),
        ({"call_backs": (call(solved=Solved.NO),)}, ["call_back"]),
        ({"call_backs": (call(rating=3, solved=Solved.PARTLY),)}, []),
        ({"call_backs": (call(rating=2), call("王芳"))}, []),
        ({"call_backs": (call(rating=1), call("周敏", rating=1))}, []),
        ({"call_backs": (call(rating=2), call("孙丽"))}, ["call_back"]),
        ({"call_backs": (call(rating=2), missed(27, "甲"), missed(28, "乙"))}, ["call_back"]),
        (
            {"call_backs": (call(rating=2), missed(27, "甲"), missed(28, "乙"), missed(29, "甲"))},
            [],
        ),
        ({"call_backs": (call(round_number=2),)}, ["call_back"]),
        ({"entry": entry(kind=FeedbackKind.PRAISE)}, []),
        ({"entry": entry(kind=FeedbackKind.WISH)}, []),
        (
            {"entry": entry(kind=FeedbackKind.PRAISE), "call_backs": (call(rating=1),)},
            ["call_back"],
        ),
        ({"entry": entry(reachable=False)}, ["posted_on"]),
        (
            {"replies": (reply(method=Method.BOARD),), "call_backs": (call(),)},
            ["posted_on"],
        ),
        (
            {"entry": entry(kind=FeedbackKind.ENQUIRY), "replies": (reply(method=Method.BOARD),)},
            ["posted_on"],
        ),
        ({"entry": ABOUT_ZHAO, "call_backs": (call("赵强"),)}, ["call_back"]),
        ({"replies": (reply(body="\u200b"),), "call_backs": (call(),)}, ["reply"]),
        ({"entry": entry(reachable=False), "replies": (reply(posted_on=START.date()),)}, []),
        ({"replies": (), "call_backs": (call(),)}, ["reply"]),
        ({"replies": (reply(interim=True),), "call_backs": (call(),)}, ["reply"]),
        ({"replies": (reply(round_number=2),), "call_backs": (call(),)}, ["reply"]),
        ({"call_backs": (call(),), "master": Master(number="YJ-2026-0001", answered=True)}, []),
        (
            {"call_backs": (call(),), "master": Master(number="YJ-2026-0001", answered=False)},
            ["master"],
        ),
        (
            {"entry": ABOUT_ZHAO, "replies": (reply(replied_by="赵强"),), "call_backs": (call(),)},
            ["reply"],
        ),
    ],
)
def test_an_entry_is_closed_when_nothing_is_owed_any_more(fields, missing):
    known = matter(ANSWERED, **({"replies": (reply(),)} | fields))
    assert [each.about for each in closing_problems(known)] == missing
    assert [each.about for each in step_problems(known, step(Move.CLOSE))] == missing


def test_an_open_entry_is_told_what_its_closing_asks_for():
    assert [each.about for each in closing_problems(matter(life(Move.REGISTER)))] == [
        "reply",
        "call_back",
    ]
    closed = matter(life(*LIVES[EntryState.CLOSED]), replies=(reply(),), call_backs=(call(),))
    assert told(closing_problems(closed)) == [f"{NUMBER} is closed already."]


@pytest.mark.parametrize(
    ("by", "before", "about"),
    [
        ("王芳", (), []),
        ("赵强", (), ["called_by"]),
        ("", (), ["called_by"]),
        ("孙丽", (call(rating=2),), ["called_by"]),
        ("王芳", (call(rating=2),), ["called_by"]),
        ("周敏", (call(rating=2),), []),
    ],
)
def test_who_answered_or_called_before_does_not_call_about_a_poor_rating(by, before, about):
    known = matter(ANSWERED, entry=ABOUT_ZHAO, replies=(reply(),), call_backs=before)
    wish = NewCallBack(reached=True, called_by=by, at=known.now, solved=Solved.YES, rating=4)
    problems = step_problems(known, step(Move.CALL_BACK, call_back=wish))
    assert [each.about for each in problems] == about


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"reached": False, "rating": 5}, ["reached"]),
        ({"reached": True, "solved": Solved.YES, "rating": 6}, ["rating"]),
        ({"reached": True}, ["solved"]),
        ({"reached": False}, []),
    ],
)
def test_a_call_back_tells_only_what_was_said(fields, about):
    known = matter(ANSWERED, replies=(reply(),))
    wish = NewCallBack(called_by="孙丽", at=known.now, **fields)
    problems = step_problems(known, step(Move.CALL_BACK, call_back=wish))
    assert [each.about for each in problems] == about


@pytest.mark.parametrize(
    ("reason", "second", "about"),
    [
        ("重复录入", "孙丽", []),
        ("", "孙丽", ["reason"]),
        ("重复录入", "", ["second"]),
        ("重复录入", "王 芳", ["second"]),
        ("", "", ["reason", "second"]),
        ("重复录入", "赵强", ["second"]),
    ],
)
def test_voiding_needs_a_reason_and_a_second_person(reason, second, about):
    known = matter(life(Move.REGISTER), entry=ABOUT_ZHAO)
    wish = step(Move.VOID, reason=reason, second=second)
    assert [each.about for each in step_problems(known, wish)] == about


def test_an_entry_that_others_repeat_is_not_voided():
    known = matter(life(Move.REGISTER), repeated_by=(entry("YJ-2026-0013", 2),))
    (problem,) = step_problems(known, step(Move.VOID, reason="误录", second="孙丽"))
    assert "YJ-2026-0013" in str(problem)


@pytest.mark.parametrize(
    ("at", "due", "about"),
    [
        ("2026-06-30T10:00", "2026-07-10T18:00", []),
        ("2026-06-30T10:00", "2026-07-06T18:00", ["until"]),
        ("2026-06-30T10:00", "2026-07-03T18:00", ["until"]),
        ("2026-07-06T18:00", "2026-07-10T18:00", []),
        ("2026-07-06T18:01", "2026-07-10T18:00", ["until"]),
        ("2026-06-30T10:00", "2026-07-27T18:00", []),
        ("2026-06-30T10:00", "2026-07-28T18:00", ["until"]),
    ],
)
def test_a_deadline_is_put_off_before_it_is_over_later_and_not_too_far(at, due, about):
    moment = datetime.fromisoformat(at)
    wish = step(
        Move.EXTEND,
        at=moment,
        reason="等配件",
        due_at=datetime.fromisoformat(due),
        latest=datetime(2026, 7, 27, 18, 0),
    )
    known = matter(life(Move.REGISTER), now=moment)
    assert [each.about for each in step_problems(known, wish)] == about


def test_putting_off_needs_a_reason_and_somebody_who_agreed():
    problems = step_problems(matter(life(Move.REGISTER)), step(Move.EXTEND, person=" "))
    assert [each.about for each in problems] == ["reason", "person"]


def test_only_the_last_thing_done_is_taken_back():
    known = matter(life(Move.REGISTER, Move.ACCEPT))
    assert not list(undo_problems(known))
    assert not list(undo_problems(known, known.standing.last.id))
    assert [each.about for each in undo_problems(known, 1)] == ["event"]


def test_an_answer_on_which_closed_repetitions_rest_is_not_taken_back():
    closed = entry("YJ-2026-0013", 2, state=EntryState.CLOSED)
    known = matter(ANSWERED, replies=(reply(),), repeated_by=(closed,))
    (problem,) = undo_problems(known)
    assert "YJ-2026-0013" in str(problem)


FILED = life(*LIVES[EntryState.CLOSED])


@pytest.mark.parametrize(
    ("kind", "about", "call_backs", "problems"),
    [
        (FeedbackKind.COMPLAINT, "", (), ["entry"]),
        (FeedbackKind.COMPLAINT, "", (call(),), []),
        (FeedbackKind.ENQUIRY, "", (), []),
        (FeedbackKind.PRAISE, "王芳", (), ["entry"]),
        (FeedbackKind.PRAISE, "周敏", (), []),
    ],
)
def test_a_filed_entry_is_not_corrected_into_what_could_not_be_closed(
    kind, about, call_backs, problems
):
    praise = entry(kind=FeedbackKind.PRAISE, state=EntryState.CLOSED)
    known = matter(FILED, entry=praise, replies=(reply(),), call_backs=call_backs)
    wish = step(Move.CORRECT, kind=kind, about_person=about)
    assert [each.about for each in step_problems(known, wish)] == problems
    brought_in = replace(known, entry=replace(praise, imported=True))
    assert not step_problems(brought_in, wish)


@pytest.mark.parametrize("state", [EntryState.RECEIVED, EntryState.VOID])
def test_a_void_repetition_keeps_nothing_from_being_voided(state):
    repeat = entry(number="YJ-2026-0013", state=state)
    known = matter(life(Move.REGISTER), repeated_by=(repeat,))
    wish = step(Move.VOID, reason="写重了", second="孙丽")
    assert bool(step_problems(known, wish)) is (state is not EntryState.VOID)


@pytest.mark.parametrize("body", ["\u200b", "。", "-", "\x00", "…… !"])
def test_an_answer_says_something(body):
    known = matter(life(Move.REGISTER))
    wish = step(Move.REPLY, reply=new_reply(body=body))
    assert [each.about for each in step_problems(known, wish)] == ["body"]
