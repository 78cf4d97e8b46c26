"""Personal data that has met its purpose: seen, erased before a witness, and put on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.keeping import ERASED
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, column, keep_shown, label
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import FormGrid
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import RetentionRunId
    from stationdesk.domain.keeping.retention import RetentionLine
    from stationdesk.domain.problems import Problem
    from stationdesk.services.retention import Retention
    from stationdesk.ui.dialogs import Dialogs


class RetentionDialog(Panel):
    """Shows what would be erased; asks for a witness; leads to the record that is signed."""

    def __init__(
        self,
        retention: Retention,
        dialogs: Dialogs,
        people: list[str],
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are names offered for the witness."""
        super().__init__(_("Erase personal data"), 860, 520, parent)
        self._retention, self._dialogs = retention, dialogs
        self.run_id: RetentionRunId | None = None
        self.words = label("", "muted", wrap=True)
        self.table: RecordTable[RetentionLine] = RecordTable(
            ERASED, _("What would be erased"), key=lambda line: line.kind, footer=False
        )
        self.grid = FormGrid()
        self.witness = self.grid.add(
            "witness",
            _("Witness"),
            TextField(),
            required=True,
            hint=_("Somebody else than the person at the desk; both sign the record."),
        )
        self.witness.offer(people)
        self.erase = self.add_deed(button(_("Erase for good"), Icon.DELETE, look="danger"))
        self.print = self.add_deed(button(_("Print the record"), Icon.PRINT, look="primary"))
        self._build()
        self.erase.clicked.connect(self._on_erase)
        self.print.clicked.connect(self._on_print)
        self.witness.returnPressed.connect(self.erase.setFocus)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is to be erased."""
        lines = self._retention.preview()
        self.table.show_records(lines)
        for part in (self.grid, self.erase):
            keep_shown(part, shown=bool(lines))
        keep_shown(self.print, shown=self.run_id is not None)

    def _build(self) -> None:
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is to be erased now."),
                _("Names and phones are kept only as long as the settings say."),
            )
        )
        self.words.setText(
            _(
                "Loans, feedback, dates and numbers stay; names, phones and remarks go and cannot "
                "be brought back. The law asks for it as soon as their purpose is met."
            )
        )
        self.body.addLayout(column(self.words, self.table, self.grid, gap=10))

    def _on_erase(self) -> None:
        own = self.grid.own_problems()
        self.grid.show_problems(own)
        if own or not self._agreed():
            return
        try:
            self.run_id = self._retention.run(self.witness.value())
        except Refused as refusal:
            self._show(refusal.problems)
            return
        self.refresh()
        told = _("Erased. Print the record {number} and let both sign it.")
        number = self._retention.run_of(self.run_id).number
        self.note.say(told.format(number=number), Tone.GOOD)
        self.print.setFocus()

    def _agreed(self) -> bool:
        count = sum(line.count for line in self.table.model.all_records())
        return self._dialogs.confirm(
            self,
            _("Erase the personal data of these records for good ({count})?").format(count=count),
            _("This cannot be undone. Older backups still hold them: they go with their backup."),
            yes=_("Erase for good"),
            no=_("Keep them"),
            dangerous=True,
        )

    def _show(self, problems: tuple[Problem, ...]) -> None:
        told = {each.about: str(each) for each in problems if self.grid.knows(each.about)}
        self.grid.show_problems(told)
        others = [each for each in problems if not self.grid.knows(each.about)]
        if others:
            self.note.say_problems(others)

    def _on_print(self) -> None:
        if self.run_id is not None:
            self.lead_to("reports", ("retention-record", self.run_id))
