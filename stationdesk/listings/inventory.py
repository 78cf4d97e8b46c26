"""The columns of the stock: ledger, shelves, an item's card, documents, periods and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.replenishment import WHY_WORDS, Why
from stationdesk.domain.stock import (
    KIND_WORDS,
    SOURCE_WORDS,
    Balance,
    DocumentLine,
    DonatedLine,
    MovementLine,
    StockDocument,
    StockLine,
    StockState,
    TurnoverLine,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.replenishment import ReplenishLine
    from stationdesk.domain.stock import Item

STATE_MARKS: dict[StockState, Mark] = {
    StockState.EXPIRED: Mark(N_("Expired goods"), Tone.BAD),
    StockState.OUT: Mark(N_("Out of stock"), Tone.BAD),
    StockState.LOW: Mark(N_("Low stock"), Tone.WARNING),
    StockState.EXPIRING: Mark(N_("Expiring soon"), Tone.WARNING),
    StockState.NORMAL: Mark(N_("Well stocked"), Tone.GOOD),
    StockState.ARCHIVED: Mark(N_("Item archived"), Tone.NEUTRAL),
}
WHY_MARKS: dict[Why, Mark] = {
    Why.OUT: Mark(WHY_WORDS[Why.OUT], Tone.BAD),
    Why.SET: Mark(WHY_WORDS[Why.SET], Tone.BAD),
    Why.BELOW_MINIMUM: Mark(WHY_WORDS[Why.BELOW_MINIMUM], Tone.WARNING),
    Why.EXPIRING: Mark(WHY_WORDS[Why.EXPIRING], Tone.WARNING),
    Why.WISHED: Mark(WHY_WORDS[Why.WISHED], Tone.INFO),
}
BATCH_EXPIRED = Mark(N_("Expired"), Tone.BAD)
BATCH_EXPIRING = Mark(N_("Expiring soon"), Tone.WARNING)
BATCH_IN_DATE = Mark(N_("In date"), Tone.GOOD)
REVERSED = Mark(N_("Reversed"), Tone.NEUTRAL)
POSTED = Mark(N_("Posted"), Tone.GOOD)


def batch_mark(balance: Balance, day: date) -> Mark:
    """Return whether the goods are in date on ``day``, soon to expire, or expired."""
    ends = balance.batch.expires_on
    if balance.batch.expired_on(day):
        return BATCH_EXPIRED
    if ends is not None and (ends - day).days <= balance.item.warn_days:
        return BATCH_EXPIRING
    return BATCH_IN_DATE


def document_mark(document: StockDocument) -> Mark:
    """Return whether a document stands; a reversed one and its reversal do not."""
    undone = document.reversed_by_id is not None or document.reverses_id is not None
    return REVERSED if undone else POSTED


def contents_of(document: StockDocument) -> str:
    """Return what a document moved, as one reads it: “口罩 一次性医用 ×10 个”."""
    told = [
        f"{line.item.title()} ×{abs(line.quantity)} {line.item.unit}"
        for line in document.lines
        if line.quantity > 0 or not _is_move(document)
    ]
    return "；".join(told)


STOCK: tuple[Column[StockLine], ...] = (
    Column("code", N_("Item code"), Kind.TEXT, lambda line: line.item.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda line: line.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda line: line.item.spec, 6),
    Column("category", N_("Category"), Kind.TEXT, lambda line: line.item.category, 6),
    Column("place", N_("Location"), Kind.TEXT, lambda line: _home(line.item), 5),
    Column("unit", N_("Unit"), Kind.TEXT, lambda line: line.item.unit, 3),
    Column("quantity", N_("In stock"), Kind.COUNT, lambda line: line.quantity, 4),
    Column("usable", N_("Pieces in date"), Kind.COUNT, lambda line: line.usable, 4),
    Column("expiring", N_("Pieces expiring soon"), Kind.COUNT, lambda line: line.expiring, 4),
    Column("expired", N_("Pieces expired"), Kind.COUNT, lambda line: line.expired, 4),
    Column("minimum", N_("Minimum stock"), Kind.COUNT, lambda line: line.item.minimum, 4),
    Column("target", N_("Target stock"), Kind.COUNT, lambda line: line.item.target, 4),
    Column("earliest_expiry", N_("First expiry"), Kind.DAY, lambda line: line.earliest_expiry, 6),
    Column("last_moved_on", N_("Last movement"), Kind.DAY, lambda line: line.last_moved_on, 6),
    Column("state", N_("Stock state"), Kind.STATE, lambda line: STATE_MARKS[line.state], 5),
    Column("note", N_("Note"), Kind.TEXT, lambda line: line.item.note, 6),
)


def balances(day: date) -> tuple[Column[Balance], ...]:
    """Return the columns of what lies where; the state is that of ``day``."""
    return (
        Column("code", N_("Item code"), Kind.TEXT, lambda each: each.item.code, 5),
        Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
        Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
        Column("place", N_("Location"), Kind.TEXT, lambda each: each.place.name, 5),
        Column("batch_no", N_("Batch number"), Kind.TEXT, lambda each: each.batch.batch_no, 6),
        Column("made_on", N_("Production date"), Kind.DAY, lambda each: each.batch.made_on, 6),
        Column("printed", N_("Printed expiry"), Kind.TEXT, lambda each: each.batch.expiry.text, 6),
        Column("expires_on", N_("Last day of use"), Kind.DAY, lambda b: b.batch.expires_on, 6),
        Column("received_on", N_("Received on"), Kind.DAY, lambda each: each.batch.received_on, 6),
        Column("opened_on", N_("Opened on"), Kind.DAY, lambda each: each.batch.opened_on, 6),
        Column("quantity", N_("In stock"), Kind.COUNT, lambda each: each.quantity, 4),
        Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
        Column("state", N_("Expiry state"), Kind.STATE, lambda each: batch_mark(each, day), 4),
    )


MOVEMENTS: tuple[Column[MovementLine], ...] = (
    Column("business_date", N_("Date"), Kind.DAY, lambda line: line.business_date, 6),
    Column("number", N_("Document number"), Kind.TEXT, lambda line: line.number, 9),
    Column("kind", N_("Kind of document"), Kind.TEXT, lambda line: _(KIND_WORDS[line.kind]), 4),
    Column("quantity", N_("Pieces in or out"), Kind.COUNT, lambda line: line.quantity, 4),
    Column("balance_after", N_("Left after it"), Kind.COUNT, lambda line: line.balance_after, 4),
    Column("batch", N_("Batch"), Kind.TEXT, lambda line: line.batch.label(), 10),
    Column("expires_on", N_("Last day of use"), Kind.DAY, lambda line: line.batch.expires_on, 6),
    Column("place", N_("Location"), Kind.TEXT, lambda line: line.place.name, 5),
    Column("who", N_("Handled by"), Kind.TEXT, lambda line: line.who, 4),
    Column("note", N_("Note"), Kind.TEXT, lambda line: line.note, 8, grows=True),
)

DOCUMENTS: tuple[Column[StockDocument], ...] = (
    Column("business_date", N_("Date"), Kind.DAY, lambda each: each.business_date, 6),
    Column("number", N_("Document number"), Kind.TEXT, lambda each: each.number, 9),
    Column("kind", N_("Kind of document"), Kind.TEXT, lambda each: _(KIND_WORDS[each.kind]), 4),
    Column("contents", N_("Goods on the document"), Kind.TEXT, contents_of, 14, grows=True),
    Column("source", N_("Source of goods"), Kind.TEXT, lambda each: _source(each), 4),
    Column("party", N_("Donor or receiver"), Kind.TEXT, lambda d: d.donor or d.receiver, 5),
    Column("reason", N_("Reason"), Kind.TEXT, lambda each: each.reason, 7),
    Column("who", N_("Handled by"), Kind.TEXT, lambda each: each.recorded_by, 4),
    Column("reversal", N_("Reversal number"), Kind.TEXT, lambda each: _counterpart(each), 9),
    Column("state", N_("Document state"), Kind.STATE, document_mark, 4),
    Column("note", N_("Note"), Kind.TEXT, lambda each: each.note, 6),
)

DOCUMENT_LINES: tuple[Column[DocumentLine], ...] = (
    Column("line", N_("No."), Kind.COUNT, lambda each: each.line, 2),
    Column("code", N_("Item code"), Kind.TEXT, lambda each: each.item.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
    Column("batch", N_("Batch"), Kind.TEXT, lambda each: each.batch.label(), 6),
    Column("place", N_("Location"), Kind.TEXT, lambda each: each.place.name, 5),
    Column("quantity", N_("Pieces in or out"), Kind.COUNT, lambda each: each.quantity, 4),
    Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
    Column("reason", N_("Reason"), Kind.TEXT, lambda each: each.reason, 7),
)

TURNOVER: tuple[Column[TurnoverLine], ...] = (
    Column("code", N_("Item code"), Kind.TEXT, lambda line: line.item.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda line: line.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda line: line.item.spec, 6),
    Column("unit", N_("Unit"), Kind.TEXT, lambda line: line.item.unit, 3),
    Column("opening", N_("Opening balance"), Kind.COUNT, lambda line: line.opening, 4),
    Column("received", N_("Received pieces"), Kind.COUNT, lambda line: line.received, 4),
    Column("issued", N_("Issued pieces"), Kind.COUNT, lambda line: line.issued, 4),
    Column("scrapped", N_("Scrapped pieces"), Kind.COUNT, lambda line: line.scrapped, 4),
    Column("counted", N_("Stocktake correction"), Kind.COUNT, lambda line: line.counted, 4),
    Column("closing", N_("Closing balance"), Kind.COUNT, lambda line: line.closing, 4),
    Column("earliest_expiry", N_("First expiry"), Kind.DAY, lambda line: line.earliest_expiry, 6),
)

REPLENISHMENT: tuple[Column[ReplenishLine], ...] = (
    Column("code", N_("Item code"), Kind.TEXT, lambda line: line.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda line: line.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda line: line.spec, 6),
    Column("unit", N_("Unit"), Kind.TEXT, lambda line: line.unit, 3),
    Column("usable", N_("Pieces in date"), Kind.COUNT, lambda line: line.usable, 4),
    Column("expiring", N_("Pieces expiring soon"), Kind.COUNT, lambda line: line.expiring, 4),
    Column("required", N_("Required by sets"), Kind.COUNT, lambda line: line.required, 4),
    Column("minimum", N_("Minimum stock"), Kind.COUNT, lambda line: line.minimum, 4),
    Column("target", N_("Target stock"), Kind.COUNT, lambda line: line.target, 4),
    Column("to_order", N_("Pieces to order"), Kind.COUNT, lambda line: line.to_order, 4),
    Column("why", N_("Why to order"), Kind.STATE, lambda line: WHY_MARKS[line.why], 9),
)

DONATIONS: tuple[Column[DonatedLine], ...] = (
    Column("business_date", N_("Date"), Kind.DAY, lambda each: each.business_date, 6),
    Column("donor", N_("Donor"), Kind.TEXT, lambda each: each.donor, 7),
    Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
    Column("quantity", N_("Donated pieces"), Kind.COUNT, lambda each: each.quantity, 4),
    Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
    Column("number", N_("Document number"), Kind.TEXT, lambda each: each.number, 9),
    Column("note", N_("Note"), Kind.TEXT, lambda each: each.note, 6),
)


def _home(item: Item) -> str:
    return "" if item.place is None else item.place.name


def _is_move(document: StockDocument) -> bool:
    return sum(line.quantity for line in document.lines) == 0


def _source(document: StockDocument) -> str:
    return "" if document.source is None else _(SOURCE_WORDS[document.source])


def _counterpart(document: StockDocument) -> str:
    return document.reversed_by_number or document.reverses_number or ""
