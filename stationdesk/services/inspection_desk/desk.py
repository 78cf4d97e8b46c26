"""What all deeds on inspections share: records looked up, how they are noted and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from stationdesk.domain.inspections.due_days import due_after, due_days_from
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.context import Undo
from stationdesk.store import corrective_actions, findings, inspections, notices
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.ids import (
        CorrectiveActionId,
        FindingId,
        InspectionId,
        InspectionLineId,
        NoticeId,
    )
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.domain.inspections.due_days import DueDays
    from stationdesk.domain.inspections.findings import Finding
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.kinds import Severity
    from stationdesk.domain.inspections.lines import InspectionLine
    from stationdesk.domain.inspections.notices import Notice
    from stationdesk.services.context import Context
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.working_calendar import WorkingCalendar

INSPECTION, LINE = "inspection", "inspection_line"
FINDING, ACTION = "finding", "corrective_action"
NOTICE, POSTED = "rectification_notice", "posted_document"
"""The names under which records stand in the audit trail, and their photos are kept."""


class Recorded(TypedDict):
    """When and by whom a row is kept."""

    recorded_at: str
    recorded_by: str


class InspectionDesk:
    """A part of the deeds on inspections; ``Inspections`` is made of all of them."""

    def __init__(
        self, context: Context, station: StationFacts, calendar: WorkingCalendar, tiers: Tiers
    ) -> None:
        self._context = context
        self._station = station
        self._calendar = calendar
        self._tiers = tiers

    def due_days(self) -> DueDays:
        """Return how many working days an action may take, by the severity of its finding."""
        return due_days_from(choices.stored())

    def due_on(self, severity: Severity, inspected_on: date) -> date:
        """Return the day that an action of a finding is due where nobody chooses one."""
        days = self.due_days().of(severity)
        return due_after(inspected_on, days, self._calendar.work_time())

    def _head(self, inspection_id: InspectionId) -> Inspection:
        found = inspections.inspection(inspection_id)
        if found is None:
            raise Refused([Problem("inspection", N_("There is no such inspection."))])
        return found

    def _line(self, line_id: InspectionLineId) -> InspectionLine:
        found = inspections.line(line_id)
        if found is None:
            raise Refused([Problem("line", N_("This line of the inspection is not there."))])
        return found

    def _finding(self, finding_id: FindingId) -> Finding:
        found = findings.finding(finding_id)
        if found is None or found.voided:
            raise Refused([Problem("finding", N_("There is no such finding."))])
        return found

    def _action(self, action_id: CorrectiveActionId) -> Action:
        found = corrective_actions.action(action_id)
        if found is None:
            raise Refused([Problem("action", N_("There is no such corrective action."))])
        return found

    def _notice(self, notice_id: NoticeId) -> Notice:
        found = notices.notice(notice_id)
        if found is None:
            raise Refused([Problem("notice", N_("There is no such notice."))])
        return found

    def _recorded(self) -> Recorded:
        return {"recorded_at": self._context.recorded_at(), "recorded_by": self._context.who()}

    def _day(self, on: date | None) -> date:
        return on or self._context.today()

    def _offer(
        self, phrase: str, values: Mapping[str, object], take_back: Callable[[], object]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))
