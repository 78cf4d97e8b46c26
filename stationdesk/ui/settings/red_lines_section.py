"""Red lines: the least percentages that the station wants its answers to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.rates import (
    PROPOSED_RED_LINES,
    RATE_FORMULAS,
    RATE_WORDS,
    RateKey,
)
from stationdesk.domain.feedback.red_lines import HIGHEST, LOWEST, setting_of
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import Card, button, keep_shown, label, row
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.forms import FormGrid

if TYPE_CHECKING:
    from stationdesk.services.settings import StationSettings


class RedLinesSection(Section):
    """One percentage for each rate; left empty, the rate has no red line."""

    def __init__(self, settings: StationSettings) -> None:
        super().__init__(_("Save"), Icon.SAVE, "Ctrl+Return")
        self._settings = settings
        self._dirty = False
        self.grid = FormGrid(columns=2)
        self.fields: dict[RateKey, CountField] = {}
        self.propose = button(_("Take the proposed ones"), Icon.LIGHTBULB)
        self.discard = button(_("Discard what was typed"), Icon.ARROW_UNDO)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the red lines again; what was typed and not kept stays."""
        if not self._dirty:
            self._show()
        self._tell_state()

    def run_primary(self) -> None:
        """Keep the red lines, or show what stands against them."""
        own = self.grid.own_problems()
        self.grid.show_problems(own)
        if own:
            return
        try:
            self._settings.keep_red_lines({key: f.value() for key, f in self.fields.items()})
        except Refused as refusal:
            self.grid.show_problems({each.about: str(each) for each in refusal.problems})
            return
        self._dirty = False
        self.settled.emit()
        self.refresh()

    def can_run_primary(self) -> bool:
        """Return whether something was typed and not kept."""
        return self._dirty

    def _build(self) -> None:
        card = Card(_("Red lines of the feedback book"))
        card.body.addWidget(label(_told(), "muted", wrap=True))
        for key in RateKey:
            field = CountField(least=LOWEST, most=HIGHEST)
            hint = _(RATE_FORMULAS[key])
            name = _(RATE_WORDS[key])
            self.fields[key] = self.grid.add(setting_of(key), name, field, unit="%", hint=hint)
        card.body.addWidget(self.grid)
        card.body.addLayout(row(self.propose, None, self.discard))
        self.body.addWidget(card)

    def _connect(self) -> None:
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
        self.propose.clicked.connect(self._on_propose)
        self.discard.clicked.connect(self._on_discard)

    def _show(self) -> None:
        known = self._settings.red_lines()
        for key, field in self.fields.items():
            field.set_value(known.get(key))
        self.grid.show_problems({})
        self._dirty = False

    def _tell_state(self) -> None:
        keep_shown(self.discard, shown=self._dirty)
        self.primary_changed.emit()

    def _on_edited(self) -> None:
        self._dirty = True
        self._tell_state()

    def _on_propose(self) -> None:
        for key, percent in PROPOSED_RED_LINES.items():
            self.fields[key].set_value(percent)

    def _on_discard(self) -> None:
        self._dirty = False
        self.settled.emit()
        self.refresh()


def _told() -> str:
    phrase = _(
        "Nothing is judged by a red line until one is set here. Proposed are {answered} % of"
        " entries answered and {satisfied} % of ratings content, the floors that one county is"
        " reported to use; no general rule asks for them."
    )
    return phrase.format(
        answered=PROPOSED_RED_LINES[RateKey.ANSWERED],
        satisfied=PROPOSED_RED_LINES[RateKey.SATISFIED],
    )
