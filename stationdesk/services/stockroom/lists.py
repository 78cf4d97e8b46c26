"""What the stock looks like, now and on any day gone by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.replenishment import WITHIN_DAYS, Why, replenish_line, unknown_goods
from stationdesk.domain.stock import donated_lines, stock_line
from stationdesk.services.stockroom.desk import Desk
from stationdesk.store import goods, goods_wishes, required_sets, stock, stock_reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.feedback.wishes import GoodsWish
    from stationdesk.domain.ids import DocumentId, ItemId
    from stationdesk.domain.replenishment import ReplenishLine
    from stationdesk.domain.stock import (
        Balance,
        DonatedLine,
        MovementLine,
        StockDocument,
        StockLine,
        TurnoverLine,
    )


class Lists(Desk):
    """Reading only; nothing here changes a record."""

    def stock(self, on: date | None = None, *, include_archived: bool = False) -> list[StockLine]:
        """Return every item as it stood at the end of ``on`` (None: today), ordered by code.

        An item that was archived by then is left out unless asked for; one that the ledger did
        not know yet is left out unless there was some of it.
        """
        day = on or self._context.today()
        sums = stock.sums_by_item(on)
        return [
            stock_line(item, sums.get(item.id, []), day)
            for item in goods.items().values()
            if (item.since <= day or item.id in sums)
            and (include_archived or item.archived_on is None or item.archived_on > day)
        ]

    def balances(self, item_id: ItemId | None = None, on: date | None = None) -> list[Balance]:
        """Return what lay where at the end of ``on`` (None: now), of one item or of all."""
        return stock.balances_on(on, item_id)

    def expired(self, on: date | None = None) -> list[Balance]:
        """Return what may no longer be used on ``on`` (None: today) and is still on a shelf."""
        day = on or self._context.today()
        return [each for each in stock.balances_on(on) if each.batch.expired_on(day)]

    def replenishment(self, within_days: int = WITHIN_DAYS) -> list[ReplenishLine]:
        """Return what to order, the most pressing first.

        What expires within ``within_days`` is not counted on; what required sets ask for is, and
        what visitors asked for. Goods that the ledger does not know come last.
        """
        day, sums = self._context.today(), stock.sums_by_item()
        wishes = goods_wishes.open_wishes()
        required, wished = _required_pieces(day), _wished_pieces(wishes)
        found = (
            replenish_line(
                item,
                sums.get(item.id, []),
                required[item.id],
                day,
                within_days,
                wished[item.id],
            )
            for item in goods.items().values()
            if item.archived_on is None
        )
        order = list(Why)
        lines = [line for line in found if line is not None]
        lines.sort(key=lambda line: (order.index(line.why), line.code))
        return [*lines, *unknown_goods(wishes)]

    def movements(
        self, item_id: ItemId, first: date | None = None, last: date | None = None
    ) -> list[MovementLine]:
        """Return an item's card in business order, of a period or of all time."""
        return [
            line
            for line in stock_reading.movement_lines(item_id)
            if (first is None or line.business_date >= first)
            and (last is None or line.business_date <= last)
        ]

    def documents(self, first: date, last: date) -> list[StockDocument]:
        """Return the documents of the days from ``first`` to ``last``, the newest first."""
        return stock_reading.documents(first, last)

    def document(self, document_id: DocumentId) -> StockDocument:
        """Return one document; raises ``LookupError`` where there is none."""
        return stock_reading.document(document_id)

    def donations(self, first: date, last: date) -> list[DonatedLine]:
        """Return what was donated in a period and stands (not reversed), the newest first."""
        return donated_lines(stock_reading.donations(first, last))

    def turnover(self, first: date, last: date) -> list[TurnoverLine]:
        """Return what each item had at the start, got, gave and had at the end of a period."""
        return stock_reading.turnover(first, last)


def _wished_pieces(wishes: Iterable[GoodsWish]) -> Counter[ItemId]:
    """Return how many pieces of each item visitors asked for and did not get yet."""
    pieces: Counter[ItemId] = Counter()
    for wish in wishes:
        if wish.item is not None:
            pieces[wish.item.id] += wish.quantity
    return pieces


def _required_pieces(day: date) -> Counter[ItemId]:
    """Return how many pieces of each item the sets in use ask for, all sets together."""
    pieces: Counter[ItemId] = Counter()
    for required_set in required_sets.required_sets_on(day):
        for line in required_set.lines_on(day):
            pieces[line.item.id] += line.quantity
    return pieces
