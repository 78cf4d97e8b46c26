"""Which tier a station attains on a day, item by item, and what each item rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.evidence import Evidence
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase, clauses, sentences
from stationdesk.domain.tiers.proofs import prove
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.domain.tiers.states import State, worst
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.tiers.evidence import Proof
    from stationdesk.domain.tiers.facts import ExemptionFact, Facts
    from stationdesk.domain.tiers.standard import Criterion, Rule, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """How one rule of a criterion stands; an advisory one is told of and never counts."""

    rule: Rule
    state: State
    required: Phrase
    found: Phrase
    todo: Phrase | None
    until: date | None
    evidence: tuple[Evidence, ...]
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one service stands on a day, judged by the amounts of ``judged_for``.

    ``tier_required_for`` is the lowest tier that requires it. ``until`` is the last day on which
    it stays in order if nothing is done: None where no end is in sight, or where it is not in
    order now. ``states`` tells the state by the amounts of each tier that requires it.
    ``reason`` is why it does not apply.
    """

    criterion: Criterion
    state: State
    tier_required_for: int
    judged_for: int
    states: dict[int, State]
    required: Phrase
    found: Phrase
    evidence: tuple[Evidence, ...]
    until: date | None
    reason: Phrase | None
    todo: Phrase | None
    checked_on: date | None
    checked_by: str
    rules: tuple[RuleFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer for one day; one finding per criterion, in the standard's own order."""

    standard: Standard
    on: date
    attained: int | None
    applied_for: int | None
    findings: tuple[Finding, ...]

    def counts(self, tier: int) -> tuple[int, int]:
        """Return how many of the services that ``tier`` requires are offered, and of how many."""
        states = [one.states[tier] for one in self.findings if tier in one.states]
        return sum(state.counts for state in states), len(states)


class Dossier:
    """A standard and all records that speak for its criteria, arranged once for many days."""

    def __init__(self, standard: Standard, facts: Facts, *, routine_goes_on: bool = False) -> None:
        self.standard = standard
        self.facts = facts
        self._proofs = {
            one.code: tuple(
                prove(standard, rule, facts, goes_on=routine_goes_on) for rule in one.rules
            )
            for one in standard.criteria
        }
        self._exemptions: dict[str, list[ExemptionFact]] = {}
        for exemption in facts.exemptions:
            if exemption.standard_key in (standard.key, standard.copied_from):
                self._exemptions.setdefault(exemption.criterion, []).append(exemption)

    def in_order(self, criterion: Criterion, day: date, tier: int) -> bool:
        """Tell whether ``criterion`` counts on ``day`` by the amounts of ``tier``."""
        if self._exemption(criterion, day) is not None:
            return True
        return all(
            proof.verdict(day, tier) is State.MET for proof in self._binding(criterion, tier)
        )

    def attained(self, day: date) -> int | None:
        """Return the highest tier all of whose services are in order; None where not even T3's."""
        held = [
            tier
            for tier in TIERS
            if all(
                self.in_order(one, day, tier)
                for one in self.standard.criteria
                if one.required_at(tier)
            )
        ]
        return min(held, default=None)

    def finding(self, criterion: Criterion, day: date, applied_for: int | None) -> Finding:
        """Return how ``criterion`` stands, by the amounts of the tier that is wanted.

        A service that the wanted tier does not require is judged by its own lowest tier.
        """
        tier = min(applied_for or criterion.tier, criterion.tier)
        until = self._until(
            lambda later: self.in_order(criterion, later, tier),
            day,
            self._turning_days(criterion),
        )
        parts = tuple(
            self._rule_finding(proof, day, tier)
            for proof in self._proofs[criterion.code]
            if proof.rule.asks_at(tier)
        )
        exemption = self._exemption(criterion, day)
        binding = tuple(part for part in parts if not part.rule.advisory)
        looks = [(part.checked_on, part.checked_by) for part in parts if part.checked_on]
        checked_on, checked_by = max(looks, default=(None, ""))
        return Finding(
            criterion=criterion,
            state=self._state(criterion, day, tier),
            tier_required_for=criterion.tier,
            judged_for=tier,
            states={
                one: self._state(criterion, day, one) for one in TIERS if criterion.required_at(one)
            },
            required=clauses(tuple(part.required for part in parts)),
            found=clauses(tuple(part.found for part in parts)),
            evidence=_each_once(
                [*_exempting(exemption), *(one for part in parts for one in part.evidence)]
            ),
            until=until,
            reason=_reason(exemption),
            todo=None if exemption else _todo(binding),
            checked_on=checked_on,
            checked_by=checked_by,
            rules=parts,
        )

    def turning_days(self, after: date, last: date) -> list[date]:
        """Return the days in ``after`` < day ≤ ``last`` on which anything may change, in order."""
        days = {day for one in self.standard.criteria for day in self._turning_days(one)}
        return sorted(day for day in days if after < day <= last)

    def _state(self, criterion: Criterion, day: date, tier: int) -> State:
        if self._exemption(criterion, day) is not None:
            return State.NOT_APPLICABLE
        return worst(
            self._rule_state(proof, day, tier)[0] for proof in self._binding(criterion, tier)
        )

    def _rule_state(self, proof: Proof, day: date, tier: int) -> tuple[State, date | None]:
        verdict = proof.verdict(day, tier)
        if verdict is not State.MET:
            return verdict, None
        until = self._until(
            lambda later: proof.verdict(later, tier) is State.MET, day, proof.turning_days()
        )
        if until is not None and (until - day).days < proof.lead_days:
            return State.DUE_SOON, until
        return State.MET, until

    def _rule_finding(self, proof: Proof, day: date, tier: int) -> RuleFinding:
        state, until = self._rule_state(proof, day, tier)
        account = proof.account(day, tier)
        todo = account.todo
        if state is State.DUE_SOON and until is not None:
            todo = proof.renewal(until)
        advised = proof.rule.advisory
        return RuleFinding(
            rule=proof.rule,
            state=state,
            required=_advised(account.required) if advised else account.required,
            found=account.found,
            todo=todo,
            until=until,
            evidence=account.evidence,
            checked_on=account.checked_on,
            checked_by=account.checked_by,
        )

    def _binding(self, criterion: Criterion, tier: int) -> Iterator[Proof]:
        for proof in self._proofs[criterion.code]:
            if proof.rule.asks_at(tier) and not proof.rule.advisory:
                yield proof

    def _exemption(self, criterion: Criterion, day: date) -> ExemptionFact | None:
        held = self._exemptions.get(criterion.code, ())
        return next((one for one in held if one.days.holds(day)), None)

    def _turning_days(self, criterion: Criterion) -> set[date]:
        days = {day for proof in self._proofs[criterion.code] for day in proof.turning_days()}
        for exemption in self._exemptions.get(criterion.code, ()):
            if exemption.days.first is not None:
                days.add(exemption.days.first)
            if exemption.days.last is not None:
                days.add(exemption.days.last + ONE_DAY)
        return days

    @staticmethod
    def _until(
        holds: Callable[[date], bool], day: date, turning_days: Iterable[date]
    ) -> date | None:
        """Return the last day of the run of days, from ``day`` on, on which ``holds``."""
        if not holds(day):
            return None
        for turning in sorted({one for one in turning_days if one > day}):
            if not holds(turning):
                return turning - ONE_DAY
        return None


def assess(standard: Standard, facts: Facts, on: date, applied_tier: int | None) -> Assessment:
    """Return how the station stands on ``on`` by ``standard``.

    ``facts`` were gathered for ``on``, or for an earlier day after which nothing was recorded.
    Findings ask for the amounts of ``applied_tier``, the tier the station applies for; None
    judges by the tier attained.
    """
    return assessed(Dossier(standard, facts), on, applied_tier)


def assessed(dossier: Dossier, on: date, applied_tier: int | None) -> Assessment:
    """Return the same as ``assess`` from records that are arranged already."""
    attained = dossier.attained(on)
    wanted = applied_tier or attained
    return Assessment(
        standard=dossier.standard,
        on=on,
        attained=attained,
        applied_for=applied_tier,
        findings=tuple(dossier.finding(one, on, wanted) for one in dossier.standard.criteria),
    )


def missing_for(dossier: Dossier, on: date, tier: int) -> tuple[Finding, ...]:
    """Return the findings that keep the station from ``tier``, by that tier's amounts."""
    return tuple(
        dossier.finding(one, on, tier)
        for one in dossier.standard.criteria
        if one.required_at(tier) and not dossier.in_order(one, on, tier)
    )


def next_tier(attained: int | None) -> int | None:
    """Return the tier above ``attained``; None above the highest."""
    if attained is None:
        return TIERS[0]
    return attained - 1 if attained > TIERS[-1] else None


def _todo(parts: tuple[RuleFinding, ...]) -> Phrase | None:
    """Return what to do, the worst first; None where nothing needs to be done."""
    order = (State.NOT_MET, State.NOT_CHECKED, State.DUE_SOON, State.MET)
    urgent = sorted(parts, key=lambda part: order.index(part.state))
    todos = tuple(part.todo for part in urgent if part.todo is not None)
    return sentences(todos) if todos else None


def _reason(exemption: ExemptionFact | None) -> Phrase | None:
    if exemption is None:
        return None
    values = {"reason": exemption.reason, "person": exemption.approved_by}
    return Phrase(N_("Does not apply here: {reason} (approved by {person})"), values)


def _exempting(exemption: ExemptionFact | None) -> Iterator[Evidence]:
    if exemption is not None:
        values = {"reason": exemption.reason, "person": exemption.approved_by}
        text = Phrase(N_("exempted: {reason} (approved by {person})"), values)
        yield Evidence("exemption", exemption.uid, text)


def _advised(required: Phrase) -> Phrase:
    return Phrase(N_("advised, not required: {required}"), {"required": required})


def _each_once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(one.what, one.id): one for one in evidence}.values())
