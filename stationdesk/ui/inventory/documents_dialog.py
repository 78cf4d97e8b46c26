"""All posted documents: found by day and kind, read line by line, reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stock import KIND_WORDS, DocumentKind, StockDocument
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import (
    DOCUMENT_FOLDS,
    DOCUMENT_LINE_FOLDS,
    DOCUMENT_LINES,
    DOCUMENTS,
    goods_words,
    with_whom,
)
from stationdesk.ui.inventory.reversal_form import ReversalForm
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import ChoiceField, DayField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import DocumentId
    from stationdesk.domain.stock import DocumentLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs


class DocumentsDialog(Panel):
    """The documents of a span of days; the chosen one is shown with its lines."""

    def __init__(
        self,
        inventory: Inventory,
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Stock documents"), 1060, 670, parent)
        self._inventory, self._dialogs = inventory, dialogs
        self.search = SearchBox(_("Number, goods, person or note"))
        self.first = DayField(today, today.replace(day=1))
        self.last = DayField(today, today)
        kinds: dict[object, str] = {"": _("All kinds")}
        kinds |= {each.value: _(KIND_WORDS[each]) for each in DocumentKind}
        self.kind = ChoiceField(kinds)
        self.table: RecordTable[StockDocument] = RecordTable(
            DOCUMENTS, _("Stock documents"), key=lambda each: each.id
        )
        self.told = Elide("", "muted")
        self.lines: RecordTable[DocumentLine] = RecordTable(
            DOCUMENT_LINES, _("Lines of the document"), footer=False
        )
        self.print = self.add_aside(button(_("Print"), Icon.PRINT))
        self.reverse = self.add_deed(button(_("Reverse…"), Icon.ARROW_UNDO))
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the documents of the days chosen."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        self.table.show_records(self._inventory.documents(first, last))
        self._on_narrowed()

    def show_document(self, document_id: DocumentId) -> None:
        """Put the cursor on a document, reaching back to its day where need be."""
        wanted = self._inventory.document(document_id)
        first = self.first.value()
        if first is not None and wanted.business_date < first:
            self.first.set_value(wanted.business_date)
            self.refresh()
        self.table.choose_where(lambda each: each.id == document_id)

    def _build(self) -> None:
        names = (_("Days from"), _("To day"), _("Kind of document"))
        for field, name in zip((self.first, self.last, self.kind), names, strict=True):
            field.setAccessibleName(name)
        for day in (self.first, self.last):
            day.setFixedWidth(px(140))
        self.kind.setFixedWidth(px(130))
        days = (label(names[0], "muted"), self.first, label(names[1], "muted"), self.last)
        filters = row(self.search, *days, self.kind)
        self.table.say_when_empty(
            EmptyState(
                Nothing.NO_MATCH,
                _("No document in these days."),
                _("Choose an earlier first day to look further back."),
            )
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter reverse"))
        self.table.add_action(_("Reverse…"), self._on_reverse_many, Icon.ARROW_UNDO)
        self.table.view.fold(*DOCUMENT_FOLDS)
        self.lines.view.fold(*DOCUMENT_LINE_FOLDS)
        self.lines.setFixedHeight(px(172))
        self.body.addLayout(filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.lines)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_narrowed)
        self.kind.edited.connect(self._on_narrowed)
        self.first.edited.connect(self.refresh)
        self.last.edited.connect(self.refresh)
        self.table.clear_wanted.connect(self._on_clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_reverse)
        self.reverse.clicked.connect(self._on_reverse_current)
        self.print.clicked.connect(self._on_print)

    def _on_narrowed(self, *_news: object) -> None:
        query, kind = self.search.query().lower(), self.kind.value()

        def accepts(document: StockDocument) -> bool:
            said = (document.number, with_whom(document), document.recorded_by)
            goods = (line.item.title() for line in document.lines)
            return (not kind or document.kind == kind) and query in " ".join(
                (*said, *goods)
            ).lower()

        self.table.narrow(accepts, told=self.search.query())
        if self.table.current() is None:
            self.table.choose_first()

    def _on_clear(self) -> None:
        self.search.clear()
        self.kind.set_value("")

    def _on_chosen(self, document: StockDocument | None) -> None:
        self.lines.show_records(document.lines if document else ())
        self.told.setText(_told(document) if document else "")
        self.reverse.setEnabled(document is not None and document.can_be_reversed)
        self.print.setEnabled(document is not None)

    def _on_reverse_current(self) -> None:
        if (document := self.table.current()) is not None:
            self._on_reverse(document)

    def _on_reverse_many(self, documents: list[StockDocument]) -> None:
        self._on_reverse(documents[0])

    def _on_reverse(self, document: StockDocument) -> None:
        if not document.can_be_reversed:
            return
        form = ReversalForm(self._inventory, document, dialogs=self._dialogs, parent=self)
        if form.exec():
            self.refresh()

    def _on_print(self) -> None:
        if (document := self.table.current()) is not None:
            self.lead_to("reports", ("stock_document", document.id))


def _told(document: StockDocument) -> str:
    parts = [document.number, goods_words(document), with_whom(document)]
    if document.reversed_by_number:
        parts.append(_("reversed by {number}").format(number=document.reversed_by_number))
    if document.reverses_number:
        parts.append(_("reverses {number}").format(number=document.reverses_number))
    return " · ".join(part for part in parts if part)
