"""Rules that are proved by the ledgers of the lending desk: what is lent, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.evidence import Account, Evidence
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.rhythm import good_until, lead_days
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.tiers.facts import Facts, FoundFact, LoanFact, LostPropertyFact
    from stationdesk.domain.tiers.standard import Rule


@dataclass(frozen=True, slots=True)
class LoanProof:
    """Kinds of the lending desk: enough pieces in order, some of them here, the ledger in use.

    ``good_until`` is the last day on which the newest entry or check is young enough.
    """

    rule: Rule
    lead_days: int
    kinds: tuple[LoanFact, ...]
    good_until: date | None

    @property
    def looked_on(self) -> date | None:
        """Return the day of the newest check of the pieces; None where there is none."""
        return max((one.last_check_on for one in self.kinds if one.last_check_on), default=None)

    def verdict(self, day: date, tier: int) -> State:
        """Return not met where pieces are lacking, not checked where the ledger is silent."""
        if self._missing(tier) or self._missing_here():
            return State.NOT_MET
        if self.good_until is not None and day > self.good_until:
            return State.NOT_CHECKED
        return State.MET

    def turning_days(self) -> Iterable[date]:
        """Give the day from which on the ledger is silent for too long."""
        if self.good_until is not None:
            yield self.good_until + ONE_DAY

    def account(self, day: date, tier: int) -> Account:
        """Return what is asked, how many pieces there are and where, and the newest entry."""
        newest = self._newest()
        entered = newest is not None and bool(newest.last_by)
        return Account(
            required=clauses(tuple(self._asked(tier))),
            found=clauses(tuple(self._found(day))),
            todo=self._todo(self.verdict(day, tier), tier),
            evidence=tuple(_kind_evidence(one) for one in self.kinds),
            checked_on=newest.last_on if newest is not None and entered else None,
            checked_by=newest.last_by if newest is not None else "",
        )

    def renewal(self, until: date) -> Phrase:
        """Return that the pieces must be looked at where nothing is lent by ``until``."""
        text = N_("By {day}, confirm at the lending desk that the pieces are there ({name}).")
        return Phrase(text, {"day": until, "name": self.rule.name})

    def _newest(self) -> LoanFact | None:
        return max(self.kinds, key=lambda one: one.last_on, default=None)

    def _missing(self, tier: int) -> int:
        usable = sum(one.usable for one in self.kinds)
        return max(0, self.rule.needed(tier) - usable)

    def _missing_here(self) -> bool:
        return sum(one.in_station for one in self.kinds) < self.rule.least_in_station

    def _asked(self, tier: int) -> Iterator[Phrase]:
        rule = self.rule
        values: dict[str, object] = {"name": rule.name, "days": rule.interval_days}
        yield Phrase(N_("{name}: an entry or a check at least every {days} days"), values)
        if tier in rule.quantity:
            text = N_("at least {needed} {unit} in order")
            yield Phrase(text, {"needed": rule.quantity[tier], "unit": rule.unit})
        if rule.least_in_station:
            text = N_("at least {least} in the station")
            yield Phrase(text, {"least": rule.least_in_station})

    def _found(self, day: date) -> Iterator[Phrase]:
        newest = self._newest()
        if newest is None:
            text = N_("{name}: nothing of the kind is entered at the lending desk")
            yield Phrase(text, {"name": self.rule.name})
            return
        for one in self.kinds:
            yield _figures(one)
        yield from _late(self.kinds)
        yield from _lacking(self.kinds)
        yield _last_life(newest, day, silent=self.good_until is not None and day > self.good_until)

    def _todo(self, verdict: State, tier: int) -> Phrase | None:
        values: dict[str, object] = {"name": self.rule.name}
        if verdict is State.MET:
            return None
        if not self.kinds:
            return Phrase(N_("Set up at the lending desk what is lent ({name})."), values)
        if verdict is State.NOT_CHECKED:
            text = N_("Count the pieces and confirm it at the lending desk ({name}).")
            return Phrase(text, values)
        if missing := self._missing(tier):
            text = N_(
                "Mend what is set aside, fill up lacking parts, or add {missing} more ({name})."
            )
            return Phrase(text, {**values, "missing": missing})
        text = N_("Ask for pieces back: at least {least} must be in the station ({name}).")
        return Phrase(text, {**values, "least": self.rule.least_in_station})


@dataclass(frozen=True, slots=True)
class FoundThingsProof:
    """Nothing found waits past its day, and the ledger of found things is in use.

    ``good_until`` is the last day on which its newest sign of life is young enough.
    """

    rule: Rule
    lead_days: int
    ledger: LostPropertyFact
    good_until: date | None

    def verdict(self, day: date, tier: int) -> State:
        """Return not met while a thing is past its day, not checked where nobody looked."""
        if self._past(day):
            return State.NOT_MET
        seen = self.ledger.last_on is not None and (
            self.good_until is None or day <= self.good_until
        )
        return State.MET if seen else State.NOT_CHECKED

    def turning_days(self) -> Iterable[date]:
        """Give the days after each thing's own, and after the newest sign of life is too old."""
        for one in self.ledger.waiting:
            yield one.pass_on_after + ONE_DAY
        if self.good_until is not None:
            yield self.good_until + ONE_DAY

    def account(self, day: date, tier: int) -> Account:
        """Return how many things wait, which are past their day, and when the ledger was used."""
        values = {"name": self.rule.name, "days": self.rule.interval_days}
        text = N_("{name}: nothing past its day, entered or looked through every {days} days")
        return Account(
            required=Phrase(text, values),
            found=clauses(tuple(self._found(day))),
            todo=self._todo(day, self.verdict(day, tier)),
            evidence=tuple(self._evidence(day)),
            checked_on=self.ledger.last_on,
            checked_by=self.ledger.last_by,
        )

    def renewal(self, until: date) -> Phrase:
        """Return which things must be passed on after ``until``, else that somebody must look."""
        ending = tuple(one.number for one in self.ledger.waiting if one.pass_on_after == until)
        if ending:
            text = N_("Claimed by nobody until {day}, to be passed on then: {names}.")
            return Phrase(text, {"day": until, "names": names(ending)})
        text = N_("By {day}, look through the things found and confirm it at the lending desk.")
        return Phrase(text, {"day": until})

    def _past(self, day: date) -> tuple[FoundFact, ...]:
        return tuple(one for one in self.ledger.waiting if one.pass_on_after < day)

    def _found(self, day: date) -> Iterator[Phrase]:
        ledger = self.ledger
        if past := self._past(day):
            text = N_("past the day to be passed on: {names}")
            yield Phrase(text, {"names": names(tuple(one.number for one in past))})
        if ledger.last_on is None:
            yield Phrase(N_("{name}: nothing entered, nobody looked"), {"name": self.rule.name})
            return
        yield Phrase(
            N_("found things that wait for owners: {count}"), {"count": len(ledger.waiting)}
        )
        yield self._last_life(ledger.last_on)

    def _todo(self, day: date, verdict: State) -> Phrase | None:
        if verdict is State.MET:
            return None
        if past := self._past(day):
            called = names(tuple(one.number for one in past))
            return Phrase(N_("Pass on, and enter it: {names}."), {"names": called})
        return Phrase(N_("Look through the things found and confirm it at the lending desk."))

    def _evidence(self, day: date) -> Iterator[Evidence]:
        for one in self._past(day):
            values = {"number": one.number, "day": one.pass_on_after}
            text = Phrase(N_("{number}: to be passed on after {day}"), values)
            yield Evidence("found_thing", one.uid, text)
        ledger = self.ledger
        if ledger.last_on is not None:
            yield Evidence(ledger.last_what, ledger.last_uid, self._last_life(ledger.last_on))

    def _last_life(self, last_on: date) -> Phrase:
        text = N_("last entry or look on {day} ({person})")
        return Phrase(text, {"day": last_on, "person": self.ledger.last_by})


def prove_loans(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> LoanProof:
    """Look for the kinds that the rule means, and for the newest life in their ledger."""
    kinds = tuple(one for one in facts.loans if _is_meant(rule, one))
    last_on = max((one.last_on for one in kinds), default=None)
    last = None
    if last_on is not None and rule.interval_days is not None:
        last = good_until(last_on, rule.interval_days, facts, goes_on=goes_on)
    return LoanProof(rule, lead_days(rule, warn_days), kinds, last)


def prove_lost_property(
    rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool
) -> FoundThingsProof:
    """Look at what waits for its owner, and for the newest life in its ledger."""
    ledger, last = facts.lost_property, None
    if ledger.last_on is not None and rule.interval_days is not None:
        last = good_until(ledger.last_on, rule.interval_days, facts, goes_on=goes_on)
    return FoundThingsProof(rule, lead_days(rule, warn_days), ledger, last)


def _is_meant(rule: Rule, kind: LoanFact) -> bool:
    if kind.audience != rule.audience:
        return False
    if not rule.used_for and not rule.kinds:
        return True
    return kind.used_for in rule.used_for or any(one in rule.kinds for one in kind.amenity_kinds)


def _kind_evidence(kind: LoanFact) -> Evidence:
    life = _last_life(kind, kind.last_on, silent=False)
    told = (_figures(kind), *_lacking((kind,)), life)
    return Evidence("loan_kind", kind.kind_uid, clauses(told))


def _figures(kind: LoanFact) -> Phrase:
    values: dict[str, object] = {
        "name": kind.name,
        "owned": kind.size,
        "aside": kind.unfit,
        "out": kind.out,
        "here": kind.in_station,
    }
    if kind.unfit:
        text = N_("{name}: {owned} owned, {aside} set aside, {out} on loan, {here} in the station")
        return Phrase(text, values)
    return Phrase(N_("{name}: {owned} owned, {out} on loan, {here} in the station"), values)


def _late(kinds: Sequence[LoanFact]) -> Iterator[Phrase]:
    """Say how many of what is out are late; that is advice, it decides nothing."""
    late, out = sum(one.overdue for one in kinds), sum(one.out for one in kinds)
    if late:
        values = {"late": late, "out": out}
        yield Phrase(N_("{late} of {out} on loan are overdue"), values)


def _lacking(kinds: Sequence[LoanFact]) -> Iterator[Phrase]:
    """Say how many pieces are not whole, and how many were not there when somebody counted."""
    if incomplete := sum(one.incomplete for one in kinds):
        yield Phrase(N_("pieces that lack parts: {count}"), {"count": incomplete})
    if missing := sum(one.missing for one in kinds):
        yield Phrase(N_("missing at the last check: {count}"), {"count": missing})


def _last_life(kind: LoanFact, day: date, *, silent: bool) -> Phrase:
    values = {"day": kind.last_on, "person": kind.last_by, "days": (day - kind.last_on).days}
    if not kind.last_by:
        return Phrase(N_("set up on {day}, no entry since"), values)
    if silent:
        return Phrase(N_("last entry or check on {day} ({person}), {days} days ago"), values)
    return Phrase(N_("last entry or check on {day} ({person})"), values)
