"""Citizen identification numbers (GB 11643-1999): place, day of birth, serial, check digit.

The check digit is ISO 7064 MOD 11-2. The last digit of the serial is odd for men. Numbers of other
documents are not checked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import without_unseen
from stationdesk.domain.volunteers.people import Sex
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

RESIDENT_CARD = "resident_card"
RESIDENCE_PERMIT = "residence_permit"
DOCUMENTS = {
    RESIDENT_CARD: N_("Resident identity card"),
    RESIDENCE_PERMIT: N_("Residence permit of Hong Kong, Macao and Taiwan"),
    "foreigner_card": N_("Foreigner's permanent residence card"),
    "passport": N_("Passport"),
    "other": N_("Other document"),
}
"""Documents that prove who somebody is, by key."""
CHECKED = frozenset({RESIDENT_CARD, RESIDENCE_PERMIT})
"""Documents whose numbers follow GB 11643."""

LONGEST_NUMBER = 30
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
"""The first two digits (GB/T 2260; 83 for Taiwan on residence permits)."""
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_HEAD, _TAIL = 6, 4


@dataclass(frozen=True, slots=True)
class Identity:
    """A document, by its key, and its number; kept apart from all else."""

    document: str
    number: str


def plain_identity(number: str) -> str:
    """Return a number as it is kept: half-width, capital letters, no blanks, nothing unseen."""
    written = without_unseen(unicodedata.normalize("NFKC", number))
    return "".join(written.split()).replace("-", "").upper()


def check_digit(first_digits: str) -> str:
    """Return the check digit of the first 17 digits: 0 to 9, or X."""
    total = sum(int(digit) * weight for digit, weight in zip(first_digits, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def birth_of(number: str) -> date | None:
    """Return the day of birth in a number of 18 digits, None where it is no day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> Sex:
    """Return the sex in a number of 18 digits."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def number_problems(document: str, number: str) -> Iterator[Problem]:
    """Tell why a number cannot be that of a document; an empty one is none."""
    plain = plain_identity(number)
    if document not in DOCUMENTS:
        yield Problem("identity_document", N_("Choose a kind of identity document."))
    elif plain and document in CHECKED:
        yield from _card_problems(plain)
    elif len(plain) > LONGEST_NUMBER:
        phrase = N_("The number of a document has at most {most} characters.")
        yield Problem("identity", phrase, {"most": LONGEST_NUMBER})


def disagreements(document: str, number: str, born: str, sex: Sex) -> Iterator[Problem]:
    """Tell where a sound number says otherwise than what is written beside it.

    ``born`` may be only a month or a year; nothing written agrees with everything.
    """
    plain = plain_identity(number)
    if not is_sound(document, plain):
        return
    birth = birth_of(plain)
    if born and birth is not None and not birth.isoformat().startswith(born):
        yield Problem("born", N_("The identity number tells another day of birth."))
    if sex is not Sex.NOT_TOLD and sex is not sex_of(plain):
        yield Problem("sex", N_("The identity number tells another sex."))


def is_sound(document: str, number: str) -> bool:
    """Tell whether birth and sex can be read from the number."""
    return bool(number) and document in CHECKED and not any(number_problems(document, number))


def masked_identity(number: str) -> str:
    """Return a number as it is shown: 610113********4896; of a short one the last two signs."""
    if len(number) > _HEAD + _TAIL:
        hidden = len(number) - _HEAD - _TAIL
        return f"{number[:_HEAD]}{'*' * hidden}{number[-_TAIL:]}"
    return "*" * max(0, len(number) - 2) + number[-2:]


def _card_problems(number: str) -> Iterator[Problem]:
    birth = birth_of(number) if _SHAPE.fullmatch(number) else None
    if not _SHAPE.fullmatch(number):
        yield Problem("identity", N_("An identity number has 18 digits; the last may be X."))
    elif not _PROVINCE.match(number):
        yield Problem("identity", N_("No place in China has the first digits of this number."))
    elif birth is None:
        yield Problem("identity", N_("The identity number holds no day of the calendar."))
    elif check_digit(number[:17]) != number[17]:
        yield Problem("identity", N_("The check digit of the identity number does not fit."))
