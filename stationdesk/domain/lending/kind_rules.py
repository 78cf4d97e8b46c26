"""What a kind of thing that is lent must say, and which of it stays once it was lent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind, NewPart
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.stock import Item

LONGEST_NAME = 60
LONGEST_CODE = 8
LONGEST_DAYS = 366
LONGEST_DEPOSIT = 100
LONGEST_TERMS = 1000
MOST_PIECES = 999
"""More pieces for one person, or of one part, is a slip of the hand."""
RESERVED_CODES = frozenset({"SS", "WZ", "KW", "JY", "YY", "DG", "SW"})
"""Letters that begin the codes of amenities, goods and places, of loans, holds and kept things:
a scanned code must say what it is of."""

_CODE = re.compile(r"[A-Z][A-Z0-9]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rules may look at: other kinds, and the goods that a wish names.

    ``codes`` gives the name of every other kind, archived ones too, by its code. ``names`` and
    ``lent_items`` are of the other kinds in use; the latter gives the kind's name by the item.
    """

    codes: Mapping[str, str]
    names: Collection[str]
    lent_items: Mapping[ItemId, str]
    items: Mapping[ItemId, Item]


def plain_code(code: str) -> str:
    """Return a code as it is kept: capital letters, no spaces."""
    return "".join(code.split()).upper()


def free_code(letters: str, taken: Collection[str]) -> str:
    """Return ``letters`` as a code, with a number behind them where another kind bears them.

    Letters that cannot be a code give a plain one.
    """
    stem = "".join(each for each in plain_code(letters) if each.isascii() and each.isalnum())
    stem = stem.lstrip("0123456789")[: LONGEST_CODE - 2] or "JW"
    blocked = {*taken, *RESERVED_CODES}
    codes = (stem if serial == 1 else f"{stem}{serial}" for serial in range(1, 100))
    return next(code for code in codes if code not in blocked)


def kind_problems(wish: NewLoanKind, known: Known) -> Iterator[Problem]:
    """Yield every reason why a kind cannot be kept as it was typed in."""
    yield from _problems_of_name(wish, known)
    yield from _problems_of_code(wish, known)
    yield from _problems_of_item(wish, known)
    yield from _problems_of_limits(wish)
    yield from _problems_of_parts(wish, known)


def change_problems(before: LoanKind, wish: NewLoanKind, *, used: bool) -> Iterator[Problem]:
    """Yield what of a kind cannot be changed any more.

    ``used`` tells that pieces, loans, holds or damage of it were recorded.
    """
    if not used:
        return
    values = {"kind": before.name}
    if wish.mode is not before.mode:
        phrase = N_("“{kind}” has been lent; whether its pieces bear numbers stays as it is.")
        yield Problem("mode", phrase, values)
    if wish.item_id != (None if before.item is None else before.item.id):
        phrase = N_("“{kind}” has been lent; its goods in the stock stay the same.")
        yield Problem("item_id", phrase, values)


def archive_problems(kind: LoanKind, *, out: int, held: int) -> Iterator[Problem]:
    """Yield every reason why a kind cannot be put away."""
    values = {"kind": kind.name, "out": out, "held": held}
    if kind.archived_on is not None:
        yield Problem("kind_id", N_("“{kind}” is archived already."), values)
    if out:
        phrase = N_("{out} of “{kind}” are still on loan; archive it when they are back.")
        yield Problem("kind_id", phrase, values)
    if held:
        phrase = N_("{held} of “{kind}” are held for somebody; cancel the holds first.")
        yield Problem("kind_id", phrase, values)


def take_back_problems(kind: LoanKind, known: Known) -> Iterator[Problem]:
    """Yield every reason why an archived kind cannot be lent again."""
    if kind.archived_on is None:
        yield Problem("kind_id", N_("“{kind}” is in use."), {"kind": kind.name})
    yield from _problems_of_name(as_wish(kind), known)
    yield from _problems_of_item(as_wish(kind), known)


def as_wish(kind: LoanKind) -> NewLoanKind:
    """Return a kind in the form in which it is typed in, to be changed or written back."""
    return NewLoanKind(
        name=kind.name,
        mode=kind.mode,
        code=kind.code,
        audience=kind.audience,
        item_id=None if kind.item is None else kind.item.id,
        default_days=kind.default_days,
        most_per_person=kind.most_per_person,
        contact=kind.contact,
        deposit=kind.deposit,
        terms=kind.terms,
        parts=tuple(
            NewPart(name=part.name, quantity=part.quantity, item_id=part.item_id)
            for part in kind.parts
        ),
    )


def _problems_of_name(wish: NewLoanKind, known: Known) -> Iterator[Problem]:
    name = wish.name.strip()
    if not name:
        yield Problem("name", N_("Write what is lent."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("The name may have {limit} characters at most.")
        yield Problem("name", phrase, {"limit": LONGEST_NAME})
    elif name in known.names:
        phrase = N_("“{kind}” is lent already; change that kind instead.")
        yield Problem("name", phrase, {"kind": name})


def _problems_of_code(wish: NewLoanKind, known: Known) -> Iterator[Problem]:
    code = plain_code(wish.code)
    values = {"code": code, "limit": LONGEST_CODE}
    if code and (len(code) > LONGEST_CODE or not _CODE.fullmatch(code)):
        phrase = N_("A code is made of up to {limit} letters and digits and begins with a letter.")
        yield Problem("code", phrase, values)
    elif code in RESERVED_CODES:
        phrase = N_("Codes that begin with {code} name other things; choose other letters.")
        yield Problem("code", phrase, values)
    elif code in known.codes:
        phrase = N_("The code {code} belongs to “{kind}”.")
        yield Problem("code", phrase, {**values, "kind": known.codes[code]})


def _problems_of_item(wish: NewLoanKind, known: Known) -> Iterator[Problem]:
    if wish.item_id is None:
        if wish.mode is LoanMode.POOL:
            phrase = N_("Choose the goods of the stock: they say how many pieces there are.")
            yield Problem("item_id", phrase)
        return
    item = known.items.get(wish.item_id)
    if item is None:
        yield Problem("item_id", N_("Choose goods that are in the stock ledger."))
    elif item.archived_on is not None:
        phrase = N_("{item} is archived in the stock ledger. Restore it there first.")
        yield Problem("item_id", phrase, {"item": item.title()})
    elif other := known.lent_items.get(wish.item_id):
        phrase = N_("{item} is lent as “{kind}” already.")
        yield Problem("item_id", phrase, {"item": item.title(), "kind": other})


def _problems_of_limits(wish: NewLoanKind) -> Iterator[Problem]:
    if not 0 <= wish.default_days <= LONGEST_DAYS:
        phrase = N_("A loan usually lasts 0 to {limit} days.")
        yield Problem("default_days", phrase, {"limit": LONGEST_DAYS})
    if not 1 <= wish.most_per_person <= MOST_PIECES:
        phrase = N_("One person may have 1 to {limit} pieces.")
        yield Problem("most_per_person", phrase, {"limit": MOST_PIECES})
    for about, text, limit in (
        ("deposit", wish.deposit, LONGEST_DEPOSIT),
        ("terms", wish.terms, LONGEST_TERMS),
    ):
        if len(text.strip()) > limit:
            yield Problem(about, N_("Write {limit} characters at most."), {"limit": limit})


def _problems_of_parts(wish: NewLoanKind, known: Known) -> Iterator[Problem]:
    if wish.parts and wish.mode is LoanMode.POOL:
        yield Problem("parts", N_("Only numbered pieces have parts that are looked at."))
    names = [part.name.strip() for part in wish.parts]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        phrase = N_("The part “{part}” stands twice in the list.")
        yield Problem("parts", phrase, {"part": name})
    for part in wish.parts:
        yield from _problems_of_part(part, known)


def _problems_of_part(part: NewPart, known: Known) -> Iterator[Problem]:
    name = part.name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        phrase = N_("Write the name of each part, {limit} characters at most.")
        yield Problem("parts", phrase, {"limit": LONGEST_NAME})
    if not 1 <= part.quantity <= MOST_PIECES:
        phrase = N_("Of the part “{part}”, 1 to {limit} belong to a piece.")
        yield Problem("parts", phrase, {"part": name, "limit": MOST_PIECES})
    if part.item_id is None:
        return
    item = known.items.get(part.item_id)
    if item is None or item.archived_on is not None:
        phrase = N_("The part “{part}” is refilled from goods that are not in use.")
        yield Problem("parts", phrase, {"part": name})
