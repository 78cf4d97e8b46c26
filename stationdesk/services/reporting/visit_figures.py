"""Visits: how many, of which groups, for which services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import TraceLine, average, count, section
from stationdesk.domain.tiers.phrases import NOTHING, Phrase
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.domain.visits import VISITED_SERVICES
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.reporting.figures import Figure, Section
    from stationdesk.domain.visits import DayTally
    from stationdesk.services.visits import Visits

PAGE = "statistics"
VISITS = N_("visits")
GROUP, SERVICE = "group.", "service."
DAY_FORMULA = N_("visits counted ÷ days on which anybody was counted")
_COUNTED = N_("Visits counted")


class VisitFigures:
    """Visits by the day, by group and by service."""

    key = "visits"
    title = N_("Visits to the station")
    at_end = False

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days."""
        groups = self._visits.by_group(first, last)
        services = self._visits.by_service(first, last)
        people, days = sum(groups.values()), self._visits.days_counted(first, last)
        told = [
            count("people", N_("Visits in all"), VISITS, people),
            average("per_day", N_("Visits a day"), VISITS, people, days, DAY_FORMULA),
            *_told(GROUP, VISITOR_GROUPS, groups),
            *_told(SERVICE, VISITED_SERVICES, services),
        ]
        return section(self.key, self.title, told)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the tallies behind a figure: by day, group and service; by day for the average.

        Raises:
            KeyError: where there is no figure of that key.
        """
        if key == "per_day":
            by_day = self._visits.by_day(first, last)
            return [_line(day, people, among=1) for day, people in by_day.items()]
        return [
            _line(each.day, each.people, more=_which(each))
            for each in self._visits.tallies(first, last, *_narrowed(key))
        ]


def _told(prefix: str, words: Mapping[str, str], counted: Mapping[str, int]) -> list[Figure]:
    """Return a figure for each known key, and for those that only the records know."""
    others = {key: key for key in counted if key not in words}
    return [
        count(f"{prefix}{key}", title, VISITS, counted.get(key, 0))
        for key, title in {**words, **others}.items()
    ]


def _narrowed(key: str) -> tuple[str, str]:
    if key == "people":
        return "", ""
    if key.startswith(GROUP):
        return key.removeprefix(GROUP), ""
    if key.startswith(SERVICE):
        return "", key.removeprefix(SERVICE)
    raise KeyError(key)


def _which(tally: DayTally) -> Phrase:
    values = {
        "group": Phrase(VISITOR_GROUPS.get(tally.group, tally.group)),
        "service": Phrase(VISITED_SERVICES.get(tally.service, tally.service)),
    }
    return Phrase(N_("{group} · {service}"), values)


def _line(day: date, people: int, among: int = 0, more: Phrase = NOTHING) -> TraceLine:
    return TraceLine(
        day=day,
        what=Phrase(_COUNTED),
        text="",
        amount=people,
        among=among,
        page_key=PAGE,
        more=more,
    )
