"""Where a second copy of the station's file shall go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import Elide, button, column, label, row
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.drives import Drive


class BackupStep(QWidget):
    """Offers every other drive, any folder one likes, and no second copy at all."""

    changed = pyqtSignal()

    def __init__(self, drives: Sequence[Drive], dialogs: Dialogs) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._group = QButtonGroup(self)
        self._folders: dict[QRadioButton, Path | None] = {}
        self._choices = column(gap=6)
        self._own: QRadioButton | None = None
        self.other = button(_("Another folder…"), Icon.FOLDER_OPEN)
        self.told = Elide("", "muted")
        self._build(drives)
        self.other.clicked.connect(self._on_other)
        self._group.buttonToggled.connect(self._on_toggled)
        self._tell()

    def backup_folder(self) -> Path | None:
        """Return the folder chosen, None for no second copy."""
        return next((f for made, f in self._folders.items() if made.isChecked()), None)

    def choices(self) -> list[QRadioButton]:
        """Return what may be chosen, from top to bottom."""
        return list(self._folders)

    def _build(self, drives: Sequence[Drive]) -> None:
        words = label(
            _(
                "Copies are made every half hour and at the end of work, and checked. One always "
                "lies beside the station's file. A second one on another drive survives when this "
                "disk fails; a USB stick that stays plugged in is good."
            ),
            wrap=True,
        )
        for drive in drives:
            self._add(drive.told(), drive.backup_folder)
        self._add(_("No second copy"), None)
        next(iter(self._folders)).setChecked(True)
        self.other.setAccessibleName(_("Another folder for backups"))
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        line = row(self.other, None)
        inner.setLayout(column(words, 4, self._choices, line, self.told, None, gap=10))
        self.setLayout(column(scrolling(inner)))
        self.setFocusProxy(next(iter(self._folders)))

    def _add(self, words: str, folder: Path | None) -> QRadioButton:
        made = QRadioButton(words)
        self._group.addButton(made)
        self._folders[made] = folder
        self._choices.addWidget(made)
        return made

    def _tell(self) -> None:
        folder = self.backup_folder()
        if folder is None:
            self.told.setText("")
        else:
            self.told.setText(_("Copies go to {folder}").format(folder=folder))

    def _on_toggled(self, _made: object, checked: bool) -> None:
        if checked:
            self._tell()
            self.changed.emit()

    def _on_other(self) -> None:
        folder = self._dialogs.folder(self, _("Folder for backups"))
        if folder is None:
            return
        if self._own is None:
            self._own = self._add("", None)
        self._own.setText(str(folder))
        self._folders[self._own] = folder
        self._own.setChecked(True)
        self._tell()
