"""When the station is open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import exception_on
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.columns import (
    EXCEPTIONS,
    TIMETABLES,
    ExceptionLine,
    TimetableLine,
    exception_lines,
    timetable_lines,
)
from stationdesk.ui.settings.exception_form import ExceptionForm
from stationdesk.ui.settings.section import Section
from stationdesk.ui.settings.timetable_form import TimetableForm
from stationdesk.ui.widgets.basics import Card, button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.hours import WEEKDAYS, DrawnDay, WeekStrip
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.opening import Interval, OpeningException
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs

DAYS_SHOWN = 7


class HoursSection(Section):
    """The coming week as a picture, the timetables, and the days that differ."""

    def __init__(self, station: StationFacts, dialogs: Dialogs, today: Callable[[], date]) -> None:
        super().__init__(_("Enter days with other hours"), Icon.CALENDAR)
        self._station, self._dialogs, self._today = station, dialogs, today
        self.strip = WeekStrip()
        self.new_timetable = button(_("New timetable"), Icon.ADD)
        self.change_timetable = button(_("Edit"), Icon.EDIT)
        self.remove_timetable = button(_("Remove"), Icon.DELETE)
        self.withdraw = button(_("Withdraw"), Icon.ARROW_UNDO)
        self.timetables: RecordTable[TimetableLine] = RecordTable(
            TIMETABLES, _("Timetables"), key=lambda line: line.timetable.id, footer=False
        )
        self.exceptions: RecordTable[ExceptionLine] = RecordTable(
            EXCEPTIONS, _("Days with other hours"), key=lambda line: line.exception.id, footer=False
        )
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the hours again."""
        today = self._today()
        timetables, exceptions = self._station.timetables(), self._station.exceptions()
        self.timetables.show_records(timetable_lines(timetables, today))
        self.exceptions.show_records(exception_lines(exceptions, today))
        last = today + timedelta(days=DAYS_SHOWN - 1)
        self.strip.show_days(
            tuple(
                _drawn(day, hours, exception_on(day, exceptions), is_today=day == today)
                for day, hours in self._station.opening_days(today, last)
            )
        )

    def run_primary(self) -> None:
        """Let days with other hours be entered."""
        if ExceptionForm(self._station, self._today(), dialogs=self._dialogs, parent=self).exec():
            self.refresh()

    def _build(self) -> None:
        week = Card(_("The next seven days"))
        week.body.addWidget(self.strip)
        timetables = Card(_("Timetables"))
        for made in (self.change_timetable, self.remove_timetable, self.new_timetable):
            timetables.title_row.addWidget(made)
        timetables.body.addWidget(self.timetables)
        exceptions = Card(_("Days with other hours"))
        exceptions.title_row.addWidget(self.withdraw)
        exceptions.body.addWidget(self.exceptions)
        self._say_when_empty()
        for table in (self.timetables, self.exceptions):
            table.fit_rows()
        self.timetables.view.fold("valid_from", "season")
        for card in (week, timetables, exceptions):
            self.body.addWidget(card)

    def _say_when_empty(self) -> None:
        self.timetables.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No opening hours are entered yet."),
                _("Availability and several services of the standard are counted by them."),
                name=Icon.CLOCK,
            )
        )
        self.exceptions.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("No days with other hours."),
                _("Enter holidays and closures here; the timetable itself stays as it is."),
            )
        )

    def _connect(self) -> None:
        self.new_timetable.clicked.connect(self._on_new_timetable)
        self.change_timetable.clicked.connect(self._on_change_timetable)
        self.remove_timetable.clicked.connect(self._on_remove_timetable)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.timetables.opened.connect(self._on_opened)
        self.timetables.chosen.connect(self._on_timetable_chosen)
        self.exceptions.chosen.connect(self._on_exception_chosen)
        remove, withdraw = self._remove, self._withdraw
        self.timetables.add_action(_("Remove"), remove, Icon.DELETE, "Del")
        self.exceptions.add_action(_("Withdraw"), withdraw, Icon.ARROW_UNDO, "Del")
        self._on_timetable_chosen(None)
        self._on_exception_chosen(None)

    def _on_new_timetable(self) -> None:
        self._fill_in(None)

    def _on_change_timetable(self) -> None:
        if line := self.timetables.current():
            self._fill_in(line)

    def _on_opened(self, line: TimetableLine) -> None:
        self._fill_in(line)

    def _fill_in(self, line: TimetableLine | None) -> None:
        timetable = line.timetable if line else None
        form = TimetableForm(
            self._station, self._today(), timetable, dialogs=self._dialogs, parent=self
        )
        if form.exec():
            self.refresh()

    def _on_remove_timetable(self) -> None:
        self._remove(self.timetables.selected())

    def _on_withdraw(self) -> None:
        self._withdraw(self.exceptions.selected())

    def _remove(self, lines: list[TimetableLine]) -> None:
        try:
            for line in lines:
                self._station.remove_timetable(line.timetable.id)
        except Refused as refusal:
            self.refused.emit(refusal)
        self.refresh()

    def _withdraw(self, lines: list[ExceptionLine]) -> None:
        try:
            for line in lines:
                self._station.withdraw_exception(line.exception.id)
        except Refused as refusal:
            self.refused.emit(refusal)
        self.refresh()

    def _on_timetable_chosen(self, line: TimetableLine | None) -> None:
        self.change_timetable.setEnabled(line is not None)
        self.remove_timetable.setEnabled(line is not None)

    def _on_exception_chosen(self, line: ExceptionLine | None) -> None:
        self.withdraw.setEnabled(line is not None)


def _drawn(
    day: date,
    hours: tuple[Interval, ...],
    exception: OpeningException | None,
    *,
    is_today: bool,
) -> DrawnDay:
    name = f"{_(WEEKDAYS[day.weekday()])} {day:%m-%d}"
    return DrawnDay(name, hours, exception.reason if exception else "", is_today)
