"""Goods of the stock, chosen in a form by name, code, pinyin or initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.stock import Item
    from stationdesk.services.inventory import Inventory


class GoodsOnShelf:
    """The goods that one may choose from while a form is open, with what is there of each."""

    def __init__(self, inventory: Inventory) -> None:
        words = inventory.search_words()
        self._items: dict[object, Item] = {}
        self._options: dict[object, str] = {}
        self._found_by: dict[str, str] = {}
        for line in inventory.stock():
            told = _("{item}  {code} · {count} {unit} there").format(
                item=line.item.title(),
                code=line.item.code,
                count=line.quantity,
                unit=line.item.unit,
            )
            self._items[line.item.id] = line.item
            self._options[line.item.id] = told
            self._found_by[told] = words.get(line.item.id, "")

    def item(self, item_id: object) -> Item | None:
        """Return the goods that a choice stands for, None where it stands for none."""
        return self._items.get(cast("ItemId", item_id))

    def options(self) -> dict[object, str]:
        """Return what one may choose from, by item."""
        return dict(self._options)

    def item_field(self, nothing: str, last: dict[object, str] | None = None) -> ChoiceField:
        """Return a field for goods; ``nothing`` is the choice of none, ``last`` stands below."""
        options: dict[object, str] = {None: nothing}
        field = ChoiceField(options | self._options | (last or {}), self._words_of)
        line = field.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Name, code or initials"))
        return field

    def _words_of(self, told: str) -> str:
        return self._found_by.get(told, "")
