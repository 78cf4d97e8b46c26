"""Asking a statement for its sum, or for its rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.store.plain_sql import must_be_day, rows
from stationdesk.store.report_figures import (
    amenity_records,
    inspection_records,
    lending_records,
    stock_records,
    volunteer_records,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

STATEMENTS: Mapping[str, str] = {
    **lending_records.STATEMENTS,
    **stock_records.STATEMENTS,
    **amenity_records.STATEMENTS,
    **inspection_records.STATEMENTS,
    **volunteer_records.STATEMENTS,
}
"""By the name of a figure: its section and its key."""

HOLE = re.compile(r":(first|last)\b")


class Sums(NamedTuple):
    """What the rows of a statement add up to: to the figure, and to its denominator."""

    amount: int
    among: int


class TracedRow(NamedTuple):
    """A record behind a figure."""

    day: date
    text: str
    record_id: int
    amount: int
    among: int


def sums(name: str, first: date, last: date) -> Sums:
    """Return what the records of a figure add up to on days.

    Raises:
        KeyError: where no figure bears that name.
    """
    sql, values = _asked(name, first, last)
    amount, among = rows(f"SELECT SUM(amount), SUM(among) FROM ({sql})", values)[0]
    return Sums(int(amount or 0), int(among or 0))


def records(name: str, first: date, last: date) -> list[TracedRow]:
    """Return the records of a figure on days, in the order of the days.

    Raises:
        KeyError: where no figure bears that name.
    """
    sql, values = _asked(name, first, last)
    ordered = f"SELECT day, text, record_id, amount, among FROM ({sql}) ORDER BY day, record_id"
    return [
        TracedRow(must_be_day(day), text, int(record_id), int(amount), int(among))
        for day, text, record_id, amount, among in rows(ordered, values)
    ]


def _asked(name: str, first: date, last: date) -> tuple[str, list[object]]:
    sql = STATEMENTS[name]
    days = {"first": first.isoformat(), "last": last.isoformat()}
    values: list[object] = [days[hole] for hole in HOLE.findall(sql)]
    return HOLE.sub("?", sql), values
