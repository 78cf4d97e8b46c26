"""Every source of figures, in the order of a report; a later feature joins by one more line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.services.reporting.amenity_figures import AmenityFigures
from stationdesk.services.reporting.feedback_figures import FeedbackFigures
from stationdesk.services.reporting.inspection_figures import inspection_figures
from stationdesk.services.reporting.lending_figures import keeping_figures, lending_figures
from stationdesk.services.reporting.opening_figures import OpeningFigures
from stationdesk.services.reporting.stock_figures import stock_figures
from stationdesk.services.reporting.tier_figures import TierFigures
from stationdesk.services.reporting.visit_figures import VisitFigures
from stationdesk.services.reporting.volunteer_figures import (
    VolunteerFigures,
    honour_figures,
    training_figures,
)

if TYPE_CHECKING:
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.opening_log import OpeningLog
    from stationdesk.services.reporting.source import FigureSource
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.visits import Visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The services whose records a report tells of."""

    station: StationFacts
    opening_log: OpeningLog
    visits: Visits
    feedback: Feedback
    roster: Roster
    tiers: Tiers


def figure_sources(reported: Reported) -> tuple[FigureSource, ...]:
    """Return the sources of a station's report."""
    return (
        OpeningFigures(reported.opening_log),
        VisitFigures(reported.visits),
        lending_figures(),
        keeping_figures(),
        stock_figures(),
        AmenityFigures(reported.station),
        inspection_figures(),
        FeedbackFigures(reported.feedback),
        VolunteerFigures(reported.station, reported.roster),
        training_figures(),
        honour_figures(),
        TierFigures(reported.tiers),
    )
