"""Lending and personal data: after how many days what happens, and what was erased so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.settings import (
    BLOCK_AFTER_DAYS,
    FEEDBACK_RETENTION_DAYS,
    FOUND_DAYS,
    RETENTION_DAYS,
)
from stationdesk.i18n import _
from stationdesk.listings.keeping import RUNS_OF_ERASING
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.widgets.basics import Card, button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from stationdesk.domain.keeping.retention import RetentionRun
    from stationdesk.domain.settings import DayCount
    from stationdesk.services.retention import Retention
    from stationdesk.services.settings import StationSettings


class LendingSection(TypedSection):
    """Four numbers of days in fields, and the runs that erased personal data."""

    def __init__(self, settings: StationSettings, retention: Retention) -> None:
        super().__init__()
        self._settings, self._retention = settings, retention
        self.erase = button(_("Personal data that can be erased…"), Icon.DELETE)
        self.due = label("", "muted", wrap=True)
        self.table: RecordTable[RetentionRun] = RecordTable(
            RUNS_OF_ERASING,
            _("What was erased so far"),
            key=lambda run: run.id,
            verb_of=_verb,
            footer=False,
        )
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the days and the runs again; what was typed and not kept stays."""
        super().refresh()
        self.table.show_records(self._retention.runs())
        count = sum(line.count for line in self._retention.preview())
        told = _("Records that have met their purpose and are to be erased: {count}.")
        none = _("No record is to be erased today.")
        self.due.setText(told.format(count=count) if count else none)

    def show_kept(self) -> None:
        chosen = self._settings.settings()
        self.block.set_value(chosen.block_after_days)
        self.found.set_value(chosen.found_days)
        self.kept.set_value(chosen.retention_days)
        self.authors.set_value(chosen.feedback_retention_days)

    def keep(self) -> None:
        """Keep what differs: each choice is a deed of its own, with its own way back."""
        chosen, settings = self._settings.settings(), self._settings
        for field, before, keep in (
            (self.block, chosen.block_after_days, settings.keep_block_after_days),
            (self.found, chosen.found_days, settings.keep_found_days),
            (self.kept, chosen.retention_days, settings.keep_retention_days),
            (
                self.authors,
                chosen.feedback_retention_days,
                settings.keep_feedback_retention_days,
            ),
        ):
            days = field.value()
            if days is not None and days != before:
                keep(days)

    def _build(self) -> None:
        days = Card(_("Days at the lending desk"))
        self.block = self._add_days(
            "block_after_days",
            _("Nothing more is lent from so many days overdue"),
            BLOCK_AFTER_DAYS,
            _("0: nobody is refused because something is overdue."),
        )
        self.found = self._add_days(
            "found_days",
            _("A found thing waits for its owner"),
            FOUND_DAYS,
            _("Then it is passed on; papers, bank cards and cash after three days."),
        )
        self.kept = self._add_days(
            "retention_days",
            _("Names and phones are kept after the return"),
            RETENTION_DAYS,
            _("The law asks for the shortest time that is needed."),
        )
        self.authors = self._add_days(
            "feedback_retention_days",
            _("Authors of feedback are known after the closing"),
            FEEDBACK_RETENTION_DAYS,
            _("Then their names and phones go; what they said stays."),
        )
        days.body.addWidget(self.grid)
        days.body.addLayout(row(None, self.discard))
        erased = Card(_("Personal data erased"))
        erased.body.addWidget(self.due)
        erased.body.addLayout(row(self.erase, None))
        erased.body.addWidget(self.table)
        self.table.fit_rows()
        self.table.view.fold("days", "recorded_by", "witness")
        self.table.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("Nothing was erased yet."), name=Icon.LOCK_CLOSED)
        )
        self.body.addWidget(days)
        self.body.addWidget(erased)

    def _add_days(self, about: str, name: str, allowed: DayCount, hint: str) -> CountField:
        field = CountField(least=allowed.least, most=allowed.most)
        return self.grid.add(about, name, field, required=True, unit=_("days"), hint=hint)

    def _connect(self) -> None:
        self.hear_fields()
        self.erase.clicked.connect(self._on_erase)
        self.table.opened.connect(self._on_run)

    def _on_erase(self) -> None:
        self.turn_to.emit("lending", "retention")

    def _on_run(self, run: RetentionRun) -> None:
        self.turn_to.emit("reports", ("retention-record", run.id))


def _verb(_run: RetentionRun) -> str:
    return _("Print")
