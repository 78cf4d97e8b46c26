"""What the demo tells of its volunteers and of their roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stationdesk.domain.volunteers.availability import WHOLE_DAY, Days, NewAvailability, Wish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PARTS = {
    "am": (360, 780),
    "noon": (690, 855),
    "pm": (765, 1140),
    "eve": (990, 1320),
    "all": WHOLE_DAY,
}
"""From which minute to which the parts of a day go that habits name; shifts lie whole in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A skill as it is told: ``months`` from the last day until the proof runs out, None never."""

    skill: str
    months: float | None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An invented volunteer; ``joined`` are months before the last day, ``hours`` are promised."""

    name: str
    sex: str
    age: int
    group: str
    joined: float
    hours: int
    habits: Sequence[str] = ()
    can: Sequence[str] = ()
    rather: Sequence[str] = ()
    never: Sequence[str] = ()
    only: bool = False
    skills: Sequence[str] = ()
    brought: int = 0
    mentor: bool = False
    novice: bool = False
    ranking: bool = False
    identity: bool = False
    pin: str = ""
    guardian: str = ""
    relation: str = ""
    standing: str = "active"
    leaves_us: Mapping[str, Any] | None = None
    pauses: Mapping[str, Any] | None = None

    def times(self) -> list[NewAvailability]:
        """Return when they say they come; habits go before what is told of kinds of day."""
        told = [*_rules(self.rather, Wish.RATHER_NOT), *_rules(self.never, Wish.CANNOT)]
        if self.only:
            told += _rules(["every all"], Wish.CANNOT)
        return [*_rules(self.habits, Wish.PREFERS), *_rules(self.can, Wish.CAN), *told]

    def proofs(self) -> list[Proof]:
        """Return their skills."""
        return [_proof(each) for each in self.skills]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerScript:
    """Everything the demo draws from about volunteers; mappings keep the words of their file."""

    people: tuple[Neighbour, ...]
    prefix: str
    region: str
    skills: Sequence[Mapping[str, Any]]
    pairs: Sequence[Mapping[str, str]]
    limits: Mapping[str, Mapping[str, int]]
    leave: Mapping[str, Any]
    trainings: Sequence[Mapping[str, Any]]
    honours: Mapping[str, str]
    issuer: Mapping[str, str]


def volunteer_script(told: Mapping[str, Any]) -> VolunteerScript:
    """Return what the file ``volunteers.toml`` says."""
    return VolunteerScript(
        people=tuple(Neighbour(**table) for table in told["people"]),
        prefix=told["prefix"],
        region=told["region"],
        skills=told["skills"],
        pairs=told["pairs"],
        limits=told["limits"],
        leave=told["leave"],
        trainings=told["trainings"],
        honours=told["honours"],
        issuer=told["issuer"],
    )


def _rules(texts: Sequence[str], wish: Wish) -> Iterator[NewAvailability]:
    for text in texts:
        days, part = text.split()
        starts, ends = PARTS[part]
        yield NewAvailability(days=Days(days), from_minute=starts, to_minute=ends, wish=wish)


def _proof(text: str) -> Proof:
    verified = not text.endswith("?")
    name, _colon, months = text.removesuffix("?").partition(":")
    return Proof(skill=name, months=float(months) if months else None, verified=verified)
