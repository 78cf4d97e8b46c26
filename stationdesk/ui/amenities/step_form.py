"""A step of a repair: begun, done, accepted, or sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from stationdesk.domain.faults import FaultState, NewStep
from stationdesk.i18n import N_, _
from stationdesk.ui.amenities.cost_field import CostField
from stationdesk.ui.amenities.spares_field import SparesField, SpareShelf
from stationdesk.ui.amenities.stoppage_fields import StoppageFields
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import DayField, LongTextField, TextField, TimeField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.faults import Fault
    from stationdesk.domain.upkeep_lines import FaultLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs


@dataclass(frozen=True, slots=True)
class Step:
    """What a form of a step asks for, and how it names it (phrases)."""

    title: str
    verb: str
    done_by: str
    note: str
    costs: bool = False
    reopens: bool = False
    note_required: bool = False


START = Step(
    N_("Start the repair of {name}"), N_("Start the repair"), N_("Repaired by"), N_("Note")
)
FINISH = Step(
    N_("Repair of {name} done"),
    N_("Repair done"),
    N_("Repaired by"),
    N_("What was done"),
    costs=True,
)
ACCEPT = Step(
    N_("Accept the repair of {name}"),
    N_("Accept the repair"),
    N_("Accepted by"),
    N_("Note"),
    reopens=True,
)
REJECT = Step(
    N_("Send back the repair of {name}"),
    N_("Not accepted"),
    N_("Checked by"),
    N_("Why it is not accepted"),
    note_required=True,
)


class StepForm(Form):
    """Takes one step of a fault's repair."""

    def __init__(
        self,
        amenities: Amenities,
        inventory: Inventory,
        line: FaultLine,
        step: Step,
        today: date,
        *,
        people: list[str] | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are names used before, the likeliest first."""
        title = _(step.title).format(name=line.amenity.name)
        super().__init__(title, _(step.verb), columns=2, dialogs=dialogs, parent=parent)
        self._amenities, self._inventory = amenities, inventory
        self._fault, self._step = line.fault, step
        self.grid.add_wide(label(_about(line.fault), "muted", wrap=True))
        self.on = self.add("on", _("Day"), DayField(today, today), required=True)
        usual = _usual_person(line, step)
        self.by = self.add("done_by", _(step.done_by), TextField(usual), required=True)
        self.by.offer(people or [])
        self.words = self.add(
            "note", _(step.note), LongTextField(lines=2), required=step.note_required, wide=True
        )
        self._add_costs()
        self._add_reopening()
        self.set_clean()

    def keep(self) -> None:
        fault_id = self._fault.id
        wish = NewStep(
            on=cast("date", self.on.value()),
            done_by=self.by.value(),
            note=self.words.value(),
            cost_fen=self.cost.value(),
            spares=self.spares.value(),
        )
        if self._step is START:
            self._amenities.start_repair(fault_id, wish)
        elif self._step is FINISH:
            self._amenities.finish_repair(fault_id, wish)
        elif self._step is REJECT:
            self._amenities.reject(fault_id, wish)
        else:
            self._amenities.accept(fault_id, wish, self._usable_from())

    def _add_costs(self) -> None:
        self.cost = self.add("cost_fen", _("Cost"), CostField(), unit=_("yuan"), wide=True)
        self.spares = self.add("spares", _("Spares used"), SparesField(self._shelf), wide=True)
        for about in ("cost_fen", "spares"):
            self.grid.show_field(about, shown=self._step.costs)

    def _add_reopening(self) -> None:
        """Ask from when it can be used again, where the fault had stopped its use."""
        now = self._amenities.this_minute()
        self.again_day = self.add("usable_from", _("Usable again from (day)"), DayField(now.date()))
        self.again_time = self.add("usable_time", _("Usable again from (time)"), TimeField())
        asked = self._step.reopens and self._fault.stops_use
        for about in ("usable_from", "usable_time"):
            self.grid.show_field(about, shown=asked)
        if asked:
            self.again_day.set_value(now.date())
            self.again_time.set_value(now.time())

    def _usable_from(self) -> datetime | None:
        day, minute = self.again_day.value(), self.again_time.value()
        if day is None or minute is None:
            return None
        return datetime.combine(day, minute)

    def _shelf(self) -> SpareShelf:
        return SpareShelf(self._inventory)


class StopUseForm(Form):
    """Takes an amenity out of use for a fault that had left it usable."""

    def __init__(
        self,
        amenities: Amenities,
        line: FaultLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Take {name} out of use").format(name=line.amenity.name)
        super().__init__(title, _("Take out of use"), columns=2, dialogs=dialogs, parent=parent)
        self._amenities, self._fault = amenities, line.fault
        self.grid.add_wide(label(_about(line.fault), "muted", wrap=True))
        self.stoppage = StoppageFields(self, amenities.this_minute(), asked=False)
        self.stoppage.set_pieces_of(line.amenity.pieces)
        self.set_clean()

    def keep(self) -> None:
        started_at = cast("datetime", self.stoppage.started_at())
        self._amenities.stop_use(self._fault.id, started_at, self.stoppage.pieces_out())


def _usual_person(line: FaultLine, step: Step) -> str:
    """Return who most likely takes the step: who began the repair ends it, the keeper accepts."""
    if step in (ACCEPT, REJECT):
        return line.amenity.keeper
    begun = line.fault.state is FaultState.REPAIRING
    return line.fault.steps[-1].done_by if step is FINISH and begun else ""


def _about(fault: Fault) -> str:
    return f"{fault.number} · {fault.description}"
