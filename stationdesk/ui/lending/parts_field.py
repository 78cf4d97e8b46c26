"""The parts that belong to every piece of a kind: what is looked at when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.lending.kinds import NewPart
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.fields import CountField, TextField
from stationdesk.ui.widgets.row_list import FormRow, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId
    from stationdesk.ui.lending.goods_on_shelf import GoodsOnShelf


class PartRow(FormRow):
    """One part: its name, how many of it, and the goods it is refilled from."""

    def __init__(self, goods: GoodsOnShelf) -> None:
        super().__init__(_("Take this part out"))
        self.name = TextField(hint=_("Part, e.g. pump hose"))
        self.name.setAccessibleName(_("Name of the part"))
        self.quantity = CountField(1, least=1)
        self.quantity.setAccessibleName(_("Pieces of the part"))
        self.quantity.setFixedWidth(px(64))
        self.item = goods.item_field(_("Not refilled from the stock"))
        self.item.setAccessibleName(_("Refilled from these goods"))
        line = row(self.name, self.quantity, self.item, self.remove)
        line.setStretchFactor(self.name, 2)
        line.setStretchFactor(self.item, 3)
        self.setLayout(line)
        for field in (self.name, self.quantity, self.item):
            field.edited.connect(self.edited)

    def stops(self) -> Sequence[QWidget]:
        return (self.name, self.quantity, self.item)

    def is_empty(self) -> bool:
        return self.name.is_empty()

    def unreadable(self) -> str:
        if self.quantity.is_empty():
            return _("Write how many pieces of each part there are.")
        return self.quantity.unreadable() or self.item.unreadable()

    def part(self) -> NewPart:
        """Return the part as it stands here."""
        item_id = cast("ItemId | None", self.item.value())
        return NewPart(name=self.name.value(), quantity=self.quantity.value() or 0, item_id=item_id)

    def fill(self, part: NewPart) -> None:
        """Write a part into the fields."""
        self.name.set_value(part.name)
        self.quantity.set_value(part.quantity)
        self.item.set_value(part.item_id)


class PartsField(RowList[PartRow]):
    """The parts of a kind; a field of a form."""

    def __init__(self, goods: GoodsOnShelf, parent: QWidget | None = None) -> None:
        super().__init__(lambda: PartRow(goods), _("Add a part"), parent)

    def value(self) -> tuple[NewPart, ...]:
        """Return the parts named, from top to bottom."""
        return tuple(each.part() for each in self.filled())

    def set_value(self, parts: Iterable[NewPart]) -> None:
        """Show these parts and no others."""
        self.clear_rows()
        for part in parts:
            self.add_row().fill(part)
