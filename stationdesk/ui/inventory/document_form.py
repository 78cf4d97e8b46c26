"""What the forms of all stock documents share: a day, lines, and one document per form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import new_uid
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.fields import DayField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import DocumentId, ItemId
    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.lines_editor import LinesEditor

WIDTH = 1000


class DocumentForm(Form):
    """A form that posts one document; pressed twice, it still posts one.

    ``document_id`` tells which after the form was kept.
    """

    def __init__(
        self,
        title: str,
        verb: str,
        today: date,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self.today = today
        self.request_key = new_uid()
        self.document_id: DocumentId | None = None
        self.day = self.add("business_date", _("Date"), DayField(today, today), required=True)
        self._lines: LinesEditor[Any] | None = None
        screen = self.screen()
        room = screen.availableGeometry().width() - 40 if screen else px(WIDTH)
        self.setMinimumWidth(min(px(WIDTH), max(px(480), room)))

    def add_lines(self, lines: LinesEditor[Any], name: str) -> None:
        """Add the document's lines, over the whole width."""
        self._lines = self.add("lines", name, lines, required=True, wide=True)
        lines.rows_changed.connect(self._on_rows_changed)

    def start_with_item(self, item_id: ItemId) -> None:
        """Begin with a line of one item."""
        if self._lines is not None:
            self._lines.blank_row().item.set_value(item_id)
            self.set_clean()

    def business_date(self) -> date:
        """Return the day typed; today while none can be read."""
        return self.day.value() or self.today

    def try_to_keep(self) -> None:
        if self._lines is not None:
            self._lines.settle()
        super().try_to_keep()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show problems about a line under that line, the others as any form does."""
        others = list(problems)
        if self._lines is not None:
            others = self._lines.show_problems(others)
        super().show_problems(others)

    def _focus_first(self) -> None:
        """Begin with the goods: day and source are filled in already."""
        if self._lines is not None:
            self._lines.setFocus()

    def _on_rows_changed(self) -> None:
        if self.isVisible():
            self._take_size()
