"""What is done with pieces that are lent: each deed opens its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.i18n import _
from stationdesk.ui.lending.fitness_forms import (
    MendedForm,
    RetirePieceForm,
    ScrapUnfitForm,
    SetAsideForm,
)
from stationdesk.ui.lending.piece_form import PieceForm, PiecesOfGoodsForm, PiecesOfRegisterForm
from stationdesk.ui.lending.refill_form import RefillForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import ItemId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import PieceLine, Pool
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.lending.fitness_forms import Meant


class Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


class PieceDeeds:
    """Opens the forms of pieces over one view or window."""

    def __init__(
        self, lending: Lending, inventory: Inventory, dialogs: Dialogs, over: QWidget
    ) -> None:
        """``over`` is what the forms stand before."""
        self._lending, self._inventory = lending, inventory
        self._over: Over = {"dialogs": dialogs, "parent": over}

    def add_pieces(self, kind_id: LoanKindId) -> None:
        """Give numbers to pieces of a kind, several at once."""
        kind = self._lending.kind(kind_id)
        if kind.item is None:
            self._add_lines_of_register(kind)
            return
        numbered = len(self._lending.pieces(kind_id))
        unnumbered = max(0, self._owned(kind.item.id) - numbered)
        places = self._inventory.places()
        PiecesOfGoodsForm(self._lending, kind, places, unnumbered, **self._over).exec()

    def edit_piece(self, line: PieceLine) -> None:
        """Change number, place or note of a piece."""
        PieceForm(self._lending, line.unit, self._inventory.places(), **self._over).exec()

    def refill(self, line: PieceLine) -> None:
        """Put missing parts back."""
        RefillForm(self._lending, line, **self._over).exec()

    def set_aside(self, meant: Meant) -> None:
        """Set pieces aside that must not be lent."""
        most = self._pool(meant).in_station
        SetAsideForm(self._lending, meant, most, **self._over).exec()

    def mend(self, meant: Meant) -> None:
        """Lend mended pieces again."""
        unfit = self._pool(meant).unfit
        MendedForm(self._lending, meant, unfit, **self._over).exec()

    def scrap(self, meant: Meant) -> None:
        """Scrap pieces that were set aside."""
        unfit = self._pool(meant).unfit
        ScrapUnfitForm(self._lending, meant, unfit, **self._over).exec()

    def retire(self, meant: Meant) -> None:
        """Take a numbered piece off the list."""
        RetirePieceForm(self._lending, meant, **self._over).exec()

    def _add_lines_of_register(self, kind: LoanKind) -> None:
        possible = self._lending.possible_pieces(kind.id)
        likely = {each.id for each in possible if _is_likely(each, kind)}
        in_order = sorted(possible, key=lambda each: each.id not in likely)
        PiecesOfRegisterForm(self._lending, kind, in_order, likely, **self._over).exec()

    def _owned(self, item_id: ItemId) -> int:
        return next(
            (line.quantity for line in self._inventory.stock() if line.item.id == item_id), 0
        )

    def _pool(self, meant: Meant) -> Pool:
        return self._lending.pool(meant.kind.id)


def labels_of(unit_ids: Iterable[LoanUnitId]) -> tuple[str, str, tuple[LoanUnitId, ...]]:
    """Return what the reports page is asked for to print labels of pieces."""
    return ("labels", "piece", tuple(unit_ids))


def _is_likely(amenity: Amenity, kind: LoanKind) -> bool:
    """Tell whether a line of the register sounds like a piece of a kind."""
    sort = KIND.get(amenity.kind)
    return kind.name in amenity.name or (sort is not None and _(sort.word) == kind.name)
