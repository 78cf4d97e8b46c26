"""A station whose clock the test sets, with three volunteers and a published roster."""

from datetime import date, datetime, timedelta, timezone

from stationdesk.domain.attendance.certificates import IssuingBody
from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.roster.assignments import AssignmentSource, AssignmentState
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.station import NewStation
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.context import Context
from stationdesk.services.station import StationFacts
from stationdesk.services.volunteers import Volunteers
from stationdesk.store import assignments, rosters, shifts
from stationdesk.store.database import open_database

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 6, 29, 8, 0)
"""A Monday; June is over two days later."""
STAMP = {"recorded_at": "2026-05-01T08:00:00+08:00", "recorded_by": "王芳"}
JOINED = date(2026, 1, 5)
IDENTITY = "610113199005234896"
ISSUER = IssuingBody(
    name="枫桥路街道志愿服务队", person_in_charge="骆清平", handler="周敏", phone="029-85251234"
)


class AttendanceHouse:
    def __init__(self, database=None):
        self.database = database or open_database(":memory:")
        self.moment, self.undos, self.announced = START, [], []
        self.who = "王芳"
        self.context = Context(
            database=self.database,
            today=lambda: self.moment.date(),
            now=lambda: self.moment.replace(tzinfo=ZONE),
            who=lambda: self.who,
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.station = StationFacts(self.context)
        self.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆清平"))
        week = {day: (Interval(8 * 60, 20 * 60),) for day in range(1, 8)}
        self.station.keep_timetable(NewTimetable(name="常", valid_from=JOINED, week=week))
        self.volunteers = Volunteers(self.context)
        self.desk = AttendanceDesk(self.context, self.volunteers)
        names = {"赵晓蕾": "13812345678", "钱多多": "13987655678", "孙丽华": "13600001111"}
        self.zhao, self.qian, self.sun = (
            self.volunteers.add(
                NewVolunteer(name=name, phone=phone, joined_on=JOINED, in_ranking=name != "孙丽华")
            )
            for name, phone in names.items()
        )
        self.period = self._published(date(2026, 5, 1), date(2026, 8, 31))
        self.undos.clear()

    def at(self, moment):
        """Set the clock: a time today, or a moment."""
        if isinstance(moment, str) and "T" not in moment:
            moment = f"{self.moment.date()}T{moment}"
        self.moment = datetime.fromisoformat(str(moment))
        return self

    def planned(self, volunteer_id, start, end, day=None, name="早班"):
        """Put somebody on a confirmed shift of their own; times as minutes or ``08:30``."""
        day = day or self.moment.date()
        wish = NewShift(day=day, name=name, from_minute=minute(start), to_minute=minute(end))
        shift_id = shifts.add(self.period, wish, **STAMP)
        state, source = AssignmentState.CONFIRMED, AssignmentSource.HAND
        shift = shifts.shift(shift_id)
        return assignments.add(shift, volunteer_id, state=state, source=source, **STAMP)

    def state(self, assignment_id):
        return assignments.assignment(assignment_id).state

    def served(self, volunteer_id, came, left, **more):
        """Write an attendance of the paper sheet down."""
        day = self.moment.date()
        wish = NewAttendance(
            volunteer_id=volunteer_id,
            came_at=moment_of(came, day),
            left_at=moment_of(left, day),
            by=Means.PAPER,
            **more,
        )
        return self.desk.write_down(wish)

    def correct(self, attendance_id, came=None, left=None, away=None, work=None, reason="看错了"):
        now = self.desk.attendance(attendance_id)
        self.desk.correct(
            attendance_id,
            now.came_at if came is None else moment_of(came, now.came_at.date()),
            now.left_at if left is None else moment_of(left, now.came_at.date()),
            now.away_minutes if away is None else away,
            now.work if work is None else work,
            reason,
        )

    def undo(self):
        self.undos.pop().take_back()

    def all_lines(self, volunteer_id=None):
        return self.desk.ledger(date(2000, 1, 1), date(2099, 12, 31), volunteer_id)

    def told(self, volunteer_id=None):
        """Return the ledger's lines as kind, minutes and the day on which they count."""
        lines = self.all_lines(volunteer_id)
        return [(each.kind.value, each.minutes, f"{each.business_date:%m-%d}") for each in lines]

    def balance(self, volunteer_id):
        return self.desk.balance(volunteer_id)

    def _published(self, first, last):
        period_id = rosters.add(first, last, number="PB-2026-001", **STAMP)
        rosters.set_state(period_id, PeriodState.PUBLISHED, 1)
        return period_id


def minute(clock):
    if isinstance(clock, int):
        return clock
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def moment_of(text, day):
    return (
        text
        if isinstance(text, datetime)
        else datetime.fromisoformat(text if "T" in text else f"{day}T{text}")
    )
