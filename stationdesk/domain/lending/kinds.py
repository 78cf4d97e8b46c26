"""What a station lends: pools without numbers (20 umbrellas), and numbered pieces (LY-003)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ItemId, LoanKindId, LoanPartId
    from stationdesk.domain.stock import Item


class LoanMode(StrEnum):
    """Whether pieces are told apart."""

    POOL = "pool"
    SERIAL = "serial"


MODE_WORDS = {
    LoanMode.POOL: N_("Without numbers"),
    LoanMode.SERIAL: N_("Numbered pieces"),
}


class Audience(StrEnum):
    """For whom a kind is: visitors borrow it; a person on duty carries it (百宝箱)."""

    VISITORS = "visitors"
    DUTY = "duty"


AUDIENCE_WORDS = {
    Audience.VISITORS: N_("Lent to visitors"),
    Audience.DUTY: N_("Carried on duty"),
}


class Contact(StrEnum):
    """How much a borrower must tell: an umbrella needs less than a wheelchair."""

    TAIL = "tail"
    PHONE = "phone"


CONTACT_WORDS = {
    Contact.TAIL: N_("Last four digits of the phone"),
    Contact.PHONE: N_("Whole phone number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """A part of every piece as it is entered; with ``item_id`` it is refilled from the stock."""

    name: str
    quantity: int
    item_id: ItemId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPart:
    """A part that belongs to every piece of a kind: what is looked at when it comes back."""

    id: LoanPartId
    uid: str
    name: str
    quantity: int
    item_id: ItemId | None
    since: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLoanKind:
    """A kind as it is entered.

    ``code`` is the letters in front of its pieces' codes; empty takes the initials of the name.
    A pool needs ``item_id``: its size is what the stock ledger says. Numbered pieces with an
    ``item_id`` are pieces of that item; without one each piece is a line of the amenity register.
    ``default_days`` 0 means back on the same day. ``deposit`` and ``terms`` are words for the
    desk and the slip. ``parts`` only for numbered pieces.
    """

    name: str
    mode: LoanMode
    code: str = ""
    audience: Audience = Audience.VISITORS
    item_id: ItemId | None = None
    default_days: int = 3
    most_per_person: int = 1
    contact: Contact = Contact.TAIL
    deposit: str = ""
    terms: str = ""
    parts: tuple[NewPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanKind:
    """A kind of thing that is lent. ``parts`` are those in force, in the order of entry."""

    id: LoanKindId
    uid: str
    code: str
    name: str
    mode: LoanMode
    audience: Audience
    item: Item | None
    default_days: int
    most_per_person: int
    contact: Contact
    deposit: str
    terms: str
    since: date
    archived_on: date | None
    version: int
    search_words: str = ""
    parts: tuple[LoanPart, ...] = ()

    @property
    def is_pool(self) -> bool:
        """Whether its pieces bear no numbers."""
        return self.mode is LoanMode.POOL

    @property
    def unit(self) -> str:
        """The word with which its pieces are counted (把, 副); empty where no item tells it."""
        return self.item.unit if self.item else ""
