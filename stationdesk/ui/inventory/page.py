"""The ledger of goods: found, filtered, handed out, filled up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt, QTimer
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import StockLine, StockState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.inventory.columns import LEDGER, LEDGER_FOLDS
from stationdesk.ui.inventory.deeds import StockDeeds
from stationdesk.ui.inventory.ledger_detail import LedgerDetail
from stationdesk.ui.inventory.ledger_filters import SEGMENT_WORDS, accepts_line, counts
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.basics import Card, button, set_look
from stationdesk.ui.widgets.detail_pane import MasterDetail
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import ItemId
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed


class InventoryPage(Page):
    """The stock of the station.

    It turns to ``imports`` (with None) and to ``reports`` with a tuple: the report's key
    (``inventory``, ``replenishment``, ``stocktake_sheet``, ``required_set``, ``stock_document``)
    and what it is about. It is opened with a quick filter's key (``low``, ``expired`` …), with an
    item's id, or with a deed: ``issue``, ``receive``, ``stocktake``, ``required_sets``,
    ``replenishment``, ``documents``.
    """

    def __init__(
        self,
        inventory: Inventory,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Inventory"))
        self._inventory, self._today = inventory, today
        self._words: dict[ItemId, str] = {}
        self._lines: list[StockLine] = []
        self._offers_scrapping = False
        self.deeds = StockDeeds(inventory, today, dialogs, self)
        self._build_head()
        self._build_ledger()
        self._connect()
        self.listen(feed, Topic.INVENTORY, Topic.IMPORTS)

    def refresh(self) -> None:
        self._words = self._inventory.search_words()
        self._lines = self._inventory.stock(include_archived=True)
        told = counts(self._lines)
        self.filters.set_counts(told)
        self.filters.set_options("category", self._categories())
        self.filters.set_options("place", self._places())
        self.table.show_records(self._lines)
        self._narrow()
        self.head.set_subtitle(
            _("{count} kinds · {low} below the minimum").format(
                count=told["all"], low=told["low"] + told["out"]
            )
        )

    def open_with(self, argument: object) -> None:
        """Show a quick filter, an item, what lies at a place, or begin a deed."""
        openings = {
            "issue": self.deeds.issue,
            "receive": self.deeds.receive,
            "stocktake": self.deeds.count,
            "required_sets": self.deeds.show_required_sets,
            "replenishment": self.deeds.show_replenishment,
            "documents": self.deeds.show_documents,
        }
        if isinstance(argument, str) and argument in SEGMENT_WORDS:
            self.filters.clear()
            self.filters.choose(argument)
        elif isinstance(argument, str) and argument in openings:
            QTimer.singleShot(0, partial(_run, openings[argument]))
        elif isinstance(argument, int):
            self._show_item(argument)
        elif isinstance(argument, tuple) and argument[:1] == ("place",):
            self.filters.clear()
            self.filters.take("place", str(argument[1]))

    def _build_head(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export the ledger"), "Ctrl+P")
        self.documents = head.add_tool(Icon.DOCUMENT, _("Stock documents"), "Ctrl+L")
        self.replenishment = head.add_tool(Icon.CLIPBOARD_TASK, _("Replenishment list"), "Ctrl+R")
        self.sets = head.add_tool(Icon.HEART_PULSE, _("Required sets"), "Ctrl+J")
        self.more = head.add_button(_("More actions"))
        self.more.setMenu(self._build_menu())
        set_look(self.more, has_menu=True)
        self.count = head.add_button(_("Stocktake"), Icon.CLIPBOARD_CHECKMARK, "Ctrl+T")
        self.receive = head.add_button(_("Receive"), Icon.ARROW_IMPORT, "Ctrl+B")
        self.issue = head.set_primary(_("Issue"), Icon.ARROW_EXPORT)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        deeds = self.deeds
        self._offer(menu, _("New item…"), Icon.ADD, deeds.add_item, "Ins")
        self._offer(menu, _("Scrap…"), Icon.DELETE, deeds.scrap, "Ctrl+D")
        self.scrap_all = self._offer(
            menu, _("Scrap all that expired"), Icon.WARNING, self._on_scrap_all
        )
        self._offer(menu, _("Move…"), Icon.ARROW_MOVE, deeds.move, "Ctrl+M")
        menu.addSeparator()
        self._offer(menu, _("Stock documents"), Icon.DOCUMENT, deeds.show_documents)
        self._offer(menu, _("All counts"), Icon.CLIPBOARD_CHECKMARK, deeds.show_stocktakes)
        self._offer(menu, _("Replenishment list"), Icon.CLIPBOARD_TASK, deeds.show_replenishment)
        self._offer(menu, _("Required sets"), Icon.HEART_PULSE, deeds.show_required_sets)
        self._offer(menu, _("Places"), Icon.LOCATION, deeds.show_places, "Ctrl+G")
        menu.addSeparator()
        self._offer(menu, _("Import from Excel…"), Icon.ARROW_UPLOAD, self._on_import)
        self._offer(menu, _("Print or export the ledger"), Icon.PRINT, self._on_print)
        return menu

    def _offer(
        self, menu: QMenu, words: str, name: Icon, run: Callable[[], object], keys: str = ""
    ) -> QAction:
        action = QAction(icon(name), words, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            self.addAction(action)
        action.triggered.connect(partial(_run, run))
        menu.addAction(action)
        return action

    def _build_ledger(self) -> None:
        segments = {key: _(words) for key, words in SEGMENT_WORDS.items()}
        self.filters = FilterBar(_("Name / code / initials"), segments, _("Which goods to show"))
        self.filters.add_choice("category", _("Category"), {"": _("All categories")})
        self.filters.add_choice("place", _("Location"), {"": _("All places")})
        self.table: RecordTable[StockLine] = RecordTable(
            LEDGER, _("Ledger of goods"), key=lambda line: line.item.id
        )
        self.table.view.fold(*LEDGER_FOLDS)
        self._add_row_deeds()
        self.table.say_when_empty(self._never_used())
        self.table.set_hints(_("↑↓ choose"), _("Enter issue"), _("− issue one"), _("Ctrl+F search"))
        self.detail = LedgerDetail()
        self._item_menu = self._build_item_menu()
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(self.table, 1)
        self.split = MasterDetail(card, self.detail)
        self.body.addWidget(self.split, 1)

    def _add_row_deeds(self) -> None:
        table = self.table
        table.add_action(_("Issue one"), self._on_issue_one, Icon.SUBTRACT, "-")
        table.add_action(_("Issue some…"), self._on_quantity, Icon.ARROW_EXPORT, "Ctrl+Return")
        table.add_action(_("Receive…"), self._on_restock_rows, Icon.ARROW_IMPORT, "+")
        table.add_action(_("Scrap…"), self._on_scrap_rows, Icon.DELETE)
        table.add_action(_("Move…"), self._on_move_rows, Icon.ARROW_MOVE)
        table.add_action(_("Stock card"), self._on_card_rows, Icon.HISTORY)
        table.add_action(_("Edit"), self._on_edit_rows, Icon.EDIT, "F4")
        table.add_action(_("Archive or restore"), self._on_archive_rows, Icon.ARCHIVE, "Del")

    def _build_item_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, name, run in (
            (_("Issue…"), Icon.ARROW_EXPORT, self._on_issue_item),
            (_("Scrap…"), Icon.DELETE, self._on_scrap_rows),
            (_("Move…"), Icon.ARROW_MOVE, self._on_move_rows),
            (_("Stock card"), Icon.HISTORY, self._on_card_rows),
            (_("Archive or restore"), Icon.ARCHIVE, self._on_archive_rows),
        ):
            self._offer(menu, words, name, partial(self._on_current, run))
        return menu

    def _never_used(self) -> EmptyState:
        bring_in = button(_("Import from Excel…"), Icon.ARROW_UPLOAD)
        write = button(_("New item…"), Icon.ADD)
        bring_in.clicked.connect(self._on_import)
        write.clicked.connect(self.deeds.add_item)
        return EmptyState(
            Nothing.NEVER_USED,
            _("No goods in the ledger yet."),
            _("Bring in the ledger the station keeps in Excel, or write the first item."),
            (bring_in, write),
            name=Icon.BOX,
        )

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.turn_to.connect(self.turn_to)
        deeds.item_added.connect(self._show_item)
        for made, run in (
            (self.issue, deeds.issue),
            (self.receive, deeds.receive),
            (self.count, deeds.count),
            (self.documents, deeds.show_documents),
            (self.replenishment, deeds.show_replenishment),
            (self.sets, deeds.show_required_sets),
            (self.print, self._on_print),
        ):
            made.clicked.connect(partial(_run, run))
        self.filters.changed.connect(self._narrow)
        self.filters.search.returnPressed.connect(self.table.go_to_first)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.note.acted.connect(self._on_scrap_all)
        detail = self.detail
        detail.issue_wanted.connect(self._on_issue_some)
        detail.more.clicked.connect(self._on_more)
        for made, rows in (
            (detail.edit, self._on_edit_rows),
            (detail.receive, self._on_restock_rows),
            (detail.card, self._on_card_rows),
            (detail.scrap_expired, self._on_scrap_expired_rows),
        ):
            made.clicked.connect(partial(_run, partial(self._on_current, rows)))

    def _categories(self) -> dict[str, str]:
        known = sorted({line.item.category for line in self._lines if line.item.category})
        return {"": _("All categories")} | {each: each for each in known}

    def _places(self) -> dict[str, str]:
        known = {str(each.id): each.name for each in self._inventory.places()}
        return {"": _("All places")} | known

    def _narrow(self) -> None:
        query, segment = self.filters.query(), self.filters.segment()
        accepts = accepts_line(
            segment,
            query,
            self.filters.choice("category"),
            self.filters.choice("place"),
            self._words,
        )
        self.table.narrow(accepts, told=query)
        if self.table.current() is None:
            self.table.choose_first()
        self._offer_scrapping(segment)

    def _offer_scrapping(self, segment: str) -> None:
        """Offer beside the expired goods to throw all of them away at once."""
        expired = self.deeds.expired() if segment == "expired" else []
        self.scrap_all.setEnabled(any(line.expired for line in self._lines))
        if expired:
            told = _("Expired batches on the shelves: {count}. They can only leave as scrap.")
            self.note.say(told.format(count=len(expired)), Tone.WARNING, _("Scrap all of them"))
        elif self._offers_scrapping:
            self.note.hide()
        self._offers_scrapping = bool(expired)

    def _show_item(self, item_id: object) -> None:
        if not self.table.choose_where(lambda line: line.item.id == item_id):
            self.filters.clear()
            self.table.choose_where(lambda line: line.item.id == item_id)
        self.split.open_pane()

    def _on_chosen(self, line: StockLine | None) -> None:
        if line is None:
            self.detail.show_nothing()
            return
        item_id = line.item.id
        self.detail.show_line(
            line,
            self._inventory.balances(item_id),
            self._inventory.movements(item_id),
            self._today(),
        )

    def _on_opened(self, line: StockLine) -> None:
        self.split.open_pane()
        if line.usable:
            self.detail.go_to_quantity()
        else:
            self.detail.receive.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_quantity(self, lines: list[StockLine]) -> None:
        self._on_opened(lines[0])

    def _on_more(self) -> None:
        button = self.detail.more
        height = self._item_menu.sizeHint().height()
        self._item_menu.popup(button.mapToGlobal(QPoint(0, -height)))

    def _on_current(self, run: Callable[[list[StockLine]], object]) -> None:
        if (line := self.table.current()) is not None:
            run([line])

    def _on_issue_one(self, lines: list[StockLine]) -> None:
        self._try(partial(self.deeds.issue_now, lines[0].item.id, 1))

    def _on_issue_some(self, pieces: int) -> None:
        line = self.table.current()
        if line is not None and self._try(partial(self.deeds.issue_now, line.item.id, pieces)):
            self.split.close_pane()
            self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_issue_item(self, lines: list[StockLine]) -> None:
        self.deeds.issue([line.item.id for line in lines])

    def _on_restock_rows(self, lines: list[StockLine]) -> None:
        self.deeds.receive({line.item.id: None for line in lines})

    def _on_scrap_rows(self, lines: list[StockLine]) -> None:
        self.deeds.scrap(lines[0].item.id)

    def _on_scrap_expired_rows(self, lines: list[StockLine]) -> None:
        self._try(partial(self.deeds.scrap_expired, lines[0].item.id))

    def _on_scrap_all(self) -> None:
        self._try(self.deeds.scrap_expired)

    def _on_move_rows(self, lines: list[StockLine]) -> None:
        self.deeds.move(lines[0].item.id)

    def _on_card_rows(self, lines: list[StockLine]) -> None:
        self.deeds.show_card(lines[0].item)

    def _on_edit_rows(self, lines: list[StockLine]) -> None:
        self.deeds.edit_item(lines[0].item)

    def _on_archive_rows(self, lines: list[StockLine]) -> None:
        line = lines[0]
        archived = line.state is StockState.ARCHIVED
        deed = self._inventory.restore_item if archived else self._inventory.archive_item
        self._try(partial(deed, line.item.id))

    def _on_import(self) -> None:
        self.turn_to.emit("imports", None)

    def _on_print(self) -> None:
        self.turn_to.emit("reports", ("inventory", None))

    def _try(self, deed: Callable[[], object]) -> bool:
        """Do something at once; what the rules say against it stays above the ledger."""
        try:
            deed()
        except Refused as refusal:
            self._offers_scrapping = False
            self.note.say_problems(refusal.problems)
            return False
        if not self._offers_scrapping:
            self.note.hide()
        return True


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
