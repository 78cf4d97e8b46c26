"""Questions to the person at the screen, behind one small face so that tests can answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QSpacerItem,
)

from stationdesk.i18n import _
from stationdesk.ui.theme import px

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtWidgets import QWidget


class Dialogs(Protocol):
    """What a page may ask. Every answer may be no."""

    def confirm(
        self,
        parent: QWidget,
        question: str,
        hint: str = "",
        *,
        yes: str,
        no: str = "",
        dangerous: bool = False,
    ) -> bool:
        """Return whether the person pressed ``yes``; both buttons are verbs, not yes and no."""
        ...

    def tell(self, parent: QWidget, sentence: str, hint: str = "") -> None:
        """Say something that must be seen before one goes on."""
        ...

    def choose(self, parent: QWidget, question: str, options: Mapping[str, str]) -> str | None:
        """Return the key of the option chosen from key → words, or None."""
        ...

    def save_path(self, parent: QWidget, proposed: str, kinds: str = "") -> Path | None:
        """Return where to write, or None; ``kinds`` is a Qt filter like ``Excel (*.xlsx)``."""
        ...

    def open_paths(self, parent: QWidget, title: str, kinds: str = "") -> list[Path]:
        """Return the files chosen, perhaps none."""
        ...

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Return the folder chosen, or None."""
        ...


class QtDialogs:
    """The real questions. The folder last used is proposed again."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path.home()

    def confirm(
        self,
        parent: QWidget,
        question: str,
        hint: str = "",
        *,
        yes: str,
        no: str = "",
        dangerous: bool = False,
    ) -> bool:
        """Ask with two verbs; Enter takes the harmless one where the deed is dangerous."""
        box = _box(parent, question, hint)
        roles = QMessageBox.ButtonRole
        role = roles.DestructiveRole if dangerous else roles.AcceptRole
        agree = QPushButton(yes)
        agree.setProperty("look", "danger" if dangerous else "primary")
        box.addButton(agree, role)
        stay = box.addButton(no or _("Cancel"), roles.RejectRole)
        box.setDefaultButton(stay if dangerous else agree)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is agree

    def tell(self, parent: QWidget, sentence: str, hint: str = "") -> None:
        """Say it with one button."""
        box = _box(parent, sentence, hint)
        box.addButton(_("Got it"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def choose(self, parent: QWidget, question: str, options: Mapping[str, str]) -> str | None:
        """Ask with a drop-down."""
        words = list(options.values())
        chosen, agreed = QInputDialog.getItem(
            parent, _("StationDesk"), question, words, 0, editable=False
        )
        return list(options)[words.index(chosen)] if agreed else None

    def save_path(self, parent: QWidget, proposed: str, kinds: str = "") -> Path | None:
        """Ask by the system's own dialog, which also asks before it writes over a file."""
        start = str(self._folder / proposed)
        chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as"), start, kinds)
        return self._remembered(chosen)

    def open_paths(self, parent: QWidget, title: str, kinds: str = "") -> list[Path]:
        """Ask by the system's own dialog."""
        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(self._folder), kinds)
        return [path for path in map(self._remembered, chosen) if path]

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask by the system's own dialog."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self._folder))
        if chosen:
            self._folder = Path(chosen)
        return Path(chosen) if chosen else None

    def _remembered(self, chosen: str) -> Path | None:
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)


def _box(parent: QWidget, sentence: str, hint: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(_("StationDesk"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(hint)
    layout = box.layout()
    if isinstance(layout, QGridLayout):
        layout.setContentsMargins(px(20), px(20), px(20), px(16))
        least = QSpacerItem(px(320), 0)
        layout.addItem(least, layout.rowCount(), 0, 1, layout.columnCount())
    dress_words(box)
    return box


def dress_words(box: QMessageBox) -> None:
    """Put the letters on now: Qt measures the words before it would, and cuts larger ones."""
    for words in box.findChildren(QLabel):
        words.ensurePolished()
