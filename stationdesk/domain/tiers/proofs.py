"""Which way each kind of rule is proved; sets that must be complete, and alternatives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers import (
    checks,
    counts,
    duty,
    extinguishers,
    feedback_book,
    hand_checks,
    ledgers,
)
from stationdesk.domain.tiers.evidence import (
    Account,
    Evidence,
    Support,
    called_until,
    total,
    turning_days_of,
)
from stationdesk.domain.tiers.facts import ONE_DAY, Span
from stationdesk.domain.tiers.phrases import Listed, Phrase, Words, clauses, names
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import State, best
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.tiers.evidence import Proof
    from stationdesk.domain.tiers.facts import Facts, SetFact, SetLineFact, StockFact
    from stationdesk.domain.tiers.standard import Rule, Standard

EITHER = N_(" or ")
OR_ELSE = N_(" Or: ")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a required set and the batches that fill it."""

    line: SetLineFact
    supports: tuple[Support, ...]

    def full_on(self, day: date) -> bool:
        """Tell whether enough pieces are in date on ``day``."""
        return total(self.supports, day) >= self.line.quantity


@dataclass(frozen=True, slots=True)
class SetProof:
    """Enough required sets whose every line is there and in date."""

    rule: Rule
    lead_days: int
    sets: tuple[tuple[SetFact, tuple[SetLine, ...]], ...]

    def verdict(self, day: date, tier: int) -> State:
        """Return not checked where nobody wrote down what the set must hold."""
        if not any(lines for _, lines in self.sets):
            return State.NOT_CHECKED
        enough = len(self._complete(day)) >= self.rule.needed(tier)
        return State.MET if enough else State.NOT_MET

    def turning_days(self) -> Iterable[date]:
        """Give the days after each expiry."""
        for _, lines in self.sets:
            for line in lines:
                yield from turning_days_of(span for one in line.supports for span in one.days)

    def account(self, day: date, tier: int) -> Account:
        """Return which sets are complete, and what the others lack."""
        complete = self._complete(day)
        found = tuple(self._found(day))
        return Account(
            required=counts.amount_asked(self.rule, self.rule.needed(tier)),
            found=clauses(found),
            todo=None if self.verdict(day, tier) is State.MET else self._todo(day),
            evidence=tuple(self._evidence(one, day) for one in complete),
        )

    def renewal(self, until: date) -> Phrase:
        """Return what must be replaced by ``until``."""
        every = [one for _, lines in self.sets for line in lines for one in line.supports]
        values = {"day": until, "names": called_until(every, until)}
        return Phrase(counts.RESTOCK, values)

    def _complete(self, day: date) -> list[SetFact]:
        return [
            held for held, lines in self.sets if lines and all(one.full_on(day) for one in lines)
        ]

    def _found(self, day: date) -> Iterator[Phrase]:
        if not self.sets:
            yield Phrase(N_("no list of what {name} must hold"), {"name": self.rule.name})
        for held, lines in self.sets:
            lacking = [one for one in lines if not one.full_on(day)]
            values: dict[str, object] = {"name": held.name, "count": len(lines)}
            if not lines:
                yield Phrase(N_("no list of what {name} must hold"), values)
            elif not lacking:
                yield Phrase(N_("{name}: all {count} contents there and in date"), values)
            else:
                missing = names(tuple(_lack(one, day) for one in lacking))
                yield Phrase(N_("{name} lacks {missing}"), {**values, "missing": missing})

    def _todo(self, day: date) -> Phrase:
        lacking = [
            _lack(one, day) for _, lines in self.sets for one in lines if not one.full_on(day)
        ]
        if not lacking:
            text = N_("Write down what {name} must hold, as a required set.")
            return Phrase(text, {"name": self.rule.name})
        return Phrase(N_("Fill up: {missing}."), {"missing": names(tuple(lacking))})

    def _evidence(self, held: SetFact, day: date) -> Evidence:
        lines = next(lines for one, lines in self.sets if one is held)
        ends = [
            span.last
            for line in lines
            for one in line.supports
            if one.on(day)
            for span in one.days
            if span.last is not None
        ]
        values: dict[str, object] = {"name": held.name, "count": len(lines)}
        if not ends:
            text = N_("{name}: all {count} contents there and in date")
            return Evidence("required_set", held.uid, Phrase(text, values))
        text = N_("{name}: all {count} contents there, the first expires on {day}")
        return Evidence("required_set", held.uid, Phrase(text, {**values, "day": min(ends)}))


@dataclass(frozen=True, slots=True)
class AnyProof:
    """One of several proofs is enough."""

    rule: Rule
    alternatives: tuple[Proof, ...]

    @property
    def lead_days(self) -> int:
        """Return the longest lead among the alternatives; that of a roster where one is kept.

        A daily look beside a roster that nobody keeps would else be due soon for ever.
        """
        covers = [one for one in self.alternatives if isinstance(one, duty.CoverProof)]
        kept = [one for one in covers if one.first_rostered is not None]
        others = [one for one in self.alternatives if one not in covers]
        return max((one.lead_days for one in kept or others or covers), default=0)

    def verdict(self, day: date, tier: int) -> State:
        """Return the best verdict of the alternatives offered at ``tier``.

        Where all of them are ways to look at the same thing, the newest look that found fault
        beats an older one that did not. A published roster decides alone.
        """
        offered = self._offered(tier, day)
        looks = [one for one in offered if isinstance(one, Look)]
        if len(looks) == len(offered) and _failed_last(looks, day, tier):
            return State.NOT_MET
        return best(one.verdict(day, tier) for one in offered)

    def turning_days(self) -> Iterable[date]:
        """Give the turning days of every alternative."""
        for one in self.alternatives:
            yield from one.turning_days()

    def account(self, day: date, tier: int) -> Account:
        """Return the account of what holds, or of all alternatives where none does."""
        offered = self._offered(tier, day)
        met = self.verdict(day, tier) is State.MET
        holding = [one for one in offered if met and one.verdict(day, tier) is State.MET]
        accounts = [one.account(day, tier) for one in (holding or offered)]
        asked = _different(one.account(day, tier).required for one in offered)
        looks = [(one.checked_on, one.checked_by) for one in accounts if one.checked_on]
        checked_on, checked_by = max(looks, default=(None, ""))
        todos = _different(one.todo for one in accounts if one.todo is not None)
        return Account(
            required=Phrase("{ways}", {"ways": Listed(asked, EITHER)}),
            found=clauses(tuple(one.found for one in accounts)),
            todo=Phrase("{ways}", {"ways": Listed(todos, OR_ELSE)}) if todos else None,
            evidence=tuple(proof for one in accounts for proof in one.evidence),
            checked_on=checked_on,
            checked_by=checked_by,
        )

    def renewal(self, until: date) -> Phrase:
        """Return what to do about the alternative that holds longest."""
        ending = [
            one
            for one in self.alternatives
            for tier in (1, 2, 3)
            if one.rule.asks_at(tier)
            and one.verdict(until, tier) is State.MET
            and one.verdict(until + ONE_DAY, tier) is not State.MET
        ]
        return (ending or list(self.alternatives))[0].renewal(until)

    def _offered(self, tier: int, day: date) -> list[Proof]:
        offered = [one for one in self.alternatives if one.rule.asks_at(tier)]
        deciding = (e for e in offered if isinstance(e, duty.CoverProof) and e.knows(day))
        return list(deciding) or offered


Look = checks.DoneProof | hand_checks.HandProof | ledgers.LoanProof
"""A proof that lives by somebody having looked."""


def _failed_last(looks: list[Look], day: date, tier: int) -> bool:
    """Tell whether the newest of several looks at one thing found fault."""
    seen = [(one.looked_on, one.verdict(day, tier)) for one in looks]
    newest = max((on for on, _ in seen if on is not None), default=None)
    return newest is not None and (newest, State.NOT_MET) in seen


def prove(standard: Standard, rule: Rule, facts: Facts, *, goes_on: bool = False) -> Proof:
    """Return ``rule`` together with the records that speak for it.

    With ``goes_on`` routine checks that are in time on the facts' day are supposed to be made
    again whenever they fall due.
    """
    warn, counted = standard.warn_days, _COUNTED.get(rule.kind)
    if counted is not None:
        return counted(rule, facts, warn)
    if rule.kind is RuleKind.UPKEEP_DONE:
        return checks.prove_upkeep(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.SET_CHECK:
        return checks.prove_set_checks(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.LOAN_LEDGER:
        return ledgers.prove_loans(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.LOST_PROPERTY:
        return ledgers.prove_lost_property(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.FEEDBACK_BOOK:
        return feedback_book.prove_book(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.DUTY_COVER:
        return duty.prove_cover(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.SKILL_ON_DUTY:
        return duty.prove_skill(rule, facts, warn, goes_on=goes_on)
    if rule.kind is RuleKind.HAND_CHECK:
        subject = standard.subject(rule.subject)
        question = subject.question if subject else Words(rule.subject, rule.subject)
        return hand_checks.prove_hand_check(rule, facts, warn, question, goes_on=goes_on)
    ways = (prove(standard, one, facts, goes_on=goes_on) for one in rule.alternatives)
    return AnyProof(rule, tuple(ways))


def prove_sets(rule: Rule, facts: Facts, lead_days: int) -> SetProof:
    """Lay the stock beside the lists of what each set must hold."""
    stock: dict[str, list[StockFact]] = defaultdict(list)
    for fact in facts.stock:
        stock[fact.item_uid].append(fact)
    held = tuple(
        (one, tuple(_set_line(line, one, stock[line.item_uid]) for line in one.lines))
        for one in facts.sets
        if one.used_for in rule.used_for
    )
    return SetProof(rule, lead_days, held)


def _different(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return each phrase once: two ways to do the same thing ask for it in the same words."""
    once: list[Phrase] = []
    for phrase in phrases:
        if phrase not in once:
            once.append(phrase)
    return tuple(once)


def _set_line(line: SetLineFact, held: SetFact, stock: list[StockFact]) -> SetLine:
    supports = tuple(
        Support(
            fact.usable,
            (Span(None, fact.expires_on),),
            Evidence("batch", fact.batch_uid, counts.said(fact.item_name)),
            fact.item_name,
        )
        for fact in stock
        if held.place in ("", fact.place)
    )
    return SetLine(line, supports)


def _lack(line: SetLine, day: date) -> Phrase:
    values = {
        "name": line.line.item_name,
        "count": line.line.quantity - total(line.supports, day),
        "unit": line.line.unit,
    }
    return Phrase(N_("{name} ({count} {unit})"), values)


_COUNTED: dict[RuleKind, Callable[[Rule, Facts, int], Proof]] = {
    RuleKind.AMENITY: counts.prove_amenities,
    RuleKind.CAPACITY: counts.prove_capacity,
    RuleKind.STOCK_QUANTITY: counts.prove_stock,
    RuleKind.STOCK_KINDS: counts.prove_kinds,
    RuleKind.REQUIRED_SET: prove_sets,
    RuleKind.EXTINGUISHERS: extinguishers.prove_extinguishers,
    RuleKind.OPENING_HOURS: counts.prove_hours,
    RuleKind.SEASON_DEVICE: counts.prove_season,
    RuleKind.VOLUNTEERS_ENOUGH: duty.prove_helpers,
}
