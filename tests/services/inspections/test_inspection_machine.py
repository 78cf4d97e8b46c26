"""Inspections under any deeds in any order, with actions, notices, second looks and undo.

Whatever is tried: no submitted inspection has an unchecked line, each line that is wanting has one
finding with an action, nobody verifies what he owns or claimed, a struck-off notice rests on
verified actions only, states follow from the steps, repeats are marked right, what was signed
never changes, and what is refused leaves no trace. Looked at by plain SQL.
"""

from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from stationdesk.domain.inspections.actions import NewAction
from stationdesk.domain.inspections.findings import Remedy
from stationdesk.domain.inspections.kinds import InspectionKind, Result, Severity
from stationdesk.domain.inspections.lines import NewLine
from stationdesk.domain.inspections.notices import RecheckOutcome
from stationdesk.domain.problems import Refused
from stationdesk.store import inspection_claims, soundness
from stationdesk.store.database import open_database
from tests.services.inspections.inspection_house import InspectionHouse

PEOPLE = {
    "李强": "李",
    "李 强": "李",
    "站长李强": "李",
    "孙丽": "孙",
    "孫麗": "孙",
    "王芳": "王",
    "赵军": "赵",
    "": "",
}
"""Names as they are written, and whom they mean."""
KEPT_CODES = ("S01", "S02", "S03")
"""Only these are left open to chance; the others are answered with them, to get anywhere."""
JUDGED = ("pass", "partial", "fail")
MOVES = {
    "open": {"": "open"},
    "start": {"open": "doing"},
    "claim": {"doing": "claimed"},
    "verify": {"claimed": "verified"},
    "reject": {"claimed": "doing"},
    "extend": {"open": "open", "doing": "doing"},
    "reopen": {"verified": "doing"},
    "void": {"open": "void", "doing": "void"},
}

picks = st.integers(0, 99)
people = st.sampled_from(sorted(PEOPLE))
likely = st.sampled_from(["王芳", "王芳", "赵军", "李 强", ""])
notes = st.sampled_from(["有问题", "有问题", "已处理", ""])
results = st.sampled_from(list(Result))
offsets = st.sampled_from([0, 0, 0, -1, -3, 1, 5, 20])


class InspectionMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.database = open_database(":memory:")
        self.house = InspectionHouse(self.database)
        self.desk = self.house.inspections
        self.stack, self.signed, self.struck_off = [], {}, {}

    def teardown(self):
        assert soundness.audit_faults() == []
        self.database.close()

    @initialize()
    def two_inspections(self):
        self.house.toilet_proved()
        for _each in range(2):
            self.house.submitted(("S01",))
            self.house.pass_days(1)
        self.house.undos.clear()

    def sql(self, text, *values):
        return self.house.sql(text, *values)

    def some(self, what, pick):
        found = [row[0] for row in self.sql(what)]
        return found[pick % len(found)] if found else None

    def do(self, deed):
        """Try a deed. Refused: nothing has changed. Done: its undo puts back what was."""
        before, trace, offered = self.seen(), self.trace(), len(self.house.undos)
        try:
            deed()
        except Refused:
            assert self.trace() == trace
            return False
        assert len(self.house.undos) <= offered + 1, "one deed, one undo"
        if len(self.house.undos) > offered:
            self.stack.append((self.house.undos[-1], before, self.trace()))
        return True

    def trace(self):
        return [self.sql(f"SELECT * FROM {table} ORDER BY id") for table in _TABLES]

    def seen(self):
        """Everything that an undo must put back."""
        return [self.sql(sql) for sql in _SEEN]

    @rule(kind=st.sampled_from(list(InspectionKind)), ago=st.sampled_from([0, 0, -1, -2, 1]))
    def begin(self, kind, ago):
        self.do(lambda: self.desk.begin(kind, self.house.day(ago), "张敏、赵军"))

    @rule(pick=picks, answers=st.tuples(results, results, results), note=notes)
    def fill_in(self, pick, answers, note):
        """Answer the lines left to chance, and find all others in order."""
        inspection_id = self.some(_INSPECTIONS, pick)
        lines = self.sql(
            "SELECT id, code FROM inspection_line WHERE inspection_id = ?", inspection_id
        )
        chosen = dict(zip(KEPT_CODES, answers, strict=True))
        for line_id, code in lines:
            result = chosen.get(code, Result.PASS)
            self.do(partial(self.desk.answer, line_id, result, note if code in chosen else ""))

    @rule(pick=picks, result=results, note=notes)
    def answer(self, pick, result, note):
        line_id = self.some("SELECT id FROM inspection_line ORDER BY id DESC", pick)
        self.do(lambda: self.desk.answer(line_id, result, note))

    @rule(pick=picks)
    def answer_suggested(self, pick):
        inspection_id = self.some(_INSPECTIONS, pick)
        proved = "SELECT id FROM inspection_line WHERE inspection_id = ? AND suggested = 'pass'"
        before = self.sql(_RESULTS, inspection_id)
        self.do(lambda: self.desk.answer_suggested(inspection_id))
        changed = set(self.sql(_RESULTS, inspection_id)) - set(before)
        assert {(row[0],) for row in changed} <= set(self.sql(proved, inspection_id))
        assert {row[1] for row in changed} <= {"pass"}

    @rule(pick=picks, name=st.sampled_from(["标识系统", "安全管理", ""]))
    def add_line(self, pick, name):
        inspection_id = self.some(_INSPECTIONS, pick)
        self.do(lambda: self.desk.add_line(inspection_id, NewLine(name=name)))

    @rule(pick=picks)
    def remove_line(self, pick):
        line_id = self.some("SELECT id FROM inspection_line ORDER BY id DESC", pick)
        self.do(lambda: self.desk.remove_line(line_id))

    @rule(pick=picks, reason=notes)
    def void(self, pick, reason):
        self.do(lambda: self.desk.void(self.some(_INSPECTIONS, pick), reason))

    @rule(
        pick=picks,
        owner=people,
        severity=st.sampled_from(list(Severity)),
        forgotten=st.sampled_from([0, 0, 0, 1]),
    )
    def submit(self, pick, owner, severity, forgotten):
        inspection_id = self.some(_DRAFTS, pick)
        if inspection_id is None:
            return
        wanting = self.sql(
            """SELECT id FROM inspection_line
            WHERE inspection_id = ? AND result IN ('partial', 'fail')""",
            inspection_id,
        )
        remedy = Remedy(measure="更换", owner=owner, severity=severity)
        remedies = {line_id: remedy for (line_id,) in wanting[forgotten:]}
        expected = self.expected_repeats(inspection_id)
        if self.do(lambda: self.desk.submit(inspection_id, remedies)):
            assert self.repeats_of(inspection_id) == expected

    def repeats_of(self, inspection_id):
        sql = """SELECT line_id, repeat_of_id FROM finding
            WHERE inspection_id = ? AND voided_at IS NULL"""
        return dict(self.sql(sql, inspection_id))

    def expected_repeats(self, inspection_id):
        """Work out, without the program's own query, which finding each line would repeat."""
        ((day, ident),) = self.sql(
            "SELECT business_date, id FROM inspection WHERE id = ?", inspection_id
        )
        earlier = self.sql(
            """SELECT i.business_date, i.id, l.code, l.name, l.result, f.id
            FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
            LEFT JOIN finding f ON f.line_id = l.id AND f.voided_at IS NULL
            WHERE i.state <> 'draft' ORDER BY i.business_date, i.id"""
        )
        newest = {}
        for on, other, code, name, result, finding_id in earlier:
            if (on, other) < (day, ident) and result in JUDGED:
                newest[code or name] = finding_id
        lines = self.sql(
            """SELECT id, code, name FROM inspection_line
            WHERE inspection_id = ? AND result IN ('partial', 'fail')""",
            inspection_id,
        )
        return {line_id: newest.get(code or name) for line_id, code, name in lines}

    @rule(pick=picks)
    def unsubmit(self, pick):
        self.do(lambda: self.desk.unsubmit(self.some(_INSPECTIONS, pick)))

    @rule(pick=picks, signer=people)
    def sign(self, pick, signer):
        inspection_id = self.some(_INSPECTIONS, pick)
        if self.do(lambda: self.desk.sign(inspection_id, signer)):
            self.signed[inspection_id] = self.as_signed(inspection_id)

    def as_signed(self, inspection_id):
        return [self.sql(sql, inspection_id) for sql in _SIGNED]

    @rule(pick=picks, who=people, ago=offsets)
    def start(self, pick, who, ago):
        self.move(
            pick, lambda ident: self.desk.start(ident, who, self.house.day(min(ago, 0))), "open"
        )

    @rule(pick=picks, who=people, note=notes)
    def claim(self, pick, who, note):
        self.move(pick, lambda ident: self.desk.claim(ident, who, note), "doing")

    @rule(pick=picks, who=people)
    def verify(self, pick, who):
        self.move(pick, lambda ident: self.desk.verify(ident, who), "claimed")

    @rule(answers=st.tuples(results, results, results), owner=st.sampled_from(["李强", "赵军", ""]))
    def inspect_whole(self, answers, owner):
        """Begin an inspection of today and submit it, with whatever was found."""
        self.begin_now()
        (inspection_id,) = self.sql("SELECT MAX(id) FROM inspection")[0]
        lines = self.sql(
            "SELECT id, code FROM inspection_line WHERE inspection_id = ?", inspection_id
        )
        chosen = dict(zip(KEPT_CODES, answers, strict=True))
        remedies = {}
        for line_id, code in lines:
            result = chosen.get(code, Result.PASS)
            self.do(partial(self.desk.answer, line_id, result, "有问题"))
            if result.wanting:
                remedies[line_id] = Remedy(measure="更换", owner=owner)
        expected = self.expected_repeats(inspection_id)
        if self.do(lambda: self.desk.submit(inspection_id, remedies)):
            assert self.repeats_of(inspection_id) == expected

    def begin_now(self):
        self.do(lambda: self.desk.begin(InspectionKind.SPOT, None, "张敏、赵军"))

    @rule(pick=picks, verifier=likely, checker=likely)
    def put_all_right(self, pick, verifier, checker):
        """Hand a notice over, carry all that it asks for through, and try to strike it off."""
        inspection_id = self.some(_WITH_OPEN_ACTIONS, pick)
        if inspection_id is None:
            return
        if not self.desk.inspection(inspection_id).notices:
            self.do(
                lambda: self.desk.issue_notice(inspection_id, "驿站", self.house.day(3), "复查")
            )
        for notice in self.desk.inspection(inspection_id).notices:
            for action in self.desk.notice(notice.id).actions:
                self.do(partial(self.desk.start, action.id))
                self.do(partial(self.desk.claim, action.id, "孙丽", "已处理"))
                self.do(partial(self.desk.verify, action.id, verifier))
            self.do(partial(self.desk.recheck, notice.id, checker, RecheckOutcome.DONE))

    @rule(pick=picks, claimer=people, who=people)
    def carry_through(self, pick, claimer, who):
        self.move(pick, self.desk.start)
        self.move(pick, lambda ident: self.desk.claim(ident, claimer, "已处理"))
        self.move(pick, lambda ident: self.desk.verify(ident, who))

    @rule(pick=picks, who=people, note=notes)
    def reject(self, pick, who, note):
        self.move(pick, lambda ident: self.desk.reject(ident, who, note), "claimed")

    @rule(pick=picks, who=people, ahead=offsets, note=notes)
    def extend(self, pick, who, ahead, note):
        self.move(pick, lambda ident: self.desk.extend(ident, self.house.day(ahead), note, who))

    @rule(pick=picks, who=people, note=notes)
    def reopen(self, pick, who, note):
        self.move(pick, lambda ident: self.desk.reopen(ident, who, note), "verified")

    @rule(pick=picks, note=notes)
    def void_action(self, pick, note):
        self.move(pick, lambda ident: self.desk.void_action(ident, note))

    @rule(pick=picks)
    def undo(self, pick):
        self.move(pick, self.desk.undo)

    def move(self, pick, deed, state="%"):
        """Move one of the actions in a state, where there is one; else whichever."""
        fit = f"SELECT id FROM corrective_action WHERE state LIKE '{state}' ORDER BY id DESC"
        action_id = self.some(fit, pick) or self.some("SELECT id FROM corrective_action", pick)
        self.do(lambda: deed(action_id))

    @rule(pick=picks, owner=people, measure=notes, ahead=offsets)
    def add_action(self, pick, owner, measure, ahead):
        finding_id = self.some("SELECT id FROM finding ORDER BY id DESC", pick)
        wish = NewAction(measure=measure, owner=owner, due_on=self.house.day(ahead))
        self.do(lambda: self.desk.add_action(finding_id, wish))

    @rule(pick=picks, ahead=offsets, to=notes, some=st.booleans())
    def issue_notice(self, pick, ahead, to, some):
        inspection_id = self.some(_INSPECTIONS, pick)
        found = [row[0] for row in self.sql(_LIVE_FINDINGS, inspection_id)]
        wanted = found[:1] if some else None
        deadline = self.house.day(ahead)
        self.do(
            lambda: self.desk.issue_notice(
                inspection_id, to, deadline, "现场复查", finding_ids=wanted
            )
        )

    @rule(pick=picks, who=people, outcome=st.sampled_from(list(RecheckOutcome)), note=notes)
    def recheck(self, pick, who, outcome, note):
        notice_id = self.some("SELECT id FROM rectification_notice", pick)
        if notice_id is not None:
            self.do(lambda: self.desk.recheck(notice_id, who, outcome, note))

    @rule(days=st.integers(1, 6))
    def pass_days(self, days):
        self.house.pass_days(days)

    @rule(times=st.integers(1, 3))
    def take_back(self, times):
        for _each in range(times):
            if not self.stack:
                return
            undo, before, after = self.stack.pop()
            untouched = self.trace() == after
            try:
                undo.take_back()
            except Refused:
                assert not untouched, f"nothing stood against taking back: {undo}"
            else:
                assert not untouched or self.seen() == before, f"{undo}"

    @invariant()
    def nothing_submitted_is_unchecked(self):
        assert not self.sql(
            """SELECT i.id FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
            WHERE i.state <> 'draft' AND (l.result = ''
                OR (l.result IN ('partial', 'fail', 'na') AND TRIM(l.note) = ''))"""
        )

    @invariant()
    def each_wanting_line_has_one_finding_with_an_action(self):
        wanting = self.sql(
            """SELECT l.id FROM inspection i JOIN inspection_line l ON l.inspection_id = i.id
            WHERE i.state <> 'draft' AND l.result IN ('partial', 'fail') ORDER BY l.id"""
        )
        found = self.sql("SELECT line_id FROM finding WHERE voided_at IS NULL ORDER BY line_id")
        acted_on = self.sql(
            """SELECT DISTINCT f.line_id FROM finding f
            JOIN corrective_action a ON a.finding_id = f.id AND a.state <> 'void'
            ORDER BY f.line_id"""
        )
        assert wanting == found == acted_on

    @invariant()
    def states_follow_from_the_steps_and_nobody_judges_his_own(self):
        lines = self.sql("SELECT id, state, due_on FROM corrective_action")
        for action_id, state, due_on in lines:
            steps = self.live_steps(action_id)
            at, due, doers = "", None, set()
            for move, person, step_due in steps:
                at = MOVES[move][at]
                due = step_due or due
                if move in ("open", "claim"):
                    doers.add(PEOPLE[person])
                assert not (move in ("verify", "reject") and PEOPLE[person] in doers)
            assert (at, due) == (state, due_on)

    def live_steps(self, action_id):
        return self.sql(
            """SELECT s.move, s.person, s.due_on FROM corrective_step s
            WHERE s.action_id = ? AND s.move <> 'undo'
                AND s.id NOT IN (SELECT undoes_id FROM corrective_step WHERE undoes_id IS NOT NULL)
            ORDER BY s.id""",
            action_id,
        )

    @invariant()
    def a_struck_off_notice_rests_on_verified_actions_only(self):
        closed = self.sql("SELECT notice_id FROM rectification_recheck WHERE outcome = 'done'")
        for (notice_id,) in closed:
            line = self.desk.notice(notice_id)
            uids = [each.uid for each in line.notice.snapshot.findings]
            marks = ", ".join("?" * len(uids))
            states = self.sql(
                f"""SELECT DISTINCT a.state FROM corrective_action a
                JOIN finding f ON f.id = a.finding_id
                WHERE f.uid IN ({marks}) AND a.state <> 'void'""",
                *uids,
            )
            assert states == [("verified",)]

    @invariant()
    def what_was_signed_never_changes(self):
        for inspection_id, signed in self.signed.items():
            assert self.as_signed(inspection_id) == signed

    @invariant()
    def the_file_is_sound(self):
        assert inspection_claims.contradictions() == []

    @invariant()
    def reading_agrees(self):
        listed = {each.action.id for each in self.desk.open_actions()}
        owed = self.sql(
            "SELECT id FROM corrective_action WHERE state IN ('open', 'doing', 'claimed')"
        )
        assert listed == {row[0] for row in owed}
        list(self.desk.reminders())
        for look in self.desk.inspections():
            done = look.progress
            assert done.lines == done.checked + done.unchecked
            assert (done.score is None) == bool(done.unchecked or not done.judged)


_TABLES = (
    *("inspection", "inspection_line", "finding", "corrective_action", "corrective_step"),
    *("rectification_notice", "rectification_recheck", "audit_event"),
)
_INSPECTIONS = "SELECT id FROM inspection ORDER BY id DESC"
_DRAFTS = """SELECT id FROM inspection WHERE state = 'draft' AND voided_at IS NULL
    ORDER BY id DESC"""
_WITH_OPEN_ACTIONS = """SELECT DISTINCT f.inspection_id FROM finding f
    JOIN corrective_action a ON a.finding_id = f.id
    WHERE a.state IN ('open', 'doing', 'claimed') ORDER BY f.inspection_id DESC"""
_LIVE_FINDINGS = "SELECT id FROM finding WHERE inspection_id = ? AND voided_at IS NULL"
_RESULTS = "SELECT id, result FROM inspection_line WHERE inspection_id = ?"
_SEEN = (
    """SELECT id, state, inspectors, summary FROM inspection WHERE voided_at IS NULL
    ORDER BY id""",
    """SELECT l.position, l.code, l.name, l.result, l.note FROM inspection_line l
    JOIN inspection i ON i.id = l.inspection_id WHERE i.voided_at IS NULL
    ORDER BY i.id, l.position""",
    """SELECT number, line_id, what, severity, repeat_of_id FROM finding
    WHERE voided_at IS NULL ORDER BY id""",
    """SELECT number, state, due_on FROM corrective_action WHERE state <> 'void' ORDER BY id""",
)
_SIGNED = (
    "SELECT * FROM inspection WHERE id = ?",
    "SELECT * FROM inspection_line WHERE inspection_id = ? ORDER BY id",
    "SELECT * FROM finding WHERE inspection_id = ? ORDER BY id",
)

InspectionMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestInspections = InspectionMachine.TestCase
