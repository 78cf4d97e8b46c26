"""Cells of a loan register that tell who borrowed, and whether the thing came back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.masking import masked, masked_name
from stationdesk.domain.phones import TAIL_DIGITS, is_whole_phone, plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.ledgers.tables import LedgerColumn
    from stationdesk.domain.sheets import Cell

NOT_A_PHONE = N_("What is written there is no phone number; it was left out.")
ZEROS_LOST = N_("Excel may have dropped zeros before this number; it was taken as {taken}.")
NOT_TOLD = N_("“{value}” does not say whether it came back.")


class Fate(Enum):
    """What a mark says about a thing that was lent."""

    BACK = "back"
    OUT = "out"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class FateReading:
    """What stands in a mark's place: nothing (None), a fate, and the state it came back in.

    ``same_day`` tells that it came back on the day of lending.
    """

    fate: Fate | None = None
    condition: str = ""
    pieces: int | None = None
    same_day: bool = False
    error: Problem | None = None


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """A whole phone, or its last four digits; empty where none can be read."""

    phone: str = ""
    doubt: Problem | None = None


@dataclass(frozen=True, slots=True)
class BorrowerReading:
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


def read_borrower(cell: Cell) -> BorrowerReading:
    """Read a name, and the phone that some write behind it: 张三13800000001."""
    text = tidy_text(cell)
    if is_blank_mark(text):
        return BorrowerReading()
    if not any(sign.isdigit() for sign in text):
        return BorrowerReading(_name_in(text))
    name = re.sub(r"[\d\s*＊\-()（）:：,，、/]+", " ", text)
    name = re.sub(r"(?:手机|联系)?(?:电话|尾号|手机)", " ", name)
    return BorrowerReading(_name_in(name), _phone_in(text))


def read_fate(text: str, *, signed: bool) -> FateReading:
    """Read a mark such as √, 已还, 未还, 丢失, 完好 or a number of pieces.

    ``signed`` says that the column is for a name: whoever gives back, or takes it, signs there.
    """
    shown = " ".join(text.split())
    plain = re.sub(r"[\s。.!,，;；()（）]+", "", unicodedata.normalize("NFKC", shown)).lower()
    if not plain:
        return FateReading()
    if _LOST.search(plain):
        return FateReading(Fate.LOST, shown)
    if _OUT.fullmatch(plain):
        return FateReading(Fate.OUT)
    if found := _PIECES.fullmatch(plain):
        pieces = int(found["n"])
        return FateReading(Fate.BACK if pieces else Fate.OUT, pieces=pieces)
    if _BACK.fullmatch(plain):
        return FateReading(Fate.BACK, same_day=bool(_SAME_DAY.match(plain)))
    if _STATE.search(plain):
        return FateReading(Fate.BACK, shown)
    if is_blank_mark(shown):
        return FateReading()
    if signed:
        return FateReading(Fate.BACK)
    return FateReading(error=Problem("returned", NOT_TOLD, {"value": masked_name(shown)}))


def shown_value(field: str | None, text: str) -> str:
    """Return ``text`` as it may be shown: of a name the surname, of a phone the last digits."""
    if field == "borrower":
        reading = read_borrower(text)
        return " ".join(
            each for each in (masked_name(reading.name), _hidden(reading.phone)) if each
        )
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
_LOST = re.compile(r"丢|遗失|失踪|找不到|未找回|弄没|赔|^lost$")
_OUT = re.compile(
    r"未|(?:还)?(?:未|没有?|尚未|暂未|不)(?:归还|返还|交还|还|归|回)来?|待(?:归还|还)|否|借用中|使用中|在借|借出"
    r"|[×✗✘✕x]|no?|false"
)
_BACK = re.compile(
    r"[√✓✔☑v○]|是|有|已|完|好|ok|y|yes|true"
    r"|(?:均|都|全部|当[天日]|当场|及时|按时|准时|即|现)?已?(?:归还|返还|交还|还清|还了?|收回?|归位?)(?:了|完毕?|来)?"
)
_SAME_DAY = re.compile(r"当[天日]|当场|即|现")
_STATE = re.compile(r"完好|良好|正常|无损|完整|损坏|破损|坏|断|污|脏|缺|少了")
_PIECES = re.compile(r"(?:已?还)?(?P<n>\d{1,3})[把副个件台辆套根支只双张本]?")
