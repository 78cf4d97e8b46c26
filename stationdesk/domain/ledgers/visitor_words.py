"""The groups of visitors as registers write them: 外卖小哥, 环卫工人, 老年人."""

from __future__ import annotations

import re

from stationdesk.domain.visitors import USUAL_GROUP


def visitor_group(words: str) -> str:
    """Return the group of visitors that a register's words mean; unclear words are other ones."""
    if not words:
        return USUAL_GROUP
    for group, wording in _GROUPS.items():
        if wording.search(words):
            return group
    return "other"


_GROUPS = {
    "rider": re.compile(r"骑手|外卖|送餐"),
    "courier": re.compile(r"快递|快件|物流"),
    "sanitation": re.compile(r"环卫|保洁|清扫"),
    "driver": re.compile(r"司机|代驾|网约车|出租|货运"),
    "builder": re.compile(r"建筑|工地|农民工|务工"),
    "disabled": re.compile(r"残疾|残障|盲|聋"),
    "elder": re.compile(r"老"),
    "child": re.compile(r"学生|儿童|孩|少年"),
    "staff": re.compile(r"志愿|工作人员|职工|值班|站长|干部|网格"),
    "resident": re.compile(r"居民|住户|业主|群众|市民"),
    "passer_by": re.compile(r"路人|行人|过路|过往|游客|路过"),
}
