"""Counting the shelves, from the frozen sheet to the posted document."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.stock import DocumentKind, Source, Spot
from stationdesk.domain.stock_documents import (
    NO_EXPIRY,
    batch_of,
    check_receipt,
    destination,
    problems_of_day,
)
from stationdesk.domain.stock_wishes import NewBatch, NewReceipt, Posting
from stationdesk.domain.stocktake import (
    StocktakeState,
    in_scope,
    movements_of,
    problems_of_count,
    problems_of_overlap,
    problems_of_posting,
    problems_of_state,
)
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.pool_guard import on_loan_by_spot
from stationdesk.services.stockroom.documents import Documents
from stationdesk.store import goods, stock, stocktakes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ids import BatchId, DocumentId, PlaceId, StocktakeId
    from stationdesk.domain.stock_wishes import ReceiptLine
    from stationdesk.domain.stocktake import NewStocktake, Stocktake, StocktakeLine


class Counts(Documents):
    """A count is a document, not an edit: it corrects the book by what was found."""

    def stocktakes(self) -> list[Stocktake]:
        """Return all counts, the newest first, without their lines."""
        return stocktakes.all_without_lines()

    def stocktake(self, stocktake_id: StocktakeId) -> Stocktake:
        """Return one count with its lines; raises ``LookupError`` where there is none."""
        stocktake = stocktakes.get(stocktake_id)
        return replace(stocktake, lines=_with_loans(stocktake.lines))

    def start_stocktake(self, wish: NewStocktake) -> StocktakeId:
        """Freeze the sheet of a new count and return its id.

        Raises:
            Refused: when there is nothing to count, or an open count has some of it on its sheet.
        """
        with self._context.deed(Topic.INVENTORY):
            refuse_if_any(problems_of_day(wish.business_date, self._context.today()))
            self._give_plain_batches(wish)
            sheet = in_scope(stocktakes.candidates(), wish)
            if not sheet:
                raise Refused([Problem("scope", N_("There is nothing to count there."))])
            spots = [Spot(each.batch.id, each.place.id) for each in sheet]
            refuse_if_any(problems_of_overlap(spots, stocktakes.spots_being_counted()))
            number = stock.next_number(DocumentKind.STOCKTAKE, wish.business_date)
            stocktake_id = stocktakes.start(
                wish, number, sheet, self._context.recorded_at(), self._context.who()
            )
            uid = stocktakes.get(stocktake_id).uid
            after = {"number": number, "lines": len(sheet), "category": wish.category}
            self._context.note("stocktake", uid, "start", after=after)
        take_back = partial(self.cancel_stocktake, stocktake_id)
        self._offer(N_("The count {number} began."), take_back, number=number)
        return stocktake_id

    def count(
        self,
        stocktake_id: StocktakeId,
        batch_id: BatchId,
        place_id: PlaceId,
        counted: int | None,
        *,
        on: date | None = None,
        reason: str | None = None,
    ) -> None:
        """Write what was counted; what should have lain there on ``on`` is kept beside it.

        That is the balance at the end of the day, less the pieces of it that were on loan.
        ``on`` is the day somebody stood before the shelf (None: today): a paper sheet of
        yesterday is compared with yesterday's book. ``counted`` None means not counted after
        all. Counting again replaces the first count. ``reason`` None leaves what is written.

        Raises:
            Refused: when the count is closed or the figures cannot be right.
        """
        day = on or self._context.today()
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            refuse_if_any(problems_of_state(stocktake))
            began, today = stocktake.business_date, self._context.today()
            refuse_if_any(problems_of_count(counted, day, began, today))
            before = _line_of(stocktake, Spot(batch_id, place_id))
            self._write_count(before, counted, day, before.reason if reason is None else reason)
        take_back = partial(self._write_back, stocktake_id, before)
        self._offer(N_("{item} was counted."), take_back, item=before.item.title())

    def explain(self, stocktake_id: StocktakeId, spot: Spot, reason: str) -> None:
        """Write why a line differs; its count stays as it is."""
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            refuse_if_any(problems_of_state(stocktake))
            before = _line_of(stocktake, spot)
            _keep_count(before, reason=reason)
            self._note_line(before)
        take_back = partial(self._write_back, stocktake_id, before)
        self._offer(N_("The reason was written down."), take_back)

    def count_found(
        self, stocktake_id: StocktakeId, found: ReceiptLine, *, on: date | None = None
    ) -> None:
        """Put goods that are not on the sheet at its end, and write what was counted.

        Raises:
            Refused: as a receipt would, or when the line is on a sheet already.
        """
        day = on or self._context.today()
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            refuse_if_any(problems_of_state(stocktake))
            spot = self._spot_of(found, day)
            others = stocktakes.spots_being_counted()
            refuse_if_any(problems_of_overlap([spot], others))
            stocktakes.add_line(stocktake_id, spot)
            self.count(stocktake_id, *spot, found.quantity, on=day, reason=found.reason)
        take_back = partial(self._remove_line, stocktake_id, spot)
        self._offer(N_("Found goods were written down."), take_back)

    def post_stocktake(
        self, stocktake_id: StocktakeId, *, leave_uncounted: bool = False
    ) -> DocumentId:
        """Correct the book by the differences and return the document; twice is once.

        ``leave_uncounted`` says that lines nobody counted shall stay as booked. The document
        stands on the day of the last count, and has no line where everything agreed.

        Raises:
            Refused: when lines are uncounted, a difference has no reason, or a shelf would fall
                short because of what moved since it was counted.
        """
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            if stocktake.state is StocktakeState.POSTED and stocktake.document_id is not None:
                return stocktake.document_id
            refuse_if_any(problems_of_posting(stocktake, leave_uncounted=leave_uncounted))
            posted = self._post(_posting_of(stocktake), since=stocktake.business_date)
            self._close(stocktake, StocktakeState.POSTED, posted.id)
        take_back = partial(self._unpost, stocktake_id, posted.id)
        self._offer(N_("The count {number} was posted."), take_back, number=stocktake.number)
        return posted.id

    def cancel_stocktake(self, stocktake_id: StocktakeId) -> None:
        """Give a count up; it changes nothing and stays in the list."""
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            refuse_if_any(problems_of_state(stocktake))
            self._close(stocktake, StocktakeState.CANCELLED, None)
        take_back = partial(self._reopen, stocktake_id)
        self._offer(N_("The count {number} was cancelled."), take_back, number=stocktake.number)

    def _give_plain_batches(self, wish: NewStocktake) -> None:
        """Let items that never came in stand on the sheet too, if they need no expiry date."""
        for item in goods.items_without_batch():
            if not item.tracks_expiry and item.place is not None and item.archived_on is None:
                goods.find_or_add_batch(
                    NewBatch(
                        item_id=item.id,
                        batch_no="",
                        made_on=None,
                        life=None,
                        expiry=NO_EXPIRY,
                        expires_on=None,
                        received_on=wish.business_date,
                    )
                )

    def _spot_of(self, found: ReceiptLine, day: date) -> Spot:
        shelf = self._shelf([found.item_id])
        receipt = NewReceipt(business_date=day, lines=(found,), source=Source.OPENING)
        check_receipt(receipt, shelf)
        batch = batch_of(found, day, month_end=goods.month_end_counts())
        place_id = destination(found, shelf.items[found.item_id])
        return Spot(goods.find_or_add_batch(batch), place_id)

    def _write_count(
        self, line: StocktakeLine, counted: int | None, day: date, reason: str
    ) -> None:
        looked, spot = counted is not None, _spot_of(line)
        owned = stock.balance_at(spot, day)
        lent = on_loan_by_spot([line.item.id], day).get(spot, 0)
        stocktakes.write_count(
            line.id,
            counted=counted,
            counted_on=day if looked else None,
            counted_at=self._context.recorded_at() if looked else None,
            counted_by=self._context.who() if looked else None,
            book_at_count=owned - lent if looked else None,
            on_loan_at_count=lent if looked else None,
            reason=reason,
        )
        self._context.note(
            "stocktake_line",
            line.uid,
            "count",
            before={"counted": line.counted, "reason": line.reason},
            after={"counted": counted, "counted_on": day, "reason": reason},
        )

    def _write_back(self, stocktake_id: StocktakeId, line: StocktakeLine) -> None:
        with self._context.deed(Topic.INVENTORY):
            refuse_if_any(problems_of_state(stocktakes.get(stocktake_id)))
            _keep_count(line, reason=line.reason)
            self._note_line(line)

    def _remove_line(self, stocktake_id: StocktakeId, spot: Spot) -> None:
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            refuse_if_any(problems_of_state(stocktake))
            line = _line_of(stocktake, spot)
            stocktakes.remove_line(stocktake_id, spot)
            before = {"counted": line.counted, "reason": line.reason}
            self._context.note("stocktake_line", line.uid, "remove", before=before)

    def _note_line(self, line: StocktakeLine) -> None:
        after = {"counted": line.counted, "reason": line.reason}
        self._context.note("stocktake_line", line.uid, "change", after=after)

    def _close(
        self, stocktake: Stocktake, state: StocktakeState, document_id: DocumentId | None
    ) -> None:
        is_open = state is StocktakeState.OPEN
        stocktakes.close(
            stocktake.id,
            state,
            document_id=document_id,
            closed_at=None if is_open else self._context.recorded_at(),
            closed_by=None if is_open else self._context.who(),
        )
        before, after = {"state": stocktake.state.value}, {"state": state.value}
        self._context.note("stocktake", stocktake.uid, state.value, before=before, after=after)

    def _reopen(self, stocktake_id: StocktakeId) -> None:
        with self._context.deed(Topic.INVENTORY):
            stocktake = stocktakes.get(stocktake_id)
            spots = [_spot_of(line) for line in stocktake.lines]
            others = stocktakes.spots_being_counted(without=stocktake_id)
            refuse_if_any(problems_of_overlap(spots, others))
            self._close(stocktake, StocktakeState.OPEN, None)

    def _unpost(self, stocktake_id: StocktakeId, document_id: DocumentId) -> None:
        with self._context.deed(Topic.INVENTORY):
            self.reverse(document_id, _("Taken back right after posting"))
            self._reopen(stocktake_id)


def _line_of(stocktake: Stocktake, spot: Spot) -> StocktakeLine:
    for line in stocktake.lines:
        if _spot_of(line) == spot:
            return line
    phrase = N_("This is not on the sheet of {number}.")
    raise Refused([Problem("lines", phrase, {"number": stocktake.number})])


def _with_loans(lines: Sequence[StocktakeLine]) -> tuple[StocktakeLine, ...]:
    """Return the lines with the pieces of each that are on loan now."""
    away = on_loan_by_spot(line.item.id for line in lines)
    return tuple(replace(line, on_loan=away.get(_spot_of(line), 0)) for line in lines)


def _spot_of(line: StocktakeLine) -> Spot:
    return Spot(line.batch.id, line.place.id)


def _keep_count(line: StocktakeLine, *, reason: str) -> None:
    stocktakes.write_count(
        line.id,
        counted=line.counted,
        counted_on=line.counted_on,
        counted_at=line.counted_at,
        counted_by=line.counted_by,
        book_at_count=line.book_at_count,
        on_loan_at_count=line.on_loan_at_count if line.counted is not None else None,
        reason=reason,
    )


def _posting_of(stocktake: Stocktake) -> Posting:
    days = [line.counted_on for line in stocktake.lines if line.counted_on is not None]
    return Posting(
        kind=DocumentKind.STOCKTAKE,
        business_date=max(days),
        request_key=new_uid(),
        movements=movements_of(stocktake.lines),
        number=None if stock.number_is_posted(stocktake.number) else stocktake.number,
        note=stocktake.note,
    )
