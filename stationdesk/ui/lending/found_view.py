"""Lost property: what was found, who claims it, and what is passed on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import FoundState, FoundThing
from stationdesk.domain.keeping.shelves import Shelf
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.claim_form import ClaimForm
from stationdesk.ui.lending.found_detail import FoundDetail
from stationdesk.ui.lending.found_form import FoundForm
from stationdesk.ui.lending.keeping_columns import FOUND_FOLDS, found_columns
from stationdesk.ui.lending.look_line import LookLine
from stationdesk.ui.lending.pass_on_form import PassOnForm
from stationdesk.ui.lending.shelf_view import ShelfView
from stationdesk.ui.lending.void_form import VoidEntryForm
from stationdesk.ui.widgets.basics import button, icon_button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import FoundThingId
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs

_HERE = frozenset({FoundState.KEPT, FoundState.TO_PASS_ON})
SEGMENTS: dict[str, tuple[str, frozenset[FoundState]]] = {
    "here": (N_("Still here"), _HERE),
    "pass_on": (N_("To pass on"), frozenset({FoundState.TO_PASS_ON})),
    "claimed": (N_("Claimed"), frozenset({FoundState.CLAIMED})),
    "gone": (
        N_("Gone"),
        frozenset({FoundState.PASSED_ON, FoundState.DISPOSED}),
    ),
}


class FoundView(ShelfView[FoundThing]):
    """Found things with the chosen one beside them."""

    detail: FoundDetail

    def __init__(
        self,
        keeping: Keeping,
        inventory: Inventory,
        attachments: Attachments,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        """``inventory`` tells the places where a thing can lie."""
        segments = {key: _(words) for key, (words, _states) in SEGMENTS.items()}
        super().__init__(
            FilterBar(_("Number, thing or where found"), segments, _("Which found things to show")),
            RecordTable(
                found_columns(today), _("Found things"), key=lambda thing: thing.id, verb_of=_verb
            ),
            FoundDetail(attachments, dialogs),
            LookLine(keeping, Shelf.FOUND, today),
            SEGMENTS,
            today,
        )
        self._keeping, self._inventory, self._attachments = keeping, inventory, attachments
        self._dialogs = dialogs
        self.enter = button(_("Enter a find"), Icon.ADD, shortcut="Ins")
        self.notice = icon_button(Icon.DOCUMENT, _("Print the public notice"))
        self.print = icon_button(Icon.PRINT, _("Print the ledger of lost property"))
        self._build()
        self._connect()

    def read_things(self) -> list[FoundThing]:
        return self._keeping.found_things()

    def find_things(self, query: str) -> list[FoundThing]:
        return self._keeping.find_found(query)

    def show_thing(self, thing_id: FoundThingId) -> None:
        """Put the cursor on a thing, letting filters go where they hide it."""
        self.find_record(lambda thing: thing.id == thing_id, self._segment_of(thing_id))
        self.split.open_pane()

    def enter_thing(self) -> None:
        """Enter a found thing, and show it."""
        form = self._form()
        form.exec()
        if form.thing_id is not None:
            self.refresh()
            self.show_thing(form.thing_id)

    def claim(self, thing: FoundThing) -> None:
        """Give a thing to whoever claims it."""
        if thing.outcome is None:
            ClaimForm(
                self._keeping, thing, self._today(), dialogs=self._dialogs, parent=self
            ).exec()

    def pass_on(self, thing: FoundThing) -> None:
        """Pass a thing on that nobody claimed."""
        if thing.outcome is None:
            PassOnForm(
                self._keeping, thing, self._today(), dialogs=self._dialogs, parent=self
            ).exec()

    def show_chosen(self, thing: FoundThing) -> None:
        self.detail.show_thing(thing, self._today())

    def open_record(self, thing: FoundThing) -> None:
        self.claim(thing)

    def _build(self) -> None:
        table = self.table
        table.view.fold(*FOUND_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter claimed"), _("Ctrl+F search"))
        table.say_when_empty(self._never_used())
        for words, run, name, keys in (
            (_("Claim"), self.claim, Icon.CHECKMARK, ""),
            (_("Pass on"), self.pass_on, Icon.ARROW_EXPORT, "F6"),
            (_("Correct"), self._edit, Icon.EDIT, "F4"),
            (_("Void the entry"), self._void, Icon.DELETE, "Del"),
        ):
            table.add_action(words, self.for_row(run), name, keys)
        more = (
            (_("Correct"), Icon.EDIT, self._edit),
            (_("Void the entry"), Icon.DELETE, self._void),
        )
        self.detail.more.setMenu(self.menu(more))
        self.lay_out(self.notice, self.print, self.enter, below=self.looked)

    def _never_used(self) -> EmptyState:
        first = button(_("Enter a find"), Icon.ADD)
        first.clicked.connect(self.enter_thing)
        return EmptyState(
            Nothing.NEVER_USED,
            _("Nothing found was entered yet."),
            _("Write what was found and two questions that only its owner can answer."),
            (first,),
            name=Icon.SEARCH,
        )

    def _connect(self) -> None:
        self.enter.clicked.connect(self.enter_thing)
        self.notice.clicked.connect(self._on_notice)
        self.print.clicked.connect(self._on_print)
        self.detail.claim.clicked.connect(self.for_current(self.claim))
        self.detail.pass_on.clicked.connect(self.for_current(self.pass_on))
        self.detail.photos.viewed.connect(self._on_photo)
        self.detail.photos.refused.connect(self.refused)

    def _segment_of(self, thing_id: FoundThingId) -> str:
        today = self._today()
        states = {thing.id: thing.state(today) for thing in self._things}
        holding = (key for key, (_w, wanted) in SEGMENTS.items() if states.get(thing_id) in wanted)
        return next(holding, "here")

    def _form(self, thing: FoundThing | None = None) -> FoundForm:
        return FoundForm(
            self._keeping,
            self._attachments,
            self._inventory.places(),
            self._today(),
            thing=thing,
            dialogs=self._dialogs,
            parent=self,
        )

    def _edit(self, thing: FoundThing) -> None:
        if thing.outcome is None:
            self._form(thing).exec()

    def _void(self, thing: FoundThing) -> None:
        void = partial(self._keeping.void_found, thing.id)
        VoidEntryForm(thing.number, void, dialogs=self._dialogs, parent=self).exec()

    def _on_photo(self, photo: Attachment) -> None:
        PhotoViewer(self._attachments, self.detail.photos.photos(), photo, self).exec()

    def _on_notice(self) -> None:
        self.turn_to.emit("reports", "lost-property-notice")

    def _on_print(self) -> None:
        self.turn_to.emit("reports", "lost-property")


def _verb(thing: FoundThing) -> str:
    return _("Claim") if thing.outcome is None else ""
