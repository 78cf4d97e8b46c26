"""The columns of the lending desk: loans, what is overdue, holds, kinds, pieces and figures.

No column says more of a borrower than the masked name and the last four digits of the phone, and
none repeats a remark: remarks may name people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.lending.holds import HOLD_STATE_WORDS, Hold, HoldState
from stationdesk.domain.lending.kinds import AUDIENCE_WORDS, MODE_WORDS
from stationdesk.domain.lending.loans import (
    CONTACT_WAY_WORDS,
    LOAN_STATE_WORDS,
    LoanEntry,
    LoanState,
)
from stationdesk.domain.lending.pieces import PIECE_STATE_WORDS, PieceState
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.lending.figures import FigureLine
    from stationdesk.domain.lending.pieces import KindLine, PieceLine
    from stationdesk.domain.lending.refills import ShortPart

LOAN_TONES = {
    LoanState.OUT: Tone.INFO,
    LoanState.DUE: Tone.WARNING,
    LoanState.OVERDUE: Tone.BAD,
    LoanState.RETURNED: Tone.GOOD,
    LoanState.LOST: Tone.NEUTRAL,
}
HOLD_TONES = {
    HoldState.COMING: Tone.INFO,
    HoldState.WAITING: Tone.WARNING,
    HoldState.PICKED_UP: Tone.GOOD,
    HoldState.LAPSED: Tone.NEUTRAL,
    HoldState.CANCELLED: Tone.NEUTRAL,
}
PIECE_TONES = {
    PieceState.RETIRED: Tone.NEUTRAL,
    PieceState.OUT: Tone.INFO,
    PieceState.UNFIT: Tone.BAD,
    PieceState.HELD: Tone.WARNING,
    PieceState.IN: Tone.GOOD,
}


def loan_mark(entry: LoanEntry, day: date) -> Mark:
    """Return how a line of the loan ledger stands on ``day``, as shown."""
    state = entry.state(day)
    return Mark(LOAN_STATE_WORDS[state], LOAN_TONES[state])


def hold_mark(hold: Hold, day: date) -> Mark:
    """Return how a hold stands on ``day``, as shown."""
    state = hold.state(day)
    return Mark(HOLD_STATE_WORDS[state], HOLD_TONES[state])


def piece_mark(state: PieceState) -> Mark:
    """Return how a numbered piece stands, as shown."""
    return Mark(PIECE_STATE_WORDS[state], PIECE_TONES[state])


def group_words(key: str) -> str:
    """Return a visitor group in the user's language; a key nobody knows as it is."""
    return _(VISITOR_GROUPS.get(key, key))


def outcome_words(entry: LoanEntry) -> str:
    """Return how what came back was: “in order”, or how many were in order, damaged and lost."""
    if entry.good and entry.good == entry.quantity:
        return _("Back in order")
    told = (
        (entry.good, _("{count} in order")),
        (entry.damaged, _("{count} damaged")),
        (entry.lost, _("{count} lost")),
    )
    return _(", ").join(phrase.format(count=count) for count, phrase in told if count)


def last_contact(entry: LoanEntry, written: str = "%Y-%m-%d") -> str:
    """Return the last attempt to reach a borrower: day, way, and whether it did.

    ``written`` is how the day is written.
    """
    if not entry.contacts:
        return ""
    last = max(entry.contacts, key=lambda each: (each.on, each.recorded_at, each.id))
    phrase = _("{day} {way}, reached") if last.reached else _("{day} {way}, not reached")
    return phrase.format(day=last.on.strftime(written), way=_(CONTACT_WAY_WORDS[last.way]))


def _late(entry: LoanEntry, day: date) -> int | None:
    return entry.days_late(day) or None


def _conditions(entry: LoanEntry) -> str:
    return _("; ").join(dict.fromkeys(each.condition for each in entry.returns if each.condition))


def loans(day: date) -> tuple[Column[LoanEntry], ...]:
    """Return the columns of the loan ledger (借用登记), as it stands on ``day``."""
    return (
        Column("number", N_("Loan number"), Kind.TEXT, lambda entry: entry.number, 7),
        Column("thing", N_("Thing lent"), Kind.TEXT, lambda entry: entry.thing, 6, grows=True),
        Column("quantity", N_("Pieces lent"), Kind.COUNT, lambda entry: entry.quantity, 3),
        Column("borrower", N_("Borrower"), Kind.TEXT, lambda entry: entry.borrower_shown, 4),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda entry: entry.tail, 4),
        Column("group", N_("Visitor group"), Kind.TEXT, lambda e: group_words(e.visitor_group), 5),
        Column("lent_on", N_("Lent on"), Kind.DAY, lambda entry: entry.lent_on, 6),
        Column("due_on", N_("Due back on"), Kind.DAY, lambda entry: entry.due_on, 6),
        Column("returned_on", N_("Given back on"), Kind.DAY, lambda entry: entry.closed_on, 6),
        Column("state", N_("State of the loan"), Kind.STATE, lambda e: loan_mark(e, day), 5),
        Column("open", N_("Still out"), Kind.COUNT, lambda entry: entry.open or None, 3),
        Column("days_late", N_("Days overdue"), Kind.COUNT, lambda entry: _late(entry, day), 3),
        Column("outcome", N_("In what condition"), Kind.TEXT, outcome_words, 6),
        Column("condition", N_("Damage seen"), Kind.TEXT, _conditions, 6),
        Column(
            "extended",
            N_("Times extended"),
            Kind.COUNT,
            lambda entry: len(entry.extensions) or None,
            3,
        ),
        Column("deposit", N_("Deposit"), Kind.TEXT, lambda entry: entry.deposit, 4),
        Column("handled_by", N_("Handled by"), Kind.TEXT, lambda entry: entry.handled_by, 4),
    )


def overdue(day: date) -> tuple[Column[LoanEntry], ...]:
    """Return the columns of what is overdue on ``day``."""
    return (
        Column("days_late", N_("Days overdue"), Kind.COUNT, lambda entry: _late(entry, day), 3),
        Column("number", N_("Loan number"), Kind.TEXT, lambda entry: entry.number, 7),
        Column("thing", N_("Thing lent"), Kind.TEXT, lambda entry: entry.thing, 6, grows=True),
        Column("open", N_("Still out"), Kind.COUNT, lambda entry: entry.open, 3),
        Column("borrower", N_("Borrower"), Kind.TEXT, lambda entry: entry.borrower_shown, 4),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda entry: entry.tail, 4),
        Column("group", N_("Visitor group"), Kind.TEXT, lambda e: group_words(e.visitor_group), 5),
        Column("lent_on", N_("Lent on"), Kind.DAY, lambda entry: entry.lent_on, 6),
        Column("due_on", N_("Due back on"), Kind.DAY, lambda entry: entry.due_on, 6),
        Column(
            "contacts", N_("Times tried"), Kind.COUNT, lambda entry: len(entry.contacts) or None, 3
        ),
        Column("last_contact", N_("Last try"), Kind.TEXT, last_contact, 8),
        Column("handled_by", N_("Handled by"), Kind.TEXT, lambda entry: entry.handled_by, 4),
    )


def holds(day: date) -> tuple[Column[Hold], ...]:
    """Return the columns of holds (预约), as they stand on ``day``."""
    return (
        Column("number", N_("Hold number"), Kind.TEXT, lambda hold: hold.number, 7),
        Column("thing", N_("Thing held"), Kind.TEXT, _held, 6, grows=True),
        Column("quantity", N_("Pieces held"), Kind.COUNT, lambda hold: hold.quantity, 3),
        Column("borrower", N_("Held for"), Kind.TEXT, lambda hold: hold.borrower_shown, 4),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda hold: hold.tail, 4),
        Column("on", N_("Held since"), Kind.DAY, lambda hold: hold.on, 6),
        Column("pick_up_on", N_("To be picked up on"), Kind.DAY, lambda hold: hold.pick_up_on, 6),
        Column("lapses_on", N_("Held until"), Kind.DAY, lambda hold: hold.lapses_on, 6),
        Column("state", N_("State of the hold"), Kind.STATE, lambda hold: hold_mark(hold, day), 5),
        Column("recorded_by", N_("Handled by"), Kind.TEXT, lambda hold: hold.recorded_by, 4),
    )


def _held(hold: Hold) -> str:
    return f"{hold.kind.name} {hold.unit.code}" if hold.unit else hold.kind.name


KINDS: tuple[Column[KindLine], ...] = (
    Column("code", N_("Code of the kind"), Kind.TEXT, lambda line: line.kind.code, 3),
    Column("name", N_("Kind of thing lent"), Kind.TEXT, lambda e: e.kind.name, 6, grows=True),
    Column("mode", N_("How pieces are told"), Kind.TEXT, lambda e: _(MODE_WORDS[e.kind.mode]), 4),
    Column("audience", N_("For whom"), Kind.TEXT, lambda e: _(AUDIENCE_WORDS[e.kind.audience]), 4),
    Column("unit", N_("Unit"), Kind.TEXT, lambda line: line.kind.unit, 2),
    Column("size", N_("Pieces owned"), Kind.COUNT, lambda line: line.pool.size, 3),
    Column("out", N_("Pieces out"), Kind.COUNT, lambda line: line.pool.out, 3),
    Column("overdue", N_("Of these overdue"), Kind.COUNT, lambda line: line.pool.overdue, 3),
    Column("unfit", N_("Pieces set aside"), Kind.COUNT, lambda line: line.pool.unfit, 3),
    Column("held", N_("Pieces kept back"), Kind.COUNT, lambda line: line.pool.held, 3),
    Column("free", N_("Free to lend"), Kind.COUNT, lambda line: line.pool.free, 3),
    Column("default_days", N_("Usual loan (days)"), Kind.COUNT, lambda e: e.kind.default_days, 3),
    Column("most", N_("Most per person"), Kind.COUNT, lambda e: e.kind.most_per_person, 3),
    Column("checked_on", N_("Last recount"), Kind.DAY, lambda line: line.checked_on, 6),
)
"""What is lent, and how much of it is there."""


def _where(line: PieceLine) -> str:
    place = line.amenity.place if line.amenity else line.place
    return place.name if place else ""


def _missing(line: PieceLine) -> str:
    told = _("{name} ×{count}")
    return _(", ").join(
        told.format(name=each.part.name, count=each.short) for each in line.parts if each.short
    )


PIECES: tuple[Column[PieceLine], ...] = (
    Column("code", N_("Piece number"), Kind.TEXT, lambda line: line.unit.code, 5),
    Column("kind", N_("Kind of thing lent"), Kind.TEXT, lambda e: e.kind.name, 6, grows=True),
    Column("state", N_("State of the piece"), Kind.STATE, lambda e: piece_mark(e.state), 5),
    Column("with_whom", N_("Who has it"), Kind.TEXT, lambda line: line.with_whom, 5),
    Column("due_on", N_("Due back on"), Kind.DAY, lambda line: line.due_on, 6),
    Column("place", N_("Where it is kept"), Kind.TEXT, _where, 5),
    Column(
        "amenity",
        N_("Code in the register"),
        Kind.TEXT,
        lambda line: line.amenity.code if line.amenity else "",
        5,
    ),
    Column("missing", N_("Parts missing"), Kind.TEXT, _missing, 8, grows=True),
    Column("since", N_("Lent since"), Kind.DAY, lambda line: line.unit.since, 6),
    Column("retired_on", N_("Retired from"), Kind.DAY, lambda line: line.unit.retired_on, 6),
)
"""Numbered pieces, each with where it is."""

REFILL: tuple[Column[ShortPart], ...] = (
    Column("code", N_("Piece number"), Kind.TEXT, lambda line: line.piece.unit.code, 5),
    Column("kind", N_("Kind of thing lent"), Kind.TEXT, lambda line: line.piece.kind.name, 6),
    Column("part", N_("Part"), Kind.TEXT, lambda line: line.part.part.name, 7, grows=True),
    Column("belongs", N_("Belongs to it"), Kind.COUNT, lambda line: line.part.part.quantity, 3),
    Column("there", N_("Is there"), Kind.COUNT, lambda line: line.part.there, 3),
    Column("short", N_("To be put back"), Kind.COUNT, lambda line: line.part.short, 3),
)
"""What is to be put back into handy kits and other things with parts."""


def _own_name(line: FigureLine) -> str:
    return line.name or _("All together")


def _name_of_group(line: FigureLine) -> str:
    return _(line.name) or _("All together")


def _figures(
    title: str, name: Callable[[FigureLine], str] = _own_name
) -> tuple[Column[FigureLine], ...]:
    """Return the columns of the figures; ``title`` (a phrase) says what the lines are."""
    return (
        Column("name", title, Kind.TEXT, name, 7, grows=True),
        Column("loans", N_("Loans made"), Kind.COUNT, lambda line: line.loans, 4),
        Column("pieces", N_("Pieces lent"), Kind.COUNT, lambda line: line.pieces, 4),
        Column("extended", N_("Times extended"), Kind.COUNT, lambda line: line.extended, 4),
        Column("on_time", N_("Back in time"), Kind.COUNT, lambda line: line.on_time, 4),
        Column("late", N_("Back late"), Kind.COUNT, lambda line: line.late, 4),
        Column("percent", N_("Back in time (%)"), Kind.PERCENT, lambda e: e.on_time_percent, 4),
        Column("damaged", N_("Pieces damaged"), Kind.COUNT, lambda line: line.damaged, 4),
        Column("lost", N_("Pieces lost"), Kind.COUNT, lambda line: line.lost, 4),
        Column("out", N_("Out at the end"), Kind.COUNT, lambda line: line.out, 4),
        Column("overdue", N_("Overdue at the end"), Kind.COUNT, lambda line: line.overdue, 4),
    )


FIGURES_BY_KIND = _figures(N_("Kind of thing lent"))
FIGURES_BY_GROUP = _figures(N_("Visitor group"), _name_of_group)
FIGURES_ON_DUTY = _figures(N_("Kit carried on duty"))
