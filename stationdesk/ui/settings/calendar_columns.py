"""The columns of the working calendar and of the time limits of answers, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.domain.feedback.policies import kind_policy
from stationdesk.domain.working_days import DAY_KIND_WORDS, DayKind
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.settings.columns import COMES, HELD, HOLDS_TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.calendar_rules import CalendarSpan
    from stationdesk.domain.feedback.policies import Policy

DAY_KIND_TONES = {
    DayKind.HOLIDAY: Tone.GOOD,
    DayKind.WORKED_WEEKEND: Tone.INFO,
    DayKind.MARKET: Tone.NEUTRAL,
    DayKind.WORKDAY: Tone.NEUTRAL,
    DayKind.WEEKEND: Tone.NEUTRAL,
    DayKind.CLOSED: Tone.NEUTRAL,
}
_MARKS = {kind: Mark(words, DAY_KIND_TONES[kind]) for kind, words in DAY_KIND_WORDS.items()}


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """Limits that the station chose, as the list shows them."""

    policy: Policy
    mark: Mark


def policy_lines(chosen: Sequence[Policy], today: date) -> list[PolicyLine]:
    """Return the limits the station chose, those that come first, the latest day first."""
    lines = [PolicyLine(each, _mark_of(each, chosen, today)) for each in chosen]
    return sorted(lines, key=lambda line: line.policy.valid_from, reverse=True)


def _mark_of(policy: Policy, chosen: Sequence[Policy], today: date) -> Mark:
    if policy.valid_from > today:
        return COMES
    return HOLDS_TODAY if kind_policy(policy.kind, today, chosen) == policy else HELD


def _source(span: CalendarSpan) -> str:
    return span.source or _("Entered by the station")


SPANS: tuple[Column[CalendarSpan], ...] = (
    Column("first_day", N_("First day"), Kind.DAY, attrgetter("first_day"), 7),
    Column("last_day", N_("Last day"), Kind.DAY, attrgetter("last_day"), 7),
    Column("days", N_("Number of days"), Kind.COUNT, attrgetter("days"), 4),
    Column("kind", N_("Kind of day"), Kind.STATE, lambda span: _MARKS[span.kind], 9),
    Column("name", N_("Occasion"), Kind.TEXT, attrgetter("name"), 8, grows=True),
    Column("source", N_("Source"), Kind.TEXT, _source, 12, grows=True),
)

POLICIES: tuple[Column[PolicyLine], ...] = (
    Column(
        "kind",
        N_("Kind of entry"),
        Kind.TEXT,
        lambda line: _(FEEDBACK_KIND_WORDS[line.policy.kind]),
        8,
        grows=True,
    ),
    Column("first", N_("First reply"), Kind.COUNT, attrgetter("policy.first_days"), 6),
    Column("final", N_("Final answer"), Kind.COUNT, attrgetter("policy.final_days"), 6),
    Column("valid_from", N_("In force from"), Kind.DAY, attrgetter("policy.valid_from"), 7),
    Column("state", N_("State"), Kind.STATE, attrgetter("mark"), 6),
)
