"""Undoing a posted document: the reason is all there is to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.stock import KIND_WORDS
from stationdesk.i18n import _
from stationdesk.ui.inventory.columns import goods_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.stock import StockDocument
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs


class ReversalForm(Form):
    """Reverses one document."""

    def __init__(
        self,
        inventory: Inventory,
        document: StockDocument,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Reverse {number}").format(number=document.number),
            _("Reverse"),
            dialogs=dialogs,
            parent=parent,
        )
        self._inventory, self._document = inventory, document
        self._request_key = new_uid()
        told = (
            f"{_(KIND_WORDS[document.kind])} · {document.business_date} · {goods_words(document)}"
        )
        self.grid.add_wide(label(told, wrap=True))
        self.grid.add_wide(
            label(
                _("Another document takes everything back on the same day. Both stay in the list."),
                "caption",
                wrap=True,
            )
        )
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        self.reason.offer(
            [_("Wrong quantity"), _("Wrong item"), _("Posted twice"), _("Goods were returned")]
        )

    def keep(self) -> None:
        self._inventory.reverse(self._document.id, self.reason.value(), self._request_key)
