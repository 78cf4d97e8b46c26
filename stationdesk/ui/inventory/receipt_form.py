"""Goods that come in: what, how many, until when they may be used, and where they are put."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from stationdesk.domain.printed_dates import from_shelf_life
from stationdesk.domain.stock import SOURCE_WORDS, Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.domain.written_dates import read_date, read_shelf_life
from stationdesk.i18n import _
from stationdesk.ui.inventory.document_form import DocumentForm
from stationdesk.ui.inventory.goods_choice import beside, place_of
from stationdesk.ui.inventory.lines_editor import LineHead, LineRow, LinesEditor
from stationdesk.ui.inventory.pasted_lines import read_pasted_lines
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    TextField,
)

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.printed_dates import PrintedDate, ShelfLife
    from stationdesk.domain.stock import Item
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer
    from stationdesk.ui.inventory.pasted_lines import PastedLine

SOURCES = (Source.PURCHASE, Source.ALLOCATION, Source.DONATION, Source.OPENING)
"""Most often used first."""


class ReceiptRow(LineRow):
    """One kind of goods that came in."""

    def __init__(self, offer: GoodsOnOffer, today: date) -> None:
        super().__init__()
        self._offer = offer
        self.item = offer.item_field()
        self.quantity = CountField(least=1)
        self.unit = label("", "muted")
        self.expiry = TextField(hint=_("e.g. 2027.06"))
        self.made_on = DayField(today)
        self.made_on.setPlaceholderText(_("e.g. 0312"))
        self.life = TextField(hint=_("e.g. 24 months"))
        self.batch_no = TextField()
        self.place = offer.place_field(_("Usual place"))
        self._cells = [
            self.item,
            beside(self.quantity, self.unit),
            self.expiry,
            self.made_on,
            self.life,
            self.batch_no,
            self.place,
        ]
        self._name_fields()
        self.item.edited.connect(self._on_item)
        for field in (self.quantity, self.batch_no, self.place):
            field.edited.connect(self.edited)
        for dated in (self.expiry, self.made_on, self.life):
            dated.edited.connect(self._on_dates)

    def fields(self) -> dict[str, QWidget]:
        return {
            "item_id": self.item,
            "quantity": self.quantity,
            "expiry": self.expiry,
            "made_on": self.made_on,
            "life": self.life,
            "batch_no": self.batch_no,
            "place_id": self.place,
        }

    def cells(self) -> list[QWidget]:
        return list(self._cells)

    def is_blank(self) -> bool:
        words = (self.expiry, self.made_on, self.life, self.batch_no)
        return (
            self.item.value() is None
            and self.quantity.is_empty()
            and not any(field.text().strip() for field in words)
        )

    def unreadable(self) -> dict[str, str]:
        found = super().unreadable()
        error = read_date(self.expiry.value()).error
        if error is not None:
            found["expiry"] = str(error)
        if not self.life.is_empty() and self.shelf_life() is None:
            found["life"] = _("Write a shelf life like 24 months, 2 years or 90 days.")
        return found

    def shelf_life(self) -> ShelfLife | None:
        """Return how long the goods keep, None where nothing readable stands there."""
        return read_shelf_life(self.life.value())

    def printed_expiry(self) -> PrintedDate | None:
        """Return what the pack says, None where nothing was typed."""
        return read_date(self.expiry.value()).printed

    def line(self) -> ReceiptLine:
        """Return what was typed; a quantity that is missing counts as none."""
        item = self._offer.item(self.item.value())
        return ReceiptLine(
            item_id=item.id if item else cast("ItemId", 0),
            quantity=self.quantity.value() or 0,
            place_id=place_of(self.place),
            batch_no=self.batch_no.value(),
            expiry=self.printed_expiry(),
            made_on=self.made_on.value(),
            life=self.shelf_life(),
        )

    def fill(self, pasted: PastedLine) -> None:
        """Write a pasted line into the fields."""
        self.item.set_value(pasted.item_id)
        self.quantity.set_value(pasted.quantity)
        self.expiry.set_value(pasted.expiry)
        self.made_on.setText(pasted.made_on)
        self.life.set_value(pasted.life)
        self.batch_no.set_value(pasted.batch_no)
        self.batch_no.home(False)

    def _name_fields(self) -> None:
        for field, name in (
            (self.item, _("Item")),
            (self.quantity, _("Quantity")),
            (self.expiry, _("Printed expiry")),
            (self.made_on, _("Production date")),
            (self.life, _("Shelf life")),
            (self.batch_no, _("Batch number")),
            (self.place, _("Location")),
        ):
            field.setAccessibleName(name)

    def _on_item(self) -> None:
        item = self._offer.item(self.item.value())
        self.unit.setText(item.unit if item else "")
        dated = item is None or item.tracks_expiry
        for field in (self.expiry, self.made_on, self.life):
            field.setEnabled(dated)
        self._say(item)
        self.edited.emit()

    def _on_dates(self) -> None:
        self._say(self._offer.item(self.item.value()))
        self.edited.emit()

    def _say(self, item: Item | None) -> None:
        """Say under the line where the goods go by themselves, and when they will expire."""
        said = []
        if item is not None and item.place is not None:
            said.append(_("Usual place: {place}").format(place=item.place.name))
        if item is not None and not item.tracks_expiry:
            said.append(_("This item is kept without expiry dates."))
        if (day := self._computed_expiry()) is not None:
            said.append(_("Can be used until {day}").format(day=day))
        if (doubt := read_date(self.expiry.value()).doubt) is not None:
            said.append(str(doubt))
        self.say_hint(" · ".join(said))

    def _computed_expiry(self) -> date | None:
        made_on, life = self.made_on.value(), self.shelf_life()
        if made_on is None or life is None or not self.expiry.is_empty():
            return None
        return from_shelf_life(made_on, life.n, life.unit)


class ReceiptForm(DocumentForm):
    """Posts a receipt of one or more lines."""

    def __init__(
        self,
        inventory: Inventory,
        offer: GoodsOnOffer,
        today: date,
        *,
        donors: list[str] | None = None,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``donors`` are names written before."""
        super().__init__(_("Receive goods"), _("Receive"), today, dialogs=dialogs, parent=parent)
        self._inventory = inventory
        self._offer = offer
        self.source = self.add(
            "source", _("Source"), ChoiceField({each: _(SOURCE_WORDS[each]) for each in SOURCES})
        )
        self.donor = self.add("donor", _("Donor"), TextField(hint=_("a name, or “unnamed”")))
        self.donor.offer(donors or [])
        self.lines: LinesEditor[ReceiptRow] = LinesEditor(
            _heads(), partial(ReceiptRow, offer, today)
        )
        self.add_lines(self.lines, _("Goods received, one kind a line"))
        self.words = self.add("note", _("Note"), TextField(), wide=True)
        self.source.edited.connect(self._on_source)
        self.lines.pasted.connect(self._on_pasted)
        self._on_source()
        self.set_clean()

    def start_with(self, wanted: dict[ItemId, int | None]) -> None:
        """Begin with a line for each of these items; the number is what should be bought."""
        for item_id, quantity in wanted.items():
            line = self.lines.blank_row()
            line.quantity.set_value(quantity)
            line.item.set_value(item_id)
        self.set_clean()

    def keep(self) -> None:
        self.document_id = self._inventory.receive(
            NewReceipt(
                business_date=self.business_date(),
                lines=tuple(each.line() for each in self.lines.filled_rows()),
                source=Source(str(self.source.value())),
                request_key=self.request_key,
                donor=self.donor.value() if self._is_donated() else "",
                note=self.words.value(),
            )
        )

    def _is_donated(self) -> bool:
        return self.source.value() == Source.DONATION

    def _on_source(self) -> None:
        self.grid.show_field("donor", shown=self._is_donated())

    def _on_pasted(self, text: str) -> None:
        read = read_pasted_lines(text, self._offer.items.values())
        for pasted in read.lines:
            self.lines.blank_row().fill(pasted)
        if read.unknown:
            self.note.say(
                _("Not in the ledger, so not taken: {names}. Add these items first.").format(
                    names=_(", ").join(read.unknown)
                )
            )
        else:
            self.note.hide()


def _heads() -> list[LineHead]:
    return [
        LineHead(_("Item"), 132, 6),
        LineHead(_("Quantity"), 76, 2),
        LineHead(_("Printed expiry"), 96, 3),
        LineHead(_("Production date"), 116, 4),
        LineHead(_("Shelf life"), 84, 3),
        LineHead(_("Batch number"), 68, 2),
        LineHead(_("Location"), 80, 4),
    ]
