"""Whether two names as they were written mean the same person.

Somebody who must not answer may be written down in many ways: with a title before or behind the
name, with blanks, dots or brackets, in traditional characters, or together with others.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from stationdesk.domain.masking import without_title
from stationdesk.domain.name_characters import simplified
from stationdesk.domain.typed_text import without_unseen

_OFFICE = (
    "站长|店长|队长|组长|班长|所长|科长|主任|书记|经理|主管|馆长|值班员|管理员|网格员|工作人员|保洁员|"
    "保安员|保安|保洁|志愿者|义工|社工|前台|师傅|老师|同志|医生|护士|警官"
)
_BEFORE = re.compile(f"^(?:副|代)?(?:{_OFFICE})")
_BEHIND = re.compile(f"(?:副|代)?(?:{_OFFICE})$")
_FAMILIAR = re.compile(r"(?<=[一-鿿]{2})[姐哥嫂叔姨]$")
"""How one is addressed behind a whole name: 王芳姐."""
_BRACKETS = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
_BETWEEN_PERSONS = re.compile(r"[、,;/&|\n]+|(?<=[一-鿿]{2})[和与及跟](?=[一-鿿]{2})")
_WHOLE_NAME = 2
"""Characters from which a word of Chinese is a name of its own: 王芳 李强 are two, 王 芳 is one."""


def plain_person(name: str) -> str:
    """Return a single ``name`` without blanks, marks, brackets and titles, in simplified script.

    Empty where nobody is named.
    """
    return _plain_name(_readable(name))


def is_same_person(one: str, other: str) -> bool:
    """Tell whether somebody is named in both, however they are written; nobody is nobody."""
    return bool(_persons(one) & _persons(other))


@lru_cache(maxsize=1024)
def _persons(text: str) -> frozenset[str]:
    """Return everybody who is named, each also by surname and office where both are told.

    “王芳站长” may be whom somebody else calls “王站长”.
    """
    written = _readable(text)
    pieces = [written, *_BETWEEN_PERSONS.split(_BRACKETS.sub("", written))]
    names = [name for piece in pieces for name in (piece, *_names_in(piece))]
    known = {_plain_name(name) for name in names} | {_by_office(name) for name in names}
    return frozenset(known - {""})


def _readable(text: str) -> str:
    return simplified(without_unseen(unicodedata.normalize("NFKC", text))).casefold()


def _names_in(piece: str) -> list[str]:
    """Return the words of ``piece`` where each of them is a Chinese name of its own."""
    words = piece.split()
    whole = all(len(word) >= _WHOLE_NAME and not word.isascii() for word in words)
    return words if whole else []


def _plain_name(name: str) -> str:
    joined = _joined(name)
    plain = _FAMILIAR.sub("", without_title(_BEHIND.sub("", _BEFORE.sub("", joined))))
    return plain or joined


def _by_office(name: str) -> str:
    """Return surname and office of a name that tells its office, empty of any other."""
    joined = _joined(name)
    office = _BEFORE.search(joined) or _BEHIND.search(joined)
    plain = _plain_name(name)
    return f"{plain[0]}{office.group()}" if office and plain != joined else ""


def _joined(name: str) -> str:
    return "".join(each for each in _BRACKETS.sub("", name) if each.isalnum())
