"""All services over one open station's file: what a window, or a command, works with."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.services.amenities import Amenities
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.context import Context
from stationdesk.services.feedback import Feedback
from stationdesk.services.inspections import Inspections
from stationdesk.services.inventory import Inventory
from stationdesk.services.keeping import Keeping
from stationdesk.services.lending import Lending
from stationdesk.services.on_duty import OnDuty
from stationdesk.services.opening_log import OpeningLog
from stationdesk.services.retention import Retention
from stationdesk.services.roster import Roster
from stationdesk.services.settings import StationSettings
from stationdesk.services.station import StationFacts
from stationdesk.services.tiers import Tiers
from stationdesk.services.today import Today
from stationdesk.services.visits import Visits
from stationdesk.services.volunteers import Volunteers
from stationdesk.services.working_calendar import WorkingCalendar
from stationdesk.store import station as station_store
from stationdesk.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stationdesk.services.answer_times import AnswerTimes
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.changes import Announce, Topic
    from stationdesk.services.exports import Exports
    from stationdesk.services.imports import Imports
    from stationdesk.services.labels import Labels
    from stationdesk.services.letterhead import Letterheads
    from stationdesk.services.month_report import MonthReport
    from stationdesk.services.reports import Reports
    from stationdesk.services.safekeeping import Safekeeping
    from stationdesk.services.statistics import Statistics
    from stationdesk.services.touch_page import TouchPage
    from stationdesk.services.touch_pin import TouchPin


class Desk:
    """One open file, and every deed that can be done with it.

    What the first page needs is there at once. Papers and imports are loaded when they are first
    asked for: they are a third of what the program would otherwise load before its window stands.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.station = StationFacts(context)
        self.calendar = WorkingCalendar(context, self.station)
        self.inventory = Inventory(context)
        self.amenities = Amenities(context, self.inventory)
        self.tiers = Tiers(context)
        self.lending = Lending(context, self.station, self.inventory, self.amenities)
        self.keeping = Keeping(context)
        self.feedback = Feedback(context, self.station, self.inventory, self.amenities)
        self.volunteers = Volunteers(context)
        self.roster = Roster(context, self.station, self.calendar, self.volunteers)
        self.attendance = AttendanceDesk(context, self.volunteers)
        self.inspections = Inspections(context, self.station, self.calendar, self.tiers)
        self.visits = Visits(context)
        self.opening_log = OpeningLog(context, self.station)
        self.retention = Retention(context)
        self.settings = StationSettings(context)
        self.today = Today(
            context,
            self.station,
            self.inventory,
            self.amenities,
            self.tiers,
            self._last_backup,
            (
                self.lending.reminders,
                self.keeping.reminders,
                self.retention.reminders,
                self.calendar.reminders,
                self.roster.reminders,
                self.attendance.reminders,
                self.inspections.reminders,
            ),
            self.feedback.day_book,
            self.lending.out_on,
            self.lending.flow,
            self.feedback.flow,
            OnDuty(context, self.roster, self.attendance).on,
        )

    @cached_property
    def answer_times(self) -> AnswerTimes:
        """How long answers of the feedback book may take."""
        from stationdesk.services.answer_times import AnswerTimes

        return AnswerTimes(self.context)

    @cached_property
    def attachments(self) -> Attachments:
        """Photos that belong to records."""
        from stationdesk.services.attachments import Attachments

        return Attachments(self.context)

    @cached_property
    def imports(self) -> Imports:
        """Bringing hand-kept ledgers in."""
        from stationdesk.services.imports import Imports

        return Imports(
            self.context,
            self.inventory,
            self.amenities,
            self.lending,
            self.feedback,
            self.volunteers,
            self.roster,
            self.attendance,
        )

    @cached_property
    def reports(self) -> Reports:
        """The papers that leave the station."""
        from stationdesk.services.reports import Reports

        return Reports(
            self.context,
            self.station,
            self.inventory,
            self.amenities,
            self.tiers,
            self.keeping,
            self.retention,
            self.lending,
            self.labels,
            self.feedback,
            self.volunteers,
            self.roster,
            self.attendance,
            self.inspections,
            self.month_report,
            self.visits,
        )

    @cached_property
    def letterheads(self) -> Letterheads:
        """The head and foot of papers."""
        from stationdesk.services.letterhead import Letterheads

        return Letterheads(self.context)

    @cached_property
    def month_report(self) -> MonthReport:
        """The report of a month, a quarter or a year."""
        from stationdesk.services.month_report import MonthReport
        from stationdesk.services.reporting.sources import Reported, figure_sources

        reported = Reported(
            station=self.station,
            opening_log=self.opening_log,
            visits=self.visits,
            feedback=self.feedback,
            roster=self.roster,
            tiers=self.tiers,
        )
        return MonthReport(self.context, self.station, figure_sources(reported))

    @cached_property
    def labels(self) -> Labels:
        """Labels, and what a scanned one names."""
        from stationdesk.services.labels import Labels

        return Labels(self.context, self.station)

    @cached_property
    def exports(self) -> Exports:
        """Plain listings for other programs."""
        from stationdesk.services.exports import Exports

        return Exports(
            self.context,
            self.station,
            self.inventory,
            self.amenities,
            self.tiers,
            self.keeping,
            self.lending,
            self.feedback,
            self.volunteers,
            self.roster,
            self.attendance,
        )

    @cached_property
    def statistics(self) -> Statistics:
        """Charts of what the records hold."""
        from stationdesk.services.statistics import Statistics

        return Statistics(self.context, self.station, self.inventory, self.feedback)

    @cached_property
    def safekeeping(self) -> Safekeeping:
        """Checks and copies of the file."""
        from stationdesk.services.safekeeping import Safekeeping

        return Safekeeping(self.context.database)

    @cached_property
    def touch_page(self) -> TouchPage:
        """What a visitor can do alone."""
        from stationdesk.services.touch_page import TouchPage

        return TouchPage(
            self.context, self.station, self.inventory, self.amenities, self.volunteers
        )

    @cached_property
    def touch_pin(self) -> TouchPin:
        """The PIN by which the touch page is left; it counts wrong ones while the file is open."""
        from stationdesk.services.touch_pin import TouchPin

        return TouchPin(self.context)

    def close(self) -> None:
        """Let go of the file."""
        self.context.database.close()

    def _last_backup(self) -> datetime | None:
        """Return when the open file was last copied; one in memory needs no copy."""
        file = self.context.database.path
        return datetime.now() if file is None else self.settings.last_backup(file)


def open_desk(
    path: Path | str,
    *,
    today: date | None = None,
    who: Callable[[], str] | None = None,
    announce: Announce | None = None,
) -> Desk:
    """Open the station's file at ``path``, made new where there is none.

    ``today`` fixes the business day of this run; None goes by the clock. ``who`` names the person
    at the desk; without it the station's keeper answers for what is done, before there is one
    the user of the computer.

    Raises:
        TooNew, InUse, NotAStation: as ``store.database.open_database``.
    """
    context = Context(
        database=open_database(path),
        today=date.today if today is None else lambda: today,
        now=lambda: _moment_of(today),
        who=who or _keeper,
        announce=announce or _to_nobody,
    )
    return Desk(context)


def _moment_of(today: date | None) -> datetime:
    """Return the moment of recording; on a fixed day it is that day at the clock's time."""
    now = datetime.now().astimezone()
    if today is None:
        return now
    return now.replace(year=today.year, month=today.month, day=today.day)


def _keeper() -> str:
    """Return the keeper's name; before there is one, whose computer account it is.

    Nothing is recorded without a name beside it.
    """
    return station_store.keeper() or _account()


def _account() -> str:
    try:
        return _("Computer user {name}").format(name=getpass.getuser())
    except (KeyError, OSError, ImportError):
        return _("Unnamed computer user")


def _to_nobody(_topics: frozenset[Topic]) -> None:
    """Announce a change where nobody listens."""
