"""The least shares that a station sets itself: below them a rate is shown in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.rates import PROPOSED_RED_LINES, RATE_WORDS, RateKey
from stationdesk.domain.feedback.red_lines import setting_of
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import CountField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs


class RedLinesForm(Form):
    """Asks for a red line of each rate; an empty one is none."""

    def __init__(
        self, feedback: Feedback, *, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Red lines"), _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._feedback = feedback
        told = _("A rate below its red line is shown in red. Leave empty where none is wanted.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        known = feedback.red_lines()
        self.fields = {key: self._field(key, known.get(key)) for key in RateKey}
        self.set_clean()

    def keep(self) -> None:
        for key, field in self.fields.items():
            self._feedback.keep_red_line(key, field.value())

    def _field(self, key: RateKey, percent: int | None) -> CountField:
        proposed = PROPOSED_RED_LINES.get(key)
        hint = _("Often {percent}%").format(percent=proposed) if proposed else ""
        field = CountField(percent, least=1, most=100)
        return self.add(setting_of(key), _(RATE_WORDS[key]), field, unit="%", hint=hint)
