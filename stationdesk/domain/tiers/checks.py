"""Rules that live by work done in time: upkeep of amenities, checks of required sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.counts import narrowed, usable_days
from stationdesk.domain.tiers.evidence import (
    Account,
    Evidence,
    Support,
    called_until,
    spans_of,
    speaking,
    total,
    turning_days_of,
)
from stationdesk.domain.tiers.facts import Span
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.rhythm import ROUTINE_DAYS, every_so_often, good_until, lead_days
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.tiers.facts import AmenityFact, Facts, UpkeepFact
    from stationdesk.domain.tiers.standard import Rule


@dataclass(frozen=True, slots=True)
class DoneProof:
    """Work or a check done in time on enough pieces.

    ``failed`` are those whose newest run or check found something wrong; ``unknown`` those of
    which nothing can be said.
    """

    rule: Rule
    lead_days: int
    supports: tuple[Support, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    newest: tuple[date, str] | None
    todo: Phrase

    @property
    def looked_on(self) -> date | None:
        """Return the day of the newest run or check; None where there is none."""
        return self.newest[0] if self.newest else None

    def verdict(self, day: date, tier: int) -> State:
        """Return met, not met where the newest look found fault, else not checked."""
        if total(self.supports, day) >= self.rule.needed(tier):
            return State.MET
        return State.NOT_MET if self.failed else State.NOT_CHECKED

    def turning_days(self) -> Iterable[date]:
        """Give the days on which the work begins or ceases to count."""
        return turning_days_of(spans_of(self.supports))

    def account(self, day: date, tier: int) -> Account:
        """Return how often it must be done, and when and by whom it was."""
        there = speaking(self.supports, day)
        done_on, done_by = self.newest or (None, "")
        return Account(
            required=self._asked(),
            found=clauses(self._found(there)),
            todo=None if self.verdict(day, tier) is State.MET else self.todo,
            evidence=tuple(support.evidence for support in there),
            checked_on=done_on,
            checked_by=done_by,
        )

    def renewal(self, until: date) -> Phrase:
        """Return what must be done again by ``until``."""
        called = called_until(self.supports, until)
        text = N_("By {day}, do again: {name} ({names}).")
        return Phrase(text, {"day": until, "name": self.rule.name, "names": called})

    def _asked(self) -> Phrase:
        return every_so_often(self.rule.name, self.rule.interval_days)

    def _found(self, there: tuple[Support, ...]) -> tuple[Phrase, ...]:
        found = []
        if there:
            called = names(tuple(support.name for support in there))
            found.append(Phrase(N_("in time: {names}"), {"names": called}))
        if self.failed:
            found.append(Phrase(N_("found faulty: {names}"), {"names": names(self.failed)}))
        if self.unknown:
            text = N_("not done in time or not on record: {names}")
            found.append(Phrase(text, {"names": names(self.unknown)}))
        none = Phrase(N_("{name}: nothing on record"), {"name": self.rule.name})
        return tuple(found) or (none,)


def prove_upkeep(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> DoneProof:
    """Look at the upkeep of each amenity of the rule's kinds."""
    plans: dict[str, list[UpkeepFact]] = {}
    for plan in facts.upkeep:
        fits = not rule.templates or plan.template in ("", *rule.templates)
        if plan.purpose in rule.purposes and fits:
            plans.setdefault(plan.amenity_uid, []).append(plan)
    supports, failed, unknown, decisive = [], [], [], []
    for amenity in facts.amenities:
        if amenity.kind not in rule.kinds:
            continue
        upkeep = _decisive(rule, plans.get(amenity.uid, []))
        if upkeep is None:
            unknown.append(amenity.label)
            continue
        decisive.append(upkeep)
        if not upkeep.good:
            failed.append(amenity.label)
            continue
        last = _upkeep_good_through(rule, upkeep, facts, goes_on=goes_on)
        supports.append(_upkeep_support(amenity, upkeep, last))
        if last is not None and last < facts.on:
            unknown.append(amenity.label)
    done = [(one.done_on, one.done_by) for one in decisive if one.done_on is not None]
    return DoneProof(
        rule,
        _lead(rule, warn_days, decisive),
        tuple(supports),
        tuple(failed),
        tuple(unknown),
        max(done, default=None),
        Phrase(N_("Carry out and record: {name}."), {"name": rule.name}),
    )


def prove_set_checks(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> DoneProof:
    """Look for the newest check of each required set of the rule's use."""
    supports, failed, unknown, checks = [], [], [], []
    for held in facts.sets:
        if held.used_for not in rule.used_for:
            continue
        check = max(held.checks, key=lambda one: one.on, default=None)
        if check is None:
            unknown.append(held.name)
            continue
        checks.append(check)
        if not check.complete:
            failed.append(held.name)
            continue
        every = rule.interval_days or held.check_every_days
        last = good_until(check.on, every, facts, goes_on=goes_on)
        if last is not None and last < facts.on:
            unknown.append(held.name)
        values = {"name": held.name, "day": check.on, "person": check.checked_by}
        text = Phrase(N_("{name} complete on {day} ({person})"), values)
        supports.append(
            Support(1, (Span(None, last),), Evidence("set_check", check.uid, text), held.name)
        )
    newest = max(((one.on, one.checked_by) for one in checks), default=None)
    todo = Phrase(N_("Go through the whole set and record the check: {name}."), {"name": rule.name})
    lead = lead_days(rule, warn_days)
    return DoneProof(rule, lead, tuple(supports), tuple(failed), tuple(unknown), newest, todo)


def _decisive(rule: Rule, plans: Sequence[UpkeepFact]) -> UpkeepFact | None:
    """Return the plan of an amenity that decides; None where nothing can be said.

    With an interval it is the one done last; else one that found fault, or falls due first.
    """
    if rule.interval_days is not None:
        done = [one for one in plans if one.done_on is not None]
        return max(done, key=lambda one: one.done_on or date.min, default=None)
    dated = [one for one in plans if one.next_due is not None]
    return min(dated, key=lambda one: (one.good, one.next_due), default=None)


def _upkeep_good_through(
    rule: Rule, upkeep: UpkeepFact, facts: Facts, *, goes_on: bool
) -> date | None:
    if rule.interval_days is not None and upkeep.done_on is not None:
        return good_until(upkeep.done_on, rule.interval_days, facts, goes_on=goes_on)
    rhythm = _rhythm_days(upkeep)
    routine = goes_on and rhythm is not None and rhythm <= ROUTINE_DAYS
    in_time = upkeep.next_due is not None and upkeep.next_due >= facts.on
    return None if routine and in_time else upkeep.next_due


def _rhythm_days(upkeep: UpkeepFact) -> int | None:
    if upkeep.done_on is None or upkeep.next_due is None:
        return None
    return (upkeep.next_due - upkeep.done_on).days


def _upkeep_support(amenity: AmenityFact, upkeep: UpkeepFact, last: date | None) -> Support:
    values = {"name": amenity.label, "task": upkeep.task}
    if upkeep.run_uid is None:
        text = Phrase(N_("{name}: {task} due on {day}"), {**values, "day": upkeep.next_due})
        evidence = Evidence("upkeep_plan", upkeep.plan_uid, text)
    else:
        done = {**values, "day": upkeep.done_on, "person": upkeep.done_by}
        text = Phrase(N_("{name}: {task} on {day} ({person})"), done)
        evidence = Evidence("plan_run", upkeep.run_uid, text)
    spans = tuple(narrowed(usable_days(amenity), last))
    return Support(amenity.pieces, spans, evidence, amenity.label)


def _lead(rule: Rule, warn_days: int, upkeep: Sequence[UpkeepFact]) -> int:
    """Return the lead of an upkeep rule; without an interval the plan's own rhythm sets it."""
    if rule.interval_days is not None:
        return lead_days(rule, warn_days)
    rhythms = [days for one in upkeep if (days := _rhythm_days(one)) is not None]
    return min(warn_days, min(rhythms, default=4 * warn_days) // 4)
