"""What a paper looks like: its pages, the rows of a listing, or why there is nothing to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.pdf_preview import PdfPreview
from stationdesk.ui.widgets.progress import ProgressStrip
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.services.exports import Extract


class PreviewPane(QWidget):
    """Shows one of its sheets at a time: pages, rows, or words; above them what is going on."""

    again_wanted = pyqtSignal()
    stopped = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = ProgressStrip()
        self.warning = InlineNote()
        self.pages = PdfPreview()
        self.rows: RecordTable[Any] | None = None
        again = button(_("Make it again"), Icon.ARROW_CLOCKWISE)
        again.clicked.connect(self.again_wanted)
        self.words = EmptyState(Nothing.NEVER_USED, "", "", (again,), name=Icon.DOCUMENT)
        self._room = QStackedWidget()
        for sheet in (self.pages, self.words):
            self._room.addWidget(sheet)
        self.strip.cancel_pressed.connect(self.stopped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for part in (self.strip, self.warning):
            layout.addWidget(part)
        layout.addWidget(self._room, 1)

    def begin(self) -> None:
        """Say that the paper is being made; the one before stays in sight meanwhile."""
        self.strip.begin(_("The paper is being made…"))

    def show_pages(self, file: Path, missing: str) -> None:
        """Show a paper's pages, and tell which characters could not be printed on them."""
        self.strip.finish()
        self.warning.hide()
        if not self.pages.show_file(file):
            self.say(_("{file} cannot be shown.").format(file=file.name))
            return
        self._room.setCurrentWidget(self.pages)
        if missing:
            told = _("These characters cannot be printed and stand as 〓: {characters}")
            self.warning.say(told.format(characters=" ".join(missing)), Tone.WARNING)

    def show_rows(self, extract: Extract) -> None:
        """Show the rows of a listing as they will stand in the file."""
        self.strip.finish()
        self.warning.hide()
        self.pages.close_file()
        before = self.rows
        self.rows = RecordTable(extract.columns, _("Rows of the listing"))
        self.rows.set_hints()
        self.rows.say_when_empty(
            EmptyState(Nothing.NO_MATCH, _("There is nothing to list for these days."))
        )
        self.rows.show_records(extract.records)
        self._room.addWidget(self.rows)
        self._room.setCurrentWidget(self.rows)
        self._drop(before)

    def say(self, sentence: str, hint: str = "") -> None:
        """Show words instead of a paper."""
        self.strip.finish()
        self.warning.hide()
        self.pages.close_file()
        self.words.say(sentence, hint)
        self._room.setCurrentWidget(self.words)

    def sentence(self) -> str:
        """Return the words shown instead of a paper, empty while one is shown."""
        return self.words.sentence() if self._room.currentWidget() is self.words else ""

    def _drop(self, rows: RecordTable[Any] | None) -> None:
        if rows is not None:
            self._room.removeWidget(rows)
            rows.deleteLater()
