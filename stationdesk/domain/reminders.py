"""What deserves a line on the first page: everything that waits for a hand, the most urgent first.

A reminder is computed from records when it is read; nothing is stored of it. It speaks in phrases
and values, so that the page may say it in either language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.amenity_register import STATE_WORDS, AmenityState
from stationdesk.domain.faults import FAULT_STATE_WORDS, FaultState, Severity
from stationdesk.domain.stock import StockState
from stationdesk.domain.stocktake import Outcome, StocktakeState
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.domain.upkeep import DueState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.required_sets import SetStatus
    from stationdesk.domain.stock import Balance, StockLine
    from stationdesk.domain.stocktake import Stocktake
    from stationdesk.domain.upkeep_lines import DueLine, FaultLine

SOON_DAYS = 3
"""A day within so many days is near."""
HORIZON_DAYS = 14
"""Goods and checks that end later than this are not told of yet."""
BACKUP_DAYS = 14
"""A copy older than this is too old."""


class Urgency(StrEnum):
    """How long a reminder can wait, the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


class Area(StrEnum):
    """Which records a reminder is about."""

    IMPORTS = "imports"
    INVENTORY = "inventory"
    AMENITIES = "amenities"
    LENDING = "lending"
    FEEDBACK = "feedback"
    ROSTER = "roster"
    VOLUNTEERS = "volunteers"
    TIERS = "tiers"
    INSPECTIONS = "inspections"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing that waits.

    ``state`` is the short word in front and ``what`` says the rest; ``where`` is a place or a
    person. ``day`` is when it was or will be due, None where no day is in it. ``grave`` tells
    what harms the station now, though no day has passed. ``opens`` is what its records are found
    by: an id, a name of a view, or a view and an id.
    """

    area: Area
    urgency: Urgency
    state: Phrase
    what: Phrase
    opens: object
    where: str = ""
    day: date | None = None
    grave: bool = False


def in_order(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    """Return reminders as they are to be worked off: overdue, today, near, later."""
    order, areas = list(Urgency), list(Area)
    return tuple(
        sorted(
            reminders,
            key=lambda one: (
                order.index(one.urgency),
                not one.grave,
                one.day is None,
                one.day.toordinal() if one.day else 0,
                areas.index(one.area),
            ),
        )
    )


def urgency_of(day: date, today: date) -> Urgency:
    """Return how long what is due on ``day`` can wait."""
    if day < today:
        return Urgency.OVERDUE
    if day == today:
        return Urgency.TODAY
    return Urgency.SOON if (day - today).days <= SOON_DAYS else Urgency.LATER


def nearness(day: date, today: date) -> Phrase:
    """Return how far away ``day`` is, in a word or two."""
    days = (day - today).days
    if days == 0:
        return Phrase(N_("Due today"))
    if days == 1:
        return Phrase(N_("Due tomorrow"))
    if days > 1:
        return Phrase(N_("In {days} days"), {"days": days})
    if days == -1:
        return Phrase(N_("1 day late"))
    return Phrase(N_("{days} days late"), {"days": -days})


def without_echoes(reminders: Iterable[Reminder], others: Iterable[Reminder]) -> Iterator[Reminder]:
    """Give those reminders that are not said by ``others`` already.

    A service that ends on the very day on which work or goods are due ends because of them.
    """
    days = {one.day for one in others if one.day is not None}
    for one in reminders:
        ahead = one.urgency in (Urgency.SOON, Urgency.LATER)
        if not (ahead and one.day in days):
            yield one


def upkeep_reminders(dues: Iterable[DueLine], today: date) -> Iterator[Reminder]:
    """Give the upkeep that its plans tell of by now; one work due in several places is one line."""
    works: dict[tuple[str, date], list[DueLine]] = {}
    for line in dues:
        if line.due.state is not DueState.LATER:
            works.setdefault((line.due.plan.task, line.due.due_on), []).append(line)
    for (task, day), lines in works.items():
        first = lines[0]
        if len(lines) == 1:
            values = {"name": first.amenity.name, "task": task}
            what = Phrase(N_("{name}: {task}"), values)
        else:
            what = Phrase(N_("{task} ({count} places)"), {"task": task, "count": len(lines)})
        yield Reminder(
            area=Area.AMENITIES,
            urgency=urgency_of(day, today),
            state=nearness(day, today),
            what=what,
            where=_whereabouts(lines),
            day=day,
            opens=("due", first.due.plan.id),
        )


def fault_reminders(faults: Iterable[FaultLine]) -> Iterator[Reminder]:
    """Give the faults that are still open; one that stops use, or is dangerous, is grave."""
    for line in faults:
        fault = line.fault
        stopped = fault.stops_use and fault.state is FaultState.REPORTED
        word = STATE_WORDS[AmenityState.OUT_OF_USE] if stopped else FAULT_STATE_WORDS[fault.state]
        values = {"name": line.amenity.name, "what": fault.description}
        yield Reminder(
            area=Area.AMENITIES,
            urgency=Urgency.TODAY,
            state=Phrase(word),
            what=Phrase(N_("{name}: {what}"), values),
            where=_joined(line.amenity.place.name if line.amenity.place else "", fault.number),
            day=fault.reported_on,
            grave=fault.stops_use or fault.severity is Severity.DANGER,
            opens=("fault", fault.id),
        )


def goods_reminders(
    stock: Sequence[StockLine], expired: Iterable[Balance], today: date
) -> Iterator[Reminder]:
    """Give goods past their day, goods that end soon, and what is out or low."""
    used = [line for line in stock if line.state is not StockState.ARCHIVED]
    yield from _expired(expired)
    yield from (_expiring(line, today) for line in used if _ends_soon(line, today))
    empty = [line for line in used if _wanted(line) and line.usable == 0 and not line.expired]
    low = [line for line in used if 0 < line.usable < line.item.minimum]
    yield from _shortage(empty, "out")
    yield from _shortage(low, "low")


def set_reminders(statuses: Iterable[SetStatus], today: date) -> Iterator[Reminder]:
    """Give the sets that are not complete, and those to be looked at by now or soon."""
    for status in statuses:
        place = status.required_set.place
        where = place.name if place else ""
        missing = sum(not each.complete for each in status.findings)
        values = {"name": status.required_set.name, "count": missing}
        if missing:
            yield Reminder(
                area=Area.INVENTORY,
                urgency=Urgency.TODAY,
                state=Phrase(N_("Not complete")),
                what=Phrase(N_("{name}: {count} lines lack goods in date"), values),
                where=where,
                grave=True,
                opens="required_sets",
            )
        if (status.due_on - today).days <= SOON_DAYS:
            yield Reminder(
                area=Area.INVENTORY,
                urgency=urgency_of(status.due_on, today),
                state=nearness(status.due_on, today),
                what=Phrase(N_("Look through and record: {name}"), values),
                where=where,
                day=status.due_on,
                opens="required_sets",
            )


def count_reminders(stocktakes: Iterable[Stocktake]) -> Iterator[Reminder]:
    """Give the stocktakes that were begun and neither posted nor cancelled."""
    for stocktake in stocktakes:
        if stocktake.state is not StocktakeState.OPEN:
            continue
        left = len(stocktake.lines_that(Outcome.UNCOUNTED))
        values = {"number": stocktake.number, "count": left}
        yield Reminder(
            area=Area.INVENTORY,
            urgency=Urgency.TODAY,
            state=Phrase(N_("Being counted")),
            what=Phrase(N_("Stocktake {number}: {count} lines left to count"), values),
            where=stocktake.started_by,
            day=stocktake.business_date,
            opens="stocktake",
        )


def backup_reminders(last: date | None, began: date | None, today: date) -> Iterator[Reminder]:
    """Give a word when the last copy of the file, or its first day without any, is long ago."""
    since = last or began
    if since is None or (today - since).days < BACKUP_DAYS:
        return
    if last is None:
        what = Phrase(N_("This file was never backed up"))
    else:
        values = {"days": (today - last).days}
        what = Phrase(N_("The last backup was made {days} days ago"), values)
    yield Reminder(
        area=Area.SETTINGS,
        urgency=Urgency.TODAY,
        state=Phrase(N_("Back up")),
        what=what,
        day=last,
        opens="backup",
    )


def _whereabouts(lines: Sequence[DueLine]) -> str:
    """Return the place and keeper of one amenity, or the places of several."""
    places = dict.fromkeys(line.amenity.place.name for line in lines if line.amenity.place)
    if len(lines) > 1:
        return str(names(tuple(places), shown=3))
    return _joined(*places, lines[0].amenity.keeper)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _expired(balances: Iterable[Balance]) -> Iterator[Reminder]:
    by_item: dict[int, list[Balance]] = {}
    for balance in balances:
        by_item.setdefault(balance.item.id, []).append(balance)
    for held in by_item.values():
        item = held[0].item
        ends = [each.batch.expires_on for each in held if each.batch.expires_on]
        values = {
            "item": item.title(),
            "quantity": sum(each.quantity for each in held),
            "unit": item.unit,
        }
        yield Reminder(
            area=Area.INVENTORY,
            urgency=Urgency.OVERDUE,
            state=Phrase(N_("Expired")),
            what=Phrase(N_("{item}: scrap {quantity} {unit}"), values),
            where=str(names(tuple(dict.fromkeys(each.place.name for each in held)), shown=2)),
            day=min(ends, default=None),
            grave=True,
            opens=item.id,
        )


def _ends_soon(line: StockLine, today: date) -> bool:
    ends = line.earliest_expiry
    return line.expiring > 0 and ends is not None and ends <= today + timedelta(days=HORIZON_DAYS)


def _expiring(line: StockLine, today: date) -> Reminder:
    ends = line.earliest_expiry or today
    values = {"item": line.item.title(), "quantity": line.expiring, "unit": line.item.unit}
    return Reminder(
        area=Area.INVENTORY,
        urgency=urgency_of(ends, today),
        state=nearness(ends, today),
        what=Phrase(N_("{item}: {quantity} {unit} expire"), values),
        where=line.item.place.name if line.item.place else "",
        day=ends,
        opens=line.item.id,
    )


def _wanted(line: StockLine) -> bool:
    return line.item.minimum > 0 or line.item.target > 0


_SHORT = {
    "out": (N_("Out of stock"), N_("{item}: none left"), N_("{count} goods are used up: {names}")),
    "low": (
        N_("Running low"),
        N_("{item}: only {quantity} {unit} left, {minimum} wanted"),
        N_("{count} goods are below their minimum: {names}"),
    ),
}
"""By the quick filter of the ledger: the state, the words for one item, those for several."""


def _shortage(lines: Sequence[StockLine], segment: str) -> Iterator[Reminder]:
    """Give what is short as one line, however many goods it is."""
    if not lines:
        return
    word, of_one, of_many = _SHORT[segment]
    item = lines[0].item
    if len(lines) == 1:
        values: dict[str, object] = {
            "item": item.title(),
            "quantity": lines[0].usable,
            "unit": item.unit,
            "minimum": item.minimum,
        }
        what = Phrase(of_one, values)
    else:
        called = names(tuple(line.item.title() for line in lines), shown=3)
        what = Phrase(of_many, {"count": len(lines), "names": called})
    yield Reminder(
        area=Area.INVENTORY,
        urgency=Urgency.TODAY,
        state=Phrase(word),
        what=what,
        where=item.place.name if len(lines) == 1 and item.place else "",
        grave=segment == "out",
        opens=item.id if len(lines) == 1 else segment,
    )
