"""A figure knows its records: what is counted, in which unit, of how many, and by which lines.

A figure that follows from whole numbers carries them: a rate its numerator and denominator, hours
their minutes, money its fen. The amounts of the figure's trace add up to ``traced``, and the
``among`` of its lines to ``whole``, where it has one. Rates without a denominator are None, which
prints as “—” and never as 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.tiers.phrases import NOTHING, Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MINUTES_AN_HOUR = 60
FEN_A_YUAN = 100

NOTHING_THIS_TIME = {
    "month": N_("Nothing this month"),
    "quarter": N_("Nothing this quarter"),
    "year": N_("Nothing this year"),
}
"""What stands in a section without any record, by the key of the span (本月无)."""

PERCENT = N_("%")
HOURS = N_("hours")
YUAN = N_("yuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a report.

    ``title`` and ``unit`` are phrases. ``value`` is what is shown, with ``places`` decimals; None
    where there was nothing to count among. ``part`` and ``whole`` are the whole numbers that it
    follows from: numerator and denominator, or minutes or fen alone. ``formula`` is a phrase that
    says how it is computed, empty for a plain count. ``at_end`` tells that it stands as on the
    last day, so that no days are added up in it.
    """

    key: str
    title: str
    unit: str
    value: int | float | None
    part: int | None = None
    whole: int | None = None
    places: int = 0
    formula: str = ""
    at_end: bool = False

    @property
    def traced(self) -> int:
        """What the amounts of the trace add up to."""
        if self.part is not None:
            return self.part
        return 0 if self.value is None else int(self.value)

    @property
    def says_nothing(self) -> bool:
        """Whether no record is behind it."""
        return not self.traced and not self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The figures of one feature; ``says_nothing`` tells that no record of it is of these days."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    says_nothing: bool

    def figure(self, key: str) -> Figure:
        """Return one of the figures.

        Raises:
            KeyError: where there is none of that key.
        """
        for each in self.figures:
            if each.key == key:
                return each
        raise KeyError(key)


class Record(NamedTuple):
    """What is opened for a line: the kind of the record, and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One record behind a figure.

    ``what`` says what kind of record it is, ``text`` how it calls itself (a number, a name; it
    shows no more of a person than the record's own list does). ``amount`` is what it adds to the
    figure, ``among`` what it adds to the denominator. ``page_key`` is the page on which it is
    opened; ``record`` is None where the day itself is what is opened.
    """

    day: date
    what: Phrase
    text: str
    amount: int
    page_key: str
    record: Record | None = None
    among: int = 0
    more: Phrase = NOTHING

    @property
    def said(self) -> str:
        """The line in the user's language: what, how it is called, and what is told beside it."""
        return " ".join(part for part in (str(self.what), self.text, str(self.more)) if part)


def count(
    key: str, title: str, unit: str, number: int, *, at_end: bool = False, formula: str = ""
) -> Figure:
    """Return a figure that is counted."""
    return Figure(key=key, title=title, unit=unit, value=number, at_end=at_end, formula=formula)


def count_of(
    key: str, title: str, unit: str, part: int, whole: int, *, at_end: bool = False
) -> Figure:
    """Return so many of so many, shown as the first of both: 13 of 16 services."""
    value = part if whole else None
    return Figure(
        key=key, title=title, unit=unit, value=value, part=part, whole=whole, at_end=at_end
    )


def rate(
    key: str, title: str, part: int, whole: int, formula: str = "", *, known: bool = True
) -> Figure:
    """Return a share in percent with one decimal; None where ``whole`` is 0 or it is not known."""
    value = 100.0 * part / whole if whole and known else None
    return Figure(
        key=key,
        title=title,
        unit=PERCENT,
        value=value,
        part=part,
        whole=whole,
        places=1,
        formula=formula,
    )


def hours(key: str, title: str, minutes: int, formula: str = "") -> Figure:
    """Return hours with one decimal, kept as minutes."""
    return Figure(
        key=key,
        title=title,
        unit=HOURS,
        value=minutes / MINUTES_AN_HOUR,
        part=minutes,
        places=1,
        formula=formula,
    )


def money(key: str, title: str, fen: int) -> Figure:
    """Return an amount of money in yuan with two decimals, kept as fen."""
    return Figure(key=key, title=title, unit=YUAN, value=fen / FEN_A_YUAN, part=fen, places=2)


def average(key: str, title: str, unit: str, part: int, whole: int, formula: str = "") -> Figure:
    """Return so many for each of ``whole``, with one decimal; None where there are none."""
    value = part / whole if whole else None
    return Figure(
        key=key,
        title=title,
        unit=unit,
        value=value,
        part=part,
        whole=whole,
        places=1,
        formula=formula,
    )


def section(
    key: str, title: str, figures: Sequence[Figure], *, says_nothing: bool | None = None
) -> Section:
    """Return the figures as a section; by itself it says nothing where none of them does."""
    silent = all(each.says_nothing for each in figures) if says_nothing is None else says_nothing
    return Section(key=key, title=title, figures=tuple(figures), says_nothing=silent)


def amount_of(lines: Iterable[TraceLine]) -> int:
    """Return what the lines of a trace add up to."""
    return sum(line.amount for line in lines)


def among_of(lines: Iterable[TraceLine]) -> int:
    """Return what the denominators of a trace add up to."""
    return sum(line.among for line in lines)
