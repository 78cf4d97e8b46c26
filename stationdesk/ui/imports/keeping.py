"""Keeping many rows without a frozen window: the records belong to the screen's own thread."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QApplication

from stationdesk.i18n import _
from stationdesk.ui.jobs import Cancelled
from stationdesk.ui.widgets.progress import ProgressDialog

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

SHOWN_AFTER_SECONDS = 0.4
BREATH_SECONDS = 0.05


class KeepingDialog:
    """Hears how many rows are kept, shows it once it takes long, and lets the person stop it.

    While rows are kept the window breathes every now and then; the modal dialog sees to it that
    nothing but stopping can be done meanwhile.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._dialog: ProgressDialog | None = None
        self._stopped = False
        self._began = self._breathed = monotonic()

    def tell(self, done: int, total: int) -> None:
        """Show how far it is.

        Raises:
            Cancelled: when the person pressed stop; whoever keeps the rows then keeps none.
        """
        now = monotonic()
        if self._dialog is None and now - self._began > SHOWN_AFTER_SECONDS:
            self._open()
        early = now - self._breathed < BREATH_SECONDS and done < total
        if self._dialog is None or early:
            return
        self._breathed = now
        words = _("The documents are being posted…") if done == total else ""
        self._dialog.strip.show_progress(0 if words else done, 0 if words else total, words)
        QApplication.processEvents()
        if self._stopped:
            raise Cancelled

    def close(self) -> None:
        """Put the dialog away."""
        if self._dialog is not None:
            self._dialog.finish()
            self._dialog.deleteLater()
            self._dialog = None

    def _open(self) -> None:
        self._dialog = ProgressDialog(_("The rows are being kept…"), self._parent)
        self._dialog.strip.cancel_pressed.connect(self._on_stop)
        self._dialog.open()

    def _on_stop(self) -> None:
        self._stopped = True
