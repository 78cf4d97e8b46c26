"""Reading a standard from its TOML text: every mistake is named, with line, item and field."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.tiers.phrases import Phrase, Words
from stationdesk.domain.tiers.standard import (
    VISITORS,
    AgentLife,
    Criterion,
    Rule,
    RuleKind,
    Season,
    Standard,
    Subject,
)
from stationdesk.domain.tiers.standard_fields import (
    AGENTS,
    ALWAYS_ALLOWED,
    AUDIENCES,
    FIELDS_OF,
    PURPOSES,
    SKILLS,
)
from stationdesk.domain.toml_faults import toml_fault
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST_FILE = 500_000
"""Characters; a standard is some tens of thousands long."""

TIER_KEYS = {"T3": 3, "T2": 2, "T1": 1}
KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
CODE = re.compile(r"[A-Z][A-Z0-9-]{0,9}")
LARGEST_AMOUNT = 1_000_000


def read_standard(text: str) -> Standard:
    """Return the standard that ``text`` (TOML) describes.

    Raises:
        Refused: naming every mistake with its line, criterion and field.
    """
    if len(text) > LARGEST_FILE:
        raise Refused([Problem("standard", N_("This standard's text is far too long."))])
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused([toml_fault("standard", error)]) from error
    reading = _Reading(text.splitlines())
    standard = _standard(_Table(reading, content, (), N_("the file's head"), {}))
    refuse_if_any(reading.problems)
    problems = tuple(_contradictions(standard))
    refuse_if_any(problems)
    return standard


@dataclass(slots=True)
class _Reading:
    """The text's lines, and the mistakes found so far."""

    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: tuple[tuple[str, int], ...], name: str) -> int | None:
        """Return the line, from 1, of field ``name`` under the headings of ``path``."""
        start = 0
        for heading, index in path:
            places = [
                number
                for number, line in enumerate(self.lines[start:], start)
                if line.strip() == f"[[{heading}]]"
            ]
            if index >= len(places):
                return None
            start = places[index] + 1
        for number, line in enumerate(self.lines[start:], start + 1):
            if re.match(rf"\s*{re.escape(name)}\s*=", line):
                return number
            if line.lstrip().startswith("[["):
                break
        return start or None


@dataclass(slots=True)
class _Table:
    """One table of the file. Each reading of a field notes what is wrong and goes on."""

    reading: _Reading
    content: Mapping[str, object]
    path: tuple[tuple[str, int], ...]
    called: str
    called_values: Mapping[str, object]
    seen: set[str] = field(default_factory=set)

    def wrong(self, name: str, phrase: str, **values: object) -> None:
        """Note that field ``name`` cannot be used."""
        where: dict[str, object] = {
            "place": Phrase(self.called, self.called_values),
            "field": name,
            "mistake": Phrase(phrase, values),
        }
        line = self.reading.line_of(self.path, name)
        text = N_("{place}, field “{field}”: {mistake}")
        if line is not None:
            where["line"] = line
            text = N_("Line {line}, {place}, field “{field}”: {mistake}")
        about = ".".join([*(str(self.called_values.get("code", "standard")).split()), name])
        self.reading.problems.append(Problem(about, text, where))

    def text(self, name: str, *, needed: bool = True, longest: int = 500) -> str:
        """Return the text in ``name``; "" where there is none."""
        value = self._value(name, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.wrong(name, N_("write a text in quotation marks"))
            return ""
        if len(value) > longest:
            self.wrong(name, N_("at most {longest} characters"), longest=longest)
        return value

    def words(self, name: str, *, needed: bool = True) -> Words:
        """Return the two texts ``name_zh`` and ``name_en``."""
        zh = self.text(f"{name}_zh", needed=needed, longest=2000)
        return Words(zh, self.text(f"{name}_en", needed=needed, longest=2000))

    def whole(self, name: str, least: int, most: int, *, needed: bool = True) -> int | None:
        """Return the whole number in ``name``; None where there is none."""
        value = self._value(name, needed=needed)
        if value is None:
            return None
        if not _is_whole(value, least, most):
            self.wrong(
                name, N_("write a whole number from {least} to {most}"), least=least, most=most
            )
            return None
        return int(str(value))

    def flag(self, name: str, *, needed: bool = False) -> bool:
        """Return the yes or no in ``name``; no where there is none."""
        value = self._value(name, needed=needed)
        if value is not None and not isinstance(value, bool):
            self.wrong(name, N_("write true or false"))
        return value is True

    def wholes(self, name: str, least: int, most: int) -> tuple[int, ...]:
        """Return the list of whole numbers in ``name``; empty where there is none."""
        value = self._value(name, needed=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(_is_whole(one, least, most) for one in value):
            self.wrong(
                name,
                N_("write a list of whole numbers from {least} to {most}"),
                least=least,
                most=most,
            )
            return ()
        return tuple(value)

    def texts(self, name: str, *, among: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the list of texts in ``name``; each must be ``among`` those where some are."""
        value = self._value(name, needed=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(_is_key(one) for one in value):
            self.wrong(name, N_('write a list of words such as ["umbrella"]'))
            return ()
        for one in value:
            if among and one not in among:
                self.wrong(name, N_("“{word}” is not known here"), word=one)
        return tuple(value)

    def amounts(self, name: str) -> dict[int, int]:
        """Return an amount per tier, written ``{T3 = 5, T2 = 10, T1 = 20}``."""
        value = self._value(name, needed=False)
        if value is None:
            return {}
        good = isinstance(value, dict) and all(
            key in TIER_KEYS and _is_whole(one, 1, LARGEST_AMOUNT) for key, one in value.items()
        )
        if not isinstance(value, dict) or not value or not good:
            self.wrong(name, N_("write amounts from 1 on, such as {{T3 = 5, T2 = 10, T1 = 20}}"))
            return {}
        return {TIER_KEYS[key]: one for key, one in value.items()}

    def tables(self, name: str, heading: str, called: str, known_as: str) -> Iterator[_Table]:
        """Give the tables ``[[heading]]``, each called by its field ``known_as``."""
        value = self._value(name, needed=False)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(name, N_("write tables headed [[{heading}]]"), heading=heading)
            return
        for index, content in enumerate(value):
            naming = {**self.called_values, known_as: str(content.get(known_as, index + 1))}
            naming["number"] = index + 1
            path = (*self.path, (heading, index))
            yield _Table(self.reading, content, path, called, naming)

    def nothing_else(self, allowed: tuple[str, ...] = ()) -> None:
        """Note every field that nobody asked for: most often a slip of the pen."""
        for name in self.content:
            if name not in self.seen and name not in allowed:
                self.wrong(name, N_("this field is not known here"))

    def _value(self, name: str, *, needed: bool) -> object:
        self.seen.add(name)
        if needed and name not in self.content:
            self.wrong(name, N_("is missing"))
        return self.content.get(name)


def _standard(head: _Table) -> Standard:
    key, version = head.text("key", longest=40), head.text("version", longest=40)
    if key and not KEY.fullmatch(key):
        head.wrong("key", N_("use small letters, digits and hyphens"))
    subjects = head.tables("subjects", "subjects", N_("subject {key}"), "key")
    former = head.tables("former_subjects", "former_subjects", N_("subject {key}"), "key")
    criteria = head.tables("criteria", "criteria", N_("criterion {code}"), "code")
    standard = Standard(
        key=key,
        version=version,
        title=head.words("title"),
        source=head.words("source"),
        note=head.words("note"),
        warn_days=head.whole("warn_days", 0, 366) or 0,
        based_on=head.text("based_on", needed=False),
        subjects=tuple(_subject(one) for one in subjects),
        former_subjects=tuple(_subject(one) for one in former),
        criteria=tuple(_criterion(one) for one in criteria),
    )
    if not standard.criteria and "criteria" not in head.content:
        head.wrong("criteria", N_("is missing"))
    head.nothing_else()
    return standard


def _subject(table: _Table) -> Subject:
    key = table.text("key", longest=40)
    if key and not KEY.fullmatch(key):
        table.wrong("key", N_("use small letters, digits and hyphens"))
    subject = Subject(
        key=key,
        name=table.words("name"),
        question=table.words("question"),
        unit=table.words("unit", needed=False),
    )
    table.nothing_else()
    return subject


def _criterion(table: _Table) -> Criterion:
    code = table.text("code", longest=10)
    if code and not CODE.fullmatch(code):
        table.wrong("code", N_("use capital letters and digits, such as S01"))
    rules = table.tables(
        "rules", "criteria.rules", N_("criterion {code}, rule {number} ({kind})"), "kind"
    )
    criterion = Criterion(
        code=code,
        name=table.words("name"),
        tier=table.whole("tier", 1, 3) or 3,
        stated=table.flag("stated", needed=True),
        stated_tiers=table.wholes("stated_tiers", 1, 3),
        source=table.words("source"),
        interval_days=table.whole("interval_days", 1, 3660) or 1,
        explanation=table.words("explanation"),
        rules=tuple(_rule(one) for one in rules),
    )
    if criterion.stated != bool(criterion.stated_tiers):
        table.wrong("stated_tiers", N_("name the tiers that the source states, if it states any"))
    if not criterion.rules:
        table.wrong("rules", N_("a criterion needs at least one rule"))
    table.nothing_else()
    return criterion


def _rule(table: _Table) -> Rule:
    written = table.text("kind", longest=40)
    kind = next((one for one in RuleKind if one == written), None)
    if kind is None:
        if written:
            table.wrong("kind", N_("“{word}” is not known here"), word=written)
        return Rule(kind=RuleKind.OPENING_HOURS, name=Words("", ""))
    _check_fields(table, kind)
    alternatives = table.tables(
        "alternatives",
        "criteria.rules.alternatives",
        N_("criterion {code}, alternative {number} ({kind})"),
        "kind",
    )
    return Rule(
        kind=kind,
        name=table.words("name", needed=kind is not RuleKind.ANY_OF),
        unit=table.words("unit", needed=False),
        quantity=table.amounts("quantity"),
        at_most=table.amounts("at_most"),
        tiers=table.wholes("tiers", 1, 3),
        kinds=table.texts("kinds"),
        used_for=table.texts("used_for"),
        purposes=table.texts("purposes", among=PURPOSES),
        templates=table.texts("templates"),
        subject=table.text("subject", needed=False, longest=40),
        skill=_skill(table),
        audience=_audience(table),
        least_in_station=_least_in_station(table),
        interval_days=table.whole("interval_days", 1, 3660, needed=False),
        seasons=tuple(_seasons(table)),
        agents=tuple(_agents(table)),
        alternatives=tuple(_rule(one) for one in alternatives),
        advisory=table.flag("advisory"),
    )


def _audience(table: _Table) -> str:
    written = table.text("audience", needed=False, longest=20) or VISITORS
    if written not in AUDIENCES:
        table.wrong("audience", N_("“{word}” is not known here"), word=written)
    return written


def _skill(table: _Table) -> str:
    written = table.text("skill", needed=False, longest=40)
    if written and written not in SKILLS:
        table.wrong("skill", N_("“{word}” is not known here"), word=written)
    return written


def _least_in_station(table: _Table) -> int:
    least = table.whole("least_in_station", 0, LARGEST_AMOUNT, needed=False)
    return 1 if least is None else least


def _check_fields(table: _Table, kind: RuleKind) -> None:
    needed, allowed = FIELDS_OF[kind]
    for name in needed:
        if name not in table.content:
            table.wrong(name, N_("is missing"))
    table.nothing_else((*ALWAYS_ALLOWED, *needed, *allowed))


def _seasons(table: _Table) -> Iterator[Season]:
    place = N_("criterion {code}, season {number}")
    for one in table.tables("seasons", "criteria.rules.seasons", place, "months"):
        months = one.wholes("months", 1, 12)
        if not months:
            one.wrong("months", N_("is missing"))
        kinds = one.texts("kinds")
        if not kinds:
            one.wrong("kinds", N_("is missing"))
        yield Season(months, kinds)
        one.nothing_else()


def _agents(table: _Table) -> Iterator[AgentLife]:
    place = N_("criterion {code}, extinguishing agent {agent}")
    for one in table.tables("agents", "criteria.rules.agents", place, "agent"):
        agent = one.text("agent", longest=20)
        if agent and agent not in AGENTS:
            one.wrong("agent", N_("“{word}” is not known here"), word=agent)
        yield AgentLife(
            agent=agent,
            first_service=one.whole("first_service", 1, 50) or 1,
            then_every=one.whole("then_every", 1, 50) or 1,
            scrap=one.whole("scrap", 1, 50) or 1,
        )
        one.nothing_else()


def _contradictions(standard: Standard) -> Iterator[Problem]:
    """Name what each line says rightly for itself and cannot hold together."""
    yield from _doubles("code", [one.code for one in standard.criteria])
    subjects = (*standard.subjects, *standard.former_subjects)
    yield from _doubles("key", [one.key for one in subjects])
    known = {one.key for one in standard.subjects}
    for criterion in standard.criteria:
        rules = [rule for outer in criterion.rules for rule in outer.every_rule()]
        for rule in rules:
            if rule.kind is RuleKind.HAND_CHECK and rule.subject not in known:
                text = N_("Criterion {code} asks for the hand check “{key}”, which is not listed.")
                values = {"code": criterion.code, "key": rule.subject}
                yield Problem(f"{criterion.code}.subject", text, values)
        for tier in range(1, criterion.tier + 1):
            binding = [one for one in criterion.rules if one.asks_at(tier) and not one.advisory]
            if not binding:
                text = N_("Criterion {code} asks for nothing at tier {tier}.")
                yield Problem(
                    f"{criterion.code}.rules", text, {"code": criterion.code, "tier": tier}
                )


def _doubles(name: str, values: list[str]) -> Iterator[Problem]:
    for value in sorted({one for one in values if values.count(one) > 1}):
        yield Problem(name, N_("“{word}” is listed more than once."), {"word": value})


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_key(value: object) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None
