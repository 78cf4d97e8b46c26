"""The named rules of a roster, and how much each allows.

The names are the field's standard terms. A rule blocks, warns or is off; a warning is passed with
a reason, which is kept. Amounts are in the unit that ``RULE_UNITS`` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId


class Rule(StrEnum):
    """What a roster can break. Cover and skill are of a shift or a time; all else of a person."""

    OVERLAP = "overlap"
    STANDING = "standing"
    LEAVE = "leave"
    AVAILABILITY = "availability"
    FULL = "full"
    REST = "rest"
    SHIFTS_A_DAY = "shifts_a_day"
    SHIFTS_A_WEEK = "shifts_a_week"
    SHIFTS_A_MONTH = "shifts_a_month"
    HOURS_A_DAY = "hours_a_day"
    HOURS_A_WEEK = "hours_a_week"
    HOURS_A_MONTH = "hours_a_month"
    CONSECUTIVE = "consecutive"
    LEAST_CONSECUTIVE = "least_consecutive"
    WEEKENDS = "weekends"
    MINOR_HOURS = "minor_hours"
    MINOR_EVENING = "minor_evening"
    MINOR_CONSENT = "minor_consent"
    TOGETHER = "together"
    APART = "apart"
    MENTOR = "mentor"
    SKILL = "skill"
    REQUEST = "request"


class Weight(StrEnum):
    """禁止, 提醒, 不用."""

    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


class Unit(StrEnum):
    """What a rule's amount counts."""

    NONE = ""
    MINUTES = "minutes"
    SHIFTS = "shifts"
    DAYS = "days"
    WEEKENDS = "weekends"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """How a rule stands: its weight and the amount it allows."""

    weight: Weight
    amount: int = 0


RULE_UNITS = {
    Rule.REST: Unit.MINUTES,
    Rule.SHIFTS_A_DAY: Unit.SHIFTS,
    Rule.SHIFTS_A_WEEK: Unit.SHIFTS,
    Rule.SHIFTS_A_MONTH: Unit.SHIFTS,
    Rule.HOURS_A_DAY: Unit.MINUTES,
    Rule.HOURS_A_WEEK: Unit.MINUTES,
    Rule.HOURS_A_MONTH: Unit.MINUTES,
    Rule.CONSECUTIVE: Unit.DAYS,
    Rule.LEAST_CONSECUTIVE: Unit.DAYS,
    Rule.WEEKENDS: Unit.WEEKENDS,
    Rule.MINOR_HOURS: Unit.MINUTES,
    Rule.MINOR_EVENING: Unit.CLOCK,
}
"""Rules that have an amount; all others only hold or not."""

MINORS_NIGHT_ENDS = 360
"""MINOR_EVENING also refuses what begins before 06:00. Like the limits below this is the product's
own default: no public rule about volunteers states an hour."""

ALWAYS_BLOCKS = frozenset({Rule.OVERLAP, Rule.STANDING, Rule.LEAVE, Rule.FULL, Rule.MINOR_CONSENT})
"""No reason passes these, and no setting turns them off."""

USUAL_RULES: Mapping[Rule, RuleChoice] = {
    Rule.OVERLAP: RuleChoice(Weight.BLOCK),
    Rule.STANDING: RuleChoice(Weight.BLOCK),
    Rule.LEAVE: RuleChoice(Weight.BLOCK),
    Rule.AVAILABILITY: RuleChoice(Weight.WARN),
    Rule.FULL: RuleChoice(Weight.BLOCK),
    Rule.REST: RuleChoice(Weight.WARN, 600),
    Rule.SHIFTS_A_DAY: RuleChoice(Weight.WARN, 2),
    Rule.SHIFTS_A_WEEK: RuleChoice(Weight.WARN, 5),
    Rule.SHIFTS_A_MONTH: RuleChoice(Weight.OFF, 20),
    Rule.HOURS_A_DAY: RuleChoice(Weight.WARN, 480),
    Rule.HOURS_A_WEEK: RuleChoice(Weight.WARN, 1440),
    Rule.HOURS_A_MONTH: RuleChoice(Weight.OFF, 6000),
    Rule.CONSECUTIVE: RuleChoice(Weight.WARN, 5),
    Rule.LEAST_CONSECUTIVE: RuleChoice(Weight.OFF, 1),
    Rule.WEEKENDS: RuleChoice(Weight.WARN, 3),
    Rule.MINOR_HOURS: RuleChoice(Weight.BLOCK, 240),
    Rule.MINOR_EVENING: RuleChoice(Weight.BLOCK, 1200),
    Rule.MINOR_CONSENT: RuleChoice(Weight.BLOCK),
    Rule.TOGETHER: RuleChoice(Weight.WARN),
    Rule.APART: RuleChoice(Weight.WARN),
    Rule.MENTOR: RuleChoice(Weight.WARN),
    Rule.SKILL: RuleChoice(Weight.WARN),
    Rule.REQUEST: RuleChoice(Weight.OFF),
}
"""What holds while the station chose nothing. Limits are the product's editable defaults: no public
rule states them; DOMAIN's sources only show 3-hour shifts of 4 to 6 people."""

RULE_WORDS = {
    Rule.OVERLAP: N_("No overlapping shifts"),
    Rule.STANDING: N_("Only active volunteers"),
    Rule.LEAVE: N_("Not on leave"),
    Rule.AVAILABILITY: N_("Only when available"),
    Rule.FULL: N_("No more than the shift takes"),
    Rule.REST: N_("Rest between shifts of two days"),
    Rule.SHIFTS_A_DAY: N_("Most shifts a day"),
    Rule.SHIFTS_A_WEEK: N_("Most shifts a week"),
    Rule.SHIFTS_A_MONTH: N_("Most shifts a month"),
    Rule.HOURS_A_DAY: N_("Most hours a day"),
    Rule.HOURS_A_WEEK: N_("Most hours a week"),
    Rule.HOURS_A_MONTH: N_("Most hours a month"),
    Rule.CONSECUTIVE: N_("Most consecutive days"),
    Rule.LEAST_CONSECUTIVE: N_("Least consecutive days"),
    Rule.WEEKENDS: N_("Most weekends a month"),
    Rule.MINOR_HOURS: N_("Most hours a day for minors"),
    Rule.MINOR_EVENING: N_("Latest end for minors"),
    Rule.MINOR_CONSENT: N_("Consent of a guardian for minors"),
    Rule.TOGETHER: N_("Pairs serve together"),
    Rule.APART: N_("Pairs kept apart"),
    Rule.MENTOR: N_("Novice with a mentor"),
    Rule.SKILL: N_("Skill valid on the day"),
    Rule.REQUEST: N_("Requested days"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that a roster breaks, or would break.

    ``phrase`` with ``values`` says it in one clause about the person, such as "already has 5
    shifts this week" (the name is not in it). ``volunteer_id`` is None where a shift itself lacks
    something. ``assignment_ids`` are the rows it rests on, the newest last; a row that is only
    thought of has none.
    """

    rule: Rule
    weight: Weight
    day: date
    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)
    volunteer_id: VolunteerId | None = None
    shift_id: ShiftId | None = None
    assignment_ids: tuple[AssignmentId, ...] = ()
