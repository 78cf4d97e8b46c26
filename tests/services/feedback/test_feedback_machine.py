"""The feedback book under any moves in any order, with undo and history brought in.

The model keeps what was done and not taken back, entry by entry. Whatever is tried: no entry is
closed without its answer, what is refused leaves no trace, and an undo puts back what was.
"""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.feedback.entries import (
    Method,
    NewCallBack,
    NewEntry,
    NewReply,
    Outcome,
    Solved,
)
from stationdesk.domain.feedback.history import HistoricEntry
from stationdesk.domain.feedback.kinds import JUDGED_KINDS, FeedbackKind, Urgency
from stationdesk.domain.feedback.replay import replay
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState, Move
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.services.amenities import Amenities
from stationdesk.services.context import Context
from stationdesk.services.feedback import Feedback
from stationdesk.services.inventory import Inventory
from stationdesk.services.station import StationFacts
from stationdesk.store import feedback_events, files, imports, soundness
from stationdesk.store.database import open_database
from stationdesk.store.imports import NewRun

START = datetime(2026, 4, 29, 9, 0)
"""Two days before the long May holiday, with a worked Saturday after it."""
STAFF = ("王芳", "孙丽", "赵强", "赵 强站长")
AUTHOR, PHONE = "欧阳娜娜", "13812345678"
NOTE = f"已给{AUTHOR}打电话{PHONE}"

ONWARD = (
    Move.ACCEPT,
    Move.ASSIGN,
    Move.START,
    Move.WAIT,
    Move.RESUME,
    Move.COME_BACK,
    Move.REPLY,
    Move.POST,
    Move.CALL_BACK,
    Move.CLOSE,
)

picks = st.integers(0, 99)
staff = st.sampled_from(STAFF)
people = st.sampled_from(["王芳", "孙丽", "周敏"])
kinds = st.sampled_from(list(FeedbackKind))
early = st.sampled_from([0, 0, 0, 30, 60 * 24])
"""Minutes by which a move is dated back."""


class FeedbackMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.database, self.undos, self.moment = open_database(":memory:"), [], START
        context = Context(
            database=self.database,
            today=lambda: self.moment.date(),
            now=lambda: self.moment.astimezone(),
            who=lambda: "王芳",
            announce=lambda _topics: None,
            hear_undo=self.undos.append,
        )
        self.station = StationFacts(context)
        inventory = Inventory(context)
        amenities = Amenities(context, inventory)
        self.context = context
        self.book = Feedback(context, self.station, inventory, amenities)
        self.logs, self.before, self.facts, self.runs = {}, {}, {}, {}

    def teardown(self):
        self.database.close()

    @initialize()
    def hours(self):
        week = {day: (Interval(510, 1080),) for day in range(1, 7)}
        self.station.keep_timetable(NewTimetable(name="常", valid_from=date(2026, 1, 1), week=week))
        self.undos.clear()

    def some(self, pick):
        return sorted(self.logs)[pick % len(self.logs)]

    def at(self, back):
        return self.moment - timedelta(minutes=back)

    def do(self, entry_id, fact, deed):
        """Try a move. Done: it is one more fact. Refused: nothing has changed."""
        before, told = self.seen(entry_id), self.fingerprint()
        try:
            deed()
        except Refused:
            assert self.fingerprint() == told
            return False
        self.logs[entry_id].append(fact)
        self.before[entry_id].append(before)
        return True

    def fingerprint(self):
        return self.database.raw().execute(_TRACES).fetchone()

    def seen(self, entry_id):
        """Everything of an entry that an undo must put back."""
        row = self.database.raw().execute(_ENTRY, [entry_id]).fetchone()
        chain = self.book.chain(entry_id)
        return row, chain.replies, chain.call_backs, chain.master and chain.master.number

    @rule(kind=kinds, reached=st.booleans(), about=st.booleans(), urgent=st.booleans(), back=early)
    def register(self, kind, reached, about, urgent, back):
        wish = NewEntry(
            body="雨伞坏了没有人修",
            kind=kind,
            said_at=self.at(back),
            urgency=Urgency.DANGER if urgent else Urgency.NORMAL,
            author_name=AUTHOR,
            author_phone=PHONE if reached else "",
            about_person="赵强" if about else "",
        )
        entry_id = self.book.register(wish)
        assert self.book.register(wish) == entry_id, "twice with one key is once"
        self.enter(entry_id, kind, reached, about)

    def enter(self, entry_id, kind, reached, about):
        self.logs[entry_id], self.before[entry_id] = [("register",)], [None]
        self.facts[entry_id] = {"kind": kind, "reachable": reached, "about": about}

    @rule(
        kind=kinds,
        settled=st.booleans(),
        reached=st.sampled_from([None, True, False]),
        rating=st.integers(1, 5),
    )
    def bring_history_in(self, kind, settled, reached, rating):
        """A line of a hand-kept register that was answered: its events are like any other's."""
        said_at = self.moment - timedelta(days=30)
        said = NewEntry(
            body="历史留言一条",
            kind=kind,
            said_at=said_at,
            author_name=AUTHOR,
            author_phone=PHONE,
        )
        wish = HistoricEntry(
            entry=said,
            answered_on=said_at.date() + timedelta(days=1),
            answer="已答复。",
            handler="王芳",
            reached=reached,
            solved=Solved.YES if reached else Solved.NOT_ASKED,
            rating=rating if reached else None,
            settled=settled,
        )
        with self.context.deed():
            run_id = imports.add_run(self.run()).id
            entry_id = self.book.bring_in_entry(wish, run_id)
        chain = self.book.chain(entry_id)
        self.enter(entry_id, kind, True, False)
        facts = [("reply", chain.replies[0].id, "王芳")]
        for call in chain.call_backs:
            poor = call.reached and (call.rating or 5) <= 2
            facts.append(("call", call.reached, poor, "王芳", call.at.date()))
        if settled:
            facts.append(("close",))
        self.logs[entry_id] += facts
        self.before[entry_id] += [None] * len(facts)
        self.runs[run_id] = entry_id, len(facts) + 1

    def run(self):
        return NewRun(
            kind=LedgerKind.FEEDBACK,
            file_name="意见登记.xlsx",
            sha256=files.keep(b"register"),
            sheet="2026年",
            business_date=self.moment.date(),
            recorded_at="2026-04-29T09:00:00+08:00",
            recorded_by="王芳",
            rows_read=1,
        )

    @precondition(lambda self: self.runs)
    @rule(pick=picks)
    def take_history_out(self, pick):
        """A register goes as a whole, unless its entries were gone on with."""
        run_id = sorted(self.runs)[pick % len(self.runs)]
        entry_id, brought = self.runs[run_id]
        voided = self.logs[entry_id][-1:] == [("void",)]
        told, gone_on = self.fingerprint(), not voided and len(self.logs[entry_id]) > brought
        try:
            self.book.undo_imported(run_id)
        except Refused:
            assert self.fingerprint() == told
            return
        assert not gone_on
        self.logs[entry_id], self.before[entry_id] = [], []
        self.facts[entry_id] = self.facts[entry_id] | {"reachable": False}
        assert self.book.entry(entry_id).state is EntryState.VOID

    @rule(hours=st.sampled_from([1, 5, 24, 72]))
    def time_goes_on(self, hours):
        self.moment += timedelta(hours=hours)

    @precondition(lambda self: self.logs)
    @rule(pick=picks, choices=st.lists(st.tuples(picks, people), min_size=1, max_size=8))
    def go_on(self, pick, choices):
        """Steps that the state allows, made as they should be: they lead far into the life."""
        for choice, person in choices:
            self.step(pick, choice, person)

    def step(self, pick, choice, person):
        entry_id = self.some(pick)
        steps = [each for each in self.book.moves_for(entry_id) if each in ONWARD]
        if not steps:
            return
        move = steps[choice % len(steps)]
        if move in (Move.ACCEPT, Move.ASSIGN, Move.START):
            self.hand_on(pick, move.value, person, 0)
        elif move in (Move.WAIT, Move.RESUME, Move.COME_BACK):
            self.say_why(pick, move.value, 0)
        elif move is Move.REPLY:
            reached = self.facts[entry_id]["reachable"]
            self.reply(pick, person, Method.PHONE if reached else Method.BOARD, True)
        elif move is Move.CALL_BACK:
            poor, reached = choice % 3 == 0, choice % 5 > 1
            self.call_back(pick, person, reached, Solved.NO if poor else Solved.YES, 5)
        elif move is Move.POST:
            self.post_last(entry_id)
        else:
            self.close(pick)

    def post_last(self, entry_id):
        replies = [fact[1] for fact in self.logs[entry_id] if fact[0] in ("reply", "interim")]
        if replies:
            deed = self.book.post_on_board
            today = self.moment.date()
            self.do(entry_id, ("post", replies[-1]), lambda: deed(replies[-1], today))

    @precondition(lambda self: self.logs)
    @rule(pick=picks, move=st.sampled_from(["accept", "assign", "start"]), person=staff, back=early)
    def hand_on(self, pick, move, person, back):
        entry_id, deed = self.some(pick), getattr(self.book, move)
        done = self.do(entry_id, (move,), lambda: deed(entry_id, person, at=self.at(back)))
        assert not (done and self.facts[entry_id]["about"] and "强" in person)

    @precondition(lambda self: self.logs)
    @rule(pick=picks, move=st.sampled_from(["wait", "resume", "come_back", "reopen"]), back=early)
    def say_why(self, pick, move, back):
        entry_id, deed = self.some(pick), getattr(self.book, move)
        self.do(entry_id, (move,), lambda: deed(entry_id, NOTE, at=self.at(back)))

    @precondition(lambda self: self.logs)
    @rule(pick=picks)
    def escalate(self, pick):
        entry_id = self.some(pick)
        self.do(entry_id, ("escalate",), lambda: self.book.escalate(entry_id, "街道办", NOTE))

    @precondition(lambda self: self.logs)
    @rule(pick=picks, days=st.integers(-3, 40))
    def extend(self, pick, days):
        entry_id = self.some(pick)
        until, entry = self.moment.date() + timedelta(days=days), self.book.entry(entry_id)
        done = self.do(
            entry_id, ("extend",), lambda: self.book.extend(entry_id, until, NOTE, "孙丽")
        )
        if done and entry.final_due_at:
            assert self.moment <= entry.final_due_at < self.book.entry(entry_id).final_due_at

    @precondition(lambda self: self.logs)
    @rule(pick=picks, person=staff, method=st.sampled_from(list(Method)), text=st.booleans())
    def reply(self, pick, person, method, text):
        entry_id = self.some(pick)
        wish = self.answer(person, method, self.moment, "" if not text else "已经换成新伞。")
        kept = []
        done = self.do(entry_id, None, lambda: kept.append(self.book.reply(entry_id, wish)))
        if done:
            self.logs[entry_id][-1] = ("reply", kept[0], person)
            assert text
            assert self.facts[entry_id]["reachable"] or method is Method.BOARD

    @precondition(lambda self: self.logs)
    @rule(pick=picks, person=staff)
    def interim(self, pick, person):
        entry_id = self.some(pick)
        wish = self.answer(person, Method.BOARD, self.moment)
        kept = []
        done = self.do(entry_id, None, lambda: kept.append(self.book.interim(entry_id, wish)))
        if done:
            self.logs[entry_id][-1] = ("interim", kept[0], person)

    def answer(self, person, method, at, body="已经换成新伞。"):
        return NewReply(body=body, outcome=Outcome.DONE, method=method, replied_by=person, at=at)

    @precondition(lambda self: self.replies())
    @rule(pick=picks, move=st.sampled_from(["post", "take_down"]), days=st.integers(-2, 1))
    def hang(self, pick, move, days):
        entry_id, reply_id = self.replies()[pick % len(self.replies())]
        on = self.moment.date() + timedelta(days=days)
        deed = self.book.post_on_board if move == "post" else self.book.take_down
        self.do(entry_id, (move, reply_id), lambda: deed(reply_id, on))

    def replies(self):
        return [
            (entry_id, fact[1])
            for entry_id in sorted(self.logs)
            for fact in self.logs[entry_id]
            if fact[0] in ("reply", "interim")
        ]

    @precondition(lambda self: self.logs)
    @rule(
        pick=picks,
        person=staff,
        reached=st.booleans(),
        solved=st.sampled_from(list(Solved)),
        rating=st.one_of(st.none(), st.integers(1, 5)),
    )
    def call_back(self, pick, person, reached, solved, rating):
        entry_id = self.some(pick)
        wish = NewCallBack(
            reached=reached,
            called_by=person,
            at=self.moment,
            solved=solved if reached else Solved.NOT_ASKED,
            rating=rating if reached else None,
            note=NOTE,
        )
        poor = reached and (solved is Solved.NO or (rating or 5) <= 2)
        fact = ("call", reached, poor, person, self.moment.date())
        self.do(entry_id, fact, lambda: self.book.call_back(entry_id, wish))

    @precondition(lambda self: self.logs)
    @rule(pick=picks)
    def close(self, pick):
        """An entry is closed exactly when the model finds nothing missing."""
        entry_id = self.some(pick)
        allowed = self.may_close(entry_id)
        assert allowed == (self.book.problems_of_closing(entry_id) == [])
        assert self.do(entry_id, ("close",), lambda: self.book.close(entry_id)) == allowed

    def may_close(self, entry_id):
        entry, facts = self.book.entry(entry_id), self.facts[entry_id]
        if entry.state not in (EntryState.ANSWERED, EntryState.CONFIRMED):
            return False
        this_round = self.this_round(entry_id)
        answers = [fact for fact in this_round if fact[0] == "reply"]
        posted = {fact[1] for fact in self.logs[entry_id] if fact[0] == "post"}
        assert len(answers) == 1, "answered means one final answer in this round"
        answer = next(
            each for each in self.book.chain(entry_id).replies if each.id == answers[0][1]
        )
        by_board = answer.method is Method.BOARD or not facts["reachable"]
        if by_board and answer.id not in posted:
            return False
        if self.master(entry_id) is not None and not self.answered(self.master(entry_id)):
            return False
        return not facts["reachable"] or self.called_enough(this_round, facts["kind"])

    def called_enough(self, this_round, kind):
        calls = [fact for fact in this_round if fact[0] == "call"]
        poor = next((place for place, call in enumerate(calls) if call[2]), None)
        if poor is not None:
            assert all(call[3] != calls[poor][3] for call in calls[poor + 1 :])
            calls = calls[poor + 1 :]
        elif kind not in JUDGED_KINDS:
            return True
        return any(call[1] for call in calls) or len({call[4] for call in calls}) >= 3

    def this_round(self, entry_id):
        log = self.logs[entry_id]
        starts = [place for place, fact in enumerate(log) if fact[0] in ("register", "reopen")]
        return log[starts[-1] :] if starts else []

    def answered(self, entry_id):
        return any(fact[0] == "reply" for fact in self.this_round(entry_id))

    def master(self, entry_id):
        linked = [fact for fact in self.logs[entry_id] if fact[0] in ("link", "loosen")]
        return linked[-1][1] if linked and linked[-1][0] == "link" else None

    @precondition(lambda self: len(self.logs) > 1)
    @rule(pick=picks, other=picks)
    def link(self, pick, other):
        entry_id, master_id = self.some(pick), self.some(other)
        fact = ("link", master_id)
        self.do(entry_id, fact, lambda: self.book.mark_duplicate(entry_id, master_id))

    @precondition(lambda self: self.logs)
    @rule(pick=picks)
    def loosen(self, pick):
        entry_id = self.some(pick)
        self.do(entry_id, ("loosen",), lambda: self.book.unmark_duplicate(entry_id))

    @precondition(lambda self: self.logs)
    @rule(pick=picks, second=staff)
    def void(self, pick, second):
        entry_id = self.some(pick)
        done = self.do(entry_id, ("void",), lambda: self.book.void(entry_id, "写错了", second))
        assert not (done and second == "王芳")

    @precondition(lambda self: self.logs)
    @rule(pick=picks, kind=kinds, urgent=st.booleans())
    def correct(self, pick, kind, urgent):
        entry_id = self.some(pick)
        entry, facts = self.book.entry(entry_id), self.facts[entry_id]
        wish = NewEntry(
            body=f"{entry.body}。",
            kind=kind,
            said_at=entry.said_at,
            urgency=Urgency.DANGER if urgent else Urgency.NORMAL,
            author_name=AUTHOR,
            author_phone=PHONE if facts["reachable"] else "",
            about_person=entry.about_person,
        )
        fact = ("correct", facts["kind"])
        deed = lambda: self.book.correct(entry_id, wish, entry.version)  # noqa: E731
        if self.do(entry_id, fact, deed):
            self.facts[entry_id] = facts | {"kind": kind}
            due = self.book.entry(entry_id).final_due_at
            if entry.final_due_at and entry.state in OPEN_STATES:
                assert due <= entry.final_due_at, "a correction puts nothing off"

    @precondition(lambda self: self.logs)
    @rule(pick=picks)
    def undo(self, pick):
        entry_id = self.some(pick)
        told = self.fingerprint()
        try:
            self.book.undo(entry_id)
        except Refused:
            assert self.fingerprint() == told
            assert not self.logs[entry_id] or self.leaned_on(entry_id)
            return
        fact, before = self.logs[entry_id].pop(), self.before[entry_id].pop()
        if fact[0] == "correct":
            self.facts[entry_id] = self.facts[entry_id] | {"kind": fact[1]}
        if before is not None:
            assert self.seen(entry_id) == before
        if not self.logs[entry_id]:
            assert self.book.entry(entry_id).state is EntryState.VOID

    def leaned_on(self, entry_id):
        """Another entry rests on what would be taken back, or it would repeat what it cannot."""
        repeats = [each for each in self.logs if self.master(each) == entry_id]
        return bool(repeats) or self.logs[entry_id][-1][0] == "loosen"

    @precondition(lambda self: self.undos)
    @rule()
    def undo_by_the_toast(self):
        """What the window offered takes back just that deed, or nothing when more was done."""
        undo, told = self.undos.pop(), self.fingerprint()
        try:
            undo.take_back()
        except Refused:
            assert self.fingerprint() == told
            return
        (entry_id,) = self.database.raw().execute(_UNDONE_LAST).fetchone()
        fact = self.logs[entry_id].pop()
        self.before[entry_id].pop()
        if fact[0] == "correct":
            self.facts[entry_id] = self.facts[entry_id] | {"kind": fact[1]}

    @invariant()
    def nothing_is_closed_without_an_answer(self):
        assert self.database.raw().execute(_CLOSED_UNANSWERED).fetchall() == []

    @invariant()
    def the_line_says_what_the_events_say(self):
        for entry_id, log in self.logs.items():
            entry, events = self.book.entry(entry_id), feedback_events.of(entry_id)
            standing = replay(events)
            assert (entry.state, entry.round_number) == (standing.state, standing.round_number)
            assert (entry.first_due_at, entry.final_due_at, entry.first_reply_at) == (
                standing.first_due_at,
                standing.final_due_at,
                standing.first_reply_at,
            )
            assert (entry.handler, entry.closed_at) == (standing.handler, standing.closed_at)
            live = [each for each in events if not each.undone and each.move is not Move.UNDO]
            assert len(live) == len(log)
            assert [each.happened_at for each in live] == sorted(each.happened_at for each in live)

    @invariant()
    def the_clock_stands_still_only_while_the_author_is_waited_for(self):
        for entry_id in self.logs:
            entry = self.book.entry(entry_id)
            stopped = entry.state in (EntryState.WAITING, EntryState.VOID)
            assert entry.final_due_at is not None or stopped

    @invariant()
    def the_file_is_sound_and_tells_no_author(self):
        assert soundness.ledger_faults() == []
        (told,) = self.database.raw().execute(_TOLD, [f"%{AUTHOR}%", f"%{PHONE}%"] * 3).fetchone()
        assert told == 0


_ENTRY = """
    SELECT number, kind, urgency, body, about_person, author_name, author_phone, state,
        round_number, handler, first_due_at, first_reply_at, final_due_at, closed_at, rating
    FROM feedback_entry WHERE id = ?"""
_TRACES = """
    SELECT (SELECT COUNT(*) FROM feedback_event), (SELECT COUNT(*) FROM feedback_reply),
        (SELECT COUNT(*) FROM feedback_call_back), (SELECT COUNT(*) FROM audit_event),
        (SELECT COUNT(*) FROM feedback_duplicate WHERE voided_at IS NULL),
        (SELECT COUNT(*) FROM feedback_reply WHERE posted_on IS NOT NULL),
        (SELECT SUM(version) FROM feedback_entry)"""
_CLOSED_UNANSWERED = """
    SELECT e.number FROM feedback_entry e WHERE e.state = 'closed' AND NOT EXISTS (
        SELECT 1 FROM feedback_reply r WHERE r.entry_id = e.id AND r.interim = 0
        AND r.round_number = e.round_number AND TRIM(r.body) <> ''
        AND NOT EXISTS (SELECT 1 FROM feedback_event u WHERE u.undoes_id = r.event_id))"""
_UNDONE_LAST = "SELECT entry_id FROM feedback_event WHERE move = 'undo' ORDER BY id DESC LIMIT 1"
_TOLD = """
    SELECT (SELECT COUNT(*) FROM feedback_event WHERE told LIKE ? OR told LIKE ?)
        + (SELECT COUNT(*) FROM feedback_call_back WHERE note LIKE ? OR note LIKE ?)
        + (SELECT COUNT(*) FROM audit_event WHERE after LIKE ? OR after LIKE ?)"""


TestFeedback = FeedbackMachine.TestCase
TestFeedback.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
