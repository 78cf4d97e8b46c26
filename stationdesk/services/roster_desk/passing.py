"""For which rows a reason is kept, when a deed of several rows passes rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.amount_rules import STRETCHES, month_of, saturday_of
from stationdesk.domain.roster.rules import Rule, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssignmentId
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.services.roster_desk.places import Place

LIMITS = frozenset({*STRETCHES, Rule.MINOR_HOURS, Rule.WEEKENDS, Rule.CONSECUTIVE})
"""Rules that many rows break together: each row too much needs a reason of its own."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Reasons to keep: for each new place in its order, and for rows that stay as they are."""

    new: tuple[dict[Rule, str], ...]
    standing: dict[AssignmentId, dict[Rule, str]]


def reasons_of(
    places: Sequence[Place], breaches: Iterable[Breach], passing: Mapping[Rule, str]
) -> Reasons:
    """Return for which rows each reason counts.

    A limit of a day, week or month is passed for each new row of that day, week or month: they
    are too much together. What a change breaks for others is passed for their newest row.
    """
    new: tuple[dict[Rule, str], ...] = tuple({} for _place in places)
    standing: dict[AssignmentId, dict[Rule, str]] = {}
    for each in breaches:
        if each.weight is not Weight.WARN or each.rule not in passing:
            continue
        reason = passing[each.rule].strip()
        about = _about(each, places)
        for at in about:
            new[at][each.rule] = reason
        if not about and each.assignment_ids:
            standing.setdefault(each.assignment_ids[-1], {})[each.rule] = reason
    return Reasons(new, standing)


def _about(breach: Breach, places: Sequence[Place]) -> list[int]:
    """Return which of the new places a breach rests on."""
    if breach.volunteer_id is None:
        return [at for at, each in enumerate(places) if each.shift.id == breach.shift_id]
    theirs = [at for at, each in enumerate(places) if each.volunteer_id == breach.volunteer_id]
    if breach.rule in LIMITS and breach.rule is not Rule.CONSECUTIVE:
        span = _span(breach.rule, breach.day)
        return [at for at in theirs if _span(breach.rule, places[at].shift.day) == span]
    on_shift = [at for at in theirs if places[at].shift.id == breach.shift_id]
    return on_shift or theirs


def _span(rule: Rule, day: date) -> date | None:
    """Return the beginning of the stretch of a limit that ``day`` belongs to."""
    if rule is Rule.WEEKENDS:
        saturday = saturday_of(day)
        return None if saturday is None else month_of(saturday)
    return STRETCHES[rule](day) if rule in STRETCHES else day
