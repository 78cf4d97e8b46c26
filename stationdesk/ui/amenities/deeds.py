"""What can be done from the amenities page: each deed opens its form or window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.faults import FaultState
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.upkeep_lines import DueLine, FaultLine
from stationdesk.i18n import N_, _
from stationdesk.ui.amenities.amenity_form import AmenityForm
from stationdesk.ui.amenities.fault_form import FaultForm
from stationdesk.ui.amenities.outages_dialog import OutagesDialog
from stationdesk.ui.amenities.plans_dialog import PlansDialog
from stationdesk.ui.amenities.reason_form import RestoreForm, RetireForm, VoidForm
from stationdesk.ui.amenities.run_form import RunForm
from stationdesk.ui.amenities.runs_dialog import RunsDialog
from stationdesk.ui.amenities.skip_form import SkipForm
from stationdesk.ui.amenities.step_form import ACCEPT, FINISH, REJECT, START, StepForm, StopUseForm
from stationdesk.ui.widgets.photo_viewer import PhotoViewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import AmenityId, FaultId, PlanId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.amenities.step_form import Step
    from stationdesk.ui.dialogs import Dialogs

NEXT_STEPS = {
    FaultState.REPORTED: START,
    FaultState.REPAIRING: FINISH,
    FaultState.TO_ACCEPT: ACCEPT,
}


class AmenityDeeds(QObject):
    """Opens the forms and windows of the amenities over one page.

    ``turn_to`` asks for another page; ``amenity_entered`` and ``fault_reported`` tell what is
    new; ``refused`` carries problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    amenity_entered = pyqtSignal(object)
    fault_reported = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(
        self,
        amenities: Amenities,
        inventory: Inventory,
        attachments: Attachments,
        station: StationFacts,
        dialogs: Dialogs,
        today: Callable[[], date],
        over: QWidget,
    ) -> None:
        """``over`` is the page the windows stand before."""
        super().__init__(over)
        self._over = over
        self._amenities, self._inventory, self._attachments = amenities, inventory, attachments
        self._station, self._dialogs, self._today = station, dialogs, today
        self._last_name = ""

    def enter_amenity(self) -> None:
        """Enter a line of the register."""
        form = AmenityForm(
            self._amenities,
            self._inventory,
            self._today(),
            people=self._station.people(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        if form.exec():
            self.amenity_entered.emit(form.amenity_id)

    def edit_amenity(self, amenity_id: AmenityId) -> None:
        """Change a line of the register."""
        form = AmenityForm(
            self._amenities,
            self._inventory,
            self._today(),
            amenity=self._amenities.amenity(amenity_id),
            people=self._station.people(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def retire_or_restore(self, amenity_id: AmenityId) -> None:
        """Take a line out of service, or put it back."""
        amenity = self._amenities.amenity(amenity_id)
        form = RestoreForm if amenity.retired_on else RetireForm
        form(
            self._amenities, amenity, self._today(), dialogs=self._dialogs, parent=self._over
        ).exec()

    def show_plans(self, amenity_id: AmenityId) -> None:
        """Show the upkeep plans of an amenity."""
        panel = PlansDialog(self._amenities, amenity_id, self._today(), self._dialogs, self._over)
        panel.run_wanted.connect(self.carry_out)
        panel.skip_wanted.connect(self.skip)
        panel.exec()

    def show_runs(self, amenity_id: AmenityId | None = None) -> None:
        """Show what was done at one amenity or at all."""
        panel = RunsDialog(
            self._amenities, self._today(), self._dialogs, amenity_id=amenity_id, parent=self._over
        )
        panel.turn_to.connect(self.turn_to)
        panel.exec()

    def show_outages(self, amenity_id: AmenityId | None = None) -> None:
        """Show how long the amenities could be used, beginning with one of them."""
        OutagesDialog(
            self._amenities, self._today(), amenity_id=amenity_id, parent=self._over
        ).exec()

    def print_labels(self, amenity_ids: Iterable[AmenityId]) -> None:
        """Lead to the labels of some lines, to be stuck on what they stand for."""
        self.turn_to.emit("reports", ("labels", "amenity", tuple(amenity_ids)))

    def show_photo(self, photos: list[Attachment], photo: Attachment) -> None:
        """Show a photo large."""
        PhotoViewer(self._attachments, photos, photo, self._over).exec()

    def carry_out(self, plan_id: PlanId) -> None:
        """Carry out a plan."""
        line = self._due(plan_id)
        if line is None:
            return
        form = RunForm(
            self._amenities,
            self._inventory,
            line,
            self._today(),
            people=self._station.people(),
            by=self._name_for(line),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()
        self._last_name = form.done_by_whom

    def skip(self, plan_id: PlanId) -> None:
        """Skip due days of a plan."""
        line = self._due(plan_id)
        if line is None:
            return
        form = SkipForm(
            self._amenities,
            line,
            people=self._station.people(),
            by=self._name_for(line),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()
        self._last_name = form.done_by_whom

    def report_fault(self, amenity_id: AmenityId | None = None) -> None:
        """Report a fault, beginning with one amenity."""
        form = FaultForm(
            self._amenities,
            self._attachments,
            self._today(),
            amenity_id=amenity_id,
            people=self._station.people(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()
        if form.fault_id is not None:
            self.fault_reported.emit(form.fault_id)

    def take_next_step(self, fault_id: FaultId) -> None:
        """Take the step that follows where the fault stands; nothing follows a closed one."""
        line = self._fault_line(fault_id)
        if line is not None and line.fault.state in NEXT_STEPS:
            self._take_step(line, NEXT_STEPS[line.fault.state])

    def finish_repair(self, fault_id: FaultId) -> None:
        """Note a repair that is done, begun or not."""
        if (line := self._fault_line(fault_id)) is not None:
            self._take_step(line, FINISH)

    def reject(self, fault_id: FaultId) -> None:
        """Send a repair back."""
        if (line := self._fault_line(fault_id)) is not None:
            self._take_step(line, REJECT)

    def stop_use(self, fault_id: FaultId) -> None:
        """Take an amenity out of use for a fault that had left it usable."""
        if (line := self._fault_line(fault_id)) is not None:
            StopUseForm(self._amenities, line, dialogs=self._dialogs, parent=self._over).exec()

    def void_fault(self, fault_id: FaultId) -> None:
        """Void a fault that was entered by mistake."""
        line = self._fault_line(fault_id)
        if line is None:
            return
        told = _("{number} {name}: it counts no more, and spares go back to the stock.")
        VoidForm(
            _("Void the fault"),
            told.format(number=line.fault.number, name=line.amenity.name),
            partial(self._amenities.void_fault, fault_id),
            dialogs=self._dialogs,
            parent=self._over,
        ).exec()

    def take_back_step(self, fault_id: FaultId) -> None:
        """Take back the last step of a repair, after asking."""
        agreed = self._dialogs.confirm(
            self._over,
            _("Take back the last step of this repair?"),
            _("Its spares go back to the stock, and an outage that had ended lasts again."),
            yes=_("Take back"),
        )
        if not agreed:
            return
        try:
            self._amenities.take_back_step(fault_id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def _take_step(self, line: FaultLine, step: Step) -> None:
        StepForm(
            self._amenities,
            self._inventory,
            line,
            step,
            self._today(),
            people=self._station.people(),
            dialogs=self._dialogs,
            parent=self._over,
        ).exec()

    def _due(self, plan_id: PlanId) -> DueLine | None:
        """Return what a plan wants next; say so where it wants nothing any more."""
        try:
            plan = self._amenities.plan(plan_id)
            dues = self._amenities.dues(plan.amenity_id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return None
        found = next((line for line in dues if line.due.plan.id == plan_id), None)
        if found is None:
            phrase = N_("The plan “{task}” wants no work: it has ended, or so has the amenity.")
            self.refused.emit([Problem("plan", phrase, {"task": plan.task})])
        return found

    def _fault_line(self, fault_id: FaultId) -> FaultLine | None:
        try:
            fault = self._amenities.fault(fault_id)
            return FaultLine(self._amenities.amenity(fault.amenity_id), fault)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return None

    def _name_for(self, line: DueLine) -> str:
        """Return who most likely did it: who wrote last, else who looks after the amenity."""
        if self._last_name:
            return self._last_name
        station = self._station.station()
        return line.amenity.keeper or (station.keeper if station else "")
