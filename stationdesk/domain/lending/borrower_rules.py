"""Who may borrow, what they must tell for it, and when somebody gets nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.kinds import Audience, Contact
from stationdesk.domain.masking import masked_words, shown_with_tail
from stationdesk.domain.phones import is_whole_phone, phone_problems, plain_phone, tail_of
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import without_unseen
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.lending.borrowers import Block, Borrower, NewBorrower
    from stationdesk.domain.lending.kinds import LoanKind

LONGEST_NAME = 40
USUAL_BLOCK_AFTER_DAYS = 7
"""Whose thing is later than this gets nothing more, unless the station chose otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateThing:
    """Something a borrower has that is past its day; ``days`` is how many."""

    kind: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What speaks against lending to somebody: a block by hand, and what is late.

    ``shown`` is the masked borrower, ``name`` what nothing may say of them. ``block_after_days`` is
    from how many days on what is late blocks; 0 never does.
    """

    shown: str
    name: str = ""
    block: Block | None = None
    late: tuple[LateThing, ...] = ()
    block_after_days: int = 0

    def against(self) -> Iterator[Problem]:
        """Give every reason for which nothing more should be lent; about ``despite``."""
        if self.block is not None:
            phrase = N_("{who} has been blocked since {day}: {reason}")
            reason = masked_words(self.block.reason, self.name)
            values = {"who": self.shown, "day": self.block.on, "reason": reason}
            yield Problem("despite", phrase, values)
        worst = max(self.late, key=lambda each: each.days, default=None)
        if worst is not None and 0 < self.block_after_days < worst.days:
            phrase = N_("{who} has had {thing} {days} days longer than agreed.")
            values = {"who": self.shown, "thing": worst.kind, "days": worst.days}
            yield Problem("despite", phrase, values)


def borrower_problems(wish: NewBorrower, kinds: Iterable[LoanKind]) -> Iterator[Problem]:
    """Tell why somebody as typed in cannot borrow things of ``kinds``."""
    name = plain_name(wish.name)
    if not name:
        yield Problem("borrower", N_("Write the name of the borrower; a surname will do."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("The name of a borrower has at most {most} characters.")
        yield Problem("borrower", phrase, {"most": LONGEST_NAME})
    if wish.group not in VISITOR_GROUPS:
        yield Problem("group", N_("Choose a group of visitors."))
    wrong = list(phone_problems("phone", wish.phone))
    yield from wrong or contact_problems(tail_of(wish.phone), whole_phone(wish.phone), kinds)


def contact_problems(tail: str, phone: str, kinds: Iterable[LoanKind]) -> Iterator[Problem]:
    """Tell which kind asks for more of the phone than is known."""
    asked = list(kinds)
    whole = next((each for each in asked if each.contact is Contact.PHONE), None)
    if whole is not None and not phone:
        phrase = N_("{kind} is lent only with a whole phone number.")
        yield Problem("phone", phrase, {"kind": whole.name})
    elif not tail and any(each.audience is Audience.VISITORS for each in asked):
        yield Problem("phone", N_("Write the last four digits of the phone."))


def known_problems(borrower: Borrower | None, kinds: Iterable[LoanKind]) -> Iterator[Problem]:
    """Tell why a borrower on record cannot borrow things of ``kinds``."""
    if borrower is None:
        yield Problem("borrower", N_("This borrower is not on record."))
    elif borrower.erased_on is not None:
        yield Problem("borrower", N_("This borrower's data was erased; write the name again."))
    else:
        yield from contact_problems(borrower.tail, borrower.phone, kinds)


def plain_name(name: str) -> str:
    """Return a name as it is kept: no blanks at its ends, single ones within, nothing unseen."""
    return " ".join(without_unseen(name).split())


def whole_phone(phone: str) -> str:
    """Return the digits of a whole number, empty where only its end was told."""
    return plain_phone(phone) if is_whole_phone(phone) else ""


def is_same_person(borrower: Borrower, wish: NewBorrower) -> bool:
    """Tell whether somebody on record is the one typed in.

    Name and last four digits must agree, and the whole numbers where both are known. Without any
    digits nobody is recognised.
    """
    tail, phone = tail_of(wish.phone), whole_phone(wish.phone)
    return (
        borrower.erased_on is None
        and borrower.name == plain_name(wish.name)
        and borrower.tail == tail
        and (not phone or not borrower.phone or phone == borrower.phone)
    )


def shown(borrower: Borrower) -> str:
    """Return a borrower as a refusal or a toast tells of them: masked, with the tail."""
    return shown_with_tail(borrower.name, borrower.tail)


def block_problems(block: Block | None, reason: str) -> Iterator[Problem]:
    """Tell why somebody cannot be blocked."""
    if block is not None:
        phrase = N_("This borrower has been blocked since {day}.")
        yield Problem("borrower", phrase, {"day": block.on})
    if not reason.strip():
        yield Problem("reason", N_("Write why this borrower gets nothing more."))


def lift_problems(block: Block | None, reason: str) -> Iterator[Problem]:
    """Tell why a block cannot be lifted."""
    if block is None:
        yield Problem("borrower", N_("This borrower is not blocked by hand."))
    if not reason.strip():
        yield Problem("reason", N_("Write why the block is lifted."))


def unmask_problems(borrower: Borrower | None, reason: str) -> Iterator[Problem]:
    """Tell why a name and number cannot be shown whole."""
    if borrower is None:
        yield Problem("borrower", N_("This borrower is not on record."))
    elif borrower.erased_on is not None:
        phrase = N_("This borrower's data was erased on {day}.")
        yield Problem("borrower", phrase, {"day": borrower.erased_on})
    if not reason.strip():
        yield Problem("reason", N_("Write why the name and number must be seen."))


def days_late(due_on: date, today: date) -> int:
    """Return how many days past its due day something is, none before it."""
    return max(0, (today - due_on).days)
