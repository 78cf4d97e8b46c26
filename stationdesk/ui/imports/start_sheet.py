"""The first step: which files. They are dropped here, chosen, or taken from the samples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, IconChip, button, column, label, row
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEMPLATES = {
    "物资导入模板.xlsx": N_("Blank stock ledger"),
    "设施导入模板.xlsx": N_("Blank amenity register"),
}
SAMPLES = {
    "爱心物资台账.xlsx": N_("Sample stock ledger"),
    "设施设备清单.xlsx": N_("Sample amenity register"),
    "库房补充物资.csv": N_("Sample stock list (CSV)"),
    "2025年借用登记表.xlsx": N_("Sample loan register"),
    "2025年意见登记表.xlsx": N_("Sample feedback register"),
}
"""The project's own files, by name; what they are is told in the user's language."""


class StartSheet(QWidget):
    """Emits ``choose_wanted``, ``template_wanted`` and ``sample_wanted`` with a file."""

    choose_wanted = pyqtSignal()
    template_wanted = pyqtSignal(object)
    sample_wanted = pyqtSignal(object)

    def __init__(self, samples: Path, parent: QWidget | None = None) -> None:
        """Offer the ledgers and blank templates that lie in the folder ``samples``."""
        super().__init__(parent)
        self._samples = samples
        self.choose = button(
            _("Choose files…"), Icon.FOLDER_OPEN, look="primary", shortcut="Ctrl+O"
        )
        self.choose.clicked.connect(self.choose_wanted)
        self.templates = self._links(TEMPLATES, Icon.SAVE, self._on_template)
        self.samples = self._links(SAMPLES, Icon.EYE, self._on_sample)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inside = column(self._well(), self._helps(), gap=12)
        inside.setStretch(0, 1)
        inner.setLayout(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner))

    def _well(self) -> QFrame:
        """Return the place onto which files are dropped."""
        well = QFrame()
        well.setProperty("look", "well")
        said = label(_("Drop the station's ledgers here"), "card_title")
        kinds = label(
            _("Excel, WPS, OpenDocument or CSV; several at once. The files stay as they are."),
            "muted",
            wrap=True,
        )
        for words in (said, kinds):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        chip = IconChip(Icon.ARROW_UPLOAD, Tone.INFO, 48)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(well)
        layout.setContentsMargins(px(24), px(28), px(24), px(28))
        layout.setSpacing(px(10))
        layout.addStretch(1)
        layout.addWidget(chip, 0, centre)
        layout.addWidget(said)
        layout.addWidget(kinds)
        layout.addWidget(self.choose, 0, centre)
        layout.addStretch(1)
        well.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return well

    def _helps(self) -> QWidget:
        cards = QWidget()
        begin = Card(_("Starting a ledger from nothing?"))
        begin.body.addWidget(
            label(
                _("Save a blank ledger, fill it in with Excel or WPS, and bring it in here."),
                "muted",
                wrap=True,
            )
        )
        begin.body.addLayout(_flowing(self.templates))
        begin.body.addStretch(1)
        look = Card(_("Just looking?"))
        look.body.addWidget(
            label(
                _("Look at a sample ledger: nothing is kept before you press “Bring in”."),
                "muted",
                wrap=True,
            )
        )
        look.body.addLayout(_flowing(self.samples))
        look.body.addStretch(1)
        both = row(begin, look, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        cards.setLayout(both)
        return cards

    def _links(
        self, files: dict[str, str], name: Icon, run: Callable[[str, bool], None]
    ) -> list[QPushButton]:
        made = []
        for file, words in files.items():
            link = button(_(words), name, look="link")
            link.clicked.connect(partial(run, file))
            made.append(link)
        return made

    def _on_template(self, file: str, _checked: bool = False) -> None:
        self.template_wanted.emit(self._samples / file)

    def _on_sample(self, file: str, _checked: bool = False) -> None:
        self.sample_wanted.emit(self._samples / file)


def _flowing(widgets: list[QPushButton]) -> FlowLayout:
    flow = FlowLayout(gap=8, line_gap=2)
    for widget in widgets:
        flow.addWidget(widget)
    return flow
