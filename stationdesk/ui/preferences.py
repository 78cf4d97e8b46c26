"""The settings of this PC: how the window looks and which file was open last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QSettings

from stationdesk import paths
from stationdesk.ui.theme import TEXT_PERCENTS, Dress

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QMainWindow

RECENT_KEPT = 8
LANGUAGES = ("zh_CN", "en")


class Preferences:
    """Reads and writes one small INI file; what is missing or spoiled there is the default."""

    def __init__(self, file: Path | None = None) -> None:
        """``file`` is the INI file; without it, that of this person on this PC."""
        self.file = file or paths.config_folder() / "window.ini"
        self._settings = QSettings(str(self.file), QSettings.Format.IniFormat)

    @property
    def dress(self) -> Dress:
        """The colours asked for."""
        told = self._text("look/dress")
        return Dress(told) if told in {dress.value for dress in Dress} else Dress.SYSTEM

    @dress.setter
    def dress(self, dress: Dress) -> None:
        self._write("look/dress", dress.value)

    @property
    def text_percent(self) -> int:
        """The text size, one of ``TEXT_PERCENTS``."""
        told = self._text("look/text_percent")
        return int(told) if told in {str(size) for size in TEXT_PERCENTS} else TEXT_PERCENTS[0]

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._write("look/text_percent", str(percent))

    @property
    def language(self) -> str:
        """The language, one of ``LANGUAGES``."""
        told = self._text("look/language")
        return told if told in LANGUAGES else LANGUAGES[0]

    @language.setter
    def language(self, code: str) -> None:
        self._write("look/language", code)

    @property
    def operator(self) -> str:
        """The name of who works at this PC, written beside what they do; may be empty."""
        return self._text("work/operator")

    @operator.setter
    def operator(self, name: str) -> None:
        self._write("work/operator", name)

    @property
    def last_file(self) -> Path | None:
        """The station's file opened last, or None."""
        recent = self.recent_files
        return recent[0] if recent else None

    @property
    def recent_files(self) -> list[Path]:
        """The files opened lately, the last first."""
        told = self._text("work/recent")
        return [Path(line) for line in told.split("|") if line]

    def remember_file(self, path: Path) -> None:
        """Put ``path`` first among the files opened lately."""
        kept = [path, *(other for other in self.recent_files if other != path)][:RECENT_KEPT]
        self._write("work/recent", "|".join(str(each) for each in kept))

    def forget_file(self, path: Path) -> None:
        """Take ``path`` from the files opened lately."""
        kept = [other for other in self.recent_files if other != path]
        self._write("work/recent", "|".join(str(each) for each in kept))

    def keep_window(self, window: QMainWindow) -> None:
        """Remember where the window stands."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.sync()

    def place_window(self, window: QMainWindow) -> bool:
        """Put the window where it stood; return False where that is not known."""
        geometry = self._settings.value("window/geometry")
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def _text(self, key: str) -> str:
        told = self._settings.value(key, "")
        return told if isinstance(told, str) else ""

    def _write(self, key: str, told: str) -> None:
        self._settings.setValue(key, told)
        self._settings.sync()
