"""What a roster grid is given to show: days, bands of shifts, places of people. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from stationdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.listings.columns import Tone


class DayLook(Enum):
    """How the head of a day is drawn."""

    PLAIN = auto()
    FREE = auto()
    """A weekend or a holiday: in the accent."""
    CLOSED = auto()
    """Nobody is expected: muted."""


class Ghost(Enum):
    """What a proposal would do with a chip."""

    NONE = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHead:
    """The head of a column. ``note`` is the occasion or the kind of day, in words (调休上班).

    ``full`` is the day in words where ``words`` alone do not name it.
    """

    day: date
    words: str
    short: str = ""
    full: str = ""
    look: DayLook = DayLook.PLAIN
    note: str = ""
    today: bool = False
    past: bool = False

    def said(self) -> str:
        """Return the head in words, for a screen reader and the tooltip."""
        return self.full or " ".join(filter(None, (self.words, self.note)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A person on a shift.

    ``key`` names the place on the roster and is what signals carry; ``who`` names the person and
    gives the colour. ``absent`` and ``passed`` are words (Did not come; the reason for which a
    rule was passed), empty where there is nothing to say.
    """

    key: int
    who: int
    name: str
    pinned: bool = False
    passed: str = ""
    absent: str = ""
    changed: bool = False
    ghost: Ghost = Ghost.NONE

    def said(self) -> str:
        """Return the chip in words: the name, then every mark on it."""
        marks = (
            self.absent,
            _("pinned") if self.pinned else "",
            _("rule passed: {reason}").format(reason=self.passed) if self.passed else "",
            _("changed since it was published") if self.changed else "",
            _("proposed to come in") if self.ghost is Ghost.ADDED else "",
            _("proposed to go out") if self.ghost is Ghost.REMOVED else "",
        )
        return " · ".join(filter(None, (self.name, *marks)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One shift on one day. ``key`` is what signals carry.

    ``missing`` people are wanted and not there, ``room`` more than now would be let in.
    ``times`` is told where they differ from those of the band. A ``still`` spot is not edited.
    """

    key: int
    chips: tuple[Chip, ...] = ()
    missing: int = 0
    room: int = 0
    times: str = ""
    still: bool = False

    def lines(self) -> int:
        """Return how many lines it takes: its chips, and one to put somebody in."""
        return len(self.chips) + int(self.has_plus())

    def has_plus(self) -> bool:
        """Tell whether it asks for somebody, or stands open with nobody in it."""
        if self.still:
            return bool(self.missing) and not self.chips
        return bool(self.missing) or (not self.chips and self.room > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row of the week: one shift by name, on each day that has it (None where none)."""

    key: object
    name: str
    times: str
    spots: tuple[Spot | None, ...]
    post: str = ""
    """Where it is, told where shifts of one name have several posts."""
    away: bool = False
    """Away from the desk: it covers nothing."""

    def title(self) -> str:
        """Return its name, with the post where that tells it from others."""
        return f"{self.name} · {self.post}" if self.post else self.name

    def lines(self) -> int:
        """Return how many lines of chips it is high, at least one."""
        return max((spot.lines() for spot in self.spots if spot), default=1) or 1

    def is_timed(self) -> bool:
        """Tell whether a day has other times than the band."""
        return any(spot.times for spot in self.spots if spot)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekShown:
    """A week: its days from left to right, its bands from top to bottom."""

    days: tuple[DayHead, ...] = ()
    bands: tuple[Band, ...] = ()

    def spots(self) -> Iterator[tuple[Band, DayHead, Spot]]:
        """Give every shift with its band and its day."""
        for band in self.bands:
            for head, spot in zip(self.days, band.spots, strict=True):
                if spot is not None:
                    yield band, head, spot


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftMark:
    """One shift of a person in the month: ``short`` is its first letter, ``said`` its name."""

    chip: Chip
    short: str
    said: str
    kind: int
    """Gives the colour: shifts of one name have one colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A person's month: marks by day, and totals as words (one for each heading)."""

    who: int
    name: str
    marks: tuple[tuple[ShiftMark, ...], ...]
    totals: tuple[str, ...] = ()
    tone: Tone | None = None
    """How the first total is coloured, such as one over a limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShown:
    """A month: days from left to right, people from top to bottom, totals at the right.

    ``holes`` is how many people each day lacks, shown in the last line.
    """

    days: tuple[DayHead, ...] = ()
    lines: tuple[MonthLine, ...] = ()
    totals: tuple[str, ...] = ()
    holes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A person on the way to a shift: ``chip`` is the place left behind, None for a copy."""

    who: int
    name: str
    chip: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody can be dropped here, in one sentence; None tone where nothing is against."""

    allowed: bool
    words: str = ""
    tone: Tone | None = None
