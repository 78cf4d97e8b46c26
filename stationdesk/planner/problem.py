"""A rostering problem in general: people, days, shift types, limits, wishes and cover.

Nothing here knows of a station; the instances that are published for comparing solvers fit in
without loss. ``docs/planner.md`` describes every type with an example and the objective.

Days are counted from 0 to ``days - 1``. A *place* is a person on a shift type of a day, a *slot* a
shift type of a day. What has a :class:`Price` may be broken for it; without one it is a hard rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEK_DAYS = 7
SATURDAY = 6
"""ISO weekday from which a weekend runs."""


class Slot(NamedTuple):
    """A shift type of a day."""

    day: int
    shift: str


class Place(NamedTuple):
    """A person on a shift type of a day; the same as the plain tuple."""

    person: str
    day: int
    shift: str

    @property
    def slot(self) -> Slot:
        """The slot taken."""
        return Slot(self.day, self.shift)


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit too much or too little costs.

    Level 0 is the most important: however much is saved on a later level, nothing is given away
    for it on an earlier one.
    """

    weight: float
    level: int = 0

    def __post_init__(self) -> None:
        """Raise :class:`ValueError` where breaking something would be paid out."""
        if self.weight < 0:
            message = f"a price of {self.weight}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftType:
    """A kind of shift. ``minutes`` is its length.

    ``forbidden_next`` are the types that nobody may work on the day after this one; ``overlaps``
    those of the same day that cannot be worked together with it (told by one side is enough).
    """

    key: str
    minutes: int
    forbidden_next: frozenset[str] = frozenset()
    overlaps: frozenset[str] = frozenset()


class Limit(StrEnum):
    """The limits of a person over the whole horizon."""

    MOST_OF_TYPE = "most_of_type"
    LEAST_MINUTES = "least_minutes"
    MOST_MINUTES = "most_minutes"
    MOST_CONSECUTIVE = "most_consecutive"
    LEAST_CONSECUTIVE = "least_consecutive"
    LEAST_DAYS_OFF = "least_days_off"
    MOST_WEEKENDS = "most_weekends"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLimits:
    """What a person may work over the horizon; None sets no limit.

    ``most_of_type`` names the types that are limited (0 forbids one). Consecutive limits count
    days worked in a row, ``least_days_off`` days off in a row. Runs that touch an end of what is
    known may go on beyond it, so they are never too short. A weekend is worked when its Saturday
    or Sunday is. Limits named in ``priced`` may be broken: what is paid for are shifts, minutes,
    days beyond (or missing), weekends.
    """

    most_of_type: Mapping[str, int] = field(default_factory=dict)
    least_minutes: int | None = None
    most_minutes: int | None = None
    most_consecutive: int | None = None
    least_consecutive: int | None = None
    least_days_off: int | None = None
    most_weekends: int | None = None
    priced: Mapping[Limit, Price] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody to be rostered. ``days_off`` are days without any shift."""

    key: str
    limits: PersonLimits = PersonLimits()
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish of a person: to work a slot (``wanted``), or not to; the price is paid if unmet."""

    person: str
    day: int
    shift: str
    wanted: bool
    price: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How many people are wanted on ``slots`` together.

    One slot is the classic demand of a shift. All slots that reach over one stretch of time are a
    demand by the clock; its weights are then to be told per length of the stretch. ``only`` counts
    just these people (a skill). ``most`` None sets no upper number. A weight is paid per person
    missing or too many; None makes that side a hard rule.
    """

    slots: frozenset[Slot]
    least: int = 0
    most: int | None = None
    weight_under: float | None = None
    weight_over: float | None = None
    only: frozenset[str] | None = None
    level: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        """Raise :class:`ValueError` where more are wanted than let in."""
        _refuse_crossed(self.least, self.most)


class Counting(StrEnum):
    """What a tally counts: shifts, minutes, different days, or different weeks (Monday on)."""

    SHIFTS = "shifts"
    MINUTES = "minutes"
    DAYS = "days"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Step:
    """Each unit of a deviation beyond ``beyond`` units costs ``weight`` more."""

    beyond: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A limit, or a target, of what a person works on ``slots``.

    A week's or month's limit names its slots; weeks over weekend slots are weekends. Where
    ``least`` and ``most`` are one number it is a target: either side of it costs. ``steeper``
    makes large deviations dearer (steps in rising order), so that a burden is shared. ``name``
    is the caller's own word, told again in violations.
    """

    person: str
    slots: frozenset[Slot]
    counting: Counting = Counting.SHIFTS
    least: int = 0
    most: int | None = None
    price: Price | None = None
    steeper: tuple[Step, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        """Raise :class:`ValueError` where more is wanted than allowed."""
        _refuse_crossed(self.least, self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Two people who work the same slots, or never meet.

    Together costs by slot (of ``slots``, None for all) that only one of them works. Apart costs by
    meeting: both on one slot, or, where ``meetings`` are told, ``one`` on the first and ``other``
    on the second of a pair.
    """

    one: str
    other: str
    together: bool
    price: Price | None = None
    meetings: frozenset[tuple[Slot, Slot]] | None = None
    slots: frozenset[Slot] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escort:
    """A novice works a slot only beside one of ``mentors``.

    Without ``slot`` it holds on every slot, each for itself. With it, a mentor on any of
    ``beside`` will do; a slot beside which different people serve one after the other has one
    escort for each stretch of it.
    """

    novice: str
    mentors: frozenset[str]
    price: Price | None = None
    slot: Slot | None = None
    beside: frozenset[Slot] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """A roster that people know already: leaving it costs, by place dropped and place added.

    ``most_dropped`` is how many of its places that could stay may be left, None for any number;
    without a price ``beyond`` it is a hard rule.
    """

    previous: frozenset[Place]
    dropped: float = 1
    added: float = 1
    level: int = 0
    most_dropped: int | None = None
    beyond: Price | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A problem as a whole; see the module for its words.

    ``slots`` are the shifts that exist, None for every type on every day. ``shifts_a_day`` is how
    many shifts a person may work on a day, None for any number that does not overlap. ``pinned``
    places are taken and ``barred`` ones never are; where ``allowed`` is told, nothing else than
    these and the pinned places can be taken. ``history`` holds the places of the ``history_days``
    days before day 0 (days −1, −2 …); what may follow, and runs, look back at them, sums over the
    horizon do not. Without history nothing is known of these days.
    """

    days: int
    shift_types: tuple[ShiftType, ...]
    people: tuple[Member, ...]
    first_weekday: int = 1
    slots: frozenset[Slot] | None = None
    shifts_a_day: int | None = 1
    covers: tuple[Cover, ...] = ()
    requests: tuple[Request, ...] = ()
    tallies: tuple[Tally, ...] = ()
    bonds: tuple[Bond, ...] = ()
    escorts: tuple[Escort, ...] = ()
    stability: Stability | None = None
    pinned: frozenset[Place] = frozenset()
    barred: frozenset[Place] = frozenset()
    allowed: frozenset[Place] | None = None
    history: frozenset[Place] = frozenset()
    history_days: int = 0

    @cached_property
    def all_slots(self) -> tuple[Slot, ...]:
        """The slots that exist, by day and in the order of the shift types."""
        each_day = (Slot(day, each.key) for day in range(self.days) for each in self.shift_types)
        return tuple(slot for slot in each_day if self.slots is None or slot in self.slots)

    @cached_property
    def types(self) -> Mapping[str, ShiftType]:
        """The shift types by key."""
        return {each.key: each for each in self.shift_types}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels that anything is priced on, the most important first."""
        prices: list[Price | None] = [
            *(price for each in self.people for price in each.limits.priced.values()),
            *(each.price for each in self.requests),
            *(each.price for each in self.tallies),
            *(each.price for each in self.bonds),
            *(each.price for each in self.escorts),
        ]
        found = {price.level for price in prices if price is not None}
        found |= {each.level for each in self.covers}
        if self.stability is not None:
            found.add(self.stability.level)
            if self.stability.beyond is not None:
                found.add(self.stability.beyond.level)
        return tuple(sorted(found)) or (0,)

    def may_take(self, place: Place) -> bool:
        """Tell whether a place may be chosen, as far as it alone is concerned."""
        if self.allowed is not None and place not in self.allowed:
            return False
        return place not in self.barred

    def week_of(self, day: int) -> int:
        """Return the calendar week (from Monday) of ``day``, counted from that of day 0."""
        return (day + self.first_weekday - 1) // WEEK_DAYS

    def is_weekend(self, day: int) -> bool:
        """Tell whether ``day`` is a Saturday or a Sunday."""
        return (day + self.first_weekday - 1) % WEEK_DAYS + 1 >= SATURDAY

    def may_follow(self, before: str, after: str) -> bool:
        """Tell whether ``after`` may be worked on the day after ``before``."""
        return after not in self.types[before].forbidden_next

    def overlap(self, one: str, other: str) -> bool:
        """Tell whether two types of the same day overlap."""
        return other in self.types[one].overlaps or one in self.types[other].overlaps


def _refuse_crossed(least: int, most: int | None) -> None:
    if most is not None and most < least:
        message = f"at least {least} and at most {most}"
        raise ValueError(message)
