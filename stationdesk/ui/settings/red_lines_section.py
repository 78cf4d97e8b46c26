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
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.widgets.basics import Card, button, label, row
from stationdesk.ui.widgets.fields import CountField

if TYPE_CHECKING:
    from stationdesk.services.settings import StationSettings


class RedLinesSection(TypedSection):
    """One percentage for each rate; left empty, the rate has no red line."""

    def __init__(self, settings: StationSettings) -> None:
        super().__init__(columns=2)
        self._settings = settings
        self.fields: dict[RateKey, CountField] = {}
        self.propose = button(_("Take the proposed ones"), Icon.LIGHTBULB)
        self._build()
        self._connect()

    def show_kept(self) -> None:
        known = self._settings.red_lines()
        for key, field in self.fields.items():
            field.set_value(known.get(key))

    def keep(self) -> None:
        self._settings.keep_red_lines({key: f.value() for key, f in self.fields.items()})

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
        self.hear_fields()
        self.propose.clicked.connect(self._on_propose)

    def _on_propose(self) -> None:
        for key, percent in PROPOSED_RED_LINES.items():
            self.fields[key].set_value(percent)


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
