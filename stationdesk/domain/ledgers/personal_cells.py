"""Cells that name people: who it was, their phone, and how little of both may be shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.birth_cells import read_birth
from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.ledgers.feedback_cells import is_nobody, is_only_a_group
from stationdesk.domain.masking import masked, masked_name
from stationdesk.domain.phones import TAIL_DIGITS, is_whole_phone, plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.ages import birth_month
from stationdesk.domain.volunteers.identity_numbers import masked_identity, plain_identity
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.ledgers.tables import LedgerColumn
    from stationdesk.domain.sheets import Cell

NOT_A_PHONE = N_("What is written there is no phone number; it was left out.")
ZEROS_LOST = N_("Excel may have dropped zeros before this number; it was taken as {taken}.")

NAMES = frozenset({"borrower", "author", "about_person"})
"""Fields that hold the name of somebody who is not staff."""


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """A whole phone, or its last four digits; empty where none can be read."""

    phone: str = ""
    doubt: Problem | None = None


@dataclass(frozen=True, slots=True)
class PersonReading:
    """A name, and a phone where one stands beside it in the cell."""

    name: str = ""
    phone: str = ""


def read_phone(cell: Cell) -> PhoneReading:
    """Read 138 0000 0001, 尾号0001, 138****0001, or 0001; of two numbers the first is taken."""
    text = cell_text(cell)
    if not text or is_blank_mark(text):
        return PhoneReading()
    short = isinstance(cell, int | float) and len(text) < TAIL_DIGITS and text.isdecimal()
    if short:
        taken = text.zfill(TAIL_DIGITS)
        return PhoneReading(taken, Problem("phone", ZEROS_LOST, {"taken": taken}))
    phone = _phone_in(text)
    return PhoneReading(phone) if phone else PhoneReading("", Problem("phone", NOT_A_PHONE))


def read_person(cell: Cell) -> PersonReading:
    """Read a name, and the phone that some write behind it: 张三13800000001."""
    text = tidy_text(cell)
    if is_blank_mark(text):
        return PersonReading()
    if not any(sign.isdigit() for sign in text):
        return PersonReading(_name_in(text))
    name = re.sub(r"[\d\s*＊\-()（）:：,，、/]+", " ", text)
    name = re.sub(r"(?:手机|联系)?(?:电话|尾号|手机)", " ", name)
    return PersonReading(_name_in(name), _phone_in(text))


def shown_value(field: str | None, text: str) -> str:
    """Return ``text`` as it may be shown: of a name the surname, of a phone the last digits.

    Words that name nobody (匿名, 外卖小哥) are shown as they are.
    """
    if field in NAMES and (is_nobody(text) or is_only_a_group(text)):
        return text
    if field in NAMES:
        reading = read_person(text)
        return " ".join(
            each for each in (masked_name(reading.name), _hidden(reading.phone)) if each
        )
    if field == "id_number":
        return masked_identity(plain_identity(text))
    if field == "born":
        return _month_of(text)
    return _hidden(text) if field == "phone" else masked(text)


def shown_cell(column: LedgerColumn, text: str) -> str:
    """Return a register's cell as it may be shown: also columns nobody reads may hold names."""
    personal = column.field is None and _PERSONAL.search(column.heading)
    return shown_value("borrower" if personal else column.field, text)


def _hidden(phone: str) -> str:
    """Return a phone with all but its ends hidden; of a fixed line the last four digits."""
    written = plain_phone(phone)
    if masked(written) != written:
        return masked(written)
    digits = re.sub(r"\D", "", written)
    if len(digits) <= TAIL_DIGITS:
        return digits
    return f"****{digits[-TAIL_DIGITS:]}"


def _month_of(text: str) -> str:
    """Return a birth to the month, or what stands there where it is none."""
    printed = read_birth(text).printed
    return birth_month(printed.iso() or "") if printed else masked(text)


def _phone_in(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if found := _MOBILE.search(plain):
        return plain_phone(found[0])
    for part in re.split(r"[/,;、，；\n]|\s{2,}|或", plain):
        written = plain_phone(re.sub(r"[^\d\s\-*+xX]", "", part))
        if is_whole_phone(written):
            return written
        if found := re.search(r"(?:^|[*xX])(\d{4})$", written):
            return found[1]
    return ""


def _name_in(text: str) -> str:
    name = " ".join(text.split()).strip(" :：,，、/-")
    return "" if is_blank_mark(name) else name


_PERSONAL = re.compile(r"[人名签]|借|领|电话|手机|联系|地址|住址|单位")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
