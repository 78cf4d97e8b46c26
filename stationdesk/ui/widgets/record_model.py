"""Any listing as a Qt model: a page of records in memory, or a window onto very many."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar, overload

from PyQt6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QObject, Qt

from stationdesk.i18n import _
from stationdesk.listings.columns import Column, Kind, Mark

Record = TypeVar("Record")
Value = str | int | float | date | Mark | None

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
RECORD_ROLE = SORT_ROLE + 1
MARK_ROLE = SORT_ROLE + 2
BLOCK_ROWS = 256
BLOCKS_KEPT = 64
NO_INDEX = QModelIndex()


class LazyRows(Sequence[Record]):
    """Records read in blocks as they are looked at; for ledgers too long to hold.

    ``read(first, count)`` returns ``count`` records from the ``first`` on, in the order shown.
    """

    def __init__(self, count: int, read: Callable[[int, int], Sequence[Record]]) -> None:
        self._count = count
        self._read = read
        self._blocks: OrderedDict[int, Sequence[Record]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many there are, read or not."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        """Return the record at ``place``, reading its block where it is not at hand."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        block, offset = divmod(place, BLOCK_ROWS)
        return self._block(block)[offset]

    def _block(self, number: int) -> Sequence[Record]:
        if number in self._blocks:
            self._blocks.move_to_end(number)
        else:
            self._blocks[number] = self._read(number * BLOCK_ROWS, BLOCK_ROWS)
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        return self._blocks[number]


class RecordTableModel(QAbstractTableModel, Generic[Record]):
    """Shows records through the columns of a listing; it holds no rule of its own.

    ``SORT_ROLE`` gives the bare value, ``RECORD_ROLE`` the whole record, ``MARK_ROLE`` the state
    of a state column. It sorts and narrows by itself, which in Python is a hundred times quicker
    than through a proxy model that asks for every comparison. ``verb_of`` adds a last column
    with the one thing to do about each record.
    """

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        verb_of: Callable[[Record], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.verb_of = verb_of
        self._all: Sequence[Record] = ()
        self._shown: Sequence[Record] = ()
        self._accepts: Callable[[Record], bool] | None = None
        self._sorted_by = -1
        self._order = Qt.SortOrder.AscendingOrder

    def show(self, records: Sequence[Record]) -> None:
        """Replace what is shown; ``LazyRows`` are shown as they come, without sort or filter."""
        self.beginResetModel()
        self._all = records if isinstance(records, LazyRows) else list(records)
        self._arrange()
        self.endResetModel()

    def narrow(self, accepts: Callable[[Record], bool] | None) -> None:
        """Show only records that ``accepts`` says yes to; None shows all."""
        self.beginResetModel()
        self._accepts = accepts
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, empty cells last; column -1 returns to the given order."""
        if isinstance(self._all, LazyRows):
            return
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._shown[index.row()]) for index in self.persistentIndexList()]
        self._sorted_by, self._order = column, order
        self._arrange()
        rows = {id(record): row for row, record in enumerate(self._shown)}
        for index, record in held:
            moved = self.index(rows[id(record)], index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    def all_records(self) -> Sequence[Record]:
        """Return every record, narrowed away or not."""
        return self._all

    def shown_records(self) -> Sequence[Record]:
        """Return the records in the order and choice shown."""
        return self._shown

    def record_at(self, row: int) -> Record:
        """Return the record in a row as shown."""
        return self._shown[row]

    def value_at(self, row: int, column: int) -> Value:
        """Return the bare value of a cell; the verb's column gives the verb."""
        record = self._shown[row]
        if column == len(self.columns):
            return self.verb_of(record) if self.verb_of else None
        return self.columns[column].read(record)

    def text_at(self, row: int, column: int) -> str:
        """Return a cell as the screen shows it."""
        kind = self.columns[column].kind if column < len(self.columns) else Kind.TEXT
        return as_text(self.value_at(row, column), kind)

    def rowCount(self, parent: QModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns) + (self.verb_of is not None)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text_at(index.row(), index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
            case _ if role == SORT_ROLE:
                return self.value_at(index.row(), index.column())
            case _ if role == MARK_ROLE:
                value = self.value_at(index.row(), index.column())
                return value if isinstance(value, Mark) else None
            case _ if role == RECORD_ROLE:
                return self._shown[index.row()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Action") if section == len(self.columns) else self.columns[section].heading()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column stands: numbers to the right, all else to the left."""
        right = column < len(self.columns) and self.columns[column].kind in _NUMBERS
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _arrange(self) -> None:
        if isinstance(self._all, LazyRows):
            self._shown = self._all
            return
        accepts = self._accepts
        shown = [record for record in self._all if accepts is None or accepts(record)]
        if 0 <= self._sorted_by < self.columnCount():
            shown = self._in_order(shown)
        self._shown = shown

    def _in_order(self, records: list[Record]) -> list[Record]:
        column = self._sorted_by
        if column == len(self.columns):
            verb_of = self.verb_of
            return sorted(records, key=lambda record: verb_of(record) if verb_of else "")
        read = self.columns[column].order or self.columns[column].read
        filled = [(read(record), record) for record in records]
        told = [pair for pair in filled if pair[0] is not None and pair[0] != ""]
        blank = [record for value, record in filled if value is None or value == ""]
        key_of = _sort_key()
        down = self._order is Qt.SortOrder.DescendingOrder
        told.sort(key=lambda pair: key_of(pair[0]), reverse=down)
        return [record for _value, record in told] + blank


_NUMBERS = (Kind.COUNT, Kind.PERCENT, Kind.HOURS)


def as_text(value: Value, kind: Kind = Kind.PERCENT) -> str:
    """Return a value as the screen shows it: ISO days, one decimal, a dash for nothing.

    A number with a decimal is a share, unless ``kind`` says that it counts hours.
    """
    if value is None or value == "":
        return "—"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.1f}" if kind is Kind.HOURS else f"{value:.1f}%"
    return str(value)


def _sort_key() -> Callable[[Any], Any]:
    """Return what sorts words by the order of the reader's language, and all else by itself.

    Words in a column of days (2024年) come after the days.
    """
    collator = QCollator(QLocale())
    collator.setNumericMode(True)

    def key_of(value: Any) -> Any:
        words = isinstance(value, str)
        return (words, collator.sortKey(value) if words else value)

    return key_of
