"""Who borrows: found again by a few letters, blocked and let go, shown whole only for a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending.borrower_rules import (
    LateThing,
    Standing,
    block_problems,
    days_late,
    is_same_person,
    lift_problems,
    plain_name,
    shown,
    unmask_problems,
    whole_phone,
)
from stationdesk.domain.lending.borrowers import BorrowerLine, NewBorrower
from stationdesk.domain.masking import masked_name
from stationdesk.domain.phones import tail_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.domain.typed_text import search_text
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.desk import Desk
from stationdesk.services.search_words import search_words
from stationdesk.store import borrowers as store
from stationdesk.store import loan_kinds, loans, retention
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stationdesk.domain.ids import BlockId, BorrowerId, LoanKindId
    from stationdesk.domain.lending.borrowers import Block, Borrower
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.store.loans import OpenLine

UNKNOWN = N_("This borrower is not on record.")
PROPOSALS = 8


class Borrowers(Desk):
    """A borrower is a line, not an account."""

    def find_borrowers(self, text: str, limit: int = PROPOSALS) -> list[BorrowerLine]:
        """Return who is found by ``text``, frequent and recent borrowers first.

        Each of its words begins a name, its pinyin, its initials, or the last four digits.
        Those whose data was erased are never found.
        """
        return self._lines(store.found(search_text(text).split(), limit))

    def borrower_line(self, borrower_id: BorrowerId) -> BorrowerLine:
        """Return one borrower: masked, with what is out and what speaks against lending.

        Raises:
            Refused: where there is none of that id.
        """
        return self._lines([self._borrower(borrower_id)])[0]

    def blocked(self) -> list[BorrowerLine]:
        """Return everybody who gets nothing more, by hand or because something is too late."""
        late = {line.borrower_id for line in loans.open_now() if self._is_late(line)}
        found = store.by_id({*late, *store.blocks()})
        return [line for line in self._lines(list(found.values())) if line.against]

    def block(self, borrower_id: BorrowerId, reason: str) -> BlockId:
        """Let a borrower get nothing more until it is lifted.

        Raises:
            Refused: without a reason, or when there is a block already.
        """
        borrower = self._borrower(borrower_id)
        refuse_if_any(block_problems(store.block_of(borrower_id), reason))
        with self._context.deed(Topic.LENDING):
            block_id = store.add_block(
                borrower_id,
                reason,
                on=self._context.today(),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._context.note("borrower", borrower.uid, "block")
        take_back = partial(self._void_block, borrower, block_id)
        self._offer(N_("{who} was blocked."), take_back, who=shown(borrower))
        return block_id

    def lift_block(self, borrower_id: BorrowerId, reason: str) -> None:
        """Let a borrower get things again; what is too late may still speak against it.

        Raises:
            Refused: without a reason, or when there is no block.
        """
        borrower, block = self._borrower(borrower_id), store.block_of(borrower_id)
        refuse_if_any(lift_problems(block, reason))
        if block is None:
            return
        self._set_lifted(borrower, block, reason)
        take_back = partial(self._block_again, borrower, block)
        self._offer(N_("The block of {who} was lifted."), take_back, who=shown(borrower))

    def unmask(self, borrower_id: BorrowerId, reason: str) -> tuple[str, str]:
        """Return the whole name and all that is known of the phone; who asked why is noted.

        Raises:
            Refused: without a reason, or when the data was erased.
        """
        borrower = store.get(borrower_id)
        refuse_if_any(unmask_problems(borrower, reason))
        if borrower is None:
            return "", ""
        with self._context.deed():
            self._context.note("borrower", borrower.uid, "unmask", after={"reason": reason.strip()})
        return borrower.name, borrower.phone or borrower.tail

    def _borrower(self, borrower_id: BorrowerId) -> Borrower:
        borrower = store.get(borrower_id)
        if borrower is None:
            raise Refused([Problem("borrower", UNKNOWN)])
        return borrower

    def _known(self, wish: BorrowerId | NewBorrower) -> Borrower | None:
        """Return who is meant, if on record: by id, or by name and the end of the phone."""
        if not isinstance(wish, NewBorrower):
            return store.get(wish)
        if not tail_of(wish.phone):
            return None
        same = store.named(plain_name(wish.name), tail_of(wish.phone))
        return next((each for each in same if is_same_person(each, wish)), None)

    def _kept(
        self, wish: BorrowerId | NewBorrower, known: Borrower | None
    ) -> tuple[BorrowerId, bool]:
        """Return the borrower's id, and whether they are new on record; within a deed."""
        if not isinstance(wish, NewBorrower):
            return wish, False
        if known is None:
            return self._add(wish), True
        phone = whole_phone(wish.phone) or known.phone
        if (phone, wish.group) != (known.phone, known.group):
            store.change(known.id, phone=phone, group=wish.group)
            self._context.note("borrower", known.uid, "change")
        return known.id, False

    def _add(self, wish: NewBorrower) -> BorrowerId:
        words = search_words(plain_name(wish.name))
        borrower_id = store.add(wish, words, self._context.today())
        self._context.note("borrower", self._borrower(borrower_id).uid, "add")
        return borrower_id

    def _forget_new(self, borrower_id: BorrowerId) -> None:
        """Erase somebody who came on record with a deed that was taken back; within a deed.

        What was noted beside it goes too: it might name the person.
        """
        if not store.is_referred_to(borrower_id):
            retention.erase("borrowers", [borrower_id], self._context.today())
            self._context.note("borrower", self._borrower(borrower_id).uid, "erase")

    def _against(
        self,
        borrower: Borrower,
        has: Sequence[OpenLine],
        kinds: Mapping[LoanKindId, LoanKind],
        block: Block | None,
    ) -> Iterator[Problem]:
        """Give every reason for which the borrower should get nothing more."""
        today = self._context.today()
        late = [line for line in has if self._is_late(line)]
        if block is None and not late:
            return
        standing = Standing(
            shown=shown(borrower),
            name=borrower.name,
            block=block,
            late=tuple(
                LateThing(kind=kinds[line.kind_id].name, days=days_late(line.due_on, today))
                for line in late
            ),
            block_after_days=settings_from(choices.stored()).block_after_days,
        )
        yield from standing.against()

    def _is_late(self, line: OpenLine) -> bool:
        return line.due_on < self._context.today()

    def _lines(self, borrowers: Sequence[Borrower]) -> list[BorrowerLine]:
        has = {each.id: loans.open_of_borrower(each.id) for each in borrowers}
        kinds = loan_kinds.kinds_by_id({line.kind_id for lines in has.values() for line in lines})
        counts, blocks = store.loans_by_borrower(has), store.blocks()
        return [
            BorrowerLine(
                borrower=each,
                shown=masked_name(each.name),
                tail=each.tail,
                out=sum(line.pieces for line in has[each.id]),
                overdue=sum(line.pieces for line in has[each.id] if self._is_late(line)),
                loans=counts.get(each.id, 0),
                against=tuple(
                    map(str, self._against(each, has[each.id], kinds, blocks.get(each.id)))
                ),
            )
            for each in borrowers
        ]

    def _void_block(self, borrower: Borrower, block_id: BlockId) -> None:
        with self._context.deed(Topic.LENDING):
            store.void_block(block_id, self._context.recorded_at(), self._context.who())
            self._context.note("borrower", borrower.uid, "void block")

    def _set_lifted(self, borrower: Borrower, block: Block, reason: str) -> None:
        with self._context.deed(Topic.LENDING):
            store.set_lifted(block.id, self._context.today(), self._context.who(), reason)
            self._context.note("borrower", borrower.uid, "lift block")

    def _block_again(self, borrower: Borrower, block: Block) -> None:
        refuse_if_any(block_problems(store.block_of(borrower.id), block.reason))
        with self._context.deed(Topic.LENDING):
            store.set_lifted(block.id, None, "", "")
            self._context.note("borrower", borrower.uid, "block again")
