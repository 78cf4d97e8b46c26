"""A service of the station's own, proved by looking at it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import TIERS, with_hand_criterion
from stationdesk.domain.tiers.standard_file import CODE
from stationdesk.i18n import N_, _
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.tiers.rule_fields import LONGEST_INTERVAL
from stationdesk.ui.widgets.fields import ChoiceField, CountField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.standard import Standard
    from stationdesk.ui.dialogs import Dialogs

USUAL_INTERVAL = 7


class HandItemForm(Form):
    """Adds one service to ``standard``; the edited standard is in ``standard`` afterwards."""

    def __init__(self, standard: Standard, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(_("Add a service"), _("Add"), dialogs=dialogs, parent=parent)
        self.standard = standard
        self.code = self.add(
            "code", _("Service no."), TextField(_next_code(standard)), required=True
        )
        self.name = self.add("name", _("Name in Chinese"), TextField(), required=True)
        self.english = self.add("name_en", _("Name in English"), TextField())
        tiers: dict[object, str] = {tier: tier_words(tier) for tier in TIERS}
        self.tier = self.add("tier", _("Lowest tier that asks for it"), ChoiceField(tiers))
        self.question = self.add(
            "question", _("What to look at"), LongTextField(lines=2), required=True
        )
        self.interval = self.add(
            "interval_days",
            _("To be looked at every"),
            CountField(USUAL_INTERVAL, least=1, most=LONGEST_INTERVAL),
            required=True,
            unit=_("days"),
        )
        self.set_clean()

    def keep(self) -> None:
        """Put the service into the standard that is edited."""
        code, tier = self.code.value().upper(), self.tier.value()
        problems = []
        if not CODE.fullmatch(code):
            problems.append(Problem("code", N_("use capital letters and digits, such as S01")))
        if self.standard.criterion(code) is not None:
            phrase = N_("There is a service {code} already.")
            problems.append(Problem("code", phrase, {"code": code}))
        if problems:
            raise Refused(problems)
        self.standard = with_hand_criterion(
            self.standard,
            code=code,
            name=Words(self.name.value(), self.english.value()),
            tier=tier if isinstance(tier, int) else TIERS[0],
            question=Words(self.question.value(), ""),
            interval_days=self.interval.value() or USUAL_INTERVAL,
        )


def _next_code(standard: Standard) -> str:
    """Return the code after the last, in the style of the standard (S16 → S17)."""
    number = len(standard.criteria) + 1
    letter = standard.criteria[0].code[:1] if standard.criteria else "S"
    while standard.criterion(f"{letter}{number:02d}") is not None:
        number += 1
    return f"{letter}{number:02d}"
