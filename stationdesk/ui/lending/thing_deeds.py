"""What a manager does with the things that are lent: each deed opens its form or window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.lending.check_form import CheckForm
from stationdesk.ui.lending.fitness_forms import (
    MendedForm,
    RetirePieceForm,
    ScrapUnfitForm,
    SetAsideForm,
)
from stationdesk.ui.lending.kind_form import KindForm
from stationdesk.ui.lending.piece_form import PieceForm, PiecesOfGoodsForm, PiecesOfRegisterForm
from stationdesk.ui.lending.pieces_panel import PiecesPanel
from stationdesk.ui.lending.ready_kinds_form import ReadyKindsForm
from stationdesk.ui.lending.refill_form import RefillForm
from stationdesk.ui.lending.refill_panel import RefillPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind, NewLoanKind
    from stationdesk.domain.lending.pieces import KindLine, PieceLine, Pool
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.lending.fitness_forms import Meant


class _Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


class ThingDeeds(QObject):
    """Opens the forms and windows of kinds and pieces over one view.

    ``turn_to`` asks for another page; ``kind_made`` carries a new kind's id; ``refused`` carries
    problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    kind_made = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        dialogs: Dialogs,
        today: Callable[[], date],
        over: QWidget,
    ) -> None:
        """``over`` is the view the windows stand before."""
        super().__init__(over)
        self._lending, self._inventory = lending, inventory
        self._dialogs, self._today, self._over = dialogs, today, over

    def lend_what_is_there(self) -> None:
        """Offer what the station has and does not lend yet; with nothing there, an empty form."""
        if not self._lending.proposals():
            self.set_up_kind()
            return
        form = ReadyKindsForm(self._lending, self._what_is_there, **self._over_it())
        if not form.exec():
            return
        self.kind_made.emit(form.kind_ids[0])
        for kind_id in form.kind_ids:
            if not self._lending.kind(kind_id).is_pool:
                self.add_pieces(kind_id)

    def set_up_kind(self) -> None:
        """Set up a kind by hand; one with numbers goes on to its pieces.

        The first of a station begins with umbrellas that are in no ledger yet.
        """
        form = KindForm(self._lending, self._inventory, self._today(), **self._over_it())
        if not self._lending.kinds() and not self._inventory.items():
            form.begin_with_new(_("Umbrella"))
        if form.exec() and form.kind_id is not None:
            self.kind_made.emit(form.kind_id)
            if not self._lending.kind(form.kind_id).is_pool:
                self.add_pieces(form.kind_id)

    def edit_kind(self, kind_id: LoanKindId) -> None:
        """Change the rules of a kind."""
        kind = self._lending.kind(kind_id)
        KindForm(self._lending, self._inventory, self._today(), kind=kind, **self._over_it()).exec()

    def archive_or_take_back(self, kind_id: LoanKindId) -> None:
        """Lend a kind no more, or again."""
        if self._lending.kind(kind_id).archived_on is None:
            self._try(lambda: self._lending.archive_kind(kind_id))
        else:
            self._try(lambda: self._lending.take_back_kind(kind_id))

    def check(self, line: KindLine) -> None:
        """Look whether the pieces of a kind are all there."""
        CheckForm(self._lending, line, **self._over_it()).exec()

    def add_pieces(self, kind_id: LoanKindId) -> None:
        """Give numbers to pieces of a kind, several at once."""
        kind = self._lending.kind(kind_id)
        if kind.item is None:
            fitting = sorted(
                self._lending.possible_pieces(kind_id), key=lambda each: not _is_likely(each, kind)
            )
            likely = {each.id for each in fitting if _is_likely(each, kind)}
            PiecesOfRegisterForm(self._lending, kind, fitting, likely, **self._over_it()).exec()
            return
        unnumbered = self._lending.pool(kind_id).size - len(self._lending.pieces(kind_id))
        places = self._inventory.places()
        PiecesOfGoodsForm(self._lending, kind, places, max(0, unnumbered), **self._over_it()).exec()

    def edit_piece(self, line: PieceLine) -> None:
        """Change number, place or note of a piece."""
        PieceForm(self._lending, line.unit, self._inventory.places(), **self._over_it()).exec()

    def show_pieces(self, kind_id: LoanKindId, unit_id: LoanUnitId | None = None) -> None:
        """Show all pieces of a kind, beginning with one of them."""
        panel = PiecesPanel(self._lending, self, kind_id, unit_id, self._over)
        panel.turn_to.connect(self.turn_to)
        panel.exec()

    def show_refills(self) -> None:
        """Show of which pieces parts are missing."""
        panel = RefillPanel(self._lending, self, self._over)
        panel.turn_to.connect(self.turn_to)
        panel.exec()

    def refill(self, line: PieceLine) -> None:
        """Put missing parts back."""
        RefillForm(self._lending, line, **self._over_it()).exec()

    def set_aside(self, meant: Meant) -> None:
        """Set pieces aside that must not be lent."""
        most = self._pool(meant).in_station
        SetAsideForm(self._lending, meant, most, **self._over_it()).exec()

    def mend(self, meant: Meant) -> None:
        """Lend mended pieces again."""
        unfit = self._pool(meant).unfit
        MendedForm(self._lending, meant, unfit, **self._over_it()).exec()

    def scrap(self, meant: Meant) -> None:
        """Scrap pieces that were set aside."""
        unfit = self._pool(meant).unfit
        ScrapUnfitForm(self._lending, meant, unfit, **self._over_it()).exec()

    def retire(self, meant: Meant) -> None:
        """Take a numbered piece off the list."""
        RetirePieceForm(self._lending, meant, **self._over_it()).exec()

    def labels_of(self, unit_ids: list[LoanUnitId]) -> object:
        """Return what the reports page is asked for to print labels of pieces."""
        return ("labels", "piece", tuple(unit_ids))

    def _over_it(self) -> _Over:
        return {"dialogs": self._dialogs, "parent": self._over}

    def _pool(self, meant: Meant) -> Pool:
        return self._lending.pool(meant.kind.id)

    def _what_is_there(self, wish: NewLoanKind) -> str:
        """Return how much the station has of a proposal, in words."""
        if wish.item_id is None:
            return _("from the amenity register")
        there = {line.item.id: line for line in self._inventory.stock()}
        line = there.get(wish.item_id)
        if line is None:
            return ""
        return _("{count} {unit} there").format(count=line.quantity, unit=line.item.unit)

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))


def _is_likely(amenity: Amenity, kind: LoanKind) -> bool:
    """Tell whether a line of the register sounds like a piece of a kind."""
    sort = KIND.get(amenity.kind)
    return kind.name in amenity.name or (sort is not None and _(sort.word) == kind.name)
