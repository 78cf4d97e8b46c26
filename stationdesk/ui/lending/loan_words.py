"""Short words of the lending page: days with their weekday, and who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import _
from stationdesk.ui.widgets.hours import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.domain.lending.loans import LoanEntry


def weekday(day: date) -> str:
    """Return the short name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def day_words(day: date, today: date) -> str:
    """Return a day as one reads it fastest: month, day and weekday, the year where it differs."""
    written = f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    return f"{written} {weekday(day)}"


def near_words(day: date, today: date) -> str:
    """Return the weekday of a day and how far it is: “Wed, in 3 days”."""
    days, name = (day - today).days, weekday(day)
    if days == 0:
        return _("{weekday}, today").format(weekday=name)
    if days == 1:
        return _("{weekday}, tomorrow").format(weekday=name)
    if days < 0:
        return _("{weekday}, {days} days ago").format(weekday=name, days=-days)
    return _("{weekday}, in {days} days").format(weekday=name, days=days)


def person_words(shown: str, tail: str) -> str:
    """Return a masked borrower with the last four digits; a word where both were erased."""
    return " ".join(part for part in (shown, tail) if part) or _("Details erased")


def group_options() -> dict[object, str]:
    """Return the visitor groups one may choose from."""
    return {key: _(words) for key, words in VISITOR_GROUPS.items()}


def has_out_words(line: BorrowerLine) -> str:
    """Return what a borrower has: out and overdue, or how often nothing was wrong."""
    if line.overdue:
        return _("{out} out, {overdue} overdue").format(out=line.out, overdue=line.overdue)
    if line.out:
        return _("{out} out").format(out=line.out)
    return _("nothing out, {loans} loans so far").format(loans=line.loans)


def pieces_words(entry: LoanEntry) -> str:
    """Return how many pieces of a loan are out, of how many where some came back."""
    unit = entry.kind.unit
    if entry.open == entry.quantity:
        return f"{entry.open} {unit}".strip()
    return (
        _("{open} of {quantity} {unit}")
        .format(open=entry.open, quantity=entry.quantity, unit=unit)
        .strip()
    )


def lateness_words(entry: LoanEntry, today: date) -> str:
    """Return when a loan is due and how late it is."""
    late = entry.days_late(today)
    if entry.open and late:
        return _("due {day}, {days} days late").format(
            day=day_words(entry.due_on, today), days=late
        )
    return _("due {when}").format(when=near_words(entry.due_on, today))
