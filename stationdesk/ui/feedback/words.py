"""Short words of the feedback page: moments, who it is, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    FEEDBACK_KIND_WORDS,
    PRAISE_FORM_WORDS,
    URGENCY_WORDS,
)
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.masking import masked
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.widgets.hours import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import Entry

SHORT_BODY = 40
"""Characters of an entry that stand for it in a row or a title."""


def options_of(words: Mapping[object, str] | Mapping[str, str]) -> dict[object, str]:
    """Return choices as a field offers them: key → words in the user's language."""
    return {key: _(phrase) for key, phrase in words.items()}


def group_options() -> dict[object, str]:
    """Return the visitor groups one may choose from."""
    return options_of(VISITOR_GROUPS)


def channel_options() -> dict[object, str]:
    """Return the ways in which an entry reaches the station."""
    return options_of({str(key): words for key, words in CHANNEL_WORDS.items()})


def urgency_options() -> dict[object, str]:
    """Return how pressing an entry may be."""
    return options_of({str(key): words for key, words in URGENCY_WORDS.items()})


def praise_options() -> dict[object, str]:
    """Return the forms in which praise comes."""
    return options_of({str(key): words for key, words in PRAISE_FORM_WORDS.items()})


def weekday(day: date) -> str:
    """Return the short name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def day_words(day: date, today: date) -> str:
    """Return a day as one reads it fastest: month, day and weekday, the year where it differs."""
    written = f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    return f"{written} {weekday(day)}"


def moment_words(moment: datetime, today: date) -> str:
    """Return a moment as one reads it fastest: 11-27 Fri 18:00."""
    return f"{day_words(moment.date(), today)} {moment:%H:%M}"


def author_words(entry: Entry) -> str:
    """Return who said it, masked; a word for nobody and for whoever was erased."""
    if entry.erased_on is not None:
        return _("Details erased")
    return " ".join(filter(None, (entry.author_shown, entry.tail))) or _("Anonymous")


def group_words(entry: Entry) -> str:
    """Return the author's group of visitors."""
    return _(VISITOR_GROUPS.get(entry.visitor_group, entry.visitor_group))


def kind_words(entry: Entry) -> str:
    """Return the kind of an entry."""
    return _(FEEDBACK_KIND_WORDS[entry.kind])


def short_body(text: str, most: int = SHORT_BODY) -> str:
    """Return the beginning of a text in one line, phones and ID numbers in it masked."""
    line = " ".join(masked(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def due_words(entry: Entry, now: datetime) -> tuple[str, Tone | None]:
    """Return what is owed until when in one sentence, and how pressing that is.

    Empty where nothing is owed any more.
    """
    if entry.state is EntryState.WAITING:
        return _("The clock stands still until the author answers."), Tone.INFO
    if entry.state not in OPEN_STATES:
        return "", None
    first_owed = entry.first_reply_at is None and entry.first_due_at is not None
    due = entry.first_due_at if first_owed else entry.final_due_at
    if due is None:
        return "", None
    phrase = _("First reply due {when}") if first_owed else _("Answer due {when}")
    told = phrase.format(when=near_words(due, now))
    days = (due.date() - now.date()).days
    tone = Tone.BAD if due < now else Tone.WARNING if days <= 1 else None
    return told, tone


def near_words(moment: datetime, now: datetime) -> str:
    """Return a moment with how far it is: “11-27 Fri 18:00, in 3 days”."""
    told = moment_words(moment, now.date())
    days = (moment.date() - now.date()).days
    if moment < now:
        late = _("{moment}, {days} days late") if days < 0 else _("{moment}, overdue")
        return late.format(moment=told, days=-days)
    if days == 0:
        return _("{moment}, today").format(moment=told)
    if days == 1:
        return _("{moment}, tomorrow").format(moment=told)
    return _("{moment}, in {days} days").format(moment=told, days=days)
