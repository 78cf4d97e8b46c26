"""The feedback book in numbers: by kind, group, channel, place, topic, hour and month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.feedback.entries import SATISFIED_FROM
from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    FEEDBACK_KIND_WORDS,
    Channel,
    FeedbackKind,
)
from stationdesk.domain.feedback.topics import frequent_words
from stationdesk.domain.visitors import VISITOR_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.rounds import Round
    from stationdesk.domain.feedback.topics import Topic, WordCount
    from stationdesk.domain.ids import EntryId

Key = TypeVar("Key")

HOURS = 24
DAYS_SHOWN_SINGLY, DAYS_SHOWN_BY_WEEK = 31, 186
"""A longer period is told by weeks, and a still longer one by months."""
MOST_PLACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StatLine:
    """What came of the entries of one kind, group, place or topic.

    ``name`` is a phrase where ``is_phrase``, else the name as it was written; empty for a sum and
    for entries that tell no place. ``answered`` have a final answer; of ``due`` ones the limit is
    over, ``in_time`` were answered within it. ``rated`` were rated, ``satisfied`` rather satisfied
    or better. ``percent`` is the share of all entries, 0 to 100.
    """

    name: str
    entries: int
    percent: float | None
    answered: int = 0
    due: int = 0
    in_time: int = 0
    rated: int = 0
    satisfied: int = 0
    is_phrase: bool = False

    @property
    def in_time_percent(self) -> float | None:
        """The share of those due that were answered in time; None where none was due."""
        return 100.0 * self.in_time / self.due if self.due else None

    @property
    def satisfied_percent(self) -> float | None:
        """The share of those rated that were satisfied; None where nobody rated."""
        return 100.0 * self.satisfied / self.rated if self.rated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """Entries and final answers of a stretch of days: a day, a week or a month from ``first``."""

    first: date
    entries: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The entries made in a period, both days included, as known at ``as_of``.

    ``hours`` counts by the hour in which something was said, ``without_hour`` what registers on
    paper brought in, which tell days only. ``words`` come up often and belong to no topic.
    """

    first: date
    last: date
    as_of: datetime
    total: StatLine
    kinds: tuple[StatLine, ...]
    groups: tuple[StatLine, ...]
    channels: tuple[StatLine, ...]
    places: tuple[StatLine, ...]
    topics: tuple[StatLine, ...]
    words: tuple[WordCount, ...]
    hours: tuple[int, ...]
    without_hour: int
    trend: tuple[TrendPoint, ...]
    master_entries: int
    """Entries that repeat no other one."""


def statistics_of(
    entries: Iterable[Entry],
    rounds: Iterable[Round],
    first: date,
    last: date,
    as_of: datetime,
    topics: Sequence[tuple[str, Topic]] = (),
) -> Statistics:
    """Return the statistics of ``entries``, which are those of the period and not void.

    ``rounds`` are all rounds that may have ended in the period. ``topics`` are told each with its
    name in the user's language.
    """
    every = list(entries)
    known = list(rounds)
    counted = _Counted(every, {each.entry_id: each for each in known if each.is_last}, as_of)
    texts = [each.body.lower() for each in every if not each.handwritten]
    return Statistics(
        first=first,
        last=last,
        as_of=as_of,
        total=counted.line("", every),
        kinds=counted.phrases(lambda each: each.kind, FeedbackKind, FEEDBACK_KIND_WORDS),
        groups=counted.phrases(lambda each: each.visitor_group, VISITOR_GROUPS, VISITOR_GROUPS),
        channels=counted.phrases(lambda each: each.channel, Channel, CHANNEL_WORDS),
        places=counted.places(),
        topics=counted.topics(topics),
        words=frequent_words(texts, [topic for _name, topic in topics]),
        hours=_hours(every),
        without_hour=sum(each.imported for each in every),
        trend=_trend(every, known, first, last),
        master_entries=sum(each.master_id is None for each in every),
    )


class _Counted:
    """Entries with what is known of each one's present round."""

    def __init__(
        self, entries: Sequence[Entry], present: Mapping[EntryId, Round], as_of: datetime
    ) -> None:
        self._entries = entries
        self._present = present
        self._as_of = as_of

    def line(self, name: str, held: Sequence[Entry], *, is_phrase: bool = False) -> StatLine:
        """Return the line of some of the entries."""
        rounds = [self._present[each.id] for each in held if each.id in self._present]
        due = [each for each in rounds if each.final_due_at and each.final_due_at <= self._as_of]
        ratings = [each.rating for each in held if each.rating is not None]
        return StatLine(
            name=name,
            entries=len(held),
            percent=100.0 * len(held) / len(self._entries) if self._entries else None,
            answered=sum(each.final_reply_at is not None for each in rounds),
            due=len(due),
            in_time=sum(_in_time(each) for each in due),
            rated=len(ratings),
            satisfied=sum(rating >= SATISFIED_FROM for rating in ratings),
            is_phrase=is_phrase,
        )

    def phrases(
        self, read: Callable[[Entry], Key], order: Iterable[Key], words: Mapping[Key, str]
    ) -> tuple[StatLine, ...]:
        """Return the lines of a choice in its own order, without what nobody chose."""
        parted = self._parted(read)
        known = [*order, *(key for key in parted if key not in words)]
        return tuple(
            self.line(words.get(key, str(key)), parted[key], is_phrase=key in words)
            for key in known
            if key in parted
        )

    def places(self) -> tuple[StatLine, ...]:
        """Return the places of which most was said, those that tell none at the end."""
        parted = self._parted(lambda each: each.place)
        order = sorted(parted, key=lambda name: (not name, -len(parted[name]), name))
        return tuple(self.line(name, parted[name]) for name in order[:MOST_PLACES])

    def topics(self, topics: Sequence[tuple[str, Topic]]) -> tuple[StatLine, ...]:
        """Return the topics that came up, the most frequent first; an entry may be in several."""
        texts = [(each, each.body.lower()) for each in self._entries]
        held = [
            (name, [each for each, text in texts if topic.is_in(text)]) for name, topic in topics
        ]
        lines = (self.line(name, found) for name, found in held if found)
        return tuple(sorted(lines, key=lambda line: -line.entries))

    def _parted(self, read: Callable[[Entry], Key]) -> dict[Key, list[Entry]]:
        parted: dict[Key, list[Entry]] = {}
        for each in self._entries:
            parted.setdefault(read(each), []).append(each)
        return parted


def _in_time(each: Round) -> bool:
    answered, due = each.final_reply_at, each.final_due_at
    return answered is not None and due is not None and answered <= due


def _hours(entries: Iterable[Entry]) -> tuple[int, ...]:
    counted = Counter(each.said_at.hour for each in entries if not each.imported)
    return tuple(counted[hour] for hour in range(HOURS))


def _trend(
    entries: Iterable[Entry], rounds: Iterable[Round], first: date, last: date
) -> tuple[TrendPoint, ...]:
    begins = _stretch(first, last)
    made = Counter(begins(each.on) for each in entries)
    answered = Counter(
        begins(each.final_reply_at.date())
        for each in rounds
        if each.final_reply_at and first <= each.final_reply_at.date() <= last
    )
    return tuple(
        TrendPoint(first=day, entries=made[day], answered=answered[day])
        for day in dict.fromkeys(map(begins, _days(first, last)))
    )


def _stretch(first: date, last: date) -> Callable[[date], date]:
    """Return what names the stretch of days that a day belongs to, by its first day."""
    days = (last - first).days + 1
    if days <= DAYS_SHOWN_SINGLY:
        return lambda day: day
    if days <= DAYS_SHOWN_BY_WEEK:
        return lambda day: max(first, day - timedelta(days=day.weekday()))
    return lambda day: max(first, day.replace(day=1))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
