"""Rules that are proved by the roster: the desk is covered, a skill is there, helpers are enough.

A published roster answers, in the days through the one asked about or in those that follow it.
Where a station keeps none the rules say so; a standard may offer a look by hand beside them, which
counts only then.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.counts import CountProof
from stationdesk.domain.tiers.evidence import Account, Evidence, Support
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.rhythm import lead_days
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from stationdesk.domain.tiers.facts import DutyDayFact, DutyShiftFact, Facts
    from stationdesk.domain.tiers.standard import Rule, Standard

WHOLE = 100
"""Per cent."""
SHOWN = 5
"""So many shifts and days are named at most."""
USUAL_DAYS = 30
HOUR = 60


@dataclass(frozen=True, slots=True)
class CoverProof:
    """Somebody was, or will be, on duty for a share of the opening hours of the last days.

    The days of the interval end with the day asked about; those before the first roster do not
    count. With ``supposed_after`` days later than that, of which no roster is published yet, are
    supposed to be as good as what is known.
    """

    rule: Rule
    lead_days: int
    days: Mapping[date, DutyDayFact]
    first_rostered: date | None
    supposed_after: date | None = None

    def knows(self, day: date) -> bool:
        """Tell whether a roster was published for any of the days that count."""
        return any(one.period_uid for one in self._window(day))

    def verdict(self, day: date, tier: int) -> State:
        """Return not checked without a roster, else whether the share is large enough."""
        window = self._window(day)
        if not any(one.period_uid for one in window):
            return self._supposed(day, tier)
        covered, opened = _minutes(window)
        enough = covered * WHOLE >= self.rule.needed(tier) * opened
        return State.MET if enough else State.NOT_MET

    def turning_days(self) -> Iterator[date]:
        """Give every day on which another day comes to count, or one no longer does."""
        for day in self.days:
            yield day
            yield day + timedelta(days=self._length)

    def account(self, day: date, tier: int) -> Account:
        """Return the share asked and kept, the days that lack most, and the rosters."""
        window = self._window(day)
        return Account(
            required=_share_asked(self.rule, tier, self._length),
            found=clauses(tuple(self._found(window))),
            todo=self._todo(window, day, tier),
            evidence=(*_rosters(window), *_empty_shifts(window)),
        )

    def renewal(self, until: date) -> Phrase:
        """Return that rosters must go on after ``until``."""
        return Phrase(N_("By {day}, publish the roster that follows."), {"day": until})

    @property
    def _length(self) -> int:
        return self.rule.interval_days or USUAL_DAYS

    def _window(self, day: date) -> list[DutyDayFact]:
        """Return the open days that count on ``day``."""
        begins = day - timedelta(days=self._length - 1)
        found = (self.days.get(begins + timedelta(days=n)) for n in range(self._length))
        return [one for one in found if one is not None and self._counts(one)]

    def _counts(self, one: DutyDayFact) -> bool:
        if not one.open_minutes or self.first_rostered is None:
            return False
        is_supposed = self.supposed_after is not None and one.day > self.supposed_after
        return one.day >= self.first_rostered and not (is_supposed and not one.period_uid)

    def _supposed(self, day: date, tier: int) -> State:
        """Return how it stands without any roster: as on the last known day, where supposed."""
        last = self.supposed_after
        if last is None or day <= last:
            return State.NOT_CHECKED
        return self.verdict(last, tier)

    def _found(self, window: list[DutyDayFact]) -> Iterator[Phrase]:
        if not any(one.period_uid for one in window):
            yield Phrase(
                N_("{name}: no roster is published for these days"), {"name": self.rule.name}
            )
            return
        covered, opened = _minutes(window)
        values = {
            "percent": covered * WHOLE // opened if opened else WHOLE,
            "covered": _hours(covered),
            "opened": _hours(opened),
        }
        yield Phrase(N_("{percent} % ({covered} of {opened} hours of opening)"), values)
        lacking = sorted(
            (one for one in window if one.covered_minutes < one.open_minutes),
            key=lambda one: (one.covered_minutes - one.open_minutes, one.day),
        )
        if lacking:
            called = names(tuple(_lack(one) for one in lacking), shown=SHOWN)
            yield Phrase(N_("nobody on duty: {names}"), {"names": called})

    def _todo(self, window: list[DutyDayFact], day: date, tier: int) -> Phrase | None:
        verdict = self.verdict(day, tier)
        if verdict is State.NOT_CHECKED:
            return Phrase(N_("Publish a roster for the opening hours."))
        if verdict is State.MET:
            return None
        bare = [one.day for one in window if not one.period_uid]
        if bare:
            return Phrase(N_("Publish the roster from {day} on."), {"day": min(bare)})
        return Phrase(N_("Find somebody for the hours in which nobody is on duty."))


@dataclass(frozen=True, slots=True)
class SkillProof:
    """Somebody with the skill is on duty on a share of the coming open days.

    The days of the interval begin with the day asked about; those without a published roster do
    not count, but one of them must have one.
    """

    rule: Rule
    lead_days: int
    days: Mapping[date, DutyDayFact]
    supposed_after: date | None = None

    def verdict(self, day: date, tier: int) -> State:
        """Return not checked without a roster, else whether there are enough such days."""
        window = self._window(day)
        if not window:
            last = self.supposed_after
            return State.NOT_CHECKED if last is None or day <= last else self.verdict(last, tier)
        enough = len(self._good(window)) * WHOLE >= self.rule.needed(tier) * len(window)
        return State.MET if enough else State.NOT_MET

    def turning_days(self) -> Iterator[date]:
        """Give every day on which another day comes to count, or one no longer does."""
        for day in self.days:
            yield day + ONE_DAY
            yield day - timedelta(days=self._length - 1)

    def account(self, day: date, tier: int) -> Account:
        """Return on how many days somebody with the skill is there, by which shifts."""
        window = self._window(day)
        good, verdict = self._good(window), self.verdict(day, tier)
        found = Phrase(
            N_("{name}: no roster is published for these days"), {"name": self.rule.name}
        )
        if window:
            values = {"name": self.rule.name, "good": len(good), "days": len(window)}
            found = Phrase(N_("{name}: on {good} of {days} days of the roster"), values)
        todo = None
        if verdict is State.NOT_CHECKED:
            todo = Phrase(N_("Publish a roster for the opening hours."))
        elif verdict is State.NOT_MET:
            bad = names(tuple(one.day for one in window if one not in good), shown=SHOWN)
            text = N_("Put somebody with a valid proof on duty ({name}): {names}.")
            todo = Phrase(text, {"name": self.rule.name, "names": bad})
        evidence = tuple(_shift_evidence(one, one.skilled[self.rule.skill]) for one in good[:SHOWN])
        asked = Phrase(
            N_("{name}: on at least {needed} % of the next {days} days"),
            {"name": self.rule.name, "needed": self.rule.needed(tier), "days": self._length},
        )
        return Account(required=asked, found=found, todo=todo, evidence=evidence)

    def renewal(self, until: date) -> Phrase:
        """Return that rosters must go on after ``until``."""
        return Phrase(N_("By {day}, publish the roster that follows."), {"day": until})

    @property
    def _length(self) -> int:
        return self.rule.interval_days or USUAL_DAYS

    def _window(self, day: date) -> list[DutyDayFact]:
        found = (self.days.get(day + timedelta(days=n)) for n in range(self._length))
        return [one for one in found if one is not None and one.open_minutes and one.period_uid]

    def _good(self, window: list[DutyDayFact]) -> list[DutyDayFact]:
        return [one for one in window if self.rule.skill in one.skilled]


def prove_cover(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> CoverProof:
    """Look at who was and will be on duty in the opening hours."""
    return CoverProof(
        rule,
        lead_days(rule, warn_days),
        {one.day: one for one in facts.duty.days},
        facts.duty.first_rostered,
        facts.on if goes_on else None,
    )


def prove_skill(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> SkillProof:
    """Look for somebody with the skill on the coming days."""
    days = {one.day: one for one in facts.duty.days}
    return SkillProof(rule, lead_days(rule, warn_days), days, facts.on if goes_on else None)


def prove_helpers(rule: Rule, facts: Facts, lead: int) -> CountProof:
    """Count the active volunteers."""
    supports = tuple(
        Support(
            1,
            one.active,
            Evidence("volunteer", one.uid, Phrase(N_("{name}: active"), {"name": one.number})),
            one.number,
        )
        for one in facts.volunteers
    )
    todo = N_("{missing} more {unit} wanted ({name}): enter who helps, or ask people to join.")
    renew = N_("By {day}, find somebody in the place of who stops then: {names}.")
    return CountProof(rule, lead, supports, todo, renew)


def answered_by_roster(standard: Standard, subject: str, facts: Facts) -> bool:
    """Tell whether every rule that asks for a look at ``subject`` is answered by a roster."""
    asking = [
        outer
        for criterion in standard.criteria
        for outer in criterion.rules
        if any(
            rule.kind is RuleKind.HAND_CHECK and rule.subject == subject
            for rule in outer.every_rule()
        )
    ]
    return bool(asking) and all(_is_answered(outer, facts) for outer in asking)


def _is_answered(rule: Rule, facts: Facts) -> bool:
    return any(
        prove_cover(one, facts, 0, goes_on=False).knows(facts.on)
        for one in rule.alternatives
        if one.kind is RuleKind.DUTY_COVER
    )


def _minutes(window: list[DutyDayFact]) -> tuple[int, int]:
    """Return the minutes covered and those of opening."""
    covered = sum(min(one.covered_minutes, one.open_minutes) for one in window)
    return covered, sum(one.open_minutes for one in window)


def _share_asked(rule: Rule, tier: int, days: int) -> Phrase:
    values = {"name": rule.name, "needed": rule.needed(tier), "days": days}
    return Phrase(N_("{name}: at least {needed} % in the last {days} days"), values)


def _lack(one: DutyDayFact) -> Phrase:
    values = {"day": one.day, "hours": _hours(one.open_minutes - one.covered_minutes)}
    return Phrase(N_("{day} ({hours} hours)"), values)


def _rosters(window: list[DutyDayFact]) -> Iterator[Evidence]:
    """Give the rosters of the days that count, with how many of these days are theirs."""
    numbers = {one.period_uid: one.period_number for one in window if one.period_uid}
    days = Counter(one.period_uid for one in window)
    for uid, number in numbers.items():
        values = {"number": number, "count": days[uid]}
        text = Phrase(N_("roster {number}: {count} of these days"), values)
        yield Evidence("roster_period", uid, text)


def _empty_shifts(window: list[DutyDayFact]) -> list[Evidence]:
    """Return the newest shifts on which nobody was, or is, on duty."""
    found = [(one, shift) for one in reversed(window) for shift in one.empty]
    text = N_("{day} {name}: nobody on duty")
    return [
        Evidence("shift", shift.uid, Phrase(text, {"day": one.day, "name": shift.name}))
        for one, shift in found[:SHOWN]
    ]


def _shift_evidence(one: DutyDayFact, shift: DutyShiftFact) -> Evidence:
    values = {"day": one.day, "name": shift.name}
    return Evidence("shift", shift.uid, Phrase(N_("{day} {name}: proof valid on the day"), values))


def _hours(minutes: int) -> str:
    """Return minutes as hours, with one decimal where they are not whole."""
    hours, rest = divmod(minutes, HOUR)
    return str(hours) if rest == 0 else f"{minutes / HOUR:.1f}"
