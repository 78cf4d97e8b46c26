"""Noting that somebody who is late was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.lending.loans import CONTACT_WAY_WORDS, ContactWay, NewContact
from stationdesk.i18n import _
from stationdesk.ui.lending.problem_fields import refer_to_fields
from stationdesk.ui.lending.return_form import LoanHead
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.problems import Problem
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs

NOT_REACHED, REACHED = "not_reached", "reached"


class ContactForm(Form):
    """Takes how a borrower was tried and what came of it."""

    def __init__(
        self,
        lending: Lending,
        entry: LoanEntry,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Log a call"), _("Keep the entry"), dialogs=dialogs, parent=parent)
        self._lending, self._entry = lending, entry
        self.grid.add_wide(LoanHead(entry, today))
        ways: dict[object, str] = {way: _(CONTACT_WAY_WORDS[way]) for way in ContactWay}
        self.way = self.add("way", _("How it was tried"), ChoiceField(ways))
        results: dict[object, str] = {NOT_REACHED: _("Not reached"), REACHED: _("Reached")}
        self.outcome = self.add("reached", _("What came of it"), ChoiceField(results))
        self.words = self.add("note", _("What was agreed"), TextField())
        self.words.offer([_("Will bring it back today"), _("Will bring it back tomorrow")])
        self.on = self.add("on", _("Tried on"), DayField(today, today), required=True)
        self.set_clean()

    def keep(self) -> None:
        self._lending.log_contact(
            self._entry.loan_id,
            NewContact(
                way=cast("ContactWay", self.way.value()),
                reached=self.outcome.value() == REACHED,
                on=cast("date", self.on.value()),
                note=self.words.value(),
            ),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        super().show_problems(refer_to_fields(problems))
