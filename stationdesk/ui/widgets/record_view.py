"""Records found by words and a quick filter, with the chosen one beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMenu, QWidget

from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.widgets.basics import Card, column, row
from stationdesk.ui.widgets.detail_pane import PANE_WIDTH, MasterDetail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PyQt6.QtGui import QAction
    from PyQt6.QtWidgets import QPushButton

    from stationdesk.ui.widgets.detail_pane import DetailPane
    from stationdesk.ui.widgets.filter_bar import FilterBar
    from stationdesk.ui.widgets.record_table import RecordTable

Record = TypeVar("Record")


class RecordView(QWidget, Generic[Record]):
    """A filter bar over a table, and a pane that tells the chosen record whole.

    A view makes the three and lays them out once with ``lay_out``. It overrides ``narrow`` (which
    records are shown), ``show_chosen`` (what the pane tells) and ``open_record`` (Enter).
    """

    def __init__(self, filters: FilterBar, table: RecordTable[Record], detail: DetailPane) -> None:
        super().__init__()
        self.filters, self.table, self.detail = filters, table, detail
        self._asked = filters.asked()
        filters.changed.connect(self.on_filters)
        filters.search.returnPressed.connect(table.go_to_first)
        table.clear_wanted.connect(filters.clear)
        table.chosen.connect(self._on_chosen)
        table.opened.connect(self.open_record)

    def narrow(self) -> None:
        """Show what fits the words and the filters; a view that reads no more leaves this be."""

    def show_chosen(self, record: Record) -> None:
        """Tell in the pane of the record on which the cursor stands."""
        raise NotImplementedError

    def open_record(self, record: Record) -> None:
        """Do what is done most often with a record."""
        raise NotImplementedError

    def on_filters(self) -> None:
        """Obey changed filters; a view that reads other records for them does so here."""
        self.narrow()

    def show_records(self, records: Sequence[Record]) -> None:
        """Replace the records; the cursor stands on one of them where any is shown.

        Where its record left the list, the next one takes its place.
        """
        asked = self.filters.asked()
        place = self.table.place() if asked == self._asked else 0
        self._asked = asked
        self.table.show_records(records)
        self.narrow()
        if self.table.current() is None:
            self.table.choose_place(place)

    def show_segment(self, key: str) -> None:
        """Show a quick filter and nothing else."""
        self.filters.clear()
        self.filters.choose(key)

    def find_record(self, is_meant: Callable[[Record], bool], *segments: str) -> None:
        """Put the cursor on a record; where filters hide it, ``segments`` are tried in turn."""
        for segment in segments:
            if self.table.choose_where(is_meant):
                return
            self.show_segment(segment)
        self.table.choose_where(is_meant)

    def lay_out(
        self, *beside: QPushButton, below: QWidget | None = None, pane_width: int = PANE_WIDTH
    ) -> None:
        """Put all in its place; ``beside`` stand after the filters, ``below`` under the table."""
        card = Card()
        if beside:
            head = row(self.filters, *beside)
            head.setStretchFactor(self.filters, 1)
            for made in beside:
                head.setAlignment(made, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(head)
        else:
            card.body.addWidget(self.filters)
        card.body.addWidget(self.table, 1)
        if below is not None:
            card.body.addWidget(below)
        self.split = MasterDetail(card, self.detail, pane_width)
        self.setLayout(column(self.split))

    def open_pane(self, _record: Record | None = None) -> None:
        """Let the pane be seen: where the window is narrow it comes in as a drawer."""
        self.split.open_pane()

    def for_row(self, run: Callable[[Record], object]) -> Callable[[list[Record]], None]:
        """Return a deed of the table's row menu that does ``run`` with the row it is called on."""
        return partial(_run_on_first, run)

    def for_current(self, run: Callable[[Record], object]) -> Callable[..., None]:
        """Return what a button of the pane does: ``run`` with the record on which one stands."""
        return partial(self._run_on_current, run)

    def menu(self, deeds: Iterable[tuple[str, Icon, Callable[[Record], object]]]) -> QMenu:
        """Return a menu of deeds on the chosen record, each with its words and its picture."""
        made = QMenu(self)
        for words, name, run in deeds:
            self.offer(made, words, name, run)
        return made

    def offer(
        self, menu: QMenu, words: str, name: Icon, run: Callable[[Record], object]
    ) -> QAction:
        """Offer in ``menu`` a deed on the chosen record."""
        action = menu.addAction(icon(name), words)
        assert action is not None, "a menu takes every action"
        action.triggered.connect(self.for_current(run))
        return action

    def _run_on_current(self, run: Callable[[Record], object], _checked: bool = False) -> None:
        if (record := self.table.current()) is not None:
            run(record)

    def _on_chosen(self, record: Record | None) -> None:
        if record is None:
            self.detail.show_nothing()
        else:
            self.show_chosen(record)


def _run_on_first(run: Callable[[Record], object], records: list[Record]) -> None:
    run(records[0])
