"""Extinguishers: valid by agent, make date and last service."""

from __future__ import annotations

from dataclasses import dataclass
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
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.tiers.facts import AmenityFact, Facts
    from stationdesk.domain.tiers.standard import AgentLife, Rule


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
        supports.append(Support(one.pieces, spans, _valid_evidence(one, last), one.label))
    pieces = sum(one.pieces for one in unknown)
    called = tuple(one.label for one in unknown)
    return ExtinguisherProof(rule, lead, tuple(supports), called, pieces)


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


def _valid_evidence(amenity: AmenityFact, last: date) -> Evidence:
    line = amenity_evidence(amenity)
    text = N_("{line}, valid until {day}")
    return Evidence(line.what, line.id, Phrase(text, {"line": line.text, "day": last}))
