"""Spares taken from the stock by an upkeep or a repair: goods and pieces, one kind a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.faults import Spare
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label, row
from stationdesk.ui.widgets.fields import ChoiceField, CountField
from stationdesk.ui.widgets.row_list import FormRow, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId
    from stationdesk.services.inventory import Inventory


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


class SpareRow(FormRow):
    """One kind of goods and how many pieces of it."""

    def __init__(self, shelf: SpareShelf) -> None:
        super().__init__(_("Remove this spare"))
        self._shelf = shelf
        self.item = ChoiceField(shelf.options, shelf.initials_of)
        self.item.setAccessibleName(_("Spare from the stock"))
        self.quantity = CountField(1, least=1)
        self.quantity.setAccessibleName(_("Pieces of the spare"))
        self.quantity.setFixedWidth(px(72))
        self.unit = label("", "muted")
        self.unit.setMinimumWidth(px(24))
        line = row(self.item, self.quantity, self.unit, self.remove)
        line.setStretchFactor(self.item, 1)
        self.setLayout(line)
        self.item.edited.connect(self._on_item)
        self.quantity.edited.connect(self.edited)

    def spare(self) -> Spare | None:
        """Return what is taken, None while no goods are chosen; unreadable pieces count as 0."""
        item_id = self.item.value()
        if item_id is None:
            return None
        return Spare(cast("ItemId", item_id), self.quantity.value() or 0)

    def stops(self) -> tuple[QWidget, ...]:
        return (self.item, self.quantity)

    def is_empty(self) -> bool:
        return self.spare() is None

    def _on_item(self) -> None:
        self.unit.setText(self._shelf.units.get(self.item.value(), ""))
        self.edited.emit()


class SparesField(RowList[SpareRow]):
    """The spares of one deed; a field of a form. Lines are added as they are needed."""

    def __init__(self, shelf: Callable[[], SpareShelf], parent: QWidget | None = None) -> None:
        """``shelf`` is asked only when the first spare is wanted."""
        super().__init__(self._make_row, _("Take a spare from the stock"), parent)
        self._read_shelf = shelf
        self._shelf: SpareShelf | None = None

    def value(self) -> tuple[Spare, ...]:
        """Return the spares chosen, from top to bottom."""
        return tuple(filter(None, (each.spare() for each in self.rows)))

    def unreadable(self) -> str:
        """Return what in a line cannot be read."""
        chosen = self.filled()
        told = [each.quantity.unreadable() or each.item.unreadable() for each in chosen]
        if any(each.quantity.is_empty() for each in chosen):
            told.append(_("Write how many pieces are taken."))
        return next(filter(None, told), "")

    def _make_row(self) -> SpareRow:
        if self._shelf is None:
            self._shelf = self._read_shelf()
        return SpareRow(self._shelf)
