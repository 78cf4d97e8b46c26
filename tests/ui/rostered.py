"""A small station with volunteers and a roster of a week, its page in a window."""

from datetime import date, datetime, time, timedelta, timezone

from PyQt6.QtCore import QThreadPool

from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.station import NewStation
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.domain.working_days import DayKind
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.main_window import PageEntry
from stationdesk.ui.roster.deeds import RosterServices
from stationdesk.ui.roster.page import RosterPage
from tests.ui.answers import Answers
from tests.ui.windows import window_with

MONDAY = date(2026, 6, 22)
TODAY = date(2026, 6, 24)
ZONE = timezone(timedelta(hours=8))
KINDS = frozenset(DayKind) - {DayKind.CLOSED}
NAMES = ("欧阳娜娜", "司徒文轩", "上官若雪", "诸葛明远", "慕容雨桐")


class Rostered(Desk):
    """Five volunteers; an early and a late shift of two on each day; the desk open 8 to 18.

    It is Wednesday, 10:30, of the week of 22 June; ``at`` can be moved.
    """

    def __init__(self, database, *, templates=True, period=True):
        self.at = datetime.combine(MONDAY - timedelta(days=7), time(10, 30))
        self.feed = ChangeFeed()
        self.answers = Answers()
        self.jobs = JobRunner(QThreadPool())
        context = Context(
            database=database,
            today=lambda: self.at.date(),
            now=lambda: self.at.replace(tzinfo=ZONE),
            who=lambda: "王芳",
            announce=self.feed.announce,
        )
        super().__init__(context)
        self.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        week = {weekday: (Interval(480, 1080),) for weekday in range(1, 8)}
        self.station.keep_timetable(NewTimetable(name="常", valid_from=date(2026, 1, 1), week=week))
        joined = date(2026, 1, 1)
        self.people = {
            name: self.volunteers.add(NewVolunteer(name=name, joined_on=joined)) for name in NAMES
        }
        if templates:
            self._add_shifts()
        if templates and period:
            self.period_id = self.open(MONDAY, MONDAY + timedelta(days=6))
        self.at = datetime.combine(TODAY, time(10, 30))

    def open(self, first, last):
        return self.roster.open_period(first, last, self.roster.preview_period(first, last))

    def shift(self, offset, name="早班"):
        """Return a shift so many days after the Monday."""
        day = MONDAY + timedelta(days=offset)
        return next(each for each in self.roster.shifts(day, day) if each.name == name)

    def put(self, offset, shift, *names, **more):
        """Put people on a shift; return their rows."""
        shift_id = self.shift(offset, shift).id
        return [self.roster.assign(shift_id, self.people[name], **more) for name in names]

    def on(self, offset, shift="早班"):
        """Return who is on a shift, by name, in the order in which they came."""
        shift_id = self.shift(offset, shift).id
        facts = self.roster.facts(MONDAY, MONDAY + timedelta(days=13))
        return [
            facts.people[row.volunteer_id].shown
            for row in facts.assignments
            if row.shift_id == shift_id and row.is_live
        ]

    def page(self):
        services = RosterServices(
            roster=self.roster,
            volunteers=self.volunteers,
            calendar=self.calendar,
            station=self.station,
        )
        return RosterPage(services, self.jobs, self.feed, self.answers, self.context.today)

    def window(self, qtbot, size=(1366, 690)):
        entry = PageEntry("roster", "志愿者排班", Icon.CALENDAR, "Ctrl+4", self.page)
        made = window_with(qtbot, entry, size)
        self.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
        return made

    def _add_shifts(self):
        for name, begins, ends in (("早班", 480, 780), ("晚班", 780, 1080)):
            self.roster.add_template(
                NewShiftTemplate(
                    name=name, from_minute=begins, to_minute=ends, day_kinds=KINDS, needed=2
                )
            )
        self.roster.add_cover_rule(
            NewCoverRule(
                name="窗口有人",
                day_kinds=KINDS,
                from_minute=480,
                to_minute=1080,
                valid_from=date(2026, 1, 1),
            )
        )
