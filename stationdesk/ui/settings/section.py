"""What every part of the settings is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from stationdesk.ui.icons import Icon


class Section(QWidget):
    """One part of the settings: cards that scroll, and the deed done most often there.

    A section fills ``body`` and overrides ``refresh`` and ``run_primary``. It says what happened;
    the page shows it.
    """

    refused = pyqtSignal(object)
    """A ``Refused`` that concerns no field."""
    said = pyqtSignal(str)
    """A short word of success."""
    settled = pyqtSignal()
    """What stood against the last deed stands no more."""
    turn_to = pyqtSignal(str, object)
    primary_changed = pyqtSignal()
    """Whether the primary deed can be done now is another answer than before."""

    def __init__(self, verb: str, name: Icon, keys: str = "Ctrl+N") -> None:
        """``verb``, ``name`` and ``keys`` are those of the primary deed."""
        super().__init__()
        self.primary = (verb, name, keys)
        self.body = column(gap=12)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner_layout = QVBoxLayout(inner)
        inner_layout.setContentsMargins(0, 0, px(2), 0)
        inner_layout.addLayout(self.body)
        inner_layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner))

    def refresh(self) -> None:
        """Read again what the section shows. Sections override this."""

    def first_stop(self) -> QWidget | None:
        """Return where typing begins when one turns here; None where that is nowhere."""
        return None

    def run_primary(self) -> None:
        """Do the deed of the page's primary button. Sections override this."""

    def can_run_primary(self) -> bool:
        """Return whether that deed can be done now."""
        return True
