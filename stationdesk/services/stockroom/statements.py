"""Setting the book right by what a ledger that was brought in says lies on the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.stock import DocumentKind, Movement
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.domain.stock_wishes import Posting
from stationdesk.services.changes import Topic
from stationdesk.services.stockroom.documents import Documents
from stationdesk.store import goods

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import DocumentId
    from stationdesk.domain.stock import Spot


class Statements(Documents):
    """A ledger states what is there; where the book says otherwise, it was a count."""

    def post_differences(
        self,
        differences: Mapping[Spot, int],
        *,
        business_date: date,
        reason: str,
        import_run_id: int,
    ) -> DocumentId:
        """Post one stocktake document with the given differences of counted against booked.

        Raises:
            Refused: when a shelf would have held less than nothing on some day since.
        """
        refuse_if_any(problems_of_day(business_date, self._context.today()))
        batches = goods.batches(spot.batch_id for spot in differences)
        movements = tuple(
            Movement(
                line=number,
                item_id=batches[spot.batch_id].item_id,
                batch_id=spot.batch_id,
                place_id=spot.place_id,
                quantity=difference,
                reason=reason,
            )
            for number, (spot, difference) in enumerate(differences.items(), start=1)
        )
        posting = Posting(
            kind=DocumentKind.STOCKTAKE,
            business_date=business_date,
            request_key=new_uid(),
            movements=movements,
            reason=reason,
            import_run_id=import_run_id,
        )
        with self._context.deed(Topic.INVENTORY):
            return self._post(posting).id
