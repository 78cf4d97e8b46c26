"""A signed self-assessment as it is frozen: text for ever, readable in both languages.

Each phrase is kept twice: as it was said in the language of the day it was signed, and as phrase
and values, so that the other language can be spoken too. What was said stays as it was said.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.tiers.phrases import Phrase, Words, as_plain, phrase_from_plain
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.evidence import Evidence
    from stationdesk.domain.tiers.forecast import ForecastStep

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that was frozen; ``str()`` gives the very words where the language is the same."""

    phrase: Phrase
    texts: Mapping[str, str]

    def __str__(self) -> str:
        """Return what was said, or the phrase in another language."""
        return self.texts.get(language()) or str(self.phrase)


@dataclass(frozen=True, slots=True)
class SignedEvidence:
    """A record that proved something on the day of signing."""

    what: str
    id: str
    text: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFinding:
    """A finding as it was signed; the fields are those of ``Finding``."""

    code: str
    name: Words
    tier: int
    judged_for: int
    stated: bool
    source: Words
    state: State
    states: Mapping[int, State]
    required: Said
    found: Said
    todo: Said | None
    reason: Said | None
    until: date | None
    checked_on: date | None
    checked_by: str
    evidence: tuple[SignedEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedStep:
    """A step of the forecast as it was signed: the day, the tiers, and through which services."""

    day: date
    tier_from: int | None
    tier_to: int | None
    codes: tuple[str, ...]
    names: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole signed self-assessment."""

    station_code: str
    station_name: str
    standard_key: str
    standard_version: str
    standard_title: Words
    standard_source: Words
    standard_note: Words
    on: date
    assessor: str
    attained: int | None
    applied_for: int | None
    findings: tuple[SignedFinding, ...]
    forecast: tuple[SignedStep, ...]

    def counts(self, tier: int) -> tuple[int, int]:
        """Return how many of the services that ``tier`` requires were offered, of how many."""
        states = [one.states[tier] for one in self.findings if tier in one.states]
        return sum(state.counts for state in states), len(states)


def snapshot_text(
    assessment: Assessment,
    steps: Sequence[ForecastStep],
    *,
    station_code: str,
    station_name: str,
    assessor: str,
) -> str:
    """Return the text (JSON) that is kept of an assessment when it is signed."""
    standard = assessment.standard
    body = {
        "format": FORMAT,
        "station": {"code": station_code, "name": station_name},
        "standard": {
            "key": standard.key,
            "version": standard.version,
            "title": as_plain(standard.title),
            "source": as_plain(standard.source),
            "note": as_plain(standard.note),
        },
        "on": assessment.on.isoformat(),
        "assessor": assessor,
        "attained": assessment.attained,
        "applied_for": assessment.applied_for,
        "findings": [_finding(one) for one in assessment.findings],
        "forecast": [_step(one) for one in steps],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """Return the SHA-256 of a snapshot's text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_snapshot(text: str) -> Snapshot:
    """Return the snapshot that ``snapshot_text`` wrote."""
    body = json.loads(text)
    standard = body["standard"]
    return Snapshot(
        station_code=body["station"]["code"],
        station_name=body["station"]["name"],
        standard_key=standard["key"],
        standard_version=standard["version"],
        standard_title=_words(standard["title"]),
        standard_source=_words(standard["source"]),
        standard_note=_words(standard["note"]),
        on=date.fromisoformat(body["on"]),
        assessor=body["assessor"],
        attained=body["attained"],
        applied_for=body["applied_for"],
        findings=tuple(_signed_finding(one) for one in body["findings"]),
        forecast=tuple(_signed_step(one) for one in body["forecast"]),
    )


def title_of_standard(text: str) -> Words | None:
    """Return how the standard of a snapshot was called; None where the text was spoilt."""
    try:
        return _words(json.loads(text)["standard"]["title"])
    except (ValueError, KeyError, TypeError):
        return None


def _finding(finding: Finding) -> dict[str, object]:
    criterion = finding.criterion
    return {
        "code": criterion.code,
        "name": as_plain(criterion.name),
        "tier": criterion.tier,
        "judged_for": finding.judged_for,
        "stated": criterion.stated,
        "source": as_plain(criterion.source),
        "state": finding.state.value,
        "states": {str(tier): state.value for tier, state in finding.states.items()},
        "required": _frozen(finding.required),
        "found": _frozen(finding.found),
        "todo": _frozen(finding.todo),
        "reason": _frozen(finding.reason),
        "until": _iso(finding.until),
        "checked_on": _iso(finding.checked_on),
        "checked_by": finding.checked_by,
        "evidence": [_evidence(one) for one in finding.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {"what": evidence.what, "id": evidence.id, "text": _frozen(evidence.text)}


def _step(step: ForecastStep) -> dict[str, object]:
    return {
        "day": step.day.isoformat(),
        "tier_from": step.tier_from,
        "tier_to": step.tier_to,
        "codes": [one.criterion.code for one in step.because],
        "names": [as_plain(one.criterion.name) for one in step.because],
    }


def _frozen(phrase: Phrase | None) -> dict[str, object] | None:
    if phrase is None:
        return None
    return {"said": {language(): str(phrase)}, "as": as_plain(phrase)}


def _said(plain: Mapping[str, Any]) -> Said:
    return Said(phrase_from_plain(plain["as"]), plain["said"])


def _said_or_none(plain: Mapping[str, Any] | None) -> Said | None:
    return None if plain is None else _said(plain)


def _signed_finding(plain: Mapping[str, Any]) -> SignedFinding:
    return SignedFinding(
        code=plain["code"],
        name=_words(plain["name"]),
        tier=plain["tier"],
        judged_for=plain["judged_for"],
        stated=plain["stated"],
        source=_words(plain["source"]),
        state=State(plain["state"]),
        states={int(tier): State(state) for tier, state in plain["states"].items()},
        required=_said(plain["required"]),
        found=_said(plain["found"]),
        todo=_said_or_none(plain["todo"]),
        reason=_said_or_none(plain["reason"]),
        until=_day(plain["until"]),
        checked_on=_day(plain["checked_on"]),
        checked_by=plain["checked_by"],
        evidence=tuple(
            SignedEvidence(one["what"], one["id"], _said(one["text"])) for one in plain["evidence"]
        ),
    )


def _signed_step(plain: Mapping[str, Any]) -> SignedStep:
    return SignedStep(
        day=date.fromisoformat(plain["day"]),
        tier_from=plain["tier_from"],
        tier_to=plain["tier_to"],
        codes=tuple(plain["codes"]),
        names=tuple(_words(one) for one in plain["names"]),
    )


def _words(plain: Mapping[str, str]) -> Words:
    return Words(plain["zh"], plain["en"])


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
