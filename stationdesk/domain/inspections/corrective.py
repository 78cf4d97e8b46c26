"""整改台账: corrective actions with what they answer to, and how they went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line of the checklist (检查表) with its finding and actions, where it has any."""

    line: InspectionLine
    finding: Finding | None
    actions: tuple[ActionLine, ...]

    @property
    def due_on(self) -> date | None:
        """Return until when all of it is to be put right; None where nothing is."""
        return max((each.action.due_on for each in self.actions), default=None)


def sheet_lines(whole: WholeInspection) -> tuple[SheetLine, ...]:
    """Return every line of an inspection, in order, with what was decided about it."""
    by_line = {each.line_id: each for each in whole.findings}
    return tuple(
        SheetLine(
            line=line,
            finding=by_line.get(line.id),
            actions=tuple(each for each in whole.actions if each.finding.line_id == line.id),
        )
        for line in whole.lines
    )
