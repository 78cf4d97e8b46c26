"""What the engines share: the clock, the wish to stop, and what they tell while they work."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class EngineError(Exception):
    """An engine cannot be loaded, or gave up for a reason of its own; the words say which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work is.

    ``step`` of ``steps`` is being worked on (a level of the problem, or all of them). ``cost`` is
    what the best roster so far costs there, None while there is none; ``bound`` what none can go
    below, None where nothing is known.
    """

    seconds: float
    step: int
    steps: int
    cost: float | None
    bound: float | None


class Watch:
    """Tells how long the work has run and whether it must end."""

    def __init__(
        self,
        time_limit_s: float,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._began = time.perf_counter()
        self._limit = time_limit_s
        self._cancelled = cancelled
        self._progress = progress
        self._was_cancelled = False

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return time.perf_counter() - self._began

    @property
    def left(self) -> float:
        """How many seconds are left, never below 0."""
        return max(0.0, self._limit - self.seconds)

    @property
    def is_cancelled(self) -> bool:
        """Tell whether somebody asked to stop; once said it stays said."""
        if not self._was_cancelled and self._cancelled is not None:
            self._was_cancelled = self._cancelled()
        return self._was_cancelled

    @property
    def must_end(self) -> bool:
        """Tell whether the time is over, or somebody asked to stop."""
        return self.left <= 0 or self.is_cancelled

    def tell(self, step: int, steps: int, cost: float | None, bound: float | None) -> None:
        """Tell whoever listens how far it is."""
        if self._progress is not None:
            self._progress(
                Progress(seconds=self.seconds, step=step, steps=steps, cost=cost, bound=bound)
            )
