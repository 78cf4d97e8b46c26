"""The columns of a period's report: its figures beside those of other days, and their records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.reporting.spans import BESIDE_WORDS, beside_of
from stationdesk.i18n import N_
from stationdesk.listings.columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.reporting.spans import Beside, Span

Shown = str | int | float | None
"""A figure as a cell shows it: a number, or — where there was nothing to count among."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A line of a report: its running code, the figure's name and unit, its numbers.

    ``basis`` are numerator and denominator of a rate, such as 26/27.
    """

    code: str
    title: str
    unit: str
    now: Shown
    beside: Mapping[Beside, Shown]
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One record behind a figure: what it adds, and to what."""

    section: str
    figure: str
    day: date
    what: str
    text: str
    amount: Shown
    among: int | None


def figure_columns(span: Span, now: str) -> tuple[Column[FigureRow], ...]:
    """Return the columns of a report of ``span``; ``now`` heads those of its own days."""
    return (
        Column("title", N_("Indicator"), Kind.TEXT, lambda row: row.title, 13, grows=True),
        Column("code", N_("Code (indicator)"), Kind.TEXT, lambda row: row.code, 2),
        Column("unit", N_("Unit of measure"), Kind.TEXT, lambda row: row.unit, 3),
        Column("now", now, Kind.HOURS, lambda row: row.now, 4),
        *(_beside(span, beside) for beside in beside_of(span)),
        Column("basis", N_("Numerator / denominator"), Kind.TEXT, lambda row: row.basis, 5),
    )


SOURCES: tuple[Column[SourceRow], ...] = (
    Column("section", N_("Part of the report"), Kind.TEXT, lambda row: row.section, 6),
    Column("figure", N_("Indicator"), Kind.TEXT, lambda row: row.figure, 8),
    Column("day", N_("Day of the record"), Kind.DAY, lambda row: row.day, 6),
    Column("what", N_("Kind of record"), Kind.TEXT, lambda row: row.what, 6),
    Column("text", N_("Record behind the figure"), Kind.TEXT, lambda row: row.text, 10, grows=True),
    Column("amount", N_("Adds to the figure"), Kind.HOURS, lambda row: row.amount, 4),
    Column("among", N_("Adds to the denominator"), Kind.COUNT, lambda row: row.among, 4),
)


def _beside(span: Span, beside: Beside) -> Column[FigureRow]:
    def read(row: FigureRow) -> Shown:
        return row.beside.get(beside)

    return Column(beside.value, BESIDE_WORDS[span, beside], Kind.HOURS, read, 4)
