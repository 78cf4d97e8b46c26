"""The chosen fault: what is broken, which steps were taken, and the step that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.faults import FaultState
from stationdesk.i18n import _
from stationdesk.listings.upkeep import FAULT_TONES, fault_mark, severity_mark, yuan
from stationdesk.ui.amenities.sentences import (
    NEXT_STEP_WORDS,
    STEP_DONE_WORDS,
    fault_facts,
    place_words,
)
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import Pill, button, icon_button, keep_shown, label, row, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.faults import Fault
    from stationdesk.domain.upkeep_lines import FaultLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs


class FaultDetail(DetailPane):
    """Shows one fault; its buttons say what is wanted with it."""

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Choose a fault at the left."), parent)
        self.severity = Pill()
        self.description = label("", wrap=True)
        self.facts = Facts()
        self.steps = ToldRows()
        self.photos = PhotoStrip(attachments, dialogs)
        self.amenity = button(_("Go to the amenity"), look="link")
        self.step = button("")
        self.reject = button(_("Not accepted"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this fault"))
        self._fill()

    def show_fault(self, line: FaultLine) -> None:
        """Show a fault with the amenity it is of."""
        fault = line.fault
        told = f"{fault.number} · {place_words(line.amenity)}"
        self.show_head(line.amenity.name, fault_mark(fault.state), told)
        self.severity.show_mark(severity_mark(fault.severity))
        self.description.setText(fault.description)
        self.facts.show_facts(fault_facts(fault))
        self.steps.show_rows(_told_steps(fault))
        self.photos.show_of("fault", fault.uid)
        self._name_step(fault.state)
        keep_shown(self.reject, shown=fault.state is FaultState.TO_ACCEPT)

    def _fill(self) -> None:
        body = self.body
        body.addLayout(row(self.severity, None))
        body.addWidget(self.description)
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addWidget(label(_("Steps taken"), "strong"))
        body.addWidget(self.steps)
        body.addWidget(rule())
        body.addWidget(label(_("Photos"), "strong"))
        body.addWidget(self.photos)
        body.addLayout(row(self.amenity, None))
        self.foot.addWidget(self.step, 1)
        self.foot.addWidget(self.reject)
        self.foot.addWidget(self.more)

    def _name_step(self, state: FaultState) -> None:
        words = _(NEXT_STEP_WORDS[state]) if state in NEXT_STEP_WORDS else _("Fault closed")
        self.step.setText(words)
        self.step.setAccessibleName(words)
        self.step.setEnabled(state in NEXT_STEP_WORDS)


def _told_steps(fault: Fault) -> list[Told]:
    """Return the steps, the newest first; a step back to repair is a rejection."""
    told = []
    before: FaultState | None = None
    for step in fault.steps:
        words = _(STEP_DONE_WORDS[step.state])
        if before is FaultState.TO_ACCEPT and step.state is FaultState.REPAIRING:
            words = _("Repair was not accepted")
        cost = _("{yuan} yuan").format(yuan=yuan(step.cost_fen)) if step.cost_fen else ""
        how = " · ".join(part for part in (str(step.on), step.done_by, cost) if part)
        told.append(Told(words, how, note=step.note))
        before = step.state
    newest = told[-1]
    told[-1] = Told(newest.what, newest.how, FAULT_TONES[fault.state], newest.note)
    return told[::-1]
