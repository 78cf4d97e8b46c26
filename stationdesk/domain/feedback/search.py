"""What is looked for in the feedback book, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.typed_text import without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
    from stationdesk.domain.feedback.states import EntryState


Choice = TypeVar("Choice")

LONGEST_TEXT = 200
MOST_WORDS = 12
"""Nobody types more to find an entry; a whole text that was pasted is not compared as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryQuery:
    """What an entry must be like; an empty set or text asks for nothing.

    Every word of ``text`` must stand in the entry: as written, by pinyin initials, or as a part of
    its number. ``first`` and ``last`` are the days on which it was said. ``overdue`` asks for what
    is owed and late. ``place`` is a part of the place's name.
    """

    text: str = ""
    kinds: frozenset[FeedbackKind] = frozenset()
    states: frozenset[EntryState] = frozenset()
    channels: frozenset[Channel] = frozenset()
    groups: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    overdue: bool = False
    place: str = ""


def words_of(text: str) -> list[str]:
    """Return what is looked for of a ``text``: its first words, and no page that was pasted in."""
    return list(dict.fromkeys(without_unseen(text[:LONGEST_TEXT]).split()))[:MOST_WORDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCounts:
    """How many entries there are, by what could be chosen next.

    ``total`` fits the whole query. The others leave out the choice they stand for: the kinds are
    counted over all kinds, so that each tells what choosing it would bring.
    """

    total: int
    kinds: Mapping[FeedbackKind, int] = field(default_factory=dict)
    states: Mapping[EntryState, int] = field(default_factory=dict)
    channels: Mapping[Channel, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Pile:
    """Entries that are alike in everything that can be chosen, and how many they are."""

    kind: FeedbackKind
    state: EntryState
    channel: Channel
    group: str
    overdue: bool
    count: int


def counts_of(piles: Sequence[Pile], query: EntryQuery) -> SearchCounts:
    """Return the counts for ``query`` from piles that fit its text, days and place."""
    return SearchCounts(
        total=sum(pile.count for pile in piles if _fits(pile, query)),
        kinds=_summed(piles, lambda pile: pile.kind, replace(query, kinds=frozenset())),
        states=_summed(piles, lambda pile: pile.state, replace(query, states=frozenset())),
        channels=_summed(piles, lambda pile: pile.channel, replace(query, channels=frozenset())),
        groups=_summed(piles, lambda pile: pile.group, replace(query, groups=frozenset())),
        overdue=_summed(piles, lambda pile: pile.overdue, replace(query, overdue=True)).get(
            True, 0
        ),
    )


def _summed(
    piles: Iterable[Pile], read: Callable[[Pile], Choice], query: EntryQuery
) -> dict[Choice, int]:
    summed: dict[Choice, int] = {}
    for pile in piles:
        if _fits(pile, query):
            summed[read(pile)] = summed.get(read(pile), 0) + pile.count
    return summed


def _fits(pile: Pile, query: EntryQuery) -> bool:
    return (
        (not query.kinds or pile.kind in query.kinds)
        and (not query.states or pile.state in query.states)
        and (not query.channels or pile.channel in query.channels)
        and (not query.groups or pile.group in query.groups)
        and (not query.overdue or pile.overdue)
    )
