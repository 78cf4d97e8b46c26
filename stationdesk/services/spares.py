"""Spares that upkeep and repairs take from the stock, and put back when undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.ids import new_uid
from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.faults import Spare
    from stationdesk.domain.ids import DocumentId
    from stationdesk.domain.stock import StockDocument


class SpareStock(Protocol):
    """What upkeep asks of the stock; the inventory's desk can do it."""

    def issue(self, wish: NewIssue) -> DocumentId:
        """Take goods out."""

    def reverse(self, document_id: DocumentId, reason: str) -> DocumentId:
        """Undo a document by another one."""

    def document(self, document_id: DocumentId) -> StockDocument:
        """Return a posted document."""


class Spares:
    """Takes spares from the stock and puts them back; call inside the deed that uses them."""

    def __init__(self, stock: SpareStock) -> None:
        self._stock = stock

    def take(
        self, spares: Iterable[Spare], *, on: date, by: str, what_for: str, request_key: str
    ) -> DocumentId | None:
        """Issue the spares, the first to expire first; None where there are none to take.

        Raises:
            Refused: when the stock has not enough of them on that day.
        """
        lines = tuple(TakeLine(item_id=each.item_id, quantity=each.quantity) for each in spares)
        if not lines:
            return None
        return self._stock.issue(
            NewIssue(
                business_date=on,
                lines=lines,
                request_key=f"spares-{request_key}",
                receiver=by,
                note=what_for,
            )
        )

    def put_back(self, document_id: DocumentId | None, what_for: str) -> None:
        """Reverse the issue of the spares, if there was one and the stock did not do so itself."""
        if document_id is None:
            return
        if self._stock.document(document_id).reversed_by_id is None:
            self._stock.reverse(document_id, _("Undone: {what}").format(what=what_for))

    def take_again(self, document_id: DocumentId | None) -> DocumentId | None:
        """Issue once more what a reversed document had issued: same day, batches and places."""
        if document_id is None:
            return None
        before = self._stock.document(document_id)
        lines = tuple(
            TakeLine(
                item_id=line.item.id,
                quantity=-line.quantity,
                batch_id=line.batch.id,
                place_id=line.place.id,
            )
            for line in before.lines
        )
        return self._stock.issue(
            NewIssue(
                business_date=before.business_date,
                lines=lines,
                request_key=new_uid(),
                receiver=before.receiver,
                reason=_("Taken again as in {number}").format(number=before.number),
                note=before.note,
            )
        )
