"""Which records speak for a rule, how much each, and from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.tiers.facts import Span
    from stationdesk.domain.tiers.phrases import Phrase
    from stationdesk.domain.tiers.standard import Rule
    from stationdesk.domain.tiers.states import State


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that proves something: its kind (``"batch"``), its uid, and what it says."""

    what: str
    id: str
    text: Phrase


@dataclass(frozen=True, slots=True)
class Support:
    """A record that speaks for a rule with ``amount`` on every day of ``days``."""

    amount: int
    days: tuple[Span, ...]
    evidence: Evidence
    name: str

    def on(self, day: date) -> int:
        """Return how much it counts on ``day``."""
        return self.amount if any(span.holds(day) for span in self.days) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a rule asks and what was found, in words that any language can say.

    ``todo`` is None where nothing needs to be done.
    """

    required: Phrase
    found: Phrase
    todo: Phrase | None
    evidence: tuple[Evidence, ...] = ()
    checked_on: date | None = None
    checked_by: str = ""


class Proof(Protocol):
    """A rule together with the records that speak for it."""

    @property
    def rule(self) -> Rule:
        """Return the rule that is proved."""
        ...

    @property
    def lead_days(self) -> int:
        """Return how many days before its end a met rule counts as due soon."""
        ...

    def verdict(self, day: date, tier: int) -> State:
        """Return met, not met or not checked; how long it lasts is another question."""
        ...

    def turning_days(self) -> Iterable[date]:
        """Give the days on which the verdict may differ from that of the day before."""
        ...

    def account(self, day: date, tier: int) -> Account:
        """Return in words what is asked and what was found."""
        ...

    def renewal(self, until: date) -> Phrase:
        """Return what to do so that the rule still holds after ``until``."""
        ...


def total(supports: Iterable[Support], day: date) -> int:
    """Return how much all of ``supports`` count together on ``day``."""
    return sum(support.on(day) for support in supports)


def speaking(supports: Iterable[Support], day: date) -> tuple[Support, ...]:
    """Return those that count anything on ``day``."""
    return tuple(support for support in supports if support.on(day))


def turning_days_of(spans: Iterable[Span]) -> Iterator[date]:
    """Give the first day of each span and the day after its last."""
    for span in spans:
        if span.first is not None:
            yield span.first
        if span.last is not None:
            yield span.last + ONE_DAY


def spans_of(supports: Sequence[Support]) -> Iterator[Span]:
    """Give every span in which one of ``supports`` counts."""
    for support in supports:
        yield from support.days


def called_until(supports: Iterable[Support], last: date) -> object:
    """Return the names of those that count on ``last`` and no longer on the day after."""
    ending = (one.name for one in supports if one.on(last) and not one.on(last + ONE_DAY))
    return names(tuple(dict.fromkeys(ending)))
