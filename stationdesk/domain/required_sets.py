"""Sets that must be complete and in date, such as a first-aid kit, and their checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.goods import USED_FOR
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import ItemId, PlaceId, RequiredSetId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Balance, Item

LONGEST_NAME = 60
LONGEST_INTERVAL_DAYS = 366
MONTHLY = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredLine:
    """So many pieces of an item are asked for, from a day on, until a day (None: still)."""

    id: int
    item: Item
    quantity: int
    valid_from: date
    valid_to: date | None

    def counts_on(self, day: date) -> bool:
        """Tell whether the line is part of the set on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredSet:
    """What must be there together. ``place`` None means that it may lie anywhere."""

    id: RequiredSetId
    uid: str
    name: str
    used_for: str
    place: Place | None
    check_every_days: int
    since: date
    archived_on: date | None
    version: int
    lines: tuple[RequiredLine, ...]

    def lines_on(self, day: date) -> tuple[RequiredLine, ...]:
        """Return the lines that counted on ``day``."""
        return tuple(line for line in self.lines if line.counts_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequiredLine:
    """So many pieces of an item, as typed in."""

    item_id: ItemId
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequiredSet:
    """A set as it was typed in; ``since`` None means today."""

    name: str
    lines: tuple[NewRequiredLine, ...]
    used_for: str = "first_aid"
    place_id: PlaceId | None = None
    check_every_days: int = MONTHLY
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFinding:
    """What was found of one line: pieces in date, expired ones, and how many are missing."""

    item: Item
    required: int
    usable: int
    expired: int
    missing: int
    earliest_expiry: date | None
    batches: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Tell whether there is enough in date."""
        return self.missing == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """A line of a check as it was written down; later changes do not touch it."""

    item: str
    unit: str
    required: int
    usable: int
    expired: int
    missing: int
    earliest_expiry: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCheck:
    """Somebody looked at a set on a day, and this is what was there."""

    id: int
    uid: str
    set_id: RequiredSetId
    business_date: date
    recorded_at: str
    recorded_by: str
    complete: bool
    lines: tuple[CheckedLine, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatus:
    """A set on one day: what is found now, and when somebody has to look again.

    ``due_on`` is counted from the last check, or from the day the set began.
    """

    required_set: RequiredSet
    findings: tuple[SetFinding, ...]
    last_check: SetCheck | None
    due_on: date
    overdue: bool

    @property
    def complete(self) -> bool:
        """Tell whether every line has enough in date; a set without lines is not complete."""
        return bool(self.findings) and all(each.complete for each in self.findings)


def findings_of(
    required_set: RequiredSet, balances: Iterable[Balance], day: date
) -> tuple[SetFinding, ...]:
    """Return what of the set is there; ``balances`` are those of ``day``."""
    here = [
        balance
        for balance in balances
        if required_set.place is None or required_set.place.id == balance.place.id
    ]
    return tuple(_finding(line, here, day) for line in required_set.lines_on(day))


def status_of(
    required_set: RequiredSet,
    balances: Iterable[Balance],
    checks: Iterable[SetCheck],
    day: date,
) -> SetStatus:
    """Return how the set stands on ``day``; later checks are not looked at."""
    known = [
        check for check in checks if check.set_id == required_set.id and check.business_date <= day
    ]
    last = max(known, key=lambda check: (check.business_date, check.id), default=None)
    due_on = next_check_on(required_set, last)
    return SetStatus(
        required_set=required_set,
        findings=findings_of(required_set, balances, day),
        last_check=last,
        due_on=due_on,
        overdue=due_on < day,
    )


def next_check_on(required_set: RequiredSet, last: SetCheck | None) -> date:
    """Return the day by which the set is to be looked at; a new set at once."""
    if last is None:
        return required_set.since
    return last.business_date + timedelta(days=required_set.check_every_days)


def problems_of_set(
    wish: NewRequiredSet, known: Collection[ItemId], taken: Collection[str]
) -> Iterator[Problem]:
    """Tell why a set cannot be kept; ``known`` are items in use, ``taken`` other sets' names."""
    name = wish.name.strip()
    if not name or len(name) > LONGEST_NAME:
        phrase = N_("Write a name of at most {most} characters.")
        yield Problem("name", phrase, {"most": LONGEST_NAME})
    elif name in taken:
        yield Problem("name", N_("There is a set named “{name}” already."), {"name": name})
    if wish.used_for not in USED_FOR:
        yield Problem("used_for", N_("Choose what the set is for."))
    if not 1 <= wish.check_every_days <= LONGEST_INTERVAL_DAYS:
        phrase = N_("Check the set every 1 to {most} days.")
        yield Problem("check_every_days", phrase, {"most": LONGEST_INTERVAL_DAYS})
    if not wish.lines:
        yield Problem("lines", N_("Add at least one line."))
    yield from _problems_of_lines(wish.lines, known)


def _problems_of_lines(
    lines: Iterable[NewRequiredLine], known: Collection[ItemId]
) -> Iterator[Problem]:
    seen: set[ItemId] = set()
    for number, line in enumerate(lines, start=1):
        about = f"lines.{number - 1}"
        if line.item_id not in known:
            phrase = N_("Line {line}: choose an item of the ledger.")
            yield Problem(about, phrase, {"line": number})
        if line.item_id in seen:
            phrase = N_("Line {line}: the item is in the set already.")
            yield Problem(about, phrase, {"line": number})
        if line.quantity < 1:
            phrase = N_("Line {line}: write how many pieces, at least one.")
            yield Problem(about, phrase, {"line": number})
        seen.add(line.item_id)


def _finding(line: RequiredLine, balances: Iterable[Balance], day: date) -> SetFinding:
    own = [balance for balance in balances if balance.item.id == line.item.id]
    in_date = [balance for balance in own if not balance.batch.expired_on(day)]
    usable = sum(balance.quantity for balance in in_date)
    ends = [each.batch.expires_on for each in in_date if each.batch.expires_on is not None]
    return SetFinding(
        item=line.item,
        required=line.quantity,
        usable=usable,
        expired=sum(balance.quantity for balance in own) - usable,
        missing=max(0, line.quantity - usable),
        earliest_expiry=min(ends, default=None),
        batches=tuple(dict.fromkeys(balance.batch.label() for balance in own)),
    )
