"""Cells of a loan register that tell whether the thing came back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from stationdesk.domain.masking import masked_name
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

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
