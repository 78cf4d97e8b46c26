"""What the shifts told each other and is not done yet (交接班)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QPushButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.today.duty_said import IMPORTANT, note_words
from stationdesk.ui.widgets.basics import Elide, Pill, button, clear, column, keep_shown, label, row
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ids import HandoverNoteId
    from stationdesk.domain.roster.handover import HandoverNote

WRITE_KEY = "Ctrl+J"


class HandoverPart(QWidget):
    """Notes, the important ones first; each is taken over and then done."""

    write_wanted = pyqtSignal()
    taken = pyqtSignal(object)
    """The ids of notes that somebody has read."""
    finished = pyqtSignal(object)
    """The id of a note of which nothing is left."""

    def __init__(self) -> None:
        super().__init__()
        self.take_all = button(_("Take all over"), look="link")
        self.write = button(
            _("Write a note"), Icon.ADD, look="link", tip=_("Write a note") + f"  {WRITE_KEY}"
        )
        self._nothing = label(_("Nothing was handed over."), "muted")
        self._lines = column(gap=10)
        self._untaken: tuple[HandoverNoteId, ...] = ()
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner.setLayout(column(self._nothing, self._lines, None, gap=8))
        head = row(self.write, None, self.take_all)
        self.setLayout(column(head, scrolling(inner), gap=4))
        self.write.clicked.connect(lambda _checked: self.write_wanted.emit())
        self.take_all.clicked.connect(lambda _checked: self.taken.emit(self._untaken))

    def show_notes(self, notes: Sequence[HandoverNote]) -> None:
        """Show other notes."""
        clear(self._lines)
        self._untaken = tuple(note.id for note in notes if note.taken_at is None)
        keep_shown(self.take_all, shown=len(self._untaken) > 1)
        keep_shown(self._nothing, shown=not notes)
        for note in notes:
            self._lines.addWidget(self._line(note))

    def go_to(self, note_id: HandoverNoteId) -> None:
        """Let the keys be at what can be done with a note."""
        verb = self.findChild(QPushButton, f"note {note_id}")
        (verb or self.write).setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, note: HandoverNote) -> QWidget:
        made = QWidget()
        body = label(note.body, wrap=True)
        how = Elide(note_words(note), "caption")
        verbs = column(*self._verbs(note), None, gap=2)
        said = column(body, row(Pill(IMPORTANT), how) if note.important else how, gap=2)
        line = row(said, verbs, gap=8)
        line.setStretchFactor(said, 1)
        made.setLayout(line)
        return made

    def _verbs(self, note: HandoverNote) -> list[QPushButton]:
        done = button(_("Done with the note"), look="link")
        done.setText(_("Note is done"))
        done.clicked.connect(lambda _checked: self.finished.emit(note.id))
        if note.taken_at is not None:
            done.setObjectName(f"note {note.id}")
            return [done]
        take = button(_("Take it over"), look="link")
        take.setObjectName(f"note {note.id}")
        take.clicked.connect(lambda _checked: self.taken.emit((note.id,)))
        return [take, done]
