"""What can be done at a place of the roster: with the person, with the shift."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QObject, QPoint, pyqtSignal
from PyQt6.QtWidgets import QMenu, QWidget

from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.roster.deeds import new_like
from stationdesk.ui.roster.words import times_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.ids import AssignmentId, ShiftId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.ui.roster.deeds import RosterDeeds
    from stationdesk.ui.roster.reading import Reading
    from stationdesk.ui.widgets.month_grid import MonthPart
    from stationdesk.ui.widgets.roster_model import Part
    from stationdesk.ui.widgets.roster_shown import ShiftMark

SETTLED = frozenset({AssignmentState.ABSENT, AssignmentState.EXCUSED})
NOON = (540, 720)
"""The times a shift is first thought of with, where nothing like it is known: 09:00 to 12:00."""


class PlaceMenu(QObject):
    """A menu for the place one asked at.

    ``swap_wanted`` carries the row to be handed over, ``replan_wanted`` the row of somebody who is
    missing and whose place is to be filled by a search.
    """

    swap_wanted = pyqtSignal(object)
    replan_wanted = pyqtSignal(object)

    def __init__(self, deeds: RosterDeeds, reading: Callable[[], Reading], parent: QWidget) -> None:
        super().__init__(parent)
        self._deeds, self._reading, self._over = deeds, reading, parent

    def open_at(self, part: Part | MonthPart, where: QPoint) -> None:
        """Offer what can be done there."""
        menu = self.menu_for(part)
        menu.setParent(self._over, menu.windowFlags())
        menu.popup(where)

    def menu_for(self, part: Part | MonthPart) -> QMenu:
        """Return the deeds that make sense at a place."""
        menu = QMenu(self._over)
        row = None
        if len(marks := getattr(part, "marks", ())) > 1:
            self._offer_each(menu, marks)
            return menu
        if part.chip is not None:
            row = self._reading().row(cast("AssignmentId", part.chip.key))
        if row is not None:
            self._offer_row(menu, row)
            menu.addSeparator()
        shift = self._shift_at(part, row)
        if shift is not None:
            self._offer_shift(menu, shift)
        spot = getattr(part, "spot", None)
        if spot is None and shift is None:
            self._add(menu, _("Add a shift on this day"), Icon.ADD, partial(self.add_shift, part))
        return menu

    def add_shift(self, part: Part | MonthPart) -> None:
        """Add a shift on the day of a place, like its band on other days."""
        day = part.head.day
        like = self._like(part)
        if like is not None:
            self._deeds.add_shift(new_like(like, day))
        else:
            self._deeds.add_shift(
                NewShift(day=day, name="", from_minute=NOON[0], to_minute=NOON[1])
            )

    def _offer_each(self, menu: QMenu, marks: Sequence[ShiftMark]) -> None:
        """Offer the deeds of each shift of a day under its name: a month shows them in one cell."""
        for mark in marks:
            row = self._reading().row(cast("AssignmentId", mark.chip.key))
            if row is not None:
                shift = self._reading().shift(row.shift_id)
                times = times_words(shift.from_minute, shift.to_minute)
                inner = QMenu(f"{mark.said} {times}", menu)
                menu.addMenu(inner)
                self._offer_row(inner, row)
                inner.addSeparator()
                self._offer_shift(inner, shift)

    def _offer_row(self, menu: QMenu, row: Assignment) -> None:
        deeds, read, key = self._deeds, self._reading(), row.id
        shift = read.shift(row.shift_id)
        if row.is_live and not read.is_still(shift.day):
            instead = partial(deeds.ask_instead, read, key)
            self._add(menu, _("Somebody else instead…"), Icon.PEOPLE, instead)
            swap = partial(self.swap_wanted.emit, row)
            self._add(menu, _("Swap or give away…"), Icon.ARROW_SWAP, swap)
            words = _("Unpin") if row.pinned else _("Pin: proposals leave it")
            pin = partial(deeds.pin, key, pinned=not row.pinned)
            self._add(menu, f"{words}\tSpace", Icon.LOCK_CLOSED, pin)
            if deeds.warnings_of(read, key):
                passing = partial(deeds.pass_warnings, read, key)
                self._add(menu, _("Pass the warning…"), Icon.WARNING, passing)
            out = partial(deeds.take_out, key)
            self._add(menu, _("Take off the shift") + "\tDel", Icon.DELETE, out)
        if row.state is AssignmentState.CONFIRMED:
            told = partial(deeds.mark_absent, read, key, excused=True)
            self._add(menu, _("Told beforehand: cannot come…"), Icon.CALENDAR_CLOCK, told)
            if shift.day <= read.facts.today:
                absent = partial(deeds.mark_absent, read, key, excused=False)
                self._add(menu, _("Did not come…"), Icon.DISMISS_CIRCLE, absent)
        if row.state in SETTLED and shift.day <= read.facts.today:
            served = partial(deeds.mark_served, key)
            self._add(menu, _("Was there after all"), Icon.CHECKMARK_CIRCLE, served)
        if row.state in SETTLED:
            self._offer_replan(menu, row)

    def _offer_replan(self, menu: QMenu, row: Assignment) -> None:
        """Offer to fill the place of somebody missing, while the shift is still to come."""
        read = self._reading()
        shift = read.shift(row.shift_id)
        if shift.day >= read.facts.today and read.missing(shift) and not read.is_still(shift.day):
            words = _("Fill the place anew: few shifts move")
            self._add(menu, words, Icon.SPARKLE, partial(self.replan_wanted.emit, row))

    def _offer_shift(self, menu: QMenu, shift: Shift) -> None:
        read, deeds = self._reading(), self._deeds
        if read.is_still(shift.day):
            return
        if (vacated := read.vacated(shift.id)) is not None:
            self._offer_replan(menu, vacated)
        put = partial(deeds.ask_whom, read, shift)
        self._add(menu, _("Put somebody in…") + "\tEnter", Icon.ADD, put)
        menu.addSeparator()
        change = partial(deeds.change_shift, shift)
        self._add(menu, _("Change the shift…"), Icon.EDIT, change)
        self._add(menu, _("Drop the shift…"), Icon.DISMISS, partial(deeds.drop_shift, shift))

    def _shift_at(self, part: Part | MonthPart, row: Assignment | None) -> Shift | None:
        spot = getattr(part, "spot", None)
        if spot is not None:
            return self._reading().facts.shifts.get(cast("ShiftId", spot.key))
        return self._reading().shift(row.shift_id) if row is not None else None

    def _like(self, part: Part | MonthPart) -> Shift | None:
        band = getattr(part, "band", None)
        for spot in band.spots if band is not None else ():
            if spot is not None:
                return self._reading().facts.shifts.get(cast("ShiftId", spot.key))
        return None

    def _add(self, menu: QMenu, words: str, name: Icon, run: Callable[[], object]) -> None:
        action = menu.addAction(icon(name), words)
        if action is not None:
            action.triggered.connect(partial(_run, run))


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
