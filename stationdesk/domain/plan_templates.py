"""Ready-made upkeep plans for the kinds of amenities; a station takes them and edits them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.extinguishers import RULES, extinguisher_dates
from stationdesk.domain.periods import PeriodUnit, add_months, later
from stationdesk.domain.problems import Problem
from stationdesk.domain.upkeep import Anchor, NewPlan, Purpose
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.amenities import Amenity


class FirstDue(StrEnum):
    """What the first due day is counted from."""

    START = "start"
    """The day the plan begins."""
    INTERVAL = "interval"
    """One interval after the amenity came into service, but not before the plan begins."""
    SEASON = "season"
    """The next time the template's month and day come round."""
    MADE_SERVICE = "made_service"
    """The extinguisher's next service, counted from its make."""
    MADE_SCRAP = "made_scrap"
    """The extinguisher's scrap day, counted from its make."""


COUNTED_FROM_MAKE = (FirstDue.MADE_SERVICE, FirstDue.MADE_SCRAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate:
    """A ready-made plan; ``task``, ``checklist`` and ``source`` are by language (``zh``, ``en``).

    ``month_day`` is ``MM-DD`` for plans of a season. The source says where the interval comes
    from; every one of them is a default that the station may change.
    """

    key: str
    kinds: tuple[str, ...]
    task: dict[str, str]
    purpose: Purpose
    every: int
    every_unit: PeriodUnit
    anchor: Anchor
    lead_days: int
    first: FirstDue
    month_day: str
    checklist: dict[str, tuple[str, ...]]
    source: dict[str, str]


def plan_of(template: PlanTemplate, amenity: Amenity, start: date, language: str) -> NewPlan:
    """Return the plan that ``template`` makes for ``amenity`` from ``start`` on.

    Ask ``template_problems`` first whether it can.
    """
    tongue = "zh" if language.startswith("zh") else "en"
    return NewPlan(
        amenity_id=amenity.id,
        task=template.task[tongue],
        every=_every(template, amenity),
        every_unit=template.every_unit,
        first_due_on=_first_due(template, amenity, start),
        purpose=template.purpose,
        anchor=template.anchor,
        lead_days=template.lead_days,
        checklist=template.checklist[tongue],
        template=template.key,
    )


def template_problems(template: PlanTemplate, amenity: Amenity) -> Iterator[Problem]:
    """Yield why ``template`` cannot make a plan for ``amenity``."""
    if amenity.kind not in template.kinds:
        yield Problem("template", N_("This plan is for another kind of amenity."))
    if template.first in COUNTED_FROM_MAKE:
        if amenity.made_on is None:
            phrase = N_("Enter the production date first: service and scrapping count from it.")
            yield Problem("made_on", phrase)
        if amenity.agent is None:
            yield Problem("agent", N_("Enter the extinguishing agent first."))


def _every(template: PlanTemplate, amenity: Amenity) -> int:
    if amenity.agent is None or template.first not in COUNTED_FROM_MAKE:
        return template.every
    rule = RULES[amenity.agent]
    return rule.then_years if template.first is FirstDue.MADE_SERVICE else rule.scrap_years


def _first_due(template: PlanTemplate, amenity: Amenity, start: date) -> date:
    if template.first is FirstDue.SEASON:
        return _next_time(template.month_day, start)
    if template.first is FirstDue.INTERVAL:
        begun = later(amenity.since or start, template.every, template.every_unit)
        return max(begun, start)
    if template.first in COUNTED_FROM_MAKE and amenity.agent and amenity.made_on:
        rule = RULES[amenity.agent]
        if template.first is FirstDue.MADE_SCRAP:
            return extinguisher_dates(amenity.agent, amenity.made_on).scrap_on
        return add_months(amenity.made_on, 12 * rule.first_years)
    return start


def _next_time(month_day: str, start: date) -> date:
    this_year = date.fromisoformat(f"{start.year}-{month_day}")
    return this_year if this_year >= start else add_months(this_year, 12)
