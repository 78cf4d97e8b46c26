"""What statistics there are: the subjects, and the charts of each, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with its charts, key → title phrase."""

    key: str
    title: str
    charts: dict[str, str]


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "visits",
        N_("Visits"),
        {
            "visits.days": N_("Visits over time"),
            "visits.hours": N_("Visits by hour"),
            "visits.heat": N_("Visits by weekday and hour"),
            "visits.groups": N_("Visitors by group"),
            "visits.services": N_("Visits by service"),
        },
    ),
    Subject(
        "lending",
        N_("Lending and returns"),
        {
            "lending.flow": N_("Lent and given back"),
            "lending.returns": N_("Back in time, late, lost"),
            "lending.kinds": N_("Loans by kind"),
            "lending.groups": N_("Loans by group"),
        },
    ),
    Subject(
        "feedback",
        N_("What visitors told us"),
        {
            "feedback.days": N_("Feedback over time"),
            "feedback.kinds": N_("Feedback by kind"),
            "feedback.answers": N_("Time to the answer"),
        },
    ),
    Subject(
        "volunteers",
        N_("Volunteer hours"),
        {
            "volunteers.days": N_("Hours over time"),
            "volunteers.people": N_("Hours by volunteer"),
        },
    ),
    Subject(
        "stock",
        N_("Goods"),
        {
            "stock.days": N_("Goods used over time"),
            "stock.items": N_("Goods used by item"),
            "stock.forecast": N_("How long the stock lasts"),
        },
    ),
    Subject(
        "amenities",
        N_("Use of the amenities"),
        {
            "amenities.days": N_("Usable time over time"),
            "amenities.each": N_("Usable time by amenity"),
            "amenities.stopped": N_("Hours out of use by amenity"),
        },
    ),
)


def chart_titles() -> Iterator[tuple[str, str]]:
    """Give the key and the title phrase of every chart."""
    for subject in SUBJECTS:
        yield from subject.charts.items()


TITLES = dict(chart_titles())
