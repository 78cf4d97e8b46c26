"""Notices that a visitor has gone: first a warning, then the end of the visit."""

from __future__ import annotations

from math import ceil

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

USUAL_SECONDS = 60.0
WARNING_SECONDS = 10.0


class Idle(QObject):
    """Counts from the last ``restart``."""

    warned = pyqtSignal()
    """It is ``warning_seconds`` before the end."""
    over = pyqtSignal()

    def __init__(
        self,
        seconds: float = USUAL_SECONDS,
        warning_seconds: float = WARNING_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        """``seconds`` of idleness end a visit."""
        super().__init__(parent)
        self.warning_seconds = warning_seconds
        self._quiet, self._last = QTimer(self), QTimer(self)
        for timer, length in (
            (self._quiet, seconds - warning_seconds),
            (self._last, warning_seconds),
        ):
            timer.setSingleShot(True)
            timer.setInterval(round(length * 1000))
        self._quiet.timeout.connect(self._on_quiet)
        self._last.timeout.connect(self.over)

    def restart(self) -> None:
        """Count anew: somebody is there."""
        self._last.stop()
        self._quiet.start()

    def stop(self) -> None:
        """Count no more."""
        self._quiet.stop()
        self._last.stop()

    def seconds_left(self) -> int:
        """Return the whole seconds until the end, once the warning was given."""
        left = max(self._last.remainingTime(), 0) / 1000
        return ceil(min(left, self.warning_seconds))

    def _on_quiet(self) -> None:
        self._last.start()
        self.warned.emit()
