"""Keeping pieces back for somebody until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import N_, _
from stationdesk.ui.lending.borrower_part import BorrowerPart
from stationdesk.ui.lending.lend_form import WIDTH
from stationdesk.ui.lending.lendable import Lendables, ThingField
from stationdesk.ui.lending.loan_words import near_words
from stationdesk.ui.lending.problem_fields import refer_to_fields
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.fields import CountField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import HoldId, LoanKindId, LoanUnitId
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class HoldForm(Form):
    """Takes a hold; ``hold_id`` is what was kept."""

    def __init__(
        self,
        lending: Lending,
        today: date,
        unit_of: Callable[[str], LoanUnitId | None],
        *,
        kind_id: LoanKindId | None = None,
        group: str = USUAL_GROUP,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unit_of`` tells which numbered piece a scanned label or code names."""
        super().__init__(
            _("Hold for somebody"), _("Hold"), columns=3, dialogs=dialogs, parent=parent
        )
        self.setMinimumWidth(px(WIDTH))
        self._lending, self._today = lending, today
        self._key = new_uid()
        self.hold_id: HoldId | None = None
        lendables = Lendables(lending)
        self.thing = self.add(
            "thing", _("Thing held"), ThingField(lendables, unit_of), required=True
        )
        self.borrower = BorrowerPart(lending, self, group)
        self.quantity = self.add("quantity", _("Pieces held"), CountField(1, least=1))
        self.pick_up = self.add(
            "pick_up_on", _("To be picked up on"), DayField(today, today), required=True
        )
        self.lapses = self.add(
            "lapses_on",
            _("Held until"),
            DayField(today),
            hint=_("Empty: the usual number of days after pick-up."),
        )
        self.words = self.add("note", _("Note"), TextField())
        self.thing.edited.connect(self._on_thing)
        self.pick_up.edited.connect(self._on_day)
        thing = lendables.of_kind(kind_id) if kind_id is not None else None
        if thing is not None:
            self.thing.set_value(thing.key)
            self.borrower.name.setFocus()
        self._on_thing()
        self._on_day()
        self.set_clean()

    def keep(self) -> None:
        thing = self.thing.thing()
        if thing is None:
            raise Refused([Problem("thing", N_("Choose one from the list."))])
        self.hold_id = self._lending.hold(
            NewHold(
                kind_id=thing.kind.id,
                unit_id=thing.unit_id,
                borrower=self.borrower.value(),
                quantity=self.quantity.value() or 0,
                pick_up_on=cast("date", self.pick_up.value()),
                lapses_on=self.lapses.value(),
                note=self.words.value(),
                request_key=self._key,
            )
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        super().show_problems(refer_to_fields(problems))

    def _on_thing(self) -> None:
        thing = self.thing.thing()
        self.quantity.setEnabled(thing is None or thing.piece is None)
        if thing is None:
            return
        figures = thing.figures()
        self.grid.rename("thing", _("Thing held ({figures})").format(figures=figures))
        if thing.piece is not None:
            self.quantity.set_value(1)
        self.borrower.ask(thing.kind.contact)

    def _on_day(self) -> None:
        day = self.pick_up.value()
        if day is not None:
            when = near_words(day, self._today)
            self.grid.rename("pick_up_on", _("To be picked up on ({when})").format(when=when))
