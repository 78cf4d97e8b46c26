"""The records a paper can be about, in words by which one tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stocktake import STATE_WORDS, StocktakeState
from stationdesk.i18n import _
from stationdesk.ui.reports.options import Records

if TYPE_CHECKING:
    from stationdesk.domain.keeping.retention import RetentionRun
    from stationdesk.domain.stocktake import Stocktake
    from stationdesk.domain.tiers.records import SignedAssessment
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.retention import Retention
    from stationdesk.services.tiers import Tiers


def records_to_choose(inventory: Inventory, tiers: Tiers, retention: Retention) -> Records:
    """Return what can be chosen now, the newest first."""
    counts = [c for c in inventory.stocktakes() if c.state is not StocktakeState.CANCELLED]
    return Records(
        stocktakes={count.id: _stocktake_words(count) for count in counts},
        kits={kit.id: kit.name for kit in inventory.required_sets()},
        assessments={each.id: _assessment_words(each) for each in tiers.assessments()},
        standards={
            line.key: str(line.title) for line in tiers.standards.all() if not line.archived
        },
        erasings={each.id: _erasing_words(each) for each in retention.runs()},
    )


def _stocktake_words(count: Stocktake) -> str:
    scope = count.scope_place.name if count.scope_place else count.scope_category
    parts = (count.number, count.business_date.isoformat(), scope, _(STATE_WORDS[count.state]))
    return " · ".join(part for part in parts if part)


def _assessment_words(signed: SignedAssessment) -> str:
    said = _("Signed {number}, {day}, {assessor}")
    return said.format(number=signed.number, day=signed.on.isoformat(), assessor=signed.assessor)


def _erasing_words(run: RetentionRun) -> str:
    said = _("Erased {number}, {day}, {count} records")
    count = sum(line.count for line in run.lines)
    return said.format(number=run.number, day=run.on.isoformat(), count=count)
