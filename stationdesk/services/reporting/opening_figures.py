"""Opening days and hours: as published, as kept, and what the log does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening_kept import kept_of
from stationdesk.domain.reporting.figures import TraceLine, count, hours, rate, section
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.opening_kept import DayKept
    from stationdesk.domain.reporting.figures import Section
    from stationdesk.services.opening_log import OpeningLog

PAGE = "today"
DAYS = N_("days")
KEPT_FORMULA = N_(
    "minutes open within published hours ÷ published minutes; a day without a line in the log "
    "counts as not open"
)
_OPENED = N_("Opening log")
_PUBLISHED = N_("Published hours")
_UNRECORDED = N_("No line in the opening log")
_UNCLOSED = N_("The closing was not noted")

_AMOUNTS: Mapping[str, tuple[str, Callable[[DayKept], tuple[int, int]]]] = {
    "days_published": (_PUBLISHED, lambda day: (int(day.minutes_published > 0), 0)),
    "days_open": (_OPENED, lambda day: (int(day.recorded), 0)),
    "hours_published": (_PUBLISHED, lambda day: (day.minutes_published, 0)),
    "hours_open": (_OPENED, lambda day: (day.minutes_open, 0)),
    "hours_kept": (_OPENED, lambda day: (day.minutes_kept, 0)),
    "kept_rate": (_OPENED, lambda day: (day.minutes_kept, day.minutes_published)),
    "days_unrecorded": (_UNRECORDED, lambda day: (int(day.unrecorded), 0)),
    "days_unclosed": (_UNCLOSED, lambda day: (int(day.unclosed), 0)),
}
"""What a day adds to each figure, and to its denominator."""


class OpeningFigures:
    """Opening as it was."""

    key = "opening"
    title = N_("Opening of the station")
    at_end = False

    def __init__(self, log: OpeningLog) -> None:
        self._log = log

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days."""
        kept = kept_of(self._log.days(first, last))
        told = [
            count("days_published", N_("Days to be open"), DAYS, kept.days_published),
            count("days_open", N_("Days open"), DAYS, kept.days_open),
            hours("hours_published", N_("Hours published"), kept.minutes_published),
            hours("hours_open", N_("Hours open"), kept.minutes_open),
            hours("hours_kept", N_("Published hours kept"), kept.minutes_kept),
            rate(
                "kept_rate",
                N_("Rate of hours kept"),
                kept.minutes_kept,
                kept.minutes_published,
                KEPT_FORMULA,
                known=kept.percent is not None,
            ),
            count("days_unrecorded", N_("Days not in the opening log"), DAYS, kept.days_unrecorded),
            count("days_unclosed", N_("Days without a closing"), DAYS, kept.days_unclosed),
        ]
        return section(self.key, self.title, told)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the days behind a figure."""
        what, amounts = _AMOUNTS[key]
        return [
            TraceLine(
                day=day.day,
                what=Phrase(what),
                text=", ".join(str(each) for each in day.published),
                amount=amount,
                among=among,
                page_key=PAGE,
            )
            for day in self._log.days(first, last)
            for amount, among in [amounts(day)]
            if amount or among
        ]
