"""How the named rules stand at this station."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.roster.rules import RULE_WORDS, Rule, RuleChoice
from stationdesk.domain.roster.template_rules import rule_choice_problems
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS, RosterDesk
from stationdesk.store import roster_rules as store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ROSTER_RULE = "roster_rule"


class RuleChoices(RosterDesk):
    """What was chosen holds from a day on; earlier days keep what held on them."""

    def rules(self, on: date | None = None) -> Mapping[Rule, RuleChoice]:
        """Return how every named rule stands on a day (None: today)."""
        return store.choices_on(on or self._context.today())

    def choose_rule(self, rule: Rule, choice: RuleChoice, valid_from: date | None = None) -> None:
        """Let a rule stand otherwise from a day on (None: today).

        Raises:
            Refused: where the rule always blocks, or the amount cannot be.
        """
        refuse_if_any(rule_choice_problems(rule, choice))
        day = valid_from or self._context.today()
        before = store.choices_on(day)[rule]
        if choice == before:
            return
        self._choose(rule, choice, day)
        values = {"rule": Phrase(RULE_WORDS[rule])}
        take_back = partial(self._choose, rule, before, day)
        self._offer(N_("The rule “{rule}” was changed."), values, take_back)

    def _choose(self, rule: Rule, choice: RuleChoice, day: date) -> None:
        with self._context.deed(*TOPICS):
            store.choose(
                rule,
                choice,
                day,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            after = {"weight": choice.weight.value, "amount": choice.amount, "valid_from": day}
            self._context.note(ROSTER_RULE, rule.value, "choose", after=after)
