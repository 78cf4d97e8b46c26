"""The lines of a week of shifts, as a table that a screen reader can walk through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from stationdesk.i18n import _
from stationdesk.ui.widgets.roster_shown import Band, Chip, DayHead, Spot, WeekShown

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES_LINE = -1
"""The line of a band in which days tell their own times."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: the band it belongs to, and which of its chips (or the times)."""

    band: int
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands at one place: a shift of a day, and the chip there; either may be lacking."""

    band: Band
    head: DayHead
    spot: Spot | None
    chip: Chip | None
    plus: bool

    def said(self) -> str:
        """Return all of it in words."""
        where = f"{self.head.said()} {self.band.title()}"
        if self.spot is None:
            return _("{where}: no shift").format(where=where)
        where = f"{where} {self.spot.times or self.band.times}"
        told = _plus_words(self.spot) if self.chip is None else self.chip.said()
        return f"{where} · {told}" if told else where


def _plus_words(spot: Spot) -> str:
    if spot.missing:
        return _("{count} missing").format(count=spot.missing)
    return _("nobody yet") if not spot.chips else ""


class WeekModel(QAbstractTableModel):
    """Bands are cut into lines: a person is a cell, so that each is reached and read by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._week = WeekShown()
        self._lines: list[Line] = []

    def show(self, week: WeekShown) -> None:
        """Show another week."""
        self.beginResetModel()
        self._week = week
        self._lines = list(_lines(week))
        self.endResetModel()

    def week(self) -> WeekShown:
        """Return the week shown."""
        return self._week

    def line(self, row: int) -> Line:
        """Return which line of which band a row is."""
        return self._lines[row]

    def lines(self) -> list[Line]:
        """Return all lines from top to bottom."""
        return self._lines

    def row_of(self, band: int, slot: int) -> int:
        """Return the row of a line of a band."""
        return self._lines.index(Line(band, slot))

    def rows_of(self, band: int) -> tuple[int, int]:
        """Return the first and the last row of a band."""
        rows = [row for row, line in enumerate(self._lines) if line.band == band]
        return rows[0], rows[-1]

    def part(self, index: QModelIndex) -> Part | None:
        """Return what stands at ``index``, None outside the table."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        band = self._week.bands[line.band]
        spot = band.spots[index.column()]
        chips = spot.chips if spot else ()
        chip = chips[line.slot] if 0 <= line.slot < len(chips) else None
        plus = spot is not None and line.slot == len(chips) and spot.has_plus()
        head = self._week.days[index.column()]
        return Part(band=band, head=head, spot=spot, chip=chip, plus=plus)

    def stops(self, band: int, column: int) -> int:
        """Return at how many lines the cursor stops in a day of a band, at least one."""
        spot = self._week.bands[band].spots[column]
        return max(1, spot.lines() if spot else 1)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._week.days)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part = self.part(index)
        if part is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return part.chip.name if part.chip else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return part.said()
        if role == Qt.ItemDataRole.ToolTipRole and (part.chip or part.plus):
            return part.said()
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self._week.days):
                return None
            head = self._week.days[section]
            wanted = role == Qt.ItemDataRole.DisplayRole or head.note
            return head.said() if wanted else None
        if not 0 <= section < len(self._lines):
            return None
        band = self._week.bands[self._lines[section].band]
        return f"{band.title()} {band.times}"


def _lines(week: WeekShown) -> Iterator[Line]:
    for number, band in enumerate(week.bands):
        if band.is_timed():
            yield Line(number, TIMES_LINE)
        for slot in range(band.lines()):
            yield Line(number, slot)
