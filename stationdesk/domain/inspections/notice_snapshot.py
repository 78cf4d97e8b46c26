"""What stands on the two copies of a 整改通知单, frozen when it is handed over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.inspections.frozen import read_phrase
from stationdesk.domain.inspections.kinds import InspectionKind, Severity
from stationdesk.domain.tiers.phrases import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.tiers.snapshot import Said

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedAction:
    """An action as the notice asks for it."""

    uid: str
    number: str
    measure: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedFinding:
    """A finding as it stands on the notice, with the clause of the standard that it breaks.

    ``required`` is the text of that clause as ``frozen`` keeps it; ``times`` tells how often in a
    row the item was wanting, ``photos`` names the pictures that were taken of it.
    """

    uid: str
    number: str
    code: str
    item: Words
    required: str
    what: str
    place: str
    severity: Severity
    times: int
    photos: tuple[str, ...]
    actions: tuple[NoticedAction, ...]

    def clause(self) -> Said | None:
        """Return what the standard asks; None for an item outside it."""
        return read_phrase(self.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSnapshot:
    """A whole notice. Until ``objection_until`` it may be objected to (the program's default)."""

    station_code: str
    station_name: str
    inspection_number: str
    inspection_kind: InspectionKind
    inspected_on: date
    inspectors: str
    escort: str
    standard_key: str
    standard_version: str
    standard_title: Words
    addressed_to: str
    issued_on: date
    deadline: date
    recheck_method: str
    objection_until: date
    findings: tuple[NoticedFinding, ...]


def notice_text(snapshot: NoticeSnapshot) -> str:
    """Return the text (JSON) that is kept of a notice."""
    body = {"format": FORMAT} | {name: _plain(getattr(snapshot, name)) for name in _FIELDS}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notice(text: str) -> NoticeSnapshot:
    """Return the notice that ``notice_text`` wrote."""
    body = json.loads(text)
    told = {name: body[name] for name in _FIELDS}
    return NoticeSnapshot(
        **{
            **told,
            "inspection_kind": InspectionKind(told["inspection_kind"]),
            "inspected_on": date.fromisoformat(told["inspected_on"]),
            "issued_on": date.fromisoformat(told["issued_on"]),
            "deadline": date.fromisoformat(told["deadline"]),
            "objection_until": date.fromisoformat(told["objection_until"]),
            "standard_title": _words(told["standard_title"]),
            "findings": tuple(map(_finding, told["findings"])),
        }
    )


_FIELDS = tuple(NoticeSnapshot.__dataclass_fields__)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, NoticedFinding | NoticedAction):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _finding(plain: Mapping[str, Any]) -> NoticedFinding:
    return NoticedFinding(
        **{
            **plain,
            "item": _words(plain["item"]),
            "severity": Severity(plain["severity"]),
            "photos": tuple(plain["photos"]),
            "actions": tuple(map(_action, plain["actions"])),
        }
    )


def _action(plain: Mapping[str, Any]) -> NoticedAction:
    return NoticedAction(**{**plain, "due_on": date.fromisoformat(plain["due_on"])})


def _words(plain: Mapping[str, str]) -> Words:
    return Words(plain["zh"], plain["en"])
