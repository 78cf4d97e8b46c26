"""What a label bears: digits that name one record, safe from typing and from input methods.

A scanner types what it reads as a keyboard would, and a Chinese input method swallows letters; so
the square code holds digits only. The first says what kind of thing it is, six are the record's
number, the last is a check digit (Luhn), by which a misread or mistyped label is known.

A volunteer's card is a key as well: it bears a drawn code that nobody can guess, and a lost card's
code counts no more. It is used on pages where nothing is typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stationdesk.i18n import N_

LARGEST_NUMBER = 999_999
LENGTH = 8
_NOT_IN_CODES = frozenset(" \t\r\n-_‐‑‒–—―−·.")
"""What people write between the parts of a code, or leave out."""


class LabelKind(StrEnum):
    """What can bear a label."""

    PIECE = "piece"
    AMENITY = "amenity"
    PLACE = "place"
    ITEM = "item"
    VOLUNTEER = "volunteer"


LABEL_KIND_WORDS = {
    LabelKind.PIECE: N_("Numbered pieces to lend"),
    LabelKind.AMENITY: N_("Amenities of the register"),
    LabelKind.PLACE: N_("Shelves and other places"),
    LabelKind.ITEM: N_("Goods in the stock"),
    LabelKind.VOLUNTEER: N_("Volunteers of the station"),
}
"""What a label is for, said of many."""

_DIGIT_OF = {
    LabelKind.PIECE: "1",
    LabelKind.AMENITY: "2",
    LabelKind.PLACE: "3",
    LabelKind.ITEM: "4",
}
KINDS_WITH_DIGITS = frozenset(_DIGIT_OF)
"""The kinds whose labels name the record itself."""
_KIND_OF = {digit: kind for kind, digit in _DIGIT_OF.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A thing that can bear a label: its code, its name, and in English what it is.

    ``card_code`` is what the square code of a volunteer's card holds, ``group`` what else stands
    on the card.
    """

    kind: LabelKind
    id: int
    code: str
    name: str
    english: str
    card_code: str = ""
    group: str = ""

    @property
    def square_text(self) -> str:
        """What its square code holds."""
        return self.card_code or label_digits(self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record that a scanned label or a typed code names.

    ``kind`` is one of ``piece``, ``amenity``, ``place``, ``item``, ``volunteer``, ``loan``,
    ``kept``, ``found``.
    """

    kind: str
    id: int
    code: str
    name: str


def label_digits(kind: LabelKind, number: int) -> str:
    """Return the eight digits that name record ``number`` of ``kind``.

    Raises:
        ValueError: when the number has more than six digits, or is not positive; for a kind
            whose labels bear a code of their own.
    """
    if not 1 <= number <= LARGEST_NUMBER or kind not in KINDS_WITH_DIGITS:
        raise ValueError(number)
    body = f"{_DIGIT_OF[kind]}{number:06d}"
    return body + _check_digit(body)


def read_label(text: str) -> tuple[LabelKind, int] | None:
    """Return what a scanned label names; None where ``text`` is no whole, unspoilt label.

    Full-width digits and blanks between digits are read, as an input method may have made them.
    """
    digits = plain_code(text)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    kind, number = _KIND_OF.get(digits[0]), int(digits[1:-1])
    if kind is None or number == 0 or _check_digit(digits[:-1]) != digits[-1]:
        return None
    return kind, number


def plain_code(text: str) -> str:
    """Return ``text`` as codes are compared: half-width capitals without blanks and hyphens.

    “ly 003”, “LY-003” and “ＬＹ－００３” are the same code.
    """
    narrow = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in narrow if sign not in _NOT_IN_CODES)


def _check_digit(body: str) -> str:
    """Return the Luhn digit that makes ``body`` a valid number."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
