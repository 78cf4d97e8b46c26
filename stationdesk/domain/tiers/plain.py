"""An assessment as plain values: the contract of ``stationdesk tiers --json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.forecast import ForecastStep


def tiers_json(
    assessment: Assessment, steps: Sequence[ForecastStep] | None = None
) -> dict[str, object]:
    """Return what the command prints; texts are in the language in use.

    Beyond the contract each item tells the state by every tier's amounts, whether its source
    states it, and what to do; with ``steps`` the forecast is told too.
    """
    plain: dict[str, object] = {
        "standard": assessment.standard.key,
        "version": assessment.standard.version,
        "on": assessment.on.isoformat(),
        "attained": assessment.attained,
        "applied_for": assessment.applied_for,
        "items": [_item(one) for one in assessment.findings],
    }
    if steps is not None:
        plain["forecast"] = [_step(one) for one in steps]
    return plain


def _item(finding: Finding) -> dict[str, object]:
    criterion = finding.criterion
    return {
        "code": criterion.code,
        "name": str(criterion.name),
        "tier": finding.tier_required_for,
        "state": finding.state.value,
        "until": finding.until.isoformat() if finding.until else None,
        "required": str(finding.required),
        "found": str(finding.found),
        "evidence": [
            {"what": one.what, "id": one.id, "text": str(one.text)} for one in finding.evidence
        ],
        "reason": str(finding.reason) if finding.reason else None,
        "todo": str(finding.todo) if finding.todo else None,
        "stated": criterion.stated,
        "source": str(criterion.source),
        "judged_for": finding.judged_for,
        "states": {str(tier): state.value for tier, state in finding.states.items()},
        "checked_on": finding.checked_on.isoformat() if finding.checked_on else None,
        "checked_by": finding.checked_by or None,
    }


def _step(step: ForecastStep) -> dict[str, object]:
    return {
        "day": step.day.isoformat(),
        "tier_from": step.tier_from,
        "tier_to": step.tier_to,
        "because": [
            {
                "code": one.criterion.code,
                "name": str(one.criterion.name),
                "state": one.state.value,
                "found": str(one.found),
            }
            for one in step.because
        ],
    }
