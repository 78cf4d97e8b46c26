"""What was done at the amenities: found by day and words, and voided where it was wrong."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.upkeep import RESULT_WORDS, RunResult
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import RUN_FOLDS, RUNS
from stationdesk.ui.amenities.narrowing import says
from stationdesk.ui.amenities.reason_form import VoidForm
from stationdesk.ui.amenities.sentences import answer_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TickField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AmenityId
    from stationdesk.domain.upkeep_lines import RunLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.dialogs import Dialogs

SHOWN_DAYS = 365


class RunsDialog(Panel):
    """The run history of one amenity or of all."""

    def __init__(
        self,
        amenities: Amenities,
        today: date,
        dialogs: Dialogs,
        *,
        amenity_id: AmenityId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Upkeep history"), 1060, 620, parent)
        self._amenities, self._dialogs, self._amenity_id = amenities, dialogs, amenity_id
        if amenity_id is not None:
            amenity = amenities.amenity(amenity_id)
            self.subtitle.setText(f"{amenity.name} · {amenity.code}")
        self.search = SearchBox(_("Amenity, task, person or finding"))
        self.first = DayField(today, today - timedelta(days=SHOWN_DAYS))
        self.last = DayField(today, today)
        results: dict[object, str] = {"": _("All results")}
        results |= {each.value: _(RESULT_WORDS[each]) for each in RunResult}
        self.finding = ChoiceField(results)
        self.with_voided = TickField(_("Show voided records"))
        self.table: RecordTable[RunLine] = RecordTable(
            RUNS, _("Upkeep history"), key=lambda line: line.run.id
        )
        self.told = label("", "muted", wrap=True)
        self.print = self.add_aside(button(_("Print"), Icon.PRINT))
        self.void = self.add_deed(button(_("Void…"), Icon.DELETE))
        self._build()
        self._connect()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the runs of the days chosen."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        self.table.show_records(
            self._amenities.runs(
                self._amenity_id, first, last, with_voided=self.with_voided.value()
            )
        )
        self._on_narrowed()

    def _build(self) -> None:
        for field, name in (
            (self.first, _("From day")),
            (self.last, _("To day")),
            (self.finding, _("Finding of the work")),
        ):
            field.setAccessibleName(name)
        for day in (self.first, self.last):
            day.setFixedWidth(px(140))
        self.finding.setFixedWidth(px(130))
        filters = row(self.search, label(_("From day"), "muted"), self.first)
        filters.addWidget(label(_("To day"), "muted"))
        filters.addWidget(self.last)
        filters.addWidget(self.finding)
        self.table.say_when_empty(
            EmptyState(
                Nothing.NO_MATCH,
                _("No upkeep was recorded in these days."),
                _("Choose an earlier first day to look further back."),
            )
        )
        self.table.view.fold(*RUN_FOLDS)
        self.table.set_hints(_("↑↓ choose"), _("Ctrl+F search"))
        self.table.add_action(_("Void…"), self._on_void_rows, Icon.DELETE, "Del")
        self.told.setMinimumHeight(px(44))
        self.body.addLayout(filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.body.addLayout(row(self.with_voided, None))

    def _connect(self) -> None:
        self.search.searched.connect(self._on_narrowed)
        self.finding.edited.connect(self._on_narrowed)
        for field in (self.first, self.last, self.with_voided):
            field.edited.connect(self.refresh)
        self.table.clear_wanted.connect(self._on_clear)
        self.table.chosen.connect(self._on_chosen)
        self.void.clicked.connect(self._on_void)
        self.print.clicked.connect(self._on_print)

    def _on_narrowed(self, *_news: object) -> None:
        query, result = self.search.query(), self.finding.value()

        def accepts(line: RunLine) -> bool:
            said = (
                line.amenity.name,
                line.amenity.code,
                line.plan.task,
                line.run.done_by,
                line.run.reason,
                *(answer.note for answer in line.run.answers),
            )
            return (not result or line.run.result == result) and says(" ".join(said), query)

        self.table.narrow(accepts, told=query)

    def _on_clear(self) -> None:
        self.search.clear()
        self.finding.set_value("")

    def _on_chosen(self, line: RunLine | None) -> None:
        self.told.setText(_answers(line) if line else "")
        self.void.setEnabled(line is not None and not line.run.voided)

    def _on_void_rows(self, lines: list[RunLine]) -> None:
        if not lines[0].run.voided:
            self._void(lines[0])

    def _on_void(self) -> None:
        if (line := self.table.current()) is not None:
            self._void(line)

    def _void(self, line: RunLine) -> None:
        told = _(
            "{task}, {day}: what was due then waits again, and spares go back to the stock."
        ).format(task=line.plan.task, day=line.run.done_on)
        void = partial(self._amenities.undo_run, line.run.id)
        title = _("Void this upkeep record")
        if VoidForm(title, told, void, dialogs=self._dialogs, parent=self).exec():
            self.refresh()

    def _on_print(self) -> None:
        self.lead_to("reports", "upkeep-record")


def _answers(line: RunLine) -> str:
    """Return the note and the checklist as it was answered."""
    told = [line.run.reason, *map(answer_words, line.run.answers)]
    return "   ".join(filter(None, told))
