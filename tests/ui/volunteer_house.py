"""A small station with volunteers on a published roster, its page in a window."""

from datetime import date, datetime, timedelta, timezone

from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.station import NewStation
from stationdesk.domain.volunteers.people import NewVolunteer, Sex
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill, NewVolunteerSkill
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import PageEntry
from stationdesk.ui.volunteers.deeds import VolunteerServices
from stationdesk.ui.volunteers.page import VolunteersPage
from tests.ui.answers import Answers
from tests.ui.windows import window_with

NOW = datetime(2026, 6, 24, 10, 30)
"""A Wednesday."""
JOINED = date(2026, 1, 5)
CHINA = timezone(timedelta(hours=8))
PEOPLE = {
    "赵晓蕾": NewVolunteer(name="赵晓蕾", phone="13812345678", sex=Sex.FEMALE, born="1990-05"),
    "钱多多": NewVolunteer(name="钱多多", phone="13987655678", group="党员先锋队"),
    "孙丽华": NewVolunteer(name="孙丽华", phone="13600001111", mentor=True),
    "李小满": NewVolunteer(name="李小满", born="2010-03-02", novice=True),
}


class VolunteerHouse(Desk):
    """Four volunteers, a week of shifts, two of them on duty today; ``moment`` may be moved."""

    def __init__(self, database):
        self.moment = datetime(2026, 1, 5, 9, 0)
        self.feed, self.answers, self.person = ChangeFeed(), Answers(), "王芳"
        super().__init__(
            Context(
                database=database,
                today=lambda: self.moment.date(),
                now=lambda: self.moment.replace(tzinfo=CHINA),
                who=lambda: self.person,
                announce=self.feed.announce,
            )
        )
        self.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        week = {weekday: (Interval(480, 1200),) for weekday in range(1, 8)}
        self.station.keep_timetable(NewTimetable(name="常", valid_from=JOINED, week=week))
        self.ids = {name: self.volunteers.add(wish) for name, wish in PEOPLE.items()}
        self.moment = NOW
        self._plan()

    def page(self):
        return VolunteersPage(self.services(), self.feed, self.answers)

    def services(self):
        return VolunteerServices(
            volunteers=self.volunteers,
            attendance=self.attendance,
            roster=self.roster,
            station=self.station,
            settings=self.settings,
            who=self.context.who,
            now=self.feedback.this_minute,
        )

    def window(self, qtbot, size=(1366, 690)):
        entry = PageEntry("volunteers", "志愿者", Icon.PEOPLE_TEAM, "Ctrl+5", self.page)
        made = window_with(qtbot, entry, size)
        self.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
        return made

    def at(self, clock, day=None):
        """Set the clock to a time of today, or of another day."""
        self.moment = datetime.fromisoformat(f"{day or self.moment.date()}T{clock}")

    def served(self, name, day, came="08:30", left="11:30", work="便民服务台值守"):
        """Write an attendance of the paper sheet down."""
        return self.attendance.write_down(
            NewAttendance(
                volunteer_id=self.ids[name],
                came_at=datetime.fromisoformat(f"{day}T{came}"),
                left_at=datetime.fromisoformat(f"{day}T{left}"),
                work=work,
                by=Means.PAPER,
            )
        )

    def first_aid(self, name, **more):
        """Give somebody the first-aid skill, not looked at unless said."""
        skill = self.volunteers.first_aid()
        skill_id = (
            skill.id
            if skill
            else self.volunteers.add_skill(NewSkill(name="急救", certified=True, key=FIRST_AID))
        )
        wish = NewVolunteerSkill(skill_id=skill_id, certificate="HS-2025-0117", **more)
        return self.volunteers.add_volunteer_skill(self.ids[name], wish)

    def _plan(self):
        monday = NOW.date() - timedelta(days=2)
        self.period = self.roster.open_period(monday, monday + timedelta(days=6), [])
        self.shifts = {
            name: self.roster.add_shift(
                NewShift(
                    day=NOW.date(), name=name, from_minute=start, to_minute=end, needed=1, most=4
                )
            )
            for name, start, end in (("早班", 510, 720), ("午班", 720, 1020))
        }
        self.planned = {
            "赵晓蕾": self.roster.assign(self.shifts["早班"], self.ids["赵晓蕾"]),
            "钱多多": self.roster.assign(self.shifts["早班"], self.ids["钱多多"]),
            "孙丽华": self.roster.assign(self.shifts["午班"], self.ids["孙丽华"]),
        }
        self.roster.publish(self.period)
