"""Cells of a list of volunteers: sex, identity number, phone, and what somebody can."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.ledgers.personal_cells import NOT_A_PHONE
from stationdesk.domain.masking import masked
from stationdesk.domain.phones import is_whole_phone, plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import without_unseen
from stationdesk.domain.volunteers.identity_numbers import (
    RESIDENT_CARD,
    number_problems,
    plain_identity,
)
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.sheets import Cell

SEX_NOT_KNOWN = N_("“{value}” tells no sex.")
DAMAGED_NUMBER = N_(
    "Excel has turned this number into a rounded one; its last digits are lost. It was left out:"
    " type it anew, in a cell of the form “text”."
)
NOT_AN_IDENTITY = N_("What is written there is no identity number; it was left out.")
OTHER_DOCUMENT = N_("This is no number of an identity card; it was taken as another document's.")
NUMBER_LEFT_OUT = N_("{why} The number was left out.")
SEVERAL_PHONES = N_("Several phone numbers are written; the first one was taken: {taken}.")

EXACT_DIGITS = 15
"""So many digits of a number a spreadsheet keeps; the others become zeros."""


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text or none, and what is doubtful or wrong about it."""

    text: str = ""
    doubt: Problem | None = None
    error: Problem | None = None


def read_sex(cell: Cell) -> TextReading:
    """Read 男, 女, M, F, male or female as 男 or 女."""
    plain = _plain(cell)
    if is_blank_mark(plain):
        return TextReading()
    for word, wording in _SEXES.items():
        if wording.fullmatch(plain):
            return TextReading(word)
    return TextReading(error=Problem("sex", SEX_NOT_KNOWN, {"value": plain[:20]}))


def read_identity(cell: Cell) -> TextReading:
    """Read an identity number; one that a spreadsheet rounded is told, never guessed.

    The number is in plain digits with a great X. A number whose check digit or day of birth
    cannot be is left out: nobody can be known by it.
    """
    plain = plain_identity(_plain(cell)).strip("'‘’`")
    if is_blank_mark(plain):
        return TextReading()
    if _is_damaged(cell, plain):
        return TextReading(error=Problem("id_number", DAMAGED_NUMBER))
    if _RESIDENT.fullmatch(plain):
        wrong = next(number_problems(RESIDENT_CARD, plain), None)
        return TextReading(error=_left_out(wrong)) if wrong else TextReading(plain)
    if is_other_document(plain):
        return TextReading(plain, doubt=Problem("id_number", OTHER_DOCUMENT))
    return TextReading(error=Problem("id_number", NOT_AN_IDENTITY))


def is_other_document(number: str) -> bool:
    """Tell whether a number in plain form is that of a passport or a permit (E12345678)."""
    return _OTHER.fullmatch(number) is not None and _RESIDENT.fullmatch(number) is None


def read_whole_phone(cell: Cell) -> TextReading:
    """Read the digits of a phone at which somebody can be called; of several the first."""
    shown = cell_text(cell)
    if is_blank_mark(shown):
        return TextReading()
    plain = _POINT_ZERO.sub("", without_unseen(unicodedata.normalize("NFKC", shown)))
    if _SCIENTIFIC.fullmatch(plain.replace(" ", "")):
        return TextReading(error=Problem("phone", DAMAGED_NUMBER))
    found = list(dict.fromkeys(_phones_in(plain)))
    if not found:
        return TextReading(error=Problem("phone", NOT_A_PHONE))
    if len(found) == 1:
        return TextReading(found[0])
    return TextReading(found[0], Problem("phone", SEVERAL_PHONES, {"taken": masked(found[0])}))


def skills_told(text: str) -> tuple[str, ...]:
    """Return what a cell lists: 急救证、理发/电脑 are three skills."""
    parts = _BETWEEN_SKILLS.split(unicodedata.normalize("NFKC", text))
    told = (part.strip(" .。:：-—*·") for part in parts)
    return tuple(dict.fromkeys(part for part in told if part and not is_blank_mark(part)))


def read_skills(cell: Cell) -> str:
    """Return the skills of a cell, joined by ``、``."""
    lines = (tidy_text(line) for line in cell_text(cell).splitlines())
    return "、".join(skills_told("、".join(line for line in lines if line)))


def _is_damaged(cell: Cell, plain: str) -> bool:
    if _SCIENTIFIC.fullmatch(plain):
        return True
    if isinstance(cell, int | float) and len(plain) > EXACT_DIGITS:
        return True
    rounded = re.fullmatch(r"\d{15}000", plain)
    return rounded is not None and any(number_problems(RESIDENT_CARD, plain))


def _left_out(why: Problem) -> Problem:
    return Problem("id_number", NUMBER_LEFT_OUT, {"why": why})


def _phones_in(plain: str) -> list[str]:
    mobiles = [re.sub(r"\D", "", found[1]) for found in _MOBILE.finditer(plain)]
    if mobiles:
        return mobiles
    parts = (re.sub(r"[^\d+]", "", part) for part in re.split(r"[/,;、\n]|\s{2,}|或", plain))
    return [plain_phone(part) for part in parts if is_whole_phone(part)]


def _plain(cell: Cell) -> str:
    return without_unseen(unicodedata.normalize("NFKC", cell_text(cell))).strip()


_SEXES = {
    "男": re.compile(r"男性?|男士|先生|m(?:ale)?|boy", re.I),
    "女": re.compile(r"女性?|女士|小姐|f(?:emale)?|girl", re.I),
}
_RESIDENT = re.compile(r"\d{14,18}X?|\d{15,20}", re.ASCII)
_OTHER = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9()]{6,18}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.ASCII | re.I)
_POINT_ZERO = re.compile(r"(?<=\d)\.0+(?!\d)")
_MOBILE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[ -]?|0)?(1[3-9]\d[ .-]?\d{4}[ .-]?\d{4})(?!\d)", re.ASCII
)
_BETWEEN_SKILLS = re.compile(r"[、,;/\\|\n+&]|\s+|和|及|以及|\d{1,2}[.)、]\s*")
