"""What was typed, scanned or pasted, as it is kept and as it is looked for."""

from __future__ import annotations

import unicodedata


def without_unseen(text: str) -> str:
    """Return ``text`` without what nobody sees: control signs, and marks of writing direction.

    Chat programs put such marks around a copied name or number. Blanks and line ends stay.
    """
    return "".join(
        sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf")
    )


def says_something(text: str) -> bool:
    """Tell whether anything that can be seen was written."""
    return bool(without_unseen(text).strip())


def has_words(text: str) -> bool:
    """Tell whether a text has a letter, a digit or a character; marks alone say nothing."""
    return any(sign.isalnum() for sign in text)


def search_text(text: str) -> str:
    """Return ``text`` as records are searched by: half-width, lower case, no blanks at its ends.

    An input method may have made “ＬＹ－００３” of “ly-003”.
    """
    return without_unseen(unicodedata.normalize("NFKC", text)).casefold().strip()
