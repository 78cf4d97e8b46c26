"""A kept thing handed over: to whom, and what proved that it is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.keeping.kept import HandOver
from stationdesk.domain.keeping.kept_rules import USUAL_PROOFS
from stationdesk.i18n import _
from stationdesk.listings.keeping import kept_text
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.fields import DayField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs


class HandOverForm(Form):
    """Hands a kept thing over; where the owner came in person, Ctrl+Enter is enough."""

    def __init__(
        self,
        keeping: Keeping,
        thing: KeptThing,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Hand {name} over").format(name=thing.tag)
        super().__init__(title, _("Hand it over"), dialogs=dialogs, parent=parent)
        self._keeping, self._thing = keeping, thing
        facts = Facts()
        facts.show_facts(
            [
                (_("Thing"), kept_text(thing, thing.description)),
                (_("Kept for"), f"{thing.owner_shown} {thing.tail}".strip()),
                (_("Where it lies"), thing.place.name if thing.place else ""),
                (_("Note"), kept_text(thing, thing.note)),
            ]
        )
        self.grid.add_wide(facts)
        proofs = [_(phrase) for phrase in USUAL_PROOFS]
        self.proof = self.add(
            "proof",
            _("What proved it"),
            TextField(proofs[0] if thing.tail else ""),
            required=True,
            hint=_("Ask for the last four digits; somebody else brings the owner's word."),
        )
        self.proof.offer(proofs)
        self.in_person = self.add(
            "in_person",
            _("Who fetches it"),
            TickField(_("The owner came in person"), bool(thing.owner_name)),
        )
        self.to = self.add("to", _("Handed to"), TextField(), required=True)
        self.day = self.add("on", _("Handed over on"), DayField(today, today), required=True)
        self.in_person.edited.connect(self._on_in_person)
        self._on_in_person()
        self.set_clean()
        self.proof.selectAll()

    def keep(self) -> None:
        to = self._thing.owner_name if self.in_person.value() else self.to.value()
        wish = HandOver(on=cast("date", self.day.value()), to=to, proof=self.proof.value())
        self._keeping.hand_over(self._thing.id, wish)

    def _on_in_person(self) -> None:
        self.grid.show_field("to", shown=not self.in_person.value())
