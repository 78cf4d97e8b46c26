"""Pictures of every page, drawn without a screen, alike on every run."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING

from PyQt6.QtCore import QCoreApplication, QEvent, QThreadPool
from PyQt6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.main_window import MainWindow
    from stationdesk.ui.page import Page

SETTLING_ROUNDS = 4
LONGEST_WAIT_SECONDS = 60
DRAWING_ROUNDS = 25


def take_shots(
    window: MainWindow,
    folder: Path,
    size: tuple[int, int] = (1366, 690),
    only: Sequence[str] = (),
) -> list[Path]:
    """Draw the pages of ``window`` as ``NN-name.png`` into ``folder`` and return the files.

    ``size`` is in logical pixels; the scale is that of the application (``QT_SCALE_FACTOR``).
    ``only`` names the pages wanted by key; numbers stay those of the whole window. An unknown
    name raises ``KeyError``.
    """
    for key in only:
        if key not in window.page_keys():
            raise KeyError(key)
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(*size)
    window.show()
    written = []
    for number, key in enumerate(window.page_keys(), start=1):
        if not only or key in only:
            wait_for(window.open_page(key))
            written.append(draw(window, folder / f"{number:02d}-{key}.png"))
    return written


def draw(widget: QWidget, file: Path) -> Path:
    """Draw a widget, after everything that waits has been done, and return the file."""
    settle()
    _without_cursor(widget)
    widget.grab().save(str(file))
    return file


def wait_for(page: Page) -> None:
    """Let a page finish what it is making elsewhere, such as a paper to be seen.

    Raises:
        TimeoutError: when it takes longer than anybody would wait.
    """
    settle()
    if not page.is_waiting():
        return
    end = monotonic() + LONGEST_WAIT_SECONDS
    while page.is_waiting():
        if monotonic() > end:
            raise TimeoutError(type(page).__name__)
        settle()
        sleep(0.02)
    for _round in range(DRAWING_ROUNDS):  # pages of a paper are drawn on a thread of Qt's own
        settle()
        sleep(0.02)


def settle() -> None:
    """Let work in the background, layouts, deferred deletions and short timers have their turn."""
    pool = QThreadPool.globalInstance()
    for _round in range(SETTLING_ROUNDS):
        if pool is not None:
            pool.waitForDone()
        QApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _without_cursor(widget: QWidget) -> None:
    focused = widget.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle()
