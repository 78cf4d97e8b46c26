"""Goods handed out: the first to expire leaves first, unless there is a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.i18n import _
from stationdesk.ui.inventory.document_form import DocumentForm
from stationdesk.ui.inventory.goods_choice import (
    batch_words,
    beside,
    pick_options,
    spot_of,
)
from stationdesk.ui.inventory.lines_editor import LineHead, LineRow, LinesEditor
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, CountField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.fefo import Pick
    from stationdesk.domain.ids import ItemId
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer

EVERYTHING = 1_000_000
"""More than there ever is: asks for all that may leave."""


class IssueRow(LineRow):
    """One kind of goods to hand out, and what is proposed to leave."""

    def __init__(self, inventory: Inventory, offer: GoodsOnOffer, day: Callable[[], date]) -> None:
        """``day`` tells the business day that stands in the form now."""
        super().__init__()
        self._inventory, self._offer, self._day = inventory, offer, day
        self.item = offer.item_field()
        self.quantity = CountField(1, least=1)
        self.unit = label("", "muted")
        self.free = label("", "muted")
        self.batch = ChoiceField({None: _("First to expire")})
        self._cells = [self.item, beside(self.quantity, self.unit), self.free, self.batch]
        for field, name in (
            (self.item, _("Item")),
            (self.quantity, _("Quantity")),
            (self.batch, _("Batch")),
        ):
            field.setAccessibleName(name)
        self.item.edited.connect(self._on_item)
        self.quantity.edited.connect(self._on_edited)
        self.batch.edited.connect(self._on_edited)

    def fields(self) -> dict[str, QWidget]:
        return {"item_id": self.item, "quantity": self.quantity, "batch_id": self.batch}

    def cells(self) -> list[QWidget]:
        return list(self._cells)

    def is_blank(self) -> bool:
        return self.item.value() is None

    def line(self) -> TakeLine:
        """Return what was typed; a quantity that is missing counts as none."""
        item, spot = self._offer.item(self.item.value()), spot_of(self.batch)
        return TakeLine(
            item_id=item.id if item else cast("ItemId", 0),
            quantity=self.quantity.value() or 0,
            batch_id=spot.batch_id if spot else None,
            place_id=spot.place_id if spot else None,
        )

    def look_again(self) -> None:
        """Ask anew what may leave, after the day was changed."""
        item = self._offer.item(self.item.value())
        free = self._picks(EVERYTHING) if item else []
        pieces = sum(pick.quantity for pick in free)
        self.unit.setText(item.unit if item else "")
        self.free.setText(str(pieces) if item else "")
        self.batch.set_options(pick_options(free, self._day()))
        self._say()

    def _on_item(self) -> None:
        self.look_again()
        self.edited.emit()

    def _on_edited(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        """Say under the line which batches will leave."""
        quantity = self.quantity.value()
        item = self._offer.item(self.item.value())
        if item is None or quantity is None or self.batch.value() is not None:
            self.say_hint("")
            return
        picks = self._picks(quantity)
        told = [
            f"{batch_words(pick.batch, pick.place, self._day())} × {pick.quantity}"
            for pick in picks
        ]
        found = sum(pick.quantity for pick in picks)
        if found < quantity:
            told.append(_("{count} short").format(count=quantity - found))
        self.say_hint(_("Leaves: {batches}").format(batches=_("; ").join(told)))

    def _picks(self, quantity: int) -> list[Pick]:
        item = self._offer.item(self.item.value())
        if item is None:
            return []
        return self._inventory.propose_issue(item.id, quantity, on=self._day())


class IssueForm(DocumentForm):
    """Posts an issue of one or more lines."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        *,
        receivers: list[str] | None = None,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``receivers`` are names written before."""
        super().__init__(_("Issue goods"), _("Issue"), today, dialogs=dialogs, parent=parent)
        self._inventory = inventory
        self.receiver = self.add(
            "receiver", _("Receiver"), TextField(hint=_("a person, a group or a service"))
        )
        self.receiver.offer(receivers or [])
        self.lines: LinesEditor[IssueRow] = LinesEditor(
            _heads(), partial(IssueRow, inventory, offer, self.business_date)
        )
        self.add_lines(self.lines, _("Goods issued, one kind a line"))
        self.reason = self.add(
            "reason",
            _("Why not the batch that expires first"),
            TextField(),
            wide=True,
        )
        self.reason.offer([_("The front batch is damaged"), _("The receiver asked for it")])
        self.words = self.add("note", _("What for"), TextField(), wide=True)
        self.words.offer(
            [_("Service to visitors"), _("An event"), _("Used at the station"), _("Home visit")]
        )
        self.day.edited.connect(self._on_day)
        self.lines.edited.connect(self._on_lines)
        self._on_lines()
        self.set_clean()

    def start_with(self, item_ids: list[ItemId]) -> None:
        """Begin with one piece of each of these items; the cursor goes to the first quantity."""
        for item_id in item_ids:
            self.lines.blank_row().item.set_value(item_id)
        if item_ids:
            self.lines.rows[0].quantity.selectAll()
            self.lines.rows[0].quantity.setFocus()
        self.set_clean()

    def keep(self) -> None:
        self.document_id = self._inventory.issue(
            NewIssue(
                business_date=self.business_date(),
                lines=tuple(each.line() for each in self.lines.filled_rows()),
                request_key=self.request_key,
                receiver=self.receiver.value(),
                reason=self.reason.value() if self._chooses_batches() else "",
                note=self.words.value(),
            )
        )

    def _chooses_batches(self) -> bool:
        return any(each.batch.value() is not None for each in self.lines.filled_rows())

    def _on_day(self) -> None:
        for each in self.lines.filled_rows():
            each.look_again()

    def _on_lines(self) -> None:
        self.grid.show_field("reason", shown=self._chooses_batches())


def _heads() -> list[LineHead]:
    return [
        LineHead(_("Item"), 240, 5),
        LineHead(_("Quantity"), 90, 1),
        LineHead(_("Can be issued"), 70, 0),
        LineHead(_("Batch"), 220, 5),
    ]
