"""Makes a bare Qt application ours: language, letters, colours, focus ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator

from stationdesk import paths
from stationdesk.i18n import language
from stationdesk.ui.stylesheet import style_sheet
from stationdesk.ui.theme import (
    FAMILIES,
    Dress,
    Theme,
    families_with_bundled_first,
    register_fonts,
    tokens_of,
    wear,
)
from stationdesk.ui.widgets.keyboard_focus import KeyboardFocus

if TYPE_CHECKING:
    from pathlib import Path

    from PyQt6.QtWidgets import QApplication


def prepare(app: QApplication, *, for_pictures: bool = False) -> KeyboardFocus:
    """Give the application its name, its words and its letters; return the keyboard's watcher.

    ``for_pictures`` makes what is drawn alike on every run: no blinking cursor, no animation.
    The watcher is to be stopped before the application ends.
    """
    app.setApplicationName("StationDesk")
    app.setDesktopFileName("stationdesk")
    register_fonts(paths.resources() / "fonts")
    speak(app)
    if for_pictures:
        app.setCursorFlashTime(0)
        for effect in (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateMenu):
            app.setEffectEnabled(effect, False)
    return KeyboardFocus(app)


def put_on(
    app: QApplication,
    dress: Dress = Dress.LIGHT,
    text_percent: int = 100,
    *,
    picture_folder: Path | None = None,
    for_pictures: bool = False,
) -> Theme:
    """Dress the application; windows built from now on look so.

    To change the dress of a running program, put it on and build the window anew.
    ``picture_folder`` keeps the few drawings the style sheet needs as files.
    ``for_pictures`` takes the bundled letters before the PC's own.
    """
    found = register_fonts(paths.resources() / "fonts") if for_pictures else ()
    families = families_with_bundled_first(found) if found else FAMILIES
    chosen = Theme(tokens_of(dress), text_percent, families)
    folder = picture_folder or paths.cache_folder() / "pictures"
    wear(app, chosen, style_sheet(chosen, folder))
    return chosen


def speak(app: QApplication) -> None:
    """Let Qt's own dialogs say their words, and numbers and days look, in the language in use."""
    chinese = language().startswith("zh")
    QLocale.setDefault(QLocale("zh_CN" if chinese else "en_GB"))
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    if not chinese:
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
