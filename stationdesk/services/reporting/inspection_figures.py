"""Inspections, what they found, and the actions that put it right."""

from __future__ import annotations

from stationdesk.domain.inspections.kinds import INSPECTION_KIND_WORDS
from stationdesk.i18n import N_
from stationdesk.services.reporting.source import Behind, Counted, CountedSource, Shape

PAGE = "tiers"
TIMES, FINDINGS, ACTIONS, NOTICES = N_("times"), N_("findings"), N_("actions"), N_("notices")
IN_ORDER_FORMULA = N_("items in order ÷ items that were checked; items that do not apply are out")
_INSPECTION = Behind(N_("Inspection"), "inspection", PAGE)
_ITEM = Behind(N_("Item inspected"), "inspection", PAGE)
_FINDING = Behind(N_("Finding of an inspection"), "inspection", PAGE)
_NOTICE = Behind(N_("Rectification notice"), "inspection", PAGE)
_ACTION = Behind(N_("Corrective action"), "corrective_action", PAGE)


def inspection_figures() -> CountedSource:
    """Return the inspections that were submitted, and the actions by their steps."""
    rate_title = N_("Rate of items in order")
    kinds = (
        Counted(kind.value, title, _INSPECTION, TIMES)
        for kind, title in INSPECTION_KIND_WORDS.items()
    )
    counted = (
        Counted("held", N_("Inspections held"), _INSPECTION, TIMES),
        *kinds,
        Counted("in_order", rate_title, _ITEM, shape=Shape.RATE, formula=IN_ORDER_FORMULA),
        Counted("findings", N_("Findings of inspections"), _FINDING, FINDINGS),
        Counted("repeated", N_("Findings that came again"), _FINDING, FINDINGS),
        Counted("notices", N_("Rectification notices issued"), _NOTICE, NOTICES),
        Counted("decided", N_("Corrective actions decided"), _ACTION, ACTIONS),
        Counted("verified", N_("Corrective actions verified"), _ACTION, ACTIONS),
        Counted("owed", N_("Actions not verified at the end"), _ACTION, ACTIONS, at_end=True),
        Counted("overdue", N_("Actions overdue at the end"), _ACTION, ACTIONS, at_end=True),
    )
    return CountedSource("inspections", N_("Inspections and corrective actions"), counted)
