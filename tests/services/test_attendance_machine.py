"""Attendance, hours and certificates under any deeds in any order, with undo and month locks.

What the ledger must say is computed here from the attendances alone, and from what was written
down by hand. What is refused leaves no trace, and an undo puts back what was.
"""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.attendance.certificates import CertificateKind, CertificateState
from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.ledger_rules import NewService, month_of
from stationdesk.domain.attendance.planned import Span, served_by
from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.attendance.snapshots import snapshot_text
from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.store import attendance as store
from stationdesk.store import hours_claims
from tests.services.attendance_house import IDENTITY, ISSUER, JOINED, AttendanceHouse

PIN = "2580"
picks = st.integers(0, 99)
minutes = st.sampled_from([0, 1, 5, 30, 59, 60, 61, 180, 181, 720])
away = st.sampled_from([0, 0, 0, 10, 200])
small = st.sampled_from([-5, 0, 0, 1, 5, 30])
days_back = st.sampled_from([0, 0, 1, 2, 20, 30, 45])


class AttendanceMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.house = AttendanceHouse()
        self.desk, self.database = self.house.desk, self.house.database
        self.by_hand, self.locked, self.printed, self.last = {}, {}, {}, None

    def teardown(self):
        self.database.close()

    @initialize()
    def people(self):
        wish = NewVolunteer(name="周雅琴", joined_on=JOINED, identity=IDENTITY)
        zhou = self.house.volunteers.add(wish)
        self.house.volunteers.set_pin(zhou, PIN, PIN)
        self.everybody = [self.house.zhao, self.house.qian, zhou]
        self.desk.set_issuing_body(ISSUER)
        self.house.undos.clear()

    def rows(self, sql, *values):
        return self.database.raw().execute(sql, values).fetchall()

    def some(self, pick):
        return self.everybody[pick % len(self.everybody)]

    def attendance(self, pick):
        found = self.rows("SELECT id FROM attendance ORDER BY id")
        return found[pick % len(found)][0] if found else None

    def papers(self):
        return [row_id for (row_id,) in self.rows("SELECT id FROM service_certificate ORDER BY id")]

    def seen(self):
        """Everything that an undo must put back."""
        return [self.rows(sql) for sql in _SEEN]

    def do(self, deed):
        """Try a deed. Done: it may be undone next. Refused: nothing has changed."""
        if self.desk.close_forgotten():
            self.last = None
        before, traces, by_hand = self.seen(), self.rows(_TRACES), dict(self.by_hand)
        self.house.undos.clear()
        try:
            result = deed()
        except Refused:
            assert self.rows(_TRACES) == traces
            return None
        self.last = (before, by_hand, self.house.undos[-1]) if self.house.undos else None
        return result

    @rule(pick=picks, start=minutes, length=minutes)
    def plan(self, pick, start, length):
        """Put somebody on a shift of tomorrow, so that no attendance was before it."""
        whom, begins = self.some(pick), 8 * 60 + start // 4
        tomorrow = self.house.moment.date() + timedelta(days=1)
        sql = "SELECT 1 FROM assignment WHERE volunteer_id = ? AND starts / 1440 = ?"
        if length and not self.rows(sql, whom, tomorrow.toordinal()):
            self.house.planned(whom, begins, begins + length, tomorrow)
            self.last = None

    @rule(pick=picks, key=st.booleans())
    def sign_in(self, pick, key):
        whom, request = self.some(pick), f"k{pick}" if key else ""
        first = self.do(lambda: self.desk.sign_in(whom, request_key=request))
        if key and first is not None:
            assert self.desk.sign_in(whom, request_key=request) == first

    @rule(pick=picks, means=st.sampled_from(["click", "card", "pin"]))
    def toggle(self, pick, means):
        whom = self.some(pick)
        volunteer = self.house.volunteers.volunteer(whom)
        if means == "pin":
            self.do(lambda: self.desk.by_pin(volunteer.number, PIN))
        elif means == "card":
            self.do(lambda: self.desk.by_card(volunteer.card_code))
        else:
            self.do(lambda: self.desk.toggle(whom))

    @precondition(lambda self: self.desk.present())
    @rule(pick=picks, away=away, back=minutes)
    def sign_out(self, pick, away, back):
        there = self.desk.present()
        attendance_id = there[pick % len(there)].attendance.id
        left = self.house.moment - timedelta(minutes=back)
        self.do(lambda: self.desk.sign_out(attendance_id, Means.CLICK, left, "引导", away) or True)

    @rule(pick=picks, back=days_back, start=minutes, length=minutes, away=away)
    def write_down(self, pick, back, start, length, away):
        day = self.house.moment.date() - timedelta(days=back)
        came = datetime(day.year, day.month, day.day, 8) + timedelta(minutes=start)
        wish = NewAttendance(
            volunteer_id=self.some(pick),
            came_at=came,
            left_at=came + timedelta(minutes=length),
            away_minutes=away,
            work="巡查",
        )
        self.do(lambda: self.desk.write_down(wish))

    @rule(pick=picks, came=small, left=minutes, away=away, back=days_back)
    def correct(self, pick, came, left, away, back):
        attendance_id = self.attendance(pick)
        if attendance_id is None:
            return
        now = self.desk.attendance(attendance_id)
        begins = now.came_at - timedelta(minutes=came, days=back if back > 20 else 0)
        ends = None if left == 59 else begins + timedelta(minutes=left)
        self.do(lambda: self.desk.correct(attendance_id, begins, ends, away, "更正", "看错了"))

    @rule(pick=picks)
    def void(self, pick):
        attendance_id = self.attendance(pick)
        if attendance_id is not None:
            self.do(lambda: self.desk.void(attendance_id, "签错了人"))

    @rule(pick=picks)
    def review(self, pick):
        waiting = self.desk.to_review()
        if waiting:
            chosen = waiting[pick % len(waiting)].attendance.id
            self.do(lambda: self.desk.review(chosen))

    @rule(pick=picks, back=days_back, length=minutes, brought=st.booleans(), key=st.booleans())
    def write_service(self, pick, back, length, brought, key):
        wish = NewService(
            volunteer_id=self.some(pick),
            served_on=self.house.moment.date() - timedelta(days=back),
            minutes=length,
            work="入户",
            kind=HoursKind.BROUGHT if brought else HoursKind.WORKLOG,
            reason="旧台账",
            request_key=f"s{len(self.by_hand)}" if key else "",
        )
        line_id = self.do(lambda: self.desk.write_service(wish))
        if line_id is not None and line_id not in self.by_hand:
            self.by_hand[line_id] = (wish.volunteer_id, wish.served_on, length)

    @precondition(lambda self: self.by_hand)
    @rule(pick=picks, length=minutes)
    def adjust(self, pick, length):
        line_id = sorted(self.by_hand)[pick % len(self.by_hand)]
        done = self.do(lambda: self.desk.adjust(line_id, length, "多记了") or True)
        if done:
            self.by_hand[line_id] = (*self.by_hand[line_id][:2], length)

    @precondition(lambda self: self.by_hand)
    @rule(pick=picks)
    def take_back_service(self, pick):
        line_id = sorted(self.by_hand)[pick % len(self.by_hand)]
        done = self.do(lambda: self.desk.take_back_service(line_id, "写错人") or True)
        if done:
            self.by_hand[line_id] = (*self.by_hand[line_id][:2], 0)

    @rule(back=st.integers(0, 2))
    def lock(self, back):
        first = self.house.moment.date().replace(day=1)
        for _ in range(back):
            first = (first - timedelta(days=1)).replace(day=1)
        lock = self.do(lambda: self.desk.lock_month(month_of(first)))
        if lock is not None:
            self.locked[lock.month] = self.month(lock.month)

    @rule()
    def end_the_month(self):
        """Go on to the first of the next month, look at all that waits, and lock the month."""
        month = month_of(self.house.moment.date())
        first = (self.house.moment.date().replace(day=1) + timedelta(days=32)).replace(day=1)
        if first > date(2026, 8, 1) or month in self.locked:
            return
        self.house.at(f"{first}T09:00")
        self.look_at_all()
        if not self.desk.present():
            self.locked[self.desk.lock_month(month).month] = self.month(month)

    def look_at_all(self):
        self.last = None
        self.desk.close_forgotten()
        for line in self.desk.to_review():
            self.desk.review(line.attendance.id)

    @rule(pick=picks, back=st.integers(0, 30), length=st.integers(20, 60), short=st.booleans())
    def draw_up(self, pick, back, length, short):
        whom, kind = (
            self.some(pick),
            CertificateKind.RECORD if short else CertificateKind.CERTIFICATE,
        )
        last = self.house.moment.date() - timedelta(days=back // 4)
        first = last - timedelta(days=length)
        self.look_at_all()
        paper_id = self.do(lambda: self.desk.draw_up(whom, first, last, kind))
        if paper_id is None:
            return
        paper = self.desk.certificate(paper_id)
        days = (first.isoformat(), last.isoformat())
        ((ledger,),) = self.rows(_SERVED, whom, *days)
        assert paper.minutes == ledger == sum(line.minutes for line in paper.snapshot.lines)
        assert paper.minutes == self.worth(whom, first, last) > 0

    @precondition(lambda self: self.papers())
    @rule(pick=picks, other=st.sampled_from([None, None, None, None, "void", "issue", "print"]))
    def certify(self, pick, other):
        """Go on with a paper: its next step, or one that is mostly refused."""
        found = self.papers()
        paper_id = found[pick % len(found)]
        deeds = {
            "review": lambda: self.desk.review_certificate(paper_id, "周敏"),
            "notice": lambda: self.desk.notice(paper_id, days=1),
            "issue": lambda: self.desk.issue(paper_id),
            "void": lambda: self.desk.void_certificate(paper_id, "有误"),
            "print": lambda: self.desk.printed(paper_id),
        }
        at = self.desk.certificate(paper_id).state
        result = self.do(deeds[other or _NEXT[at]])
        self.last = None
        if result is not None:
            self.same_again(result)

    def same_again(self, paper):
        told = (snapshot_text(paper.snapshot), paper.digest, paper.number, paper.issued_on)
        copies, first = self.printed.get(paper.id, (0, told))
        assert (paper.copies, told) == (copies, first)
        assert paper.state is CertificateState.ISSUED
        self.printed[paper.id] = (copies + 1, first)

    @precondition(lambda self: self.last is not None)
    @rule()
    def undo(self):
        before, by_hand, undo = self.last
        self.last = None
        traces = self.rows(_TRACES)
        try:
            undo.take_back()
        except Refused:
            assert self.rows(_TRACES) == traces
            return
        assert self.seen() == before
        self.by_hand = by_hand

    @rule(passed=st.sampled_from([1, 10, 60, 240, 1440, 10 * 1440]))
    def go_on(self, passed):
        later = self.house.moment + timedelta(minutes=passed)
        if later.date() < date(2026, 8, 31):
            self.house.at(later)

    def worth(self, whom, first, last):
        """Return what the ledger must say of somebody's service on days, without looking at it."""
        attended = sum(
            each.minutes
            for (attendance_id,) in self.rows("SELECT id FROM attendance")
            for each in [store.get(attendance_id)]
            if each.volunteer_id == whom and not each.is_void
            if first <= each.business_date <= last
        )
        by_hand = sum(
            worth
            for owner, day, worth in self.by_hand.values()
            if owner == whom and first <= day <= last
        )
        return attended + by_hand

    def month(self, month):
        return self.rows("SELECT * FROM hours_line WHERE SUBSTR(business_date, 1, 7) = ?", month)

    @invariant()
    def the_ledger_is_the_sum_of_service(self):
        for whom in getattr(self, "everybody", ()):
            balance = self.desk.balance(whom)
            assert balance == self.worth(whom, date.min, date.max) >= 0

    @invariant()
    def everything_follows(self):
        assert hours_claims.contradictions() == []

    @invariant()
    def nobody_is_there_twice(self):
        sql = """SELECT COUNT(*) FROM attendance WHERE left_at IS NULL AND voided_at IS NULL
                 GROUP BY volunteer_id"""
        assert all(count == 1 for (count,) in self.rows(sql))

    @invariant()
    def locked_months_stay_as_they_were(self):
        for month, lines in self.locked.items():
            assert self.month(month) == lines

    @invariant()
    def shifts_are_served_by_attendance_alone(self):
        for whom in getattr(self, "everybody", ()):
            first, last = datetime(2026, 1, 1), datetime(2026, 12, 31)
            spans = [
                Span(each.came_at, each.left_at, each.assignment_id)
                for (attendance_id,) in self.rows("SELECT id FROM attendance")
                for each in [store.get(attendance_id)]
                if each.volunteer_id == whom and not each.is_void
            ]
            planned = store.planned_of(whom, first, last)
            served = {each.assignment_id for each in planned if each.state.value == "served"}
            assert served == served_by(planned, spans)


_NEXT = {
    CertificateState.DRAFT: "review",
    CertificateState.REVIEWED: "notice",
    CertificateState.NOTICED: "issue",
    CertificateState.ISSUED: "print",
    CertificateState.VOID: "void",
}
_SEEN = (
    """SELECT id, assignment_id, business_date, came_at, left_at, away_minutes, work, left_by,
        reviewed_at IS NULL FROM attendance WHERE voided_at IS NULL ORDER BY id""",
    """SELECT volunteer_id, served_on, attendance_id, SUM(minutes) AS worth FROM hours_line
        GROUP BY 1, 2, 3 HAVING SUM(minutes) <> 0 ORDER BY 1, 2, 3""",
    "SELECT id, state FROM assignment ORDER BY id",
    """SELECT c.id FROM service_certificate c WHERE NOT EXISTS (SELECT 1 FROM certificate_step s
        WHERE s.certificate_id = c.id AND s.move = 'void') ORDER BY 1""",
)
_TRACES = (
    "SELECT "
    + ", ".join(
        f"(SELECT COUNT(*) FROM {table})"
        for table in (
            "attendance",
            "attendance_correction",
            "hours_line",
            "month_lock",
            "audit_event",
            "service_certificate",
            "certificate_step",
        )
    )
    + ", (SELECT SUM(version) FROM attendance), (SELECT SUM(version) FROM assignment)"
)
_SERVED = """SELECT COALESCE(SUM(minutes), 0) FROM hours_line
    WHERE volunteer_id = ? AND served_on BETWEEN ? AND ?"""

TestAttendance = AttendanceMachine.TestCase
TestAttendance.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
