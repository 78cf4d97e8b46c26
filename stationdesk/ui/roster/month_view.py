"""The month: people down, days across, with totals and what each day lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.roster.month_shown import month_shown
from stationdesk.ui.roster.place_menu import PlaceMenu
from stationdesk.ui.roster.shift_choice import ShiftChoice, ShiftOffer
from stationdesk.ui.roster.words import shift_words, times_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, column
from stationdesk.ui.widgets.month_grid import MonthGrid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.ui.roster.deeds import RosterDeeds
    from stationdesk.ui.roster.empty_roster import EmptyRoster
    from stationdesk.ui.roster.reading import Reading
    from stationdesk.ui.widgets.month_grid import MonthPart
    from stationdesk.ui.widgets.roster_shown import Chip


class MonthView(QWidget):
    """The same deeds as in the week, by the same keys; Enter asks for the shift."""

    was_read = pyqtSignal()
    step_wanted = pyqtSignal(int)
    gap_wanted = pyqtSignal(object)

    def __init__(self, deeds: RosterDeeds, read: Callable[[], Reading], empty: EmptyRoster) -> None:
        super().__init__()
        self._deeds, self._read_now, self.empty = deeds, read, empty
        self._read: Reading | None = None
        self.grid = MonthGrid(_("Roster of the month"))
        self.legend = Elide("", "caption")
        self.menu = PlaceMenu(deeds, self.reading, self)
        self._build()
        self._connect()

    def reading(self) -> Reading:
        """Return what is shown."""
        assert self._read is not None, "the view is read before anything is done in it"
        return self._read

    def is_read(self) -> bool:
        """Tell whether there is anything to show yet."""
        return self._read is not None

    def refresh(self) -> None:
        """Read the month and show it; the cursor stays where it was."""
        read = self._read = self._read_now()
        self.empty.show_for(read)
        self._pages.setCurrentWidget(self._content if read.shifts() else self.empty)
        self.grid.show_month(month_shown(read))
        self.legend.setText(self._legend())
        self.was_read.emit()

    def _build(self) -> None:
        self._content = QFrame()
        self._content.setProperty("look", "card")
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(px(1), px(6), px(1), px(6))
        inner.setSpacing(px(4))
        inner.addWidget(self.grid, 1)
        self.legend.setContentsMargins(px(14), 0, px(14), 0)
        inner.addWidget(self.legend)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._content)
        self._pages.addWidget(self.empty)
        self.setLayout(column(self._pages))

    def _connect(self) -> None:
        grid = self.grid
        grid.put_in_wanted.connect(self._on_put_in)
        grid.opened.connect(self._on_opened)
        grid.take_out_wanted.connect(self._on_take_out)
        grid.pin_wanted.connect(self._on_pin)
        grid.menu_wanted.connect(self.menu.open_at)
        grid.step_wanted.connect(self.step_wanted)

    def _legend(self) -> str:
        told: dict[str, str] = {}
        for shift in sorted(self.reading().shifts(), key=lambda each: each.from_minute):
            times = times_words(shift.from_minute, shift.to_minute)
            told.setdefault(shift.name, f"{shift.name[:1]} = {shift.name} {times}")
        return "    ".join(told.values())

    def _on_put_in(self, part: MonthPart, _typed: str) -> None:
        if part.line is None:
            self.gap_wanted.emit(part.head.day)
            return
        who = cast("VolunteerId", part.line.who)
        dialog = ShiftChoice(
            part.line.name,
            part.head.day,
            self._offers(who, part.head.day),
            lambda shift_id: self._deeds.put_in(shift_id, who),
            self,
        )
        dialog.exec()

    def _offers(self, who: VolunteerId, day: date) -> list[ShiftOffer]:
        read = self.reading()
        return [
            ShiftOffer(
                shift=shift,
                there=len(read.live(shift.id)),
                breaches=tuple(read.breaches_of(who, shift.id)),
            )
            for shift in read.shifts()
            if shift.day == day and all(row.volunteer_id != who for row in read.live(shift.id))
        ]

    def _on_opened(self, part: MonthPart) -> None:
        viewport = self.grid.viewport()
        where = self.grid.visualRect(self.grid.currentIndex()).bottomLeft()
        if viewport is not None:
            self.menu.open_at(part, viewport.mapToGlobal(where))

    def _on_take_out(self, part: MonthPart) -> None:
        if (chip := self._which(part, _("Take off which shift?"))) is not None:
            self._deeds.take_out(cast("AssignmentId", chip.key))

    def _on_pin(self, part: MonthPart) -> None:
        if (chip := self._which(part, _("Pin or unpin which shift?"))) is not None:
            self._deeds.pin(cast("AssignmentId", chip.key), pinned=not chip.pinned)

    def _which(self, part: MonthPart, question: str) -> Chip | None:
        """Return the place that is meant on a day; of several it is asked which."""
        live = [mark for mark in part.marks if not mark.chip.absent]
        if len(live) <= 1:
            return live[0].chip if live else part.chip
        read, options = self.reading(), {}
        for mark in live:
            row = read.row(cast("AssignmentId", mark.chip.key))
            if row is not None:
                options[str(mark.chip.key)] = shift_words(read.shift(row.shift_id))
        chosen = self._deeds.which(question, options)
        return next((mark.chip for mark in live if str(mark.chip.key) == chosen), None)
