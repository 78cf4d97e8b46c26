"""A look whether all pieces of a kind are there: what should be, what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import keep_shown, label, set_look
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.fields import CountField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.pieces import KindLine
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class CheckForm(Form):
    """Compares the pieces counted with those that should be in the station."""

    def __init__(
        self,
        lending: Lending,
        line: KindLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Check {name}").format(name=line.kind.name)
        super().__init__(title, _("Keep the check"), dialogs=dialogs, parent=parent)
        self._lending, self._kind = lending, line.kind
        self._expected = line.pool.size - line.pool.out
        facts = Facts()
        facts.show_facts(
            [
                (_("In the ledger"), str(line.pool.size)),
                (_("With borrowers"), str(line.pool.out)),
                (_("Should be here"), str(self._expected)),
            ]
        )
        self.grid.add_wide(facts)
        self.counted = self.add(
            "counted",
            _("Counted here"),
            CountField(least=0),
            required=True,
            unit=line.kind.unit,
            hint=_("Count those set aside too."),
        )
        self.difference = label("", "strong", wrap=True)
        self.grid.add_wide(self.difference)
        self.words = self.add("note", _("Note"), TextField())
        self.counted.edited.connect(self._on_counted)
        self._on_counted()
        self.set_clean()

    def keep(self) -> None:
        self._lending.check_kind(self._kind.id, self.counted.value() or 0, self.words.value())

    def _on_counted(self) -> None:
        counted = self.counted.value()
        keep_shown(self.difference, shown=counted is not None)
        if counted is None:
            return
        missing = self._expected - counted
        if missing == 0:
            words, tone = _("It agrees."), "good"
        elif missing > 0:
            words, tone = _("{count} are missing. A stocktake puts the ledger right."), "bad"
        else:
            words, tone = _("{count} more than there should be: was a return forgotten?"), "warning"
        self.difference.setText(words.format(count=abs(missing)))
        set_look(self.difference, tone=tone)
        if self.isVisible():
            self._take_size()
