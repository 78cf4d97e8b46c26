"""What the demo tells: the invented station, its goods and its amenities, as its files say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stationdesk.domain.opening import Interval
from stationdesk.domain.printed_dates import printed_day, printed_month
from stationdesk.paths import resources
from stationdesk.services.demo.feedback_script import FeedbackScript, feedback_script
from stationdesk.services.demo.lending_script import LendingScript, lending_script
from stationdesk.services.demo.volunteer_script import VolunteerScript, volunteer_script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.printed_dates import PrintedDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """An item of the demo: ``weekly`` pieces leave in a usual week, more of them in ``season``.

    ``shelf_months`` is 0 where the goods keep for ever; ``kit`` is what the first-aid kit must
    hold; ``ends`` says in which state the demo leaves the item.
    """

    name: str
    spec: str
    unit: str
    category: str
    place: str
    used_for: str
    minimum: int
    target: int
    shelf_months: int
    weekly: float
    season: str = ""
    source: str = "purchase"
    printed: str = "day"
    kit: int = 0
    ends: str = ""

    @property
    def title(self) -> str:
        """Name and spec, as other files of the script call it."""
        return f"{self.name} {self.spec}"

    def as_printed(self, expires_on: date) -> PrintedDate:
        """Return what the pack says of its expiry: a day, or only a month."""
        if self.printed == "month":
            return printed_month(expires_on.year, expires_on.month)
        return printed_day(expires_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An amenity of the demo.

    ``in_service``, ``made``, ``warranty`` and ``retired`` are months before the last day (below
    zero: after it); ``made_days`` come on top of ``made``.
    """

    kind: str
    name: str
    model: str
    place: str
    in_service: int
    pieces: int = 1
    capacity: int | None = None
    made: int | None = None
    serial: str = ""
    warranty: int | None = None
    made_days: int = 0
    retired: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """What can break: which kind of amenity, how long the repair takes, what it costs in yuan."""

    kind: str
    text: str
    severity: str
    days: int = 1
    cost: int = 0
    fix: str = ""
    stops: bool = False
    pieces: int | None = None
    spare: str = ""
    note: str = ""
    """Why the repair waits; with a note it is not finished before the demo ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours of a season (``MM-DD`` to ``MM-DD``), or of the year."""

    name: str
    week: Mapping[int, tuple[Interval, ...]]
    season: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Everything the demo draws from; mappings keep the words of their files."""

    station: Mapping[str, Any]
    people: Mapping[str, Any]
    sources: Mapping[str, Sequence[str]]
    places: tuple[str, ...]
    hours: tuple[Hours, ...]
    yearly: tuple[Mapping[str, Any], ...]
    once: tuple[Mapping[str, Any], ...]
    spring_festival: Mapping[str, Any]
    goods: tuple[Goods, ...]
    reasons: Mapping[str, Any]
    things: tuple[Thing, ...]
    retired: tuple[Thing, ...]
    mishaps: tuple[Mishap, ...]
    mishaps_per_year: int
    repairers: tuple[str, ...]
    rejection: str
    open_fault: Mishap
    open_fault_days: int
    daily_plans: tuple[str, ...]
    daily_plan_days: int
    neglected: Mapping[str, int]
    due_today: tuple[str, ...]
    parts: Mapping[str, str]
    attention: tuple[str, ...]
    skipped_because: tuple[str, ...]
    tiers: Mapping[str, Any]
    lending: LendingScript
    keeping: Mapping[str, Any]
    feedback: FeedbackScript
    volunteers: VolunteerScript
    roster: Mapping[str, Any]
    visits: Mapping[str, Any]


@cache
def demo_script() -> Script:
    """Read the demo's files once."""
    station, goods, amenities, tiers = (
        _read(name) for name in ("station", "goods", "amenities", "tiers")
    )
    return Script(
        station=station["station"],
        people=station["people"],
        sources=station["sources"],
        places=tuple(station["places"]),
        hours=tuple(_hours(table) for table in station["timetables"]),
        yearly=tuple(station["yearly"]),
        once=tuple(station["once"]),
        spring_festival=station["spring_festival"],
        goods=tuple(_goods(goods["items"])),
        reasons=goods["reasons"],
        things=tuple(Thing(**table) for table in amenities["register"]),
        retired=tuple(Thing(**table) for table in amenities["retired"]),
        mishaps=tuple(Mishap(**table) for table in amenities["faults"]["list"]),
        mishaps_per_year=amenities["faults"]["per_year"],
        repairers=tuple(amenities["faults"]["repairers"]),
        rejection=amenities["faults"]["rejection"],
        open_fault=Mishap(**amenities["open_fault"]["fault"]),
        open_fault_days=amenities["open_fault"]["days_ago"],
        daily_plans=tuple(amenities["upkeep"]["daily_plans"]),
        daily_plan_days=amenities["upkeep"]["daily_plan_days"],
        neglected=amenities["upkeep"]["neglected"],
        due_today=tuple(amenities["upkeep"]["due_today"]),
        parts=amenities["upkeep"]["parts"],
        attention=tuple(amenities["upkeep"]["attention"]),
        skipped_because=tuple(amenities["upkeep"]["skipped_because"]),
        tiers=tiers,
        lending=lending_script(_read("lending")),
        keeping=_read("keeping"),
        feedback=feedback_script(_read("feedback")),
        volunteers=volunteer_script(_read("volunteers")),
        roster=_read("roster"),
        visits=_read("visits"),
    )


def intervals(texts: Sequence[str]) -> tuple[Interval, ...]:
    """Return the stretches that ``08:00-12:00`` and the like name."""
    return tuple(Interval(*(_minute(part) for part in text.split("-"))) for text in texts)


def _read(name: str) -> dict[str, Any]:
    with (resources() / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _goods(groups: Sequence[Mapping[str, Any]]) -> list[Goods]:
    return [
        Goods(category=group["category"], place=group["place"], used_for=group["used_for"], **line)
        for group in groups
        for line in group["goods"]
    ]


def _hours(table: Mapping[str, Any]) -> Hours:
    week = {
        weekday: intervals(texts)
        for days, texts in table["hours"].items()
        for weekday in _weekdays(days)
    }
    season = tuple(table["season"]) if "season" in table else None
    return Hours(name=table["name"], week=week, season=season)


def _weekdays(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
