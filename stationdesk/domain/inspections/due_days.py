"""How long an action may take, by how grave its finding is: the program's own defaults, editable.

No public rule names such times (a notice of the field gave three working days); they are counted
in working days of the station's calendar, as deadlines of the feedback book are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import due_at
from stationdesk.domain.inspections.kinds import Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from stationdesk.domain.working_days import WorkTime

LONGEST_DUE_DAYS = 250
"""Working days; about a year."""
SETTING = "inspection_due_days_{severity}"
"""Under which key a choice is kept."""
USUAL_OBJECTION_DAYS = 5
"""Working days within which a notice may be objected to (a notice of the field says so)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """Working days from the day of the inspection; 0 is the same day."""

    minor: int = 10
    serious: int = 3
    critical: int = 1

    def of(self, severity: Severity) -> int:
        """Return the working days of one severity."""
        return {
            Severity.MINOR: self.minor,
            Severity.SERIOUS: self.serious,
            Severity.CRITICAL: self.critical,
        }[severity]


USUAL_DUE_DAYS = DueDays()


def due_days_from(stored: Mapping[str, str]) -> DueDays:
    """Return the choice told by key → text; what is missing or spoiled is the default."""
    chosen = {}
    for severity in Severity:
        text = stored.get(SETTING.format(severity=severity), "")
        known = text.isascii() and text.isdecimal() and int(text) <= LONGEST_DUE_DAYS
        chosen[severity.value] = int(text) if known else USUAL_DUE_DAYS.of(severity)
    return DueDays(**chosen)


def due_days_problems(wish: DueDays) -> Iterator[Problem]:
    """Tell every number that cannot be, and a graver finding that may take longer."""
    for severity in Severity:
        if not 0 <= wish.of(severity) <= LONGEST_DUE_DAYS:
            phrase = N_("Choose from 0 to {most} working days.")
            yield Problem(severity.value, phrase, {"most": LONGEST_DUE_DAYS})
    for graver, lesser in _GRAVER:
        if wish.of(graver) > wish.of(lesser):
            phrase = N_("A graver finding cannot be given more time than a lesser one.")
            yield Problem(graver.value, phrase)


def due_after(start: date, days: int, work: WorkTime) -> date:
    """Return the day on which ``days`` working days after ``start`` are over."""
    return due_at(datetime.combine(start, time.min), days, work).date()


_GRAVER = ((Severity.SERIOUS, Severity.MINOR), (Severity.CRITICAL, Severity.SERIOUS))
