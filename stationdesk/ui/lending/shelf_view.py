"""Things on a shelf, kept or found: read, counted by how they stand, and looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.keeping.found import FoundThing
from stationdesk.domain.keeping.kept import KeptThing
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.keeping.found import FoundState
    from stationdesk.domain.keeping.kept import KeptState
    from stationdesk.ui.lending.look_line import LookLine
    from stationdesk.ui.widgets.detail_pane import DetailPane
    from stationdesk.ui.widgets.filter_bar import FilterBar
    from stationdesk.ui.widgets.record_table import RecordTable

    Segments = Mapping[str, tuple[str, frozenset[KeptState] | frozenset[FoundState]]]

Thing = TypeVar("Thing", bound=KeptThing | FoundThing)


class ShelfView(RecordView[Thing]):
    """The things of one shelf with the chosen one beside them.

    ``turn_to`` asks for another page; ``refused`` carries problems that no form shows. A view
    overrides ``read_things`` and ``find_things``.
    """

    turn_to = pyqtSignal(str, object)
    refused = pyqtSignal(object)

    def __init__(
        self,
        filters: FilterBar,
        table: RecordTable[Thing],
        detail: DetailPane,
        looked: LookLine,
        segments: Segments,
        today: Callable[[], date],
    ) -> None:
        """``segments`` tell for each quick filter its words and the states that it shows."""
        super().__init__(filters, table, detail)
        self.looked, self._segments, self._today = looked, segments, today
        self._things: Sequence[Thing] = ()

    def read_things(self) -> Sequence[Thing]:
        """Return everything that was ever on the shelf."""
        raise NotImplementedError

    def find_things(self, query: str) -> Sequence[Thing]:
        """Return what the typed words find, wherever it is."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the things again."""
        today = self._today()
        self._things = self.read_things()
        states = [thing.state(today) for thing in self._things]
        self.filters.set_counts(
            {key: sum(s in wanted for s in states) for key, (_w, wanted) in self._segments.items()}
        )
        self.looked.refresh()
        self.show_records(self._things)

    def narrow(self) -> None:
        query, today = self.filters.query(), self._today()
        wanted = self._segments[self.filters.segment()][1]
        found = {each.id for each in self.find_things(query)} if query else None

        def accepts(thing: Thing) -> bool:
            # What is looked for is shown wherever it is: nobody knows before if it left.
            return thing.id in found if found is not None else thing.state(today) in wanted

        self.table.narrow(accepts, told=query)
