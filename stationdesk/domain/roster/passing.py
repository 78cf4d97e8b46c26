"""Breaches told as problems: what blocks, and what only a reason lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.rules import RULE_WORDS, Weight
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach, Rule

LONGEST_REASON = 200


def breach_problems(
    facts: RosterFacts,
    breaches: Iterable[Breach],
    passing: Mapping[Rule, str],
    volunteer_id: VolunteerId | None = None,
) -> Iterator[Problem]:
    """Tell each breach that blocks, and each that only a reason in ``passing`` lets through.

    ``volunteer_id`` is whose row it is, for a breach that names nobody.
    """
    for breach in breaches:
        reason = passing.get(breach.rule, "").strip()
        if breach.weight is Weight.BLOCK:
            phrase, about = N_("{who}{day}: {what} ({rule})."), "rule"
        elif not reason:
            phrase = N_("{who}{day}: {what} ({rule}). Write a reason to go on all the same.")
            about = "passing"
        elif len(reason) > LONGEST_REASON:
            phrase, about = N_("A reason has at most {most} characters."), "passing"
        else:
            continue
        yield Problem(about, phrase, _values(facts, breach, volunteer_id))


def _values(
    facts: RosterFacts, breach: Breach, volunteer_id: VolunteerId | None
) -> dict[str, object]:
    whose = breach.volunteer_id if breach.volunteer_id is not None else volunteer_id
    person = None if whose is None else facts.people.get(whose)
    return {
        "who": Phrase(N_("{name}, "), {"name": person.shown}) if person else "",
        "day": breach.day,
        "what": Phrase(breach.phrase, breach.values),
        "rule": Phrase(RULE_WORDS[breach.rule]),
        "most": LONGEST_REASON,
    }
