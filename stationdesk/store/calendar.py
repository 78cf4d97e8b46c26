"""The days that the station judges otherwise than the shipped calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.working_days import CalendarDay, DayKind
from stationdesk.store.tables import CalendarDayRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def own_days() -> list[CalendarDay]:
    """Return every day entered or brought in, in order."""
    return [
        CalendarDay(day=row.day, kind=DayKind(row.kind), name=row.name, source=row.source)
        for row in CalendarDayRow.select().order_by(CalendarDayRow.day)
    ]


def keep(days: Iterable[CalendarDay], recorded_at: str, recorded_by: str) -> None:
    """Keep days, each in place of what stood there."""
    kept = list(days)
    forget(each.day for each in kept)
    for each in kept:
        CalendarDayRow.create(
            day=each.day,
            kind=each.kind,
            name=each.name,
            source=each.source,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
        )


def forget(days: Iterable[date]) -> None:
    """Let the shipped calendar hold again on ``days``."""
    CalendarDayRow.delete().where(CalendarDayRow.day.in_(list(days))).execute()
