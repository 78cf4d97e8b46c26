"""A count begins: what is counted, and on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stocktake import NewStocktake
from stationdesk.i18n import _
from stationdesk.ui.inventory.goods_choice import place_of
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import StocktakeId
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class StocktakeForm(Form):
    """Starts a count; ``stocktake_id`` tells which."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Start a count"), _("Start counting"), dialogs=dialogs, parent=parent)
        self._inventory, self._today = inventory, today
        self.stocktake_id: StocktakeId | None = None
        known = sorted({each.category for each in offer.items.values() if each.category})
        categories: dict[object, str] = {"": _("All categories")}
        categories |= {each: each for each in known}
        self.place = self.add("scope", _("Location"), offer.place_field(_("The whole station")))
        self.category = self.add(
            "category",
            _("Category"),
            ChoiceField(categories),
        )
        self.day = self.add(
            "business_date",
            _("Date"),
            DayField(today, today),
            required=True,
            hint=_("The sheet is frozen now; goods may still come and go while you count."),
        )
        self.words = self.add("note", _("Note"), TextField())
        self.set_clean()

    def keep(self) -> None:
        self.stocktake_id = self._inventory.start_stocktake(
            NewStocktake(
                business_date=self.day.value() or self._today,
                place_id=place_of(self.place),
                category=str(self.category.value()) or None,
                note=self.words.value(),
            )
        )
