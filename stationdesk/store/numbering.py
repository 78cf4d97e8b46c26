"""Numbers of records that are counted anew each day, such as DG-20260630-001."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import peewee as pw


def next_number(field: pw.Field, prefix: str, day: date) -> str:
    """Return the next free number of ``day`` in the column ``field``; none is ever used again."""
    start = f"{prefix}-{day:%Y%m%d}-"
    taken = field.model.select().where(field >= start, field < f"{start}:").count()
    return f"{start}{int(taken) + 1:03d}"
