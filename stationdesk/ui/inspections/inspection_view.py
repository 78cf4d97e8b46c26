"""The inspections: those being filled in, those to be signed, and all before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.inspections.inspections import InspectionLook
from stationdesk.domain.inspections.kinds import INSPECTION_KIND_WORDS, InspectionState
from stationdesk.i18n import _
from stationdesk.listings.inspections import INSPECTIONS
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.asking import ask
from stationdesk.ui.inspections.inspection_pane import WIDTH, InspectionPane
from stationdesk.ui.inspections.papers import SHEET, is_offered
from stationdesk.ui.inspections.words import room
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QAction
    from PyQt6.QtWidgets import QMenu

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import InspectionId
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices
    from stationdesk.ui.inspections.inspection_deeds import InspectionDeeds


class InspectionView(RecordView[InspectionLook]):
    """Inspections, the newest first; Enter does what is next.

    ``turn_to`` asks for another page, ``action_wanted`` for an action, ``refused`` carries
    problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    action_wanted = pyqtSignal(object)
    refused = pyqtSignal(object)
    detail: InspectionPane

    def __init__(
        self, services: InspectionServices, deeds: InspectionDeeds, dialogs: Dialogs
    ) -> None:
        segments = {
            "all": _("All"),
            "draft": _("Being filled in"),
            "submitted": _("To be signed"),
            "signed": _("Signed"),
        }
        super().__init__(
            FilterBar(_("Number or inspectors"), segments, _("Which inspections to show")),
            RecordTable(
                chosen(
                    INSPECTIONS,
                    *("state", "on", "kind", "inspectors", "checked", "score"),
                    *("findings", "actions", "number"),
                    grows=("inspectors",),
                    kind=6,
                    state=room(7),
                ),
                _("List of inspections"),
                key=lambda look: look.inspection.id,
                verb_of=_verb,
            ),
            InspectionPane(services.attachments, dialogs),
        )
        self._services, self._deeds = services, deeds
        self._only: dict[str, QAction] = {}
        self._build()

    def refresh(self) -> None:
        """Read the inspections again."""
        looks = self._services.inspections.inspections()
        states = [look.inspection.state for look in looks]
        self.filters.set_counts({each: states.count(_STATES[each]) for each in _COUNTED})
        self.show_records(looks)

    def narrow(self) -> None:
        words, segment = self.filters.query().casefold().split(), self.filters.segment()
        kind = self.filters.choice("kind")

        def accepts(look: InspectionLook) -> bool:
            head = look.inspection
            said = f"{head.number} {head.inspectors} {head.escort} {head.on}".casefold()
            return (
                segment in ("all", head.state.value)
                and kind in ("", head.kind.value)
                and all(word in said for word in words)
            )

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, look: InspectionLook) -> None:
        whole = self._services.inspections.inspection(look.inspection.id)
        self.detail.show_inspection(whole)
        head = whole.inspection
        for key in ("head", "void"):
            self._only[key].setVisible(head.is_draft)
        self._only["back"].setVisible(head.state is InspectionState.SUBMITTED)

    def open_record(self, look: InspectionLook) -> None:
        self._deeds.go_on(look.inspection.id)

    def show_inspection(self, inspection_id: InspectionId) -> None:
        """Put the cursor on an inspection."""
        self.find_record(lambda look: look.inspection.id == inspection_id, "all")
        self.open_pane()

    def _build(self) -> None:
        kinds = {"": _("Every kind")}
        kinds |= {kind.value: _(words) for kind, words in INSPECTION_KIND_WORDS.items()}
        self.filters.add_choice("kind", _("Kind of inspection"), kinds)
        table, detail = self.table, self.detail
        table.view.fold("number", "actions", "score", "kind", "findings")
        table.set_hints(_("↑↓ choose"), _("Enter go on"), _("Space details"))
        first = button(_("Begin the first inspection"), Icon.ADD)
        first.clicked.connect(self._on_begin)
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("Nothing was inspected yet."),
                _("The records fill in what they know; you answer line by line with one key."),
                (first,),
                name=Icon.CLIPBOARD_CHECKMARK,
            )
        )
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        self.lay_out(pane_width=WIDTH)
        detail.next.clicked.connect(self.for_current(self.open_record))
        detail.notice.clicked.connect(self.for_current(self._notice))
        detail.wanting.pressed.connect(self.action_wanted)
        detail.photos.viewed.connect(self._on_viewed)
        detail.photos.refused.connect(self.refused)
        detail.more.setMenu(self._build_menu())

    def _build_menu(self) -> QMenu:
        runs: dict[str, tuple[str, Icon, Callable[[InspectionLook], object], str]] = {
            "head": (_("Head and summary…"), Icon.EDIT, self._head, "F4"),
            "back": (_("Make it a draft again…"), Icon.ARROW_UNDO, self._back, ""),
            "void": (_("Void it…"), Icon.DELETE, self._void, "Del"),
        }
        if is_offered(SHEET):
            runs["paper"] = (_("Print the checklist"), Icon.PRINT, self._print, "F6")
        menu = self.menu([])
        for key, (words, name, run, keys) in runs.items():
            self._only[key] = self.offer(menu, words, name, run)
            self.table.add_action(words, self.for_row(run), name, keys)
        return menu

    def _head(self, look: InspectionLook) -> None:
        if look.inspection.is_draft:
            self._deeds.change_head(look.inspection.id)

    def _void(self, look: InspectionLook) -> None:
        self._deeds.void(look.inspection.id)

    def _back(self, look: InspectionLook) -> None:
        self._deeds.take_back(look.inspection.id)

    def _notice(self, look: InspectionLook) -> None:
        self._deeds.issue_notice(look.inspection.id)

    def _print(self, look: InspectionLook) -> None:
        self.turn_to.emit("reports", (SHEET, look.inspection.id))

    def _on_begin(self) -> None:
        self._deeds.begin()

    def _on_viewed(self, photo: object) -> None:
        attachments, photos = self._services.attachments, self.detail.photos.photos()
        ask(PhotoViewer(attachments, photos, cast("Attachment", photo), self))


_COUNTED = ("draft", "submitted")
_STATES = {state.value: state for state in InspectionState}


def _verb(look: InspectionLook) -> str:
    if look.inspection.is_draft:
        return _("Fill in")
    return _("Sign it") if look.inspection.state is InspectionState.SUBMITTED else _("Show")
