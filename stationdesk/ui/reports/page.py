"""The papers that leave the station: chosen, looked at, saved, printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QTemporaryDir, QTimer, QUrl
from PyQt6.QtGui import QDesktopServices, QShowEvent

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.jobs import Cancelled
from stationdesk.ui.page import Page
from stationdesk.ui.reports.entries import Entry, all_entries
from stationdesk.ui.reports.openings import opening_of
from stationdesk.ui.reports.options import OptionsBar
from stationdesk.ui.reports.paper_list import PaperList
from stationdesk.ui.reports.preview_pane import PreviewPane
from stationdesk.ui.reports.printing import Printing, SystemPrinting
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, keep_shown, label, rename, row
from stationdesk.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import date
    from typing import Any

    from stationdesk.services.drafts import Choice, Draft, Written
    from stationdesk.services.exports import Exports, Extract
    from stationdesk.services.reports import Reports
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.jobs import Job, JobRunner, Progress
    from stationdesk.ui.reports.records import Records

WAIT_MS = 250
"""How long the choices must rest before the paper is made anew."""
LIST_WIDTH = 236
FILE_KINDS = {
    "pdf": "PDF (*.pdf)",
    "xlsx": "Excel (*.xlsx)",
    "csv": "CSV (*.csv)",
    "ics": "iCalendar (*.ics)",
}


def open_file(path: Path) -> bool:
    """Open a file with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ReportsPage(Page):
    """List left, choices and preview right; records are read here, files written in a job."""

    def __init__(
        self,
        reports: Reports,
        exports: Exports,
        records: Callable[[], Records],
        jobs: JobRunner,
        dialogs: Dialogs,
        today: Callable[[], date],
        *,
        printing: Printing | None = None,
        opener: Callable[[Path], bool] = open_file,
    ) -> None:
        super().__init__(_("Reports"))
        self._reports = reports
        self._exports = exports
        self._records = records
        self._jobs = jobs
        self._dialogs = dialogs
        self._printing = printing or SystemPrinting()
        self._opener = opener
        self._drafts = QTemporaryDir()
        self._asked = 0
        self._making: Job[Written] | None = None
        self._writing: Job[Any] | None = None
        self._shown: tuple[Entry, Draft | Extract, Path | None] | None = None
        self._saved: Path | None = None
        self._wait = QTimer(self)
        self._build(today())
        self._connect()
        self.list.choose("compliance")

    def refresh(self) -> None:
        """Offer the records there are now, and make the paper from them."""
        self.options.offer(self._records())
        self._make_soon()

    def open_with(self, argument: object) -> None:
        """Show a paper: its key, or its key and a ``Choice`` or the id of its record."""
        opening = opening_of(argument)
        if opening is not None and self.list.choose(opening.key, listing=opening.listing):
            self.options.offer(self._records())
            self.options.set_choice(opening.choice)
            self._make_soon()

    def is_waiting(self) -> bool:
        """Return whether the paper that is to be seen is still being made."""
        return self._wait.isActive() or self._making is not None

    def showEvent(self, event: QShowEvent | None) -> None:
        """Make the paper anew on every return: the records may be others by now."""
        self._stale = True
        super().showEvent(event)

    def _build(self, today: date) -> None:
        self.print = self.head.add_tool(Icon.PRINT, _("Print"), "Ctrl+P")
        self.save_other = self.head.add_button("", Icon.DOCUMENT_TABLE, "Ctrl+Shift+S")
        self.save = self.head.set_primary("", Icon.SAVE, "Ctrl+S")
        self.list = PaperList(all_entries())
        self.list.setFixedWidth(px(LIST_WIDTH))
        self.name = label("", "card_title")
        self.about = label("", "muted", wrap=True)
        self.options = OptionsBar(today)
        self.preview = PreviewPane()
        self.work = ProgressStrip()
        card = Card()
        for part in (self.name, self.about, self.options, self.preview):
            card.body.addWidget(part)
        card.body.setStretchFactor(self.preview, 1)
        self.body.addWidget(self.work)
        self.body.addLayout(row(self.list, card, gap=12), 1)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)

    def _connect(self) -> None:
        self._wait.timeout.connect(self._make)
        self.list.chosen.connect(self._on_chosen)
        self.options.changed.connect(self._make_soon)
        self.preview.again_wanted.connect(self._make)
        self.preview.stopped.connect(self._on_stopped)
        self.work.cancel_pressed.connect(self._on_work_stopped)
        self.save.clicked.connect(self._on_save)
        self.save_other.clicked.connect(self._on_save_other)
        self.print.clicked.connect(self._on_print)
        self.note.acted.connect(self._on_open_saved)

    def _on_chosen(self, entry: Entry) -> None:
        self.name.setText(entry.name)
        self.about.setText(entry.about)
        self.options.show_asks(entry.asks)
        self.note.hide()
        self._say_forms(entry)
        self._make_soon()

    def _say_forms(self, entry: Entry) -> None:
        """Let the buttons say what the chosen paper is saved as; PDF goes first for papers."""
        first, *others = sorted(entry.forms, key=list(FILE_KINDS).index)
        says = {
            "pdf": _("Save as PDF"),
            "xlsx": _("Save as Excel"),
            "csv": _("Export as CSV"),
            "ics": _("Save for the phone's calendar"),
        }
        self._forms = (first, *others)
        for made, form in ((self.save, first), (self.save_other, others[0] if others else "")):
            rename(made, says.get(form, ""))
            keep_shown(made, shown=bool(form))
        keep_shown(self.print, shown=not entry.is_listing)

    def _make_soon(self) -> None:
        """Make the paper once the choices have come to rest."""
        self._forget_making()
        self._allow(saving=False)
        self._wait.start()

    def _make(self) -> None:
        """Read the records for the chosen paper now, and let it be drawn elsewhere."""
        self._forget_making()
        entry = self.list.current()
        if entry is None or not self.isVisible():
            return
        if wrong := self.options.unreadable():
            self._say_why(wrong)
            return
        try:
            made = self._read(entry, self.options.choice())
        except Refused as refusal:
            self._say_why("\n".join(map(str, refusal.problems)))
        else:
            self._show(entry, made)

    def _say_why(self, sentence: str) -> None:
        self._shown = None
        self._allow(saving=False)
        self.preview.say(sentence)

    def _read(self, entry: Entry, choice: Choice) -> Draft | Extract:
        if entry.is_listing:
            return self._exports.extract(entry.key, choice.first, choice.last or choice.on)
        return self._reports.draft(entry.key, choice)

    def _show(self, entry: Entry, made: Any) -> None:
        if entry.is_listing:
            self._shown = (entry, made, None)
            self._allow(saving=True)
            self.preview.show_rows(made)
            return
        self._asked += 1
        path = Path(self._drafts.filePath(f"{self._asked}.pdf"))
        self.preview.begin()
        self._making = self._jobs.start(
            partial(_written, made, path),
            partial(self._on_made, self._asked, entry, made),
            partial(self._on_not_made, self._asked),
        )

    def _on_made(self, asked: int, entry: Entry, draft: Draft, written: Written) -> None:
        if asked != self._asked or self._making is None:
            written.path.unlink(missing_ok=True)
            return
        self._making = None
        before = self._shown[2] if self._shown else None
        self._shown = (entry, draft, written.path)
        self._allow(saving=True)
        self.preview.show_pages(written.path, written.missing)
        # A paper that is being printed is still read; it goes with the folder at the end.
        if before is not None and self._writing is None:
            before.unlink(missing_ok=True)

    def _on_not_made(self, asked: int, error: Exception) -> None:
        if asked != self._asked or self._making is None:
            return
        self._making = None
        self._say_why(_told(error))

    def _on_stopped(self) -> None:
        self._forget_making()
        self._say_why(_("The paper was not made."))

    def _forget_making(self) -> None:
        """Let go of the paper in the making: another is wanted, or none."""
        self._wait.stop()
        if self._making is not None:
            self._making.cancel()
            self._making = None
            self.preview.strip.finish()

    def _allow(self, *, saving: bool) -> None:
        free = saving and self._writing is None
        for made in (self.save, self.save_other, self.print):
            made.setEnabled(free)

    def _on_save(self) -> None:
        self._save_as(self._forms[0])

    def _on_save_other(self) -> None:
        self._save_as(self._forms[1])

    def _save_as(self, form: str) -> None:
        if self._shown is None:
            return
        _entry, made, _preview = self._shown
        path = self._dialogs.save_path(self, made.file_name(f".{form}"), FILE_KINDS[form])
        if path is None:
            return
        path = path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")
        self._begin_work(_("{file} is being written…").format(file=path.name))
        self._writing = self._jobs.start(
            partial(_written, made, path), partial(self._on_saved, path), self._on_not_written
        )

    def _on_saved(self, path: Path, _written: object) -> None:
        self._end_work()
        self._saved = path
        self.note.say(_("Saved: {file}").format(file=str(path)), Tone.GOOD, _("Open the file"))

    def _on_open_saved(self) -> None:
        if self._saved is not None and not self._opener(self._saved):
            told = _("This computer has no program to open {file} with.")
            self.note.say(told.format(file=self._saved.name), Tone.WARNING)

    def _on_print(self) -> None:
        paper = self._shown[2] if self._shown else None
        if paper is None or self._shown is None:
            return
        if not self._printing.has_printer():
            told = _("No printer is set up on this computer. Save as PDF and print it elsewhere.")
            self.note.say(told, Tone.INFO)
            return
        title = self._shown[0].name
        try:
            work = self._printing.ask(self, paper, title)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return
        if work is not None:
            self._begin_work(_("Printing…"))
            self._writing = self._jobs.start(
                work, self._on_printed, self._on_not_written, self.work.show_progress
            )

    def _on_printed(self, _pages: int) -> None:
        self._end_work()
        self.tell(_("Sent to the printer."))

    def _begin_work(self, words: str) -> None:
        self.note.hide()
        self.work.begin(words)
        for made in (self.save, self.save_other, self.print):
            made.setEnabled(False)

    def _end_work(self) -> None:
        self._writing = None
        self.work.finish()
        self._allow(saving=self._shown is not None)

    def _on_work_stopped(self) -> None:
        if self._writing is not None:
            self._writing.cancel()

    def _on_not_written(self, error: Exception) -> None:
        self._end_work()
        if not isinstance(error, Cancelled):
            self.note.say(_told(error))


def _written(made: Any, path: Path) -> Generator[Progress, None, Any]:
    """Write a paper or listing, unless it is stopped before it begins."""
    yield 0, 0, ""
    return made.write(path)


def _told(error: Exception) -> str:
    """Return a refusal in words; anything else is a fault of ours and rises."""
    if isinstance(error, Refused):
        return "\n".join(map(str, error.problems))
    raise error
