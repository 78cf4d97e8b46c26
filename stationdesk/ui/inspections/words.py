"""Short words of the inspections page: days, choices, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import OWED_STATES, ActionState
from stationdesk.domain.inspections.kinds import (
    INSPECTION_KIND_WORDS,
    SEVERITY_WORDS,
)
from stationdesk.i18n import _, language
from stationdesk.listings.columns import Tone
from stationdesk.ui.widgets.hours import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.inspections.corrective import ActionLine
    from stationdesk.domain.inspections.lines import Progress


ENGLISH_MORE = 3
"""Hanzi of room that an English word takes beyond the Chinese one."""


def room(hanzi: int) -> int:
    """Return the width of a word that takes ``hanzi`` in Chinese; English says it in more room."""
    return hanzi if language() == "zh_CN" else hanzi + ENGLISH_MORE


def kind_options() -> dict[object, str]:
    """Return the kinds of inspection as a field offers them."""
    return {kind: _(words) for kind, words in INSPECTION_KIND_WORDS.items()}


def severity_options() -> dict[object, str]:
    """Return how grave a finding may be."""
    return {severity: _(words) for severity, words in SEVERITY_WORDS.items()}


def day_words(day: date, today: date) -> str:
    """Return a day as one reads it fastest: month, day and weekday, the year where it differs."""
    written = f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    return f"{written} {_(WEEKDAYS[day.weekday()])}"


def near_words(day: date, today: date) -> str:
    """Return a day with how far it is: “06-30 Tue, in 3 days”."""
    days, told = (day - today).days, day_words(day, today)
    if days < 0:
        return _("{day}, {count} days late").format(day=told, count=-days)
    if days == 0:
        return _("{day}, due today").format(day=told)
    return _("{day}, {count} days left").format(day=told, count=days)


def due_words(line: ActionLine, today: date) -> tuple[str, Tone | None]:
    """Return until when an action is to be done, and how pressing that is; empty where not."""
    action = line.action
    if action.state is ActionState.CLAIMED:
        return _("Somebody else has to look at it now."), Tone.INFO
    if action.state not in OWED_STATES:
        return "", None
    days = (action.due_on - today).days
    tone = Tone.BAD if days < 0 else Tone.WARNING if days <= 1 else None
    told = _("To be put right by {day}").format(day=near_words(action.due_on, today))
    return told, tone


def progress_words(progress: Progress) -> str:
    """Return how the lines of an inspection came out, leaving out what is none."""
    counted = (
        (progress.passed, _("{count} lines in order")),
        (progress.partial, _("{count} partly in order")),
        (progress.failed, _("{count} not in order")),
        (progress.not_applicable, _("{count} not applicable")),
        (progress.unchecked, _("{count} not checked yet")),
    )
    return " · ".join(words.format(count=count) for count, words in counted if count)
