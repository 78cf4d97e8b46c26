"""Parts of a kit that are missing, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import CountField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.pieces import PartState, PieceLine
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class RefillForm(Form):
    """Puts missing parts back into one piece; those of the stock leave it in the same step."""

    def __init__(
        self,
        lending: Lending,
        line: PieceLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Refill {name}").format(name=f"{line.kind.name} {line.unit.code}")
        super().__init__(title, _("Put the parts back"), dialogs=dialogs, parent=parent)
        self._lending, self._unit_id = lending, line.unit.id
        told = _("Parts that come from the stock are issued from it in the same step.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.counts: list[tuple[PartState, CountField]] = [
            (state, self._add_part(state)) for state in line.parts if state.short
        ]
        self.words = self.add("note", _("Note"), TextField())
        self.set_clean()

    def keep(self) -> None:
        put_back = {state.part.id: field.value() or 0 for state, field in self.counts}
        given = {part_id: count for part_id, count in put_back.items() if count}
        if not given:
            raise Refused([Problem("parts", N_("Write how many parts are put back."))])
        self._lending.refill(self._unit_id, given, self.words.value())

    def _add_part(self, state: PartState) -> CountField:
        part = state.part
        hint = _("{there} of {whole} are there").format(there=state.there, whole=part.quantity)
        if part.item_id is not None:
            hint = _("{sentence}, refilled from the stock").format(sentence=hint)
        field = CountField(state.short, least=0, most=state.short)
        return self.add(f"part{part.id}", part.name, field, hint=hint)
