"""What the demo tells of the lending desk: what is lent, to whom, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented visitor; ``phone`` is a whole number, of which some kinds ask only the end."""

    name: str
    phone: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of every piece; with ``goods`` (name and spec) it is refilled from the stock."""

    name: str
    quantity: int
    goods: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """What came back broken of an amenity: the repair takes ``days`` and ``cost`` yuan."""

    text: str
    fix: str
    days: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LentKind:
    """A kind of the demo's lending desk; ``goods`` or ``things`` names what is lent.

    ``weekly`` loans are made in a usual week, ``rain`` more on a wet day. The odds of what may
    happen to a loan are out of 1.
    """

    name: str
    code: str
    days: int
    most: int
    weekly: float
    groups: Mapping[str, float]
    goods: str = ""
    things: str = ""
    numbered: bool = False
    duty: bool = False
    contact: str = "tail"
    deposit: str = ""
    terms: str = ""
    parts: tuple[Part, ...] = ()
    rain: float = 0.0
    late: float = 0.0
    lost: float = 0.0
    damaged: float = 0.0
    extended: float = 0.0
    short: float = 0.0
    damage: Sequence[str] = ()
    mended: float = 0.0
    faults: tuple[Breakdown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingScript:
    """Everything the lending desk's days draw from; mappings keep the words of the file."""

    kinds: tuple[LentKind, ...]
    people: Mapping[str, Any]
    words: Mapping[str, Any]
    holds: Mapping[str, Any]
    checks: Mapping[str, Any]
    ending: Mapping[str, Any]
    staff: Mapping[str, str]
    """Who may carry a kit on duty, with an invented number."""

    @property
    def goods_lent(self) -> frozenset[str]:
        """The goods that are lent, by name and spec: nobody gives them away."""
        return frozenset(kind.goods for kind in self.kinds if kind.goods)


def lending_script(told: Mapping[str, Any]) -> LendingScript:
    """Return what the file of the lending desk tells."""
    return LendingScript(
        kinds=tuple(_kind(table) for table in told["kinds"]),
        people=told["people"],
        words=told["words"],
        holds=told["holds"],
        checks=told["checks"],
        ending=told["ending"],
        staff=told["staff"],
    )


def _kind(table: Mapping[str, Any]) -> LentKind:
    parts = tuple(Part(**part) for part in table.get("parts", ()))
    faults = tuple(Breakdown(**each) for each in table.get("faults", ()))
    return LentKind(**{**table, "parts": parts, "faults": faults})
