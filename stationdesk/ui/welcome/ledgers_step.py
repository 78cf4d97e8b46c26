"""The ledgers that shall be brought in right after the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, clear, column, icon_button, label, row
from stationdesk.ui.widgets.detail_pane import scrolling

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.ui.dialogs import Dialogs

KINDS = "Excel, WPS, CSV (*.xlsx *.xlsm *.xls *.ods *.et *.csv)"


class LedgersStep(QWidget):
    """Lets files be chosen; they are looked at on the import page, with a preview."""

    def __init__(self, dialogs: Dialogs) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._files: list[Path] = []
        self.choose = button(_("Choose ledgers…"), Icon.FOLDER_OPEN)
        self._lines = column(gap=4)
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self._refresh()

    def ledgers(self) -> tuple[Path, ...]:
        """Return the files chosen, in the order in which they were."""
        return tuple(self._files)

    def forget_all(self) -> None:
        """Take back every choice."""
        self._files.clear()
        self._refresh()

    def _build(self) -> None:
        words = label(
            _(
                "Do you keep lists of goods or facilities in Excel or WPS? Choose them as they "
                "are. After the start you see what was recognised, and nothing is kept before "
                "you agree."
            ),
            wrap=True,
        )
        well = QFrame()
        well.setProperty("look", "well")
        inner = QVBoxLayout(well)
        inner.setContentsMargins(px(16), px(16), px(16), px(16))
        inner.setSpacing(px(10))
        inner.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addLayout(self._lines)
        outer = QWidget()
        outer.setProperty("look", "scrolled")
        outer.setLayout(column(words, well, None, gap=14))
        self.setLayout(column(scrolling(outer)))
        self.setFocusProxy(self.choose)

    def _refresh(self) -> None:
        clear(self._lines)
        for file in self._files:
            forget = icon_button(Icon.DISMISS, _("Leave out {file}").format(file=file.name))
            forget.setProperty("file", str(file))
            forget.clicked.connect(self._on_forget)
            line = row(Elide(file.name), forget)
            line.setStretch(0, 1)
            self._lines.addLayout(line)

    def _on_choose(self) -> None:
        chosen = self._dialogs.open_paths(self, _("Ledgers to bring in"), KINDS)
        self._files += [file for file in chosen if file not in self._files]
        self._refresh()

    def _on_forget(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            wanted = pressed.property("file")
            self._files = [file for file in self._files if str(file) != wanted]
            self._refresh()
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
