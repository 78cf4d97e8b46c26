"""The window over an open file: its pages, and what each of them is handed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QThreadPool, pyqtSignal

from stationdesk import paths
from stationdesk.i18n import N_
from stationdesk.ui.dialogs import QtDialogs
from stationdesk.ui.icons import Icon
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.main_window import MainWindow, PageEntry

if TYPE_CHECKING:
    from stationdesk.services.desk import Desk
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.page import Page
    from stationdesk.ui.preferences import Preferences


class Wishes(QObject):
    """What a page may ask of the program itself."""

    look_changed = pyqtSignal()
    file_wanted = pyqtSignal(Path)
    restore_wanted = pyqtSignal(Path)
    touch_wanted = pyqtSignal()
    """Visitors shall use the touch page."""


def build_window(
    desk: Desk, feed: ChangeFeed, preferences: Preferences, wishes: Wishes | None = None
) -> MainWindow:
    """Return the window over an open file; its pages are built when they are first opened."""
    station = desk.station.station()
    entries = _entries(desk, feed, preferences, wishes or Wishes())
    return MainWindow(entries, station.name if station else "")


def _entries(
    desk: Desk, feed: ChangeFeed, preferences: Preferences, wishes: Wishes
) -> list[PageEntry]:
    dialogs, jobs = (
        QtDialogs(paths.documents_folder()),
        JobRunner(QThreadPool.globalInstance() or QThreadPool()),
    )
    parts = _Parts(desk, feed, preferences, wishes, dialogs, jobs)
    return [
        PageEntry("today", N_("Today"), Icon.HOME, "Ctrl+1", parts.today),
        PageEntry("lending", N_("Lending desk"), Icon.UMBRELLA, "Ctrl+2", parts.lending),
        PageEntry("feedback", N_("Feedback"), Icon.COMMENT, "Ctrl+3", parts.feedback),
        PageEntry("roster", N_("Roster"), Icon.CALENDAR, "Ctrl+4", parts.roster),
        PageEntry("volunteers", N_("Volunteers"), Icon.PEOPLE_TEAM, "Ctrl+5", parts.volunteers),
        PageEntry("inventory", N_("Inventory"), Icon.BOX, "Ctrl+6", parts.inventory),
        PageEntry("amenities", N_("Amenities"), Icon.WRENCH, "Ctrl+7", parts.amenities),
        PageEntry("tiers", N_("Service tiers"), Icon.SHIELD_CHECKMARK, "Ctrl+8", parts.tiers),
        PageEntry(
            "inspections",
            N_("Inspections"),
            Icon.CLIPBOARD_CHECKMARK,
            "Ctrl+Shift+8",
            parts.inspections,
        ),
        PageEntry("reports", N_("Reports"), Icon.DOCUMENT, "Ctrl+9", parts.reports),
        PageEntry(
            "statistics",
            N_("Statistics"),
            Icon.DATA_TRENDING,
            "Ctrl+Shift+G",
            parts.statistics,
        ),
        PageEntry(
            "imports", N_("Import"), Icon.ARROW_IMPORT, "Ctrl+I", parts.imports, in_rail=False
        ),
        PageEntry("settings", N_("Settings"), Icon.SETTINGS, "Ctrl+0", parts.settings, foot=True),
    ]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Builds each page from the services it needs; a page's module is loaded with the page."""

    desk: Desk
    feed: ChangeFeed
    preferences: Preferences
    wishes: Wishes
    dialogs: QtDialogs
    jobs: JobRunner

    def today(self) -> Page:
        from stationdesk.ui.today.page import TodayPage

        desk = self.desk
        return TodayPage(
            desk.today,
            desk.roster,
            desk.attendance,
            desk.visits,
            desk.opening_log,
            self.feed,
            desk.context.today,
        )

    def lending(self) -> Page:
        from stationdesk.ui.lending.page import LendingPage, LendingServices

        desk = self.desk
        services = LendingServices(
            lending=desk.lending,
            keeping=desk.keeping,
            inventory=desk.inventory,
            attachments=desk.attachments,
            labels=desk.labels,
            retention=desk.retention,
            station=desk.station,
        )
        return LendingPage(services, self.feed, self.dialogs, desk.context.today)

    def feedback(self) -> Page:
        from stationdesk.ui.feedback.deeds import FeedbackServices
        from stationdesk.ui.feedback.page import FeedbackPage

        desk = self.desk
        services = FeedbackServices(
            feedback=desk.feedback,
            amenities=desk.amenities,
            inventory=desk.inventory,
            attachments=desk.attachments,
            station=desk.station,
            who=desk.context.who,
            now=desk.feedback.this_minute,
        )
        page = FeedbackPage(services, self.feed, self.dialogs)
        page.touch_wanted.connect(self.wishes.touch_wanted)
        return page

    def roster(self) -> Page:
        from stationdesk.ui.roster.deeds import RosterServices
        from stationdesk.ui.roster.page import RosterPage

        desk = self.desk
        services = RosterServices(
            roster=desk.roster,
            volunteers=desk.volunteers,
            calendar=desk.calendar,
            station=desk.station,
        )
        return RosterPage(services, self.jobs, self.feed, self.dialogs, desk.context.today)

    def volunteers(self) -> Page:
        from stationdesk.ui.volunteers.deeds import VolunteerServices
        from stationdesk.ui.volunteers.page import VolunteersPage

        desk = self.desk
        services = VolunteerServices(
            volunteers=desk.volunteers,
            attendance=desk.attendance,
            roster=desk.roster,
            station=desk.station,
            settings=desk.settings,
            who=desk.context.who,
            now=desk.feedback.this_minute,
        )
        return VolunteersPage(services, self.feed, self.dialogs)

    def inventory(self) -> Page:
        from stationdesk.ui.inventory.page import InventoryPage

        return InventoryPage(self.desk.inventory, self.feed, self.dialogs, self.desk.context.today)

    def amenities(self) -> Page:
        from stationdesk.ui.amenities.page import AmenitiesPage

        return AmenitiesPage(
            self.desk.amenities,
            self.desk.inventory,
            self.desk.attachments,
            self.desk.station,
            self.feed,
            self.dialogs,
            self.desk.context.today,
        )

    def tiers(self) -> Page:
        from stationdesk.ui.tiers.page import TiersPage

        return TiersPage(
            self.desk.tiers,
            self.desk.attachments,
            self.desk.station,
            self.feed,
            self.dialogs,
            self.desk.context.today,
        )

    def inspections(self) -> Page:
        from stationdesk.ui.inspections.asking import InspectionServices
        from stationdesk.ui.inspections.page import InspectionsPage

        desk = self.desk
        services = InspectionServices(
            inspections=desk.inspections,
            attachments=desk.attachments,
            station=desk.station,
            who=desk.context.who,
            today=desk.context.today,
        )
        return InspectionsPage(services, self.feed, self.dialogs)

    def reports(self) -> Page:
        from stationdesk.ui.reports.page import ReportsPage
        from stationdesk.ui.reports.record_choices import records_to_choose

        return ReportsPage(
            self.desk.reports,
            self.desk.exports,
            partial(
                records_to_choose,
                self.desk.inventory,
                self.desk.tiers,
                self.desk.retention,
                self.desk.lending,
                self.desk.feedback,
                self.desk.volunteers,
                self.desk.attendance,
                self.desk.inspections,
                self.desk.month_report,
            ),
            self.jobs,
            self.dialogs,
            self.desk.context.today,
        )

    def statistics(self) -> Page:
        from stationdesk.ui.statistics.page import StatisticsPage

        desk = self.desk
        return StatisticsPage(
            desk.statistics,
            self._station_name,
            self.feed,
            self.dialogs,
            desk.context.today,
        )

    def imports(self) -> Page:
        from stationdesk.ui.imports.page import ImportsPage

        return ImportsPage(
            self.desk.imports, self.jobs, self.feed, self.dialogs, self.desk.context.today
        )

    def settings(self) -> Page:
        from stationdesk.ui.settings.page import SettingsPage

        page = SettingsPage(
            self.desk.station,
            self.desk.settings,
            self.desk.safekeeping,
            self.desk.imports,
            self.desk.retention,
            self.desk.calendar,
            self.desk.answer_times,
            self.desk.touch_pin,
            self.desk.letterheads,
            self.desk.attendance,
            self.preferences,
            self.feed,
            self.dialogs,
            self.desk.context.today,
            self.desk.context.database.path,
        )
        page.look_changed.connect(self.wishes.look_changed)
        page.file_wanted.connect(self.wishes.file_wanted)
        page.restore_wanted.connect(self.wishes.restore_wanted)
        page.touch_wanted.connect(self.wishes.touch_wanted)
        return page

    def _station_name(self) -> str:
        station = self.desk.station.station()
        return station.name if station else ""
