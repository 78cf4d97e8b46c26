"""The stocktake sheet (盘点表): what the book says, in the order in which one walks the shelves."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import HAND_ROW_MM, day_words, station_facts, without
from stationdesk.documents.papers import (
    Fact,
    Group,
    Note,
    Origin,
    Paper,
    SignatureBox,
    SignatureBoxes,
    Table,
)
from stationdesk.domain.stocktake import REASONS, STATE_WORDS, Outcome
from stationdesk.i18n import _
from stationdesk.listings.stocktakes import STOCKTAKE_LINES, STOCKTAKE_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stationdesk.domain.station import Station
    from stationdesk.domain.stocktake import Stocktake, StocktakeLine
    from stationdesk.listings.columns import Column

SPARE_ROWS = 4
"""Empty lines for goods that no book knows of."""


_SHEET = {column.key: column for column in STOCKTAKE_SHEET}
_LINES = {column.key: column for column in STOCKTAKE_LINES}
_GOODS = ("code", "name", "spec", "unit")
_REASON = replace(_SHEET["reason"], grows=True)

PLAIN_COLUMNS = (
    *(_SHEET[key] for key in (*_GOODS, "batch_no", "expires_on", "book", "lent", "expected")),
    *(_SHEET[key] for key in ("counted", "difference")),
    _REASON,
)
BOOK_KEYS = ("book", "lent", "expected", "difference")
"""What a blind count does not tell."""
LENDING_KEYS = ("lent", "expected")
"""What only a sheet with goods on loan tells."""
BLIND_COLUMNS = without(PLAIN_COLUMNS, BOOK_KEYS)
COUNTED_COLUMNS = (*PLAIN_COLUMNS, _LINES["counted_by"], _LINES["outcome"])


def count_sheet(
    station: Station,
    stocktake: Stocktake,
    *,
    blind: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the sheet to count with: book quantities, or none for a ``blind`` count.

    What was counted already is printed; a box left empty means not counted, never zero.
    """
    columns = _told_of(stocktake, BLIND_COLUMNS if blind else PLAIN_COLUMNS)
    shown = Table(
        columns, _by_place(stocktake), numbered=True, blank_rows=SPARE_ROWS, row_mm=HAND_ROW_MM - 2
    )
    return Paper(
        title=_("Stocktake sheet"),
        number=stocktake.number,
        head=_head(station, stocktake),
        blocks=(shown, *map(Note, _rules()), _signatures()),
        subject=_scope(stocktake),
        landscape=True,
        origin=_origin("count-sheet", station, stocktake),
        printed_at=printed_at,
    )


def count_result(
    station: Station, stocktake: Stocktake, *, printed_at: datetime | None = None
) -> Paper:
    """Return the sheet as it was counted, with differences and their reasons, to be signed."""
    surplus = sum(line.difference or 0 for line in stocktake.lines_that(Outcome.SURPLUS))
    missing = -sum(line.difference or 0 for line in stocktake.lines_that(Outcome.MISSING))
    phrase = _(
        "{lines} lines: {confirmed} confirmed, {short} short by {missing} pieces, {over} over by "
        "{surplus} pieces, {uncounted} not counted."
    )
    summary = phrase.format(
        lines=len(stocktake.lines),
        confirmed=len(stocktake.lines_that(Outcome.CONFIRMED)),
        short=len(stocktake.lines_that(Outcome.MISSING)),
        missing=missing,
        over=len(stocktake.lines_that(Outcome.SURPLUS)),
        surplus=surplus,
        uncounted=len(stocktake.lines_that(Outcome.UNCOUNTED)),
    )
    return Paper(
        title=_("Stocktake result"),
        number=stocktake.number,
        head=(*_head(station, stocktake), Fact(_("Result of the count"), summary, wide=True)),
        blocks=(
            Table(_told_of(stocktake, COUNTED_COLUMNS), _by_place(stocktake), numbered=True),
            Note(_("An empty count means that nobody counted the line; it is never zero.")),
            _signatures(),
        ),
        landscape=True,
        subject=_scope(stocktake),
        origin=_origin("count-result", station, stocktake),
        printed_at=printed_at,
    )


def _told_of(
    stocktake: Stocktake, columns: tuple[Column[StocktakeLine], ...]
) -> tuple[Column[StocktakeLine], ...]:
    """Return the columns without those of lending where nothing on the sheet is on loan."""
    if any(line.lent for line in stocktake.lines):
        return columns
    return without(columns, LENDING_KEYS)


def _by_place(stocktake: Stocktake) -> tuple[Group[StocktakeLine], ...]:
    """Return the lines place by place; they stand in the order of the shelves already."""
    return tuple(
        Group(_("Place: {place}").format(place=name), list(lines))
        for name, lines in groupby(stocktake.lines, key=lambda line: line.place.name)
    )


def _head(station: Station, stocktake: Stocktake) -> tuple[Fact, ...]:
    return (
        *station_facts(station)[:2],
        Fact(_("Day of the count"), day_words(stocktake.business_date)),
        Fact(_("State of the count"), _(STATE_WORDS[stocktake.state])),
        Fact(_("Scope of the count"), _scope(stocktake)),
        Fact(_("Started by"), stocktake.started_by),
    )


def _scope(stocktake: Stocktake) -> str:
    place, category = stocktake.scope_place, stocktake.scope_category
    if place is None and not category:
        return _("The whole station")
    return " · ".join(part for part in (place.name if place else "", category) if part)


def _rules() -> Iterator[str]:
    yield _("Write 0 where nothing is there. A line left empty counts as not counted, not as zero.")
    reasons = dict.fromkeys(phrase for phrases in REASONS.values() for phrase in phrases)
    listed = "  ".join(f"{number}. {_(phrase)}" for number, phrase in enumerate(reasons, start=1))
    yield _("Usual reasons (the number is enough): {reasons}").format(reasons=listed)


def _signatures() -> SignatureBoxes:
    signature = _("Signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Counted by"), (signature,)),
            SignatureBox(_("Witnessed by"), (signature,)),
            SignatureBox(_("Station manager"), (signature,), _("(Seal)")),
        )
    )


def _origin(listing: str, station: Station, stocktake: Stocktake) -> Origin:
    return Origin(listing, station.code, station.name, stocktake.business_date.isoformat())
