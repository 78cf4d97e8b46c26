"""Words by which a record is found: as written, in full pinyin, and by the initials of it."""

from __future__ import annotations

from itertools import islice, product

MOST_READINGS = 16
"""A name of many characters with several readings each is not spelled in every way."""


def search_words(*texts: str) -> str:
    """Return ``texts`` with their pinyin and initials, in lower case, ready for a substring search.

    “雨伞” gives ``雨伞 yusan ys``. Characters with several readings (长, 重) give each of them.
    """
    written = [text.strip().lower() for text in texts if text.strip()]
    spelled = [word for text in written for word in _spellings(text)]
    return " ".join(dict.fromkeys([*written, *spelled]))


def initials(text: str) -> str:
    """Return the first letter of each character as it is read, or of each word: 轮椅 gives LY."""
    if text.isascii():
        return "".join(word[0] for word in text.split()).upper()
    from pypinyin import Style, lazy_pinyin  # heavy: not on the way to the first window

    spoken = lazy_pinyin("".join(each for each in text if each.isalnum()), style=Style.NORMAL)
    return "".join(word[:1] for word in spoken).upper()


def _spellings(text: str) -> list[str]:
    """Return full pinyin and initials: first as the word is read, then in other readings."""
    if text.isascii():
        return []
    from pypinyin import Style, lazy_pinyin, pinyin  # heavy: not on the way to the first window

    letters = [each for each in text if each.isalnum()]
    spoken = lazy_pinyin("".join(letters), style=Style.NORMAL)
    readings = [pinyin(each, style=Style.NORMAL, heteronym=True)[0] for each in letters]
    full = islice(product(*readings), MOST_READINGS)
    initials = [list(dict.fromkeys(word[:1] for word in each)) for each in readings]
    short = islice(product(*initials), MOST_READINGS)
    return ["".join(spoken), *("".join(word) for word in full), *("".join(word) for word in short)]
