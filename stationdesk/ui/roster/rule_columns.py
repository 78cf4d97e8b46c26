"""The columns of shift templates, cover rules and named rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import (
    ALWAYS_BLOCKS,
    RULE_WORDS,
    Rule,
    RuleChoice,
    Weight,
)
from stationdesk.domain.roster.shifts import ALL_WEEKDAYS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.roster.cover_rule_form import COVER_WEIGHTS
from stationdesk.ui.roster.day_kind_ticks import kinds_words, weekdays_words
from stationdesk.ui.roster.rule_form import WEIGHT_WORDS, amount_words
from stationdesk.ui.roster.words import span_words, times_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.roster.cover_rules import CoverRule
    from stationdesk.domain.roster.shifts import ShiftTemplate

WEIGHT_TONES: Mapping[Weight, Tone] = {
    Weight.BLOCK: Tone.BAD,
    Weight.WARN: Tone.WARNING,
    Weight.OFF: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A named rule as it stands."""

    rule: Rule
    choice: RuleChoice


def _people(template: ShiftTemplate) -> str:
    return _("{needed}, {most} at most").format(needed=template.needed, most=template.most)


def _place(template: ShiftTemplate) -> str:
    return template.post or (_("at the desk") if template.at_desk else _("away from the desk"))


def _template_days(template: ShiftTemplate) -> str:
    kinds = kinds_words(template.day_kinds)
    if template.weekdays == ALL_WEEKDAYS:
        return kinds
    return f"{kinds} · {weekdays_words(template.weekdays)}"


def _cover_wants(rule: CoverRule) -> str:
    people = _("{count} people").format(count=rule.people) if rule.people else ""
    skilled = _("{count} with the skill").format(count=rule.skilled) if rule.skilled else ""
    return " · ".join(filter(None, (people, skilled)))


def _cover_holds(rule: CoverRule) -> str:
    if rule.valid_until is not None:
        return span_words(rule.valid_from, rule.valid_until)
    return _("from {day}").format(day=f"{rule.valid_from:%Y-%m-%d}")


def _rule_mark(line: RuleLine) -> Mark:
    weight = line.choice.weight
    if line.rule in ALWAYS_BLOCKS:
        return Mark(N_("Always blocks"), Tone.BAD)
    return Mark(WEIGHT_WORDS[weight], WEIGHT_TONES[weight])


TEMPLATES: tuple[Column[ShiftTemplate], ...] = (
    Column("name", N_("Shift"), Kind.TEXT, lambda each: each.name, 6),
    Column(
        "times",
        N_("Times"),
        Kind.TEXT,
        lambda each: times_words(each.from_minute, each.to_minute),
        7,
        False,
        lambda each: each.from_minute,
    ),
    Column("people", N_("People"), Kind.TEXT, _people, 7),
    Column("place", N_("Post"), Kind.TEXT, _place, 6),
    Column("days", N_("Days"), Kind.TEXT, _template_days, 16, True),
)
COVER: tuple[Column[CoverRule], ...] = (
    Column("name", N_("Rule"), Kind.TEXT, lambda each: each.name, 9),
    Column(
        "times",
        N_("Times"),
        Kind.TEXT,
        lambda each: times_words(each.from_minute, each.to_minute),
        7,
        False,
        lambda each: each.from_minute,
    ),
    Column("wants", N_("At least"), Kind.TEXT, _cover_wants, 9),
    Column(
        "weight",
        N_("How strict"),
        Kind.STATE,
        lambda each: Mark(COVER_WEIGHTS[each.weight], WEIGHT_TONES[each.weight]),
        9,
    ),
    Column("days", N_("Days"), Kind.TEXT, lambda each: kinds_words(each.day_kinds), 14, True),
    Column("holds", N_("In force"), Kind.TEXT, _cover_holds, 8),
)
RULES: tuple[Column[RuleLine], ...] = (
    Column("name", N_("Rule"), Kind.TEXT, lambda line: _(RULE_WORDS[line.rule]), 14, True),
    Column("weight", N_("How the rule stands"), Kind.STATE, _rule_mark, 9),
    Column("amount", N_("Amount"), Kind.TEXT, lambda line: amount_words(line.rule, line.choice), 8),
)
