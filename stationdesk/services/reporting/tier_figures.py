"""The services of the standard that were offered on the last day, and the tier that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import Figure, TraceLine, count_of, section
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.domain.tiers.states import STATE_WORDS
from stationdesk.i18n import N_
from stationdesk.store import audit

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.reporting.figures import Section
    from stationdesk.domain.tiers.assess import Assessment
    from stationdesk.services.tiers import Tiers

PAGE = "tiers"
SERVICES, TIER_UNIT = N_("services"), N_("tier")
TIER_TITLES = {
    1: N_("Services of tier 1 offered"),
    2: N_("Services of tier 2 offered"),
    3: N_("Services of tier 3 offered"),
}
_SERVICE, _ATTAINED = N_("Service of the standard"), N_("Tier attained")
_OFFERED = "offered."


class TierFigures:
    """The station's standing by its standard at the end of the days."""

    key = "tiers"
    title = N_("Service standard at the end")
    at_end = True

    def __init__(self, tiers: Tiers) -> None:
        self._tiers = tiers

    def section(self, first: date, last: date) -> Section:
        """Return the figures at the end of ``last``; none before the station kept records."""
        assessment = self._assessment(last)
        attained = assessment.attained if assessment else None
        told = [
            Figure(key="attained", title=_ATTAINED, unit=TIER_UNIT, value=attained, at_end=True),
            *(
                count_of(
                    f"{_OFFERED}{tier}",
                    TIER_TITLES[tier],
                    SERVICES,
                    *(assessment.counts(tier) if assessment else (0, 0)),
                    at_end=True,
                )
                for tier in TIERS
            ),
        ]
        return section(self.key, self.title, told)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the services behind a figure, also those that are not offered.

        Raises:
            KeyError: where there is no figure of that key.
        """
        assessment = self._assessment(last)
        if key == "attained":
            attained = assessment.attained if assessment else None
            return [_line(last, Phrase(_ATTAINED), "", attained)] if attained else []
        tier = {f"{_OFFERED}{tier}": tier for tier in TIERS}[key]
        return [
            _line(
                last,
                Phrase(_SERVICE),
                f"{finding.criterion.code} {finding.criterion.name}",
                int(finding.states[tier].counts),
                among=1,
                more=Phrase(STATE_WORDS[finding.states[tier]]),
            )
            for finding in (assessment.findings if assessment else ())
            if tier in finding.states
        ]

    def _assessment(self, on: date) -> Assessment | None:
        began = audit.first_day()
        if began is None or on < began:
            return None
        return self._tiers.assess(on=on)


def _line(
    day: date, what: Phrase, text: str, amount: int, among: int = 0, more: Phrase | None = None
) -> TraceLine:
    return TraceLine(
        day=day,
        what=what,
        text=text,
        amount=amount,
        among=among,
        page_key=PAGE,
        more=more or Phrase(""),
    )
