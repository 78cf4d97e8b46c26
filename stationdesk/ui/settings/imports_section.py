"""The ledgers that were brought in, what they brought, and the way back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.importing import OUTCOME_WORDS, Outcome
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.columns import IMPORTS
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import Card, button, row
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from stationdesk.domain.importing import ImportRun
    from stationdesk.services.imports import Imports
    from stationdesk.ui.dialogs import Dialogs


class ImportsSection(Section):
    """A list of imports, and under it what the chosen one brought."""

    def __init__(self, imports: Imports, dialogs: Dialogs) -> None:
        super().__init__(_("Bring in ledgers"), Icon.ARROW_IMPORT)
        self._imports, self._dialogs = imports, dialogs
        self.table: RecordTable[ImportRun] = RecordTable(
            IMPORTS, _("Imports"), key=lambda run: run.id, footer=False
        )
        self.facts = Facts()
        self.detail = Card(_("What it brought"))
        self.undo = button(_("Take back the whole import"), Icon.ARROW_UNDO)
        self.save_original = button(_("Save the original file"), Icon.ARROW_DOWNLOAD)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the imports again."""
        self.table.show_records(self._imports.runs())
        if self.table.current() is None:
            self.table.choose_first()
        self._on_chosen(self.table.current())

    def run_primary(self) -> None:
        """Lead to where ledgers are brought in."""
        self.turn_to.emit("imports", None)

    def _build(self) -> None:
        card = Card(_("Ledgers brought in"))
        card.body.addWidget(self.table)
        self.table.fit_rows()
        self.table.view.fold("recorded_at", "rows", "kind")
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No ledger was brought in yet."),
                _("Lists kept in Excel or WPS can be brought in as they are."),
                name=Icon.ARROW_IMPORT,
            )
        )
        self.detail.body.addWidget(self.facts)
        self.detail.body.addLayout(row(self.save_original, self.undo, None))
        self.body.addWidget(card)
        self.body.addWidget(self.detail)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.add_action(_("Take back the whole import"), self._take_back, Icon.ARROW_UNDO)
        self.undo.clicked.connect(self._on_undo)
        self.save_original.clicked.connect(self._on_save_original)

    def _on_chosen(self, run: ImportRun | None) -> None:
        self.detail.setVisible(run is not None)
        if run is None:
            return
        self.detail.set_title(_("What {number} brought").format(number=run.number))
        self.facts.show_facts(self._facts_of(run))
        self.undo.setEnabled(run.undone_at is None)

    def _facts_of(self, run: ImportRun) -> list[tuple[str, str]]:
        counts = Counter(row.outcome for row in self._imports.rows_of(run.id))
        brought = [
            (_(OUTCOME_WORDS[outcome]), _("{count} rows").format(count=counts[outcome]))
            for outcome in Outcome
            if counts[outcome]
        ]
        taken_back = [(_("Taken back at"), _moment(run.undone_at))] if run.undone_at else []
        return [
            (_("Sheet"), run.sheet),
            (_("Figures as of"), run.business_date.isoformat()),
            (_("Brought in by"), f"{run.recorded_by} {_moment(run.recorded_at)}".strip()),
            *brought,
            *taken_back,
        ]

    def _on_undo(self) -> None:
        self._take_back([run] if (run := self.table.current()) else [])

    def _take_back(self, runs: list[ImportRun]) -> None:
        for run in runs:
            question = _("Take back “{file}” as a whole?").format(file=run.file_name)
            hint = _(
                "Its receipts are reversed and what it entered newly is put away. The ledger can "
                "be brought in again at any time."
            )
            yes = _("Take back")
            if self._dialogs.confirm(self, question, hint, yes=yes, dangerous=True):
                self._undo_run(run)

    def _undo_run(self, run: ImportRun) -> None:
        try:
            self._imports.undo(run.id)
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        self.settled.emit()
        self.refresh()
        self.said.emit(_("“{file}” was taken back.").format(file=run.file_name))

    def _on_save_original(self) -> None:
        run = self.table.current()
        if run is None:
            return
        try:
            content = self._imports.original(run)
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        path = self._dialogs.save_path(self, run.file_name)
        if path is None:
            return
        try:
            path.write_bytes(content)
        except OSError as error:
            phrase = N_("“{file}” could not be written: {why}")
            why = error.strerror or str(error)
            self.refused.emit(Refused([Problem("path", phrase, {"file": path.name, "why": why})]))
            return
        self.settled.emit()
        self.said.emit(_("Saved: {file}").format(file=path))


def _moment(recorded_at: str | None) -> str:
    return (recorded_at or "")[:16].replace("T", " ")
