"""A birth as far as it is known: a day, a month or a year, however it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.volunteers.ages import last_birthday
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

_PARTS = re.compile(r"(\d{4})\D*(\d{1,2})?\D*(\d{1,2})?\D*", re.ASCII)


class BirthField(TextField):
    """Reads 19900523, 1990.5.23, 1990年5月 or 1990; ``value`` is ISO as far as it goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(hint=_("e.g. 19900523, 1990.5 or 1990"), parent=parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """Return the day, month or year in ISO; what is none of them as it was typed."""
        typed = self.text().strip()
        return read_birth(typed) or typed

    def unreadable(self) -> str:
        """Return why what stands here is no birth."""
        if self.is_empty() or last_birthday(self.value()) is not None:
            return ""
        return _("Write a day, a month or a year, such as 19900523, 1990.5 or 1990.")

    def _tidy(self) -> None:
        if read := read_birth(self.text().strip()):
            self.set_value(read)


def read_birth(typed: str) -> str:
    """Return what was typed as ISO day, month or year; empty where it is none of them."""
    found = _PARTS.fullmatch(typed)
    if found is None:
        return ""
    year, *rest = found.groups()
    return "-".join([year, *(f"{int(part):02d}" for part in rest if part)])
