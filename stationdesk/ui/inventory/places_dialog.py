"""The places of the station, in the order in which one walks past them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.places import NewPlace, Place
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import PLACES
from stationdesk.ui.widgets.basics import button, column, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TextField, TickField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs


class PlacesDialog(Panel):
    """Adds, renames, orders and archives places."""

    def __init__(
        self, inventory: Inventory, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Places"), 640, 520, parent)
        self._inventory, self._dialogs = inventory, dialogs
        self.subtitle.setText(_("Count sheets follow this order."))
        self.name = TextField(hint=_("Name of a new place, e.g. Shelf A"))
        self.name.setAccessibleName(_("Name of a new place"))
        self.add = button(_("Add"), Icon.ADD)
        self.table: RecordTable[Place] = RecordTable(PLACES, _("Places"), key=lambda each: each.id)
        self.up = button(_("Earlier"), Icon.CHEVRON_UP, tip=_("Earlier") + "  Alt+↑")
        self.down = button(_("Later"), Icon.CHEVRON_DOWN, tip=_("Later") + "  Alt+↓")
        self.rename = button(_("Rename"), Icon.EDIT, tip=_("Rename") + "  F2")
        self.archive = button(_("Archive"), Icon.ARCHIVE)
        self.labels = self.add_aside(button(_("Print labels"), Icon.TAG))
        self.with_archived = TickField(_("Show archived places"))
        self._build()
        self._connect()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the places again."""
        shown = self._inventory.places(include_archived=self.with_archived.value())
        self.table.show_records(shown)
        self.labels.setEnabled(any(place.archived_on is None for place in shown))

    def _build(self) -> None:
        self.table.view.setSortingEnabled(False)
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No places yet."),
                _("Add the shelves and cabinets of the station, in the order one walks."),
            )
        )
        self.table.set_hints(_("Alt+↑↓ move"), _("Enter rename"))
        side = column(self.up, self.down, 8, self.rename, self.archive, None)
        middle = row(self.table, side, gap=12)
        middle.setStretchFactor(self.table, 1)
        self.body.addLayout(row(self.name, self.add))
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.with_archived)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.name.returnPressed.connect(self._on_add)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_rename)
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.rename.setShortcut("F2")
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.rename.clicked.connect(self._on_rename_current)
        self.archive.clicked.connect(self._on_archive)
        self.with_archived.edited.connect(self.refresh)
        self.labels.clicked.connect(self._on_labels)

    def _on_add(self) -> None:
        self._try(lambda: self._inventory.add_place(NewPlace(name=self.name.value())))
        if self.note.isHidden():
            self.name.clear()
        self.name.setFocus()

    def _on_chosen(self, place: Place | None) -> None:
        for made in (self.up, self.down, self.rename, self.archive):
            made.setEnabled(place is not None)
        archived = place is not None and place.archived_on is not None
        words = _("Use again") if archived else _("Archive")
        self.archive.setText(f" {words}")
        self.archive.setAccessibleName(words)

    def _on_up(self) -> None:
        self._shift(-1)

    def _on_down(self) -> None:
        self._shift(1)

    def _on_rename_current(self) -> None:
        if (place := self.table.current()) is not None:
            self._on_rename(place)

    def _on_rename(self, place: Place) -> None:
        if _PlaceForm(self._inventory, place, dialogs=self._dialogs, parent=self).exec():
            self.refresh()

    def _on_archive(self) -> None:
        place = self.table.current()
        if place is None:
            return
        deed = (
            self._inventory.archive_place
            if place.archived_on is None
            else self._inventory.restore_place
        )
        self._try(lambda: deed(place.id))

    def _on_labels(self) -> None:
        shown = self.table.model.shown_records()
        in_use = tuple(place.id for place in shown if place.archived_on is None)
        self.lead_to("reports", ("labels", "place", in_use))

    def _shift(self, by: int) -> None:
        """Let the chosen place and its neighbour change their turns."""
        shown, place = list(self.table.model.shown_records()), self.table.current()
        if place is None:
            return
        number = shown.index(place)
        if not 0 <= number + by < len(shown):
            return
        shown[number], shown[number + by] = shown[number + by], shown[number]
        self._try(lambda: self._keep_order(shown))

    def _keep_order(self, shown: list[Place]) -> None:
        for turn, each in enumerate(shown, start=1):
            if each.shelf_order != turn * 10:
                wish = NewPlace(name=each.name, shelf_order=turn * 10)
                self._inventory.change_place(each.id, wish)

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()
            self.refresh()


class _PlaceForm(Form):
    """Renames a place."""

    def __init__(
        self, inventory: Inventory, place: Place, *, dialogs: Dialogs, parent: QWidget
    ) -> None:
        super().__init__(_("Rename the place"), _("Save"), dialogs=dialogs, parent=parent)
        self._inventory, self._place = inventory, place
        self.name = self.add("name", _("Place name"), TextField(place.name), required=True)
        self.set_clean()

    def keep(self) -> None:
        wish = NewPlace(name=self.name.value(), shelf_order=self._place.shelf_order)
        self._inventory.change_place(self._place.id, wish)
