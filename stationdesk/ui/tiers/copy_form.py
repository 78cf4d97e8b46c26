"""A copy of a standard, to be edited for the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.phrases import Words
from stationdesk.i18n import N_, _
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.records import StandardLine
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class CopyForm(Form):
    """Names the copy and says from when on it holds."""

    def __init__(
        self,
        tiers: Tiers,
        line: StandardLine,
        taken: set[str],
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``taken`` are the keys that other standards have."""
        super().__init__(_("Keep a copy"), _("Keep the copy"), dialogs=dialogs, parent=parent)
        self._tiers, self._line = tiers, line
        name = N_("{title} (own copy)")
        self.chinese = self.add(
            "title",
            _("Name in Chinese"),
            TextField(_(name).format(title=line.title.zh)),
            required=True,
        )
        self.english = self.add(
            "title_en", _("Name in English"), TextField(name.format(title=line.title.en))
        )
        self.key = self.add(
            "key",
            _("Key of the standard"),
            TextField(_free_key(line.key, taken)),
            required=True,
            hint=_("Small letters, digits and hyphens; reports name it."),
        )
        self.first = self.add("valid_from", _("Holds from"), DayField(today, today), required=True)
        self.set_clean()

    def keep(self) -> None:
        """Keep the copy."""
        title = Words(self.chinese.value(), self.english.value())
        self._tiers.standards.copy(self._line.key, self.key.value(), title, self.first.value())


def _free_key(key: str, taken: set[str]) -> str:
    number, free = 1, f"{key}-own"
    while free in taken:
        number += 1
        free = f"{key}-own-{number}"
    return free
