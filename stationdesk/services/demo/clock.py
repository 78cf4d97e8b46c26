"""The demo's clock and dice: every day is lived through, and every run lives the same days."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from stationdesk.services.context import Context

CHINA = timezone(timedelta(hours=8))
"""The demo's station stands in China wherever the demo is made, so that its bytes are the same."""


@dataclass(slots=True)
class Clock:
    """The moment at which the demo stands, and who sits at the desk."""

    day: date
    who: str
    minute: int = 8 * 60

    def today(self) -> date:
        """Return the day of the story."""
        return self.day

    def now(self) -> datetime:
        """Return the moment of the story, with its zone."""
        return self.at(self.minute).replace(tzinfo=CHINA)

    def at(self, minute: int) -> datetime:
        """Return a local minute of the day of the story."""
        return datetime.combine(self.day, time()) + timedelta(minutes=minute)

    def begin(self, day: date, minute: int) -> None:
        """Go on to ``day``; the desk is manned at ``minute``."""
        self.day, self.minute = day, minute

    def pass_time(self, minutes: int) -> None:
        """Go on by ``minutes``, at most to the last minute of the day."""
        self.minute = min(self.minute + minutes, 24 * 60 - 1)

    def go_to(self, minute: int) -> None:
        """Go on to ``minute`` of the day, where that is not past."""
        self.minute = max(self.minute, min(minute, 24 * 60 - 1))


@contextmanager
def living_by(clock: Clock, context: Context) -> Iterator[None]:
    """Let ``context`` take its days from ``clock`` for the block, and keep all as one transaction.

    Nobody hears of the changes, and nothing is offered to be undone.
    """
    before = (context.today, context.now, context.who, context.announce, context.hear_undo)
    context.today, context.now, context.who = clock.today, clock.now, lambda: clock.who
    context.announce = context.hear_undo = _keep_quiet
    try:
        with context.deed():
            yield
    finally:
        context.today, context.now, context.who, context.announce, context.hear_undo = before


def times_drawn(chance: random.Random, expected: float) -> int:
    """Draw how often something happens that happens ``expected`` times on average (Poisson)."""
    limit, product, times = math.exp(-expected), chance.random(), 0
    while product > limit:
        product *= chance.random()
        times += 1
    return times


def _keep_quiet(_told: object) -> None:
    """Hear, and do nothing."""
