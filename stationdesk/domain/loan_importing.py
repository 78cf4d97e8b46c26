"""What the rows of a hand-kept loan register become: history, loans still out, or nothing.

A row is known again by what was lent, how many, when, and by a mark of the borrower that is too
small to find anybody by: the fingerprints outlast the borrower's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from stationdesk.domain.fingerprints import Fingerprints, person_mark
from stationdesk.domain.ids import LoanKindId
from stationdesk.domain.importing import Identity, Outcome, PlannedRow, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import day_in, text_in
from stationdesk.domain.ledgers.visitor_words import visitor_group
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.history import HistoricLoan, history_problems, is_to_be_erased
from stationdesk.domain.lending.kinds import Contact
from stationdesk.domain.lending.pools import worst_shortage
from stationdesk.domain.lending.usual_kinds import usual_pool
from stationdesk.domain.masking import masked_words
from stationdesk.domain.phones import tail_of
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.ledgers.tables import LedgerRow, Value
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.stock import Item

UNCLEAR = N_("Day, thing, number of pieces or return cannot be read.")
NOT_LENT_HERE = N_("“{thing}” fits nothing that is lent here; say what it is.")
TOO_MANY_OUT = N_("{kind}: {claimed} would be out or set aside on {day}; the stock has {size}.")

NOBODY = "—"
"""Stands for a borrower who is erased as soon as brought in; the register need not name them."""


@dataclass(frozen=True, slots=True)
class AsKind:
    """What a register calls a thing is this kind of the lending desk."""

    kind_id: LoanKindId


@dataclass(frozen=True, slots=True)
class AsPool:
    """What a register calls a thing is this item, which is to be lent as a pool from now on."""

    item_id: ItemId


Taken: TypeAlias = AsKind | AsPool
Choices: TypeAlias = "Mapping[str, Taken | None]"
"""What a person said that things are, by their name in plain form; None leaves their rows out."""


@dataclass(frozen=True, slots=True)
class Lent:
    """Something that can be lent, and by which words it goes; ``kind`` None is yet to be set up."""

    taken: Taken
    name: str
    words: tuple[str, ...]
    contact: Contact
    kind: LoanKind | None = None

    def answers_to(self, thing: str) -> bool:
        """Return whether ``thing``, in plain form, is one of its names."""
        return any(plain(word) == thing for word in self.words)

    def is_like(self, thing: str) -> bool:
        """Return whether ``thing`` holds one of its names, or is the same sort of thing."""
        names = [plain(word) for word in self.words if len(word) > 1]
        sort = usual_pool(thing)
        same = sort is not None and usual_pool(self.name) is sort
        return same or any(name in thing or thing in name for name in names)


@dataclass(slots=True)
class Room:
    """How many pieces of a pool there are, and which of them are spoken for, day by day."""

    size: Sequence[tuple[date, int]]
    claimed: list[tuple[date, int]]

    def problem_with(self, kind: str, pieces: int, since: date) -> Problem | None:
        """Return why ``pieces`` more cannot have been out from ``since`` until now."""
        shortage = worst_shortage(self.size, [*self.claimed, (since, pieces)], since)
        if shortage is None:
            return None
        values = {
            "kind": kind,
            "claimed": shortage.claimed,
            "day": shortage.day,
            "size": max(0, shortage.size),
        }
        return Problem("quantity", TOO_MANY_OUT, values)

    def take(self, pieces: int, since: date) -> None:
        """Count ``pieces`` as out from ``since`` on."""
        self.claimed.append((since, pieces))


@dataclass(frozen=True, slots=True)
class PlannedLoan(PlannedRow):
    """A row of a register and what it becomes.

    ``loan`` is what is kept of it, and ``lent`` what was lent; where that is no kind yet, a pool
    is set up first. Both are None for a row that brings nothing.
    """

    lent: Lent | None = None
    loan: HistoricLoan | None = None


@dataclass(frozen=True, slots=True)
class RegisterThing:
    """Something that registers name: as written, in how many rows, and what it is taken for."""

    name: str
    rows: int
    taken: Taken | None


def lent_kind(kind: LoanKind) -> Lent:
    """Return a kind with the words by which a register may mean it."""
    item = (kind.item.name, kind.item.title()) if kind.item else ()
    return Lent(AsKind(kind.id), kind.name, (kind.name, kind.code, *item), kind.contact, kind)


def lendable_item(item: Item) -> Lent:
    """Return an item that is not lent yet as the pool that it could become."""
    usual = usual_pool(item.title())
    contact = usual.contact if usual else Contact.TAIL
    return Lent(AsPool(item.id), item.title(), (item.name, item.title()), contact)


def taken_for(thing: str, lent: Iterable[Lent], choices: Choices) -> Taken | None:
    """Return what a register's word means: what a person said, else the one kind it fits.

    A kind of that very name goes before one whose goods bear it: of 雨伞 and 折叠伞, both 雨伞 in
    the stock, the register means the first.
    """
    name = plain(thing)
    if name in choices:
        return choices[name]
    known = [each for each in lent if each.kind is not None]
    named = [each for each in known if plain(each.name) == name]
    exact = named or [each for each in known if each.answers_to(name)]
    fitting = exact or [each for each in known if each.is_like(name)]
    return fitting[0].taken if len(fitting) == 1 else None


def named_choice(name: str, lent: Iterable[Lent]) -> Taken | None:
    """Return the kind, else the item not lent yet, that goes by ``name``.

    None where nothing does, or several do.
    """
    fitting = [each for each in lent if each.answers_to(plain(name))]
    kinds = [each for each in fitting if each.kind is not None]
    only = kinds or fitting
    return only[0].taken if len(only) == 1 else None


def goods_of_that_name(
    things: Iterable[RegisterThing], lent: Sequence[Lent]
) -> dict[str, Taken | None]:
    """Return for the things that fit nothing the goods of that name, the first of several."""
    found = {
        plain(thing.name): next((e.taken for e in lent if e.answers_to(plain(thing.name))), None)
        for thing in things
        if thing.taken is None
    }
    return {name: taken for name, taken in found.items() if taken is not None}


class LoanPlanner:
    """Plans register after register: what one lets out is out for the next one."""

    def __init__(
        self,
        lent: Mapping[Taken, Lent],
        choices: Choices,
        known_fingerprints: frozenset[str],
        rooms: Mapping[Taken, Room],
        *,
        today: date,
        retention_days: int,
    ) -> None:
        self._lent = lent
        self._choices = choices
        self._known = known_fingerprints
        self._rooms = rooms
        self._today = today
        self._retention_days = retention_days
        self._fingerprints = Fingerprints()

    def plan(self, rows: Iterable[LedgerRow]) -> list[PlannedLoan]:
        """Return what each row becomes, in the order of the rows."""
        return [self._planned(row) for row in rows]

    def _planned(self, row: LedgerRow) -> PlannedLoan:
        content = _content(row.values)
        fingerprint = self._fingerprints.next_of(content)
        identity = Identity(plain(row.values.get("item")), "", "")
        planned = PlannedLoan(row, Outcome.LEFT, fingerprint, identity)
        if _is_unclear(row.values):
            return replace(planned, why=Problem("row", UNCLEAR))
        if fingerprint in self._known:
            return replace(planned, outcome=Outcome.UNCHANGED)
        return self._new(planned)

    def _new(self, planned: PlannedLoan) -> PlannedLoan:
        thing = text_in(planned.row.values, "item")
        taken = taken_for(thing, self._lent.values(), self._choices)
        if taken is None or taken not in self._lent:
            return replace(planned, why=Problem("item", NOT_LENT_HERE, {"thing": thing}))
        lent = self._lent[taken]
        loan = self._loan(planned.row.values, lent)
        why = self._problem_with(loan, lent)
        if why is not None:
            return replace(planned, why=why)
        if loan.returned_on is None:
            self._rooms[taken].take(loan.quantity, loan.on)
        return replace(planned, outcome=Outcome.NEW, lent=lent, loan=loan)

    def _loan(self, values: Mapping[str, Value], lent: Lent) -> HistoricLoan:
        loan = historic_loan(values, lent)
        if is_to_be_erased(loan, self._retention_days, self._today):
            nobody = NewBorrower(name=NOBODY, group=loan.borrower.group)
            return replace(loan, borrower=nobody, note="")
        return loan

    def _problem_with(self, loan: HistoricLoan, lent: Lent) -> Problem | None:
        for problem in history_problems(loan, lent.kind, self._today):
            if lent.kind is not None or problem.about != "kind_id":
                return problem
        if loan.returned_on is not None:
            return None
        return self._rooms[lent.taken].problem_with(lent.name, loan.quantity, loan.on)


def historic_loan(values: Mapping[str, Value], lent: Lent) -> HistoricLoan:
    """Return the loan that a row tells of, with no more of the phone than the kind asks for.

    The row must have its day. A kind yet to be set up has the id 0 here.
    """
    lent_on, pieces = day_in(values, "lent_on"), values.get("pieces")
    if lent_on is None:
        raise ValueError(values)
    quantity = pieces if isinstance(pieces, int) else 1
    phone = text_in(values, "phone")
    return HistoricLoan(
        kind_id=lent.kind.id if lent.kind else LoanKindId(0),
        borrower=NewBorrower(
            name=text_in(values, "borrower"),
            phone=phone if lent.contact is Contact.PHONE else tail_of(phone),
            group=visitor_group(text_in(values, "group")),
        ),
        on=lent_on,
        due_on=day_in(values, "due_on"),
        returned_on=day_in(values, "returned_on") if values.get("returned") else None,
        quantity=quantity,
        lost=quantity if values.get("lost") else 0,
        condition=masked_words(text_in(values, "condition"), text_in(values, "borrower")),
        handled_by=text_in(values, "handled_by"),
        note=_note(values),
    )


def _is_unclear(values: Mapping[str, Value]) -> bool:
    told = values.get("lent_on") and values.get("item") and values.get("pieces")
    return not told or values.get("returned") is None


def _note(values: Mapping[str, Value]) -> str:
    code, deposit = text_in(values, "code"), text_in(values, "deposit")
    told = (
        _("No. {code}").format(code=code) if code else "",
        _("Deposit: {deposit}").format(deposit=deposit) if deposit else "",
        text_in(values, "note"),
    )
    return "; ".join(filter(None, told))


def _content(values: Mapping[str, Value]) -> str:
    """Return what makes a row the same one in the next copy of the register.

    Not whether it came back: that is filled in later. Of the borrower only one of 256 marks.
    """
    person = person_mark(plain(values.get("borrower")), tail_of(text_in(values, "phone")))
    lent_on = day_in(values, "lent_on")
    return "\n".join(
        (
            LedgerKind.LOAN,
            lent_on.isoformat() if lent_on else "",
            plain(values.get("item")),
            plain(values.get("code")),
            str(values.get("pieces")),
            person,
        )
    )
