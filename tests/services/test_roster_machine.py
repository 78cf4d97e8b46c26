"""The roster under any deeds in any order, with leave, swaps, absences and undo.

Whatever is tried: nobody is in two places at once, no shift is fuller than it takes, every broken
rule was passed with a reason, what was published stays as it was, and what is refused leaves no
trace. Looked at by plain SQL and by the checker of the rules.
"""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.checking import breaches
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.roster.swaps import NewSwap, SwapKind
from stationdesk.domain.volunteers.availability import (
    Days,
    NewAvailability,
    NewLeave,
    Wish,
)
from stationdesk.store import roster_claims
from stationdesk.store.database import open_database

from .roster_station import NAMES, RosterStation, day_of

START = datetime(2026, 6, 24, 10, 30)
WEEKS = (-7, 0, 7, 14)
SHIFTS = (("早班", 480, 720), ("午班", 690, 930), ("夜班", 1260, 1500))
"""The first two overlap over noon; the last one ends after midnight."""
BY_OTHERS = frozenset({Rule.MENTOR, Rule.TOGETHER})
"""Rules that the going of somebody else can break: leave and absence are not refused for them."""

picks = st.integers(0, 199)
people = st.integers(0, len(NAMES) - 1)
passes = st.sampled_from(["", "人手不足", "人手不足"])
"""The reason given for whatever warns; without one nothing is passed."""


class RosterMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.database = open_database(":memory:")
        self.desk = RosterStation(self.database, START)
        self.roster = self.desk.roster
        self.published, self.stack, self.left_alone = {}, [], False

    def teardown(self):
        self.database.close()

    @initialize()
    def begin(self):
        for at, name in enumerate(NAMES):
            self.desk.volunteer(name, novice=at == 0, mentor=at == 1)
        self.ids = [row[0] for row in self.sql("SELECT id FROM volunteer ORDER BY id")]
        self.desk.volunteers.add_pair(self.ids[2], self.ids[3], Bond.APART)
        self.desk.volunteers.set_availability(
            self.ids[4],
            [NewAvailability(days=Days.TUESDAY, from_minute=0, to_minute=1440, wish=Wish.CANNOT)],
        )
        for each, amount in (
            (Rule.SHIFTS_A_DAY, 1),
            (Rule.SHIFTS_A_WEEK, 2),
            (Rule.CONSECUTIVE, 3),
            (Rule.WEEKENDS, 1),
        ):
            self.roster.choose_rule(each, RuleChoice(Weight.WARN, amount), day_of(-30))
        for name, begins, ends in SHIFTS:
            self.desk.template(name, begins, ends, most=2)
        self.desk.open_week()
        self.desk.undos.clear()

    def sql(self, text, *values):
        return self.database.raw().execute(text, values).fetchall()

    def some(self, what, pick):
        found = [row[0] for row in self.sql(what)]
        return found[pick % len(found)] if found else None

    def do(self, deed):
        """Try a deed. Refused: nothing has changed. Done: its undo puts back what was."""
        before, trace, offered = self.seen(), self.trace(), len(self.desk.undos)
        try:
            found = deed()
        except Refused:
            assert self.trace() == trace
            return None
        if len(self.desk.undos) > offered:
            assert len(self.desk.undos) == offered + 1, "one deed, one undo"
            self.stack.append((self.desk.undos[-1], before, self.trace()))
        return found if found is not None else True

    def trace(self):
        return self.sql(_TRACE)

    def seen(self):
        """Everything of the roster that an undo must put back."""
        return self.sql(_SEEN_ROWS), self.sql(_SEEN_SHIFTS), self.sql(_SEEN_PERIODS)

    @rule(week=st.sampled_from(WEEKS))
    def open_period(self, week):
        def deed():
            first, last = day_of(week), day_of(week + 6)
            return self.roster.open_period(first, last, self.roster.preview_period(first, last))

        self.do(deed)

    @rule(choices=st.lists(st.tuples(picks, people, passes), min_size=1, max_size=8))
    def assign(self, choices):
        for pick, who, reason in choices:
            shift = self.some(_SHIFTS, pick)
            if shift is not None:
                passing = with_reason(reason)
                self.do(partial(self.roster.assign, shift, self.ids[who], passing=passing))

    @rule(pick=picks, passing=passes)
    def unassign(self, pick, passing):
        row = self.some(_LIVE, pick)
        if row is not None:
            self.do(lambda: self.roster.unassign(row, "临时有事", passing=with_reason(passing)))

    @rule(pick=picks, to=picks, passing=passes)
    def move(self, pick, to, passing):
        row, shift = self.some(_LIVE, pick), self.some(_SHIFTS, to)
        if row is not None and shift is not None:
            self.do(lambda: self.roster.move(row, shift, with_reason(passing)))

    @rule(pick=picks, pinned=st.booleans())
    def pin(self, pick, pinned):
        row = self.some(_LIVE, pick)
        if row is not None:
            self.do(lambda: self.roster.pin(row, pinned))

    @rule(
        pick=picks, begins=st.sampled_from([420, 600, 1200]), most=st.integers(1, 3), passing=passes
    )
    def change_shift(self, pick, begins, most, passing):
        shift = self.some(_SHIFTS, pick)
        if shift is None:
            return
        before = self.roster.shift(shift)
        wish = NewShift(
            day=before.day, name=before.name, from_minute=begins, to_minute=begins + 240, most=most
        )
        self.do(
            lambda: self.roster.change_shift(
                shift, wish, before.version, passing=with_reason(passing)
            )
        )

    @rule(offset=st.integers(-7, 20), name=st.sampled_from(["加班", "外勤"]))
    def add_shift(self, offset, name):
        wish = NewShift(day=day_of(offset), name=name, from_minute=840, to_minute=960, most=1)
        self.do(lambda: self.roster.add_shift(wish))

    @rule(pick=picks, passing=passes)
    def drop_shift(self, pick, passing):
        shift = self.some(_SHIFTS, pick)
        if shift is not None:
            self.do(lambda: self.roster.drop_shift(shift, "不需要", passing=with_reason(passing)))

    @rule(start=st.sampled_from(WEEKS), to=st.sampled_from(WEEKS), passing=passes)
    def copy_week(self, start, to, passing):
        before = len(self.sql(_LIVE))
        found = self.do(
            lambda: self.roster.copy_week(day_of(start), day_of(to), with_reason(passing))
        )
        if found:
            assert len(self.sql(_LIVE)) == before + len(found.kept)
            assert all(each.problems for each in found.left_out)

    @rule(pick=picks, state=st.sampled_from(["propose", "draft", "close", "void"]))
    def move_on(self, pick, state):
        period = self.some(_PERIODS, pick)
        deeds = {
            "propose": lambda: self.roster.propose_state(period),
            "draft": lambda: self.roster.back_to_draft(period),
            "close": lambda: self.roster.close(period),
            "void": lambda: self.roster.void_period(period, "重排"),
        }
        if period is not None and (state != "void" or pick % 4 == 0):
            self.do(deeds[state])

    @rule(pick=picks)
    def publish(self, pick):
        period = self.some(_PERIODS, pick)
        if period is None:
            return
        told = self.roster.before_publishing(period)
        rows = self.rows_of(period)
        number = self.do(lambda: self.roster.publish(period, "调整"))
        if number:
            assert not told.breaches, "whatever breaks a rule stops it"
            assert self.roster.changes_since(period) == []
            self.published[period, number] = rows

    @rule(who=people, offset=st.integers(0, 12), days=st.integers(1, 4))
    def leave(self, who, offset, days):
        first = self.desk.at.date() + timedelta(days=offset)
        wish = NewLeave(
            volunteer_id=self.ids[who], first_day=first, last_day=first + timedelta(days=days - 1)
        )
        try:
            leave = self.desk.volunteers.ask_leave(wish)
        except Refused:
            return
        past = self.past_rows()
        outcome = self.do(lambda: self.roster.approve_leave(leave))
        if outcome:
            assert self.past_rows() == past, "what is past stays"
            self.left_alone |= bool(outcome.breaches)
            states = {self.roster.assignment(each.id).state.value for each in outcome.vacated}
            assert states <= {"vacated"}

    @rule(pick=picks, other=picks, who=people, passing=passes, kind=st.sampled_from(list(SwapKind)))
    def swap(self, pick, other, who, passing, kind):
        given, taken = self.some(_LIVE, pick), self.some(_LIVE, other)
        if given is None:
            return
        swaps = kind is SwapKind.SWAP
        wish = NewSwap(
            kind=kind,
            assignment_id=given,
            other_assignment_id=taken if swaps else None,
            to_volunteer_id=None if swaps else self.ids[who],
        )
        self.do(lambda: self.roster.swap_now(wish, with_reason(passing)))

    @rule(pick=picks, excused=st.booleans())
    def absent(self, pick, excused):
        row = self.some(_LIVE, pick)
        if row is not None and self.do(lambda: self.roster.mark_absent(row, "没有到", excused)):
            self.left_alone = True

    @rule(pick=picks)
    def served(self, pick):
        row = self.some(_BOUND, pick)
        if row is not None:
            self.do(lambda: self.roster.mark_served(row))

    @rule(
        pick=picks,
        added=st.lists(st.tuples(picks, people), max_size=5),
        removed=st.lists(picks, max_size=3),
    )
    def accept(self, pick, added, removed):
        """A proposal of any kind: what must not move does not move."""
        period = self.some(_PERIODS, pick)
        if period is None:
            return
        shifts = [row[0] for row in self.sql(_SHIFTS_OF, period)]
        rows = [row[0] for row in self.sql(_LIVE_OF, period)]
        if not shifts:
            return
        proposal = SimpleNamespace(
            added=tuple({(shifts[each % len(shifts)], self.ids[who]) for each, who in added}),
            removed=tuple({rows[each % len(rows)] for each in removed} if rows else ()),
        )
        still = self.past_rows(), self.sql(_PINNED)
        self.do(lambda: self.roster.accept(proposal, period, with_reason("人手不足")))
        assert (self.past_rows(), self.sql(_PINNED)) == still

    @precondition(lambda self: self.stack)
    @rule()
    def take_back_at_once(self):
        """Nothing else was done since: it all stands as before."""
        undo, before, trace = self.stack.pop()
        if self.trace() != trace:
            self.stack.append((undo, before, trace))
            return
        try:
            undo.take_back()
        except Refused as refusal:
            assert self.trace() == trace
            raise AssertionError(f"{undo}: {refusal}") from refusal
        self.compare_after_undo(before)

    def compare_after_undo(self, before):
        rows, shifts, periods = self.seen()
        assert (shifts, rows) == (before[1], before[0])
        assert periods == before[2]

    @precondition(lambda self: self.stack)
    @rule(pick=picks)
    def take_back_late(self, pick):
        """Something was done since: it goes back under all rules, or is refused without a trace."""
        undo, _before, _trace = self.stack.pop(pick % len(self.stack))
        trace = self.trace()
        try:
            undo.take_back()
        except Refused:
            assert self.trace() == trace

    @rule(hours=st.sampled_from([2, 8, 24, 72]))
    def time_goes_on(self, hours):
        self.desk.at += timedelta(hours=hours)
        self.stack.clear()

    def past_rows(self):
        """Rows of shifts that have begun, by plain SQL."""
        day, minute = self.desk.at.date(), self.desk.at.hour * 60 + self.desk.at.minute
        return self.sql(_PAST, day.toordinal() * 1440 + minute)

    def began(self, ids):
        """Tell whether all these rows had begun: a leave leaves them where they are."""
        return set(ids) <= {row[0] for row in self.past_rows()}

    def rows_of(self, period):
        return sorted(self.sql(_REVISION_ROWS, period))

    @invariant()
    def nobody_is_in_two_places(self):
        assert self.sql(_OVERLAPS) == []

    @invariant()
    def no_shift_is_fuller_than_it_takes(self):
        assert self.sql(_TOO_FULL) == []

    @invariant()
    def rows_stand_where_their_shifts_and_rosters_do(self):
        assert self.sql(_STRAY) == []
        assert self.sql(_WRONG_STATE) == []

    @invariant()
    def the_check_of_the_file_finds_nothing_wrong(self):
        assert roster_claims.contradictions() == []

    @invariant()
    def every_broken_rule_was_passed(self):
        facts = self.roster.facts(day_of(-14), day_of(35))
        for each in breaches(facts):
            if each.rule in BY_OTHERS and self.left_alone:
                continue
            if each.rule is Rule.LEAVE and self.began(each.assignment_ids):
                continue
            raise AssertionError(each)

    @invariant()
    def what_was_published_stays(self):
        kept = {
            (period, each.revision): sorted(
                (
                    row.day.isoformat(),
                    row.from_minute,
                    row.to_minute,
                    row.shift,
                    row.post,
                    row.volunteer_uid,
                )
                for row in each.rows
            )
            for period in {period for period, _number in self.published}
            for each in self.roster.revisions(period)
        }
        assert kept == self.published

    @invariant()
    def changes_lead_from_the_last_revision_to_now(self):
        for period in self.roster.periods():
            if period.revision and period.state is not PeriodState.DRAFT:
                then = Counter(self.published[period.id, period.revision])
                there = {(row[0], *row[3:]) for row in then}
                missing = self.sql(_MISSING_ROWS, period.id)
                now = [*self.rows_of(period.id)]
                now += [row for row in missing if (row[0], *row[3:]) in there]
                for change in self.roster.changes_since(period.id):
                    if change.before is not None:
                        then[_told(change.before)] -= 1
                    if change.row != change.before:
                        then[_told(change.row)] += 1
                assert +then == Counter(now), "and who is only absent is still there"

    @invariant()
    def the_audit_trail_names_nobody(self):
        for name in NAMES:
            found = self.sql(_NAMED, f"%{name}%", f"%{name}%")
            assert found == []


def with_reason(reason):
    return dict.fromkeys(Rule, reason) if reason else {}


def _told(row):
    return (
        row.day.isoformat(),
        row.from_minute,
        row.to_minute,
        row.shift,
        row.post,
        row.volunteer_uid,
    )


_LIVE_STATES = "('proposed', 'confirmed', 'served')"
_LIVE = f"SELECT id FROM assignment WHERE state IN {_LIVE_STATES} ORDER BY id"
_BOUND = "SELECT id FROM assignment WHERE state IN ('confirmed', 'absent', 'excused') ORDER BY id"
_SHIFTS = "SELECT id FROM shift WHERE voided_at IS NULL ORDER BY day, from_minute, id"
_PERIODS = "SELECT id FROM roster_period WHERE voided_at IS NULL ORDER BY id"
_SHIFTS_OF = "SELECT id FROM shift WHERE voided_at IS NULL AND period_id = ? ORDER BY id"
_LIVE_OF = f"""SELECT a.id FROM assignment a JOIN shift s ON s.id = a.shift_id
    WHERE s.period_id = ? AND a.state IN {_LIVE_STATES} ORDER BY a.id"""
_PINNED = f"""SELECT id, shift_id, volunteer_id, state FROM assignment
    WHERE pinned = 1 AND state IN {_LIVE_STATES} ORDER BY id"""
_PAST = """SELECT id, shift_id, volunteer_id, state FROM assignment
    WHERE starts < ? AND state <> 'cancelled' ORDER BY id"""
_TRACE = """SELECT
    (SELECT group_concat(id || state || version || starts, ',') FROM assignment),
    (SELECT group_concat(id || version || coalesce(voided_at, ''), ',') FROM shift),
    (SELECT group_concat(id || state || version || coalesce(voided_at, ''), ',')
        FROM roster_period),
    (SELECT count(*) FROM rule_override WHERE voided_at IS NULL),
    (SELECT count(*) FROM roster_revision), (SELECT count(*) FROM swap_step),
    (SELECT count(*) FROM swap_request), (SELECT count(*) FROM audit_event),
    (SELECT group_concat(id || state, ',') FROM leave)"""
_SEEN_ROWS = """SELECT shift_id, volunteer_id, state, pinned, starts, ends FROM assignment
    WHERE state IN ('proposed', 'confirmed', 'served', 'absent', 'excused')
    ORDER BY shift_id, volunteer_id"""
_SEEN_SHIFTS = """SELECT id, day, name, from_minute, to_minute, most FROM shift
    WHERE voided_at IS NULL ORDER BY id"""
_SEEN_PERIODS = (
    """SELECT id, state, revision FROM roster_period WHERE voided_at IS NULL ORDER BY id"""
)
_REVISION_ROWS = f"""SELECT s.day, s.from_minute, s.to_minute, s.name, s.post, v.uid
    FROM assignment a JOIN shift s ON s.id = a.shift_id JOIN volunteer v ON v.id = a.volunteer_id
    WHERE s.period_id = ? AND a.state IN {_LIVE_STATES}"""
_MISSING_ROWS = """SELECT s.day, s.from_minute, s.to_minute, s.name, s.post, v.uid
    FROM assignment a JOIN shift s ON s.id = a.shift_id JOIN volunteer v ON v.id = a.volunteer_id
    WHERE s.period_id = ? AND a.state IN ('absent', 'excused')"""
_OVERLAPS = f"""SELECT a.id, b.id FROM assignment a JOIN assignment b
    ON a.volunteer_id = b.volunteer_id AND a.id < b.id AND a.starts < b.ends AND b.starts < a.ends
    WHERE a.state IN {_LIVE_STATES} AND b.state IN {_LIVE_STATES}"""
_TOO_FULL = f"""SELECT s.id, count(*) FROM shift s JOIN assignment a ON a.shift_id = s.id
    WHERE a.state IN {_LIVE_STATES} GROUP BY s.id HAVING count(*) > s.most"""
_STRAY = f"""SELECT a.id FROM assignment a JOIN shift s ON s.id = a.shift_id
    JOIN roster_period p ON p.id = s.period_id
    WHERE a.state IN {_LIVE_STATES} AND (s.voided_at IS NOT NULL OR p.voided_at IS NOT NULL
        OR a.ends - a.starts <> s.to_minute - s.from_minute
        OR a.starts % 1440 <> s.from_minute)"""
_WRONG_STATE = """SELECT a.id, a.state, p.state FROM assignment a
    JOIN shift s ON s.id = a.shift_id JOIN roster_period p ON p.id = s.period_id
    WHERE (a.state = 'proposed' AND p.state NOT IN ('draft', 'proposed'))
        OR (a.state IN ('confirmed', 'served') AND p.state NOT IN ('published', 'closed'))"""
_NAMED = "SELECT id, entity, action FROM audit_event WHERE before LIKE ? OR after LIKE ?"

RosterMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestRoster = RosterMachine.TestCase
