"""Weekly rules out of what somebody wrote (周一上午、周三全天), and rules told in words.

Where times to come are said, the rest of the week is “rather not”: who names Monday mornings did
not promise Tuesdays, and may still be asked. Where only times not to come are said, the rest stays
open. What is not understood whole is not guessed at: the text belongs into the remark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.opening import clock
from stationdesk.domain.volunteers.availability import (
    WHOLE_DAY,
    WISH_WORDS,
    Days,
    NewAvailability,
    Wish,
)
from stationdesk.domain.volunteers.availability_tokens import (
    AFTERNOON,
    DAYTIME,
    EVENING,
    MORNING,
    Kind,
    Stretch,
    Token,
    tokens,
)
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from stationdesk.domain.volunteers.availability import Availability

DAYS_WORDS = {
    Days.MONDAY: N_("Monday"),
    Days.TUESDAY: N_("Tuesday"),
    Days.WEDNESDAY: N_("Wednesday"),
    Days.THURSDAY: N_("Thursday"),
    Days.FRIDAY: N_("Friday"),
    Days.SATURDAY: N_("Saturday"),
    Days.SUNDAY: N_("Sunday"),
    Days.EVERY: N_("Every day"),
    Days.WORKDAYS: N_("Working days"),
    Days.FREE_DAYS: N_("Days off"),
}
STRETCH_WORDS = {
    MORNING: N_("in the morning"),
    AFTERNOON: N_("in the afternoon"),
    EVENING: N_("in the evening"),
    DAYTIME: N_("in the daytime"),
    WHOLE_DAY: N_("all day"),
}
_WILLING = frozenset({Wish.PREFERS, Wish.CAN})


def rules_from(text: str) -> list[NewAvailability] | None:
    """Return the weekly rules that ``text`` tells, None where it is not understood.

    随时 is one rule: every day, all day, can come.
    """
    words = tokens(text)
    if not words:
        return None
    reading = _Reading()
    for word in words:
        reading.take(word)
    reading.stop()
    if not reading.said:
        return None
    return [*_rest(reading), *_rules(reading.said)]


def read_availability(text: str) -> tuple[list[NewAvailability], str]:
    """Return the rules that ``text`` tells, and what of it is to be kept as a remark.

    A text that is not understood is kept whole; one that is understood leaves no remark.
    """
    rules = rules_from(text)
    return ([], text.strip()) if rules is None else (rules, "")


def told(rules: Iterable[Availability | NewAvailability], say: Callable[[str], str] = _) -> str:
    """Return weekly rules as a sentence: rules of one wish and one time name their days once.

    ``say`` gives a phrase in the user's language, or in another one.
    """
    together: dict[_Alike, list[str]] = {}
    for each in rules:
        stretch = (each.from_minute, each.to_minute)
        alike = _Alike(stretch, each.wish, each.valid_from, each.valid_until)
        together.setdefault(alike, []).append(say(DAYS_WORDS[each.days]))
    return say(N_("; ")).join(_sentence(alike, days, say) for alike, days in together.items())


def stretch_told(stretch: Stretch, say: Callable[[str], str] = _) -> str:
    """Return a stretch of a day: “in the morning”, or from when to when."""
    if stretch in STRETCH_WORDS:
        return say(STRETCH_WORDS[stretch])
    return "-".join(map(clock, stretch))


@dataclass(frozen=True, slots=True)
class _Alike:
    """What rules share that are told in one clause."""

    stretch: Stretch
    wish: Wish
    valid_from: date | None
    valid_until: date | None


@dataclass(slots=True)
class _Said:
    """Some days, the stretches of them that were named, and the wish for these."""

    days: list[Days] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    wish: Wish | None = None


@dataclass(slots=True)
class _Reading:
    """A text as far as it was read."""

    said: list[_Said] = field(default_factory=list)
    rest: Wish | None = None
    _now: _Said = field(default_factory=_Said)
    _before: Wish | None = None
    """A wish that stood before its days: 优先周六."""
    _about_rest: bool = False

    def take(self, word: Token) -> None:
        """Read one word on."""
        if word.kind is Kind.DAYS:
            if self._now.stretches:
                self._close()
            self._now.days += word.days
        elif word.kind is Kind.TIME:
            self._now.stretches.append(word.stretch)
        elif word.kind is Kind.WISH:
            self._wish(word.wish)
        elif word.kind is Kind.EXCEPT:
            self._before = Wish.CANNOT
        elif word.kind is Kind.OUTSIDE:
            self._wish(Wish.CANNOT)
            self._about_rest = True
        elif word.kind is Kind.REST:
            self.stop()
            self._about_rest = True
        else:
            self.stop()

    def stop(self) -> None:
        """Close what was said; times without a wish are times to come, a bare 都可以 any time."""
        self._close()
        if not self.said and self._before in _WILLING:
            self.said.append(_Said([Days.EVERY], [WHOLE_DAY]))
        for each in self.said:
            each.wish = each.wish or self._before or Wish.CAN
        self._before, self._about_rest = None, False

    def _wish(self, wish: Wish) -> None:
        self._close()
        open_ones = [each for each in self.said if each.wish is None]
        for each in open_ones:
            each.wish = wish
        if not open_ones and self._about_rest:
            self.rest = wish
        elif not open_ones:
            self._before = wish
        else:
            self._before = None

    def _close(self) -> None:
        if self._now.days or self._now.stretches:
            self._now.days = self._now.days or [Days.EVERY]
            self._now.stretches = self._now.stretches or [WHOLE_DAY]
            self.said.append(self._now)
            self._now = _Said()


def _rules(said: Sequence[_Said]) -> list[NewAvailability]:
    found = [
        NewAvailability(
            days=days, from_minute=stretch[0], to_minute=stretch[1], wish=each.wish or Wish.CAN
        )
        for each in said
        for days in each.days
        for stretch in each.stretches
    ]
    return list(dict.fromkeys(found))


def _rest(reading: _Reading) -> list[NewAvailability]:
    """Return what holds for the times that were not named, as rules about every day."""
    positive = any(each.wish in _WILLING for each in reading.said)
    wish = reading.rest or (Wish.RATHER_NOT if positive else Wish.CAN)
    if wish is Wish.CAN:
        return []
    named = [
        stretch for each in reading.said if Days.EVERY in each.days for stretch in each.stretches
    ]
    return [
        NewAvailability(days=Days.EVERY, from_minute=start, to_minute=end, wish=wish)
        for start, end in _gaps(named)
    ]


def _gaps(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches of a day that none of ``stretches`` covers."""
    known = list(stretches)
    edges = sorted({*WHOLE_DAY, *(edge for each in known for edge in each)})
    return [
        (start, end)
        for start, end in pairwise(edges)
        if not any(first <= start and end <= last for first, last in known)
    ]


def _sentence(alike: _Alike, days: Sequence[str], say: Callable[[str], str]) -> str:
    rule = say(N_("{days} {time}: {wish}")).format(
        days=say(N_(", ")).join(days),
        time=stretch_told(alike.stretch, say),
        wish=say(WISH_WORDS[alike.wish]),
    )
    first, last = alike.valid_from, alike.valid_until
    if first is None and last is None:
        return rule
    if first is None:
        return say(N_("{rule} (until {last})")).format(rule=rule, last=last)
    if last is None:
        return say(N_("{rule} (from {first} on)")).format(rule=rule, first=first)
    return say(N_("{rule} ({first} to {last})")).format(rule=rule, first=first, last=last)
