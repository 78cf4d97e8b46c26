"""How the program looks on this PC, and who works at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.section import Section
from stationdesk.ui.theme import Dress
from stationdesk.ui.widgets.basics import Card, Segmented, column, label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import FormGrid
from stationdesk.ui.widgets.text_sample import TEXT_WORDS, TextSample

if TYPE_CHECKING:
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.preferences import Preferences

DRESS_WORDS = {
    Dress.SYSTEM: N_("As the system"),
    Dress.LIGHT: N_("Light"),
    Dress.DARK: N_("Dark"),
}
LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}
"""Each language by its own name, so that one finds the way back from the other."""


class LookSection(Section):
    """Dress, text size and language with a sample of what they do; nothing holds before Apply."""

    look_changed = pyqtSignal()

    def __init__(self, station: StationFacts, preferences: Preferences) -> None:
        super().__init__(_("Apply"), Icon.CHECKMARK, "Ctrl+Return")
        self._station, self._preferences = station, preferences
        self.dress = Segmented({d.value: _(w) for d, w in DRESS_WORDS.items()}, _("Colours"))
        self.text = Segmented({str(p): _(w) for p, w in TEXT_WORDS.items()}, _("Text size"))
        self.language = Segmented(LANGUAGE_NAMES, _("Language"))
        self.sample = TextSample()
        self.people = FormGrid()
        self._build()
        self._connect()
        self._take_up()

    def refresh(self) -> None:
        """Offer the names that are in the records by now."""
        self.operator.offer(self._station.people())

    def run_primary(self) -> None:
        """Let what was chosen hold; the window is built anew where it looks otherwise then."""
        self._preferences.operator = self.operator.value()
        looks_otherwise = self._chosen() != self._kept()
        self._preferences.dress = Dress(self.dress.current())
        self._preferences.text_percent = int(self.text.current())
        self._preferences.language = self.language.current()
        self.primary_changed.emit()
        if looks_otherwise:
            self.look_changed.emit()
        else:
            self.said.emit(_("Kept on this PC."))

    def can_run_primary(self) -> bool:
        """Return whether anything else than what holds was chosen."""
        typed = self.operator.value() != self._preferences.operator
        return typed or self._chosen() != self._kept()

    def _build(self) -> None:
        look = Card(_("Look of the window"))
        for words, choices in (
            (_("Colours"), self.dress),
            (_("Text size"), self.text),
            (_("Language"), self.language),
        ):
            look.body.addLayout(column(label(words, "field"), choices, gap=4))
        look.body.addWidget(self.sample)
        who = Card(_("Who works at this PC"))
        self.operator = self.people.add(
            "operator",
            _("Name"),
            TextField(self._preferences.operator),
            hint=_(
                "This name is written beside everything that is done here. Empty: the station "
                "keeper answers for it."
            ),
        )
        who.body.addWidget(self.people)
        note = label(_("These choices belong to this PC, not to the station's file."), "caption")
        self.body.addWidget(look)
        self.body.addWidget(who)
        self.body.addWidget(note)

    def _connect(self) -> None:
        for choices in (self.dress, self.text, self.language):
            choices.chosen.connect(self._on_chosen)
        self.operator.edited.connect(self.primary_changed)

    def _take_up(self) -> None:
        dress, percent, language = self._kept()
        self.dress.choose(dress)
        self.text.choose(percent)
        self.language.choose(language)
        self._on_chosen()

    def _kept(self) -> tuple[str, str, str]:
        kept = self._preferences
        return kept.dress.value, str(kept.text_percent), kept.language

    def _chosen(self) -> tuple[str, str, str]:
        return self.dress.current(), self.text.current(), self.language.current()

    def _on_chosen(self, _key: str = "") -> None:
        self.sample.show_look(Dress(self.dress.current()), int(self.text.current()))
        self.primary_changed.emit()
