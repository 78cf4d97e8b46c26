"""A tier standard as data: what each service asks for, and which records prove it.

No official list of the 16, 12 and 8 services is public, so a standard is a file that says of each
criterion where it comes from; a station may keep its own edited copy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.phrases import Words
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TIERS = (3, 2, 1)
"""The tiers from the lowest to the highest, as a station climbs them."""

TIER_WORDS: dict[int | None, str] = {
    1: N_("Tier 1"),
    2: N_("Tier 2"),
    3: N_("Tier 3"),
    None: N_("No tier"),
}


VISITORS, ON_DUTY = "visitors", "duty"
"""For whom a kind of the lending desk is."""


class RuleKind(StrEnum):
    """Which records prove that a rule is kept."""

    AMENITY = "amenity"
    """Pieces of amenities of ``kinds`` that are in service and usable."""
    CAPACITY = "capacity"
    """Seats or outlets: the capacity of usable amenities of ``kinds``, added up."""
    STOCK_QUANTITY = "stock_quantity"
    """Pieces in stock and in date of items used for one of ``used_for``."""
    STOCK_KINDS = "stock_kinds"
    """Different items of ``used_for`` with stock in date, and usable amenity ``kinds``."""
    REQUIRED_SET = "required_set"
    """Required sets of ``used_for`` whose every line is in stock and in date."""
    SET_CHECK = "set_check"
    """Required sets of ``used_for`` found complete at a check within the interval."""
    UPKEEP_DONE = "upkeep_done"
    """Usable amenities of ``kinds`` whose upkeep of ``purposes`` was done in time.

    With an interval the newest run counts, of plans made from ``templates`` or by hand where
    templates are named. Without one every such plan must be in time by its own due day.
    """
    EXTINGUISHERS = "extinguishers"
    """Extinguishers neither due for service nor for scrap, by ``agents``."""
    OPENING_HOURS = "opening_hours"
    """A timetable is published for the day."""
    HAND_CHECK = "hand_check"
    """A person looked at ``subject`` within the interval and found it in order."""
    SEASON_DEVICE = "season_device"
    """Usable amenities of the kinds that the month's season asks for."""
    LOAN_LEDGER = "loan_ledger"
    """Kinds of the lending desk of ``used_for`` or of amenity ``kinds``, for ``audience``.

    Enough pieces are owned and in order, ``least_in_station`` of them are not on loan, and the
    ledger shows a loan, a return or a check within the interval. Naming neither asks for any kind.
    """
    LOST_PROPERTY = "lost_property"
    """No found thing is past its day, and the ledger was used or looked through in time."""
    FEEDBACK_BOOK = "feedback_book"
    """No entry of the feedback book is past its deadline, and none was entered late lately.

    Late is after the working day that follows; a late entry counts for the days of the interval.
    """
    DUTY_COVER = "duty_cover"
    """Somebody is on duty, by published rosters, for ``quantity`` per cent of the opening hours.

    The days of the interval count, through the day asked about. As one of ``alternatives`` it
    decides alone wherever a roster is published; the others count where none is.
    """
    SKILL_ON_DUTY = "skill_on_duty"
    """Somebody with a valid proof of ``skill`` is on duty on ``quantity`` per cent of the days.

    These are the coming days of the interval that have a published roster.
    """
    VOLUNTEERS_ENOUGH = "volunteers_enough"
    """Active volunteers, at least ``quantity`` of them."""
    ANY_OF = "any_of"
    """One of ``alternatives`` is enough."""


@dataclass(frozen=True, slots=True)
class Season:
    """The months (1 to 12) in which one of the amenity ``kinds`` must work."""

    months: tuple[int, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLife:
    """How long an extinguisher with ``agent`` lasts, in years from its make date."""

    agent: str
    first_service: int
    then_every: int
    scrap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One demand of a criterion.

    ``quantity`` gives the least amount per tier and ``at_most`` the greatest (a distance). A rule
    asks nothing at a tier that it names no amount for, or that ``tiers`` leaves out; as one of
    ``alternatives`` it is not offered there. ``interval_days`` is the greatest age of a check;
    None leaves it to the upkeep plan's own due day. ``audience`` is for whom a kind of the lending
    desk is (visitors, or who is on duty), ``least_in_station`` how many of its pieces must not be
    on loan, ``skill`` the key of a skill. An ``advisory`` rule is told of, and never counts.
    """

    kind: RuleKind
    name: Words
    unit: Words = field(default_factory=lambda: Words("", ""))
    quantity: Mapping[int, int] = field(default_factory=dict)
    at_most: Mapping[int, int] = field(default_factory=dict)
    tiers: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    used_for: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    subject: str = ""
    skill: str = ""
    audience: str = VISITORS
    least_in_station: int = 1
    interval_days: int | None = None
    seasons: tuple[Season, ...] = ()
    agents: tuple[AgentLife, ...] = ()
    alternatives: tuple[Rule, ...] = ()
    advisory: bool = False

    def asks_at(self, tier: int) -> bool:
        """Tell whether the rule demands anything of a station of ``tier``."""
        if self.tiers:
            return tier in self.tiers
        return tier in self.quantity or tier in self.at_most or not (self.quantity or self.at_most)

    def needed(self, tier: int) -> int:
        """Return the least amount at ``tier``; one where the rule names none."""
        return self.quantity.get(tier, 1)

    def every_rule(self) -> Iterator[Rule]:
        """Give the rule itself and all its alternatives."""
        yield self
        for alternative in self.alternatives:
            yield from alternative.every_rule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a person looks at where no record can tell; ``unit`` is that of the amount counted."""

    key: str
    name: Words
    question: Words
    unit: Words = field(default_factory=lambda: Words("", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One service of a standard.

    ``tier`` is the lowest that requires it; every higher one does too. ``stated`` tells that the
    source names the service (for ``stated_tiers``); otherwise this file infers it.
    """

    code: str
    name: Words
    tier: int
    stated: bool
    stated_tiers: tuple[int, ...]
    source: Words
    interval_days: int
    explanation: Words
    rules: tuple[Rule, ...]

    def required_at(self, tier: int) -> bool:
        """Tell whether a station of ``tier`` must offer this service."""
        return tier <= self.tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A whole standard; ``warn_days`` is how long before it fails an item counts as due soon.

    ``former_subjects`` were looked at by hand under an earlier version. No rule asks for them any
    more; they give the checks of that time their names.
    """

    key: str
    version: str
    title: Words
    source: Words
    note: Words
    warn_days: int
    based_on: str
    criteria: tuple[Criterion, ...]
    subjects: tuple[Subject, ...]
    former_subjects: tuple[Subject, ...] = ()

    @property
    def copied_from(self) -> str:
        """Return the key of the standard this one is a copy of; "" where it is none."""
        return self.based_on.partition("@")[0]

    @property
    def tiers(self) -> dict[int, tuple[str, ...]]:
        """Return the codes that each tier requires."""
        return {
            tier: tuple(one.code for one in self.criteria if one.required_at(tier))
            for tier in TIERS
        }

    def criterion(self, code: str) -> Criterion | None:
        """Return the criterion with ``code``; None where the standard has none."""
        return next((one for one in self.criteria if one.code == code), None)

    def subject(self, key: str) -> Subject | None:
        """Return the hand-check subject with ``key``; None where the standard has none."""
        return next((one for one in self.subjects if one.key == key), None)

    def subject_once_asked(self, key: str) -> Subject | None:
        """Return the subject with ``key``, a former one too; None where there never was one."""
        former = (one for one in self.former_subjects if one.key == key)
        return self.subject(key) or next(former, None)

    def check_interval(self, subject: str) -> int | None:
        """Return the shortest interval, in days, at which ``subject`` must be looked at."""
        days = [
            rule.interval_days
            for criterion in self.criteria
            for outer in criterion.rules
            for rule in outer.every_rule()
            if rule.kind is RuleKind.HAND_CHECK and rule.subject == subject and rule.interval_days
        ]
        return min(days, default=None)

    def codes_using(self, subject: str) -> tuple[str, ...]:
        """Return the codes of the criteria that look at ``subject``."""
        return tuple(
            criterion.code
            for criterion in self.criteria
            if any(
                rule.kind is RuleKind.HAND_CHECK and rule.subject == subject
                for outer in criterion.rules
                for rule in outer.every_rule()
            )
        )


def with_criterion(standard: Standard, criterion: Criterion) -> Standard:
    """Return ``standard`` with ``criterion`` put in the place of its code, else at the end."""
    if standard.criterion(criterion.code) is None:
        return replace(standard, criteria=(*standard.criteria, criterion))
    kept = tuple(criterion if one.code == criterion.code else one for one in standard.criteria)
    return replace(standard, criteria=kept)


def with_rule(criterion: Criterion, number: int, rule: Rule) -> Criterion:
    """Return ``criterion`` with its rule ``number`` (from 0) written anew."""
    rules = list(criterion.rules)
    rules[number] = rule
    return replace(criterion, rules=tuple(rules))


def next_own_code(standard: Standard) -> str:
    """Return a code for a criterion that the station adds itself: ``Z01`` and on."""
    number = 1
    while standard.criterion(code := f"Z{number:02d}") is not None:
        number += 1
    return code


def without_criterion(standard: Standard, code: str) -> Standard:
    """Return ``standard`` without the criterion ``code`` and the subjects only that one used."""
    kept = tuple(one for one in standard.criteria if one.code != code)
    smaller = replace(standard, criteria=kept)
    subjects = tuple(
        one
        for one in standard.subjects
        if smaller.codes_using(one.key) or not standard.codes_using(one.key)
    )
    return replace(smaller, subjects=subjects)


def with_hand_criterion(
    standard: Standard, *, code: str, name: Words, tier: int, question: Words, interval_days: int
) -> Standard:
    """Return ``standard`` with one criterion more, proved by a hand check of its own."""
    key = f"own_{code.lower()}"
    rule = Rule(kind=RuleKind.HAND_CHECK, name=name, subject=key, interval_days=interval_days)
    criterion = Criterion(
        code=code,
        name=name,
        tier=tier,
        stated=False,
        stated_tiers=(),
        source=Words("本站自行增加", "added by the station itself"),
        interval_days=interval_days,
        explanation=question,
        rules=(rule,),
    )
    subject = Subject(key=key, name=name, question=question)
    others = tuple(one for one in standard.subjects if one.key != key)
    return replace(with_criterion(standard, criterion), subjects=(*others, subject))
