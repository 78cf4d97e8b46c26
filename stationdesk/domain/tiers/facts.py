"""What the station's records say up to one day, as plain values, gathered once.

The same facts answer for that day and for every later day on which nothing new is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """Pieces of one batch at one place; ``expires_on`` is the last day of use, None for never.

    ``quantity`` is what the station owns, pieces on loan among it; ``set_aside`` of them are
    damaged and cannot be used.
    """

    batch_uid: str
    batch_no: str
    item_uid: str
    item_name: str
    unit: str
    used_for: str
    place: str
    quantity: int
    expires_on: date | None
    set_aside: int = 0

    @property
    def usable(self) -> int:
        """Pieces that are not set aside."""
        return self.quantity - self.set_aside


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
class LoanFact:
    """A kind of the lending desk, and how many pieces there are and where, at the end of a day.

    ``audience`` is ``visitors`` or ``duty``. ``used_for`` is that of the goods lent, empty where
    the pieces are lines of the amenity register, of ``amenity_kinds``. ``unfit`` pieces are set
    aside, ``incomplete`` ones are fit and lack parts, ``missing`` ones were not there at the last
    check. ``last_by`` made the last entry or check.
    """

    kind_uid: str
    name: str
    audience: str
    used_for: str
    amenity_kinds: tuple[str, ...]
    size: int
    unfit: int
    incomplete: int
    out: int
    overdue: int
    since: date
    last_entry_on: date | None = None
    last_check_on: date | None = None
    last_by: str = ""
    missing: int = 0

    @property
    def in_station(self) -> int:
        """Pieces in the station that are fit."""
        return self.size - self.unfit - self.out - self.missing

    @property
    def usable(self) -> int:
        """Pieces that are owned, fit and complete, on loan or not."""
        return self.size - self.unfit - self.incomplete - self.missing

    @property
    def last_on(self) -> date:
        """Return the last day of a loan, a return or a check; else that of setting up."""
        return max(day for day in (self.last_entry_on, self.last_check_on, self.since) if day)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFact:
    """A found thing that waits for its owner; ``pass_on_after`` is the last day it may."""

    uid: str
    number: str
    pass_on_after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPropertyFact:
    """What waits for its owner, and the record that last showed the ledger is kept.

    That record is a found thing entered or given away (``last_what`` is ``found_thing``), or a
    look through the shelf (``desk_check``); ``last_on`` is None where there never was one.
    """

    waiting: tuple[FoundFact, ...] = ()
    last_on: date | None = None
    last_by: str = ""
    last_what: str = ""
    last_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedFact:
    """An entry of the feedback book that waits; ``due_on`` is the day of its next deadline."""

    uid: str
    number: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntryFact:
    """An entry that was to stand in the book by ``due_on`` and was entered later."""

    uid: str
    number: str
    due_on: date
    entered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFact:
    """What the feedback book held at the end of a day.

    ``owed`` are the entries whose clock runs, ``late`` those of the last year that were entered
    late; the newest entry is the ``last``, None and empty in an empty book.
    """

    owed: tuple[OwedFact, ...] = ()
    late: tuple[LateEntryFact, ...] = ()
    last_uid: str = ""
    last_number: str = ""
    last_on: date | None = None
    last_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShiftFact:
    """A shift at the desk."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDayFact:
    """A day's opening minutes, and how many of them somebody was, or will be, on duty.

    Without a published roster ``period_uid`` is empty. ``empty`` are the shifts with nobody;
    ``skilled`` tells, by a skill's key, a shift with somebody whose proof is valid on the day.
    """

    day: date
    open_minutes: int
    covered_minutes: int = 0
    period_uid: str = ""
    period_number: str = ""
    empty: tuple[DutyShiftFact, ...] = ()
    skilled: Mapping[str, DutyShiftFact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFact:
    """The days around the one of the facts; ``first_rostered`` is the first day of any roster."""

    days: tuple[DutyDayFact, ...] = ()
    first_rostered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerFact:
    """A volunteer by number alone, and the days on which they are active."""

    uid: str
    number: str
    active: tuple[Span, ...]


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
    loans: tuple[LoanFact, ...] = ()
    lost_property: LostPropertyFact = LostPropertyFact()
    feedback: BookFact = BookFact()
    duty: DutyFact = DutyFact()
    volunteers: tuple[VolunteerFact, ...] = ()
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


def with_set_aside(stock: Iterable[StockFact], pieces: Mapping[str, int]) -> list[StockFact]:
    """Return ``stock`` with the damaged pieces, told by the uid of their item, taken off.

    Nobody writes down from which batch a damaged piece came. The batch that lasts longest is
    supposed: so no rule is met for longer than it really is.
    """
    kept = list(stock)
    left = dict(pieces)
    lasting = sorted(range(len(kept)), key=lambda at: kept[at].expires_on or date.max, reverse=True)
    for at in lasting:
        taken = min(left.get(kept[at].item_uid, 0), kept[at].quantity)
        if taken > 0:
            left[kept[at].item_uid] -= taken
            kept[at] = replace(kept[at], set_aside=taken)
    return kept
