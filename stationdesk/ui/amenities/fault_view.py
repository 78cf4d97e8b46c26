"""Faults from the report to the acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.faults import SEVERITY_WORDS, FaultState, Severity
from stationdesk.domain.upkeep_lines import FaultLine
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import FAULT_FOLDS, FAULTS
from stationdesk.ui.amenities.fault_detail import FaultDetail
from stationdesk.ui.amenities.narrowing import FAULT_ACCEPTS, FAULT_SEGMENTS, counts, fits, says
from stationdesk.ui.amenities.sentences import SHORT_STEP_WORDS
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import FaultId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.amenities.deeds import AmenityDeeds
    from stationdesk.ui.dialogs import Dialogs


class FaultView(RecordView[FaultLine]):
    """The faults with the chosen one beside them; ``amenity_opened`` carries an amenity's id."""

    amenity_opened = pyqtSignal(object)
    detail: FaultDetail

    def __init__(
        self,
        amenities: Amenities,
        attachments: Attachments,
        deeds: AmenityDeeds,
        dialogs: Dialogs,
    ) -> None:
        segments = {key: _(words) for key, words in FAULT_SEGMENTS.items()}
        filters = FilterBar(
            _("Amenity, number or description"), segments, _("Which faults to show")
        )
        filters.add_choice("severity", _("Severity"), _severities())
        filters.add_choice("kind", _("Kind of amenity"), {"": _("Any kind")})
        super().__init__(
            filters,
            RecordTable(FAULTS, _("Faults"), key=lambda line: line.fault.id, verb_of=_verb),
            FaultDetail(attachments, dialogs),
        )
        self._amenities, self._deeds = amenities, deeds
        self._lines: list[FaultLine] = []
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the faults again."""
        self._lines = self._amenities.fault_lines()
        self.filters.set_counts(counts(self._lines, FAULT_ACCEPTS))
        self.filters.set_options("kind", self._kinds())
        self.show_records(self._lines)

    def still_open(self) -> int:
        """Return how many faults still wait for something."""
        return counts(self._lines, FAULT_ACCEPTS)["open"]

    def show_fault(self, fault_id: FaultId) -> None:
        """Put the cursor on a fault, letting filters go where they hide it."""
        self.find_record(lambda line: line.fault.id == fault_id, "open", "closed")
        self.split.open_pane()

    def narrow(self) -> None:
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

    def show_chosen(self, line: FaultLine) -> None:
        self.detail.show_fault(line)
        fault = line.fault
        self.done_at_once.setEnabled(fault.state is FaultState.REPORTED)
        self.stop_use.setEnabled(fault.is_open and not fault.stops_use)
        self.take_back.setEnabled(fault.state is not FaultState.REPORTED)

    def open_record(self, line: FaultLine) -> None:
        if line.fault.is_open:
            self._deeds.take_next_step(line.fault.id)
        else:
            self.split.open_pane()

    def _build(self) -> None:
        table, deeds = self.table, self._deeds
        table.view.fold(*FAULT_FOLDS)
        table.add_action(
            _("Next step"), self.for_row(_by_id(deeds.take_next_step)), Icon.ARROW_RIGHT
        )
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        table.add_action(
            _("Void the fault"), self.for_row(_by_id(deeds.void_fault)), Icon.DELETE, "Del"
        )
        table.add_action(
            _("Go to the amenity"), self.for_row(self._show_amenity), Icon.WRENCH, "Ctrl+G"
        )
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
        self.lay_out()

    def _build_menu(self) -> None:
        menu = QMenu(self)
        deeds = self._deeds
        self.done_at_once = self.offer(
            menu, _("Repair done"), Icon.CHECKMARK, _by_id(deeds.finish_repair)
        )
        self.stop_use = self.offer(
            menu, _("Take out of use"), Icon.DISMISS_CIRCLE, _by_id(deeds.stop_use)
        )
        self.take_back = self.offer(
            menu, _("Take back the last step"), Icon.ARROW_UNDO, _by_id(deeds.take_back_step)
        )
        self.offer(menu, _("Void the fault"), Icon.DELETE, _by_id(deeds.void_fault))
        self.detail.more.setMenu(menu)

    def _connect(self) -> None:
        detail = self.detail
        detail.step.clicked.connect(self.for_current(_by_id(self._deeds.take_next_step)))
        detail.reject.clicked.connect(self.for_current(_by_id(self._deeds.reject)))
        detail.amenity.clicked.connect(self.for_current(self._show_amenity))
        detail.photos.viewed.connect(self._on_photo)
        detail.photos.refused.connect(self._deeds.refused)

    def _kinds(self) -> dict[str, str]:
        known = {line.amenity.kind for line in self._lines}
        return {"": _("Any kind")} | {
            key: _(kind.word) for key, kind in KIND.items() if key in known
        }

    def _show_amenity(self, line: FaultLine) -> None:
        self.amenity_opened.emit(line.amenity.id)

    def _on_photo(self, photo: Attachment) -> None:
        self._deeds.show_photo(self.detail.photos.photos(), photo)


def _verb(line: FaultLine) -> str:
    state = line.fault.state
    return _(SHORT_STEP_WORDS[state]) if state in SHORT_STEP_WORDS else ""


def _severities() -> dict[str, str]:
    known = {each.value: _(SEVERITY_WORDS[each]) for each in Severity}
    return {"": _("Any severity")} | known


def _by_id(run: Callable[[FaultId], object]) -> Callable[[FaultLine], object]:
    return lambda line: run(line.fault.id)
