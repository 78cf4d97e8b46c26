"""Upkeep, faults, and for how much of the opening time the amenities could be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import Record, TraceLine, hours, rate, section
from stationdesk.domain.reporting.usable import usable_time
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.services.reporting.source import Behind, Counted, CountedSource, Shape
from stationdesk.store import amenities as amenity_store
from stationdesk.store import faults as fault_store

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.reporting.figures import Section
    from stationdesk.domain.reporting.usable import UsableTime
    from stationdesk.services.station import StationFacts

PAGE = "amenities"
TIMES, FAULTS = N_("times"), N_("faults")
IN_TIME_FORMULA = N_("upkeep carried out by its due day ÷ upkeep carried out")
USABLE_FORMULA = N_(
    "opening time in which the pieces of all amenities could be used ÷ opening time, by pieces"
)
_RUN = Behind(N_("Upkeep carried out"), "amenity", PAGE)
_FAULT = Behind(N_("Fault"), "amenity", PAGE)
_REPAIR = Behind(N_("Fault repaired"), "amenity", PAGE)
_COST = Behind(N_("Cost"), "amenity", PAGE)
_AMENITY = N_("Amenity of the register")
_COUNTED = (
    Counted("upkeep", N_("Upkeep done"), _RUN, TIMES),
    Counted(
        "in_time",
        N_("Rate of upkeep in time"),
        _RUN,
        shape=Shape.RATE,
        formula=IN_TIME_FORMULA,
    ),
    Counted("skipped", N_("Upkeep left out"), _RUN, TIMES),
    Counted("abnormal", N_("Upkeep that found something wrong"), _RUN, TIMES),
    Counted("faults", N_("Faults reported"), _FAULT, FAULTS),
    Counted("repaired", N_("Faults repaired"), _REPAIR, FAULTS),
    Counted("faults_open", N_("Faults open at the end"), _FAULT, FAULTS, at_end=True),
    Counted("cost", N_("Cost of upkeep and repair"), _COST, shape=Shape.MONEY),
)


class AmenityFigures:
    """Upkeep and outages."""

    key = "amenities"
    title = N_("Upkeep and outages")
    at_end = False

    def __init__(self, station: StationFacts) -> None:
        self._station = station
        self._counted = CountedSource(self.key, self.title, _COUNTED)

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days."""
        told = self._usable(first, last)
        figures = [
            *self._counted.figures(first, last),
            hours("outage", N_("Opening hours without a usable piece"), _stopped(told)),
            rate(
                "usable",
                N_("Amenities usable"),
                sum(each.piece_minutes_usable for each in told),
                sum(each.piece_minutes for each in told),
                USABLE_FORMULA,
            ),
        ]
        return section(self.key, self.title, figures)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind a figure; the amenities themselves where they could be used.

        Raises:
            KeyError: where there is no figure of that key.
        """
        if self._counted.counts(key):
            return self._counted.trace(key, first, last)
        amounts = _AMOUNTS[key]
        return [
            _line(each, last, *amounts(each))
            for each in self._usable(first, last)
            if any(amounts(each))
        ]

    def _usable(self, first: date, last: date) -> list[UsableTime]:
        return usable_time(
            amenity_store.all_amenities(),
            fault_store.outages_until(last),
            self._station.opening_days(first, last),
        )


def _outage(told: UsableTime) -> tuple[int, int]:
    return told.minutes_stopped, 0


def _share(told: UsableTime) -> tuple[int, int]:
    return told.piece_minutes_usable, told.piece_minutes


_AMOUNTS = {"outage": _outage, "usable": _share}
"""What an amenity adds to each figure, and to its denominator."""


def _stopped(told: list[UsableTime]) -> int:
    return sum(each.minutes_stopped for each in told)


def _line(told: UsableTime, day: date, amount: int, among: int) -> TraceLine:
    return TraceLine(
        day=day,
        what=Phrase(_AMENITY),
        text=f"{told.amenity.code} {told.amenity.name}",
        amount=amount,
        among=among,
        page_key=PAGE,
        record=Record("amenity", told.amenity.id),
    )
