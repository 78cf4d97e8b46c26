"""Which columns of the loan ledger, of what is overdue and of holds the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_
from stationdesk.listings import lending
from stationdesk.listings.columns import Column, Kind
from stationdesk.ui.lending.loan_words import day_words, person_words, pieces_words
from stationdesk.ui.widgets.chosen_columns import chosen

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.loans import LoanEntry

LOAN_FOLDS = ("number", "lent_on", "outcome", "group", "days_late")
"""What the loans can do without in a narrow window, the first before the others."""
OVERDUE_FOLDS = ("number", "lent_on", "contacts", "pieces")
HOLD_FOLDS = ("number", "recorded_by", "lapses_on")


def loans(today: date) -> tuple[Column[LoanEntry], ...]:
    """Return the columns of loans, open and closed."""
    told = lending.loans(today)
    return (
        *chosen(told, "state", "thing", grows=("thing",), state=5, thing=9),
        _pieces(),
        _who(),
        *chosen(told, "group", grows=(), group=6),
        _due(today),
        *chosen(told, "days_late", "lent_on", "outcome", "number", grows=(), number=9),
    )


def overdue(today: date) -> tuple[Column[LoanEntry], ...]:
    """Return the columns of what is overdue."""
    told = lending.overdue(today)
    return (
        *chosen(told, "days_late", "thing", grows=("thing",), thing=8),
        _pieces(),
        _who(),
        _due(today),
        *chosen(told, "contacts", grows=()),
        Column("last_contact", N_("Last try"), Kind.TEXT, _last_try, 10, grows=True),
        *chosen(told, "lent_on", "number", grows=(), number=9),
    )


def holds(today: date) -> tuple[Column[Hold], ...]:
    """Return the columns of holds."""
    told = lending.holds(today)
    return (
        *chosen(told, "state", "thing", "quantity", grows=("thing",), state=7, thing=9),
        Column(
            "who",
            N_("Held for"),
            Kind.TEXT,
            lambda hold: person_words(hold.borrower_shown, hold.tail),
            7,
        ),
        *chosen(told, "pick_up_on", "lapses_on", "recorded_by", "number", grows=(), number=9),
    )


def _last_try(entry: LoanEntry) -> str:
    """Return the last attempt without the year: what is overdue is of these weeks."""
    return lending.last_contact(entry, "%m-%d")


def _due(today: date) -> Column[LoanEntry]:
    """Return the due day as one reads it fastest; it is sorted with its year."""
    return Column(
        "due_on",
        N_("Due back on"),
        Kind.TEXT,
        lambda entry: day_words(entry.due_on, today),
        6,
        order=lambda entry: entry.due_on,
    )


def _who() -> Column[LoanEntry]:
    return Column(
        "who",
        N_("Borrower"),
        Kind.TEXT,
        lambda entry: person_words(entry.borrower_shown, entry.tail),
        7,
    )


def _pieces() -> Column[LoanEntry]:
    return Column("pieces", N_("Pieces"), Kind.TEXT, pieces_words, 4)
