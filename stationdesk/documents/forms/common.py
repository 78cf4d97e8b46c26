"""What the station's forms share: days in words, who fills them in, the columns to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.documents.papers import Cell, Fact
from stationdesk.i18n import _
from stationdesk.listings.columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from stationdesk.domain.station import Station

HAND_ROW_MM = 10.5
"""The height of a row that is filled in by hand."""


def day_words(day: date) -> str:
    """Return a day as running text says it, without leading zeros: 2026年3月5日."""
    return _("{year}/{month}/{day}").format(year=day.year, month=day.month, day=day.day)


def month_words(day: date) -> str:
    """Return the month of ``day`` as running text says it: 2026年3月."""
    return _("{year}/{month}").format(year=day.year, month=day.month)


def span_words(first: date, last: date) -> str:
    """Return a period by its first and last day, in words."""
    return _("{first} to {last}").format(first=day_words(first), last=day_words(last))


def span_key(first: date, last: date) -> str:
    """Return a period as a paper's origin tells it: 2026-01-01/2026-06-30."""
    return f"{first.isoformat()}/{last.isoformat()}"


def station_facts(station: Station) -> tuple[Fact, ...]:
    """Return name, code, address and keeper, as every form begins."""
    # Who writes the district into the address writes on from there, with the street or without.
    before = [station.district, station.street]
    if station.district and station.district in station.address:
        before = []
    address = "".join([*(part for part in before if part not in station.address), station.address])
    return (
        Fact(_("Station name"), station.name),
        Fact(_("Station code"), station.code),
        Fact(_("Station address"), address),
        Fact(_("Station manager"), station.keeper),
    )


def column(
    key: str,
    title: str,
    read: Callable[[Any], Cell],
    width: int = 6,
    *,
    kind: Kind = Kind.TEXT,
    grows: bool = False,
) -> Column[Any]:
    """Return a column of a form; ``title`` is a phrase."""
    return Column(key, title, kind, read, width, grows)


def without(columns: Iterable[Column[Any]], keys: Collection[str]) -> tuple[Column[Any], ...]:
    """Return the columns of a listing but those that a page has no room for."""
    return tuple(each for each in columns if each.key not in keys)


def to_fill_in(
    key: str, title: str, width: int = 6, *, kind: Kind = Kind.TEXT, grows: bool = False
) -> Column[Any]:
    """Return a column that stays empty on paper; in a workbook its cells take ``kind`` only."""
    return Column(key, title, kind, _nothing, width, grows)


def _nothing(_record: object) -> str:
    return ""
