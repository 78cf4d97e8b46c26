"""What the planner is asked for, and in which order things matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Matter(Enum):
    """What a roster can be good at.

    ``MUST`` are rules that block but depend on others (a novice's mentor, a pair, the shortest run
    of days): pinned rows may break them whatever is done, so they are priced above all else.
    """

    MUST = auto()
    COVER = auto()
    SKILL = auto()
    RULES = auto()
    FAIRNESS = auto()
    STABILITY = auto()
    WISHES = auto()


PLANNING = (
    Matter.MUST,
    Matter.COVER,
    Matter.SKILL,
    Matter.RULES,
    Matter.FAIRNESS,
    Matter.STABILITY,
    Matter.WISHES,
)
"""A roster made anew: 有人在岗 ≫ 技能 ≫ 规则 ≫ 公平 ≫ 少变动 ≫ 意愿."""

REPLANNING = (
    Matter.MUST,
    Matter.COVER,
    Matter.SKILL,
    Matter.RULES,
    Matter.STABILITY,
    Matter.FAIRNESS,
    Matter.WISHES,
)
"""A roster that people know already: nobody is moved for fairness alone."""


KEPT = 100
"""How much dearer it is to break a rule that blocks and holds than to leave one broken."""
MOST_MOVED = 2
"""Five shifts lost and filled, and two others moved to where they are needed more: nine rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWishes:
    """Which days to plan, and what may move.

    ``first`` and ``last`` lie within the facts. ``now`` is an absolute minute: what began before
    it never moves; None is the start of today. Without ``keep_pinned`` pinned rows are like any
    others. With ``keep_existing`` rows move only for cover, skills and rules, and no more than
    ``most_moved`` of those that could stay (None sets no limit): after an absence a few rows are
    added, and hardly any of the others change. With ``only_add`` no row goes at all.
    """

    first: date
    last: date
    now: int | None = None
    keep_pinned: bool = True
    keep_existing: bool = True
    most_moved: int | None = MOST_MOVED
    only_add: bool = False

    @property
    def order(self) -> tuple[Matter, ...]:
        """What matters, the most important first."""
        return REPLANNING if self.keep_existing else PLANNING

    def level(self, matter: Matter) -> int:
        """Return the level on which something is priced."""
        return self.order.index(matter)
