"""Looking at inspections, their findings and the ledger of corrective actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.corrective import ActionLine, WholeInspection
from stationdesk.domain.inspections.findings import FindingLine
from stationdesk.domain.inspections.inspections import InspectionLook
from stationdesk.domain.inspections.lines import progress_of
from stationdesk.domain.inspections.replay import replay
from stationdesk.services.inspection_desk.corrective import Corrective
from stationdesk.store import corrective_actions, findings, inspections, notices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import CorrectiveActionId, FindingId, InspectionId
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.domain.inspections.findings import Finding


class Reading(Corrective):
    """Reading only."""

    def inspections(
        self, first: date | None = None, last: date | None = None
    ) -> list[InspectionLook]:
        """Return the inspections from ``first`` through ``last`` that count, the newest first."""
        found = inspections.between(first, last)
        results = inspections.results_of(each.id for each in found)
        counts = findings.counts_by_inspection(each.id for each in found)
        looks = []
        for each in found:
            wanting, actions, verified = counts.get(each.id, (0, 0, 0))
            looks.append(
                InspectionLook(
                    inspection=each,
                    progress=progress_of(results.get(each.id, [])),
                    findings=wanting,
                    actions=actions,
                    verified=verified,
                )
            )
        return looks

    def inspection(self, inspection_id: InspectionId) -> WholeInspection:
        """Return one inspection with all that hangs on it, a voided one too.

        Raises:
            Refused: where there is none of that id.
        """
        head = self._head(inspection_id)
        lines = inspections.lines_of(inspection_id)
        return WholeInspection(
            inspection=head,
            lines=tuple(lines),
            progress=progress_of(line.result for line in lines),
            findings=tuple(findings.of_inspection(inspection_id)),
            actions=tuple(self._action_lines(corrective_actions.of_inspection(inspection_id))),
            notices=tuple(notices.of_inspection(inspection_id)),
        )

    def findings(self, first: date | None = None, last: date | None = None) -> list[FindingLine]:
        """Return the findings of inspections from ``first`` through ``last``, the newest first."""
        found = findings.between(first, last)
        heads = inspections.by_ids(each.inspection_id for each in found)
        items, times = findings.items_of(found), self.times_of(found)
        photos = findings.photos_of(found)
        actions: dict[FindingId, list[Action]] = {}
        for each in corrective_actions.of_findings(one.id for one in found):
            actions.setdefault(each.finding_id, []).append(each)
        return [
            FindingLine(
                finding=each,
                item=items[each.id],
                inspection=heads[each.inspection_id],
                actions=tuple(actions.get(each.id, ())),
                times=times[each.id],
                photos=photos.get(each.id, 0),
            )
            for each in found
        ]

    def open_actions(self) -> list[ActionLine]:
        """Return the actions that nobody verified yet, the first due first."""
        return self._action_lines(corrective_actions.open_actions())

    def actions(self, first: date | None = None, last: date | None = None) -> list[ActionLine]:
        """Return the ledger 整改台账: the actions of the inspections of some days, newest first."""
        return self._action_lines(corrective_actions.between(first, last))

    def action(self, action_id: CorrectiveActionId) -> ActionLine:
        """Return one action, a voided one too.

        Raises:
            Refused: where there is none of that id.
        """
        return self._action_lines([self._action(action_id)])[0]

    def times_of(self, found: Iterable[Finding]) -> dict[FindingId, int]:
        """Return how often in a row the item of each finding was wanting, 1 for the first time."""
        before = findings.repeats()
        return {each.id: _times(each.id, before) for each in found}

    def _action_lines(self, actions: Sequence[Action]) -> list[ActionLine]:
        found = findings.by_ids(each.finding_id for each in actions)
        heads = inspections.by_ids(each.inspection_id for each in found.values())
        items, times = findings.items_of(found.values()), self.times_of(found.values())
        steps = corrective_actions.steps_by_action(each.id for each in actions)
        named = {
            one.uid: notice.number
            for notice in notices.of_inspections(heads)
            for one in notice.snapshot.findings
        }
        return [
            ActionLine(
                action=each,
                standing=replay(steps[each.id]),
                finding=found[each.finding_id],
                item=items[each.finding_id],
                inspection=heads[found[each.finding_id].inspection_id],
                times=times[each.finding_id],
                notice=named.get(found[each.finding_id].uid, ""),
            )
            for each in actions
        ]


def _times(finding_id: FindingId, before: dict[FindingId, FindingId]) -> int:
    times, at = 1, finding_id
    while (earlier := before.get(at)) is not None:
        times, at = times + 1, earlier
    return times
