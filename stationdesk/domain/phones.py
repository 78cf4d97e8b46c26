"""Phone numbers as a desk asks for them: a whole number, or only its last four digits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import without_unseen
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

TAIL_DIGITS = 4

_COUNTRY = re.compile(r"^(?:\+|00)86(?=\d)")
_BETWEEN = re.compile(r"[\s\-‐-―()（）]+")
_WHOLE = re.compile(r"1[3-9]\d{9}|(?:0\d{2,3})?[2-9]\d{6,7}", re.ASCII)
"""A mobile phone, or a fixed one with or without its area code."""


def plain_phone(phone: str) -> str:
    """Return ``phone`` without blanks, hyphens, country code and unseen marks, in plain digits."""
    written = without_unseen(unicodedata.normalize("NFKC", phone))
    return _COUNTRY.sub("", _BETWEEN.sub("", written))


def tail_of(phone: str) -> str:
    """Return the last four digits, empty where there are not as many."""
    digits = plain_phone(phone)
    return digits[-TAIL_DIGITS:] if len(digits) >= TAIL_DIGITS and _is_digits(digits) else ""


def is_whole_phone(phone: str) -> bool:
    """Tell whether one can be called at what was written."""
    return _WHOLE.fullmatch(plain_phone(phone)) is not None


def phone_problems(about: str, phone: str) -> Iterator[Problem]:
    """Tell why ``phone`` is neither a whole number nor its last four digits; empty is neither."""
    digits = plain_phone(phone)
    tail = len(digits) == TAIL_DIGITS and _is_digits(digits)
    if digits and not tail and not is_whole_phone(phone):
        phrase = N_("Write a whole phone number, or only its last four digits.")
        yield Problem(about, phrase)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
