"""Rules that only a person can answer: the newest look at a subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.counts import amount_asked
from stationdesk.domain.tiers.evidence import Account, Evidence
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.tiers.rhythm import every_so_often, good_until, lead_days
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.tiers.facts import Facts, HandCheckFact
    from stationdesk.domain.tiers.phrases import Words
    from stationdesk.domain.tiers.standard import Rule


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
        return Account(
            required=self._asked(tier),
            found=self._found(day),
            todo=self._todo(self.verdict(day, tier)),
            evidence=() if check is None else (self._evidence(check),),
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

    def _asked(self, tier: int) -> Phrase:
        rule = self.rule
        if tier in rule.quantity:
            demand = amount_asked(rule, rule.quantity[tier])
        elif tier in rule.at_most:
            values = {"name": rule.name, "most": rule.at_most[tier], "unit": rule.unit}
            demand = Phrase(N_("{name}: at most {most} {unit}"), values)
        else:
            return every_so_often(rule.name, rule.interval_days)
        if rule.interval_days == 1:
            return Phrase(N_("{demand}, looked at every opening day"), {"demand": demand})
        values = {"demand": demand, "days": rule.interval_days}
        return Phrase(N_("{demand}, looked at at least every {days} days"), values)

    def _todo(self, verdict: State) -> Phrase | None:
        if verdict is State.MET:
            return None
        text = N_("Check and record: {question}")
        if verdict is State.NOT_MET:
            text = N_("Put it right, then check again: {question}")
        return Phrase(text, {"question": self.question})

    def _evidence(self, check: HandCheckFact) -> Evidence:
        values = {"name": self.rule.name, "day": check.on, "person": check.checked_by}
        text = N_("{name}: found in order on {day} by {person}")
        if not check.passed:
            text = N_("{name}: found not in order on {day} by {person}")
        return Evidence("hand_check", check.uid, _with_note(Phrase(text, values), check.note))

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
        if check.amount is not None and (self.rule.quantity or self.rule.at_most):
            text = N_("{name}: {amount} {unit} on {day} ({person})")
            counted = {**values, "amount": check.amount, "unit": self.rule.unit}
            return _with_note(Phrase(text, counted), check.note)
        text = N_("{name}: in order on {day} ({person})")
        return _with_note(Phrase(text, values), check.note)


def prove_hand_check(
    rule: Rule, facts: Facts, warn_days: int, question: Words, *, goes_on: bool
) -> HandProof:
    """Look for the newest check of the rule's subject; of two on a day the later recorded."""
    mine = [one for one in facts.hand_checks if one.subject == rule.subject]
    check = None
    for one in mine:
        if check is None or one.on >= check.on:
            check = one
    last = None
    if check is not None and rule.interval_days is not None:
        last = good_until(check.on, rule.interval_days, facts, goes_on=goes_on)
    return HandProof(rule, lead_days(rule, warn_days), question, check, last)


def _with_note(phrase: Phrase, note: str) -> Phrase:
    if not note:
        return phrase
    return Phrase(N_("{sentence}: {note}"), {"sentence": phrase, "note": note})
