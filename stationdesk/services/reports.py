"""The papers that leave the station: which there are, and their making from the records.

Reading the records is quick and belongs to the screen's thread; the ``Draft`` that comes of it
knows everything and may be written on any thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import day_words, span_words
from stationdesk.documents.forms.compliance import (
    compliance_report,
    inspection_form,
    self_assessment_table,
)
from stationdesk.documents.forms.count_sheet import count_result, count_sheet
from stationdesk.documents.forms.kit_check import blank_kit_check, filled_kit_check
from stationdesk.documents.forms.ledgers import (
    amenity_register,
    donation_notice,
    inventory_ledger,
    replenishment_list,
    station_ledger,
    turnover_ledger,
)
from stationdesk.documents.forms.tier_report import report_of, report_of_signed
from stationdesk.documents.letterheads import on_letterhead
from stationdesk.documents.papers import Group
from stationdesk.domain.ids import AssessmentId, RequiredSetId, StocktakeId
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.stocktake import StocktakeState
from stationdesk.i18n import N_
from stationdesk.listings.upkeep import DUE, FAULTS, RUNS
from stationdesk.services.drafts import Choice, Draft, Made
from stationdesk.services.feedback_papers import FeedbackPapers
from stationdesk.services.inspection_papers import InspectionPapers
from stationdesk.services.keeping_papers import KeepingPapers
from stationdesk.services.lending_papers import LendingPapers
from stationdesk.services.letterhead import Letterheads
from stationdesk.services.period_papers import PeriodPapers
from stationdesk.services.report_catalogue import REPORTS
from stationdesk.services.roster_papers import RosterPapers
from stationdesk.services.service_papers import ServicePapers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from stationdesk.documents.forms.tier_report import TierReport
    from stationdesk.documents.labels import LabelSheet
    from stationdesk.documents.papers import Paper
    from stationdesk.domain.required_sets import RequiredSet
    from stationdesk.domain.station import Station
    from stationdesk.domain.stocktake import Stocktake
    from stationdesk.listings.columns import Column
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inspections import Inspections
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.services.labels import Labels
    from stationdesk.services.lending import Lending
    from stationdesk.services.month_report import MonthReport
    from stationdesk.services.retention import Retention
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.visits import Visits
    from stationdesk.services.volunteers import Volunteers

REPLENISH_DAYS = 30


class Reports:
    """Makes papers from the records."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
        tiers: Tiers,
        keeping: Keeping,
        retention: Retention,
        lending: Lending,
        labels: Labels,
        feedback: Feedback,
        volunteers: Volunteers,
        roster: Roster,
        attendance: AttendanceDesk,
        inspections: Inspections,
        month_report: MonthReport,
        visits: Visits,
    ) -> None:
        self._context = context
        self._station = station
        self._inventory = inventory
        self._amenities = amenities
        self._tiers = tiers
        self._roster_papers = RosterPapers(context, station, volunteers, roster)
        self._makers: dict[str, Callable[[Station, Choice], Paper | LabelSheet | Made]] = {
            "compliance": self._compliance,
            "inspection-form": self._inspection_form,
            "self-assessment": self._self_assessment,
            "kit-check": self._kit_check,
            "kit-check-blank": self._blank_kit_check,
            "count-sheet": self._count_sheet,
            "inventory": self._inventory_ledger,
            "turnover": self._turnover,
            "replenishment": self._replenishment,
            "donations": self._donations,
            "amenities": self._register,
            "upkeep-due": self._upkeep_due,
            "upkeep-record": self._upkeep_record,
            "faults": self._faults,
            **LendingPapers(context, inventory, lending).makers(),
            **KeepingPapers(context, keeping, retention).makers(),
            **FeedbackPapers(context, feedback).makers(),
            **self._roster_papers.makers(),
            **ServicePapers(context, volunteers, attendance, labels).makers(),
            **InspectionPapers(context, inspections).makers(),
            **PeriodPapers(context, month_report, visits).makers(),
            "labels": lambda _station, choice: labels.sheet(choice.labels),
        }

    def draft(self, key: str, choice: Choice | None = None) -> Draft:
        """Read what the report needs and return it ready to be written.

        Raises:
            Refused: when there is no such report, or no record to make it from.
        """
        report = next((report for report in REPORTS if report.key == key), None)
        if report is None:
            phrase = N_("There is no report “{name}”; “stationdesk reports” lists them.")
            raise Refused([Problem("name", phrase, {"name": key})])
        made = self._makers[key](self._station.for_papers(), choice or Choice())
        return self._on_letterhead(Draft.of(report, made))

    def _on_letterhead(self, draft: Draft) -> Draft:
        """Return a draft with the station's head and foot on all of its papers."""
        letterhead = Letterheads(self._context).letterhead()
        return draft.changed(partial(on_letterhead, letterhead=letterhead))

    def calendars(self, first: date, last: date) -> list[tuple[str, Callable[[Path], None]]]:
        """Return a calendar file for each volunteer: its name, and what writes it."""
        return self._roster_papers.calendars(first, last)

    def _day(self, choice: Choice) -> date:
        return choice.on or self._context.today()

    def _period(self, choice: Choice) -> tuple[date, date]:
        return choice.period(self._context.today())

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _compliance(self, station: Station, choice: Choice) -> Paper:
        if choice.record is not None:
            signed = self._tiers.signed(AssessmentId(choice.record))
            report = report_of_signed(self._tiers.snapshot(AssessmentId(choice.record)))
            return compliance_report(station, report, number=signed.number, printed_at=self._now())
        return compliance_report(station, self._tier_report(choice), printed_at=self._now())

    def _inspection_form(self, station: Station, choice: Choice) -> Paper:
        return inspection_form(station, self._tier_report(choice), printed_at=self._now())

    def _self_assessment(self, station: Station, choice: Choice) -> Paper:
        return self_assessment_table(station, self._tier_report(choice), printed_at=self._now())

    def _tier_report(self, choice: Choice) -> TierReport:
        review = self._tiers.review(self._day(choice), choice.standard)
        return report_of(review.assessment, review.forecast, review.missing, review.with_routine)

    def _kit_check(self, station: Station, choice: Choice) -> Paper:
        kit, day = self._kit(choice), self._day(choice)
        findings = self._inventory.set_findings(kit.id, day)
        return filled_kit_check(station, kit, findings, day, printed_at=self._now())

    def _blank_kit_check(self, station: Station, choice: Choice) -> Paper:
        return blank_kit_check(
            station, self._kit(choice), self._day(choice), printed_at=self._now()
        )

    def _kit(self, choice: Choice) -> RequiredSet:
        kits = self._inventory.required_sets(self._day(choice))
        wanted = [kit for kit in kits if kit.id == RequiredSetId(choice.record or 0)]
        first_aid = [kit for kit in kits if kit.used_for == "first_aid"]
        for kit in (*wanted, *first_aid, *kits):
            return kit
        raise Refused([Problem("kit", N_("No required set, such as a first-aid kit, is entered."))])

    def _count_sheet(self, station: Station, choice: Choice) -> Paper:
        count = self._count(choice)
        if count.state is StocktakeState.POSTED:
            return count_result(station, count, printed_at=self._now())
        return count_sheet(station, count, blind=choice.blind, printed_at=self._now())

    def _count(self, choice: Choice) -> Stocktake:
        if choice.record is not None:
            return self._inventory.stocktake(StocktakeId(choice.record))
        counts = self._inventory.stocktakes()
        still_open = [count for count in counts if count.state is StocktakeState.OPEN]
        for count in (*still_open, *counts):
            return self._inventory.stocktake(count.id)
        raise Refused([Problem("count", N_("No stocktake has been started yet."))])

    def _inventory_ledger(self, station: Station, choice: Choice) -> Paper:
        day = self._day(choice)
        lines = self._inventory.stock(day)
        return inventory_ledger(station, lines, day, printed_at=self._now())

    def _turnover(self, station: Station, choice: Choice) -> Paper:
        first, last = self._period(choice)
        lines = self._inventory.turnover(first, last)
        return turnover_ledger(station, lines, first, last, printed_at=self._now())

    def _replenishment(self, station: Station, choice: Choice) -> Paper:
        days, wanted = choice.within_days or REPLENISH_DAYS, choice.item_ids
        lines = [
            line
            for line in self._inventory.replenishment(days)
            if wanted is None or line.key in wanted
        ]
        return replenishment_list(
            station, lines, self._context.today(), days, printed_at=self._now()
        )

    def _donations(self, station: Station, choice: Choice) -> Paper:
        first, last = self._period(choice)
        lines = self._inventory.donations(first, last)
        return donation_notice(station, lines, first, last, printed_at=self._now())

    def _register(self, station: Station, choice: Choice) -> Paper:
        day = self._day(choice)
        lines = self._amenities.register(day)
        return amenity_register(station, lines, day, printed_at=self._now())

    def _upkeep_due(self, station: Station, _choice: Choice) -> Paper:
        today = self._context.today()
        lines = self._amenities.due_list(within_days=REPLENISH_DAYS)
        return self._ledger(station, "upkeep-due", DUE, lines, (today, today))

    def _upkeep_record(self, station: Station, choice: Choice) -> Paper:
        first, last = self._period(choice)
        lines = self._amenities.runs(None, first, last)
        return self._ledger(station, "upkeep-record", RUNS, lines, (first, last))

    def _faults(self, station: Station, choice: Choice) -> Paper:
        first, last = self._period(choice)
        lines = [
            line
            for line in self._amenities.fault_lines()
            if first <= line.fault.reported_on <= last and not line.fault.voided
        ]
        return self._ledger(station, "faults", FAULTS, lines, (first, last))

    def _ledger(
        self,
        station: Station,
        key: str,
        columns: Sequence[Column[Any]],
        lines: Sequence[object],
        period: tuple[date, date],
    ) -> Paper:
        first, last = period
        words = day_words(last) if first == last else span_words(first, last)
        ends = sorted({first.isoformat(), last.isoformat()})
        report = next(report for report in REPORTS if report.key == key)
        return station_ledger(
            station,
            report.name(),
            key,
            columns,
            [Group("", lines)],
            period=words,
            period_key="/".join(ends),
            printed_at=self._now(),
        )
