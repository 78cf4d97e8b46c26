"""What the station lends: how much there is of it, by which rules, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.lending.pieces import KindLine, PieceState
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.fitness_forms import Meant
from stationdesk.ui.lending.piece_deeds import labels_of
from stationdesk.ui.lending.thing_columns import KIND_FOLDS, KINDS
from stationdesk.ui.lending.thing_deeds import ThingDeeds
from stationdesk.ui.lending.thing_detail import ThingDetail
from stationdesk.ui.widgets.basics import button, icon_button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtGui import QAction

    from stationdesk.domain.ids import LoanKindId, LoanLineId, LoanUnitId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import PieceLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs

SEGMENTS: dict[str, str] = {
    "lent": N_("All"),
    "look": N_("Want a look"),
    "archived": N_("Not lent any more"),
}


def _in_use(line: KindLine) -> bool:
    return line.kind.archived_on is None


def _wants_look(line: KindLine) -> bool:
    pool = line.pool
    return _in_use(line) and bool(pool.overdue or pool.unfit or pool.free == 0 or line.difference)


ACCEPTS: dict[str, Callable[[KindLine], bool]] = {
    "lent": _in_use,
    "look": _wants_look,
    "archived": lambda line: line.kind.archived_on is not None,
}


class ThingsView(RecordView[KindLine]):
    """The kinds that are lent, with the chosen one beside them.

    ``turn_to`` asks for another page; ``refused`` carries problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    refused = pyqtSignal(object)
    detail: ThingDetail

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        segments = {key: _(words) for key, words in SEGMENTS.items()}
        super().__init__(
            FilterBar(_("Name, code or initials"), segments, _("Which things to show")),
            RecordTable(KINDS, _("Things that are lent"), key=lambda line: line.kind.id),
            ThingDetail(),
        )
        self._lending, self._today = lending, today
        self._lines: list[KindLine] = []
        self.deeds = ThingDeeds(lending, inventory, dialogs, today, self)
        self.set_up = button(_("Set up lending"), Icon.ADD, shortcut="Ins")
        self.refills = icon_button(Icon.TOOLBOX, _("Refill handy kits"))
        self.labels = icon_button(Icon.TAG, _("Print labels"))
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the kinds again."""
        self._lines = self._lending.kind_lines(include_archived=True)
        self.filters.set_counts(
            {key: sum(map(accept, self._lines)) for key, accept in ACCEPTS.items()}
        )
        self.show_records(self._lines)

    def show_kind(self, kind_id: LoanKindId) -> None:
        """Put the cursor on a kind, letting filters go where they hide it."""
        archived = any(line.kind.id == kind_id and not _in_use(line) for line in self._lines)
        segment = "archived" if archived else "lent"
        self.find_record(lambda line: line.kind.id == kind_id, segment)
        self.split.open_pane()

    def show_piece(self, unit_id: LoanUnitId) -> None:
        """Show a numbered piece among those of its kind."""
        line = self._lending.piece(unit_id)
        self.show_kind(line.kind.id)
        self.deeds.show_pieces(line.kind.id, unit_id)

    def narrow(self) -> None:
        query, accept = self.filters.query(), ACCEPTS[self.filters.segment()]
        words = query.lower().split()

        def accepts(line: KindLine) -> bool:
            said = f"{line.kind.name} {line.kind.code} {line.kind.search_words}".lower()
            return accept(line) and all(word in said for word in words)

        self.table.narrow(accepts, told=query)

    def show_chosen(self, line: KindLine) -> None:
        self.detail.show_kind(line, self._pieces(line), self._loans(line), self._today())
        for action in self._pool_actions:
            action.setVisible(line.kind.is_pool)
        for action in self._piece_actions:
            action.setVisible(not line.kind.is_pool)
        for action in self._goods_actions:
            action.setVisible(line.kind.item is not None)

    def open_record(self, line: KindLine) -> None:
        if self.split.is_beside():
            self._on_edit(line)
        else:
            self.split.open_pane()

    def _build(self) -> None:
        table = self.table
        table.view.fold(*KIND_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter edit"), _("F8 check"))
        table.say_when_empty(self._never_used())
        self._add_row_deeds()
        self.detail.more.setMenu(self._build_menu())
        self.lay_out(self.refills, self.labels, self.set_up)

    def _add_row_deeds(self) -> None:
        add = self.table.add_action
        for words, run, name, keys in (
            (_("Recount"), self._on_check, Icon.CLIPBOARD_CHECKMARK, "F8"),
            (_("Edit"), self._on_edit, Icon.EDIT, "F4"),
            (_("Numbered pieces"), self._on_pieces, Icon.TAG, "Ctrl+L"),
            (_("Set aside…"), self._on_set_aside, Icon.WARNING, ""),
            (_("Mended…"), self._on_mended, Icon.CHECKMARK, ""),
            (_("Scrap what is set aside…"), self._on_scrap, Icon.DELETE, ""),
            (_("Lend no more, or again"), self._on_archive, Icon.ARCHIVE, "Del"),
        ):
            add(words, self.for_row(run), name, keys)

    def _build_menu(self) -> QMenu:
        """Return the deeds on the chosen kind; pools set aside here, pieces in their list."""
        menu = QMenu(self)
        self._pool_actions: list[QAction] = []
        self._piece_actions: list[QAction] = []
        self._goods_actions: list[QAction] = []
        for words, name, run, kept in (
            (_("Numbered pieces"), Icon.TAG, self._on_pieces, self._piece_actions),
            (_("Add pieces"), Icon.ADD, self._on_add_pieces, self._piece_actions),
            (_("Set aside…"), Icon.WARNING, self._on_set_aside, self._pool_actions),
            (_("Mended…"), Icon.CHECKMARK, self._on_mended, self._pool_actions),
            (_("Scrap what is set aside…"), Icon.DELETE, self._on_scrap, self._pool_actions),
            (_("Go to the goods"), Icon.BOX, self._on_goods, self._goods_actions),
            (_("Lend no more, or again"), Icon.ARCHIVE, self._on_archive, []),
        ):
            kept.append(self.offer(menu, words, name, run))
        return menu

    def _never_used(self) -> EmptyState:
        there = button(_("Lend what is there"), Icon.SPARKLE)
        by_hand = button(_("Set it up by hand"), Icon.EDIT)
        there.clicked.connect(self._on_set_up)
        by_hand.clicked.connect(self.deeds.set_up_kind)
        return EmptyState(
            Nothing.NEVER_USED,
            _("Nothing is lent yet."),
            _("Umbrellas, reading glasses, wheelchairs: tick what the station has, and lend it."),
            (there, by_hand),
            name=Icon.UMBRELLA,
        )

    def _connect(self) -> None:
        deeds, detail = self.deeds, self.detail
        deeds.turn_to.connect(self.turn_to)
        deeds.refused.connect(self.refused)
        deeds.kind_made.connect(self._on_made)
        self.set_up.clicked.connect(self._on_set_up)
        self.refills.clicked.connect(deeds.show_refills)
        self.labels.clicked.connect(self._on_labels)
        detail.edit.clicked.connect(self.for_current(self._on_edit))
        detail.check.clicked.connect(self.for_current(self._on_check))
        detail.all_pieces.clicked.connect(self.for_current(self._on_pieces))
        detail.piece_wanted.connect(self._on_piece)
        detail.loan_wanted.connect(self._on_loan)

    def _pieces(self, line: KindLine) -> list[PieceLine]:
        if line.kind.is_pool:
            return []
        return sorted(
            self._lending.pieces(line.kind.id),
            key=lambda each: (each.state is PieceState.IN, each.unit.code),
        )

    def _loans(self, line: KindLine) -> list[LoanEntry]:
        """Return who has pieces of a pool, the first due first; pieces with numbers tell it."""
        if not line.kind.is_pool or not line.pool.out:
            return []
        return sorted(self._lending.open_entries(line.kind.id), key=lambda each: each.due_on)

    def _on_made(self, kind_id: LoanKindId) -> None:
        self.refresh()
        self.show_kind(kind_id)

    def _on_set_up(self) -> None:
        self.deeds.lend_what_is_there()

    def _on_check(self, line: KindLine) -> None:
        self.deeds.check(line)

    def _on_edit(self, line: KindLine) -> None:
        self.deeds.edit_kind(line.kind.id)

    def _on_pieces(self, line: KindLine) -> None:
        if not line.kind.is_pool:
            self.deeds.show_pieces(line.kind.id)

    def _on_add_pieces(self, line: KindLine) -> None:
        self.deeds.pieces.add_pieces(line.kind.id)

    def _on_piece(self, unit_id: LoanUnitId) -> None:
        if (line := self.table.current()) is not None:
            self.deeds.show_pieces(line.kind.id, unit_id)

    def _on_loan(self, line_id: LoanLineId) -> None:
        self.turn_to.emit("lending", ("loan", line_id))

    def _on_set_aside(self, line: KindLine) -> None:
        if line.kind.is_pool:
            self.deeds.pieces.set_aside(Meant(line.kind))

    def _on_mended(self, line: KindLine) -> None:
        if line.kind.is_pool and line.pool.unfit:
            self.deeds.pieces.mend(Meant(line.kind))

    def _on_scrap(self, line: KindLine) -> None:
        if line.kind.is_pool and line.pool.unfit:
            self.deeds.pieces.scrap(Meant(line.kind))

    def _on_archive(self, line: KindLine) -> None:
        self.deeds.archive_or_take_back(line.kind.id)

    def _on_goods(self, line: KindLine) -> None:
        if line.kind.item is not None:
            self.turn_to.emit("inventory", line.kind.item.id)

    def _on_labels(self) -> None:
        """Lead to the labels of all numbered pieces."""
        pieces = [line.unit.id for line in self._lending.pieces()]
        self.turn_to.emit("reports", labels_of(pieces) if pieces else "labels")
