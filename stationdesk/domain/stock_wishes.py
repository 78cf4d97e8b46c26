"""What a person at the stock wants to post, as it was typed in.

``request_key`` names the wish itself: posted twice with one key, it has one effect. A form draws
its key when it opens, so that a double click cannot receive goods twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import BatchId, DocumentId, ItemId, PlaceId
    from stationdesk.domain.printed_dates import PrintedDate, ShelfLife
    from stationdesk.domain.stock import DocumentKind, Movement, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """Goods that came in.

    ``expiry`` None means that nothing was said about it; goods that do not expire bear a printed
    date of precision NONE. Without an expiry, ``made_on`` and ``life`` give it. ``place_id`` None
    means the item's own place.
    """

    item_id: ItemId
    quantity: int
    place_id: PlaceId | None = None
    batch_no: str = ""
    expiry: PrintedDate | None = None
    made_on: date | None = None
    life: ShelfLife | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReceipt:
    """A receipt (入库) as it was typed in."""

    business_date: date
    lines: tuple[ReceiptLine, ...]
    source: Source
    request_key: str = field(default_factory=new_uid)
    donor: str = ""
    note: str = ""
    import_run_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLine:
    """Goods to take; without a batch the first to expire goes, without a place from anywhere."""

    item_id: ItemId
    quantity: int
    batch_id: BatchId | None = None
    place_id: PlaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue (领用) as it was typed in; ``reason`` is needed where FEFO is not followed."""

    business_date: date
    lines: tuple[TakeLine, ...]
    request_key: str = field(default_factory=new_uid)
    receiver: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrapLine:
    """Pieces of one batch at one place that are thrown away."""

    batch_id: BatchId
    place_id: PlaceId
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScrap:
    """Goods thrown away (报损), and why."""

    business_date: date
    lines: tuple[ScrapLine, ...]
    reason: str
    request_key: str = field(default_factory=new_uid)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """Pieces of one batch that go from one place to another."""

    batch_id: BatchId
    from_place_id: PlaceId
    to_place_id: PlaceId
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMove:
    """Goods put elsewhere (移位)."""

    business_date: date
    lines: tuple[MoveLine, ...]
    request_key: str = field(default_factory=new_uid)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """What tells a batch from others of its item, and what the pack says."""

    item_id: ItemId
    batch_no: str
    made_on: date | None
    life: ShelfLife | None
    expiry: PrintedDate
    expires_on: date | None
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A document that the rules accepted, ready to be kept.

    ``number`` None means the next one of its kind and day. ``movements`` may be empty only for a
    stocktake that found everything as the book says.
    """

    kind: DocumentKind
    business_date: date
    request_key: str
    movements: tuple[Movement, ...]
    number: str | None = None
    source: Source | None = None
    donor: str = ""
    receiver: str = ""
    reason: str = ""
    note: str = ""
    reverses_id: DocumentId | None = None
    import_run_id: int | None = None
