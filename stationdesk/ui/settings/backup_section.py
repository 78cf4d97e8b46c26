"""Where the station's file lies, its copies, and whether it is whole."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.problems import Refused
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.services.safekeeping import is_overdue
from stationdesk.ui.drives import other_drives
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.check_lines import CheckLines
from stationdesk.ui.settings.columns import BACKUPS
from stationdesk.ui.settings.place_row import PlaceRow
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import Card, Pill, button, label, row, rule
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stationdesk.services.safekeeping import Backup, Safekeeping
    from stationdesk.services.settings import StationSettings
    from stationdesk.ui.dialogs import Dialogs

STATION_FILES = "StationDesk (*.station)"
NONE_YET = Mark(N_("No backup yet"), Tone.BAD)
OVERDUE = Mark(N_("Backup overdue"), Tone.WARNING)
FRESH = Mark(N_("Backed up"), Tone.GOOD)
_OTHER, _NONE, _USUAL = "other", "none", "usual"


class BackupSection(Section):
    """Backs up, chooses where copies go, gives one back, and checks the file."""

    file_wanted = pyqtSignal(Path)
    restore_wanted = pyqtSignal(Path)

    def __init__(
        self,
        settings: StationSettings,
        safekeeping: Safekeeping,
        dialogs: Dialogs,
        file: Path | None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(_("Back up now"), Icon.SAVE, "Ctrl+B")
        self._settings, self._safekeeping = settings, safekeeping
        self._dialogs, self._file, self._now = dialogs, file, now
        self.state = Pill()
        self.told = label("", wrap=True)
        self.first = PlaceRow(_("Backup folder"))
        self.second = PlaceRow(_("Second backup folder"))
        self.copies: RecordTable[Backup] = RecordTable(
            BACKUPS,
            _("Backups"),
            key=lambda copy: copy.path,
            verb_of=lambda _copy: _("Restore"),
            footer=False,
        )
        self.restore_other = button(_("Restore another copy…"), Icon.FOLDER_OPEN)
        self.place = PlaceRow(_("File"), can_change=False)
        self.open_other = button(_("Open another station file…"), Icon.FOLDER_OPEN)
        self.check = button(_("Check the file now"), Icon.SHIELD_CHECKMARK)
        self.checks = CheckLines()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Look again at the folders."""
        if self._file is None:
            self.told.setText(_("This station is kept in memory only; there is nothing to copy."))
            return
        folders = self._settings.backup_folders(self._file)
        second = self._settings.settings().second_backup_folder
        self.first.show_place(folders[0])
        within_reach = len(folders) > 1
        self.second.show_place(
            Path(second) if second else None,
            _("Not within reach now; is the drive plugged in?")
            if second and not within_reach
            else "",
        )
        self.place.show_place(self._file)
        self.copies.show_records(self._settings.backups(self._file))
        self._tell_state(self._file)

    def run_primary(self) -> None:
        """Copy the file into every folder."""
        with _waiting():
            done = self._settings.back_up(self._now())
        self.refresh()
        if done.failed:
            self.refused.emit(Refused(done.failed))
        else:
            self.settled.emit()
        if done.made:
            places = "\n".join(str(path) for path in done.made)
            self.said.emit(_("Backed up and checked: {places}").format(places=places))

    def can_run_primary(self) -> bool:
        """Return whether there is a file to copy."""
        return self._file is not None

    def _build(self) -> None:
        backup = Card(_("Backup"))
        backup.title_row.addWidget(self.state)
        backup.body.addWidget(self.told)
        backup.body.addWidget(self.first)
        backup.body.addWidget(self.second)
        copies = Card(_("Backups"))
        copies.title_row.addWidget(self.restore_other)
        copies.body.addWidget(self.copies)
        self.copies.fit_rows()
        self.copies.view.fold("size")
        self.copies.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("There is no backup yet."),
                _("One is made whenever the program is closed and something was changed."),
                name=Icon.HARD_DRIVE,
            )
        )
        file = Card(_("The station's file"))
        file.body.addWidget(self.place)
        file.body.addWidget(rule())
        file.body.addLayout(row(self.check, self.open_other, None))
        file.body.addWidget(self.checks)
        for card in (backup, copies, file):
            self.body.addWidget(card)
        for made in (self.check, self.restore_other):
            made.setEnabled(self._file is not None)

    def _connect(self) -> None:
        self.first.change_wanted.connect(self._on_change_first)
        self.second.change_wanted.connect(self._on_change_second)
        for place in (self.first, self.second, self.place):
            place.open_wanted.connect(_open_folder)
        self.copies.opened.connect(self._on_restore)
        self.restore_other.clicked.connect(self._on_restore_other)
        self.open_other.clicked.connect(self._on_open_other)
        self.check.clicked.connect(self._on_check)

    def _tell_state(self, file: Path) -> None:
        last = self._settings.last_backup(file)
        if last is None:
            self.state.show_mark(NONE_YET)
            self.told.setText(_("Nothing is backed up yet. If this disk fails, all is lost."))
            return
        overdue = is_overdue(last, self._now())
        self.state.show_mark(OVERDUE if overdue else FRESH)
        sentence = _(
            "Last backup: {moment}. A copy is made every half hour and at the end of work."
        )
        self.told.setText(sentence.format(moment=f"{last:%Y-%m-%d %H:%M}"))

    def _on_change_first(self) -> None:
        options = {_USUAL: _("Beside the station's file")} | self._offers()
        chosen = self._dialogs.choose(self, _("Where shall copies go?"), options)
        self._choose(chosen, self._settings.keep_backup_folder, beside=_USUAL)

    def _on_change_second(self) -> None:
        options = {**self._offers(), _NONE: _("No second folder")}
        chosen = self._dialogs.choose(self, _("Where shall the second copy go?"), options)
        self._choose(chosen, self._settings.keep_second_backup_folder, beside=_NONE)

    def _offers(self) -> dict[str, str]:
        drives = other_drives(self._file) if self._file is not None else []
        words = {str(drive.backup_folder): drive.told() for drive in drives}
        return {**words, _OTHER: _("Another folder…")}

    def _choose(
        self, chosen: str | None, keep: Callable[[Path | None], None], *, beside: str
    ) -> None:
        """Keep the folder chosen; ``beside`` is the answer that means no folder of one's own."""
        if chosen is None:
            return
        folder = Path(chosen) if chosen not in (_OTHER, beside) else None
        if chosen == _OTHER:
            folder = self._dialogs.folder(self, _("Folder for backups"))
            if folder is None:
                return
        try:
            keep(folder)
        except Refused as refusal:
            self.refused.emit(refusal)
        else:
            self.settled.emit()
            self.refresh()

    def _on_restore(self, copy: Backup) -> None:
        self._ask_to_restore(copy.path, f"{copy.made_at:%Y-%m-%d %H:%M}")

    def _on_restore_other(self) -> None:
        paths = self._dialogs.open_paths(self, _("Copy to restore"), STATION_FILES)
        if paths:
            self._ask_to_restore(paths[0], paths[0].name)

    def _ask_to_restore(self, copy: Path, told: str) -> None:
        question = _("Go back to the copy “{copy}”?").format(copy=told)
        hint = _(
            "What was entered after it will no longer be shown. The copy is checked first, and "
            "the present file is kept beside it under “{stem}-replaced-…”, so nothing is lost."
        ).format(stem=self._file.stem if self._file else "")
        if self._dialogs.confirm(
            self, question, hint, yes=_("Restore"), no=_("Keep the present file"), dangerous=True
        ):
            self.restore_wanted.emit(copy)

    def _on_open_other(self) -> None:
        paths = self._dialogs.open_paths(self, _("Station file to open"), STATION_FILES)
        if paths and paths[0] != self._file:
            self.file_wanted.emit(paths[0])

    def _on_check(self) -> None:
        with _waiting():
            found = self._safekeeping.check()
        self.checks.show_checks(found)


@contextmanager
def _waiting() -> Iterator[None]:
    """Show by the pointer that one has to wait; the database belongs to the screen's thread."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


def _open_folder(path: Path) -> None:
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
