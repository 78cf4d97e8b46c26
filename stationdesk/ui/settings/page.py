"""The settings: the station, its hours and calendar, answers, lending, the look, copies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, pyqtSignal
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.page import Page
from stationdesk.ui.settings.about_section import AboutSection
from stationdesk.ui.settings.answers_section import AnswersSection
from stationdesk.ui.settings.backup_section import BackupSection
from stationdesk.ui.settings.calendar_section import CalendarSection
from stationdesk.ui.settings.hours_section import HoursSection
from stationdesk.ui.settings.imports_section import ImportsSection
from stationdesk.ui.settings.lending_section import LendingSection
from stationdesk.ui.settings.letterhead_section import LetterheadSection
from stationdesk.ui.settings.look_section import LookSection
from stationdesk.ui.settings.red_lines_section import RedLinesSection
from stationdesk.ui.settings.station_section import StationSection
from stationdesk.ui.settings.touch_section import TouchSection
from stationdesk.ui.settings.volunteers_section import VolunteersSection
from stationdesk.ui.theme import px, theme
from stationdesk.ui.widgets.basics import column, row
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from stationdesk.domain.problems import Refused
    from stationdesk.services.answer_times import AnswerTimes
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.imports import Imports
    from stationdesk.services.letterhead import Letterheads
    from stationdesk.services.retention import Retention
    from stationdesk.services.safekeeping import Safekeeping
    from stationdesk.services.settings import StationSettings
    from stationdesk.services.station import StationFacts
    from stationdesk.services.touch_pin import TouchPin
    from stationdesk.services.working_calendar import WorkingCalendar
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.preferences import Preferences
    from stationdesk.ui.settings.section import Section

LIST_WIDTH = 164
SCROLL_BAR = 14
"""The bar of the list stands in the gap beside it, so that nothing moves when it comes."""
SECTIONS: dict[str, tuple[str, Icon]] = {
    "station": (N_("Station facts"), Icon.BUILDING_SHOP),
    "hours": (N_("Opening hours"), Icon.CLOCK),
    "calendar": (N_("Working calendar"), Icon.CALENDAR_CHECKMARK),
    "answers": (N_("Answer deadlines"), Icon.CALENDAR_CLOCK),
    "red_lines": (N_("Red lines"), Icon.FLAG),
    "touch": (N_("Touch page for visitors"), Icon.TV),
    "lending": (N_("Loans and privacy"), Icon.UMBRELLA),
    "volunteers": (N_("Volunteers"), Icon.PEOPLE_TEAM),
    "letterhead": (N_("Letterhead"), Icon.DOCUMENT_EDIT),
    "look": (N_("Display"), Icon.TEXT_FONT_SIZE),
    "backup": (N_("Backup and restore"), Icon.HARD_DRIVE),
    "imports": (N_("Imports so far"), Icon.ARROW_IMPORT),
    "about": (N_("About"), Icon.INFO),
}


class SettingsPage(Page):
    """Sections by name at the left, the chosen one at the right; each is built when first seen."""

    look_changed = pyqtSignal()
    """Colours, text size or language were changed: the window is to be built anew."""
    file_wanted = pyqtSignal(Path)
    """Another station's file shall be opened."""
    restore_wanted = pyqtSignal(Path)
    """This copy shall take the place of the open file."""
    touch_wanted = pyqtSignal()
    """Visitors shall use the touch page."""

    def __init__(
        self,
        station: StationFacts,
        settings: StationSettings,
        safekeeping: Safekeeping,
        imports: Imports,
        retention: Retention,
        calendar: WorkingCalendar,
        answers: AnswerTimes,
        touch_pin: TouchPin,
        letterheads: Letterheads,
        attendance: AttendanceDesk,
        preferences: Preferences,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
        file: Path | None,
    ) -> None:
        """``file`` is the open file, None where the station is kept in memory only."""
        super().__init__(_("Settings"))
        self._makers: dict[str, Callable[[], Section]] = {
            "station": partial(StationSection, station, settings),
            "hours": partial(HoursSection, station, dialogs, today),
            "calendar": partial(CalendarSection, calendar, dialogs, today),
            "answers": partial(AnswersSection, answers, today),
            "red_lines": partial(RedLinesSection, settings),
            "touch": partial(TouchSection, touch_pin, dialogs),
            "lending": partial(LendingSection, settings, retention),
            "volunteers": partial(VolunteersSection, settings, attendance),
            "letterhead": partial(LetterheadSection, letterheads, station, dialogs),
            "look": partial(LookSection, station, preferences),
            "backup": partial(BackupSection, settings, safekeeping, dialogs, file),
            "imports": partial(ImportsSection, imports, dialogs),
            "about": partial(AboutSection, file),
        }
        self._sections: dict[str, Section] = {}
        self._key = ""
        self._group = QButtonGroup(self)
        self.entries: dict[str, QPushButton] = {}
        self.stack = QStackedWidget()
        self._build()
        self.listen(
            feed,
            *(Topic.STATION, Topic.TIERS, Topic.IMPORTS, Topic.INVENTORY),
            *(Topic.LENDING, Topic.KEEPING, Topic.FEEDBACK, Topic.ATTENDANCE),
        )
        self.show_section("station")

    def section(self, key: str) -> Section:
        """Return a section, building it where needed, without turning to it."""
        if key not in self._sections:
            made = self._sections[key] = self._makers[key]()
            made.refused.connect(self._on_refused)
            made.settled.connect(self.note.hide)
            made.said.connect(self.told)
            made.turn_to.connect(self.turn_to)
            made.primary_changed.connect(self._tell_primary)
            if isinstance(made, LookSection):
                made.look_changed.connect(self.look_changed)
            if isinstance(made, TouchSection):
                made.touch_wanted.connect(self.touch_wanted)
            if isinstance(made, BackupSection):
                made.file_wanted.connect(self.file_wanted)
                made.restore_wanted.connect(self.restore_wanted)
            self.stack.addWidget(made)
        return self._sections[key]

    def show_section(self, key: str) -> None:
        """Turn to a section."""
        section = self.section(key)
        self.note.hide()
        self._key = key
        self.entries[key].setChecked(True)
        self._list.ensureWidgetVisible(self.entries[key])
        verb, name, keys = section.primary
        self.head.set_primary(verb, name, keys).clicked.connect(section.run_primary)
        self.stack.setCurrentWidget(section)
        section.refresh()
        self._tell_primary()

    def current_section(self) -> str:
        """Return the key of the section one is at."""
        return self._key

    def refresh(self) -> None:
        """Read the section again that is seen; the others are read when one turns to them."""
        self.section(self._key).refresh()
        self._tell_primary()

    def open_with(self, argument: object) -> None:
        """Turn to the section named by its key."""
        if isinstance(argument, str) and argument in SECTIONS:
            self.show_section(argument)

    def first_stop(self) -> QWidget:
        return self.section(self._key).first_stop() or super().first_stop()

    def help_anchor(self) -> str:
        """Return the section's key: its place in the help text."""
        return self._key

    def _build(self) -> None:
        entries = column(gap=2)
        for key, (words, name) in SECTIONS.items():
            entries.addWidget(self._entry(key, _(words), name))
        entries.addStretch(1)
        side = QWidget()
        side.setAccessibleName(_("Parts of the settings"))
        side.setProperty("look", "scrolled")
        width = _width_of(words for words, _icon in SECTIONS.values())
        side.setFixedWidth(width)
        side.setLayout(entries)
        self._list = scrolling(side)
        self._list.setFixedWidth(width + px(SCROLL_BAR))
        both = row(self._list, self.stack, gap=0)
        both.setStretchFactor(self.stack, 1)
        self.body.addLayout(both, 1)
        self.setFocusProxy(self.entries["station"])

    def _entry(self, key: str, words: str, name: Icon) -> QPushButton:
        made = QPushButton(f"  {words}")
        made.setProperty("look", "nav")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setIcon(icon(name))
        made.setIconSize(QSize(px(20), px(20)))
        made.setAccessibleName(words)
        made.toggled.connect(partial(self._on_entry, key))
        self._group.addButton(made)
        self.entries[key] = made
        return made

    def _on_entry(self, key: str, checked: bool) -> None:
        if checked and key != self._key:
            self.show_section(key)

    def _on_refused(self, refusal: Refused) -> None:
        self.note.say_problems(refusal.problems)

    def _tell_primary(self) -> None:
        if self.head.primary is not None and self._key in self._sections:
            self.head.primary.setEnabled(self._sections[self._key].can_run_primary())


def _width_of(phrases: Iterable[str]) -> int:
    """Return the room that the longest word takes when it is bold, with icon and margins."""
    metrics = QFontMetrics(theme().font(15, bold=True))
    longest = max(metrics.horizontalAdvance(_(phrase)) for phrase in phrases)
    return max(px(LIST_WIDTH), longest + px(66))
