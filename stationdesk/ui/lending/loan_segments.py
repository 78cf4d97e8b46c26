"""The quick filters of loans, overdue loans and holds: which lines each of them shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.holds import HoldState
from stationdesk.domain.lending.loans import LoanState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.loans import LoanEntry

LATELY_DAYS = 7
LOAN_SEGMENTS: dict[str, str] = {
    "out": N_("All out"),
    "due": N_("Due today"),
    "back": N_("Given back lately"),
    "period": N_("All of the period"),
}
OVERDUE_SEGMENTS: dict[str, str] = {
    "late": N_("All overdue"),
    "untried": N_("Not tried yet"),
    "long": N_("More than a week"),
}
HOLD_SEGMENTS: dict[str, str] = {
    "open": N_("Open holds"),
    "waiting": N_("To be picked up"),
    "closed": N_("Closed holds"),
}

LOAN_ACCEPTS: dict[str, Callable[[LoanEntry, date], bool]] = {
    "out": lambda entry, _today: entry.open > 0,
    "due": lambda entry, today: entry.state(today) is LoanState.DUE,
    "back": lambda entry, today: _came_back_lately(entry, today),
    "period": lambda _entry, _today: True,
}
OVERDUE_ACCEPTS: dict[str, Callable[[LoanEntry, date], bool]] = {
    "late": lambda _entry, _today: True,
    "untried": lambda entry, _today: not entry.contacts,
    "long": lambda entry, today: entry.days_late(today) > LATELY_DAYS,
}
HOLD_ACCEPTS: dict[str, Callable[[Hold, date], bool]] = {
    "open": lambda hold, today: hold.state(today) in (HoldState.COMING, HoldState.WAITING),
    "waiting": lambda hold, today: hold.state(today) is HoldState.WAITING,
    "closed": lambda hold, today: hold.state(today) not in (HoldState.COMING, HoldState.WAITING),
}


def _came_back_lately(entry: LoanEntry, today: date) -> bool:
    closed = entry.closed_on
    return closed is not None and closed >= today - timedelta(days=LATELY_DAYS)
