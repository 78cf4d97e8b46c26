"""What a manager does with the kinds that are lent: each deed opens its form or window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.lending.check_form import CheckForm
from stationdesk.ui.lending.kind_form import KindForm
from stationdesk.ui.lending.piece_deeds import Over, PieceDeeds
from stationdesk.ui.lending.pieces_panel import PiecesPanel
from stationdesk.ui.lending.ready_kinds_form import ReadyKindsForm
from stationdesk.ui.lending.refill_panel import RefillPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import NewLoanKind
    from stationdesk.domain.lending.pieces import KindLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class ThingDeeds(QObject):
    """Opens the forms and windows of kinds over one view; ``pieces`` are the deeds on pieces.

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
        self._today = today
        self._over: Over = {"dialogs": dialogs, "parent": over}
        self.pieces = PieceDeeds(lending, inventory, dialogs, over)

    def lend_what_is_there(self) -> None:
        """Offer what the station has and does not lend yet; with nothing there, an empty form."""
        if not self._lending.proposals():
            self.set_up_kind()
            return
        form = ReadyKindsForm(self._lending, self._what_is_there, **self._over)
        agreed = form.exec()
        if form.wants_another:
            self.set_up_kind()
        if not agreed:
            return
        self.kind_made.emit(form.kind_ids[0])
        for kind_id in form.kind_ids:
            if not self._lending.kind(kind_id).is_pool:
                self.pieces.add_pieces(kind_id)

    def set_up_kind(self) -> None:
        """Set up a kind by hand; one with numbers goes on to its pieces.

        The first of a station begins with umbrellas that are in no ledger yet.
        """
        form = KindForm(self._lending, self._inventory, self._today(), **self._over)
        if not self._lending.kinds() and not self._inventory.items():
            form.begin_with_new(_("Umbrella"))
        if form.exec() and form.kind_id is not None:
            self.kind_made.emit(form.kind_id)
            if not self._lending.kind(form.kind_id).is_pool:
                self.pieces.add_pieces(form.kind_id)

    def edit_kind(self, kind_id: LoanKindId) -> None:
        """Change the rules of a kind."""
        kind = self._lending.kind(kind_id)
        KindForm(self._lending, self._inventory, self._today(), kind=kind, **self._over).exec()

    def archive_or_take_back(self, kind_id: LoanKindId) -> None:
        """Lend a kind no more, or again."""
        if self._lending.kind(kind_id).archived_on is None:
            self._try(lambda: self._lending.archive_kind(kind_id))
        else:
            self._try(lambda: self._lending.take_back_kind(kind_id))

    def check(self, line: KindLine) -> None:
        """Look whether the pieces of a kind are all there."""
        CheckForm(self._lending, line, **self._over).exec()

    def show_pieces(self, kind_id: LoanKindId, unit_id: LoanUnitId | None = None) -> None:
        """Show all pieces of a kind, beginning with one of them."""
        panel = PiecesPanel(self._lending, self._inventory, kind_id, unit_id, **self._over)
        panel.turn_to.connect(self.turn_to)
        panel.exec()

    def show_refills(self) -> None:
        """Show of which pieces parts are missing."""
        panel = RefillPanel(self._lending, self._inventory, **self._over)
        panel.turn_to.connect(self.turn_to)
        panel.exec()

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
