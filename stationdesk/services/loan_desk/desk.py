"""What all deeds at the lending desk share.

Whether stock and lending agree is asked in ``services.pool_guard``, which the stock's documents
ask as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.pools import at_end_of, spots_of_lost, spots_of_unfit
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.stock_wishes import NewScrap, ScrapLine
from stationdesk.i18n import N_, _
from stationdesk.services.context import Undo
from stationdesk.store import loan_kinds, loan_pieces, loans, stock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import DocumentId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit
    from stationdesk.domain.stock import Item, Spot
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts


class Desk:
    """A part of the lending desk's deeds; ``Lending`` is made of all of them."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
    ) -> None:
        self._context = context
        self._station = station
        self._inventory = inventory
        self._amenities = amenities

    def kind(self, kind_id: LoanKindId) -> LoanKind:
        """Return one kind, archived or not.

        Raises:
            Refused: where there is none of that id.
        """
        try:
            return loan_kinds.get(kind_id)
        except LookupError:
            phrase = N_("This kind is not known at the lending desk.")
            raise Refused([Problem("kind_id", phrase)]) from None

    def unit(self, unit_id: LoanUnitId) -> LoanUnit:
        """Return one numbered piece, retired or not.

        Raises:
            Refused: where there is none of that id.
        """
        try:
            return loan_pieces.get(unit_id)
        except LookupError:
            phrase = N_("This piece is not known at the lending desk.")
            raise Refused([Problem("unit_id", phrase)]) from None

    def _offer(self, phrase: str, take_back: Callable[[], object], **values: object) -> None:
        """Offer to take a deed back, unless it was only a part of a larger one."""
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _write_off(
        self, kind: LoanKind, quantity: int, *, on: date, reason: str, lost: bool
    ) -> DocumentId | None:
        """Take pieces of the kind's item out of the stock; None where the stock has none of it.

        Call it inside a deed, after what is out or set aside was written down as no longer so.
        ``lost`` pieces leave where the borrowers took them from, others where they lie.

        Raises:
            Refused: as a scrap document, when the pieces cannot leave on that day.
        """
        if kind.item is None:
            return None
        choose = spots_of_lost if lost else spots_of_unfit
        balances = stock.balances_on(on, kind.item.id)
        free = {each.spot: each.quantity for each in stock.free_from(on, [kind.item.id])}
        out = at_end_of(on, loans.out_changes(kind.id, on))
        spots = choose(balances, out, quantity, free)
        if sum(spots.values()) < quantity:
            raise Refused([_too_few(kind.item, sum(spots.values()), on)])
        return self._inventory.scrap(
            NewScrap(
                business_date=on,
                lines=tuple(_scrap_line(spot, pieces) for spot, pieces in spots.items()),
                reason=reason,
                request_key=f"lending-{new_uid()}",
            )
        )

    def _put_back(self, document_id: DocumentId | None, what: str) -> None:
        """Reverse a stock document of a deed that is undone, if nobody did so at the stock."""
        if document_id is None:
            return
        if self._inventory.document(document_id).reversed_by_id is None:
            self._inventory.reverse(document_id, _("Undone: {what}").format(what=what))


def _scrap_line(spot: Spot, pieces: int) -> ScrapLine:
    return ScrapLine(batch_id=spot.batch_id, place_id=spot.place_id, quantity=pieces)


def _too_few(item: Item, free: int, on: date) -> Problem:
    phrase = N_("Only {free} {unit} of {item} can be written off on {day}.")
    values = {"free": free, "unit": item.unit, "item": item.title(), "day": on}
    return Problem("quantity", phrase, values)
