"""Columns of a listing picked for one table, in its order and with its widths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from stationdesk.listings.columns import Column

Record = TypeVar("Record")


def chosen(
    columns: tuple[Column[Record], ...], *keys: str, grows: tuple[str, ...], **widths: int
) -> tuple[Column[Record], ...]:
    """Return the columns of ``keys`` in that order, some of them with another width."""
    known = {column.key: column for column in columns}
    return tuple(
        replace(known[key], width=widths.get(key, known[key].width), grows=key in grows)
        for key in keys
    )
