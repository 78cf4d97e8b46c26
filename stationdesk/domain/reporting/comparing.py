"""A report: its sections, and each figure beside the same one of other days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.reporting.spans import Beside, Days, Span, beside_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.reporting.figures import Figure, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure with the same one of other days; what a span is not put beside is None."""

    now: Figure
    last: Figure | None = None
    year_ago: Figure | None = None
    to_date: Figure | None = None

    def beside(self, which: Beside) -> Figure | None:
        """Return the figure of other days."""
        return {
            Beside.LAST: self.last,
            Beside.YEAR_AGO: self.year_ago,
            Beside.TO_DATE: self.to_date,
        }[which]

    def change(self, which: Beside = Beside.LAST) -> float | None:
        """Return by how much it is more than the other, in its own unit; None where unknown."""
        other = self.beside(which)
        if other is None or other.value is None or self.now.value is None:
            return None
        return self.now.value - other.value

    def growth(self, which: Beside = Beside.LAST) -> float | None:
        """Return by how many percent it is more than the other (环比, 同比); None from nothing."""
        other, change = self.beside(which), self.change(which)
        if other is None or change is None or not other.value:
            return None
        return 100.0 * change / other.value

    @property
    def says_nothing(self) -> bool:
        """Whether no record is behind any of the figures."""
        told = (self.now, self.last, self.year_ago, self.to_date)
        return all(each is None or each.says_nothing for each in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A feature's figures; ``says_nothing`` tells that nothing of it happened in the span."""

    key: str
    title: str
    lines: tuple[Compared, ...]
    says_nothing: bool

    def line(self, key: str) -> Compared:
        """Return one of the lines.

        Raises:
            KeyError: where there is none of that key.
        """
        for each in self.lines:
            if each.now.key == key:
                return each
        raise KeyError(key)

    @property
    def telling(self) -> tuple[Compared, ...]:
        """The lines that any record is behind, now or in what they are compared with."""
        return tuple(each for each in self.lines if not each.says_nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of a span as the records stood at ``as_of``, a local minute.

    ``is_over`` tells that its last day had come then; before, it is of the days so far.
    """

    span: Span
    first: date
    last: date
    as_of: datetime
    sections: tuple[ReportSection, ...]

    @property
    def is_over(self) -> bool:
        """Whether the last day had come."""
        return self.as_of.date() >= self.last

    @property
    def days(self) -> Days:
        """The days it is of."""
        return Days(self.first, self.last)

    def section(self, key: str) -> ReportSection:
        """Return one of the sections.

        Raises:
            KeyError: where there is none of that key.
        """
        for each in self.sections:
            if each.key == key:
                return each
        raise KeyError(key)

    def figure(self, section: str, key: str) -> Figure:
        """Return a figure of the span itself.

        Raises:
            KeyError: where there is none of that key.
        """
        return self.section(section).line(key).now


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that a sent report tells otherwise than the records do now.

    ``was`` is None for one that the report does not have, ``now`` for one that is no longer told.
    """

    section: str
    section_title: str
    was: Figure | None
    now: Figure | None

    @property
    def figure(self) -> Figure:
        """Whichever of both there is, for its name and unit."""
        told = self.now or self.was
        if told is None:
            raise ValueError("a difference tells at least one figure")
        return told


def alone(section: Section) -> ReportSection:
    """Return a section beside nothing."""
    lines = tuple(Compared(now=figure) for figure in section.figures)
    return ReportSection(
        key=section.key, title=section.title, lines=lines, says_nothing=section.says_nothing
    )


def put_beside(span: Span, now: Section, others: Mapping[Beside, Section]) -> ReportSection:
    """Return a section with each figure beside those of other days, found by their keys."""
    told = {which: {each.key: each for each in others[which].figures} for which in beside_of(span)}
    lines = tuple(
        Compared(
            now=figure,
            last=told.get(Beside.LAST, {}).get(figure.key),
            year_ago=told.get(Beside.YEAR_AGO, {}).get(figure.key),
            to_date=told.get(Beside.TO_DATE, {}).get(figure.key),
        )
        for figure in now.figures
    )
    return ReportSection(key=now.key, title=now.title, lines=lines, says_nothing=now.says_nothing)


def differences(
    was: Sequence[ReportSection], now: Sequence[ReportSection]
) -> tuple[Difference, ...]:
    """Return the figures of the span itself that differ, in the order of today's report."""
    before = {(each.key, line.now.key): (each, line.now) for each in was for line in each.lines}
    today = {(each.key, line.now.key): (each, line.now) for each in now for line in each.lines}
    return tuple(_differences(before, today))


def _differences(
    before: Mapping[tuple[str, str], tuple[ReportSection, Figure]],
    today: Mapping[tuple[str, str], tuple[ReportSection, Figure]],
) -> Iterator[Difference]:
    for key in dict.fromkeys((*today, *before)):
        was, now = before.get(key), today.get(key)
        if was and now and _says_the_same(was[1], now[1]):
            continue
        section = (now or was or (None,))[0]
        if section is not None:
            yield Difference(
                section=section.key,
                section_title=section.title,
                was=was[1] if was else None,
                now=now[1] if now else None,
            )


def _says_the_same(one: Figure, other: Figure) -> bool:
    if (one.part, one.whole) != (other.part, other.whole):
        return False
    return one.part is not None or one.value == other.value
