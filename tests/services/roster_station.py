"""A station with opening hours, volunteers and shift templates, and a clock that can be moved."""

from datetime import date, datetime, timedelta, timezone

from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.domain.working_days import DayKind
from stationdesk.services.context import Context
from stationdesk.services.roster import Roster
from stationdesk.services.station import StationFacts
from stationdesk.services.volunteers import Volunteers
from stationdesk.services.working_calendar import WorkingCalendar

CHINA = timezone(timedelta(hours=8))
EVERY_KIND = frozenset(DayKind) - {DayKind.CLOSED}
MONDAY = date(2026, 6, 22)
NAMES = ("欧阳娜娜", "司徒文轩", "上官若雪", "诸葛明远", "慕容雨桐", "夏侯子墨")


def day_of(offset):
    """Return the day so many days after the Monday that the stories begin in."""
    return MONDAY + timedelta(days=offset)


class RosterStation:
    """Everything a test of the roster presses; ``at`` is the local minute."""

    def __init__(self, database, at=datetime(2026, 6, 24, 10, 30)):
        self.database, self.at = database, at
        self.undos, self.announced = [], []
        self.context = Context(
            database=database,
            today=lambda: self.at.date(),
            now=lambda: self.at.replace(tzinfo=CHINA),
            who=lambda: "王芳",
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.station = StationFacts(self.context)
        self.calendar = WorkingCalendar(self.context, self.station)
        self.volunteers = Volunteers(self.context)
        self.roster = Roster(self.context, self.station, self.calendar, self.volunteers)
        week = {weekday: (Interval(480, 1200),) for weekday in range(1, 8)}
        self.station.keep_timetable(NewTimetable(name="常", valid_from=date(2026, 1, 1), week=week))

    def volunteer(self, name, **fields):
        fields.setdefault("joined_on", date(2026, 1, 1))
        return self.volunteers.add(NewVolunteer(name=name, **fields))

    def people(self, count=3):
        return [self.volunteer(name) for name in NAMES[:count]]

    def template(self, name="早班", from_minute=480, to_minute=720, **fields):
        fields.setdefault("day_kinds", EVERY_KIND)
        return self.roster.add_template(
            NewShiftTemplate(name=name, from_minute=from_minute, to_minute=to_minute, **fields)
        )

    def open_week(self, monday=MONDAY, days=7):
        last = monday + timedelta(days=days - 1)
        shifts = self.roster.preview_period(monday, last)
        return self.roster.open_period(monday, last, shifts)

    def shift(self, day, name="早班"):
        return next(each for each in self.roster.shifts(day, day) if each.name == name)

    def shift_on(self, day, name="晚班", from_minute=1080, to_minute=1200, **fields):
        return self.roster.add_shift(
            NewShift(day=day, name=name, from_minute=from_minute, to_minute=to_minute, **fields)
        )

    def live(self):
        """Return who is on which shift, by plain SQL: day, shift, volunteer, state."""
        sql = """SELECT s.day, s.name, v.name, a.state FROM assignment a
            JOIN shift s ON s.id = a.shift_id JOIN volunteer v ON v.id = a.volunteer_id
            WHERE a.state IN ('proposed', 'confirmed', 'served')
            ORDER BY s.day, s.from_minute, a.id"""
        return self.database.raw().execute(sql).fetchall()

    def undo(self):
        self.undos.pop().take_back()

    def sql(self, text, *values):
        return self.database.raw().execute(text, values).fetchall()
