"""What the touch page says, in the language the visitor chose; the program keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QDate, QLocale

from stationdesk import paths
from stationdesk.i18n import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.problems import Problem

CHINESE, ENGLISH = "zh_CN", "en"
OWN_NAMES = {CHINESE: "中文", ENGLISH: "English"}
"""What each language calls itself; these are names, so not translated."""
_DAY_FORMS = {CHINESE: "M月d日", ENGLISH: "d MMMM"}


class Speech:
    """Says phrases in one language."""

    def __init__(self, code: str) -> None:
        """``code`` is ``"zh_CN"`` or ``"en"``."""
        self.code = code
        self._words = words_in(code, paths.locale_folder())

    def __call__(self, phrase: str, **values: object) -> str:
        """Return ``phrase`` with its holes filled."""
        said = self._words(phrase)
        return said.format(**values) if values else said

    def other(self) -> str:
        """Return the code of the language one may change to."""
        return ENGLISH if self.code == CHINESE else CHINESE

    def problems(self, problems: Iterable[Problem]) -> str:
        """Return what stands against a deed, one sentence a line."""
        return "\n".join(self(each.phrase, **each.values) for each in problems)

    def day(self, day: date) -> str:
        """Return a day as one says it: 12月8日, 8 December."""
        shown = QDate(day.year, day.month, day.day)
        return QLocale(self.code).toString(shown, _DAY_FORMS[self.code])
