"""A small station with amenities, and a person who answers the forms of their page."""

from dataclasses import replace
from datetime import date, datetime

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import NewFault, Severity
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.domain.upkeep import NewPlan
from stationdesk.services.attachments import Attachments
from stationdesk.services.station import StationFacts
from stationdesk.ui.amenities.page import AmenitiesPage
from stationdesk.ui.feed import ChangeFeed
from tests.services.amenity_desk import Desk
from tests.ui.answers import Answers

TODAY = date(2026, 6, 30)
CHECKS = ("出水正常", "无漏水", "外壳清洁")


class Station(Desk):
    """The services of one file; the amenities are known by their Chinese names."""

    def __init__(self, database):
        super().__init__(database, TODAY)
        self.feed = ChangeFeed()
        self.context.announce = self.feed.announce
        self.attachments = Attachments(self.context)
        self.station = StationFacts(self.context)
        self.answers = Answers()
        self.ids = {}
        self.plans = {}
        self._fill()

    def page(self):
        return AmenitiesPage(
            self.amenities,
            self.inventory,
            self.attachments,
            self.station,
            self.feed,
            self.answers,
            lambda: self.day,
        )

    def report(self, name="微波炉", **changes):
        """Report a fault of an amenity."""
        fault = NewFault(
            amenity_id=self.ids[name],
            description="不加热",
            reported_on=date(2026, 6, 28),
            reported_by="周敏",
            severity=Severity.SERIOUS,
            stops_use_from=datetime(2026, 6, 28, 9),
        )
        return self.amenities.report_fault(replace(fault, **changes))

    def _fill(self):
        self.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        hours = {weekday: (Interval(8 * 60, 20 * 60),) for weekday in range(1, 8)}
        self.station.keep_timetable(
            NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=hours)
        )
        hall = self.inventory.add_place(NewPlace(name="休息区"))
        for name, pieces in (("立式饮水机", 2), ("微波炉", 1), ("急救箱", 1), ("旧电视", 1)):
            wish = replace(
                self.amenities.suggest(name),
                pieces=pieces,
                place_id=hall,
                since=date(2026, 1, 1),
                keeper="周敏",
            )
            self.ids[name] = self.amenities.add(wish)
        self.amenities.retire(self.ids["旧电视"], date(2026, 5, 1), "损坏")
        self._plan("立式饮水机", "饮水机每周检查", date(2026, 6, 15), PeriodUnit.WEEK, CHECKS)
        self._plan("急救箱", "急救箱每月清点", date(2026, 6, 30), PeriodUnit.MONTH)
        self._plan("微波炉", "微波炉每年保养", date(2026, 12, 1), PeriodUnit.YEAR)

    def _plan(self, name, task, first, unit, checklist=()):
        self.plans[name] = self.amenities.add_plan(
            NewPlan(
                amenity_id=self.ids[name],
                task=task,
                every=1,
                every_unit=unit,
                first_due_on=first,
                checklist=checklist,
            ),
            since=date(2026, 1, 1),
        )


def extinguisher(**changes):
    """Return an extinguisher as it is entered."""
    return replace(NewAmenity(name="干粉灭火器", kind="extinguisher"), **changes)


def when_opened(answer):
    """Hand the next window that opens over the page to ``answer`` once it is shown.

    A window that is still open after it is closed, so that no test waits for a person.
    """

    def act():
        form = QApplication.activeModalWidget()
        try:
            answer(form)
        finally:
            if form.isVisible():
                form.done(0)

    QTimer.singleShot(0, act)
