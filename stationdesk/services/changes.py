"""What a deed touched, so that every screen that shows it can look again."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto


class Topic(Enum):
    """A part of the station's records that a screen can show."""

    STATION = auto()
    INVENTORY = auto()
    AMENITIES = auto()
    TIERS = auto()
    IMPORTS = auto()
    LENDING = auto()
    KEEPING = auto()
    FEEDBACK = auto()
    VOLUNTEERS = auto()
    ROSTER = auto()
    ATTENDANCE = auto()
    VISITS = auto()
    INSPECTIONS = auto()
    REPORTS = auto()


Announce = Callable[[frozenset[Topic]], None]
