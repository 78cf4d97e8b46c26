"""How a run begins: the window on a file, or pictures of its pages."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PyQt6 import sip
from PyQt6.QtWidgets import QApplication

from stationdesk import paths
from stationdesk.bootstrap.pages import build_window
from stationdesk.bootstrap.program import Program
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, use_language
from stationdesk.services.desk import open_desk
from stationdesk.ui.application import prepare, put_on
from stationdesk.ui.crash import CrashNet
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.preferences import Preferences
from stationdesk.ui.theme import Dress

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def open_window(file: Path | None, today: date | None, language: str | None) -> int:
    """Open the window on ``file`` and return the exit status of the program.

    None as file means the last one, or the first-run wizard; ``today`` fixes the business day of
    this run; ``language`` None leaves it to the setting. A file that this person has open already
    brings that window to the front instead.
    """
    preferences = Preferences()
    use_language(language or preferences.language, paths.locale_folder())
    app = QApplication(sys.argv[:1])
    keyboard = prepare(app)
    net = CrashNet(paths.log_folder() / "stationdesk.log")
    net.spread()
    put_on(app, preferences.dress, preferences.text_percent)
    program = Program(preferences, today)
    net.tell_by(program.tell_fault)
    try:
        return app.exec() if program.start(file) else program.status
    finally:
        program.end()
        keyboard.stop()
        net.fold()


def take_shots(
    file: Path,
    folder: Path,
    *,
    size: tuple[int, int],
    scale: float,
    look: tuple[str, int, str],
    page: str | None,
    today: date | None,
) -> list[Path]:
    """Draw the pages of a file's window without a screen, and return the pictures.

    ``size`` is in logical pixels, ``scale`` that of the screen; ``look`` is the theme
    (``light``, ``dark``), the text size in percent and the language.

    Raises:
        Refused: when there is no page of the name asked for.
    """
    from stationdesk.ui.shots import take_shots as draw_pages

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    theme, text_percent, language = look
    use_language(language, paths.locale_folder())
    app = QApplication(sys.argv[:1])
    keyboard = prepare(app, for_pictures=True)
    put_on(app, Dress(theme), text_percent, for_pictures=True)
    feed = ChangeFeed()
    desk = open_desk(file, today=today, announce=feed.announce)
    window = build_window(desk, feed, Preferences(folder / "window.ini"))
    try:
        return draw_pages(window, folder, size, [page] if page else [])
    except KeyError:
        names = ", ".join(window.page_keys())
        phrase = N_("There is no page “{page}”; there are: {names}.")
        raise Refused([Problem("page", phrase, {"page": page, "names": names})]) from None
    finally:
        window.close()
        sip.delete(window)
        desk.close()
        keyboard.stop()
