"""The columns of the list of what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reminders import Reminder, Urgency
from stationdesk.i18n import N_
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.today.said import short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

_TONES = {
    Urgency.OVERDUE: Tone.BAD,
    Urgency.TODAY: Tone.WARNING,
    Urgency.SOON: Tone.INFO,
    Urgency.LATER: Tone.NEUTRAL,
}


def tone_of(reminder: Reminder) -> Tone:
    """Return how urgent a reminder looks."""
    return Tone.BAD if reminder.grave else _TONES[reminder.urgency]


def _state(reminder: Reminder) -> Mark:
    return Mark(str(reminder.state), tone_of(reminder))


def _what(reminder: Reminder) -> str:
    """Return what waits and, as far as there is room for it, where or with whom."""
    return " · ".join(filter(None, (str(reminder.what), reminder.where)))


def _day(reminder: Reminder) -> str:
    return short_day(reminder.day) if reminder.day else ""


REMINDERS: Sequence[Column[Reminder]] = (
    Column("state", N_("How urgent"), Kind.STATE, _state, 6),
    Column("what", N_("What waits"), Kind.TEXT, _what, 18, grows=True),
    Column("day", N_("Day"), Kind.TEXT, _day, 5),
)
