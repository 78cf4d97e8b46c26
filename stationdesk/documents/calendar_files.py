"""A volunteer's shifts as an iCalendar file, for the calendar of a phone.

Nothing in it says more of a person than that somebody serves: no name, no phone. A shift keeps
its UID for ever, so that a newer file takes the place of an older one in every calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from stationdesk.documents import saving
from stationdesk.documents.plain_text import for_paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from icalendar import Alarm, Calendar, Event, Timezone

ZONE = "Asia/Shanghai"
OFFSET = timedelta(hours=8)
"""One time for all of China, without summer time since 1991."""
PRODUCT = "-//StationDesk//Volunteer roster//CN"
REMINDER = timedelta(hours=-2)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEvent:
    """A shift in the calendar. Times are local; ``stamp`` is when it was recorded, with its zone.

    ``version`` counts its changes; a ``cancelled`` one is taken out of calendars that had it.
    """

    uid: str
    name: str
    starts: datetime
    ends: datetime
    stamp: datetime
    version: int = 1
    cancelled: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCalendar:
    """The shifts of one volunteer; ``title`` is what a phone calls the calendar."""

    title: str
    place: str
    events: tuple[DutyEvent, ...]


def calendar_bytes(calendar: DutyCalendar) -> bytes:
    """Return the file: the same bytes for the same shifts, whenever it is made."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", for_paper(calendar.title))
    made.add("x-wr-timezone", ZONE)
    made.add_component(_zone())
    _add_events(made, calendar)
    return bytes(made.to_ical(sorted=False))


def write_calendar(calendar: DutyCalendar, path: Path) -> None:
    """Write ``calendar`` to ``path``, whole or not at all.

    Raises:
        Refused: ``path`` cannot be written.
    """
    saving.save(calendar_bytes(calendar), path)


def _add_events(made: Calendar, calendar: DutyCalendar) -> None:
    events: Sequence[DutyEvent] = sorted(calendar.events, key=lambda each: (each.starts, each.uid))
    for event in events:
        made.add_component(_event(event, calendar.place))


def _zone() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _event(event: DutyEvent, place: str) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", event.stamp.astimezone(UTC))
    made.add("dtstart", event.starts, parameters={"TZID": ZONE})
    made.add("dtend", event.ends, parameters={"TZID": ZONE})
    made.add("summary", for_paper(event.name))
    if place:
        made.add("location", for_paper(place))
    if event.description:
        made.add("description", for_paper(event.description))
    made.add("sequence", event.version)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    if not event.cancelled:
        made.add_component(_reminder(event.name))
    return made


def _reminder(words: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", for_paper(words))
    alarm.add("trigger", REMINDER)
    return alarm
