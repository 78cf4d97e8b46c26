"""The station's ledgers and lists, laid out to be printed, filed and signed.

Each takes the same columns as the screen. ``for_print`` leaves out what does not fit an A4 page
and sets headings between groups; a workbook has every column and can be filtered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import day_words, span_key, span_words, without
from stationdesk.documents.papers import Group, Ledger, Origin, Paper, listing_paper, usual_signers
from stationdesk.domain.amenity_kinds import KIND
from stationdesk.i18n import _
from stationdesk.listings.amenities import PAPER, REGISTER
from stationdesk.listings.inventory import DONATIONS, REPLENISHMENT, STOCK, TURNOVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.replenishment import ReplenishLine
    from stationdesk.domain.station import Station
    from stationdesk.domain.stock import DonatedLine, StockLine, TurnoverLine
    from stationdesk.listings.columns import Column

_NOT_IN_PRINT = ("category", "target", "last_moved_on", "expiring")


def station_ledger(
    station: Station,
    title: str,
    listing: str,
    columns: Sequence[Column[Any]],
    groups: Sequence[Group[Any]],
    *,
    period: str,
    period_key: str,
    notes: tuple[str, ...] = (),
    signers: tuple[str, ...] | None = None,
    printed_at: datetime | None = None,
) -> Paper:
    """Return any listing of the station as a ledger: the way for those without a form of its own.

    ``period`` is told in words, ``period_key`` as ISO day or month for the hidden sheet.
    """
    ledger = Ledger(
        title,
        Origin(listing, station.code, station.name, period_key),
        unit=station.name,
        period=period,
        notes=notes,
        printed_at=printed_at,
        signers=usual_signers() if signers is None else signers,
    )
    return listing_paper(ledger, columns, groups)


def period_ledger(
    station: Station,
    title: str,
    listing: str,
    columns: Sequence[Column[Any]],
    records: Sequence[Any],
    first: date,
    last: date,
    *,
    notes: tuple[str, ...] = (),
    printed_at: datetime | None = None,
) -> Paper:
    """Return what happened from ``first`` through ``last`` as a ledger, without headings."""
    return station_ledger(
        station,
        title,
        listing,
        columns,
        [Group("", records)],
        period=span_words(first, last),
        period_key=span_key(first, last),
        notes=notes,
        printed_at=printed_at,
    )


def inventory_ledger(
    station: Station,
    lines: Sequence[StockLine],
    on: date,
    *,
    for_print: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the stock of a day (物资台账), for print with a heading for each category."""
    columns = without(STOCK, _NOT_IN_PRINT if for_print else ())
    return station_ledger(
        station,
        _("Inventory ledger"),
        "inventory",
        columns,
        _grouped(lines, lambda line: line.item.category, wanted=for_print),
        period=day_words(on),
        period_key=on.isoformat(),
        notes=(_("Quantities are those of the book, with expired goods not yet scrapped."),),
        printed_at=printed_at,
    )


def turnover_ledger(
    station: Station,
    lines: Sequence[TurnoverLine],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what came, went and stayed in a period (物资收发存汇总表)."""
    return period_ledger(
        station,
        _("Goods received, issued and left"),
        "turnover",
        TURNOVER,
        lines,
        first,
        last,
        notes=(_("Opening + received - issued - scrapped ± stocktake = closing."),),
        printed_at=printed_at,
    )


def amenity_register(
    station: Station,
    lines: Sequence[AmenityLine],
    on: date,
    *,
    for_print: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the amenities of a day (设施设备台账), for print with kinds as headings."""
    return station_ledger(
        station,
        _("Amenity register"),
        "amenities",
        PAPER if for_print else REGISTER,
        _grouped(lines, lambda line: _(KIND[line.amenity.kind].word), wanted=for_print),
        period=day_words(on),
        period_key=on.isoformat(),
        printed_at=printed_at,
    )


def replenishment_list(
    station: Station,
    lines: Sequence[ReplenishLine],
    on: date,
    within_days: int,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what to order (补货清单), with the places where it is applied for and approved."""
    note = _("To order fills up to the target and counts only goods that last {days} more days.")
    return station_ledger(
        station,
        _("Replenishment list"),
        "replenishment",
        REPLENISHMENT,
        [Group("", lines)],
        period=day_words(on),
        period_key=on.isoformat(),
        notes=(note.format(days=within_days),),
        signers=(_("Applied for by:"), _("Approved by:"), _("Date:"), _("(Seal)")),
        printed_at=printed_at,
    )


def donation_notice(
    station: Station,
    lines: Sequence[DonatedLine],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the public list of donated goods of a period (爱心物资公示)."""
    return period_ledger(
        station,
        _("Donated goods, for public notice"),
        "donations",
        DONATIONS,
        lines,
        first,
        last,
        printed_at=printed_at,
    )


def _grouped(
    lines: Iterable[Any], heading: Callable[[Any], str], *, wanted: bool
) -> list[Group[Any]]:
    """Return ``lines`` under the headings they belong to, in the order in which these come up."""
    if not wanted:
        return [Group("", list(lines))]
    groups: dict[str, list[Any]] = {}
    for line in lines:
        groups.setdefault(heading(line) or _("Other goods"), []).append(line)
    return [Group(words, held) for words, held in groups.items()]
