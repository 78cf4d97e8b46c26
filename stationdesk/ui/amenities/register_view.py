"""The register of amenities: found, filtered, entered, changed, retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.amenity_register import AmenityLine
from stationdesk.i18n import _
from stationdesk.ui.amenities.columns import REGISTER, REGISTER_FOLDS
from stationdesk.ui.amenities.narrowing import (
    REGISTER_ACCEPTS,
    REGISTER_SEGMENTS,
    counts,
    fits,
)
from stationdesk.ui.amenities.register_detail import RegisterDetail
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QMenu

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import AmenityId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.amenities.deeds import AmenityDeeds
    from stationdesk.ui.dialogs import Dialogs


class RegisterView(RecordView[AmenityLine]):
    """The register with the chosen line beside it; ``fault_opened`` carries a fault's id."""

    fault_opened = pyqtSignal(object)
    import_wanted = pyqtSignal()
    detail: RegisterDetail

    def __init__(
        self,
        amenities: Amenities,
        attachments: Attachments,
        deeds: AmenityDeeds,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        segments = {key: _(words) for key, words in REGISTER_SEGMENTS.items()}
        filters = FilterBar(_("Amenity / code / initials"), segments, _("Which amenities to show"))
        filters.add_choice("kind", _("Kind of amenity"), {"": _("Any kind")})
        filters.add_choice("place", _("Where it stands"), {"": _("All places")})
        super().__init__(
            filters,
            RecordTable(REGISTER, _("Amenity register"), key=lambda line: line.amenity.id),
            RegisterDetail(attachments, dialogs),
        )
        self._amenities, self._deeds, self._today = amenities, deeds, today
        self._lines: list[AmenityLine] = []
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the register again."""
        self._lines = self._amenities.register(with_retired=True)
        self.filters.set_counts(counts(self._lines, REGISTER_ACCEPTS))
        self.filters.set_options("kind", self._kinds())
        self.filters.set_options("place", self._places())
        self.show_records(self._lines)

    def lines(self) -> list[AmenityLine]:
        """Return the lines read last, retired ones among them."""
        return self._lines

    def show_amenity(self, amenity_id: AmenityId) -> None:
        """Put the cursor on an amenity, letting filters go where they hide it."""
        retired = any(
            line.amenity.id == amenity_id and line.amenity.retired_on for line in self._lines
        )
        segment = "retired" if retired else "all"
        self.find_record(lambda line: line.amenity.id == amenity_id, segment)
        self.split.open_pane()

    def current_id(self) -> AmenityId | None:
        """Return the amenity on which the cursor stands."""
        line = self.table.current()
        return line.amenity.id if line else None

    def narrow(self) -> None:
        query, accept = self.filters.query(), REGISTER_ACCEPTS[self.filters.segment()]
        kind, place = self.filters.choice("kind"), self.filters.choice("place")
        found = self._amenities.found(query) if query else None

        def accepts(line: AmenityLine) -> bool:
            known = found is None or line.amenity.id in found
            return known and accept(line) and fits(line.amenity, kind, place)

        self.table.narrow(accepts, told=query)

    def show_chosen(self, line: AmenityLine) -> None:
        amenity_id = line.amenity.id
        self.detail.show_line(
            line,
            self._amenities.dues(amenity_id),
            self._amenities.faults(amenity_id),
            self._amenities.runs(amenity_id),
            self._today(),
        )

    def open_record(self, line: AmenityLine) -> None:
        if self.split.is_beside():
            self._deeds.edit_amenity(line.amenity.id)
        else:
            self.split.open_pane()

    def _build(self) -> None:
        table = self.table
        table.view.fold(*REGISTER_FOLDS)
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        table.add_action(_("Edit"), self.for_row(_by_id(self._deeds.edit_amenity)), Icon.EDIT, "F4")
        table.add_action(
            _("Report fault"),
            self.for_row(_by_id(self._deeds.report_fault)),
            Icon.WARNING,
            "Ctrl+B",
        )
        table.add_action(
            _("Upkeep plans"),
            self.for_row(_by_id(self._deeds.show_plans)),
            Icon.CALENDAR_CLOCK,
            "Ctrl+L",
        )
        table.add_action(
            _("Upkeep history"), self.for_row(_by_id(self._deeds.show_runs)), Icon.HISTORY
        )
        table.add_action(
            _("Availability and outages"),
            self.for_row(_by_id(self._deeds.show_outages)),
            Icon.CLOCK,
        )
        table.add_action(_("Print labels of the list"), self._on_labels, Icon.TAG)
        table.add_action(
            _("Retire or restore"),
            self.for_row(_by_id(self._deeds.retire_or_restore)),
            Icon.ARCHIVE,
            "Del",
        )
        table.set_hints(_("↑↓ choose"), _("Enter edit"), _("Ctrl+F search"))
        table.say_when_empty(self._never_used())
        self.detail.more.setMenu(self._build_menu())
        self.lay_out()

    def _build_menu(self) -> QMenu:
        deeds = self._deeds
        return self.menu(
            (
                (_("Upkeep plans"), Icon.CALENDAR_CLOCK, _by_id(deeds.show_plans)),
                (_("Upkeep history"), Icon.HISTORY, _by_id(deeds.show_runs)),
                (_("Availability and outages"), Icon.CLOCK, _by_id(deeds.show_outages)),
                (_("Print its label"), Icon.TAG, _by_id(self._on_label)),
                (_("Retire or restore"), Icon.ARCHIVE, _by_id(deeds.retire_or_restore)),
            )
        )

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
            made.clicked.connect(self.for_current(_by_id(run)))

    def _kinds(self) -> dict[str, str]:
        known = {line.amenity.kind for line in self._lines}
        return {"": _("Any kind")} | {
            key: _(kind.word) for key, kind in KIND.items() if key in known
        }

    def _places(self) -> dict[str, str]:
        known = {line.amenity.place for line in self._lines if line.amenity.place}
        walked = sorted(known, key=lambda place: (place.shelf_order, place.name))
        return {"": _("All places")} | {str(place.id): place.name for place in walked}

    def _on_label(self, amenity_id: AmenityId) -> None:
        self._deeds.print_labels([amenity_id])

    def _on_labels(self, _lines: list[AmenityLine]) -> None:
        shown = self.table.model.shown_records()
        self._deeds.print_labels(line.amenity.id for line in shown)

    def _on_photo(self, photo: Attachment) -> None:
        self._deeds.show_photo(self.detail.photos.photos(), photo)


def _by_id(run: Callable[[AmenityId], object]) -> Callable[[AmenityLine], object]:
    return lambda line: run(line.amenity.id)
