"""Which columns of kinds, pieces and missing parts are shown, in which order and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_
from stationdesk.listings import lending
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.widgets.chosen_columns import chosen

if TYPE_CHECKING:
    from stationdesk.domain.lending.pieces import KindLine, PieceLine

ARCHIVED = Mark(N_("Not lent any more"), Tone.NEUTRAL)
NONE_LEFT = Mark(N_("None free"), Tone.BAD)
LATE = Mark(N_("Some are overdue"), Tone.WARNING)
WELL = Mark(N_("Can be lent"), Tone.GOOD)
DIFFERS = Mark(N_("Check differs"), Tone.BAD)
EMPTY = Mark(N_("No pieces yet"), Tone.NEUTRAL)


def kind_mark(line: KindLine) -> Mark:
    """Return how a kind stands, as shown: what wants a look comes first."""
    if line.kind.archived_on is not None:
        return ARCHIVED
    if line.difference:
        return DIFFERS
    if line.pool.size == 0:
        return EMPTY
    if line.pool.free == 0:
        return NONE_LEFT
    return LATE if line.pool.overdue else WELL


KINDS: tuple[Column[KindLine], ...] = (
    *chosen(
        lending.KINDS,
        *("code", "name", "mode", "size", "out", "overdue", "unfit", "held", "free"),
        grows=("name",),
        name=7,
        mode=5,
    ),
    Column("state", N_("Lending"), Kind.STATE, kind_mark, 6),
    *chosen(lending.KINDS, "checked_on", grows=()),
)
KIND_FOLDS = ("code", "mode", "checked_on", "held", "unfit", "overdue")
"""What the list can do without in a narrow window, the first before the others."""

PIECES: tuple[Column[PieceLine], ...] = chosen(
    lending.PIECES,
    *("code", "state", "with_whom", "due_on", "place", "missing"),
    grows=("missing",),
    state=7,
)
"""The pieces of one kind."""

REFILLS: tuple[Column[PieceLine], ...] = chosen(
    lending.PIECES, "code", "kind", "state", "place", "missing", grows=("missing",), state=7
)
"""The pieces of which parts are missing."""
