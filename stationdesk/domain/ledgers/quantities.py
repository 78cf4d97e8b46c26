"""Numbers of pieces and states of things as they stand in ledgers' cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text
from stationdesk.domain.numerals import CHARACTERS, chinese_number
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from stationdesk.domain.sheets import Cell

MOST_PIECES = 99_999_999
_LONGEST_TEXT = 80

NOT_A_NUMBER = N_("“{value}” is not a number of pieces.")
NOT_WHOLE = N_("“{value}” is not a whole number; write it in the smallest unit.")
NEGATIVE = N_("“{value}” is below zero.")
TOO_MANY = N_("“{value}” is too large for a number of pieces.")
SEVERAL_NUMBERS = N_("“{value}” holds more than one number; write the number of pieces.")
ABOUT = N_("“{value}” is not exact; {taken} was taken.")
REMARK_IN_NUMBER = N_("Words stand beside the number in “{value}”; {taken} was taken.")
NONE_LEFT = N_("“{value}” was taken as 0.")
STATE_NOT_KNOWN = N_("“{value}” does not say whether it works.")
STATE_MIXED = N_("“{value}” says both good and bad; it was taken as not working.")


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """A number of pieces or None, the unit beside it, and what is doubtful or wrong about it."""

    number: int | None = None
    unit: str = ""
    doubt: Problem | None = None
    error: Problem | None = None


@dataclass(frozen=True, slots=True)
class StateReading:
    """Whether a thing works, None where nothing says so, and what is doubtful about it."""

    working: bool | None = None
    doubt: Problem | None = None


def read_quantity(cell: Cell) -> QuantityReading:
    """Read a number of pieces: 24, ``２４``, ``24把``, ``1,200``, 十二把. Blank is not zero."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _whole(float(cell), "", cell_text(cell))
    shown = " ".join(cell_text(cell).split())
    if len(shown) > _LONGEST_TEXT:
        return QuantityReading(error=_told(NOT_A_NUMBER, shown[:_LONGEST_TEXT]))
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", shown))
    if _NOTHING.fullmatch(plain):
        return QuantityReading()
    if re.search(r"\d\s+\d", shown):
        return QuantityReading(error=_told(SEVERAL_NUMBERS, shown))
    if _NONE_LEFT.fullmatch(plain):
        return QuantityReading(0, doubt=_told(NONE_LEFT, shown))
    if _VAGUE.fullmatch(plain):
        return QuantityReading(error=_told(NOT_A_NUMBER, shown))
    return _from_words(plain, shown)


def read_state(cell: Cell) -> StateReading:
    """Read whether a thing works: 完好 在用 √ say yes, 损坏 维修中 停用 × say no."""
    if isinstance(cell, bool):
        return StateReading(cell)
    shown = " ".join(cell_text(cell).split())[:_LONGEST_TEXT]
    plain = re.sub(r"[\s。.!]+", "", unicodedata.normalize("NFKC", shown)).lower()
    if _NOTHING.fullmatch(plain):
        return StateReading()
    soothed = _NO_FAULT.sub("好", plain)
    bad, good = bool(_BAD.search(soothed)), bool(_GOOD.search(_BAD.sub("", soothed)))
    if not bad and not good:
        return StateReading(None, _told(STATE_NOT_KNOWN, shown))
    if bad and (good or _SOME.search(plain)):
        return StateReading(False, _told(STATE_MIXED, shown))
    return StateReading(good)


def is_tick(cell: Cell) -> bool:
    """Return whether a cell is ticked: √, ✓, 是, 1 or any other mark but a cross or a dash."""
    plain = unicodedata.normalize("NFKC", cell_text(cell)).strip().lower()
    return bool(plain) and not re.fullmatch(r"[-/—–×xX0否无]+|false|no", plain)


_NOTHING = re.compile(r"[/\\|\-‐‑–—―－_~～.]*|n/?a|未填|空")
_NONE_LEFT = re.compile(r"无|没有|缺|缺货|用完|已用完|已?用尽|发完|已发完|领完|已领完|零")
_VAGUE = re.compile(
    r"若干|少许|少量|足量|充足|足够|许多|很多|大量|一些|一批|若干.|数[个件把盒包瓶]|几.?|多.?|待.*|不详|未知|适量|不限|半.|[?？]+"
)
_NUMBER = rf"(?P<n>[-+−]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|[{CHARACTERS}]+)"
_UNIT = r"(?P<unit>(?:(?!左右|上下|以上|以下|余|多|来|几|不|缺|坏)[^\W\d_]){0,4}?)"
_PLAIN = re.compile(rf"(?:共|计|合计|总计|现有|剩余?|余|存)?{_NUMBER}{_UNIT}")
_BRACKETED = re.compile(rf"{_NUMBER}[(/](?P<unit>[^\W\d_]{{1,2}})\)?")
_ROUGH = re.compile(
    rf"(?:约|各|大约|大概|近|将近|不足|超过|至少|≈|~|>|≥|<|≤)*{_NUMBER}(?:余|多|来|\+)?{_UNIT}(?:左右|上下|以上|以下|多|余|\+)?"
)
_REMARKED = re.compile(rf"{_NUMBER}{_UNIT}[(,;。、:].*")
_SEVERAL = re.compile(
    r"\d.*?[×x*✕+/~\-至、,;][^\d]*\d|[(\[].*\d.*/.*[)\]]|每.?\d|\d+[^\d\W]+\d", re.I
)
_NO_FAULT = re.compile(
    r"(?:无|没有|未见|未发现|未)(?:任何)?(?:损坏|故障|异常|破损|问题|缺陷|损毁)|已(?:经)?(?:修复|修好|维修好?|更换)|修复完成|不影响使用"
)
_BAD = re.compile(
    r"不(?:太|能|可|好|正常|完好|合格|工作|通电|制冷|制热|出水|亮|热|用|灵)+(?:使用|用|好|正常)?|非正常|未(?:正常|能|修)|损坏|损毁|破损|毁坏|坏了?|停用|停止|暂停|禁用|弃用|"
    r"维修|待修|报修|送修|检修|返修|待维修|故障|报废|待报废|异常|缺失|丢失|遗失|闲置待修|失效|过期|已拆|拆除|"
    r"^(?:×|✗|✘|✕|x|n|no|否|差|0|false|broken|faulty|outofservice)$"
)
_SOME = re.compile(r"部分|个别|其中|[\d一两二三四五六七八九][台个把只套件张]")
_GOOD = re.compile(
    r"完好|正常|良好|好|在用|使用中|可用|可以|能用|能正常|启用|运行|合格|优|佳|良|齐全|全新|新|备用|闲置|有效|"
    r"^(?:√|✓|✔|☑|v|y|yes|ok|是|有|1|○|true|working|inuse|用|在岗|在位)$"
)


def _from_words(plain: str, shown: str) -> QuantityReading:
    if found := _PLAIN.fullmatch(plain) or _BRACKETED.fullmatch(plain):
        return _number(found, shown)
    if found := _ROUGH.fullmatch(plain):
        return _doubted(_number(found, shown), ABOUT, shown)
    if _SEVERAL.search(plain):
        return QuantityReading(error=_told(SEVERAL_NUMBERS, shown))
    if found := _REMARKED.fullmatch(plain):
        return _doubted(_number(found, shown), REMARK_IN_NUMBER, shown)
    return QuantityReading(error=_told(NOT_A_NUMBER, shown))


def _number(found: re.Match[str], shown: str) -> QuantityReading:
    digits = found["n"].replace(",", "").replace("−", "-")
    if digits[-1].isdigit() and digits.isascii():
        return _whole(float(digits), found["unit"], shown)
    number = chinese_number(digits)
    if number is None:
        return QuantityReading(error=_told(NOT_A_NUMBER, shown))
    return QuantityReading(number, found["unit"])


def _whole(number: float, unit: str, shown: str) -> QuantityReading:
    if number < 0:
        return QuantityReading(error=_told(NEGATIVE, shown))
    if number > MOST_PIECES:
        return QuantityReading(error=_told(TOO_MANY, shown))
    if number % 1:
        return QuantityReading(error=_told(NOT_WHOLE, shown))
    return QuantityReading(int(number), unit)


def _doubted(reading: QuantityReading, phrase: str, shown: str) -> QuantityReading:
    if reading.number is None:
        return reading
    doubt = Problem("quantity", phrase, {"value": shown, "taken": reading.number})
    return QuantityReading(reading.number, reading.unit, doubt)


def _told(phrase: str, shown: str) -> Problem:
    return Problem("quantity", phrase, {"value": shown})
