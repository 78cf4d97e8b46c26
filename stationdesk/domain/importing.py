"""What the rows of a hand-kept ledger become: new records, more pieces, a count, or nothing.

A ledger kept by hand states what is there; it is no list of receipts. So a row that says what the
records say already changes nothing, and one that says otherwise is a count (盘点) of what lies on
the shelf. A row that an earlier import brought in is known by its fingerprint and left alone,
whatever was received or issued since.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.fingerprints import Fingerprints
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.printed_dates import PrintedDate, computed_expiry
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId
    from stationdesk.domain.ledgers.tables import LedgerRow, Value
    from stationdesk.domain.problems import Problem


class Outcome(StrEnum):
    """What a row becomes."""

    NEW = "new"
    ADDED = "added"
    COUNTED = "counted"
    UNCHANGED = "unchanged"
    LEFT = "left"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.NEW: N_("New in the records"),
    Outcome.ADDED: N_("Goods added"),
    Outcome.COUNTED: N_("Counted anew"),
    Outcome.UNCHANGED: N_("Already in the records"),
    Outcome.LEFT: N_("Left out"),
}


class Identity(NamedTuple):
    """What makes two ledger rows speak of the same goods or amenity, however it is typed."""

    name: str
    spec: str
    unit: str


class Lot(NamedTuple):
    """Goods of one identity whose last day of use is the same, at one place.

    What the pack prints does not matter: 2027.7 and 2027-07-31 end on the same day.
    """

    identity: Identity
    batch_no: str
    expires_on: date | None
    place: str


@dataclass(frozen=True, slots=True)
class StockStatement:
    """One row of a stock ledger: so many pieces of this lot.

    ``quantity`` None means that the row could not be understood; it is left out and told.
    """

    row: LedgerRow
    lot: Lot
    quantity: int | None
    fingerprint: str
    place: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row and what it becomes.

    ``difference`` is how many pieces come in, or what a count adds or takes away; ``book`` is
    what the records said before. ``place`` is where the goods lie, as the ledger or the item says.
    ``why`` is the reason for which the row is left, where reading it did not tell one already;
    ``doubts`` are what a person should know about a row that is understood.
    """

    row: LedgerRow
    outcome: Outcome
    fingerprint: str
    identity: Identity
    difference: int = 0
    book: int = 0
    lot: Lot | None = None
    place: str = ""
    why: Problem | None = None
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What a row became, as it was noted: ``entity_uid`` names the item, amenity or loan.

    ``sheet_row`` is 0 for what was set up for several rows: the kind that a register's things are.
    """

    sheet_row: int
    fingerprint: str
    outcome: Outcome
    entity: str
    entity_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """A ledger that was brought in; ``undone_at`` tells when it was taken back as a whole.

    The sheets of a book that tell of loans are one ledger; ``sheet`` then names the first and the
    last of them.
    """

    id: ImportId
    uid: str
    number: str
    kind: LedgerKind
    file_name: str
    sha256: str
    sheet: str
    business_date: date
    recorded_at: str
    recorded_by: str
    rows_read: int
    undone_at: str | None


def plain(text: object) -> str:
    """Return ``text`` as it is compared: full width folded, no blanks, no case."""
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return "".join(folded.split())


def identity_of(values: Mapping[str, Value]) -> Identity:
    """Return what the row speaks of; an amenity's model stands in the place of the spec."""
    spec = values.get("spec") or values.get("model")
    return Identity(plain(values.get("name")), plain(spec), plain(values.get("unit")))


def stock_statements(
    rows: Iterable[LedgerRow],
    *,
    known: frozenset[Identity],
    homes: Mapping[Identity, str],
    elsewhere: str,
    month_end: bool = True,
) -> list[StockStatement]:
    """Return what each row of a stock ledger states, with a fingerprint of its own.

    Two rows alike in every word are two lots: each gets its number within the fingerprint. A row
    without a unit speaks of the one known item of its name and spec; a row without a place of
    that item's home in ``homes``, else of ``elsewhere``. ``month_end`` is the station's reading
    of an expiry that is printed to the month (``printed_dates.computed_expiry``).
    """
    fingerprints = Fingerprints()
    statements = []
    for row in rows:
        identity = _met(identity_of(row.values), known)
        place = str(row.values.get("place") or homes.get(identity) or elsewhere)
        statements.append(
            StockStatement(
                row=row,
                lot=_lot(row.values, identity, place, month_end),
                quantity=_quantity(row),
                fingerprint=fingerprints.next_of(_content(LedgerKind.STOCK, row.values)),
                place=place,
            )
        )
    return statements


def plan_stock(
    statements: Sequence[StockStatement],
    *,
    known_items: frozenset[Identity],
    balances: Mapping[Lot, int],
    known_fingerprints: frozenset[str],
) -> list[PlannedRow]:
    """Return what each row becomes, in the order of the rows.

    Args:
        statements: all rows of the ledger; rows of one lot are summed before they are compared.
        known_items: identities that the records have already.
        balances: pieces on the shelf by lot.
        known_fingerprints: rows that an import, not undone, brought in before.
    """
    stated: Counter[Lot] = Counter()
    told: Counter[Lot] = Counter()
    for statement in statements:
        stated[statement.lot] += statement.quantity or 0
        told[statement.lot] += statement.fingerprint not in known_fingerprints
    planned, seen = [], set(known_items)
    counted: set[Lot] = set()
    for statement in statements:
        lot = statement.lot
        book = balances.get(lot, 0)
        outcome, difference = _stock_outcome(
            statement, book, stated[lot], new_lot=bool(told[lot]), first=lot not in counted
        )
        if outcome is Outcome.ADDED and lot.identity not in seen:
            outcome = Outcome.NEW
        if outcome is not Outcome.LEFT:
            counted.add(lot)
            seen.add(lot.identity)
        planned.append(
            PlannedRow(
                statement.row,
                outcome,
                statement.fingerprint,
                lot.identity,
                difference,
                book,
                lot,
                statement.place,
            )
        )
    return planned


def plan_amenities(
    rows: Sequence[LedgerRow],
    *,
    known: Mapping[Identity, int],
    known_fingerprints: frozenset[str],
) -> list[PlannedRow]:
    """Return what each row of an amenity register becomes.

    ``known`` counts the lines in service by identity (the place counts as its unit); the first
    row of a ledger meets the first line of the register, the second the second.
    """
    fingerprints = Fingerprints()
    met: Counter[Identity] = Counter()
    planned = []
    for row in rows:
        fingerprint = fingerprints.next_of(_content(LedgerKind.AMENITY, row.values))
        identity = amenity_identity(row.values)
        met[identity] += 1
        if not row.values.get("name") or row.values.get("quantity") in (0, None):
            outcome = Outcome.LEFT
        elif fingerprint in known_fingerprints or met[identity] <= known.get(identity, 0):
            outcome = Outcome.UNCHANGED
        else:
            outcome = Outcome.NEW
        planned.append(PlannedRow(row, outcome, fingerprint, identity))
    return planned


def amenity_identity(values: Mapping[str, Value]) -> Identity:
    """Return name, model and place: what tells one line of the register from another."""
    return Identity(
        plain(values.get("name")), plain(values.get("model")), plain(values.get("place"))
    )


def _quantity(row: LedgerRow) -> int | None:
    """Return the pieces that the row states: 0 where nothing stands, None where it is unclear."""
    quantity = row.values.get("quantity")
    if isinstance(quantity, int):
        return quantity
    return None if row.raw.get("quantity", "").strip() else 0


def _met(identity: Identity, known: frozenset[Identity]) -> Identity:
    """Return the known identity that a row without a unit can only mean, else the row's own."""
    if identity.unit:
        return identity
    same = [each for each in known if each[:2] == identity[:2]]
    return same[0] if len(same) == 1 else identity


def _lot(values: Mapping[str, Value], identity: Identity, place: str, month_end: bool) -> Lot:
    expires = values.get("expires")
    return Lot(
        identity=identity,
        batch_no=plain(values.get("batch_no")),
        expires_on=computed_expiry(expires, month_end)
        if isinstance(expires, PrintedDate)
        else None,
        place=plain(place),
    )


def _stock_outcome(
    statement: StockStatement, book: int, stated: int, *, new_lot: bool, first: bool
) -> tuple[Outcome, int]:
    if statement.quantity is None or not statement.lot.identity.name:
        return Outcome.LEFT, 0
    if not new_lot or book == stated:
        return (Outcome.UNCHANGED, 0) if book or not new_lot else (Outcome.ADDED, 0)
    if book == 0:
        return Outcome.ADDED, statement.quantity
    return (Outcome.COUNTED, stated - book) if first else (Outcome.UNCHANGED, 0)


def _content(kind: LedgerKind, values: Mapping[str, Value]) -> str:
    """Return all that the row says, in an order and a writing that the file does not decide."""
    told = (
        f"{name}={value.iso() or value.text if isinstance(value, PrintedDate) else plain(value)}"
        for name, value in sorted(values.items())
        if value not in (None, "")
    )
    return "\n".join((kind, *told))
