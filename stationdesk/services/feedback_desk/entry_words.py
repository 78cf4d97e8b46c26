"""The words by which an entry is found: the initials of what it says, and its place."""

from __future__ import annotations

MOST_CHARACTERS = 400
"""Of a long text only the beginning is spelled; the rest is found as it is written."""


def entry_words(body: str, place: str) -> str:
    """Return pinyin initials of a text and its place, in lower case; never who said it.

    “雨伞坏了” gives ``yshl``; each stretch between punctuation is a word of its own. Words in
    letters stand in the text itself.
    """
    text = f"{place} {body}".casefold()[:MOST_CHARACTERS]
    stretches = "".join(each if each.isalnum() else " " for each in text).split()
    spoken = (_initials(each) for each in stretches if not each.isascii())
    return " ".join(dict.fromkeys(each for each in spoken if each))


def _initials(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # heavy: not on the way to the first window

    return "".join(word[:1] for word in lazy_pinyin(text, style=Style.NORMAL))
