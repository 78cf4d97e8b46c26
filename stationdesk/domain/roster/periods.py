"""A roster: its days, how far it is, and what was published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import PeriodId


class PeriodState(StrEnum):
    """草稿, 拟定待审, 已发布, 已关闭."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    CLOSED = "closed"


PERIOD_STATE_WORDS = {
    PeriodState.DRAFT: N_("Roster draft"),
    PeriodState.PROPOSED: N_("Roster proposed"),
    PeriodState.PUBLISHED: N_("Roster published"),
    PeriodState.CLOSED: N_("Roster closed"),
}

PERIOD_MOVES = {
    PeriodState.DRAFT: frozenset({PeriodState.PROPOSED, PeriodState.PUBLISHED}),
    PeriodState.PROPOSED: frozenset({PeriodState.DRAFT, PeriodState.PUBLISHED}),
    PeriodState.PUBLISHED: frozenset({PeriodState.CLOSED}),
    PeriodState.CLOSED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A roster as recorded; ``number`` is PB-2026-003, ``revision`` 0 before it was published.

    Edits of a published roster wait under the next revision until they are published again.
    """

    id: PeriodId
    uid: str
    number: str
    first_day: date
    last_day: date
    state: PeriodState
    revision: int
    recorded_at: str
    recorded_by: str
    version: int


@dataclass(frozen=True, slots=True, order=True)
class RevisionRow:
    """One place of a published roster: who serves when, told without a name."""

    day: date
    from_minute: int
    to_minute: int
    shift: str
    post: str
    volunteer_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A roster as it was published."""

    period_id: PeriodId
    revision: int
    reason: str
    rows: tuple[RevisionRow, ...]
    recorded_at: str
    recorded_by: str
