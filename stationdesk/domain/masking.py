"""Names, phones and ID numbers as they may be shown: enough to tell apart, too little to use.

The forms are the field's usual ones (张*, phone 138****5678, ID number 110101********1234).
"""

from __future__ import annotations

import re

_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
_COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|东方|独孤|南宫|端木|轩辕|百里|呼延|"
    "闻人|澹台|公冶|宗政|濮阳|淳于|太史|公羊|太叔|申屠|仲孙|钟离|鲜于|闾丘|赫连|司空|司寇|第五|西门|完颜|"
    "纳兰|拓跋|颛孙|巫马|乐正|漆雕|东郭|左丘|梁丘"
)
"""Surnames of two characters; all others have one."""
_TITLE = re.compile(
    "(?:小朋友|先生|女士|小姐|老师|师傅|阿姨|叔叔|伯伯|伯母|大爷|大妈|大娘|大叔|大姐|大哥|大婶|大嫂|奶奶|"
    "爷爷|婆婆|公公|婶婶|同学|同志|医生|护士|警官|律师|经理|主任|书记|站长|队长|老板|妈妈|爸爸)$"
)
_SHORT_TITLE = re.compile("[哥姐嫂婶叔伯姨爷奶总工老]")
"""How one is addressed behind the surname; a single character only where it stands alone."""
LEAST_NAME = 2
"""Characters of a name that is looked for in a free text; one alone is in every other word."""
_PHONE = re.compile(r"(?<!\d)(1\d{2})[ -]?\d{4}[ -]?(\d{4})(?!\d)")


def masked(text: str) -> str:
    """Return ``text`` with the middle of every mobile phone and ID number in it hidden."""
    return _PHONE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\2", text))


def masked_words(text: str, *names: str) -> str:
    """Return a free text as it may be shown: no phone, no ID number, and none of ``names``."""
    for name in sorted({each for each in names if len(each) >= LEAST_NAME}, key=len, reverse=True):
        text = text.replace(name, masked_name(name))
    return masked(text)


def masked_name(name: str) -> str:
    """Return ``name`` as a screen or a paper may say it: 张*, 欧阳*, 王阿姨, J***.

    A surname with a title says no given name and stays as it is; a given name in front of a
    title is hidden (张*老师). Of a name in letters the first one stays.
    """
    written = "".join(name.split())
    if not written:
        return ""
    if written[0].isascii():
        return f"{written[0].upper()}***"
    compound = _COMPOUND_SURNAME.match(written)
    surname = compound.group() if compound else written[0]
    given = written[len(surname) :]
    title = _SHORT_TITLE.fullmatch(given) or _TITLE.search(given)
    if title is None:
        return f"{surname}*"
    return f"{surname}{title.group()}" if title.group() == given else f"{surname}*{title.group()}"


def without_title(name: str) -> str:
    """Return ``name`` without how its bearer is addressed: 王芳站长 gives 王芳, 李师傅 gives 李."""
    return _TITLE.sub("", name) or name


def shown_with_tail(name: str, tail: str) -> str:
    """Return a person as a toast or a slip tells them apart: “张* 5678”, or half of it."""
    return " ".join(each for each in (masked_name(name), tail) if each)
