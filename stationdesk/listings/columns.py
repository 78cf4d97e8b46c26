"""What a column is: told once, read by the screen, the workbook and the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Record = TypeVar("Record")


class Kind(Enum):
    """How a column's values compare, align and are written."""

    TEXT = "text"
    """Words; also codes, batch numbers and phones, which must never become numbers."""
    COUNT = "count"
    """A whole number."""
    DAY = "day"
    """A ``date``."""
    PERCENT = "percent"
    """A share, 0 to 100, shown with one decimal."""
    HOURS = "hours"
    """A number of hours with one decimal, rounded already."""
    STATE = "state"
    """A ``Mark``: a word and the tone in which it is shown."""


class Tone(Enum):
    """How good or bad a state is; the screen gives each a colour and an icon."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    INFO = "info"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as shown: the English phrase of its word (gettext message) and its tone."""

    phrase: str
    tone: Tone

    def __str__(self) -> str:
        """Return the word in the user's language."""
        return _(self.phrase)

    def __lt__(self, other: Mark) -> bool:
        """Sort bad before good, so that trouble comes first."""
        order = (Tone.BAD, Tone.WARNING, Tone.INFO, Tone.GOOD, Tone.NEUTRAL)
        return (order.index(self.tone), self.phrase) < (order.index(other.tone), other.phrase)


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column of a listing.

    ``key`` never changes once a release has written it to a workbook; ``title`` may.
    ``read`` takes a record and returns a value of ``kind``, or None where it has none.
    ``width`` is the usual width in Chinese characters; ``grows`` columns share what is left.
    ``order`` tells what to sort by where the words do not: a day told without its year.
    """

    key: str
    title: str
    kind: Kind
    read: Callable[[Record], str | int | float | date | Mark | None]
    width: int = 6
    grows: bool = False
    order: Callable[[Record], str | int | float | date | None] | None = None

    def heading(self) -> str:
        """Return the title in the user's language."""
        return _(self.title)
