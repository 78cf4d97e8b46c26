"""The loan slip (借用凭条): two copies on one sheet, for the station and for the borrower."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import column, day_words
from stationdesk.documents.papers import Fact, Note, Origin, Paper, SignatureLine, table
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.station import Station


def _parts(entry: LoanEntry) -> str:
    if entry.unit is None:
        return ""
    told = _("{name} ×{count}")
    return _(", ").join(
        told.format(name=part.name, count=part.quantity) for part in entry.kind.parts
    )


LINES = (
    column("thing", N_("Thing lent"), lambda entry: entry.thing, 7, grows=True),
    column("quantity", N_("Pieces lent"), lambda entry: entry.quantity, 3, kind=Kind.COUNT),
    column("unit", N_("Unit"), lambda entry: entry.kind.unit, 2),
    column("parts", N_("With these parts"), _parts, 8, grows=True),
    column("due_on", N_("Due back on"), lambda entry: entry.due_on, 6, kind=Kind.DAY),
)


def loan_slip(
    station: Station,
    entries: Sequence[LoanEntry],
    *,
    erased_after_days: int,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the slip of one loan: what was taken, until when, on which terms.

    ``entries`` are the lines of one loan, at least one.
    """
    loan = entries[0]
    shown = table(LINES, entries, numbered=len(entries) > 1)
    terms = [*_general_terms(), *_terms_of_kinds(entries), _privacy(erased_after_days)]
    told = (
        _("{number}. {sentence}").format(number=number, sentence=sentence)
        for number, sentence in enumerate(terms, start=1)
    )
    return Paper(
        title=_("Loan slip"),
        number=loan.number,
        copies=(_("Copy of the station"), _("Copy of the borrower")),
        head=tuple(_head(station, loan, entries)),
        blocks=(
            shown,
            *map(Note, told),
            SignatureLine((_("Borrower (signature):"), _("Handled by:"), _("Date:"))),
        ),
        subject=_("{station}, {day}").format(station=station.name, day=day_words(loan.lent_on)),
        origin=Origin("loan-slip", station.code, station.name, loan.lent_on.isoformat()),
        printed_at=printed_at,
    )


def _head(station: Station, loan: LoanEntry, entries: Sequence[LoanEntry]) -> Iterator[Fact]:
    yield Fact(_("Station name"), station.name)
    yield Fact(_("Station phone"), station.phone)
    yield Fact(_("Borrower"), " ".join(filter(None, (loan.borrower_shown, loan.tail))))
    yield Fact(_("Lent on"), day_words(loan.lent_on))
    deposit = loan.deposit or _("; ").join(
        dict.fromkeys(entry.kind.deposit for entry in entries if entry.kind.deposit)
    )
    if deposit:
        yield Fact(_("Deposit"), deposit, wide=True)


def _general_terms() -> tuple[str, ...]:
    return (
        _("Lending is free. Please use the things with care and bring them back in time."),
        _("Tell the station when you need them longer, or when something is damaged or lost."),
    )


def _terms_of_kinds(entries: Sequence[LoanEntry]) -> Iterator[str]:
    """Yield the terms that the station wrote for what is taken, each once."""
    yield from dict.fromkeys(entry.kind.terms for entry in entries if entry.kind.terms)


def _privacy(days: int) -> str:
    phrase = _(
        "Name and phone serve this loan only, and are erased {days} days after everything is back."
    )
    return phrase.format(days=days)
