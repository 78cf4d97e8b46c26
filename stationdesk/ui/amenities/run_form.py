"""Upkeep carried out: the checklist answered, the result, spares, and a fault if one was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.faults import SEVERITY_WORDS, NewFault, Severity
from stationdesk.domain.ids import new_uid
from stationdesk.domain.upkeep import RESULT_WORDS, NewRun, RunResult
from stationdesk.i18n import _
from stationdesk.listings.amenities import rhythm_words
from stationdesk.ui.amenities.checklist_field import ChecklistField
from stationdesk.ui.amenities.cost_field import CostField
from stationdesk.ui.amenities.sentences import due_words, place_words
from stationdesk.ui.amenities.spares_field import SparesField, SpareShelf
from stationdesk.ui.amenities.stoppage_fields import StoppageFields
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    TextField,
    TickField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.upkeep_lines import DueLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs

RESULTS = (RunResult.NORMAL, RunResult.ATTENTION, RunResult.ABNORMAL)


class RunForm(Form):
    """Carries out one plan."""

    def __init__(
        self,
        amenities: Amenities,
        inventory: Inventory,
        line: DueLine,
        today: date,
        *,
        people: list[str] | None = None,
        by: str = "",
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are names used before, ``by`` the one written from the start."""
        super().__init__(
            _("Carry out: {task}").format(task=line.due.plan.task),
            _("Log upkeep"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._amenities, self._inventory = amenities, inventory
        self._line, self._plan = line, line.due.plan
        self._request_key = new_uid()
        self._result_by_hand = False
        self.done_by_whom = by
        self.grid.add_wide(label(_about(line), "muted", wrap=True))
        self._add_findings(today, people or [])
        self._add_costs()
        self._add_fault()
        self._connect_fields()
        self._on_result()
        self.set_clean()

    def keep(self) -> None:
        self.done_by_whom = self.by.value()
        self._amenities.carry_out(
            NewRun(
                plan_id=self._plan.id,
                done_on=cast("date", self.on.value()),
                done_by=self.by.value(),
                result=self._result(),
                answers=self.checklist.value(),
                note=self.words.value(),
                cost_fen=self.cost.value(),
                spares=self.spares.value(),
                skip_missed_because=self.skipped.value(),
                request_key=self._request_key,
            ),
            self._fault() if self._reports() else None,
        )

    def _add_findings(self, today: date, people: list[str]) -> None:
        self.checklist = self.add(
            "answers", _("Checklist"), ChecklistField(self._plan.checklist), wide=True
        )
        self.grid.show_field("answers", shown=bool(self._plan.checklist))
        results: dict[object, str] = {each.value: _(RESULT_WORDS[each]) for each in RESULTS}
        self.finding = self.add("result", _("Finding of the work"), ChoiceField(results))
        self.on = self.add("done_on", _("Done on"), DayField(today, today), required=True)
        self.by = self.add("done_by", _("Done by"), TextField(self.done_by_whom), required=True)
        self.by.offer(people)
        self.cost = self.add("cost_fen", _("Cost"), CostField(), unit=_("yuan"))
        self.words = self.add("note", _("What was found"), LongTextField(lines=2), wide=True)

    def _add_costs(self) -> None:
        self.spares = self.add("spares", _("Spares used"), SparesField(self._shelf), wide=True)
        missed = self._line.due.missed
        self.skipped = self.add(
            "skip_missed_because",
            _("Why it was missed before"),
            TextField(),
            hint=_(
                "{count} due days have passed. With a reason the earlier ones are skipped; "
                "without one, only the oldest counts as done."
            ).format(count=missed),
            wide=True,
        )
        self.skipped.offer(
            [_("The station was closed"), _("Nobody was free"), _("Not written down")]
        )
        self.grid.show_field("skip_missed_because", shown=missed > 1)

    def _add_fault(self) -> None:
        self.reports = self.add(
            "fault", _("Fault"), TickField(_("Report a fault at the same time")), wide=True
        )
        severities: dict[object, str] = {each.value: _(SEVERITY_WORDS[each]) for each in Severity}
        self.description = self.add(
            "description", _("Description of the fault"), TextField(), required=True
        )
        self.severity = self.add("severity", _("Severity"), ChoiceField(severities))
        self.stoppage = StoppageFields(self, self._amenities.this_minute())
        self.stoppage.set_pieces_of(self._line.amenity.pieces)

    def _connect_fields(self) -> None:
        self.checklist.edited.connect(self._on_answers)
        self.finding.activated.connect(self._on_result_taken)
        self.finding.edited.connect(self._on_result)
        self.reports.edited.connect(self._on_reports)

    def _result(self) -> RunResult:
        return RunResult(str(self.finding.value()))

    def _reports(self) -> bool:
        return self.reports.value() and self._result() is not RunResult.NORMAL

    def _fault(self) -> NewFault:
        return NewFault(
            amenity_id=self._line.amenity.id,
            description=self.description.value(),
            reported_on=cast("date", self.on.value()),
            reported_by=self.by.value(),
            severity=Severity(str(self.severity.value())),
            stops_use_from=self.stoppage.started_at(),
            pieces=self.stoppage.pieces_out(),
        )

    def _shelf(self) -> SpareShelf:
        return SpareShelf(self._inventory)

    def _on_answers(self) -> None:
        """Let a line that is not in order make the result abnormal, and describe the fault."""
        refused = self.checklist.refused()
        if not self._result_by_hand:
            found = RunResult.ABNORMAL if refused else RunResult.NORMAL
            self.finding.set_value(found.value)
        if refused and not self.description.isModified():
            told = (answer.note or answer.line for answer in refused)
            self.description.set_value(_("; ").join(told))

    def _on_result_taken(self, _number: int) -> None:
        self._result_by_hand = True

    def _on_result(self) -> None:
        wrong = self._result() is not RunResult.NORMAL
        self.grid.show_field("fault", shown=wrong)
        self.reports.setChecked(self._result() is RunResult.ABNORMAL)
        self._on_reports()

    def _on_reports(self) -> None:
        told = self._reports()
        for about in ("description", "severity"):
            self.grid.show_field(about, shown=told)
        self.stoppage.offer(offered=told)


def _about(line: DueLine) -> str:
    due = line.due
    told = (
        line.amenity.name,
        place_words(line.amenity),
        rhythm_words(due.plan),
        _("due on {day}").format(day=due.due_on),
        due_words(due),
    )
    return " · ".join(told)
