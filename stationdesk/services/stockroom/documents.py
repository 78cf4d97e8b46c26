"""Posting: goods come in, go out, are thrown away, change places, or never did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain import stock_documents as rules
from stationdesk.domain.fefo import propose
from stationdesk.domain.ids import new_uid
from stationdesk.domain.ledger import (
    Point,
    blocking,
    changes_of,
    end_of,
    pieces_by_item,
    problem_of,
    shortfalls,
)
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.stock import KIND_WORDS, DocumentKind, Movement
from stationdesk.domain.stock_wishes import Posting
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.pool_guard import item_problems, move_problems
from stationdesk.services.stockroom.desk import Desk
from stationdesk.store import goods, places, stock, stock_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.fefo import Pick
    from stationdesk.domain.ids import BatchId, DocumentId, ItemId, PlaceId
    from stationdesk.domain.ledger import Shortfall
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.stock import StockDocument
    from stationdesk.domain.stock_wishes import NewIssue, NewMove, NewReceipt, NewScrap


class Documents(Desk):
    """Each deed posts one document: all of it, or none; twice with one key, once."""

    def receive(self, wish: NewReceipt) -> DocumentId:
        """Post goods that came in; raises ``Refused``."""
        return self._post_once(wish.request_key, partial(self._receipt, wish))

    def issue(self, wish: NewIssue) -> DocumentId:
        """Post goods handed out, first to expire first; raises ``Refused``."""
        return self._post_once(wish.request_key, partial(self._issue, wish))

    def scrap(self, wish: NewScrap) -> DocumentId:
        """Post goods thrown away; raises ``Refused``."""
        return self._post_once(wish.request_key, partial(self._scrap, wish))

    def move(self, wish: NewMove) -> DocumentId:
        """Post goods put elsewhere; raises ``Refused``."""
        return self._post_once(wish.request_key, partial(self._move, wish))

    def reverse(
        self, document_id: DocumentId, reason: str, request_key: str | None = None
    ) -> DocumentId:
        """Undo a document by another one that stands on the same business day.

        On that day and after it the stock is as if the document had never been posted.

        Raises:
            Refused: when it was reversed already, is a reversal itself, or when documents after
                it need what it brought; the refusal names them.
        """
        key = request_key or new_uid()
        return self._post_once(key, partial(self._reversal, document_id, reason, key))

    def propose_issue(
        self,
        item_id: ItemId,
        quantity: int,
        place_id: PlaceId | None = None,
        on: date | None = None,
    ) -> list[Pick]:
        """Return which batches should leave; fewer pieces than asked where there are fewer."""
        day = on or self._context.today()
        only = None if place_id is None else [place_id]
        return propose(stock.free_from(day, [item_id]), quantity, day, only)

    def _post_once(self, request_key: str, accept: Callable[[], Posting]) -> DocumentId:
        if not request_key:
            raise ValueError("a document needs a request key")
        with self._context.deed(Topic.INVENTORY):
            known = stock.find_by_key(request_key)
            if known is not None:
                return known
            posting = accept()
            posted = self._post(posting)
        self._offer_reversal(posting, posted)
        return posted.id

    def _post(self, posting: Posting, since: date | None = None) -> stock.Posted:
        """Keep what the rules of its kind accepted; within a deed.

        It must leave no shelf short and take nothing that is on loan or set aside. ``since`` is
        the day from which other documents can be in the way; None: after this one.
        """
        refuse_if_any(_problems_of_shortfalls(posting, since))
        posted = stock.post(
            posting, recorded_at=self._context.recorded_at(), recorded_by=self._context.who()
        )
        refuse_if_any(_problems_of_lending(posting))
        self._context.note("stock_document", posted.uid, "post", after=_told(posting, posted))
        return posted

    def _offer_reversal(self, posting: Posting, posted: stock.Posted) -> None:
        if posting.reverses_id is not None:
            self._offer(
                N_("{number} was reversed."),
                partial(self._post_again, posting.reverses_id),
                number=stock_reading.document(posting.reverses_id).number,
            )
            return
        if self._context.in_deed:
            return
        document = stock_reading.document(posted.id)
        told = {"kind": _(KIND_WORDS[document.kind]), "goods": _briefly(document)}
        take_back = partial(self._take_back, posted.id)
        self._offer(N_("{kind} {number}: {goods}"), take_back, number=posted.number, **told)

    def _take_back(self, document_id: DocumentId) -> DocumentId:
        return self.reverse(document_id, _("Taken back right after posting"))

    def _post_again(self, document_id: DocumentId) -> DocumentId:
        """Post what a reversed document posted, as a new one: the way back from a reversal."""
        document = stock_reading.document(document_id)
        return self._post_once(new_uid(), partial(_posting_again, document))

    def _receipt(self, wish: NewReceipt) -> Posting:
        shelf = self._shelf(line.item_id for line in wish.lines)
        rules.check_receipt(wish, shelf)
        month_end = goods.month_end_counts()
        movements = []
        for number, line in enumerate(wish.lines, start=1):
            batch = rules.batch_of(line, wish.business_date, month_end=month_end)
            movements.append(
                Movement(
                    line=number,
                    item_id=line.item_id,
                    batch_id=goods.find_or_add_batch(batch),
                    place_id=rules.destination(line, shelf.items[line.item_id]),
                    quantity=line.quantity,
                    reason=line.reason,
                )
            )
        return Posting(
            kind=DocumentKind.RECEIVE,
            business_date=wish.business_date,
            request_key=wish.request_key,
            movements=tuple(movements),
            source=wish.source,
            donor=wish.donor,
            note=wish.note,
            import_run_id=wish.import_run_id,
        )

    def _issue(self, wish: NewIssue) -> Posting:
        item_ids = {line.item_id for line in wish.lines}
        free = stock.free_from(wish.business_date, item_ids)
        return Posting(
            kind=DocumentKind.ISSUE,
            business_date=wish.business_date,
            request_key=wish.request_key,
            movements=tuple(rules.accept_issue(wish, self._shelf(item_ids), free)),
            receiver=wish.receiver,
            reason=wish.reason,
            note=wish.note,
        )

    def _scrap(self, wish: NewScrap) -> Posting:
        shelf = self._shelf(batch_ids={line.batch_id for line in wish.lines})
        return Posting(
            kind=DocumentKind.SCRAP,
            business_date=wish.business_date,
            request_key=wish.request_key,
            movements=tuple(rules.accept_scrap(wish, shelf)),
            reason=wish.reason,
            note=wish.note,
        )

    def _move(self, wish: NewMove) -> Posting:
        shelf = self._shelf(batch_ids={line.batch_id for line in wish.lines})
        return Posting(
            kind=DocumentKind.MOVE,
            business_date=wish.business_date,
            request_key=wish.request_key,
            movements=tuple(rules.accept_move(wish, shelf)),
            note=wish.note,
        )

    def _reversal(self, document_id: DocumentId, reason: str, request_key: str) -> Posting:
        document = stock_reading.document(document_id)
        return Posting(
            kind=DocumentKind.REVERSAL,
            business_date=document.business_date,
            request_key=request_key,
            movements=tuple(rules.accept_reversal(document, reason)),
            reason=reason,
            reverses_id=document_id,
        )

    def _shelf(
        self, item_ids: Iterable[ItemId] = (), batch_ids: Iterable[BatchId] = ()
    ) -> rules.Shelf:
        batches = goods.batches(batch_ids)
        wanted = {*item_ids, *(batch.item_id for batch in batches.values())}
        return rules.Shelf(
            today=self._context.today(),
            items=goods.items(wanted),
            batches=batches,
            places=places.by_id(),
        )


def _briefly(document: StockDocument) -> str:
    """Return what a document moved in one short line: its first goods, and how many more."""
    if not document.lines:
        return _("no goods")
    first = document.lines[0]
    told = f"{first.item.title()} ×{abs(first.quantity)} {first.item.unit}"
    more = len({line.item.id for line in document.lines}) - 1
    return _("{goods} and {count} more").format(goods=told, count=more) if more else told


def _problems_of_shortfalls(posting: Posting, since: date | None) -> Iterator[Problem]:
    changes = changes_of(posting.movements)
    leaving = [spot for spot, quantity in changes.items() if quantity < 0]
    point = _point_of(posting)
    after = point if since is None else Point(since, 0)
    past = stock.histories(leaving, point)
    for shortfall in shortfalls(posting.business_date, changes, past):
        yield _problem_of(shortfall, after)


def _problems_of_lending(posting: Posting) -> Iterator[Problem]:
    """Tell which goods cannot go because somebody has them, with the document already posted."""
    if posting.kind is DocumentKind.MOVE:
        moved = pieces_by_item(each for each in posting.movements if each.quantity > 0)
        yield from move_problems(moved, posting.business_date)
    left = {item_id: -net for item_id, net in pieces_by_item(posting.movements).items()}
    yield from item_problems(left, posting.business_date)


def _point_of(posting: Posting) -> Point:
    if posting.reverses_id is None:
        return end_of(posting.business_date)
    return Point(posting.business_date, posting.reverses_id)


def _problem_of(shortfall: Shortfall, after: Point) -> Problem:
    batch_id, place_id = shortfall.spot
    batch = goods.batches([batch_id])[batch_id]
    return problem_of(
        shortfall,
        goods.get(batch.item_id),
        batch,
        places.get(place_id),
        blocking(stock.entries_of(shortfall.spot), after),
    )


def _posting_again(document: StockDocument) -> Posting:
    return Posting(
        kind=document.kind,
        business_date=document.business_date,
        request_key=new_uid(),
        movements=tuple(
            Movement(
                line=line.line,
                item_id=line.item.id,
                batch_id=line.batch.id,
                place_id=line.place.id,
                quantity=line.quantity,
                reason=line.reason,
            )
            for line in document.lines
        ),
        source=document.source,
        donor=document.donor,
        receiver=document.receiver,
        reason=document.reason,
        note=document.note,
    )


def _told(posting: Posting, posted: stock.Posted) -> dict[str, object]:
    return {
        "number": posted.number,
        "kind": KIND_WORDS[posting.kind],
        "business_date": posting.business_date,
        "lines": len(posting.movements),
        "reason": posting.reason,
    }
