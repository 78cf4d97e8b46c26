"""A new roster: its days are chosen, its shifts are seen before anything is kept."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QSignalBlocker

from stationdesk.domain.problems import Refused
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.reading import WEEK_DAYS, monday_of
from stationdesk.ui.roster.words import head_day, times_words
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import ChoiceField, DayField
from stationdesk.ui.widgets.forms import FormGrid
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.shifts import NewShift
    from stationdesk.services.roster import Roster

LENGTHS = {
    "month": N_("A month"),
    "week": N_("A week"),
    "quarter": N_("Three months"),
    "own": N_("Days of one's own choice"),
}
QUARTER_MONTHS = 3

COLUMNS: tuple[Column[NewShift], ...] = (
    Column(
        "day",
        N_("Day"),
        Kind.TEXT,
        lambda each: head_day(each.day),
        7,
        False,
        lambda each: each.day,
    ),
    Column("name", N_("Shift"), Kind.TEXT, lambda each: each.name, 7, True),
    Column(
        "times",
        N_("Times"),
        Kind.TEXT,
        lambda each: times_words(each.from_minute, each.to_minute),
        7,
    ),
    Column("needed", N_("People wanted"), Kind.COUNT, lambda each: each.needed, 5),
)


class OpenPeriodPanel(Panel):
    """Every change of the days makes the preview anew; Del leaves a shift out of it."""

    def __init__(
        self, roster: Roster, day: date, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New roster"), 720, 560, parent)
        self._roster, self._day, self._today = roster, day, today
        self._shifts: list[NewShift] = []
        self.opened: date | None = None
        """The first day of the roster that was made."""
        grid = FormGrid(columns=3)
        lengths: dict[object, str] = {key: _(words) for key, words in LENGTHS.items()}
        self.length = grid.add("length", _("How long"), ChoiceField(lengths))
        self.first = grid.add("first_day", _("First day"), DayField(today, day))
        self.last = grid.add("last_day", _("Last day"), DayField(today, day))
        self.grid = grid
        self.table: RecordTable[NewShift] = RecordTable(
            COLUMNS,
            _("Shifts of the new roster"),
            key=lambda each: (each.day, each.name, each.from_minute),
            many=True,
        )
        self.table.add_action(_("Leave it out"), self._on_leave_out, Icon.DELETE, "Del")
        self.table.set_hints(_("↑↓ choose"), _("Del leave it out"))
        self.table.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("No shifts fall on these days."), name=Icon.CALENDAR)
        )
        self.open_it = button(_("Make the roster"), look="primary")
        self.add_deed(self.open_it)
        self.body.addWidget(grid)
        self.body.addWidget(self.table, 1)
        self.length.edited.connect(self._on_length)
        for field in (self.first, self.last):
            field.edited.connect(self._on_days)
        self.open_it.clicked.connect(self._on_open)
        self._on_length()

    def _on_length(self) -> None:
        length = cast("str", self.length.value())
        if length != "own":
            periods = self._roster.periods()
            first, last = proposed_days(length, self._day, self._today, periods)
            with QSignalBlocker(self.first), QSignalBlocker(self.last):
                self.first.set_value(first)
                self.last.set_value(last)
        self._preview()

    def _on_days(self) -> None:
        with QSignalBlocker(self.length):
            self.length.set_value("own")
        self._preview()

    def _preview(self) -> None:
        first, last = self.first.value(), self.last.value()
        self._shifts = []
        self.note.hide()
        if first is not None and last is not None:
            try:
                self._shifts = self._roster.preview_period(first, last)
            except Refused as refusal:
                self.note.say_problems(refusal.problems)
        self._show()

    def _show(self) -> None:
        self.table.show_records(self._shifts)
        places = sum(each.needed for each in self._shifts)
        told = _("{shifts} shifts, {places} places to fill")
        self.subtitle.setText(told.format(shifts=len(self._shifts), places=places))
        self.open_it.setEnabled(bool(self._shifts))

    def _on_leave_out(self, chosen: list[NewShift]) -> None:
        gone = {id(each) for each in chosen}
        self._shifts = [each for each in self._shifts if id(each) not in gone]
        self._show()

    def _on_open(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        try:
            self._roster.open_period(first, last, self._shifts)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.opened = first
            self.accept()


def proposed_days(
    length: str, day: date, today: date, periods: Sequence[Period]
) -> tuple[date, date]:
    """Return the days of a new roster of some length around ``day``, after those there are.

    A month without any roster, of which less than a week is left, is not begun any more: the next
    one is proposed.
    """
    first, last = _span(length, day)
    is_new = length != "week" and _last_taken(first, last, periods) is None
    if is_new and first <= today and (last - today).days < WEEK_DAYS:
        first, last = _span(length, last + timedelta(days=1))
    while (taken := _last_taken(first, last, periods)) is not None:
        if taken < last:
            return taken + timedelta(days=1), last
        first, last = _span(length, last + timedelta(days=1))
    return first, last


def _span(length: str, day: date) -> tuple[date, date]:
    if length == "week":
        monday = monday_of(day)
        return monday, monday + timedelta(days=WEEK_DAYS - 1)
    first = day.replace(day=1)
    month = first.month + (QUARTER_MONTHS - 1 if length == "quarter" else 0)
    year, month = first.year + (month - 1) // 12, (month - 1) % 12 + 1
    return first, date(year, month, monthrange(year, month)[1])


def _last_taken(first: date, last: date, periods: Sequence[Period]) -> date | None:
    """Return the last day within a span that another roster holds."""
    inside = [each for each in periods if each.first_day <= last and first <= each.last_day]
    return min(last, max(each.last_day for each in inside)) if inside else None
