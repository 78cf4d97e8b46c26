"""The letterhead: what stands at the head and foot of every paper of the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPixmap
from PyQt6.QtWidgets import QLabel

from stationdesk.domain.letterhead import (
    LONGEST_LINE,
    LONGEST_SEAL,
    LONGEST_UNIT,
    Letterhead,
)
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, button, keep_shown, label, row
from stationdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.services.letterhead import Letterheads
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs

LOGO_WIDTH, LOGO_HEIGHT = 240, 72
SUFFIXES = "*.png *.jpg *.jpeg *.webp"


class LetterheadSection(TypedSection):
    """Five lines in fields, and the logo, which is kept as soon as it is chosen."""

    def __init__(self, letterheads: Letterheads, station: StationFacts, dialogs: Dialogs) -> None:
        super().__init__()
        self._letterheads, self._station, self._dialogs = letterheads, station, dialogs
        self.logo = QLabel()
        self.choose = button(_("Choose a logo…"), Icon.IMAGE)
        self.remove = button(_("Take the logo away"), Icon.DELETE)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show the logo that is kept; lines that were typed and not kept stay."""
        super().refresh()
        self._show_logo(self._letterheads.letterhead().logo)
        station = self._station.station()
        if station is not None:
            self.upper_unit.setPlaceholderText(station.street)
            self.unit.setPlaceholderText(station.name)

    def show_kept(self) -> None:
        kept = self._letterheads.letterhead()
        for field, words in (
            (self.upper_unit, kept.upper_unit),
            (self.unit, kept.unit),
            (self.contact, kept.contact),
            (self.footer, kept.footer),
            (self.seal, kept.seal),
        ):
            field.set_value(words)

    def keep(self) -> None:
        """Keep the five lines; the logo is kept already."""
        self._letterheads.keep(
            Letterhead(
                upper_unit=self.upper_unit.value(),
                unit=self.unit.value(),
                contact=self.contact.value(),
                footer=self.footer.value(),
                seal=self.seal.value(),
            )
        )
        self.said.emit(_("All papers follow from now on."))

    def take_logo(self, path: Path) -> None:
        """Keep the picture in a file as the logo."""
        try:
            self._letterheads.keep_logo(path.name, path.read_bytes())
        except OSError:
            phrase = N_("“{file}” cannot be read.")
            self.refused.emit(Refused([Problem("logo", phrase, {"file": path.name})]))
        except Refused as refusal:
            self.refused.emit(refusal)
        else:
            self.settled.emit()
            self.refresh()

    def _build(self) -> None:
        head = Card(_("Head of every paper"))
        self._add_lines()
        self.logo.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.logo.setMinimumHeight(px(LOGO_HEIGHT))
        self.logo.setAccessibleName(_("Logo"))
        head.body.addWidget(label(_("Logo"), "field"))
        head.body.addWidget(self.logo)
        head.body.addLayout(row(self.choose, self.remove, None))
        head.body.addWidget(
            label(
                _(
                    "A PNG, JPEG or WebP picture; it stands at the left above the title, and by "
                    "the title of workbooks."
                ),
                "caption",
                wrap=True,
            )
        )
        lines = Card(_("Lines of the letterhead"))
        lines.body.addWidget(self.grid)
        lines.body.addLayout(row(None, self.discard))
        note = label(
            _("What is left empty leaves no trace on paper. Labels have no letterhead."), "caption"
        )
        self.body.addWidget(lines)
        self.body.addWidget(head)
        self.body.addWidget(note)

    def _add_lines(self) -> None:
        self.upper_unit = self._add(
            "upper_unit",
            _("Unit above"),
            LONGEST_UNIT,
            _("The first line beside the logo, such as the street office."),
        )
        self.unit = self._add(
            "unit", _("Own unit"), LONGEST_UNIT, _("The second line, set larger: the station.")
        )
        self.contact = self._add(
            "contact",
            _("Contact line"),
            LONGEST_LINE,
            _("Address and telephone, at the right of the head."),
        )
        self.footer = self._add(
            "footer", _("Footer line"), LONGEST_LINE, _("Stands at the foot of every page.")
        )
        self.seal = self._add(
            "seal",
            _("Words where the seal goes"),
            LONGEST_SEAL,
            _("Empty: the usual words. Other units' seals keep theirs."),
        )

    def _add(self, about: str, name: str, longest: int, hint: str) -> TextField:
        field = self.grid.add(about, name, TextField(), hint=hint)
        field.setMaxLength(longest)
        return field

    def _connect(self) -> None:
        self.hear_fields()
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)

    def _show_logo(self, content: bytes) -> None:
        drawn = QPixmap()
        drawn.loadFromData(content)
        keep_shown(self.remove, shown=not drawn.isNull())
        if drawn.isNull():
            self.logo.setText(_("No logo"))
            return
        room = (px(LOGO_WIDTH), px(LOGO_HEIGHT))
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.logo.setPixmap(drawn.scaled(*room, keep, smooth))

    def _on_choose(self) -> None:
        kinds = _("Pictures") + f" ({SUFFIXES})"
        for path in self._dialogs.open_paths(self, _("Choose a logo"), kinds)[:1]:
            self.take_logo(path)

    def _on_remove(self) -> None:
        self._letterheads.remove_logo()
        self.refresh()
