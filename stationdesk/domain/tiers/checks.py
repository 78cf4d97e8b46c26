"""Rules that live by somebody having looked: upkeep, sets, extinguishers, hand checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.counts import amenity_evidence, amount_asked, narrowed, usable_days
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
from stationdesk.domain.tiers.facts import ONE_DAY, Span, good_through
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.tiers.facts import AmenityFact, Facts, HandCheckFact, UpkeepFact
    from stationdesk.domain.tiers.phrases import Words
    from stationdesk.domain.tiers.standard import AgentLife, Rule

ROUTINE_DAYS = 31
"""Checks that come at least this often are routine; a forecast may suppose that they go on."""


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


@dataclass(frozen=True, slots=True)
class ExtinguisherProof:
    """Enough extinguishers that are due neither for service nor for scrap."""

    rule: Rule
    lead_days: int
    supports: tuple[Support, ...]
    unknown: tuple[str, ...]
    unknown_pieces: int

    def verdict(self, day: date, tier: int) -> State:
        """Return not checked where those of unknown age could make up the number."""
        valid, needed = total(self.supports, day), self.rule.needed(tier)
        if valid >= needed:
            return State.MET
        return State.NOT_CHECKED if valid + self.unknown_pieces >= needed else State.NOT_MET

    def turning_days(self) -> Iterable[date]:
        """Give the days on which one falls due for service or scrap."""
        return turning_days_of(spans_of(self.supports))

    def account(self, day: date, tier: int) -> Account:
        """Return how many are valid, which are not, and of which the age is not known."""
        there, needed = speaking(self.supports, day), self.rule.needed(tier)
        values = {"name": self.rule.name, "unit": self.rule.unit}
        found = [Phrase(N_("{name}: {found} {unit} valid"), {**values, "found": total(there, day)})]
        gone = tuple(one.name for one in self.supports if not one.on(day))
        if gone:
            text = N_("due for service or scrap, or not usable: {names}")
            found.append(Phrase(text, {"names": names(gone)}))
        if self.unknown:
            text = N_("make date or agent not on record: {names}")
            found.append(Phrase(text, {"names": names(self.unknown)}))
        return Account(
            required=amount_asked(self.rule, needed),
            found=clauses(tuple(found)),
            todo=None if total(there, day) >= needed else self._todo(),
            evidence=tuple(support.evidence for support in there),
        )

    def renewal(self, until: date) -> Phrase:
        """Return which extinguishers must be serviced or replaced by ``until``."""
        called = called_until(self.supports, until)
        text = N_("By {day}, have serviced or replaced: {names}.")
        return Phrase(text, {"day": until, "names": called})

    def _todo(self) -> Phrase:
        if self.unknown:
            text = N_("Enter make date and agent of {names}; both stand on the label.")
            return Phrase(text, {"names": names(self.unknown)})
        return Phrase(N_("Have the extinguishers serviced, or provide valid ones."))


@dataclass(frozen=True, slots=True)
class HandProof:
    """The newest look of a person at a subject."""

    rule: Rule
    lead_days: int
    question: Words
    check: HandCheckFact | None
    good_until: date | None

    @property
    def looked_on(self) -> date | None:
        """Return the day of the newest check; None where there is none."""
        return self.check.on if self.check else None

    def verdict(self, day: date, tier: int) -> State:
        """Return the newest check's answer while it is young enough.

        A fault that was seen stays until somebody has seen that it is gone.
        """
        if self.check is None:
            return State.NOT_CHECKED
        if not self.check.passed:
            return State.NOT_MET
        if self.good_until is not None and day > self.good_until:
            return State.NOT_CHECKED
        return self._amount_verdict(self.check.amount, tier)

    def turning_days(self) -> Iterable[date]:
        """Give the day after the last on which the check is young enough."""
        if self.good_until is not None:
            yield self.good_until + ONE_DAY

    def account(self, day: date, tier: int) -> Account:
        """Return the question's rhythm and the newest answer."""
        check = self.check
        asks = Phrase(N_("Check and record: {question}"), {"question": self.question})
        return Account(
            required=clauses(tuple(self._asked(tier))),
            found=self._found(day),
            todo=None if self.verdict(day, tier) is State.MET else asks,
            evidence=() if check is None else (Evidence("hand_check", check.uid, _seen(check)),),
            checked_on=check.on if check else None,
            checked_by=check.checked_by if check else "",
        )

    def renewal(self, until: date) -> Phrase:
        """Return that somebody must look again by ``until``."""
        values = {"day": until, "question": self.question}
        return Phrase(N_("By {day}, check again: {question}"), values)

    def _amount_verdict(self, amount: int | None, tier: int) -> State:
        least, most = self.rule.quantity.get(tier), self.rule.at_most.get(tier)
        if least is None and most is None:
            return State.MET
        if amount is None:
            return State.NOT_CHECKED
        within = (least is None or amount >= least) and (most is None or amount <= most)
        return State.MET if within else State.NOT_MET

    def _asked(self, tier: int) -> Iterable[Phrase]:
        rule = self.rule
        if tier in rule.quantity:
            yield amount_asked(rule, rule.quantity[tier])
        if tier in rule.at_most:
            values = {"name": rule.name, "most": rule.at_most[tier], "unit": rule.unit}
            yield Phrase(N_("{name}: at most {most} {unit}"), values)
        yield every_so_often(rule.name, rule.interval_days)

    def _found(self, day: date) -> Phrase:
        check = self.check
        if check is None:
            return Phrase(N_("{name}: never checked"), {"name": self.rule.name})
        values = {"name": self.rule.name, "day": check.on, "person": check.checked_by}
        if not check.passed:
            text = N_("{name}: not in order on {day} ({person})")
            return _with_note(Phrase(text, values), check.note)
        if self.good_until is not None and day > self.good_until:
            text = N_("{name}: last checked on {day} ({person}), {days} days ago")
            return Phrase(text, {**values, "days": (day - check.on).days})
        if check.amount is not None:
            text = N_("{name}: {amount} {unit} on {day} ({person})")
            counted = {**values, "amount": check.amount, "unit": self.rule.unit}
            return _with_note(Phrase(text, counted), check.note)
        text = N_("{name}: in order on {day} ({person})")
        return _with_note(Phrase(text, values), check.note)


def every_so_often(name: object, interval_days: int | None) -> Phrase:
    """Return in words how often something must be done; None is as its plan says."""
    if interval_days is None:
        return Phrase(N_("{name}: as often as its upkeep plan says"), {"name": name})
    if interval_days == 1:
        return Phrase(N_("{name}: every opening day"), {"name": name})
    values = {"name": name, "days": interval_days}
    return Phrase(N_("{name}: at least every {days} days"), values)


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
            unknown.append(amenity.name)
            continue
        decisive.append(upkeep)
        if not upkeep.good:
            failed.append(amenity.name)
            continue
        last = _upkeep_good_through(rule, upkeep, facts, goes_on=goes_on)
        supports.append(_upkeep_support(amenity, upkeep, last))
        if last is not None and last < facts.on:
            unknown.append(amenity.name)
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
        last = _good_until(check.on, every, facts, goes_on=goes_on)
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


def prove_extinguishers(rule: Rule, facts: Facts, lead: int) -> ExtinguisherProof:
    """Compute from make date, agent and services until when each extinguisher is valid."""
    lives = {life.agent: life for life in rule.agents}
    services: dict[str, date] = {}
    for run in facts.upkeep:
        if run.purpose == "service" and run.good and run.done_on is not None:
            known = services.get(run.amenity_uid, run.done_on)
            services[run.amenity_uid] = max(known, run.done_on)
    supports, unknown = [], []
    for one in facts.amenities:
        if one.kind not in rule.kinds:
            continue
        life = lives.get(one.agent or "")
        if life is None or one.made_on is None:
            unknown.append(one)
            continue
        last = valid_through(life, one.made_on, services.get(one.uid))
        spans = tuple(narrowed(usable_days(one), last))
        supports.append(Support(one.pieces, spans, _valid_evidence(one, last), one.name))
    pieces = sum(one.pieces for one in unknown)
    called = tuple(one.name for one in unknown)
    return ExtinguisherProof(rule, lead, tuple(supports), called, pieces)


def prove_hand_check(
    rule: Rule, facts: Facts, warn_days: int, question: Words, *, goes_on: bool
) -> HandProof:
    """Look for the newest check of the rule's subject; of two on a day the later recorded."""
    mine = [one for one in facts.hand_checks if one.subject == rule.subject]
    check = None
    for one in mine:
        if check is None or one.on >= check.on:
            check = one
    good_until = None
    if check is not None and rule.interval_days is not None:
        good_until = _good_until(check.on, rule.interval_days, facts, goes_on=goes_on)
    return HandProof(rule, lead_days(rule, warn_days), question, check, good_until)


def lead_days(rule: Rule, warn_days: int) -> int:
    """Return how long before its end a check counts as due soon.

    A quarter of its interval at most: else a daily check would be due soon for ever.
    """
    return warn_days if rule.interval_days is None else min(warn_days, rule.interval_days // 4)


def valid_through(life: AgentLife, made_on: date, serviced_on: date | None) -> date:
    """Return the last day on which an extinguisher may hang.

    It must be serviced by the day its service falls due, and is scrapped on the day it reaches its
    age (GB 50444-2008: "reached or passed").
    """
    if serviced_on is None:
        service_due = years_later(made_on, life.first_service)
    else:
        service_due = years_later(serviced_on, life.then_every)
    return min(service_due, years_later(made_on, life.scrap) - ONE_DAY)


def years_later(day: date, years: int) -> date:
    """Return the same day of a later year; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


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
        return _good_until(upkeep.done_on, rule.interval_days, facts, goes_on=goes_on)
    rhythm = _rhythm_days(upkeep)
    routine = goes_on and rhythm is not None and rhythm <= ROUTINE_DAYS
    in_time = upkeep.next_due is not None and upkeep.next_due >= facts.on
    return None if routine and in_time else upkeep.next_due


def _rhythm_days(upkeep: UpkeepFact) -> int | None:
    if upkeep.done_on is None or upkeep.next_due is None:
        return None
    return (upkeep.next_due - upkeep.done_on).days


def _good_until(done_on: date, every: int, facts: Facts, *, goes_on: bool) -> date | None:
    """Return the last day of a check; None where it is routine, in time, and goes on."""
    last = good_through(done_on, every, facts.closed_days)
    return None if goes_on and every <= ROUTINE_DAYS and last >= facts.on else last


def _upkeep_support(amenity: AmenityFact, upkeep: UpkeepFact, last: date | None) -> Support:
    values = {"name": amenity.name, "task": upkeep.task}
    if upkeep.run_uid is None:
        text = Phrase(N_("{name}: {task} due on {day}"), {**values, "day": upkeep.next_due})
        evidence = Evidence("upkeep_plan", upkeep.plan_uid, text)
    else:
        done = {**values, "day": upkeep.done_on, "person": upkeep.done_by}
        text = Phrase(N_("{name}: {task} on {day} ({person})"), done)
        evidence = Evidence("plan_run", upkeep.run_uid, text)
    spans = tuple(narrowed(usable_days(amenity), last))
    return Support(amenity.pieces, spans, evidence, amenity.name)


def _valid_evidence(amenity: AmenityFact, last: date) -> Evidence:
    line = amenity_evidence(amenity)
    text = N_("{line}, valid until {day}")
    return Evidence(line.what, line.id, Phrase(text, {"line": line.text, "day": last}))


def _lead(rule: Rule, warn_days: int, upkeep: Sequence[UpkeepFact]) -> int:
    """Return the lead of an upkeep rule; without an interval the plan's own rhythm sets it."""
    if rule.interval_days is not None:
        return lead_days(rule, warn_days)
    rhythms = [days for one in upkeep if (days := _rhythm_days(one)) is not None]
    return min(warn_days, min(rhythms, default=4 * warn_days) // 4)


def _seen(check: HandCheckFact) -> Phrase:
    values = {"day": check.on, "person": check.checked_by}
    text = N_("found in order on {day} by {person}")
    if not check.passed:
        text = N_("found not in order on {day} by {person}")
    return _with_note(Phrase(text, values), check.note)


def _with_note(phrase: Phrase, note: str) -> Phrase:
    if not note:
        return phrase
    return Phrase(N_("{sentence}: {note}"), {"sentence": phrase, "note": note})
