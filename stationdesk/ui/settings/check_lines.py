"""What a check of the file found, one line for each look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import pixmap
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.widgets.basics import TONE_ICONS, clear, column, keep_shown, label, row

if TYPE_CHECKING:
    from stationdesk.services.safekeeping import Check, Soundness

CHECK_WORDS = {
    "sqlite": N_("Structure of the file"),
    "ledger": N_("Stock documents and balances"),
    "audit": N_("Audit trail"),
    "attachments": N_("Photos and files"),
}


class CheckLines(QWidget):
    """Shows each look with an icon, its name and its sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        self.setLayout(self._lines)
        keep_shown(self, shown=False)

    def show_checks(self, found: Soundness) -> None:
        """Replace the lines."""
        clear(self._lines)
        for check in found.checks:
            self._lines.addLayout(self._line(check))
        if not found.sound:
            advice = label(
                _("Go back to the newest backup above, and keep this file for repair."), wrap=True
            )
            advice.setProperty("tone", Tone.BAD.value)
            self._lines.addWidget(advice)
        self.setAccessibleName("\n".join(check.detail for check in found.checks))
        keep_shown(self, shown=True)

    def _line(self, check: Check) -> QHBoxLayout:
        tone = Tone.GOOD if check.ok else Tone.BAD
        picture = QLabel()
        colour = tokens().tone(tone).text
        drawn = pixmap(TONE_ICONS[tone], px(18), colour, self.devicePixelRatioF(), filled=True)
        picture.setPixmap(drawn)
        picture.setFixedWidth(px(20))
        name = label(_(CHECK_WORDS.get(check.name, check.name)), "strong")
        name.setMinimumWidth(px(150))
        line = row(picture, name, label(check.detail, wrap=True), gap=10)
        line.setStretch(2, 1)
        for widget in (picture, name):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        return line
