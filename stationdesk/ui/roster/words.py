"""Short words of the roster: days, times, holes, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QDate, QLocale

from stationdesk.domain.opening import clock
from stationdesk.domain.roster.breach_words import day_clock, hours_text
from stationdesk.domain.roster.periods import PERIOD_STATE_WORDS, PeriodState
from stationdesk.domain.roster.rules import RULE_WORDS
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import NewShift, Shift

SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
WEEKDAY_LETTERS = (
    N_("weekday letter|Mo"),
    N_("weekday letter|Tu"),
    N_("weekday letter|We"),
    N_("weekday letter|Th"),
    N_("weekday letter|Fr"),
    N_("weekday letter|Sa"),
    N_("weekday letter|Su"),
)
STATE_TONES = {
    PeriodState.DRAFT: Tone.WARNING,
    PeriodState.PROPOSED: Tone.INFO,
    PeriodState.PUBLISHED: Tone.GOOD,
    PeriodState.CLOSED: Tone.NEUTRAL,
}


def weekday(day: date) -> str:
    """Return the short name of a day's weekday: Thu."""
    return _(SHORT_WEEKDAYS[day.weekday()])


def weekday_letter(day: date) -> str:
    """Return the weekday in as few letters as one understands: Th."""
    return _(WEEKDAY_LETTERS[day.weekday()]).rpartition("|")[2]


def head_day(day: date) -> str:
    """Return a day as a column is headed: Thu 12/3 (周四 3/12)."""
    phrase = _("{weekday} {day}/{month}")
    return phrase.format(weekday=weekday(day), day=day.day, month=day.month)


def short_day(day: date) -> str:
    """Return month and day in words."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _("d MMM"))


def span_words(first: date, last: date) -> str:
    """Return the days of a week or a month, 9 Mar – 15 Mar; a single day as one."""
    if first == last:
        return short_day(first)
    return f"{short_day(first)} – {short_day(last)}"


def week_words(monday: date, sunday: date) -> str:
    """Return a week with its number after ISO 8601."""
    number = monday.isocalendar().week
    return _("Week {number} · {days}").format(number=number, days=span_words(monday, sunday))


def month_words(day: date) -> str:
    """Return a month with its year."""
    return QLocale().toString(QDate(day.year, day.month, 1), _("MMMM yyyy"))


def times_words(from_minute: int, to_minute: int) -> str:
    """Return the times of a shift; an end after midnight by its own clock."""
    return f"{clock(from_minute)}–{day_clock(to_minute)}"


def shift_words(shift: Shift | NewShift) -> str:
    """Return a shift with its day and times: Thu 12/3 Late shift 15:30–20:00."""
    times = times_words(shift.from_minute, shift.to_minute)
    return f"{head_day(shift.day)} {shift.name} {times}"


def place_words(shift: Shift) -> str:
    """Return a shift with its day: Thu 12/3 Late shift."""
    return f"{head_day(shift.day)} {shift.name}"


def hours_words(minutes: int) -> str:
    """Return minutes as hours with the unit."""
    return _("{hours} h").format(hours=hours_text(minutes))


def stretch_words(starts: int, ends: int) -> str:
    """Return a stretch of absolute minutes by the clock: 11:30–12:10."""
    return times_words(day_and_minute(starts)[1], day_and_minute(ends - 1)[1] + 1)


def hole_words(hole: Hole, facts: RosterFacts) -> str:
    """Return what is missing in a hole: nobody, so many people, or a skill."""
    if hole.skill_id is not None:
        skill = facts.skill_names.get(hole.skill_id, "")
        return (
            _("no {skill}").format(skill=skill)
            if not hole.present
            else (_("{count} with {skill} missing").format(count=hole.missing, skill=skill))
        )
    if not hole.present:
        return _("nobody there")
    return _("{count} missing").format(count=hole.missing)


def hole_line(hole: Hole, facts: RosterFacts) -> str:
    """Return a hole with its times: 11:30–12:10 nobody there."""
    return f"{stretch_words(hole.starts, hole.ends)} {hole_words(hole, facts)}"


def breach_words(breach: Breach) -> str:
    """Return a broken rule as a clause about the person."""
    return str(Phrase(breach.phrase, breach.values))


def breaches_words(breaches: Iterable[Breach]) -> str:
    """Return several broken rules in one line, each said once."""
    return _("; ").join(dict.fromkeys(breach_words(each) for each in breaches))


def person_breach(breach: Breach, facts: RosterFacts) -> str:
    """Return a broken rule with the person's name before it."""
    whose = breach.volunteer_id
    person = facts.people.get(whose) if whose is not None else None
    if person is None:
        return breach_words(breach)
    return _("{name} {clause}").format(name=person.shown, clause=breach_words(breach))


def rule_words(rules: Iterable[str]) -> str:
    """Return the names of rules in a row."""
    return _(", ").join(_(RULE_WORDS[rule]) for rule in sorted(rules))  # type: ignore[index]


def state_mark(period: Period) -> Mark:
    """Return how far a roster is."""
    return Mark(PERIOD_STATE_WORDS[period.state], STATE_TONES[period.state])


def state_words(period: Period | None) -> str:
    """Return how far the roster of a week is, with its revision."""
    if period is None:
        return _("no roster yet")
    told = _(PERIOD_STATE_WORDS[period.state])
    if period.revision:
        told += " " + _("revision {number}").format(number=period.revision)
    return told
