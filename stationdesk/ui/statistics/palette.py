"""The colours of charts: told apart by the colour-blind, and on paper without colours.

Blue, orange and grey differ in lightness as well; the year before is the same colour, but pale
within an outline, and its lines are dashed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtGui import QColor

from stationdesk.ui.theme import LIGHT, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.statistics.charts import Series


@dataclass(frozen=True, slots=True)
class Ink:
    """How one series is drawn: the fill, the outline, and whether lines are dashed."""

    fill: QColor
    line: QColor
    dashed: bool = False


def inks(series: Sequence[Series]) -> list[Ink]:
    """Return how each series is drawn, in their order."""
    worn = tokens()
    tones = (worn.info, worn.warning, worn.neutral)
    numbers = {False: 0, True: 0}
    found: list[Ink] = []
    for each in series:
        tone = tones[numbers[each.is_before] % len(tones)]
        numbers[each.is_before] += 1
        fill = QColor(tone.soft if each.is_before else tone.solid)
        found.append(Ink(fill, QColor(tone.solid), dashed=each.is_before))
    return found


def heat(share: float) -> QColor:
    """Return the colour of a field; ``share`` is 0 for none to 1 for the most."""
    worn = tokens()
    pale, full = QColor(worn.subtle), QColor(worn.info.solid)
    parts = (
        (pale.redF(), full.redF()),
        (pale.greenF(), full.greenF()),
        (pale.blueF(), full.blueF()),
    )
    return QColor.fromRgbF(*(low + (high - low) * share for low, high in parts))


def on_heat(share: float) -> QColor:
    """Return the colour of words on a field."""
    ground = heat(share)
    light = 0.299 * ground.redF() + 0.587 * ground.greenF() + 0.114 * ground.blueF()
    return QColor(LIGHT.text if light > 0.5 else LIGHT.surface)
