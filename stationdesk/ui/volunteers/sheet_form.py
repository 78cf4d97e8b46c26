"""A paper sign-in sheet typed in at once: a row for each line, Enter from field to field."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer

from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.services.search_words import initials
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.attendance_forms import MOST_AWAY, leaving, work_field
from stationdesk.ui.volunteers.placing import at_left
from stationdesk.ui.volunteers.words import person_words
from stationdesk.ui.widgets.basics import button, column, keep_shown, label, row, set_look
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TimeField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.row_list import FormRow, RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.volunteers.day_lines import DayLine

WIDTH = 860


class SheetRow(FormRow):
    """One line of the sheet; what the desk refuses about it is said below it."""

    def __init__(self, people: Mapping[object, str]) -> None:
        super().__init__(_("Take this line out"))
        self.who = ChoiceField(people, initials)
        self.came, self.left = TimeField(), TimeField()
        self.away, self.work = CountField(least=0, most=MOST_AWAY), work_field()
        self.request_key = new_uid()
        self.assignment_id: AssignmentId | None = None
        self.planned_for: object = None
        self._said = label("", "error", wrap=True)
        self._said.hide()
        self._dress()
        line = row(*self.stops(), self.remove, gap=6)
        line.setStretchFactor(self.who, 2)
        line.setStretchFactor(self.work, 3)
        self.setLayout(column(line, self._said, gap=2))

    def stops(self) -> Sequence[QWidget]:
        return (self.who, self.came, self.left, self.away, self.work)

    def is_empty(self) -> bool:
        return self.came.is_empty() and self.left.is_empty()

    def unreadable(self) -> str:
        fields = (self.who, self.came, self.left, self.away)
        told = next(filter(None, (each.unreadable() for each in fields)), "")
        if not told and self.who.is_empty():
            told = _("Choose who it was.")
        if not told and (self.came.is_empty() or self.left.is_empty()):
            told = _("Write when they came and when they left.")
        self.say([told] if told else [])
        return told

    def say(self, sentences: Sequence[str]) -> None:
        """Show what stands against this line."""
        self._said.setText("\n".join(sentences))
        keep_shown(self._said, shown=bool(sentences))
        set_look(self.who, wrong=bool(sentences))

    def wish(self, day: date) -> NewAttendance:
        """Return the attendance that stands in this line."""
        typed = self.came.value()
        assert typed is not None, "a line that can be read has its times"
        came = datetime.combine(day, typed)
        left = leaving(came, self.left.value())
        assert left is not None, "a line that can be read has its times"
        who = self.who.value()
        return NewAttendance(
            volunteer_id=cast("VolunteerId", who),
            came_at=came,
            left_at=left,
            away_minutes=self.away.value() or 0,
            work=self.work.value(),
            assignment_id=self.assignment_id if who == self.planned_for else None,
            by=Means.PAPER,
            request_key=self.request_key,
        )

    def fill(self, line: DayLine) -> None:
        """Begin with somebody who is planned, and the times of the shift."""
        self.who.set_value(line.volunteer_id)
        self.planned_for = line.volunteer_id
        if line.bound and line.duty is not None:
            self.assignment_id = line.duty.assignment_id
        if line.starts is not None and line.ends is not None:
            self.came.set_value(line.starts.time())
            self.left.set_value(line.ends.time())

    def _dress(self) -> None:
        for field, name, width in (
            (self.who, _("Volunteer"), 0),
            (self.came, _("Signed in"), 84),
            (self.left, _("Signed out at"), 84),
            (self.away, _("Minutes away"), 72),
            (self.work, _("Service done"), 0),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
            if width:
                field.setMaximumWidth(px(width))
            field.edited.connect(self.edited)
        self.came.setPlaceholderText(_("came"))
        self.left.setPlaceholderText(_("left"))
        self.away.setPlaceholderText(_("away"))
        self.work.setPlaceholderText(_("Service done"))


class SheetForm(Form):
    """Keeps all lines of a day's sheet, or none of them."""

    def __init__(
        self,
        attendance: AttendanceDesk,
        people: Sequence[Volunteer],
        day: date,
        today: date,
        planned: Callable[[date], Sequence[DayLine]],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``planned`` returns who was planned on a day and has not signed in."""
        title = _("Write a sign-in sheet down")
        super().__init__(title, _("Write it down"), dialogs=dialogs, parent=parent)
        self._attendance, self._planned = attendance, planned
        self._names: dict[object, str] = {None: _("Choose…")}
        self._names |= {each.id: person_words(each) for each in people}
        self.setMinimumWidth(px(WIDTH))
        self.day = self.add("day", _("Day of the sheet"), DayField(today, day), required=True)
        self.fill = button(_("Take over who was planned"), Icon.CALENDAR_CHECKMARK)
        self.grid.add_wide(at_left(self.fill))
        self.lines = self.add(
            "lines", _("Lines of the sheet"), RowList(self._new_row, _("Add a line"))
        )
        self.lines.add_row()
        self.fill.clicked.connect(self._on_fill)
        self.lines.edited.connect(self._on_lines)
        self.set_clean()

    def keep(self) -> None:
        day, rows = self.day.value(), self.lines.filled()
        assert day is not None, "a required day is filled in"
        for each in rows:
            each.say([])
        try:
            self._attendance.write_sheet([each.wish(day) for each in rows])
        except Refused as refusal:
            raise Refused(self._told_below(rows, refusal.problems)) from None

    def _told_below(self, rows: Sequence[SheetRow], problems: Sequence[Problem]) -> list[Problem]:
        """Say each problem under the line it is about; return all as one about the lines."""
        for place, each in enumerate(rows, start=1):
            mine = f"lines.{place}."
            each.say([str(problem) for problem in problems if problem.about.startswith(mine)])
        return [replace(each, about="lines") for each in problems[:1]]

    def _new_row(self) -> SheetRow:
        return SheetRow(self._names)

    def _on_lines(self) -> None:
        """Grow with the lines, once they have their places."""
        QTimer.singleShot(0, self._take_size)

    def _on_fill(self) -> None:
        day = self.day.value()
        if day is None:
            return
        taken = {each.who.value() for each in self.lines.filled()}
        for each in [each for each in self.lines.rows if each.is_empty()]:
            each.removed.emit()
        for line in self._planned(day):
            if line.volunteer_id not in taken:
                self.lines.add_row().fill(line)
        if not self.lines.rows:
            self.lines.add_row()
        self._on_edited()
        self._on_lines()
