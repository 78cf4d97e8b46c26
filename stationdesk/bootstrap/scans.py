"""A label scanned anywhere in the window opens the thing that bears it; a card signs in or out."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.widgets.scan_input import ScanField, ScannerEar

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import AttendanceId, VolunteerId
    from stationdesk.domain.labels import Found
    from stationdesk.services.desk import Desk
    from stationdesk.ui.main_window import MainWindow

OWN_FIELDS = ("lending", "volunteers")
"""Pages on which F2 goes to a field of their own."""


class Scans(QObject):
    """Hears the scanner over one window, and F2 on any page of it.

    While a form or another window stands before it, scans are that one's; in a scan field they
    are the field's.
    """

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        window: MainWindow,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._ear = ScannerEar(app, clock, self._are_ours)
        self._ear.setParent(self)
        self._ear.scanned.connect(self.open)
        # Some pages see to F2 themselves: two at once would leave it to neither.
        self._key = QShortcut(QKeySequence("F2"), window)
        self._key.activated.connect(self._to_the_desk)
        window.page_shown.connect(self._on_page)

    def open(self, code: str) -> None:
        """Open what bears a code, or say that nothing does; a volunteer signs in or out."""
        holder = self._desk.volunteers.by_card(code)
        if holder is not None:
            self._sign(holder.id)
            return
        found = self._desk.labels.resolve(code)
        if found is None:
            self._window.show_word(_("Nothing bears the code “{code}”.").format(code=code))
            return
        page, argument = where_to(found)
        self._window.open_page(page, argument)

    def stop(self) -> None:
        """Hear nothing any more; to be called before the window goes."""
        self._ear.stop()

    def _sign(self, volunteer_id: VolunteerId) -> None:
        """Sign a volunteer in or out; the toast tells which, with the way back.

        A card that was just read before changes nothing; then that is told.
        """
        before = self._there()
        try:
            signed = self._desk.attendance.toggle(volunteer_id, Means.CARD)
        except Refused as refusal:
            self._window.show_word(str(refusal))
            return
        if before == self._there():
            told = _("The card of {name} was read a moment ago; nothing was changed.")
            self._window.show_word(told.format(name=signed.line.name))

    def _there(self) -> set[AttendanceId]:
        return {line.attendance.id for line in self._desk.attendance.present()}

    def _are_ours(self) -> bool:
        in_front = QApplication.activeModalWidget() is None
        return in_front and not isinstance(QApplication.focusWidget(), ScanField)

    def _on_page(self, page: str) -> None:
        self._key.setEnabled(page not in OWN_FIELDS)

    def _to_the_desk(self) -> None:
        self._window.open_page("lending", "desk")


def where_to(found: Found) -> tuple[str, object]:
    """Return the page that shows a record, and what that page is asked for."""
    if found.kind == "amenity":
        return "amenities", ("amenity", found.id)
    if found.kind == "volunteer":
        return "volunteers", ("volunteer", found.id)
    if found.kind == "item":
        return "inventory", found.id
    if found.kind == "place":
        return "inventory", ("place", found.id)
    kinds = {"loan": "loan_of"}
    return "lending", (kinds.get(found.kind, found.kind), found.id)
