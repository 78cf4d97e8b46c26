"""Months of the ledger in rows: locked, ready to be locked, or with something against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import hours_of
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.attendance.hours import MonthLock
    from stationdesk.domain.attendance.lines import OpenMonth
    from stationdesk.domain.problems import Problem

LOCKED = Mark(N_("Month locked"), Tone.GOOD)
READY = Mark(N_("Can be locked"), Tone.INFO)
WAITS = Mark(N_("Something is open"), Tone.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A month (``2026-06``) with its sums; ``told`` is who locked it, or what is against it."""

    month: str
    minutes: int
    lines: int
    people: int
    mark: Mark
    told: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_lockable(self) -> bool:
        """Tell whether it can be locked now."""
        return self.mark is READY


def month_rows(open_months: Iterable[OpenMonth], locks: Iterable[MonthLock]) -> list[MonthRow]:
    """Return the months, the newest first."""
    rows = [*map(_open, open_months), *map(_locked, locks)]
    return sorted(rows, key=lambda row: row.month, reverse=True)


def months(rounding: int) -> tuple[Column[MonthRow], ...]:
    """Return the columns of months; hours are rounded to ``rounding`` minutes."""
    return (
        Column("month", N_("Month"), Kind.TEXT, lambda row: row.month, 5),
        Column("state", N_("State"), Kind.STATE, lambda row: row.mark, 7),
        Column("people", N_("People"), Kind.COUNT, lambda row: row.people, 4),
        Column("lines", N_("Lines of the ledger"), Kind.COUNT, lambda row: row.lines, 5),
        Column(
            "hours",
            N_("Hours served"),
            Kind.HOURS,
            lambda row: hours_of(row.minutes, rounding),
            5,
        ),
        Column(
            "told", N_("What is open, or who locked it"), Kind.TEXT, lambda row: row.told, 14, True
        ),
    )


def _open(month: OpenMonth) -> MonthRow:
    return MonthRow(
        month=month.month,
        minutes=month.minutes,
        lines=month.lines,
        people=month.people,
        mark=READY if month.is_lockable else WAITS,
        told=" ".join(str(problem) for problem in month.problems),
        problems=month.problems,
    )


def _locked(lock: MonthLock) -> MonthRow:
    told = _("Locked on {day} by {person}, check sum {digest}")
    return MonthRow(
        month=lock.month,
        minutes=lock.minutes,
        lines=lock.lines,
        people=lock.people,
        mark=LOCKED,
        told=told.format(
            day=lock.recorded_at[:10], person=lock.recorded_by, digest=lock.digest[:8]
        ),
    )
