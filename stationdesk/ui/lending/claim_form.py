"""A found thing claimed: questions first, then who takes it and what proved it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.keeping.found import FOUND_KINDS, Claim
from stationdesk.domain.keeping.found_rules import VALUABLES
from stationdesk.domain.keeping.kept_rules import USUAL_PROOFS
from stationdesk.i18n import _
from stationdesk.listings.keeping import found_text
from stationdesk.ui.lending.claim_questions import ClaimQuestions
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs


class ClaimForm(Form):
    """Gives a found thing to its owner."""

    def __init__(
        self,
        keeping: Keeping,
        thing: FoundThing,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("{name} is claimed").format(name=thing.number)
        super().__init__(title, _("Give it to the owner"), dialogs=dialogs, parent=parent)
        self._keeping, self._thing = keeping, thing
        facts = Facts()
        facts.show_facts(
            [
                (_("Kind of thing"), _(FOUND_KINDS.get(thing.kind, thing.kind))),
                (_("What it looks like"), found_text(thing, thing.description)),
                (_("Where it was found"), _where_and_when(thing)),
                (_("Where it lies"), thing.place.name if thing.place else ""),
            ]
        )
        self.grid.add_wide(facts)
        self._add_questions()
        self._add_claimant(today)
        self.set_clean()

    def keep(self) -> None:
        wish = Claim(
            on=cast("date", self.day.value()),
            to=self.to.value(),
            proof=self.proof.value(),
            phone=self.phone.value(),
            answers=self.questions.value(),
        )
        self._keeping.claim(self._thing.id, wish)

    def _add_questions(self) -> None:
        self.questions = ClaimQuestions(self._thing.questions)
        if self._thing.questions:
            told = _("Ask before you show the thing; do not read out the answers.")
            self.grid.add_wide(label(told, "muted", wrap=True))
            self.add("answers", _("Questions to the claimant"), self.questions)

    def _add_claimant(self, today: date) -> None:
        valuable = self._thing.kind in VALUABLES
        self.to = self.add("to", _("Claimed by"), TextField(), required=True)
        self.phone = self.add(
            "phone", _("Phone or its last four digits"), TextField(), required=valuable
        )
        if valuable:
            self.grid.rename("phone", _("Whole phone number"))
        self.proof = self.add(
            "proof",
            _("What proved it"),
            TextField(),
            required=valuable,
            hint=_("Needed where fewer than half of the answers were right."),
        )
        self.proof.offer([_(phrase) for phrase in USUAL_PROOFS])
        self.day = self.add("on", _("Claimed on"), DayField(today, today), required=True)


def _where_and_when(thing: FoundThing) -> str:
    return f"{found_text(thing, thing.found_where)} · {thing.on.isoformat()}"
