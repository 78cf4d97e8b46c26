"""Bringing the rows of hand-kept feedback registers into the feedback book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback_importing import FeedbackPlanner, PlannedEntry
from stationdesk.domain.importing import ImportedRow
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.settings import settings_from
from stationdesk.services.feedback_desk.desk import ENTITY
from stationdesk.store import imports, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.services.feedback import Feedback


def planner(feedback: Feedback) -> FeedbackPlanner:
    """Return what plans registers one after the other, as the book stands now."""
    return FeedbackPlanner(
        imports.known_fingerprints(LedgerKind.FEEDBACK),
        feedback.entry_numbers(),
        now=feedback.this_minute(),
        retention_days=settings_from(settings.stored()).feedback_retention_days,
    )


def carry_out(
    feedback: Feedback, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
) -> list[ImportedRow]:
    """Keep what the rows say, as a part of the import's deed; return what each became.

    ``tell`` is called for every row.
    """
    kept = []
    for row in rows:
        tell()
        uid = ""
        if isinstance(row, PlannedEntry) and row.entry is not None:
            uid = feedback.entry(feedback.bring_in_entry(row.entry, run.id)).uid
        entity = ENTITY if uid else ""
        kept.append(ImportedRow(row.row.row, row.fingerprint, row.outcome, entity, uid))
    return kept
