"""Whether two names as they were written mean the same person."""

from __future__ import annotations

from stationdesk.domain.masking import without_title


def plain_person(name: str) -> str:
    """Return ``name`` without blanks, without a title behind it, in lower case."""
    return without_title("".join(name.split())).casefold()


def is_same_person(one: str, other: str) -> bool:
    """Tell whether both names are the same but for blanks and titles; nobody is nobody."""
    return bool(plain_person(one)) and plain_person(one) == plain_person(other)
