"""整改台账: corrective actions with what they answer to, and how they went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.domain.inspections.findings import Finding
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.lines import InspectionLine, Progress
    from stationdesk.domain.inspections.notices import Notice
    from stationdesk.domain.inspections.replay import Standing
    from stationdesk.domain.tiers.phrases import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action as it is listed: with its finding, the item, and what its steps tell.

    ``times`` tells how often in a row the item was wanting; ``notice`` is the number of the
    newest notice that asks for it, empty for none.
    """

    action: Action
    standing: Standing
    finding: Finding
    item: Words
    inspection: Inspection
    times: int = 1
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeInspection:
    """An inspection with all that hangs on it; findings and actions that count, in line order."""

    inspection: Inspection
    lines: tuple[InspectionLine, ...]
    progress: Progress
    findings: tuple[Finding, ...]
    actions: tuple[ActionLine, ...]
    notices: tuple[Notice, ...]
