"""The quick filters over the ledger: which lines each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stock import StockState
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.stock import StockLine

SEGMENT_WORDS: dict[str, str] = {
    "all": N_("All"),
    "out": N_("Out"),
    "low": N_("Low"),
    "expiring": N_("Expiring"),
    "expired": N_("Expired"),
    "archived": N_("Archived"),
}


def _in_use(line: StockLine) -> bool:
    return line.state is not StockState.ARCHIVED


_ACCEPTS: dict[str, Callable[[StockLine], bool]] = {
    "all": _in_use,
    "out": lambda line: _in_use(line) and line.usable == 0,
    "low": lambda line: _in_use(line) and 0 < line.usable < line.item.minimum,
    "expiring": lambda line: _in_use(line) and line.expiring > 0,
    "expired": lambda line: line.expired > 0,
    "archived": lambda line: not _in_use(line),
}


def counts(lines: Iterable[StockLine]) -> dict[str, int]:
    """Return how many lines each quick filter would show; a line may stand in several."""
    told = list(lines)
    return {key: sum(map(accepts, told)) for key, accepts in _ACCEPTS.items()}


def accepts_line(
    segment: str, query: str, category: str, place_id: str, words: Mapping[ItemId, str]
) -> Callable[[StockLine], bool]:
    """Return what tells whether a line is to be shown.

    ``words`` are those by which items are found; every word of the query must occur in them.
    Empty ``category`` and ``place_id`` mean any.
    """
    wanted = query.lower().split()

    def accepts(line: StockLine) -> bool:
        item = line.item
        found = f"{item.code} {item.title()} {words.get(item.id, '')}".lower()
        at_home = str(item.place.id) if item.place else ""
        return (
            _ACCEPTS[segment](line)
            and (not category or item.category == category)
            and (not place_id or at_home == place_id)
            and all(word in found for word in wanted)
        )

    return accepts
