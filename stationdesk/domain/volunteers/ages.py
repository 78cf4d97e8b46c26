"""How old somebody is, where only a year or a month may be known; and what a minor needs.

Of a month or a year the last possible birthday is counted: somebody is a minor until it is
certain that they are not. Where nothing is known, nothing is asked.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.people import ADULT_YEARS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.volunteers.people import Consent

YEAR, MONTH, DAY = 4, 7, 10
"""How long an ISO year, month and day are written."""
YOUNGEST, OLDEST = 6, 110
"""Whole years; outside of them a birthday is a slip of the hand."""


def last_birthday(born: str) -> date | None:
    """Return the last day on which somebody ``born`` so can be born; None where it is no day.

    ``born`` is an ISO day, month or year (``1990-05-23``, ``1986-04``, ``1975``).
    """
    try:
        if len(born) == DAY:
            return date.fromisoformat(born)
        if len(born) == MONTH and born[4] == "-":
            year, month = int(born[:4]), int(born[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        return date(int(born), 12, 31) if len(born) == YEAR and born.isdecimal() else None
    except ValueError:
        return None


def age_on(born: str, day: date) -> int | None:
    """Return the whole years that are certain on ``day``, None where nothing is known.

    Who was born on 29 February is a year older on 1 March of other years.
    """
    birthday = last_birthday(born)
    if birthday is None:
        return None
    had = (day.month, day.day) >= (birthday.month, birthday.day)
    return day.year - birthday.year - (0 if had else 1)


def is_minor_on(born: str, day: date) -> bool:
    """Tell whether somebody may still be under 18 on ``day``; not where nothing is known."""
    age = age_on(born, day)
    return age is not None and age < ADULT_YEARS


def has_consent_on(consents: Iterable[Consent], day: date) -> bool:
    """Tell whether a guardian's consent holds on ``day``."""
    return any(
        each.signed_on <= day and (each.valid_until is None or day <= each.valid_until)
        for each in consents
    )


def lacks_consent_on(born: str, consents: Iterable[Consent], day: date) -> bool:
    """Tell whether a minor has no guardian's consent for ``day``."""
    return is_minor_on(born, day) and not has_consent_on(consents, day)


def birth_problems(born: str, today: date) -> Iterator[Problem]:
    """Tell why ``born`` cannot be a birthday, a month or a year of birth; empty is not known."""
    if not born:
        return
    birthday = last_birthday(born)
    if birthday is None:
        phrase = N_("Write a day, a month or a year of birth, such as 1990-05-23.")
        yield Problem("born", phrase)
    elif _first_birthday(born) > today:
        yield Problem("born", N_("The day of birth lies in the future."))
    elif not YOUNGEST <= today.year - birthday.year <= OLDEST:
        phrase = N_("A volunteer is from {least} to {most} years old.")
        yield Problem("born", phrase, {"least": YOUNGEST, "most": OLDEST})


def birth_month(born: str) -> str:
    """Return the birth as it may be shown: never the day."""
    return born[:MONTH]


def _first_birthday(born: str) -> date:
    return date.fromisoformat(born + "-01-01"[len(born) - YEAR :])
