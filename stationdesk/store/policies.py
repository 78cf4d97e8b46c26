"""How long an answer may take, as the station chose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.policies import Policy
from stationdesk.store.tables import FeedbackPolicyRow

if TYPE_CHECKING:
    from datetime import date


def policies() -> list[Policy]:
    """Return the station's own limits, by kind and then by day; none before it chose any."""
    rows = FeedbackPolicyRow.select().order_by(FeedbackPolicyRow.kind, FeedbackPolicyRow.valid_from)
    return [
        Policy(
            kind=FeedbackKind(row.kind),
            first_days=row.first_days,
            final_days=row.final_days,
            valid_from=row.valid_from,
        )
        for row in rows
    ]


def keep(policy: Policy, recorded_at: str, recorded_by: str) -> None:
    """Keep limits, in place of those of the same kind from the same day."""
    forget(policy.kind, policy.valid_from)
    FeedbackPolicyRow.create(
        kind=policy.kind,
        valid_from=policy.valid_from,
        first_days=policy.first_days,
        final_days=policy.final_days,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
    )


def forget(kind: FeedbackKind, valid_from: date) -> None:
    """Take limits out that were to hold from that day."""
    FeedbackPolicyRow.delete().where(
        FeedbackPolicyRow.kind == kind, FeedbackPolicyRow.valid_from == valid_from
    ).execute()
