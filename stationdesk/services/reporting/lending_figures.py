"""Loans and returns, and what was kept and found for people."""

from __future__ import annotations

from stationdesk.i18n import N_
from stationdesk.services.reporting.source import Behind, Counted, CountedSource, Shape

PAGE = "lending"
LOANS, PIECES, THINGS = N_("loans"), N_("pieces"), N_("things")
ON_TIME_FORMULA = N_("pieces given back by their due day ÷ pieces given back")
_LOAN = Behind(N_("Loan"), "loan", PAGE)
_RETURN = Behind(N_("Return"), "loan", PAGE)
_EXTENSION = Behind(N_("Loan put off"), "loan", PAGE)
_KEPT = Behind(N_("Thing in safekeeping"), "kept_thing", PAGE)
_FOUND = Behind(N_("Thing found and handed in"), "found_thing", PAGE)


def lending_figures() -> CountedSource:
    """Return what visitors borrowed and gave back; kits of people on duty are no service."""
    rate_title = N_("Rate of pieces back in time")
    counted = (
        Counted("loans", N_("Things lent"), _LOAN, LOANS),
        Counted("pieces", N_("Pieces lent"), _LOAN, PIECES),
        Counted("on_time", N_("Pieces back in time"), _RETURN, PIECES),
        Counted("late", N_("Pieces back late"), _RETURN, PIECES),
        Counted("on_time_rate", rate_title, _RETURN, shape=Shape.RATE, formula=ON_TIME_FORMULA),
        Counted("damaged", N_("Pieces back damaged"), _RETURN, PIECES),
        Counted("lost", N_("Pieces lost on loan"), _RETURN, PIECES),
        Counted("extended", N_("Loans put off"), _EXTENSION, LOANS),
        Counted("out", N_("Pieces out at the end"), _LOAN, PIECES, at_end=True),
        Counted("overdue", N_("Pieces overdue at the end"), _LOAN, PIECES, at_end=True),
    )
    return CountedSource("lending", N_("Loans and returns"), counted)


def keeping_figures() -> CountedSource:
    """Return what was kept for people, and lost property."""
    counted = (
        Counted("kept", N_("Things taken into safekeeping"), _KEPT, THINGS),
        Counted("handed", N_("Kept things handed over"), _KEPT, THINGS),
        Counted("found", N_("Lost property taken in"), _FOUND, THINGS),
        Counted("claimed", N_("Lost property back with its owner"), _FOUND, THINGS),
        Counted("passed_on", N_("Lost property passed on or disposed of"), _FOUND, THINGS),
    )
    return CountedSource("keeping", N_("Safekeeping and lost property"), counted)
