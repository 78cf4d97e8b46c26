"""The bar above the week while a roster is searched for, and while a proposal waits."""

from __future__ import annotations

from PyQt6.QtCore import QElapsedTimer, Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame, QProgressBar, QStackedWidget, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, column, row, set_look

THOUSAND = 1000
TICK_MS = 200


class ProposalBar(QFrame):
    """While searching how long and how good so far; then what was found, to be kept or not."""

    enough = pyqtSignal()
    """The best so far shall do."""
    dropped = pyqtSignal()
    accepted = pyqtSignal()
    list_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note")
        self._is_running = False
        self._told = ""
        self._clock, self._ticking = QElapsedTimer(), QTimer(self)
        self.words, self.hint = Elide("", "strong"), Elide("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.take = button(_("Take the best so far"), Icon.CHECKMARK)
        self.stop = button(_("Cancel the search"), Icon.DISMISS)
        self.keep = button(_("Accept the proposal"), Icon.CHECKMARK_CIRCLE)
        self.list = button(_("Everything that changes"), Icon.TEXT_BULLET_LIST)
        self.drop = button(_("Discard the proposal"), Icon.DISMISS)
        self._build()
        self._connect()
        self.hide()

    def is_running(self) -> bool:
        """Return whether a search goes on."""
        return self._is_running

    def begin(self, limit_s: float) -> None:
        """Show that a search begins; it ends after ``limit_s`` seconds at the latest."""
        self._is_running = True
        set_look(self, tone="info")
        self.words.setText(_("Looking for the best roster…"))
        self._told = _("It stops by itself after {seconds} s.").format(seconds=round(limit_s))
        self.bar.setRange(0, round(limit_s * THOUSAND))
        self.bar.setValue(0)
        self.bar.show()
        self.take.setEnabled(False)
        self._buttons.setCurrentIndex(0)
        self._clock.start()
        self._ticking.start(TICK_MS)
        self._tick()
        self.show()

    def show_step(self, step: int, steps: int, *, found: bool, gap: float | None) -> None:
        """Show which step is worked on (counted from 0) and how good the best so far is.

        ``gap`` is the share that may still be saved in this step, None where nobody knows.
        """
        self.take.setEnabled(found)
        told = _("step {step} of {steps}").format(step=min(step + 1, steps), steps=steps)
        if not found:
            told += " · " + _("nothing found yet")
        elif gap is not None:
            percent = f"{100 * gap:.0f}"
            told += " · " + _("at most {percent} % from the best there can be").format(
                percent=percent
            )
        self._told = told
        self._tick()

    def show_found(self, summary: str, hint: str) -> None:
        """Show what was found; it waits to be accepted."""
        self._is_running = False
        self._ticking.stop()
        set_look(self, tone="good")
        self.words.setText(summary)
        self.hint.setText(hint)
        self.bar.hide()
        self._buttons.setCurrentIndex(1)
        self.show()
        self.keep.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hide(self) -> None:
        self._is_running = False
        self._ticking.stop()
        super().hide()

    def _build(self) -> None:
        searching, found = QWidget(), QWidget()
        searching.setLayout(row(None, self.take, self.stop))
        found.setLayout(row(None, self.keep, self.list, self.drop))
        self._buttons = QStackedWidget()
        self._buttons.addWidget(searching)
        self._buttons.addWidget(found)
        layout = row(column(self.words, self.hint, self.bar, gap=4), self._buttons, gap=16)
        layout.setStretch(0, 1)
        layout.setContentsMargins(px(16), px(8), px(10), px(8))
        self.setLayout(layout)

    def _connect(self) -> None:
        self._ticking.timeout.connect(self._tick)
        self.take.clicked.connect(self._on_take)
        self.stop.clicked.connect(self._on_dropped)
        self.drop.clicked.connect(self._on_dropped)
        self.keep.clicked.connect(self._on_keep)
        self.list.clicked.connect(self._on_list)

    def _tick(self) -> None:
        """Let the bar go on with the clock, whether or not the search has news."""
        passed = self._clock.elapsed()
        self.bar.setValue(min(passed, self.bar.maximum()))
        seconds = _("{seconds} s").format(seconds=f"{passed / THOUSAND:.1f}")
        self.hint.setText(f"{seconds} · {self._told}")

    def _on_take(self) -> None:
        self.take.setEnabled(False)
        self.enough.emit()

    def _on_dropped(self) -> None:
        self.dropped.emit()

    def _on_keep(self) -> None:
        self.accepted.emit()

    def _on_list(self) -> None:
        self.list_wanted.emit()
