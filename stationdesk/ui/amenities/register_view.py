"""The register of amenities: found, filtered, entered, changed, retired."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QMenu, QWidget

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import REGISTER, REGISTER_FOLDS
from stationdesk.ui.amenities.narrowing import (
    REGISTER_ACCEPTS,
    REGISTER_SEGMENTS,
    counts,
    fits,
)
from stationdesk.ui.amenities.register_detail import RegisterDetail
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.widgets.basics import Card, button, column
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import AmenityId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.amenities.deeds import AmenityDeeds
    from stationdesk.ui.dialogs import Dialogs


class RegisterView(QWidget):
    """The register with the chosen line beside it; ``fault_opened`` carries a fault's id."""

    fault_opened = pyqtSignal(object)
    import_wanted = pyqtSignal()

    def __init__(
        self,
        amenities: Amenities,
        attachments: Attachments,
        deeds: AmenityDeeds,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._amenities, self._deeds, self._today = amenities, deeds, today
        self._lines: list[AmenityLine] = []
        segments = {key: _(words) for key, words in REGISTER_SEGMENTS.items()}
        self.filters = FilterBar(
            _("Amenity / code / initials"), segments, _("Which amenities to show")
        )
        self.filters.add_choice("kind", _("Kind of amenity"), {"": _("Any kind")})
        self.filters.add_choice("place", _("Where it stands"), {"": _("All places")})
        self.table: RecordTable[AmenityLine] = RecordTable(
            REGISTER, _("Amenity register"), key=lambda line: line.amenity.id
        )
        self.detail = RegisterDetail(attachments, dialogs)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the register again."""
        self._lines = self._amenities.register(with_retired=True)
        self.filters.set_counts(counts(self._lines, REGISTER_ACCEPTS))
        self.filters.set_options("kind", self._kinds())
        self.filters.set_options("place", self._places())
        self.table.show_records(self._lines)
        self._narrow()
        if self.table.current() is None:
            self.table.choose_first()

    def lines(self) -> list[AmenityLine]:
        """Return the lines read last, retired ones among them."""
        return self._lines

    def show_segment(self, key: str) -> None:
        """Show a quick filter and nothing else."""
        self.filters.clear()
        self.filters.choose(key)

    def show_amenity(self, amenity_id: AmenityId) -> None:
        """Put the cursor on an amenity, letting filters go where they hide it."""
        if not self._choose(amenity_id):
            retired = any(
                line.amenity.id == amenity_id and line.amenity.retired_on for line in self._lines
            )
            self.show_segment("retired" if retired else "all")
            self._choose(amenity_id)
        self.split.open_pane()

    def current_id(self) -> AmenityId | None:
        """Return the amenity on which the cursor stands."""
        line = self.table.current()
        return line.amenity.id if line else None

    def _build(self) -> None:
        table = self.table
        table.view.fold(*REGISTER_FOLDS)
        table.add_action(_("Details"), self._on_details_rows, Icon.OPEN, "Space")
        table.add_action(_("Edit"), self._on_rows(self._deeds.edit_amenity), Icon.EDIT, "F4")
        table.add_action(
            _("Report fault"), self._on_rows(self._deeds.report_fault), Icon.WARNING, "Ctrl+B"
        )
        table.add_action(
            _("Upkeep plans"), self._on_rows(self._deeds.show_plans), Icon.CALENDAR_CLOCK, "Ctrl+L"
        )
        table.add_action(_("Upkeep history"), self._on_rows(self._deeds.show_runs), Icon.HISTORY)
        table.add_action(
            _("Availability and outages"), self._on_rows(self._deeds.show_outages), Icon.CLOCK
        )
        table.add_action(_("Print labels of the list"), self._on_labels, Icon.TAG)
        table.add_action(
            _("Retire or restore"),
            self._on_rows(self._deeds.retire_or_restore),
            Icon.ARCHIVE,
            "Del",
        )
        table.set_hints(_("↑↓ choose"), _("Enter edit"), _("Ctrl+F search"))
        table.say_when_empty(self._never_used())
        self.detail.more.setMenu(self._build_menu())
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(table, 1)
        self.split = MasterDetail(card, self.detail)
        self.setLayout(column(self.split))

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        deeds = self._deeds
        for words, name, run in (
            (_("Upkeep plans"), Icon.CALENDAR_CLOCK, deeds.show_plans),
            (_("Upkeep history"), Icon.HISTORY, deeds.show_runs),
            (_("Availability and outages"), Icon.CLOCK, deeds.show_outages),
            (_("Print its label"), Icon.TAG, self._on_label),
            (_("Retire or restore"), Icon.ARCHIVE, deeds.retire_or_restore),
        ):
            action = menu.addAction(icon(name), words)
            if action is not None:
                action.triggered.connect(partial(self._on_current, run))
        return menu

    def _never_used(self) -> EmptyState:
        bring_in = button(_("Import from Excel…"), Icon.ARROW_UPLOAD)
        enter = button(_("Enter an amenity"), Icon.ADD)
        bring_in.clicked.connect(self.import_wanted)
        enter.clicked.connect(self._deeds.enter_amenity)
        return EmptyState(
            Nothing.NEVER_USED,
            _("No amenities in the register yet."),
            _("Bring in the list the station keeps in Excel, or enter the first one."),
            (bring_in, enter),
            name=Icon.WRENCH,
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self._on_found)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        detail = self.detail
        detail.run_wanted.connect(self._deeds.carry_out)
        detail.fault_opened.connect(self.fault_opened)
        detail.photos.viewed.connect(self._on_photo)
        detail.photos.refused.connect(self._deeds.refused)
        for made, run in (
            (detail.edit, self._deeds.edit_amenity),
            (detail.report, self._deeds.report_fault),
            (detail.all_plans, self._deeds.show_plans),
            (detail.all_runs, self._deeds.show_runs),
        ):
            made.clicked.connect(partial(self._on_current, run))

    def _kinds(self) -> dict[str, str]:
        known = {line.amenity.kind for line in self._lines}
        return {"": _("Any kind")} | {
            key: _(kind.word) for key, kind in KIND.items() if key in known
        }

    def _places(self) -> dict[str, str]:
        known = {line.amenity.place for line in self._lines if line.amenity.place}
        walked = sorted(known, key=lambda place: (place.shelf_order, place.name))
        return {"": _("All places")} | {str(place.id): place.name for place in walked}

    def _narrow(self) -> None:
        query, accept = self.filters.query(), REGISTER_ACCEPTS[self.filters.segment()]
        kind, place = self.filters.choice("kind"), self.filters.choice("place")
        found = self._amenities.found(query) if query else None

        def accepts(line: AmenityLine) -> bool:
            known = found is None or line.amenity.id in found
            return known and accept(line) and fits(line.amenity, kind, place)

        self.table.narrow(accepts, told=query)

    def _choose(self, amenity_id: AmenityId) -> bool:
        return self.table.choose_where(lambda line: line.amenity.id == amenity_id)

    def _on_found(self) -> None:
        """Go from the search to the first that was found."""
        self.table.choose_first()
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, line: AmenityLine | None) -> None:
        if line is None:
            self.detail.show_nothing()
            return
        amenity_id = line.amenity.id
        self.detail.show_line(
            line,
            self._amenities.dues(amenity_id),
            self._amenities.faults(amenity_id),
            self._amenities.runs(amenity_id),
            self._today(),
        )

    def _on_opened(self, line: AmenityLine) -> None:
        if self.split.is_beside():
            self._deeds.edit_amenity(line.amenity.id)
        else:
            self.split.open_pane()

    def _on_details_rows(self, _lines: list[AmenityLine]) -> None:
        self.split.open_pane()

    def _on_rows(self, run: Callable[[AmenityId], object]) -> Callable[[list[AmenityLine]], None]:
        return partial(_run_on_first, run)

    def _on_current(self, run: Callable[[AmenityId], object], _checked: bool = False) -> None:
        if (amenity_id := self.current_id()) is not None:
            run(amenity_id)

    def _on_label(self, amenity_id: AmenityId) -> None:
        self._deeds.print_labels([amenity_id])

    def _on_labels(self, _lines: list[AmenityLine]) -> None:
        shown = self.table.model.shown_records()
        self._deeds.print_labels(line.amenity.id for line in shown)

    def _on_photo(self, photo: Attachment) -> None:
        self._deeds.show_photo(self.detail.photos.photos(), photo)


def _run_on_first(run: Callable[[AmenityId], object], lines: list[AmenityLine]) -> None:
    run(lines[0].amenity.id)
