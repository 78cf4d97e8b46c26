"""Safekeeping: what is kept for whom, taken in and handed over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.kept import KeptState, KeptThing
from stationdesk.domain.keeping.shelves import Shelf
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.hand_over_form import HandOverForm
from stationdesk.ui.lending.keeping_columns import KEPT_FOLDS, kept_columns
from stationdesk.ui.lending.kept_detail import KeptDetail
from stationdesk.ui.lending.kept_form import KeptForm
from stationdesk.ui.lending.look_line import LookLine
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
    from stationdesk.domain.ids import KeptThingId
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs

SEGMENTS: dict[str, tuple[str, frozenset[KeptState]]] = {
    "here": (N_("Still here"), frozenset(KeptState) - {KeptState.HANDED}),
    "today": (N_("For today"), frozenset({KeptState.DUE})),
    "late": (N_("Not fetched"), frozenset({KeptState.OVERDUE})),
    "handed": (N_("Handed over"), frozenset({KeptState.HANDED})),
}


class KeptView(ShelfView[KeptThing]):
    """Kept things with the chosen one beside them."""

    detail: KeptDetail

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
            FilterBar(_("Tag, name, last four digits"), segments, _("Which kept things to show")),
            RecordTable(
                kept_columns(today), _("Kept things"), key=lambda thing: thing.id, verb_of=_verb
            ),
            KeptDetail(attachments, dialogs),
            LookLine(keeping, Shelf.KEPT, today),
            SEGMENTS,
            today,
        )
        self._keeping, self._inventory, self._attachments = keeping, inventory, attachments
        self._dialogs = dialogs
        self.take_in = button(_("Take in"), Icon.ADD, shortcut="Ins")
        self.print = icon_button(Icon.PRINT, _("Print the ledger of kept things"))
        self._build()
        self._connect()

    def read_things(self) -> list[KeptThing]:
        return self._keeping.kept_things()

    def find_things(self, query: str) -> list[KeptThing]:
        return self._keeping.find_kept(query)

    def show_thing(self, thing_id: KeptThingId) -> None:
        """Put the cursor on a thing, letting filters go where they hide it."""
        gone = any(each.id == thing_id and each.handed_on for each in self._things)
        self.find_record(lambda thing: thing.id == thing_id, "handed" if gone else "here")
        self.split.open_pane()

    def take_thing_in(self) -> None:
        """Take a thing in, and show its tag."""
        form = KeptForm(
            self._keeping,
            self._inventory.places(),
            self._today(),
            dialogs=self._dialogs,
            parent=self,
        )
        if form.exec() and form.thing_id is not None:
            self.refresh()
            self.show_thing(form.thing_id)

    def hand_over(self, thing: KeptThing) -> None:
        """Hand a thing over that is still here."""
        if thing.handed_on is None:
            HandOverForm(
                self._keeping, thing, self._today(), dialogs=self._dialogs, parent=self
            ).exec()

    def show_chosen(self, thing: KeptThing) -> None:
        self.detail.show_thing(thing, self._today())

    def open_record(self, thing: KeptThing) -> None:
        self.hand_over(thing)

    def _build(self) -> None:
        table = self.table
        table.view.fold(*KEPT_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter hand over"), _("Ctrl+F search"))
        table.say_when_empty(self._never_used())
        for words, run, name, keys in (
            (_("Hand it over"), self.hand_over, Icon.CHECKMARK, ""),
            (_("Correct"), self._edit, Icon.EDIT, "F4"),
            (_("Void the entry"), self._void, Icon.DELETE, "Del"),
        ):
            table.add_action(words, self.for_row(run), name, keys)
        more = (
            (_("Correct"), Icon.EDIT, self._edit),
            (_("Void the entry"), Icon.DELETE, self._void),
        )
        self.detail.more.setMenu(self.menu(more))
        self.lay_out(self.print, self.take_in, below=self.looked)

    def _never_used(self) -> EmptyState:
        first = button(_("Take in"), Icon.ADD)
        first.clicked.connect(self.take_thing_in)
        return EmptyState(
            Nothing.NEVER_USED,
            _("Nothing was taken into safekeeping yet."),
            _("Keys, parcels, bags: each gets a tag, and only its owner gets it back."),
            (first,),
            name=Icon.LOCK_CLOSED,
        )

    def _connect(self) -> None:
        self.take_in.clicked.connect(self.take_thing_in)
        self.print.clicked.connect(self._on_print)
        self.detail.hand_over.clicked.connect(self.for_current(self.hand_over))
        self.detail.edit.clicked.connect(self.for_current(self._edit))
        self.detail.photos.viewed.connect(self._on_photo)
        self.detail.photos.refused.connect(self.refused)

    def _edit(self, thing: KeptThing) -> None:
        if thing.handed_on is not None:
            return
        KeptForm(
            self._keeping,
            self._inventory.places(),
            self._today(),
            thing=thing,
            dialogs=self._dialogs,
            parent=self,
        ).exec()

    def _void(self, thing: KeptThing) -> None:
        void = partial(self._keeping.void_kept, thing.id)
        VoidEntryForm(thing.tag, void, dialogs=self._dialogs, parent=self).exec()

    def _on_photo(self, photo: Attachment) -> None:
        PhotoViewer(self._attachments, self.detail.photos.photos(), photo, self).exec()

    def _on_print(self) -> None:
        self.turn_to.emit("reports", "kept-things")


def _verb(thing: KeptThing) -> str:
    return _("Give") if thing.handed_on is None else ""
