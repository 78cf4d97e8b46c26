"""What a register is about where no column says it: 雨伞 in 枫桥路驿站雨伞借用登记表."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.register_titles import own_titles

if TYPE_CHECKING:
    from stationdesk.domain.ledgers.tables import LedgerTable

_LONGEST_THING = 8
_TITLE = re.compile(
    r"(?P<before>.*?)(?:借用|借还|借出|外借|出借|租借|使用|归还)"
    r"(?:和|及|与|、)?(?:归还|返还)?(?:情况)?(?:登记|记录|台账|明细|一览|统计|汇总|清单|$)"
)
_PLACE = re.compile(
    r".*(?:驿站|服务站|工作站|站点|分点|中心|社区|街道|小区|大厅|窗口|有限公司|年度|年份|年|月份|月|季度|学期|站)"
)
_GENERIC = re.compile(
    r"(?:爱心|便民|公共|公用|共享|服务|免费|日常|各类|其他|驿站|志愿)*"
    r"(?:物品|物资|用品|物件|东西|设施|设备|设施设备|器材|资产)?"
)
_NOT_A_THING = re.compile(
    r"[\d:：。，；]|登记|记录|台账|单位|日期|编号|备注|说明|sheet|合计|工作表|站|社区|街道", re.I
)


def thing_told(table: LedgerTable) -> str:
    """Return what the titles say that is lent; empty where they do not, or say 便民物品 only."""
    own = list(own_titles(table))
    for text in (*own, *reversed(table.titles), table.sheet.name, table.book):
        if thing := _in_title(text):
            return thing
    for text in (*own, table.sheet.name):
        if thing := plain_thing(text):
            return thing
    return ""


def plain_thing(text: str) -> str:
    """Return ``text`` where it can be the name of a thing and nothing else."""
    plain = _squeezed(text)
    month = re.sub(r"(?:\d{2,4}年)?\d{1,2}月份?", "", plain).strip(" -_()")
    if not 1 < len(month) <= _LONGEST_THING or _NOT_A_THING.search(month):
        return ""
    return "" if _GENERIC.fullmatch(month) else month


def _in_title(text: str) -> str:
    found = _TITLE.search(_squeezed(text))
    if not found:
        return ""
    thing = _PLACE.sub("", found["before"]).strip("()[]-_·—、“”\"'")
    if not 0 < len(thing) <= _LONGEST_THING or _GENERIC.fullmatch(thing):
        return ""
    return thing


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
