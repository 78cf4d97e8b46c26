"""The upkeep plans of one amenity: added, changed, ended, carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import PLANS, PlanLine
from stationdesk.ui.amenities.plan_form import PlanForm, ReadyPlansForm
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AmenityId
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.dialogs import Dialogs


class PlansDialog(Panel):
    """Lists the plans with what each wants next.

    ``run_wanted`` and ``skip_wanted`` carry a plan's id; whoever hears them does it before they
    return, and the list is read again then.
    """

    run_wanted = pyqtSignal(object)
    skip_wanted = pyqtSignal(object)

    def __init__(
        self,
        amenities: Amenities,
        amenity_id: AmenityId,
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Upkeep plans"), 860, 520, parent)
        self._amenities = amenities
        self._today, self._dialogs = today, dialogs
        self._amenity = amenities.amenity(amenity_id)
        self.subtitle.setText(f"{self._amenity.name} · {self._amenity.code}")
        self.table: RecordTable[PlanLine] = RecordTable(
            PLANS, _("Upkeep plans"), key=lambda line: line.plan.id
        )
        self.with_ended = TickField(_("Show ended plans"))
        self.ready = button(_("Ready-made plans…"), Icon.CLIPBOARD_TASK)
        self.add = button(_("New plan…"), Icon.ADD, shortcut="Ins")
        self.run = self.add_deed(button(_("Log upkeep"), Icon.CHECKMARK))
        self.skip = self.add_deed(button(_("Skip…")))
        self.edit = self.add_deed(button(_("Edit"), Icon.EDIT, shortcut="F4"))
        self.end = self.add_deed(button(_("End the plan"), Icon.ARCHIVE))
        self._build()
        self._connect()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the plans again."""
        amenity_id = self._amenity.id
        dues = {line.due.plan.id: line.due for line in self._amenities.dues(amenity_id)}
        plans = self._amenities.plans(amenity_id, with_ended=self.with_ended.value())
        self.table.show_records([PlanLine(plan, dues.get(plan.id)) for plan in plans])

    def _build(self) -> None:
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No upkeep plan yet."),
                _("Take a ready-made plan, or write one of your own."),
                name=Icon.CALENDAR_CHECKMARK,
            )
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter edit"), _("Ins new plan"))
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.with_ended, None, self.ready, self.add))

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_edit)
        self.with_ended.edited.connect(self.refresh)
        self.ready.clicked.connect(self._on_ready)
        self.add.clicked.connect(self._on_add)
        self.run.clicked.connect(self._on_run)
        self.skip.clicked.connect(self._on_skip)
        self.edit.clicked.connect(self._on_edit_current)
        self.end.clicked.connect(self._on_end)

    def _on_chosen(self, line: PlanLine | None) -> None:
        running = line is not None and line.plan.ended_on is None
        for made in (self.edit, self.end):
            made.setEnabled(running)
        for made in (self.run, self.skip):
            made.setEnabled(line is not None and line.due is not None)

    def _on_ready(self) -> None:
        form = ReadyPlansForm(
            self._amenities, self._amenity, self._today, dialogs=self._dialogs, parent=self
        )
        if form.exec():
            self._look_again()

    def _on_add(self) -> None:
        self._fill_in(None)

    def _on_edit_current(self) -> None:
        if (line := self.table.current()) is not None:
            self._on_edit(line)

    def _on_edit(self, line: PlanLine) -> None:
        if line.plan.ended_on is None:
            self._fill_in(line)

    def _fill_in(self, line: PlanLine | None) -> None:
        form = PlanForm(
            self._amenities,
            self._amenity,
            self._today,
            plan=line.plan if line else None,
            dialogs=self._dialogs,
            parent=self,
        )
        if form.exec():
            self._look_again()
            self.table.choose_where(lambda each: each.plan.id == form.plan_id)

    def _on_run(self) -> None:
        if (line := self.table.current()) is not None:
            self.run_wanted.emit(line.plan.id)
            self._look_again()

    def _on_skip(self) -> None:
        if (line := self.table.current()) is not None:
            self.skip_wanted.emit(line.plan.id)
            self._look_again()

    def _on_end(self) -> None:
        line = self.table.current()
        if line is None:
            return
        try:
            self._amenities.end_plan(line.plan.id)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self._look_again()

    def _look_again(self) -> None:
        self.note.hide()
        self.refresh()
        if self.table.current() is None:
            self.table.choose_first()
