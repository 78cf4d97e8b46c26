"""What the station's records say up to one day, as plain values, gathered once.

The same facts answer for that day and for every later day on which nothing new is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

COUNTED_IN_OPENING_DAYS = 7
"""An interval shorter than this many days counts only days on which the station is open."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included; None is without an end."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmenityFact:
    """A line of the register; ``in_service`` ends the day before it is retired.

    ``outages`` are the days on whose evening it could not be used. ``capacity`` is that of all
    its pieces together.
    """

    uid: str
    code: str
    name: str
    kind: str
    pieces: int
    capacity: int | None
    in_service: Span
    outages: tuple[Span, ...] = ()
    agent: str | None = None
    made_on: date | None = None

    @property
    def label(self) -> str:
        """Return name and code: which of several alike it is."""
        return f"{self.name} {self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFact:
    """Pieces of one batch at one place; ``expires_on`` is the last day of use, None for never."""

    batch_uid: str
    batch_no: str
    item_uid: str
    item_name: str
    unit: str
    used_for: str
    place: str
    quantity: int
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLineFact:
    """How many pieces of an item a required set asks for."""

    item_uid: str
    item_name: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCheckFact:
    """A check of a required set as it was found."""

    uid: str
    on: date
    complete: bool
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFact:
    """A required set; with a ``place`` only what stands there belongs to it ("" is anywhere)."""

    uid: str
    name: str
    used_for: str
    place: str
    check_every_days: int
    lines: tuple[SetLineFact, ...]
    checks: tuple[SetCheckFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepFact:
    """An upkeep plan in force, and its newest run that was not skipped.

    ``done_on`` is None where it was never done. ``next_due`` is the plan's own next day (it is
    still in time on that day). ``good`` is False when the run found something abnormal.
    """

    plan_uid: str
    amenity_uid: str
    task: str
    purpose: str
    template: str = ""
    run_uid: str | None = None
    done_on: date | None = None
    done_by: str = ""
    good: bool = True
    next_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFact:
    """A timetable and the days for which it is the published one."""

    uid: str
    name: str
    days: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCheckFact:
    """What a person saw; ``amount`` is what was counted, None where nothing was to count."""

    uid: str
    subject: str
    on: date
    passed: bool
    amount: int | None
    checked_by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionFact:
    """A criterion that does not apply, who approved that, and for which days."""

    uid: str
    criterion: str
    standard_key: str
    days: Span
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything an assessment looks at. Lists are in the order in which they were recorded.

    ``closed_days`` are the days around ``on`` on which the station does not open at all.
    """

    on: date
    amenities: tuple[AmenityFact, ...] = ()
    stock: tuple[StockFact, ...] = ()
    sets: tuple[SetFact, ...] = ()
    upkeep: tuple[UpkeepFact, ...] = ()
    hours: tuple[HoursFact, ...] = ()
    hand_checks: tuple[HandCheckFact, ...] = ()
    exemptions: tuple[ExemptionFact, ...] = ()
    closed_days: frozenset[date] = frozenset()


def good_through(done_on: date, every_days: int, closed_days: frozenset[date]) -> date:
    """Return the last day on which a check of ``done_on`` is young enough.

    A check is due again ``every_days`` later, and in time during that whole day. Short intervals
    count opening days only: a daily check made on Friday is good on Monday when the station is
    closed at the weekend.
    """
    if every_days >= COUNTED_IN_OPENING_DAYS:
        return done_on + timedelta(days=every_days)
    day, left = done_on, every_days
    while left > 0:
        day += ONE_DAY
        left -= day not in closed_days
    return day
