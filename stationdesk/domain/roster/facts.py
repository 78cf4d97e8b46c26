"""All that the rules, the cover and the planner look at, as one plain value.

The services read it once for a stretch of days; nothing in it changes. It reaches from
``read_from`` (early enough for the week, the month and a run of days before ``first``) through
``last``: limits of a week or a month count what lies before ``first`` as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import ALWAYS_BLOCKS, USUAL_RULES, Rule, RuleChoice, Weight

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId, SkillId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.cover_rules import CoverRule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.volunteers.availability import (
        Availability,
        AvailabilityException,
        Leave,
    )
    from stationdesk.domain.volunteers.people import Consent, Status
    from stationdesk.domain.volunteers.skills import VolunteerSkill
    from stationdesk.domain.working_days import DayKind


class Bond(StrEnum):
    """同班, 不同班."""

    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two volunteers who serve together, or never on the same shift."""

    one: VolunteerId
    other: VolunteerId
    bond: Bond


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What somebody served in the three months before, for fairness (minutes, counts).

    ``promised`` are the minutes that were promised for those months.
    """

    minutes: int = 0
    promised: int = 0
    weekends: int = 0
    evenings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A volunteer as the roster sees one. ``shown`` is the name on the grid.

    ``limits`` are somebody's own amounts of rules; the stricter of theirs and the station's holds.
    """

    id: VolunteerId
    uid: str
    shown: str
    born: str = ""
    promised_minutes: int = 0
    novice: bool = False
    mentor: bool = False
    statuses: tuple[Status, ...] = ()
    skills: tuple[VolunteerSkill, ...] = ()
    availability: tuple[Availability, ...] = ()
    exceptions: tuple[AvailabilityException, ...] = ()
    leaves: tuple[Leave, ...] = ()
    consents: tuple[Consent, ...] = ()
    limits: Mapping[Rule, int] = field(default_factory=dict)
    carried: Carried = Carried()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts:
    """The roster from ``first`` through ``last``, and what lies before it.

    ``assignments`` holds rows of every state; only the live ones count. ``passed`` are the rules
    that were passed with a reason, by assignment. ``workdays`` are the days that the calendar
    works on; ``kinds`` knows every day from ``read_from`` through ``last``.
    """

    first: date
    last: date
    read_from: date
    today: date
    people: Mapping[VolunteerId, Person]
    shifts: Mapping[ShiftId, Shift]
    assignments: tuple[Assignment, ...]
    kinds: Mapping[date, DayKind]
    workdays: frozenset[date] = frozenset()
    cover_rules: tuple[CoverRule, ...] = ()
    rules: Mapping[Rule, RuleChoice] = field(default_factory=lambda: dict(USUAL_RULES))
    pairs: tuple[Pair, ...] = ()
    skill_names: Mapping[SkillId, str] = field(default_factory=dict)
    passed: Mapping[AssignmentId, frozenset[Rule]] = field(default_factory=dict)

    def choice(self, rule: Rule) -> RuleChoice:
        """Return how ``rule`` stands; some always block."""
        chosen = self.rules.get(rule, USUAL_RULES[rule])
        return RuleChoice(Weight.BLOCK, chosen.amount) if rule in ALWAYS_BLOCKS else chosen

    def amount(self, rule: Rule, person: Person) -> int:
        """Return how much ``rule`` allows ``person``: the stricter of theirs and the station's."""
        usual, own = self.choice(rule).amount, person.limits.get(rule)
        if own is None:
            return usual
        strict_up = rule in (Rule.REST, Rule.LEAST_CONSECUTIVE)
        return max(usual, own) if strict_up else min(usual, own)
