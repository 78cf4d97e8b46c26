"""The engine without a library: simulated annealing over the rows, in plain Python.

It begins with an allowed roster and turns single places, or hands a place to somebody else, under
a falling temperature. What it returns is the best roster it saw, by hard rules first and then
level by level.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.planner.model import Model
    from stationdesk.planner.rows import Row
    from stationdesk.planner.running import Watch

LOOK_AT_CLOCK = 64
"""Turns between two looks at the clock: some milliseconds."""


def anneal(
    model: Model, start: Sequence[int], watch: Watch, *, gap: float = 0.0, seed: int = 0
) -> list[int]:
    return list(start)
