"""How many people must be at the desk at which time of which days (保证窗口有人)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import Weight

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import CoverRuleId, SkillId
    from stationdesk.domain.working_days import DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCoverRule:
    """From ``from_minute`` up to ``to_minute`` of days of ``day_kinds``: at least ``people``.

    ``skilled`` of those present have ``skill_id``. An end over 1440 lies after midnight.
    """

    name: str
    day_kinds: frozenset[DayKind]
    from_minute: int
    to_minute: int
    people: int = 1
    skill_id: SkillId | None = None
    skilled: int = 0
    weight: Weight = Weight.BLOCK
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRule:
    """A cover rule as recorded; several rules about the same time all hold."""

    id: CoverRuleId
    uid: str
    name: str
    day_kinds: frozenset[DayKind]
    from_minute: int
    to_minute: int
    people: int
    skill_id: SkillId | None
    skilled: int
    weight: Weight
    valid_from: date
    valid_until: date | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A stretch of time in which fewer people are there than a rule wants.

    ``starts`` and ``ends`` are absolute minutes, to the minute and as long as nothing changes.
    ``present`` and ``wanted`` count people, or people with the skill where ``skill_id`` is told.
    """

    rule_id: CoverRuleId
    rule_name: str
    weight: Weight
    starts: int
    ends: int
    present: int
    wanted: int
    skill_id: SkillId | None = None

    @property
    def missing(self) -> int:
        """How many people are wanted and not there."""
        return self.wanted - self.present

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.ends - self.starts
