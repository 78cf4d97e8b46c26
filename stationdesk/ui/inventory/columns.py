"""Which columns of the listings this page shows, in which order and how wide, and short words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from stationdesk.domain.stock import SOURCE_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings import inventory, stocktakes
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from stationdesk.domain.places import Place
    from stationdesk.domain.replenishment import ReplenishLine
    from stationdesk.domain.required_sets import SetFinding, SetStatus
    from stationdesk.domain.stock import (
        DocumentLine,
        MovementLine,
        StockDocument,
        StockLine,
    )
    from stationdesk.domain.stocktake import Stocktake, StocktakeLine

Record = TypeVar("Record")

PLACE_IN_USE = Mark(N_("Place in use"), Tone.GOOD)
PLACE_ARCHIVED = Mark(N_("Place archived"), Tone.NEUTRAL)
CHECK_DUE = Mark(N_("Check due"), Tone.WARNING)


def chosen(
    columns: tuple[Column[Record], ...], *keys: str, grows: tuple[str, ...] = (), **widths: int
) -> tuple[Column[Record], ...]:
    """Return the columns of ``keys`` in that order, some of them with another width."""
    known = {column.key: column for column in columns}
    return tuple(
        replace(
            known[key],
            width=widths.get(key, known[key].width),
            grows=key in grows if grows else known[key].grows,
        )
        for key in keys
    )


def signed(quantity: int) -> str:
    """Return pieces in with a plus and pieces out with a true minus."""
    return f"{quantity:+d}".replace("-", "−")


def with_whom(document: StockDocument) -> str:
    """Return where the goods of a document came from or went to, and why."""
    source = _(SOURCE_WORDS[document.source]) if document.source else ""
    told = (source, document.donor, document.receiver, document.reason, document.note)
    return " · ".join(part for part in told if part)


def goods_words(document: StockDocument) -> str:
    """Return what a document moves: the first kind of goods, and how many kinds in all."""
    names = list(dict.fromkeys(line.item.title() for line in document.lines))
    if len(names) <= 1:
        return "".join(names)
    return _("{item} and others, {count} kinds").format(item=names[0], count=len(names))


def booked(line: StocktakeLine) -> int:
    """Return the figure that a count is, or would be, compared with: what should lie there."""
    return line.expected


def scope_words(stocktake: Stocktake) -> str:
    """Return what a count is about: a place, a category, or the whole station."""
    parts = (
        stocktake.scope_place.name if stocktake.scope_place else "",
        stocktake.scope_category or "",
    )
    return " · ".join(part for part in parts if part) or _("The whole station")


def set_mark(status: SetStatus) -> Mark:
    """Return how a set stands: what is missing goes before a check that is due."""
    if not status.complete:
        return stocktakes.SET_MISSING
    return CHECK_DUE if status.overdue else stocktakes.SET_COMPLETE


def _place_state(place: Place) -> Mark:
    return PLACE_ARCHIVED if place.archived_on else PLACE_IN_USE


def _change(line: MovementLine | DocumentLine) -> str:
    return signed(line.quantity)


def _difference(line: StocktakeLine) -> str:
    return "" if line.difference is None else signed(line.difference) if line.difference else "0"


def _reworded(
    columns: tuple[Column[Record], ...], **changes: dict[str, Any]
) -> tuple[Column[Record], ...]:
    """Return the columns, some of which the screen reads, heads or aligns otherwise."""
    return tuple(replace(column, **changes.get(column.key, {})) for column in columns)


LEDGER: tuple[Column[StockLine], ...] = _reworded(
    chosen(
        inventory.STOCK,
        *("code", "name", "category", "usable", "minimum", "state", "place"),
        *("earliest_expiry", "last_moved_on"),
        code=5,
        name=8,
        category=5,
        state=6,
        place=4,
    ),
    name={"read": lambda line: line.item.title()},
)
LEDGER_FOLDS = ("last_moved_on", "category", "place", "minimum", "code")
"""What the ledger can do without in a narrow window, the first before the others."""

DOCUMENTS: tuple[Column[StockDocument], ...] = (
    *chosen(inventory.DOCUMENTS, "business_date", "kind", "number", number=9),
    Column("goods", N_("Goods"), Kind.TEXT, goods_words, 9, grows=True),
    Column("with_whom", N_("From, to, why"), Kind.TEXT, with_whom, 8, grows=True),
    *chosen(inventory.DOCUMENTS, "state", "who"),
)
DOCUMENT_FOLDS = ("with_whom", "who")

DOCUMENT_LINES: tuple[Column[DocumentLine], ...] = _reworded(
    chosen(
        inventory.DOCUMENT_LINES,
        *("line", "code", "name", "quantity", "unit", "batch", "place", "reason"),
        grows=("name", "batch", "reason"),
    ),
    name={"read": lambda line: line.item.title()},
    quantity={"read": _change},
)
DOCUMENT_LINE_FOLDS = ("code", "reason")

CARD: tuple[Column[MovementLine], ...] = _reworded(
    chosen(
        inventory.MOVEMENTS,
        *("business_date", "number", "kind", "quantity", "balance_after"),
        *("batch", "place", "who", "note"),
        grows=("batch", "note"),
    ),
    quantity={"read": _change},
)
CARD_FOLDS = ("note", "place", "who")

PLACES: tuple[Column[Place], ...] = (
    Column("code", N_("Place code"), Kind.TEXT, lambda each: each.code, 4),
    Column("name", N_("Location"), Kind.TEXT, lambda each: each.name, 10, grows=True),
    Column("state", N_("Place state"), Kind.STATE, _place_state, 4),
)

STOCKTAKES: tuple[Column[Stocktake], ...] = (
    *chosen(stocktakes.STOCKTAKES, "number", "business_date"),
    Column("scope", N_("What is counted"), Kind.TEXT, scope_words, 8, grows=True),
    *chosen(stocktakes.STOCKTAKES, "state", "started_by"),
)

SHEET: tuple[Column[StocktakeLine], ...] = _reworded(
    chosen(
        stocktakes.STOCKTAKE_LINES,
        *("line", "place", "code", "name", "batch", "unit", "book", "lent", "counted"),
        *("difference", "outcome", "reason"),
        grows=("name", "reason"),
        code=5,
        unit=2,
        counted=4,
        outcome=7,
    ),
    name={"read": lambda line: line.item.title()},
    difference={"read": _difference},
)
SHEET_FOLDS = ("code", "line", "unit", "reason", "place", "lent")

SETS: tuple[Column[SetStatus], ...] = (
    Column("name", N_("Set"), Kind.TEXT, lambda each: each.required_set.name, 6, grows=True),
    Column("state", N_("Set state"), Kind.STATE, set_mark, 5),
)

FINDINGS: tuple[Column[SetFinding], ...] = _reworded(
    chosen(
        stocktakes.SET_FINDINGS,
        *("name", "required", "usable", "expired", "missing", "unit"),
        *("earliest_expiry", "state"),
        unit=2,
    ),
    name={"read": lambda each: each.item.title()},
)
FINDING_FOLDS = ("expired", "unit", "earliest_expiry", "usable")

SET_CHECKS = chosen(stocktakes.SET_CHECKS, "business_date", "recorded_by", "missing", "state")

REPLENISHMENT: tuple[Column[ReplenishLine], ...] = _reworded(
    chosen(
        inventory.REPLENISHMENT,
        *("code", "name", "usable", "expiring", "required", "minimum", "target"),
        *("to_order", "unit", "why"),
        unit=2,
        why=15,
    ),
    name={"read": lambda line: line.item.title()},
)
REPLENISHMENT_FOLDS = ("required", "code", "minimum", "target")
