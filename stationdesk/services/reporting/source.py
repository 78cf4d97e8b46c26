"""What a source of figures is, and the plain kind of it: figures that statements count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.reporting import figures as made
from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.store.report_figures import asking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.reporting.figures import Figure, Section


class FigureSource(Protocol):
    """The figures of one feature, and the records behind each of them.

    The days asked for have come. The amounts of ``trace`` add up to the figure's ``traced``.
    """

    @property
    def key(self) -> str:
        """The name of its section."""

    @property
    def title(self) -> str:
        """The section's title, a phrase."""

    @property
    def at_end(self) -> bool:
        """Whether its figures are of the last day alone, whatever the first one is."""

    def section(self, first: date, last: date) -> Section:
        """Return the figures of the days from ``first`` to ``last``."""

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind a figure, in the order of the days.

        Raises:
            KeyError: where there is no figure of that key.
        """


class Shape(Enum):
    """How the sum of the records is told."""

    COUNT = auto()
    RATE = auto()
    HOURS = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class Behind:
    """What the records behind a figure are: the phrase for one, its kind, and the page it opens on.

    A thing that is not opened by itself names the record that it belongs to.
    """

    what: str
    record: str
    page: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that a statement counts."""

    key: str
    title: str
    behind: Behind
    unit: str = ""
    shape: Shape = Shape.COUNT
    formula: str = ""
    at_end: bool = False

    def figure(self, section: str, first: date, last: date) -> Figure:
        """Return the figure of days."""
        amount, among = asking.sums(f"{section}.{self.key}", first, last)
        if self.shape is Shape.RATE:
            return made.rate(self.key, self.title, amount, among, self.formula)
        if self.shape is Shape.HOURS:
            return made.hours(self.key, self.title, amount, self.formula)
        if self.shape is Shape.MONEY:
            return made.money(self.key, self.title, amount)
        return made.count(
            self.key, self.title, self.unit, amount, at_end=self.at_end, formula=self.formula
        )

    def trace(self, section: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind it."""
        return [
            TraceLine(
                day=each.day,
                what=Phrase(self.behind.what),
                text=each.text,
                amount=each.amount,
                among=each.among,
                page_key=self.behind.page,
                record=Record(self.behind.record, each.record_id),
            )
            for each in asking.records(f"{section}.{self.key}", first, last)
        ]


class CountedSource:
    """A source all of whose figures are counted by statements."""

    at_end = False

    def __init__(self, key: str, title: str, counted: Sequence[Counted]) -> None:
        self.key = key
        self.title = title
        self._counted = {each.key: each for each in counted}

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days."""
        return made.section(self.key, self.title, self.figures(first, last))

    def figures(self, first: date, last: date) -> list[Figure]:
        """Return the figures of days without what surrounds them."""
        return [each.figure(self.key, first, last) for each in self._counted.values()]

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind a figure."""
        return self._counted[key].trace(self.key, first, last)

    def counts(self, key: str) -> bool:
        """Tell whether a figure of that key is among them."""
        return key in self._counted
