"""Signing in: who is planned on a day, who is there, and what waits for a look."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from stationdesk.domain.attendance.presence import PresenceState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.day_lines import (
    FOLDS,
    LATE,
    DayLine,
    columns,
    review_lines,
)
from stationdesk.ui.volunteers.empty_volunteers import nothing_yet
from stationdesk.ui.volunteers.sign_in_pane import SignInPane
from stationdesk.ui.widgets.basics import button, icon_button, row
from stationdesk.ui.widgets.desk_field import DeskField
from stationdesk.ui.widgets.fields import DayField
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.number_tile import NumberTile
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import AttendanceId
    from stationdesk.ui.volunteers.attendance_deeds import AttendanceDeeds
    from stationdesk.ui.volunteers.deeds import VolunteerServices

REVIEW = "review"
PANE_WIDTH = 300


class SignInView(RecordView[DayLine]):
    """The day's lines; Enter does what comes next: sign in, sign out, confirm.

    ``volunteer_wanted`` asks the page to show somebody in the register, ``not_found`` tells what
    nobody is called.
    """

    volunteer_wanted = pyqtSignal(object)
    not_found = pyqtSignal(str)
    taken = pyqtSignal()
    """What stood in the field was understood."""
    detail: SignInPane

    def __init__(self, services: VolunteerServices, deeds: AttendanceDeeds) -> None:
        segments = {
            "all": _("Everybody of the day"),
            "waiting": _("Not here yet"),
            "there": _("On duty now"),
            REVIEW: _("To review"),
        }
        super().__init__(
            FilterBar(_("Name or shift"), segments, _("Whom to show")),
            RecordTable(
                columns(), _("Sign-in of the day"), key=lambda each: each.key, verb_of=deeds.verb_of
            ),
            SignInPane(),
        )
        self._services, self._deeds = services, deeds
        today = services.today()
        self.field = DeskField(_("Scan a volunteer's card, or type initials or a number, Enter"))
        self.day = DayField(today, today)
        self.before = icon_button(Icon.CHEVRON_LEFT, _("Day before"), shortcut="Ctrl+Left")
        self.after = icon_button(Icon.CHEVRON_RIGHT, _("Day after"), shortcut="Ctrl+Right")
        self.today = button(_("Today"))
        self.tiles = {
            "all": NumberTile(_("Planned")),
            "there": NumberTile(_("On duty now")),
            "waiting": NumberTile(_("Not here yet")),
            REVIEW: NumberTile(_("To review")),
        }
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Close what was forgotten, then read the day again."""
        self._services.attendance.close_forgotten()
        day = self.shown_day()
        lines, waits = self._deeds.lines(day), self._services.attendance.to_review()
        counts = {
            key: sum(_fits(line, key) for line in lines) for key in ("all", "waiting", "there")
        }
        self.filters.set_counts({**counts, REVIEW: len(waits)})
        self._show_tiles(lines, len(waits))
        self.today.setEnabled(day != self._services.today())
        shown = review_lines(waits) if self.filters.segment() == REVIEW else lines
        self.show_records(shown)

    def on_filters(self) -> None:
        self.refresh()

    def narrow(self) -> None:
        words = self.filters.query().casefold().split()
        segment = self.filters.segment()

        def accepts(line: DayLine) -> bool:
            said = f"{line.name} {line.shift}".casefold()
            return _fits(line, segment) and all(word in said for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, line: DayLine) -> None:
        attendance = self._services.attendance
        corrections = attendance.corrections(line.presence.attendance.id) if line.presence else []
        verb = self._deeds.verb_of(line)
        self.detail.show_line(line, corrections, self._services.rounding(), verb)

    def open_record(self, line: DayLine) -> None:
        if self._deeds.verb_of(line):
            self._deeds.go_on(line)
        else:
            self.open_pane()

    def show_day(self, day: date) -> None:
        """Show another day."""
        with QSignalBlocker(self.day):
            self.day.set_value(day)
        self.refresh()

    def show_attendance(self, attendance_id: AttendanceId) -> None:
        """Put the cursor on an attendance, where it is shown."""
        self.table.choose_where(
            lambda line: line.presence is not None and line.presence.attendance.id == attendance_id
        )
        self.table.setFocus()

    def write_sheet(self) -> None:
        """Write the sign-in sheet of the day down that is shown."""
        self._deeds.sheet(min(self.shown_day(), self._services.today()))

    def go_to_field(self) -> None:
        """Let scanning or typing begin."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def shown_day(self) -> date:
        """Return the day that is shown."""
        return self.day.value() or self._services.today()

    def _build(self) -> None:
        table = self.table
        table.view.fold(*FOLDS)
        table.view.verb_width = 5
        table.set_hints(_("↑↓ choose"), _("Enter what comes next"), _("F4 correct"))
        table.say_when_empty(
            nothing_yet(
                _("Nobody is planned on this day, and nobody signed in."),
                _("Scan a card above, or sign somebody in who came without being planned."),
                _("Sign somebody in…"),
                self._deeds.walk_in,
                Icon.PEOPLE,
            )
        )
        add = table.add_action
        for words, run, name, keys in self._on_rows():
            add(words, self.for_row(run), name, keys)
        self.detail.more.setMenu(self._menu())
        self.lay_out(pane_width=PANE_WIDTH)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout), "a view lays its parts out below each other"
        layout.setSpacing(px(12))
        layout.insertLayout(0, self._head())

    def _on_rows(self) -> tuple[tuple[str, Callable[[DayLine], object], Icon, str], ...]:
        deeds = self._deeds
        return (
            (_("Sign out with what was done…"), deeds.sign_out, Icon.EDIT, "F6"),
            (_("Correct it…"), deeds.correct, Icon.EDIT, "F4"),
            (_("Confirm as it stands"), deeds.confirm, Icon.CHECKMARK_CIRCLE, "F7"),
            (_("Did not come…"), partial(deeds.mark_absent, excused=False), Icon.WARNING, ""),
            (_("Told beforehand…"), partial(deeds.mark_absent, excused=True), Icon.NOTE, ""),
            (_("Make void…"), deeds.void, Icon.DELETE, "Del"),
            (_("Show the volunteer"), self._on_person, Icon.PERSON, ""),
            (_("Details"), self.open_pane, Icon.OPEN, "Space"),
        )

    def _menu(self) -> QMenu:
        return self.menu([(words, name, run) for words, run, name, _keys in self._on_rows()[:-1]])

    def _head(self) -> QHBoxLayout:
        self.field.setToolTip(f"{self.field.accessibleName()}  F2")
        head = row(self.before, self.day, self.after, self.today, self.field, gap=6)
        head.setStretchFactor(self.field, 1)
        for tile in self.tiles.values():
            head.addWidget(tile)
        return head

    def _connect(self) -> None:
        self.day.editingFinished.connect(self.refresh)
        self.before.clicked.connect(partial(self._on_step, -1))
        self.after.clicked.connect(partial(self._on_step, 1))
        self.today.clicked.connect(self._on_today)
        self.field.scanned.connect(self._on_field)
        self.detail.next.clicked.connect(self.for_current(self._deeds.go_on))
        self.detail.correct.clicked.connect(self.for_current(self._deeds.correct))
        self.detail.person.clicked.connect(self.for_current(self._on_person))
        for key, tile in self.tiles.items():
            tile.clicked.connect(partial(self._on_tile, key))

    def _show_tiles(self, lines: list[DayLine], waits: int) -> None:
        late = sum(line.mark == LATE for line in lines)
        there = sum(line.is_there for line in lines)
        self.tiles["all"].show_number(sum(line.duty is not None for line in lines))
        self.tiles["there"].show_number(there, Tone.GOOD if there else None)
        self.tiles["waiting"].show_number(late, Tone.WARNING if late else None)
        self.tiles[REVIEW].show_number(waits, Tone.BAD if waits else None)

    def _on_step(self, days: int, _checked: bool = False) -> None:
        self.show_day(self.shown_day() + timedelta(days=days))

    def _on_today(self) -> None:
        self.show_day(self._services.today())

    def _on_tile(self, key: str, _checked: bool = False) -> None:
        self.show_segment(key)

    def _on_field(self, typed: str) -> None:
        if self._deeds.take(typed):
            self.taken.emit()
        else:
            self.not_found.emit(typed)
        self.go_to_field()

    def _on_person(self, line: DayLine) -> None:
        self.volunteer_wanted.emit(line.volunteer_id)


def _fits(line: DayLine, segment: str) -> bool:
    if segment == "waiting":
        return line.can_sign_in
    if segment == "there":
        return line.is_there
    return segment != REVIEW or line.state is PresenceState.TO_REVIEW
