"""The names in a cell of a roster: 张三、李四, 组长：王五, 赵六（替班）; 休 and 无 are nobody."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from stationdesk.domain.ledgers.cells import tidy_text
from stationdesk.domain.ledgers.roster_times import LONGEST_TEXT
from stationdesk.domain.masking import LEAST_NAME, without_title
from stationdesk.domain.typed_text import without_unseen

MOST_NAME = 20
"""Longer texts are sentences."""


@dataclass(frozen=True, slots=True)
class NamesTold:
    """Who stands in a cell, the remarks beside the names (替班), and words that are no names."""

    names: tuple[str, ...] = ()
    note: str = ""
    odd: tuple[str, ...] = ()


def read_names(text: str) -> NamesTold:
    """Read the names of a cell; phones, titles and labels (值班：) beside them are no names."""
    if len(text) > LONGEST_TEXT:
        return NamesTold(odd=(text,))
    plain = without_unseen(unicodedata.normalize("NFKC", text))
    remarks = [found[1].strip() for found in _BRACKET.finditer(plain)]
    bare = _LABEL.sub("、", _PHONE.sub(" ", _BRACKET.sub("、" if "\n" in plain else " ", plain)))
    names: dict[str, None] = {}
    for line in re.split(r"[、,，;；/\\|+&\n]|和(?=\S{2})|及", bare):
        for name in _in_line(line):
            names.setdefault(name)
    notes = (each for each in dict.fromkeys(remarks) if each and not _is_number(each))
    return NamesTold(
        names=tuple(name for name in names if _may_be_name(name)),
        note="；".join(notes),
        odd=tuple(name for name in names if not _may_be_name(name)),
    )


def is_nobody(text: str) -> bool:
    """Tell whether a cell only says that nobody is on duty: 休, 调休, 无, 闭站, —."""
    plain = "".join(unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).split()).strip("()[]。.")
    return _NOBODY.fullmatch(plain) is not None


def _in_line(line: str) -> list[str]:
    """Return the names of a part between signs; blanks part them, but not the signs of one."""
    shown = tidy_text(line)
    tokens = shown.split()
    if len(tokens) > 1 and all(len(token) == 1 for token in tokens):
        tokens = ["".join(tokens)]
    if len(tokens) > 1 and all(token.isascii() for token in tokens):
        tokens = [" ".join(tokens)]
    return [name for token in _spread_pairs(tokens) if (name := _name(token))]


def _spread_pairs(tokens: list[str]) -> list[str]:
    """Return the tokens with 张 三 put together where it stands beside longer names."""
    joined: list[str] = []
    open_one = False
    for token in tokens:
        if open_one and len(token) == 1:
            joined[-1] += token
            open_one = False
        else:
            joined.append(token)
            open_one = len(token) == 1
    return joined


def _name(token: str) -> str:
    name = token.strip(" :.。·-—_*★☆●√✓\"'“”‘’")
    if not name or is_nobody(name):
        return ""
    bare = without_title(name)
    return bare if len(bare) >= LEAST_NAME else name


def _may_be_name(text: str) -> bool:
    return len(text) <= MOST_NAME and not _NO_NAME.search(text)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d\s\-*+]+", text) is not None


_BRACKET = re.compile(r"[(\[【]([^)\]】]{0,30})[)\]】]")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?[\d*]{4}[ -]?\d{4}(?!\d)|\d{7,12}")
_LABEL = re.compile(
    r"(?:值班|带班|当班|值守|岗位|组长|副?班长|队长|站长|领班|主班|副班|志愿者|人员|成员|负责人|早班|中班|晚班"
    r"|上午|下午|晚上)(?:人员|领导|员|长)?\s*[:]"
)
_NO_NAME = re.compile(
    r"[\d:?？!！。=<>@#%]|全体|全员|所有|轮流|另行|通知|待安排|见附|社区$|驿站$|志愿者$"
)
_NOBODY = re.compile(
    r"(?:休息?|调休|轮休|公休|补休|双休|休假|放假|年假|年休|假|节假日?|法定节假日|请假|事假|病假|产假|婚假|丧假"
    r"|无人?|没有|空|空岗|空缺|暂缺|缺|待定|待排|不排班?|不值班|闭馆|闭站|关门|不开放|停班|停止服务|停|休站|旷工?"
    r"|[/\\|\-‐‑–—―一_~～*×✗✘xX0○.。·…]+|n/?a|none|off|rest)",
    re.I,
)
