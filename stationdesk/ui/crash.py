"""The last resort: a fault of ours is written down, told in plain words, and work goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PyQt6.QtCore import (
    PYQT_VERSION_STR,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
    qVersion,
)
from PyQt6.QtWidgets import QApplication, QMessageBox

from stationdesk import __version__
from stationdesk.i18n import _
from stationdesk.ui.dialogs import dress_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LOG_BYTES = 1_000_000
LOGS_KEPT = 3
_log = logging.getLogger("stationdesk")


class CrashNet(QObject):
    """Catches what nobody caught: tells it on the screen's thread, notes it in others.

    ``tell`` shows the person what happened; the real one opens a dialog, once at a time.
    """

    def __init__(
        self,
        log_file: Path,
        tell: Callable[[Path], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = log_file
        self._tell = tell or show_crash
        self._telling = False
        self._handler = _log_into(log_file)

    def spread(self) -> None:
        """Begin to catch."""
        sys.excepthook = self.catch
        threading.excepthook = note_from_thread
        qInstallMessageHandler(note_from_qt)

    def tell_by(self, tell: Callable[[Path], None]) -> None:
        """Tell in another way from now on."""
        self._tell = tell

    def fold(self) -> None:
        """Catch no more and close the log."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        _log.removeHandler(self._handler)
        self._handler.close()

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write the fault down with its trace, then tell; Ctrl+C in a console just ends."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("Uncaught: %s", error, exc_info=(kind, error, trace))
        if not self._telling and QApplication.instance() is not None:
            self._telling = True
            try:
                self._tell(self._file)
            finally:
                self._telling = False


def note_from_thread(args: threading.ExceptHookArgs) -> None:
    """Write down a fault of another thread; only the screen's own may open a dialog."""
    trace = (args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    _log.critical("Uncaught in a thread: %s", args.exc_value, exc_info=trace)


def note_from_qt(kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """Write down what Qt has to say."""
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", words or "")


def show_crash(log_file: Path) -> None:
    """Say in plain words that something went wrong and where it was written down."""
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle(_("StationDesk"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("Something went wrong in the program."))
    box.setInformativeText(
        _(
            "What was saved before is safe; the last step may not have been done. Please look"
            " whether it was, and try again. If it happens again, send this file to whoever looks"
            " after your program:\n{file}"
        ).format(file=log_file)
    )
    box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(_("Close the program"), QMessageBox.ButtonRole.DestructiveRole)
    dress_words(box)
    box.exec()
    if box.clickedButton() is leave:
        QApplication.closeAllWindows()


def _log_into(file: Path) -> logging.Handler:
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    _log.info(
        "StationDesk %s, Python %s, Qt %s, PyQt %s, %s",
        __version__,
        platform.python_version(),
        qVersion(),
        PYQT_VERSION_STR,
        platform.platform(),
    )
    return handler
