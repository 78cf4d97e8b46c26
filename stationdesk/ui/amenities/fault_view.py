"""Faults from the report to the acceptance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QMenu, QWidget

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.faults import SEVERITY_WORDS, FaultState, Severity
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import FAULT_FOLDS, FAULTS
from stationdesk.ui.amenities.fault_detail import FaultDetail
from stationdesk.ui.amenities.narrowing import FAULT_ACCEPTS, FAULT_SEGMENTS, counts, fits, says
from stationdesk.ui.amenities.sentences import SHORT_STEP_WORDS
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.widgets.basics import Card, column
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QAction

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import FaultId
    from stationdesk.domain.upkeep_lines import FaultLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.amenities.deeds import AmenityDeeds
    from stationdesk.ui.dialogs import Dialogs


class FaultView(QWidget):
    """The faults with the chosen one beside them; ``amenity_opened`` carries an amenity's id."""

    amenity_opened = pyqtSignal(object)

    def __init__(
        self,
        amenities: Amenities,
        attachments: Attachments,
        deeds: AmenityDeeds,
        dialogs: Dialogs,
    ) -> None:
        super().__init__()
        self._amenities, self._deeds = amenities, deeds
        self._lines: list[FaultLine] = []
        segments = {key: _(words) for key, words in FAULT_SEGMENTS.items()}
        self.filters = FilterBar(
            _("Amenity, number or description"), segments, _("Which faults to show")
        )
        self.filters.add_choice("severity", _("Severity"), self._severities())
        self.filters.add_choice("kind", _("Kind of amenity"), {"": _("Any kind")})
        self.table: RecordTable[FaultLine] = RecordTable(
            FAULTS, _("Faults"), key=lambda line: line.fault.id, verb_of=_verb
        )
        self.detail = FaultDetail(attachments, dialogs)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the faults again."""
        self._lines = self._amenities.fault_lines()
        self.filters.set_counts(counts(self._lines, FAULT_ACCEPTS))
        self.filters.set_options("kind", self._kinds())
        self.table.show_records(self._lines)
        self._narrow()
        if self.table.current() is None:
            self.table.choose_first()

    def still_open(self) -> int:
        """Return how many faults still wait for something."""
        return counts(self._lines, FAULT_ACCEPTS)["open"]

    def show_segment(self, key: str) -> None:
        """Show a quick filter and nothing else."""
        self.filters.clear()
        self.filters.choose(key)

    def show_fault(self, fault_id: FaultId) -> None:
        """Put the cursor on a fault, letting filters go where they hide it."""
        for segment in ("open", "closed"):
            if self._choose(fault_id):
                break
            self.show_segment(segment)
        self._choose(fault_id)
        self.split.open_pane()

    def _build(self) -> None:
        table, deeds = self.table, self._deeds
        table.view.fold(*FAULT_FOLDS)
        table.add_action(_("Next step"), self._on_rows(deeds.take_next_step), Icon.ARROW_RIGHT)
        table.add_action(_("Details"), self._on_details_rows, Icon.OPEN, "Space")
        table.add_action(_("Void the fault"), self._on_rows(deeds.void_fault), Icon.DELETE, "Del")
        table.add_action(_("Go to the amenity"), self._on_amenity_rows, Icon.WRENCH, "Ctrl+G")
        table.set_hints(
            _("↑↓ choose"), _("Enter next step"), _("Space details"), _("Ctrl+F search")
        )
        table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is broken."),
                _("When something breaks, report it: the repair is then followed to the end."),
            )
        )
        self._build_menu()
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(table, 1)
        self.split = MasterDetail(card, self.detail)
        self.setLayout(column(self.split))

    def _build_menu(self) -> None:
        menu = QMenu(self)
        deeds = self._deeds
        self.done_at_once = self._offer(menu, _("Repair done"), Icon.CHECKMARK, deeds.finish_repair)
        self.stop_use = self._offer(menu, _("Take out of use"), Icon.DISMISS_CIRCLE, deeds.stop_use)
        self.take_back = self._offer(
            menu, _("Take back the last step"), Icon.ARROW_UNDO, deeds.take_back_step
        )
        self._offer(menu, _("Void the fault"), Icon.DELETE, deeds.void_fault)
        self.detail.more.setMenu(menu)

    def _offer(
        self, menu: QMenu, words: str, name: Icon, run: Callable[[FaultId], object]
    ) -> QAction:
        action = menu.addAction(icon(name), words)
        assert action is not None
        action.triggered.connect(partial(self._on_current, run))
        return action

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self._on_found)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        detail = self.detail
        detail.step.clicked.connect(partial(self._on_current, self._deeds.take_next_step))
        detail.reject.clicked.connect(partial(self._on_current, self._deeds.reject))
        detail.amenity.clicked.connect(self._on_amenity)
        detail.photos.viewed.connect(self._on_photo)
        detail.photos.refused.connect(self._deeds.refused)

    def _severities(self) -> dict[str, str]:
        known = {each.value: _(SEVERITY_WORDS[each]) for each in Severity}
        return {"": _("Any severity")} | known

    def _kinds(self) -> dict[str, str]:
        known = {line.amenity.kind for line in self._lines}
        return {"": _("Any kind")} | {
            key: _(kind.word) for key, kind in KIND.items() if key in known
        }

    def _narrow(self) -> None:
        query, accept = self.filters.query(), FAULT_ACCEPTS[self.filters.segment()]
        severity, kind = self.filters.choice("severity"), self.filters.choice("kind")
        found = self._amenities.found(query) if query else set()

        def accepts(line: FaultLine) -> bool:
            fault = line.fault
            text = f"{fault.number} {fault.description} {fault.reported_by}"
            known = line.amenity.id in found or says(text, query)
            as_bad = not severity or fault.severity == severity
            return known and as_bad and accept(line) and fits(line.amenity, kind)

        self.table.narrow(accepts, told=query)

    def _choose(self, fault_id: FaultId) -> bool:
        return self.table.choose_where(lambda line: line.fault.id == fault_id)

    def _on_found(self) -> None:
        self.table.choose_first()
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, line: FaultLine | None) -> None:
        if line is None:
            self.detail.show_nothing()
            return
        self.detail.show_fault(line)
        fault = line.fault
        self.done_at_once.setEnabled(fault.state is FaultState.REPORTED)
        self.stop_use.setEnabled(fault.is_open and not fault.stops_use)
        self.take_back.setEnabled(fault.state is not FaultState.REPORTED)

    def _on_opened(self, line: FaultLine) -> None:
        if line.fault.is_open:
            self._deeds.take_next_step(line.fault.id)
        else:
            self.split.open_pane()

    def _on_details_rows(self, _lines: list[FaultLine]) -> None:
        self.split.open_pane()

    def _on_amenity_rows(self, lines: list[FaultLine]) -> None:
        self.amenity_opened.emit(lines[0].amenity.id)

    def _on_rows(self, run: Callable[[FaultId], object]) -> Callable[[list[FaultLine]], None]:
        return partial(_run_on_first, run)

    def _on_current(self, run: Callable[[FaultId], object], _checked: bool = False) -> None:
        if (line := self.table.current()) is not None:
            run(line.fault.id)

    def _on_amenity(self) -> None:
        if (line := self.table.current()) is not None:
            self.amenity_opened.emit(line.amenity.id)

    def _on_photo(self, photo: Attachment) -> None:
        self._deeds.show_photo(self.detail.photos.photos(), photo)


def _verb(line: FaultLine) -> str:
    state = line.fault.state
    return _(SHORT_STEP_WORDS[state]) if state in SHORT_STEP_WORDS else ""


def _run_on_first(run: Callable[[FaultId], object], lines: list[FaultLine]) -> None:
    run(lines[0].fault.id)
