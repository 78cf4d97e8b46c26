"""What a finding says, kept apart from the language it is said in.

A signed assessment must be readable years later in either language, so findings hold the English
phrase (the gettext message) and its values, never a finished sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stationdesk.i18n import N_, _, language

BETWEEN_NAMES = N_(", ")
BETWEEN_CLAUSES = N_("; ")
BETWEEN_SENTENCES = N_(" ")


@dataclass(frozen=True, slots=True)
class Words:
    """A text that a standard brings along in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Return the text in the user's language; the other one where that is empty."""
        return (self.zh or self.en) if language().startswith("zh") else (self.en or self.zh)


@dataclass(frozen=True, slots=True)
class Listed:
    """Several texts in a row; ``joint`` is the phrase between two of them."""

    parts: tuple[object, ...]
    joint: str = BETWEEN_NAMES

    def __str__(self) -> str:
        """Return the parts in the user's language, one after the other."""
        return _(self.joint).join(str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence (gettext message) and what stands in its holes; ``str()`` says it.

    Values are str, int, ``date``, ``Words``, ``Listed`` or other phrases.
    """

    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in the user's language."""
        return _(self.phrase).format(**self.values)


NOTHING = Phrase("")
"""The phrase that says nothing."""


def clauses(phrases: tuple[Phrase, ...]) -> Phrase:
    """Return several phrases as one; an only one stays as it is."""
    if len(phrases) == 1:
        return phrases[0]
    return Phrase("{clauses}", {"clauses": Listed(phrases, BETWEEN_CLAUSES)})


def sentences(phrases: tuple[Phrase, ...]) -> Phrase:
    """Return several whole sentences as one phrase; an only one stays as it is."""
    if len(phrases) == 1:
        return phrases[0]
    return Phrase("{sentences}", {"sentences": Listed(phrases, BETWEEN_SENTENCES)})


def names(texts: tuple[object, ...], shown: int = 5) -> object:
    """Return ``texts`` as a list; those beyond the first ``shown`` are only counted."""
    if len(texts) <= shown:
        return Listed(texts)
    more = Phrase(N_("{names} and {count} more"), {"count": len(texts) - shown})
    return Phrase(more.phrase, {"names": Listed(texts[:shown]), **more.values})


def as_plain(value: object) -> object:
    """Return ``value`` as JSON can hold it; ``from_plain`` gives back an equal one.

    Raises:
        TypeError: for a value that a phrase cannot hold.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Listed):
        return {"parts": [as_plain(part) for part in value.parts], "joint": value.joint}
    if isinstance(value, Phrase):
        plain = {name: as_plain(held) for name, held in value.values.items()}
        return {"phrase": value.phrase, "values": plain}
    raise TypeError(f"a phrase cannot hold {type(value).__name__}")


def from_plain(plain: object) -> object:
    """Return the value that ``as_plain`` made ``plain`` of."""
    if not isinstance(plain, Mapping):
        return plain
    if "day" in plain:
        return date.fromisoformat(plain["day"])
    if "zh" in plain:
        return Words(plain["zh"], plain["en"])
    if "parts" in plain:
        return Listed(tuple(from_plain(part) for part in plain["parts"]), plain["joint"])
    values = {name: from_plain(held) for name, held in plain["values"].items()}
    return Phrase(plain["phrase"], values)


def phrase_from_plain(plain: object) -> Phrase:
    """Return the phrase that ``as_plain`` made ``plain`` of."""
    value = from_plain(plain)
    if not isinstance(value, Phrase):
        raise TypeError("not a phrase")
    return value
