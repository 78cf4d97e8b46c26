"""A found thing that leaves without its owner: passed on, or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.keeping.found import PassOn
from stationdesk.domain.keeping.found_rules import VALUABLES
from stationdesk.i18n import _
from stationdesk.listings.keeping import found_text
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import DayField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs


class PassOnForm(Form):
    """Passes a found thing on to the police or another office, or notes that it was disposed of."""

    def __init__(
        self,
        keeping: Keeping,
        thing: FoundThing,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Pass {name} on").format(name=thing.number)
        super().__init__(title, _("Pass it on"), dialogs=dialogs, parent=parent)
        self._keeping, self._thing = keeping, thing
        told = _("{kind} waits for its owner until {day}.")
        words = told.format(
            kind=found_text(thing, thing.description), day=thing.pass_on_after.isoformat()
        )
        self.grid.add_wide(label(words, "muted", wrap=True))
        self.to = self.add("to", _("Passed on to"), TextField(), required=True)
        self.to.offer([_("Police station"), _("Lost-property office"), _("Street office")])
        self.proof = self.add(
            "proof", _("Receipt number or who took it"), TextField(), required=False
        )
        self.day = self.add("on", _("Passed on at"), DayField(today, today), required=True)
        self.disposed = self.add(
            "disposed",
            _("Not passed on"),
            TickField(_("It was disposed of (spoiled or worthless)")),
        )
        self.grid.show_field("disposed", shown=thing.kind not in VALUABLES)
        self.disposed.edited.connect(self._on_disposed)
        self.set_clean()

    def keep(self) -> None:
        wish = PassOn(
            on=cast("date", self.day.value()),
            to=self.to.value(),
            proof=self.proof.value(),
            disposed=self.disposed.value(),
        )
        self._keeping.pass_on(self._thing.id, wish)

    def _on_disposed(self) -> None:
        disposed = self.disposed.value()
        self.grid.rename("to", _("How it was disposed of") if disposed else _("Passed on to"))
