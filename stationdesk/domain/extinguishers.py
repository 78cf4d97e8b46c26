"""When an extinguisher wants service and when it is scrap.

The years are those of GB 50444-2008 as quoted by the trade: first service five years after make
for dry powder and carbon dioxide, three for water-based ones; then every two years, or every
year; scrap after ten, twelve and six years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.periods import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SOURCE = "GB 50444-2008"


@dataclass(frozen=True, slots=True)
class ExtinguisherRule:
    """Years from make to the first service, between services, and from make to scrap."""

    first_years: int
    then_years: int
    scrap_years: int


RULES = {
    Agent.POWDER: ExtinguisherRule(5, 2, 10),
    Agent.CO2: ExtinguisherRule(5, 2, 12),
    Agent.WATER: ExtinguisherRule(3, 1, 6),
}


@dataclass(frozen=True, slots=True)
class ExtinguisherDates:
    """The next service, None where none is due before the scrap day, and the scrap day."""

    next_service_on: date | None
    scrap_on: date

    def valid_on(self, day: date) -> bool:
        """Tell whether the extinguisher is neither scrap nor past its service on ``day``."""
        serviced = self.next_service_on is None or day <= self.next_service_on
        return serviced and day < self.scrap_on


def extinguisher_dates(
    agent: Agent, made_on: date, services: Iterable[date] = ()
) -> ExtinguisherDates:
    """Return what an extinguisher made on ``made_on`` and serviced on ``services`` wants next."""
    rule = RULES[agent]
    scrap_on = add_months(made_on, 12 * rule.scrap_years)
    done = [day for day in services if day >= made_on]
    if done:
        service_on = add_months(max(done), 12 * rule.then_years)
    else:
        service_on = add_months(made_on, 12 * rule.first_years)
    return ExtinguisherDates(service_on if service_on < scrap_on else None, scrap_on)
