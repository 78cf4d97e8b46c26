"""The papers of inspections, notices and corrective actions, made from their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.inspections import (
    blank_notice,
    corrective_ledger,
    corrective_notice,
    inspection_sheet,
    posted_ledger,
)
from stationdesk.domain.ids import InspectionId, NoticeId
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.drafts import Made

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context
    from stationdesk.services.drafts import Choice
    from stationdesk.services.inspections import Inspections


class InspectionPapers:
    """Makes them from the records."""

    def __init__(self, context: Context, inspections: Inspections) -> None:
        self._context = context
        self._inspections = inspections

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper | Made]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "inspection-sheet": self._sheet,
            "corrective-notice": self._notice,
            "corrective-notice-blank": self._blank,
            "corrective-ledger": self._ledger,
            "posted": self._posted,
        }

    def _sheet(self, station: Station, choice: Choice) -> Made:
        whole = self._inspections.inspection(self._chosen_inspection(choice))
        now = self._now()
        paper = inspection_sheet(station, whole, printed_at=now)
        book = inspection_sheet(station, whole, for_print=False, printed_at=now)
        return Made(paper=paper, book=(book,), name=whole.inspection.number)

    def _notice(self, _station: Station, choice: Choice) -> Made:
        notice = self._inspections.notice(self._chosen_notice(choice)).notice
        return Made(paper=corrective_notice(notice, printed_at=self._now()), name=notice.number)

    def _blank(self, station: Station, _choice: Choice) -> Paper:
        return blank_notice(station, printed_at=self._now())

    def _ledger(self, station: Station, choice: Choice) -> Made:
        today = self._context.today()
        first, last = choice.period(today)
        lines, now = self._inspections.actions(first, last), self._now()
        paper = corrective_ledger(station, lines, first, last, today, printed_at=now)
        book = corrective_ledger(
            station, lines, first, last, today, for_print=False, printed_at=now
        )
        return Made(paper=paper, book=(book,))

    def _posted(self, station: Station, choice: Choice) -> Paper:
        day = choice.on or self._context.today()
        lines = self._inspections.posted(day)
        return posted_ledger(station, lines, day, printed_at=self._now())

    def _chosen_inspection(self, choice: Choice) -> InspectionId:
        """Return the chosen inspection; without one, the newest."""
        if choice.record is not None:
            return InspectionId(choice.record)
        known = self._inspections.inspections()
        if not known:
            raise Refused([Problem("record", N_("No inspection is entered yet."))])
        newest = max(known, key=lambda each: (each.inspection.on, each.inspection.id))
        return newest.inspection.id

    def _chosen_notice(self, choice: Choice) -> NoticeId:
        """Return the chosen notice; without one, the newest."""
        if choice.record is not None:
            return NoticeId(choice.record)
        known = self._inspections.notices()
        if not known:
            raise Refused([Problem("record", N_("No corrective notice was handed over yet."))])
        return max(known, key=lambda each: each.notice.id).notice.id

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)
