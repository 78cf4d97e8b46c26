"""Writing a standard as TOML text, so that a station's edited copy can be read by people too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.standard import VISITORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stationdesk.domain.tiers.phrases import Words
    from stationdesk.domain.tiers.standard import Criterion, Rule, Standard, Subject


def standard_text(standard: Standard) -> str:
    """Return ``standard`` as TOML; ``read_standard`` makes an equal one of it."""
    return "\n".join(_standard_lines(standard)) + "\n"


def _standard_lines(standard: Standard) -> Iterator[str]:
    yield f"key = {_text(standard.key)}"
    yield f"version = {_text(standard.version)}"
    if standard.based_on:
        yield f"based_on = {_text(standard.based_on)}"
    yield from _words("title", standard.title)
    yield from _words("source", standard.source)
    yield from _words("note", standard.note)
    yield f"warn_days = {standard.warn_days}"
    for subject in standard.subjects:
        yield from _subject_lines(subject, "subjects")
    for subject in standard.former_subjects:
        yield from _subject_lines(subject, "former_subjects")
    for criterion in standard.criteria:
        yield from _criterion_lines(criterion)


def _subject_lines(subject: Subject, heading: str) -> Iterator[str]:
    yield ""
    yield f"[[{heading}]]"
    yield f"key = {_text(subject.key)}"
    yield from _words("name", subject.name)
    yield from _words("question", subject.question)
    yield from _words("unit", subject.unit)


def _criterion_lines(criterion: Criterion) -> Iterator[str]:
    yield ""
    yield "[[criteria]]"
    yield f"code = {_text(criterion.code)}"
    yield from _words("name", criterion.name)
    yield f"tier = {criterion.tier}"
    yield f"stated = {str(criterion.stated).lower()}"
    if criterion.stated_tiers:
        yield f"stated_tiers = {list(criterion.stated_tiers)}"
    yield from _words("source", criterion.source)
    yield f"interval_days = {criterion.interval_days}"
    yield from _words("explanation", criterion.explanation)
    for rule in criterion.rules:
        yield from _rule_lines(rule, "criteria.rules")


def _rule_lines(rule: Rule, heading: str) -> Iterator[str]:
    yield ""
    yield f"[[{heading}]]"
    yield f"kind = {_text(rule.kind.value)}"
    yield from _words("name", rule.name)
    yield from _words("unit", rule.unit)
    yield from _amounts("quantity", rule.quantity)
    yield from _amounts("at_most", rule.at_most)
    if rule.tiers:
        yield f"tiers = {list(rule.tiers)}"
    for name in ("kinds", "used_for", "purposes", "templates"):
        if values := getattr(rule, name):
            yield f"{name} = {json.dumps(list(values), ensure_ascii=False)}"
    if rule.subject:
        yield f"subject = {_text(rule.subject)}"
    if rule.skill:
        yield f"skill = {_text(rule.skill)}"
    if rule.audience != VISITORS:
        yield f"audience = {_text(rule.audience)}"
    if rule.least_in_station != 1:
        yield f"least_in_station = {rule.least_in_station}"
    if rule.interval_days is not None:
        yield f"interval_days = {rule.interval_days}"
    if rule.advisory:
        yield "advisory = true"
    yield from _inner_lines(rule, heading)


def _inner_lines(rule: Rule, heading: str) -> Iterator[str]:
    for season in rule.seasons:
        yield f"[[{heading}.seasons]]"
        yield f"months = {list(season.months)}"
        yield f"kinds = {json.dumps(list(season.kinds), ensure_ascii=False)}"
    for life in rule.agents:
        yield f"[[{heading}.agents]]"
        yield f"agent = {_text(life.agent)}"
        yield f"first_service = {life.first_service}"
        yield f"then_every = {life.then_every}"
        yield f"scrap = {life.scrap}"
    for alternative in rule.alternatives:
        yield from _rule_lines(alternative, f"{heading}.alternatives")


def _words(name: str, words: Words) -> Iterator[str]:
    if words.zh or words.en:
        yield f"{name}_zh = {_text(words.zh)}"
        yield f"{name}_en = {_text(words.en)}"


def _amounts(name: str, amounts: Mapping[int, int]) -> Iterator[str]:
    if amounts:
        inner = ", ".join(f"T{tier} = {amounts[tier]}" for tier in sorted(amounts, reverse=True))
        yield f"{name} = {{{inner}}}"


def _text(text: str) -> str:
    """Return ``text`` as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
