"""What a line of an inspection says, as it is kept: frozen, and readable in both languages.

It is kept twice, as a signed self-assessment does it: as it was said on the day, and as phrase and
values, so that the other language can be spoken too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stationdesk.domain.tiers.phrases import Phrase, Words, as_plain, phrase_from_plain
from stationdesk.domain.tiers.snapshot import Said, SignedEvidence
from stationdesk.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.tiers.evidence import Evidence


def phrase_text(phrase: Phrase) -> str:
    """Return the text under which a phrase is kept; empty for one that says nothing."""
    return _json(_frozen(phrase)) if str(phrase) else ""


def typed_text(typed: str) -> str:
    """Return the text under which something typed is kept: the same in either language."""
    plain = typed.strip()
    return phrase_text(Phrase("{typed}", {"typed": plain})) if plain else ""


def read_phrase(text: str) -> Said | None:
    """Return what ``phrase_text`` kept; None where nothing was said."""
    return _said(json.loads(text)) if text else None


def said_text(said: Said | None) -> str:
    """Return the text under which what was frozen before is kept again, word for word."""
    if said is None:
        return ""
    return _json({"said": dict(said.texts), "as": as_plain(said.phrase)})


def words_text(words: Words) -> str:
    """Return the text under which a name is kept in both languages."""
    return _json(as_plain(words))


def read_words(text: str) -> Words:
    """Return the name that ``words_text`` kept."""
    plain = json.loads(text)
    return Words(plain["zh"], plain["en"])


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Return the text under which the records that prove a line are kept."""
    told = [{"what": one.what, "id": one.id, "text": _frozen(one.text)} for one in evidence]
    return _json(told) if told else ""


def read_evidence(text: str) -> tuple[SignedEvidence, ...]:
    """Return the records that ``evidence_text`` kept."""
    told = json.loads(text) if text else []
    return tuple(SignedEvidence(one["what"], one["id"], _said(one["text"])) for one in told)


def _frozen(phrase: Phrase) -> dict[str, object]:
    return {"said": {language(): str(phrase)}, "as": as_plain(phrase)}


def _said(plain: Mapping[str, Any]) -> Said:
    return Said(phrase_from_plain(plain["as"]), plain["said"])


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
