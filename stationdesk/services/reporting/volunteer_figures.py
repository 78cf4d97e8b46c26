"""Volunteers and their hours, how the desk was covered, trainings and honours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import TraceLine, rate, section
from stationdesk.domain.reporting.staffed import staffed_days
from stationdesk.domain.roster.cover import covered_share
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.volunteers.training import HONOUR_WORDS
from stationdesk.domain.working_days import days_from
from stationdesk.i18n import N_
from stationdesk.services.reporting.source import Behind, Counted, CountedSource, Shape
from stationdesk.store.report_figures.presences import presences

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.reporting.figures import Figure, Section
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts

PAGE, ROSTER_PAGE = "volunteers", "roster"
PEOPLE, TIMES = N_("people"), N_("times")
HEADS, HONOURS = N_("person-times"), N_("honours")
STAFFED_FORMULA = N_("published minutes with a volunteer signed in ÷ published minutes")
COVER_FORMULA = N_(
    "minutes for which the cover rules ask and enough were on the roster ÷ minutes for which they "
    "ask"
)
CAME_FORMULA = N_("those who came to a training ÷ those who were to come")
_VOLUNTEER = Behind(N_("Volunteer"), "volunteer", PAGE)
_SERVICE = Behind(N_("Time of service"), "volunteer", PAGE)
_HOURS = Behind(N_("Line of hours"), "volunteer", PAGE)
_ABSENT = Behind(N_("Did not come to the shift"), "volunteer", PAGE)
_TRAINING = Behind(N_("Training session"), "training_session", PAGE)
_HONOUR = Behind(N_("Honour"), "volunteer", PAGE)
_SIGNED_IN, _ROSTER = N_("Volunteers signed in"), N_("Roster of the day")
_COUNTED = (
    Counted("active", N_("Active volunteers at the end"), _VOLUNTEER, PEOPLE, at_end=True),
    Counted("joined", N_("Volunteers who joined"), _VOLUNTEER, PEOPLE),
    Counted("people", N_("Volunteers who served"), _VOLUNTEER, PEOPLE),
    Counted("services", N_("Times served"), _SERVICE, HEADS),
    Counted("hours", N_("Hours of volunteer service"), _HOURS, shape=Shape.HOURS),
    Counted(
        "brought",
        N_("of these, hours brought in from earlier records"),
        _HOURS,
        shape=Shape.HOURS,
    ),
    Counted("absent", N_("Volunteers who did not come to their shift"), _ABSENT, HEADS),
)

Share = tuple["date", int, int]
"""A day with the minutes that count, and the minutes they are of."""


class VolunteerFigures:
    """Volunteers, hours by the ledger, and how the desk was covered."""

    key = "volunteers"
    title = N_("Volunteer service")
    at_end = False

    def __init__(self, station: StationFacts, roster: Roster) -> None:
        self._station = station
        self._roster = roster
        self._counted = CountedSource(self.key, self.title, _COUNTED)

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days."""
        told = [
            *self._counted.figures(first, last),
            _share(
                "staffed",
                N_("Opening time with a volunteer"),
                self._staffed(first, last),
                STAFFED_FORMULA,
            ),
            _share("cover", N_("Cover by the roster"), self._covered(first, last), COVER_FORMULA),
        ]
        return section(self.key, self.title, told)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the records behind a figure; days, where it is a share of time.

        Raises:
            KeyError: where there is no figure of that key.
        """
        if self._counted.counts(key):
            return self._counted.trace(key, first, last)
        shares, what = {
            "staffed": (self._staffed, _SIGNED_IN),
            "cover": (self._covered, _ROSTER),
        }[key]
        return [
            TraceLine(
                day=day,
                what=Phrase(what),
                text="",
                amount=kept,
                among=wanted,
                page_key=ROSTER_PAGE,
            )
            for day, kept, wanted in shares(first, last)
        ]

    def _staffed(self, first: date, last: date) -> list[Share]:
        """Return the days to be open; none where nobody signed in at all: then nobody does."""
        there = presences(first, last)
        if not there:
            return []
        days = staffed_days(self._station.opening_days(first, last), there)
        return [(each.day, each.minutes_staffed, each.minutes_published) for each in days]

    def _covered(self, first: date, last: date) -> list[Share]:
        """Return the days on which cover rules ask for people; none before there is a roster."""
        if not self._roster.shifts(first, last):
            return []
        facts = self._roster.facts(first, last)
        told = ((day, covered_share(facts, day, day)) for day in days_from(first, last))
        return [
            (day, share.minutes_kept, share.minutes_wanted)
            for day, share in told
            if share.minutes_wanted
        ]


def training_figures() -> CountedSource:
    """Return the trainings and who came to them."""
    rate_title = N_("Rate of presence at trainings")
    counted = (
        Counted("sessions", N_("Trainings held"), _TRAINING, TIMES),
        Counted("came", N_("Volunteers trained"), _TRAINING, HEADS),
        Counted("came_rate", rate_title, _TRAINING, shape=Shape.RATE, formula=CAME_FORMULA),
        Counted("passed", N_("Trainings passed"), _TRAINING, HEADS),
    )
    return CountedSource("trainings", N_("Trainings of volunteers"), counted)


def honour_figures() -> CountedSource:
    """Return the honours that were given."""
    kinds = (Counted(kind.value, title, _HONOUR, HONOURS) for kind, title in HONOUR_WORDS.items())
    counted = (Counted("given", N_("Honours given"), _HONOUR, HONOURS), *kinds)
    return CountedSource("honours", N_("Honours of volunteers"), counted)


def _share(key: str, title: str, shares: list[Share], formula: str) -> Figure:
    kept = sum(minutes for _day, minutes, _wanted in shares)
    return rate(key, title, kept, sum(wanted for *_day, wanted in shares), formula)
