"""An item of the ledger: what it is, where it belongs, how many there should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtGui import QShortcut
from PyQt6.QtWidgets import QDialogButtonBox

from stationdesk.domain.goods import (
    LONGEST_WARNING_DAYS,
    USED_FOR,
    NewItem,
    used_for_of,
    usual_category,
    usual_warn_days,
)
from stationdesk.i18n import _
from stationdesk.ui.inventory.goods_choice import place_of
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    LongTextField,
    TextField,
    TickField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.stock import Item
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer

UNITS = (
    "个",
    "把",
    "瓶",
    "包",
    "盒",
    "卷",
    "支",
    "件",
    "套",
    "副",
    "双",
    "桶",
    "箱",
    "本",
    "条",
    "袋",
)
DATED = frozenset({"first_aid", "medicine", "drinking_water", "cleaning", "cooling", "mask"})
"""What usually bears an expiry date; only proposed."""


class ItemForm(Form):
    """Adds an item, or changes ``item`` where one is given.

    ``item_id`` tells which one was kept last; ``kept`` how many were added in a row.
    """

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        item: Item | None = None,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("New item") if item is None else _("Edit item")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._inventory, self._item, self._offer = inventory, item, offer
        self.item_id: ItemId | None = item.id if item else None
        self.kept = 0
        self._wants_next = False
        self._build(item)
        self._connect_fields()
        if item is None:
            self.used_for.set_value("other")
        else:
            self._show_item(item)
        self._on_tracks_expiry()
        self.set_clean()

    def keep(self) -> None:
        wish = self._wish()
        if self._item is None:
            self.item_id = self._inventory.add_item(wish)
        else:
            self._inventory.change_item(self._item.id, wish, self._item.version)
        self.kept += 1

    def keep_and_next(self) -> None:
        """Keep the item and begin the next one; place, unit and category stay."""
        self._wants_next = True
        self.try_to_keep()
        self._wants_next = False

    def accept(self) -> None:
        if self._wants_next:
            self._begin_next()
        else:
            super().accept()

    def _build(self, item: Item | None) -> None:
        items = self._offer.items.values()
        self.name = self.add("name", _("Item name"), TextField(), required=True)
        self.spec = self.add("spec", _("Specification"), TextField(hint=_("size, type, contents")))
        self.unit = self.add("unit", _("Unit"), TextField(), required=True)
        self.unit.offer(list(dict.fromkeys([*(each.unit for each in items), *UNITS])))
        self.used_for = self.add(
            "used_for",
            _("Used for"),
            ChoiceField({key: _(words) for key, words in USED_FOR.items()}),
        )
        self.category = self.add("category", _("Category"), TextField())
        self.category.offer(sorted({each.category for each in items if each.category}))
        self.place = self.add(
            "place_id", _("Usual place"), self._offer.place_field(_("No usual place"))
        )
        self.minimum = self.add(
            "minimum", _("Minimum stock"), CountField(0), hint=_("Below it the item counts as low.")
        )
        self.target = self.add(
            "target", _("Target stock"), CountField(0), hint=_("Restocking fills up to it.")
        )
        self.tracks_expiry = self.add(
            "tracks_expiry", _("Expiry"), TickField(_("Has an expiry date"))
        )
        self.warn_days = self.add(
            "warn_days", _("Warn ahead"), CountField(30, most=LONGEST_WARNING_DAYS), unit=_("days")
        )
        self.words = self.add("note", _("Note"), LongTextField(lines=2), wide=True)
        self.next_button = button(_("Save and next"), tip=_("Save and next") + "  Ctrl+Shift+Enter")
        box = self.keep_button.parentWidget()
        if item is None and isinstance(box, QDialogButtonBox):
            box.addButton(self.next_button, QDialogButtonBox.ButtonRole.ActionRole)

    def _connect_fields(self) -> None:
        self.next_button.clicked.connect(self.keep_and_next)
        if self._item is None:
            QShortcut("Ctrl+Shift+Return", self).activated.connect(self.keep_and_next)
        self.tracks_expiry.edited.connect(self._on_tracks_expiry)
        self.name.editingFinished.connect(self._guess)
        self.used_for.activated.connect(self._on_used_for)

    def _show_item(self, item: Item) -> None:
        self.name.set_value(item.name)
        self.spec.set_value(item.spec)
        self.unit.set_value(item.unit)
        self.used_for.set_value(item.used_for)
        self.category.set_value(item.category)
        self.place.set_value(item.place.id if item.place else None)
        self.minimum.set_value(item.minimum)
        self.target.set_value(item.target)
        self.tracks_expiry.set_value(item.tracks_expiry)
        self.warn_days.set_value(item.warn_days)
        self.words.set_value(item.note)

    def _guess(self) -> None:
        """Propose for a new item what its name tells: use, category, expiry, warning."""
        if self._item is not None or self.name.is_empty():
            return
        used_for = used_for_of(self.name.value(), self.spec.value())
        self.used_for.set_value(used_for)
        self._propose(used_for)

    def _on_used_for(self, _number: int) -> None:
        if self._item is None:
            self._propose(str(self.used_for.value()))

    def _propose(self, used_for: str) -> None:
        self.category.set_value(_(usual_category(used_for)))
        self.warn_days.set_value(usual_warn_days(used_for))
        self.tracks_expiry.set_value(used_for in DATED)

    def _on_tracks_expiry(self) -> None:
        self.warn_days.setEnabled(self.tracks_expiry.value())

    def _begin_next(self) -> None:
        for field in (self.name, self.spec, self.words):
            field.set_value("")
        self.minimum.set_value(0)
        self.target.set_value(0)
        self.grid.show_problems({})
        self.set_clean()
        self.name.setFocus()

    def _wish(self) -> NewItem:
        item = self._item
        return NewItem(
            name=self.name.value(),
            unit=self.unit.value(),
            spec=self.spec.value(),
            category=self.category.value(),
            used_for=str(self.used_for.value()),
            place_id=place_of(self.place),
            minimum=self.minimum.value() or 0,
            target=self.target.value() or 0,
            tracks_expiry=self.tracks_expiry.value(),
            warn_days=self.warn_days.value(),
            note=self.words.value(),
            code=item.code if item else "",
            since=item.since if item else None,
        )
