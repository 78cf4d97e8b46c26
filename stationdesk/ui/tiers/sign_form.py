"""Signing a self-assessment: who answers for it, and what will be frozen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.standard import TIERS
from stationdesk.domain.tiers.states import STATE_WORDS, State
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.widgets.basics import label, rule
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AssessmentId
    from stationdesk.domain.tiers.assess import Assessment
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class SignForm(Form):
    """Freezes the assessment that the page shows; ``signed`` is its id."""

    def __init__(
        self,
        tiers: Tiers,
        assessment: Assessment,
        *,
        people: list[str],
        person: str,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``person`` is proposed as the assessor."""
        super().__init__(
            _("Sign the self-assessment"), _("Sign and freeze"), dialogs=dialogs, parent=parent
        )
        self._tiers, self._assessment = tiers, assessment
        self.signed: AssessmentId | None = None
        self.person = self.add("assessor", _("Assessor"), TextField(person), required=True)
        self.person.offer(people)
        self.grid.add_wide(rule())
        self.grid.add_heading(_("What will be frozen"))
        self.facts = Facts()
        self.facts.show_facts(_frozen(assessment))
        self.grid.add_wide(self.facts)
        self.warning = InlineNote(closable=False)
        self.grid.add_wide(self.warning)
        self._warn()
        told = _("A signed assessment cannot be changed. Later records do not touch it.")
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        """Sign for the day and by the standard shown."""
        self.signed = self._tiers.sign_off(
            self.person.value(), self._assessment.on, self._assessment.standard.key
        )

    def _warn(self) -> None:
        unchecked = sum(one.state is State.NOT_CHECKED for one in self._assessment.findings)
        if unchecked:
            said = _("{count} services are not checked and will be frozen as such.")
            self.warning.say(said.format(count=unchecked), Tone.WARNING)


def _frozen(assessment: Assessment) -> list[tuple[str, str]]:
    standard = assessment.standard
    states = Counter(one.state for one in assessment.findings)
    told = [f"{_(STATE_WORDS[state])} {states[state]}" for state in State if states[state]]
    tiers = []
    for tier in TIERS:
        held, whole = assessment.counts(tier)
        tiers.append(f"{tier_words(tier)} {held}/{whole}")
    return [
        (_("Day"), assessment.on.isoformat()),
        (_("Standard"), f"{standard.title}  {standard.version}"),
        (_("Tier attained"), tier_words(assessment.attained)),
        (_("Services met"), "  ".join(tiers)),
        (_("Verdicts"), "  ".join(told)),
    ]
