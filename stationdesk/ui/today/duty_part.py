"""Who is on duty today, and what is not covered (今日值班)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px, theme
from stationdesk.ui.today.duty_chips import other_chip, place_chip
from stationdesk.ui.today.duty_said import (
    NOT_PUBLISHED,
    change_words,
    hole_mark,
    hole_time,
    hole_words,
    missing_mark,
    shift_hours,
)
from stationdesk.ui.widgets.basics import Elide, Pill, button, clear, column, label, row
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.attendance.duty_day import DutyDay, DutyShift
    from stationdesk.domain.roster.cover_rules import Hole

MOST_HOLES = 3


class DutyPart(QWidget):
    """Shifts of the day with their people; a click signs somebody in or out."""

    sign_in_wanted = pyqtSignal(object)
    """A ``DutyPlace``."""
    sign_out_wanted = pyqtSignal(object)
    """A ``PresenceLine``."""
    roster_wanted = pyqtSignal()
    walk_in_wanted = pyqtSignal()
    """Somebody came who is on no shift."""

    def __init__(self) -> None:
        super().__init__()
        self._day = column(gap=8)
        self._inner = QWidget()
        self._inner.setProperty("look", "scrolled")
        self._inner.setLayout(column(self._day, None, gap=8))
        self._area = scrolling(self._inner)
        self.begin = button(_("Make a roster"), Icon.CALENDAR)
        self.begin.clicked.connect(lambda _checked: self.roster_wanted.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty())
        self.setLayout(column(self._stack))

    def show_duty(self, duty: DutyDay | None) -> None:
        """Show how duty stands; the button that had the keys keeps them."""
        had = self._focused()
        clear(self._day)
        self._stack.setCurrentIndex(0 if duty is not None and duty.kept else 1)
        if duty is None:
            return
        for line in self._told(duty):
            self._day.addWidget(line)
        found = self.findChild(QPushButton, had) if had else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> EmptyState:
        return EmptyState(
            Nothing.NEVER_USED,
            _("Nobody is on a roster yet."),
            _("Make a roster for your volunteers; who is on duty is told here."),
            (self.begin,),
            name=Icon.PEOPLE_TEAM,
        )

    def _told(self, duty: DutyDay) -> list[QWidget]:
        told = [self._hole(hole, duty.now) for hole in duty.holes[:MOST_HOLES]]
        if duty.planned and not duty.published:
            told.append(Pill(NOT_PUBLISHED))
        if not duty.shifts:
            told.append(label(_("There is no shift today."), "muted"))
        wide = _widest([shift.shift.name for shift in duty.shifts])
        told += [self._shift(shift, wide) for shift in duty.shifts]
        if duty.others:
            chips = [other_chip(each, self.sign_out_wanted.emit) for each in duty.others]
            told.append(_line(_heading(_("Others there"), "", wide), chips))
        told.append(self._foot(change_words(duty.next_change)))
        return told

    def _foot(self, change: str) -> QWidget:
        made, words = QWidget(), Elide(change, "caption")
        verb = button(_("Somebody else came"), look="link")
        verb.clicked.connect(lambda _checked: self.walk_in_wanted.emit())
        line = row(words, verb)
        line.setStretchFactor(words, 1)
        made.setLayout(line)
        return made

    def _hole(self, hole: Hole, now: int) -> QWidget:
        made = QWidget()
        verb = button(_("Fill the gap"), look="link")
        verb.clicked.connect(lambda _checked: self.roster_wanted.emit())
        told = Elide()
        time, count = hole_time(hole), f"{hole.present}/{hole.wanted}"
        told.say(hole_words(hole), f"{time} {hole.rule_name} {count}", f"{time} {count}")
        line = row(Pill(hole_mark(hole, now)), told, verb)
        line.setStretchFactor(told, 1)
        made.setLayout(line)
        return made

    def _shift(self, shift: DutyShift, wide: int) -> QWidget:
        chips = [
            place_chip(place, self.sign_in_wanted.emit, self.sign_out_wanted.emit)
            for place in shift.places
        ]
        mark = missing_mark(shift)
        if mark is not None:
            chips.append(Pill(mark))
        return _line(_heading(shift.shift.name, shift_hours(shift.shift), wide), chips)

    def _focused(self) -> str:
        held = self.focusWidget()
        return held.objectName() if held is not None and held.hasFocus() else ""


def _line(heading: QWidget, chips: Sequence[QWidget]) -> QWidget:
    made, flow = QWidget(), QWidget()
    shape = FlowLayout(gap=6, line_gap=6)
    for chip in chips:
        shape.addWidget(chip)
    flow.setLayout(shape)
    flow.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line = row(heading, flow, gap=10)
    line.setAlignment(heading, Qt.AlignmentFlag.AlignTop)
    line.setStretchFactor(flow, 1)
    made.setLayout(line)
    return made


def _heading(name: str, hours: str, wide: int) -> QWidget:
    made = QWidget()
    words = Elide(name, "strong")
    words.setFixedWidth(wide)
    made.setLayout(row(words, label(hours, "caption"), gap=8))
    made.setMinimumHeight(px(28))
    return made


def _widest(names: Sequence[str]) -> int:
    """Return the room that the names of shifts take, one below the other."""
    metrics = QFontMetrics(theme().font(14, bold=True))
    widths = [metrics.horizontalAdvance(name) for name in names]
    return min(max([px(28), *widths]) + 2, px(90))
