"""What belongs in a required set, such as a first-aid kit, and how often one looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from stationdesk.domain.goods import USED_FOR
from stationdesk.domain.required_sets import MONTHLY, NewRequiredLine, NewRequiredSet
from stationdesk.i18n import _
from stationdesk.ui.inventory.goods_choice import beside, place_of
from stationdesk.ui.inventory.lines_editor import LineHead, LineRow, LinesEditor
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId, RequiredSetId
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.required_sets import RequiredSet
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class RequiredRow(LineRow):
    """An item and how many pieces of it the set asks for."""

    def __init__(self, offer: GoodsOnOffer) -> None:
        super().__init__()
        self._offer = offer
        self.item = offer.item_field()
        self.quantity = CountField(1, least=1)
        self.unit = label("", "muted")
        self.item.setAccessibleName(_("Item"))
        self.quantity.setAccessibleName(_("Quantity"))
        self.item.edited.connect(self._on_item)
        self.quantity.edited.connect(self.edited)

    def fields(self) -> dict[str, QWidget]:
        return {"item_id": self.item, "quantity": self.quantity}

    def cells(self) -> list[QWidget]:
        return [self.item, beside(self.quantity, self.unit)]

    def is_blank(self) -> bool:
        return self.item.value() is None

    def line(self) -> NewRequiredLine:
        """Return what was typed; a quantity that is missing counts as none."""
        return NewRequiredLine(
            item_id=cast("ItemId", self.item.value()), quantity=self.quantity.value() or 0
        )

    def _on_item(self) -> None:
        item = self._offer.item(self.item.value())
        self.unit.setText(item.unit if item else "")
        self.edited.emit()


class RequiredSetForm(Form):
    """Adds a set, or changes ``required_set`` where one is given."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        required_set: RequiredSet | None = None,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("New required set") if required_set is None else _("Edit the required set")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._inventory, self._set = inventory, required_set
        self.set_id: RequiredSetId | None = required_set.id if required_set else None
        self.name = self.add("name", _("Set name"), TextField(), required=True)
        self.place = self.add("place_id", _("Where it lies"), offer.place_field(_("Anywhere")))
        self.used_for = self.add(
            "used_for", _("Used for"), ChoiceField({key: _(word) for key, word in USED_FOR.items()})
        )
        self.every = self.add(
            "check_every_days",
            _("Check every"),
            CountField(MONTHLY, least=1),
            required=True,
            unit=_("days"),
        )
        self.lines: LinesEditor[RequiredRow] = LinesEditor(_heads(), partial(RequiredRow, offer))
        self.add("lines", _("What belongs in it"), self.lines, required=True, wide=True)
        self.lines.rows_changed.connect(self._on_rows_changed)
        self.used_for.set_value("first_aid")
        if required_set is not None:
            self._show_set(required_set, today)
        self.set_clean()

    def try_to_keep(self) -> None:
        self.lines.settle()
        super().try_to_keep()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show problems about a line under that line."""
        super().show_problems(self.lines.show_problems(list(problems)))

    def keep(self) -> None:
        wish = NewRequiredSet(
            name=self.name.value(),
            lines=tuple(each.line() for each in self.lines.filled_rows()),
            used_for=str(self.used_for.value()),
            place_id=place_of(self.place),
            check_every_days=self.every.value() or 0,
        )
        if self._set is None:
            self.set_id = self._inventory.add_required_set(wish)
        else:
            self._inventory.change_required_set(self._set.id, wish, self._set.version)

    def _show_set(self, required_set: RequiredSet, today: date) -> None:
        self.name.set_value(required_set.name)
        self.place.set_value(required_set.place.id if required_set.place else None)
        self.used_for.set_value(required_set.used_for)
        self.every.set_value(required_set.check_every_days)
        for line in required_set.lines_on(today):
            made = self.lines.blank_row()
            made.quantity.set_value(line.quantity)
            made.item.set_value(line.item.id)

    def _on_rows_changed(self) -> None:
        if self.isVisible():
            self._take_size()


def _heads() -> list[LineHead]:
    return [LineHead(_("Item"), 300, 4), LineHead(_("Quantity"), 110, 1)]
