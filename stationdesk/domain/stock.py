"""What the stock ledger is made of: items, batches, movements and the documents that post them.

Movements are the only truth. A balance is their sum for one batch at one place, in business
order: by business day, and within a day in the order in which the documents were posted
(``domain.ledger`` says where a reversal stands).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import BatchId, DocumentId, ItemId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.printed_dates import PrintedDate


class DocumentKind(StrEnum):
    """What a stock document does."""

    RECEIVE = "receive"
    ISSUE = "issue"
    SCRAP = "scrap"
    MOVE = "move"
    STOCKTAKE = "stocktake"
    REVERSAL = "reversal"


KIND_WORDS: dict[DocumentKind, str] = {
    DocumentKind.RECEIVE: N_("Goods received"),
    DocumentKind.ISSUE: N_("Goods issued"),
    DocumentKind.SCRAP: N_("Goods scrapped"),
    DocumentKind.MOVE: N_("Goods moved"),
    DocumentKind.STOCKTAKE: N_("Stocktake"),
    DocumentKind.REVERSAL: N_("Reversal"),
}

NUMBER_PREFIXES: dict[DocumentKind, str] = {
    DocumentKind.RECEIVE: "RK",
    DocumentKind.ISSUE: "LY",
    DocumentKind.SCRAP: "BS",
    DocumentKind.MOVE: "YW",
    DocumentKind.STOCKTAKE: "PD",
    DocumentKind.REVERSAL: "CX",
}
"""入库, 领用, 报损, 移位, 盘点, 冲销: the letters in front of a document's number."""


class Source(StrEnum):
    """Where received goods come from."""

    OPENING = "opening"
    PURCHASE = "purchase"
    ALLOCATION = "allocation"
    DONATION = "donation"


SOURCE_WORDS: dict[Source, str] = {
    Source.OPENING: N_("Opening stock"),
    Source.PURCHASE: N_("Purchased"),
    Source.ALLOCATION: N_("Allocated by the street office"),
    Source.DONATION: N_("Donated"),
}


class StockState(StrEnum):
    """How an item stands, the worst thing first told."""

    ARCHIVED = "archived"
    EXPIRED = "expired"
    OUT = "out"
    LOW = "low"
    EXPIRING = "expiring"
    NORMAL = "normal"


class Spot(NamedTuple):
    """One batch at one place: what a balance is kept for."""

    batch_id: BatchId
    place_id: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A kind of goods in the ledger.

    ``used_for`` is a key of ``domain.goods``. ``minimum`` and ``target`` are pieces in date;
    zero means that nobody set one. ``warn_days`` before its expiry a batch counts as expiring.
    ``version`` grows with every edit. ``since`` is the day from which the ledger knows it.
    """

    id: ItemId
    uid: str
    code: str
    name: str
    spec: str
    unit: str
    category: str
    used_for: str
    place: Place | None
    minimum: int
    target: int
    tracks_expiry: bool
    warn_days: int
    note: str
    since: date
    archived_on: date | None
    version: int

    def title(self) -> str:
        """Return name and spec as one would say them: “口罩 一次性医用”."""
        return f"{self.name} {self.spec}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Goods of one item that expire together.

    ``expiry`` is what the pack says, ``expires_on`` the last day of use that was computed from
    it; None means that the goods do not expire. ``opened_on`` is the day a pack was opened.
    """

    id: BatchId
    uid: str
    item_id: ItemId
    batch_no: str
    made_on: date | None
    shelf_life: int | None
    shelf_life_unit: str | None
    expiry: PrintedDate
    expires_on: date | None
    received_on: date
    opened_on: date | None

    def expired_on(self, day: date) -> bool:
        """Tell whether the goods may no longer be used on ``day``; the last day still counts."""
        return self.expires_on is not None and self.expires_on < day

    def label(self) -> str:
        """Return what tells this batch from others on the shelf: number and printed expiry."""
        printed = self.expiry.text or (self.expires_on.isoformat() if self.expires_on else "")
        return " ".join(part for part in (self.batch_no, printed) if part) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Pieces of one batch at one place; always more than zero."""

    item: Item
    batch: Batch
    place: Place
    quantity: int

    @property
    def spot(self) -> Spot:
        """Return the batch and place this is the balance of."""
        return Spot(self.batch.id, self.place.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Pieces in (above zero) or out (below zero) of one batch at one place."""

    line: int
    item_id: ItemId
    batch_id: BatchId
    place_id: PlaceId
    quantity: int
    reason: str = ""

    @property
    def spot(self) -> Spot:
        """Return the batch and place that changed."""
        return Spot(self.batch_id, self.place_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A movement as a person reads it."""

    line: int
    item: Item
    batch: Batch
    place: Place
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDocument:
    """A posted document; it never changes. ``reversed_by_id`` tells that another undid it."""

    id: DocumentId
    uid: str
    number: str
    kind: DocumentKind
    business_date: date
    recorded_at: str
    recorded_by: str
    source: Source | None
    donor: str
    receiver: str
    reason: str
    note: str
    reverses_id: DocumentId | None
    reverses_number: str | None
    reversed_by_id: DocumentId | None
    reversed_by_number: str | None
    lines: tuple[DocumentLine, ...]

    @property
    def can_be_reversed(self) -> bool:
        """Tell whether a reversal is still possible: once per document, never of a reversal."""
        return self.kind is not DocumentKind.REVERSAL and self.reversed_by_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """One line of an item's card: what moved, and how many pieces there were afterwards.

    ``balance_after`` counts all batches and places of the item, in business order.
    ``reversed`` is true for both a reversed document and the reversal itself.
    """

    document_id: DocumentId
    business_date: date
    number: str
    kind: DocumentKind
    item: Item
    quantity: int
    balance_after: int
    batch: Batch
    place: Place
    who: str
    note: str
    reversed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """An item as the ledger shows it on one day.

    ``quantity`` is everything on the shelf, ``usable`` what is in date, ``expired`` the rest;
    ``expiring`` is the part of ``usable`` that ends within the item's warn days.
    """

    item: Item
    quantity: int
    usable: int
    expired: int
    expiring: int
    earliest_expiry: date | None
    last_moved_on: date | None
    state: StockState


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnoverLine:
    """An item over a period: opening + received - issued - scrapped + counted = closing.

    A reversal counts against the column of the document it reverses. ``counted`` is the net of
    stocktakes. Moves change no total and have no column.
    """

    item: Item
    opening: int
    received: int
    issued: int
    scrapped: int
    counted: int
    closing: int
    earliest_expiry: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DonatedLine:
    """Donated goods of one item, as a station makes them public."""

    business_date: date
    donor: str
    item: Item
    quantity: int
    number: str
    note: str


class BatchSum(NamedTuple):
    """What is left of a batch over all places, and when it moved last."""

    quantity: int
    expires_on: date | None
    last_moved_on: date


def stock_line(item: Item, batches: list[BatchSum], day: date) -> StockLine:
    """Sum up what there is of ``item`` on ``day``."""
    warned = day + timedelta(days=item.warn_days)
    left = [batch for batch in batches if batch.quantity]
    in_date = [each for each in left if each.expires_on is None or each.expires_on >= day]
    ending = [each.expires_on for each in in_date if each.expires_on is not None]
    quantity = sum(each.quantity for each in left)
    usable = sum(each.quantity for each in in_date)
    expiring = sum(
        each.quantity
        for each in in_date
        if each.expires_on is not None and each.expires_on <= warned
    )
    return StockLine(
        item=item,
        quantity=quantity,
        usable=usable,
        expired=quantity - usable,
        expiring=expiring,
        earliest_expiry=min(ending, default=None),
        last_moved_on=max((each.last_moved_on for each in batches), default=None),
        state=_state(item, day, usable, quantity - usable, expiring),
    )


def donated_lines(documents: Iterable[StockDocument]) -> list[DonatedLine]:
    """Return the lines of donated receipts, in the order of the documents."""
    return [
        DonatedLine(
            business_date=document.business_date,
            donor=document.donor,
            item=line.item,
            quantity=line.quantity,
            number=document.number,
            note=document.note,
        )
        for document in documents
        for line in document.lines
    ]


def _state(item: Item, day: date, usable: int, expired: int, expiring: int) -> StockState:
    if item.archived_on is not None and item.archived_on <= day:
        return StockState.ARCHIVED
    if expired:
        return StockState.EXPIRED
    if usable == 0:
        return StockState.OUT
    if usable < item.minimum:
        return StockState.LOW
    return StockState.EXPIRING if expiring else StockState.NORMAL
