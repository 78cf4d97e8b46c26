"""What this program is, by whose leave, and where its things lie."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PyQt6.QtCore import PYQT_VERSION_STR, QT_VERSION_STR, QUrl
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QApplication

from stationdesk import __version__, paths
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.place_row import PlaceRow
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import Card, label
from stationdesk.ui.widgets.detail_pane import Facts

if TYPE_CHECKING:
    from pathlib import Path


class AboutSection(Section):
    """Version, licences and folders, to read out or to copy when one asks for help."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(_("Copy these facts"), Icon.COPY)
        self._file = file
        self.facts = Facts()
        self.folders = {
            _("Station file"): file,
            _("Data folder"): paths.data_folder(),
            _("Log folder"): paths.log_folder(),
        }
        self._build()

    def run_primary(self) -> None:
        """Put all of it onto the clipboard."""
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self.as_text())
        self.said.emit(_("Copied; paste it into a message."))

    def as_text(self) -> str:
        """Return everything as lines."""
        told = [*self._told(), *((name, str(path or "—")) for name, path in self.folders.items())]
        return "\n".join(f"{name}: {fact}" for name, fact in told)

    def _build(self) -> None:
        product = Card(_("StationDesk"))
        product.body.addWidget(
            label(_("Keeps the records of a service station on one PC, offline."), wrap=True)
        )
        self.facts.show_facts(self._told())
        product.body.addWidget(self.facts)
        licences = Card(_("Licences"))
        for sentence in _licences():
            licences.body.addWidget(label(sentence, wrap=True))
        folders = Card(_("Where things lie"))
        for name, path in self.folders.items():
            place = PlaceRow(name, can_change=False)
            place.show_place(path)
            place.open_wanted.connect(_open_folder)
            folders.body.addWidget(place)
        for card in (product, licences, folders):
            self.body.addWidget(card)

    def _told(self) -> list[tuple[str, str]]:
        return [
            (_("Version"), __version__),
            (_("Licence"), "GPL-3.0-or-later"),
            ("Qt", f"{QT_VERSION_STR} (PyQt {PYQT_VERSION_STR})"),
            ("Python", platform.python_version()),
            (_("System"), f"{platform.system()} {platform.release()} {platform.machine()}"),
        ]


def _licences() -> list[str]:
    return [
        _(
            "StationDesk is free software under the GNU General Public License, version 3 or any "
            "later one. You may use, study, share and change it; it comes without any warranty."
        ),
        _("Letters: Noto Sans SC and Noto Serif SC, SIL Open Font License 1.1."),
        _("Icons: Fluent System Icons by Microsoft, MIT License."),
        _(
            "It is built on Qt and PyQt6 (GPL), peewee, openpyxl, python-calamine and pypinyin "
            "(MIT), reportlab (BSD) and Pillow (MIT-CMU)."
        ),
    ]


def _open_folder(path: Path) -> None:
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
