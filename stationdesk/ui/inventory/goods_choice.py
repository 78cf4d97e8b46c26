"""Choosing goods, batches and places in the forms of the stock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtWidgets import QWidget

from stationdesk.domain.stock import Spot
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QLabel

    from stationdesk.domain.fefo import Pick
    from stationdesk.domain.ids import ItemId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Balance, Batch, Item


class GoodsOnOffer:
    """The items and places one may choose from while a form is open."""

    def __init__(
        self, items: Iterable[Item], words: Mapping[ItemId, str], places: Iterable[Place]
    ) -> None:
        """``words`` are those by which an item is found: pinyin and initials."""
        self.items = {each.id: each for each in items}
        self.places = list(places)
        self._words = {item_words(each): words.get(each.id, "") for each in self.items.values()}

    def item(self, item_id: object) -> Item | None:
        """Return the item that a choice stands for, None while nothing is chosen."""
        return self.items.get(cast("ItemId", item_id))

    def item_field(self) -> ChoiceField:
        """Return a field in which an item is found by name, code, pinyin or initials."""
        options: dict[object, str] = {None: ""}
        options |= {each.id: item_words(each) for each in self.items.values()}
        field = ChoiceField(options, self._words_of)
        line = field.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Name, code or initials"))
            field.edited.connect(partial(line.setCursorPosition, 0))
            line.editingFinished.connect(partial(line.setCursorPosition, 0))
        return field

    def place_field(self, nothing: str | None = None) -> ChoiceField:
        """Return a field for a place; ``nothing`` names the choice of none."""
        options: dict[object, str] = {} if nothing is None else {None: nothing}
        return ChoiceField(options | {each.id: each.name for each in self.places})

    def _words_of(self, label: str) -> str:
        return self._words.get(label, "")


def item_words(item: Item) -> str:
    """Return how an item stands in a list: name, spec and code."""
    return f"{item.title()}  {item.code}"


def expiry_words(batch: Batch, today: date) -> str:
    """Return until when a batch may be used, and that it may not be any more."""
    if batch.expires_on is None:
        return _("does not expire")
    if batch.expired_on(today):
        return _("expired on {day}").format(day=batch.expires_on)
    return _("until {day}").format(day=batch.expires_on)


def batch_words(batch: Batch, place: Place, today: date) -> str:
    """Return what tells a batch at a place from others: number, last day, place."""
    parts = (batch.batch_no, expiry_words(batch, today), place.name)
    return " · ".join(part for part in parts if part)


def spot_options(balances: Iterable[Balance], today: date) -> dict[object, str]:
    """Return batch and place of each balance with the pieces there, expired ones first."""
    return {
        each.spot: f"{batch_words(each.batch, each.place, today)} · "
        f"{each.quantity} {each.item.unit}"
        for each in sorted(balances, key=_by_expiry)
    }


def pick_options(picks: Iterable[Pick], today: date) -> dict[object, str]:
    """Return what may leave, in the order in which it should; the first choice leaves it to us."""
    options: dict[object, str] = {None: _("First to expire")}
    for pick in picks:
        words = f"{batch_words(pick.batch, pick.place, today)} · {pick.quantity} {pick.item.unit}"
        options[Spot(pick.batch.id, pick.place.id)] = words
    return options


def place_of(field: ChoiceField) -> PlaceId | None:
    """Return the place chosen, None where none is."""
    return cast("PlaceId | None", field.value())


def spot_of(field: ChoiceField) -> Spot | None:
    """Return the batch and place chosen, None where none is."""
    return cast("Spot | None", field.value())


def beside(field: QWidget, unit: QLabel) -> QWidget:
    """Return a field with the unit after it, as one cell of a line."""
    cell = QWidget()
    cell.setLayout(row(field, unit, gap=6))
    return cell


def _by_expiry(balance: Balance) -> tuple[str, str]:
    last = balance.batch.expires_on
    return (last.isoformat() if last else "9", balance.place.name)
