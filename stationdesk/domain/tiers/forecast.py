"""On which coming days the station's tier changes if nothing new is recorded, and through what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.assess import Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.tiers.assess import Finding
    from stationdesk.domain.tiers.facts import Facts
    from stationdesk.domain.tiers.standard import Standard

DAYS_AHEAD = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastStep:
    """On ``day`` the station falls (or rises) to another tier.

    ``because`` are the services that ``tier_from`` requires and that are no longer in order, as
    they stand on ``day``; empty for a rise. ``tier_to`` None is below the lowest.
    """

    day: date
    tier_from: int | None
    tier_to: int | None
    because: tuple[Finding, ...]

    @property
    def lost(self) -> bool:
        """Tell whether the step leads down."""
        return (self.tier_to or 4) > (self.tier_from or 4)


def forecast(
    standard: Standard,
    facts: Facts,
    on: date,
    days: int = DAYS_AHEAD,
    *,
    routine_goes_on: bool = False,
) -> list[ForecastStep]:
    """Return every change of the attained tier in the ``days`` after ``on``, the first first.

    With ``routine_goes_on`` checks of a month or less that are in time now are supposed to be
    made again, so that what remains is what needs buying, replacing or deciding.
    """
    dossier = Dossier(standard, facts, routine_goes_on=routine_goes_on)
    return forecast_of(dossier, on, days)


def forecast_of(dossier: Dossier, on: date, days: int = DAYS_AHEAD) -> list[ForecastStep]:
    """Return the same from records that are arranged already.

    Between two turning days nothing can change, so only those are looked at.
    """
    steps, held = [], dossier.attained(on)
    for day in dossier.turning_days(on, on + timedelta(days=days)):
        now = dossier.attained(day)
        if now != held:
            step = ForecastStep(day=day, tier_from=held, tier_to=now, because=())
            steps.append(_explained(dossier, step) if step.lost else step)
            held = now
    return steps


def first_loss(steps: Sequence[ForecastStep]) -> ForecastStep | None:
    """Return the first step that leads down; None where the tier is held throughout."""
    return next((step for step in steps if step.lost), None)


def _explained(dossier: Dossier, step: ForecastStep) -> ForecastStep:
    tier = step.tier_from
    because = tuple(
        dossier.finding(one, step.day, tier)
        for one in dossier.standard.criteria
        if tier is not None and one.required_at(tier) and not dossier.in_order(one, step.day, tier)
    )
    return ForecastStep(
        day=step.day, tier_from=step.tier_from, tier_to=step.tier_to, because=because
    )
