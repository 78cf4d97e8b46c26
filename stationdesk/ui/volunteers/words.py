"""What the volunteers' page says about people, their time and their hours, in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.shown_hours import TENTH, shown_hours
from stationdesk.domain.opening import clock
from stationdesk.domain.roster.rules import RULE_UNITS, Unit
from stationdesk.i18n import _
from stationdesk.listings.volunteers import star_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.attendance.lines import StarLevel
    from stationdesk.domain.roster.rules import Rule
    from stationdesk.domain.volunteers.availability import AvailabilityException
    from stationdesk.domain.volunteers.people import Volunteer

HOUR = 60


def person_words(volunteer: Volunteer) -> str:
    """Return the name and the number."""
    return f"{volunteer.name} {volunteer.number}"


def days_words(first: date, last: date) -> str:
    """Return one day, or from when to when; the year once where both share it."""
    if first == last:
        return first.isoformat()
    end = f"{last:%m-%d}" if first.year == last.year else last.isoformat()
    return f"{first.isoformat()} – {end}"


def hours_words(minutes: int, rounding: int = TENTH) -> str:
    """Return minutes as hours with their unit."""
    return _("{hours} h").format(hours=shown_hours(minutes, rounding))


def stretch_words(from_minute: int, to_minute: int) -> str:
    """Return from when to when on a day."""
    if (from_minute, to_minute) == (0, 24 * HOUR):
        return _("all day")
    return f"{clock(from_minute)}–{clock(to_minute)}"


def moment_words(moment: datetime | None, day: date) -> str:
    """Return a time, with its day where that is not ``day``."""
    if moment is None:
        return ""
    return f"{moment:%H:%M}" if moment.date() == day else f"{moment:%m-%d %H:%M}"


def star_level_words(level: StarLevel) -> str:
    """Return the stars reached, and what is missing to the next one."""
    reached = star_words(level.stars) or _("No star yet")
    if level.missing is None:
        return reached
    told = _("{stars} · {hours} to the next star")
    return told.format(stars=reached, hours=hours_words(level.missing))


def exception_words(each: AvailabilityException) -> str:
    """Return the days and the times that differ."""
    days = days_words(each.first_day, each.last_day)
    return f"{days} {stretch_words(each.from_minute, each.to_minute)}"


def limit_words(rule: Rule, amount: int) -> str:
    """Return an amount of a rule with its unit."""
    unit = RULE_UNITS[rule]
    if unit is Unit.MINUTES:
        return hours_words(amount)
    if unit is Unit.CLOCK:
        return clock(amount)
    phrase = {
        Unit.SHIFTS: _("{count} shifts"),
        Unit.DAYS: _("{count} days"),
        Unit.WEEKENDS: _("{count} weekends"),
    }[unit]
    return phrase.format(count=amount)
