"""Spares taken from the stock by an upkeep or a repair: goods and pieces, one kind a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.faults import Spare
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, column, icon_button, label, row
from stationdesk.ui.widgets.fields import ChoiceField, CountField
from stationdesk.ui.widgets.forms import next_stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import ItemId
    from stationdesk.services.inventory import Inventory

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SpareShelf:
    """The goods that may be taken as spares now, and how each is found."""

    def __init__(self, inventory: Inventory) -> None:
        stock = [line for line in inventory.stock() if line.usable > 0]
        words = inventory.search_words()
        self.options: dict[object, str] = {None: _("No spare")}
        self.units: dict[object, str] = {}
        self._words: dict[str, str] = {}
        for line in stock:
            told = _("{item}  {code} · {count} {unit} left").format(
                item=line.item.title(),
                code=line.item.code,
                count=line.usable,
                unit=line.item.unit,
            )
            self.options[line.item.id] = told
            self.units[line.item.id] = line.item.unit
            self._words[told] = words.get(line.item.id, "")

    def initials_of(self, told: str) -> str:
        """Return the words by which an option is found."""
        return self._words.get(told, "")


class SpareRow(QWidget):
    """One kind of goods and how many pieces of it."""

    edited = pyqtSignal()
    removed = pyqtSignal()

    def __init__(self, shelf: SpareShelf) -> None:
        super().__init__()
        self._shelf = shelf
        self.item = ChoiceField(shelf.options, shelf.initials_of)
        self.item.setAccessibleName(_("Spare from the stock"))
        self.quantity = CountField(1, least=1)
        self.quantity.setAccessibleName(_("Pieces of the spare"))
        self.quantity.setFixedWidth(px(72))
        self.unit = label("", "muted")
        self.unit.setMinimumWidth(px(24))
        self.remove = icon_button(Icon.DISMISS, _("Remove this spare"))
        line = row(self.item, self.quantity, self.unit, self.remove)
        line.setStretchFactor(self.item, 1)
        self.setLayout(line)
        self.item.edited.connect(self._on_item)
        self.quantity.edited.connect(self.edited)
        self.remove.clicked.connect(self.removed)

    def spare(self) -> Spare | None:
        """Return what is taken, None while no goods are chosen; unreadable pieces count as 0."""
        item_id = self.item.value()
        if item_id is None:
            return None
        return Spare(cast("ItemId", item_id), self.quantity.value() or 0)

    def _on_item(self) -> None:
        self.unit.setText(self._shelf.units.get(self.item.value(), ""))
        self.edited.emit()


class SparesField(QWidget):
    """The spares of one deed; a field of a form. Lines are added as they are needed."""

    edited = pyqtSignal()

    def __init__(self, shelf: Callable[[], SpareShelf], parent: QWidget | None = None) -> None:
        """``shelf`` is asked only when the first spare is wanted."""
        super().__init__(parent)
        self._read_shelf = shelf
        self._shelf: SpareShelf | None = None
        self.rows: list[SpareRow] = []
        self._lines = column(gap=6)
        self.more = button(_("Take a spare from the stock"), Icon.ADD)
        self.setLayout(column(self._lines, row(self.more, None), gap=6))
        self.more.clicked.connect(self._on_more)

    def value(self) -> tuple[Spare, ...]:
        """Return the spares chosen, from top to bottom."""
        return tuple(filter(None, (each.spare() for each in self.rows)))

    def add_row(self) -> SpareRow:
        """Add a line and return it."""
        if self._shelf is None:
            self._shelf = self._read_shelf()
        made = SpareRow(self._shelf)
        self.rows.append(made)
        self._lines.addWidget(made)
        made.edited.connect(self.edited)
        made.removed.connect(partial(self._on_removed, made))
        for field in (made.item, made.quantity):
            field.installEventFilter(self)
        QWidget.setTabOrder(made.remove, self.more)
        return made

    def is_empty(self) -> bool:
        """Return whether no spare is chosen."""
        return not self.value()

    def unreadable(self) -> str:
        """Return what in a line cannot be read."""
        chosen = [each for each in self.rows if each.spare() is not None]
        told = [each.quantity.unreadable() or each.item.unreadable() for each in chosen]
        if any(each.quantity.is_empty() for each in chosen):
            told.append(_("Write how many pieces are taken."))
        return next(filter(None, told), "")

    def setFocus(self, *_reason: object) -> None:
        """Go to the first line, or to the button that adds one."""
        target = self.rows[0].item if self.rows else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() not in ENTER or not plain or not isinstance(watched, QWidget):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = next_stop(watched, back=back)
        if step is not None:
            step.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _on_more(self) -> None:
        self.add_row().item.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _on_removed(self, gone: SpareRow) -> None:
        self.rows.remove(gone)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.setParent(None)
        gone.deleteLater()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
