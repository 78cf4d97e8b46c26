"""Lending: who takes what, until when; and the ledger of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.labels import plain_code
from stationdesk.domain.lending.borrower_rules import borrower_problems, known_problems
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.due_days import usual_due
from stationdesk.domain.lending.loan_rules import LoanFacts, due_day, loan_problems
from stationdesk.domain.lending.return_rules import taking_back_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.typed_text import search_text
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.borrowers import Borrowers
from stationdesk.services.loan_desk.outlook import Outlook
from stationdesk.store import borrowers, holds, loan_entries, loan_pieces, loans
from stationdesk.store import loan_records as store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from stationdesk.domain.ids import BorrowerId, LoanId, LoanKindId, LoanLineId, LoanUnitId
    from stationdesk.domain.lending.borrowers import Borrower
    from stationdesk.domain.lending.due_days import IsOpen
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.loans import LoanEntry, NewLoan, TakenLine
    from stationdesk.store.loans import OpenLine


class Loans(Borrowers, Outlook):
    """A loan of several lines is one deed: all of it, or none."""

    def lend(self, wish: NewLoan) -> LoanId:
        """Lend things to somebody, who comes on record in the same deed; twice with one key, once.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            known_loan = store.find_by_key(wish.request_key)
            if known_loan is not None:
                return known_loan
            known = self._known(wish.borrower)
            kinds = self._kinds({line.kind_id for line in wish.lines})
            is_open = self._opening_days()
            refuse_if_any(self._problems_of_loan(wish, known, kinds, is_open))
            borrower_id, is_new = self._kept(wish.borrower, known)
            loan_id = self._keep_loan(wish, borrower_id, kinds, is_open)
        entries = loan_entries.of_loan(loan_id)
        take_back = partial(self._take_loan_back, loan_id, borrower_id if is_new else None)
        self._offer(N_("{things} lent to {who}."), take_back, **told(entries))
        return loan_id

    def usual_due(self, kind_id: LoanKindId, on: date | None = None) -> date:
        """Return when something of the kind lent on a day (None: today) is usually due."""
        day = on or self._context.today()
        return usual_due(day, self.kind(kind_id).default_days, self._opening_days())

    def loan_entries(self, first: date, last: date) -> list[LoanEntry]:
        """Return the lines lent on the days from ``first`` to ``last``, the oldest first."""
        return loan_entries.lent_between(first, last)

    def open_entries(self, kind_id: LoanKindId | None = None) -> list[LoanEntry]:
        """Return what is out now, of one kind or of all, the oldest first."""
        return loan_entries.open_entries(kind_id)

    def entries_of_loan(self, loan_id: LoanId) -> list[LoanEntry]:
        """Return the lines of one loan; none where there is no such loan."""
        return loan_entries.of_loan(loan_id)

    def entries_of_borrower(self, borrower_id: BorrowerId) -> list[LoanEntry]:
        """Return everything that one borrower ever took, the oldest first."""
        return loan_entries.of_borrower(borrower_id)

    def entry(self, line_id: LoanLineId) -> LoanEntry:
        """Return one line of the ledger.

        Raises:
            Refused: where there is none of that id, or its loan was taken back.
        """
        found = loan_entries.of_line(line_id)
        if found is None:
            raise Refused([Problem("line_id", N_("This loan is no longer in the ledger."))])
        return found

    def open_of_unit(self, unit_id: LoanUnitId) -> LoanEntry | None:
        """Return the open line of a numbered piece, None where it is not out."""
        return loan_entries.open_of_unit(unit_id)

    def find_open(self, text: str) -> list[LoanEntry]:
        """Return what is out and is found by ``text``, the oldest first.

        It is the code of a piece, or the beginning of the last four digits, of the borrower's
        name or of the kind's, as written, in pinyin or by initials. A whole code finds its
        piece alone.
        """
        wanted, found = search_text(text), self.open_entries()
        exact = _bearing(text, found)
        if exact or not wanted:
            return exact or found
        words = loan_entries.borrower_words()
        return [
            entry
            for entry in found
            if all(_finds(each, entry, words[entry.borrower_id]) for each in wanted.split())
        ]

    def _problems_of_loan(
        self,
        wish: NewLoan,
        known: Borrower | None,
        kinds: dict[LoanKindId, LoanKind],
        is_open: IsOpen,
    ) -> Iterator[Problem]:
        facts = self._loan_facts(wish, known, kinds, is_open)
        yield from loan_problems(wish, facts)
        if isinstance(wish.borrower, NewBorrower):
            yield from borrower_problems(wish.borrower, kinds.values())
        else:
            yield from known_problems(known, kinds.values())

    def _loan_facts(
        self,
        wish: NewLoan,
        known: Borrower | None,
        kinds: dict[LoanKindId, LoanKind],
        is_open: IsOpen,
    ) -> LoanFacts:
        units = loan_pieces.units_by_id(line.unit_id for line in wish.lines if line.unit_id)
        until = _last_days(wish, kinds, is_open)
        has = loans.open_of_borrower(known.id) if known is not None else []
        all_kinds = kinds | self._kinds({line.kind_id for line in has} - set(kinds))
        return LoanFacts(
            today=self._context.today(),
            is_open=is_open,
            kinds=kinds,
            units=units,
            pools={
                kind.id: self._pool_outlook(kind, wish.on, until[kind.id], wish.hold_id)
                for kind in kinds.values()
                if kind.is_pool
            },
            pieces={
                unit.id: self._piece_outlook(
                    unit, wish.on, until.get(unit.kind_id, wish.on), wish.hold_id
                )
                for unit in units.values()
            },
            borrower_id=None if known is None else known.id,
            has={
                kind_id: sum(line.pieces for line in has if line.kind_id == kind_id)
                for kind_id in kinds
            },
            against=() if known is None else tuple(self._reasons_against(known, has, all_kinds)),
            hold=None if wish.hold_id is None else holds.get(wish.hold_id),
        )

    def _reasons_against(
        self, known: Borrower, has: Sequence[OpenLine], kinds: dict[LoanKindId, LoanKind]
    ) -> Iterator[Problem]:
        return self._against(known, has, kinds, borrowers.block_of(known.id))

    def _keep_loan(
        self,
        wish: NewLoan,
        borrower_id: BorrowerId,
        kinds: dict[LoanKindId, LoanKind],
        is_open: IsOpen,
    ) -> LoanId:
        due = [due_day(line, kinds[line.kind_id], wish.on, is_open) for line in wish.lines]
        who = self._context.who()
        number = store.next_number(wish.on)
        loan_id, uid = store.add(
            number=number,
            borrower_id=borrower_id,
            group=self._borrower(borrower_id).group,
            on=wish.on,
            lines=list(zip(wish.lines, due, strict=True)),
            recorded_at=self._context.recorded_at(),
            recorded_by=who,
            handled_by=wish.handled_by.strip() or who,
            request_key=wish.request_key,
            deposit=wish.deposit,
            note=wish.note,
            despite=wish.despite,
            hold_id=wish.hold_id,
        )
        after = {
            "number": number,
            "business_date": wish.on,
            "borrower": self._borrower(borrower_id).uid,
            "lines": [_noted(line, day) for line, day in zip(wish.lines, due, strict=True)],
            "despite": bool(wish.despite.strip()),
        }
        self._context.note("loan", uid, "lend", after=after)
        return loan_id

    def _take_loan_back(self, loan_id: LoanId, new_borrower: BorrowerId | None) -> None:
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            entries = loan_entries.of_loan(loan_id)
            if not entries:
                return
            refuse_if_any(taking_back_problems(entries))
            self._void_loan(loan_id)
            if new_borrower is not None:
                self._forget_new(new_borrower)

    def _void_loan(self, loan_id: LoanId) -> None:
        store.void(loan_id, self._context.recorded_at(), self._context.who())
        self._context.note("loan", store.uid_of(loan_id), "take back")


def told(entries: Sequence[LoanEntry]) -> dict[str, object]:
    """Return the values of a phrase about a loan: its things in a word, and who, masked."""
    first = entries[0]
    things = told_pieces(first, first.quantity)
    if len(entries) > 1:
        things = _("{goods} and {count} more").format(goods=things, count=len(entries) - 1)
    return {"things": things, "who": told_borrower(first)}


def told_pieces(entry: LoanEntry, pieces: int) -> str:
    """Return what moved in a word: “雨伞 ×2”."""
    return f"{entry.thing} ×{pieces}"


def told_borrower(entry: LoanEntry) -> str:
    """Return the masked borrower with the tail: “张* 5678”."""
    return " ".join(each for each in (entry.borrower_shown, entry.tail) if each)


def _bearing(code: str, entries: Sequence[LoanEntry]) -> list[LoanEntry]:
    """Return whose piece bears a code; of several that differ in hyphens only the exact one."""
    bare = plain_code(code)
    alike = [entry for entry in entries if entry.unit and plain_code(entry.unit.code) == bare]
    same = [entry for entry in alike if entry.unit and entry.unit.code == code.strip().upper()]
    return same or alike


def _finds(word: str, entry: LoanEntry, words: str) -> bool:
    code = entry.unit.code.casefold() if entry.unit else ""
    spelled = [*words.split(), *entry.kind.search_words.split(), entry.kind.name.casefold()]
    return (
        word in code
        or entry.tail.startswith(word)
        or any(each.startswith(word) for each in spelled)
    )


def _last_days(
    wish: NewLoan, kinds: dict[LoanKindId, LoanKind], is_open: IsOpen
) -> dict[LoanKindId, date]:
    """Return for each kind the last day on which anything of it would be due."""
    days: dict[LoanKindId, date] = {}
    for line in wish.lines:
        if line.kind_id in kinds:
            due = due_day(line, kinds[line.kind_id], wish.on, is_open)
            days[line.kind_id] = max(due, days.get(line.kind_id, due))
    return days


def _noted(line: TakenLine, due_on: date) -> dict[str, object]:
    return {
        "kind": line.kind_id,
        "unit": line.unit_id,
        "quantity": line.quantity,
        "due_on": due_on.isoformat(),
    }
