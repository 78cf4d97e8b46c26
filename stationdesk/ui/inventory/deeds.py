"""What can be done from the inventory page: each deed opens its form or window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.ids import new_uid
from stationdesk.domain.stock_wishes import NewIssue, NewScrap, ScrapLine, TakeLine
from stationdesk.domain.stocktake import StocktakeState
from stationdesk.i18n import _
from stationdesk.ui.inventory.documents_dialog import DocumentsDialog
from stationdesk.ui.inventory.goods_choice import GoodsOnOffer
from stationdesk.ui.inventory.issue_form import IssueForm
from stationdesk.ui.inventory.item_card_dialog import ItemCardDialog
from stationdesk.ui.inventory.item_form import ItemForm
from stationdesk.ui.inventory.move_form import MoveForm
from stationdesk.ui.inventory.places_dialog import PlacesDialog
from stationdesk.ui.inventory.receipt_form import ReceiptForm
from stationdesk.ui.inventory.replenishment_dialog import ReplenishmentDialog
from stationdesk.ui.inventory.required_sets_dialog import RequiredSetsDialog
from stationdesk.ui.inventory.scrap_form import ScrapForm
from stationdesk.ui.inventory.stocktake_form import StocktakeForm
from stationdesk.ui.inventory.stocktake_window import StocktakeWindow
from stationdesk.ui.inventory.stocktakes_dialog import StocktakesDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import DocumentId, ItemId, StocktakeId
    from stationdesk.domain.stock import Balance, Item
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.widgets.panel import Panel

NAMES_FROM_DAYS = 90
"""How far back donors and receivers are remembered for the next form."""


class StockDeeds(QObject):
    """Opens the forms and windows of the stock over one page.

    ``turn_to`` asks for another page, ``item_added`` tells which item was written anew.
    """

    turn_to = pyqtSignal(str, object)
    item_added = pyqtSignal(object)

    def __init__(
        self,
        inventory: Inventory,
        today: Callable[[], date],
        dialogs: Dialogs,
        over: QWidget,
    ) -> None:
        """``over`` is the page the windows stand before."""
        super().__init__(over)
        self._inventory, self._today, self._dialogs = inventory, today, dialogs
        self._over = over

    def offer(self) -> GoodsOnOffer:
        """Return the goods and places one may choose from now."""
        stock = self._inventory
        return GoodsOnOffer(stock.items(), stock.search_words(), stock.places())

    def issue(self, item_ids: Iterable[ItemId] = ()) -> None:
        """Hand goods out, beginning with these items."""
        form = IssueForm(
            self._inventory,
            self.offer(),
            self._today(),
            receivers=self._names("receiver"),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.start_with(list(item_ids))
        form.exec()

    def issue_now(self, item_id: ItemId, pieces: int) -> None:
        """Hand out so many pieces without a form; raises ``Refused``."""
        self._inventory.issue(
            NewIssue(
                business_date=self._today(),
                lines=(TakeLine(item_id=item_id, quantity=pieces),),
                request_key=new_uid(),
            )
        )

    def receive(self, wanted: dict[ItemId, int | None] | None = None) -> None:
        """Take goods in, beginning with these items and numbers."""
        form = ReceiptForm(
            self._inventory,
            self.offer(),
            self._today(),
            donors=self._names("donor"),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.start_with(wanted or {})
        form.exec()

    def scrap(self, item_id: ItemId | None = None) -> None:
        """Throw goods away, beginning with an item."""
        form = ScrapForm(
            self._inventory, self.offer(), self._today(), dialogs=self._dialogs, parent=self._over
        )
        if item_id is not None:
            form.start_with_item(item_id)
        form.exec()

    def scrap_expired(self, item_id: ItemId | None = None) -> None:
        """Throw away all that expired, of one item or of all; raises ``Refused``."""
        lines = [
            ScrapLine(batch_id=each.batch.id, place_id=each.place.id, quantity=each.quantity)
            for each in self.expired(item_id)
        ]
        self._inventory.scrap(
            NewScrap(
                business_date=self._today(),
                lines=tuple(lines),
                reason=_("Expired"),
                request_key=new_uid(),
            )
        )

    def expired(self, item_id: ItemId | None = None) -> list[Balance]:
        """Return what expired and is still on a shelf."""
        found = self._inventory.expired()
        return [each for each in found if item_id in (None, each.item.id)]

    def move(self, item_id: ItemId | None = None) -> None:
        """Put goods elsewhere, beginning with an item."""
        form = MoveForm(
            self._inventory, self.offer(), self._today(), dialogs=self._dialogs, parent=self._over
        )
        if item_id is not None:
            form.start_with_item(item_id)
        form.exec()

    def add_item(self) -> None:
        """Write a new item into the ledger, or several in a row."""
        form = ItemForm(self._inventory, self.offer(), dialogs=self._dialogs, parent=self._over)
        form.exec()
        if form.item_id is not None:
            self.item_added.emit(form.item_id)

    def edit_item(self, item: Item) -> None:
        """Change an item."""
        form = ItemForm(
            self._inventory, self.offer(), item, dialogs=self._dialogs, parent=self._over
        )
        form.exec()

    def show_card(self, item: Item) -> None:
        """Show all that ever moved of an item."""
        ItemCardDialog(self._inventory, item, self._dialogs, self._over).exec()

    def show_documents(self, document_id: DocumentId | None = None) -> None:
        """Show the posted documents, with the cursor on one of them."""
        panel = DocumentsDialog(self._inventory, self._today(), self._dialogs, self._over)
        if document_id is not None:
            panel.show_document(document_id)
        self._run(panel)

    def show_replenishment(self) -> None:
        """Show what to order."""
        panel = ReplenishmentDialog(self._inventory, self._over)
        panel.receive_wanted.connect(self.receive)
        self._run(panel)

    def show_required_sets(self) -> None:
        """Show the required sets."""
        self._run(
            RequiredSetsDialog(
                self._inventory, self.offer, self._today(), self._dialogs, self._over
            )
        )

    def show_places(self) -> None:
        """Show the places."""
        self._run(PlacesDialog(self._inventory, self._dialogs, self._over))

    def count(self) -> None:
        """Go on with a count where one is open, else begin one."""
        states = [each.state for each in self._inventory.stocktakes()]
        if StocktakeState.OPEN in states:
            self.show_stocktakes()
        else:
            self.start_stocktake()

    def show_stocktakes(self) -> None:
        """Show all counts."""
        panel = StocktakesDialog(self._inventory, self._over)
        panel.open_wanted.connect(self.open_stocktake)
        panel.start_wanted.connect(self.start_stocktake)
        self._run(panel)

    def start_stocktake(self) -> None:
        """Ask what is to be counted, and open its sheet."""
        form = StocktakeForm(
            self._inventory, self.offer(), self._today(), dialogs=self._dialogs, parent=self._over
        )
        if form.exec() and form.stocktake_id is not None:
            self.open_stocktake(form.stocktake_id)

    def open_stocktake(self, stocktake_id: StocktakeId) -> None:
        """Open the sheet of a count."""
        self._run(
            StocktakeWindow(
                self._inventory,
                stocktake_id,
                self.offer(),
                self._today(),
                self._dialogs,
                self._over,
            )
        )

    def _run(self, panel: Panel) -> None:
        panel.turn_to.connect(self.turn_to)
        panel.exec()

    def _names(self, what: str) -> list[str]:
        """Return the donors or receivers of the last documents, each once, the latest first."""
        last = self._today()
        found = self._inventory.documents(last - timedelta(days=NAMES_FROM_DAYS), last)
        names = (each.donor if what == "donor" else each.receiver for each in found)
        return list(dict.fromkeys(name for name in names if name))
