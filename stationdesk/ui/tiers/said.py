"""How the tiers page says days and where a finding stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import tier_words

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.tiers.assess import Finding


def short_day(day: date, today: date) -> str:
    """Return month and day; the year too where it is not that of ``today``."""
    if day.year == today.year:
        return f"{day:%m-%d}"
    return day.isoformat()


def spoken_day(day: date, today: date) -> str:
    """Return a day as people say it; the year is left out where it is that of ``today``."""
    told = {"month": day.month, "day": day.day}
    if day.year == today.year:
        return _("{month:02d}-{day:02d}").format(**told)
    return _("{year}-{month:02d}-{day:02d}").format(year=day.year, **told)


def asked_words(finding: Finding) -> str:
    """Return from which tier on a service is asked for, and by whose amounts it was judged."""
    said = _("required from {tier} on").format(tier=tier_words(finding.criterion.tier))
    if finding.judged_for == finding.criterion.tier:
        return said
    judged = _("judged by the amounts of {tier}").format(tier=tier_words(finding.judged_for))
    return f"{said} · {judged}"


def tier_tone(attained: int | None, applied_for: int | None) -> Tone:
    """Return how good an attained tier is beside the one applied for."""
    if attained is None:
        return Tone.BAD
    if applied_for is not None and attained > applied_for:
        return Tone.WARNING
    return Tone.GOOD
