"""What can be taken: pools by their kind, numbered pieces each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, QTimer

from stationdesk.domain.lending.pieces import PIECE_STATE_WORDS, PieceState
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import ChoiceField
from stationdesk.ui.widgets.forms import next_stop
from stationdesk.ui.widgets.scan_input import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import PieceLine, Pool
    from stationdesk.services.lending import Lending


@dataclass(frozen=True, slots=True)
class Thing:
    """What a choice stands for: pieces of a pool, or one numbered piece."""

    kind: LoanKind
    pool: Pool
    piece: PieceLine | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What a form calls it."""
        return ("unit", self.piece.unit.id) if self.piece else ("kind", self.kind.id)

    @property
    def unit_id(self) -> LoanUnitId | None:
        """The numbered piece, None for a pool."""
        return self.piece.unit.id if self.piece else None

    @property
    def name(self) -> str:
        """The name, with the code of a numbered piece."""
        return f"{self.kind.name} {self.piece.unit.code}" if self.piece else self.kind.name

    def words(self) -> str:
        """Return how it stands in a list: name, code and how many are free, or the state."""
        if self.piece:
            return f"{self.name} · {_(PIECE_STATE_WORDS[self.piece.state])}"
        told = _("{free} free").format(free=self.pool.free)
        return f"{self.kind.name} {self.kind.code} · {told}"

    def figures(self) -> str:
        """Return how many of the kind are free and how many are out."""
        return _("{free} free, {out} out").format(free=self.pool.free, out=self.pool.out)

    def against(self) -> str:
        """Return in a word why nothing of it can be lent today, empty where something can."""
        if self.piece:
            here = self.piece.state is PieceState.IN
            return "" if here else _(PIECE_STATE_WORDS[self.piece.state])
        return "" if self.pool.free > 0 else _("None is free")

    def found_by(self) -> str:
        """Return what may be typed for it besides its words."""
        code = self.piece.unit.code if self.piece else self.kind.code
        return f"{self.kind.search_words} {code} {code.replace('-', '')}"


class Lendables:
    """Everything one may choose from while a form is open."""

    def __init__(self, lending: Lending) -> None:
        lines = lending.kind_lines()
        pools = {line.kind.id: line.pool for line in lines}
        things = [Thing(line.kind, line.pool) for line in lines if line.kind.is_pool]
        things += [
            Thing(each.kind, pools[each.kind.id], each)
            for each in lending.pieces()
            if each.kind.id in pools
        ]
        self._things = {thing.key: thing for thing in things}

    def __bool__(self) -> bool:
        return bool(self._things)

    def thing(self, key: object) -> Thing | None:
        """Return what a choice stands for, None while nothing is chosen."""
        return self._things.get(key) if isinstance(key, tuple) else None

    def of_unit(self, unit_id: LoanUnitId) -> Thing | None:
        """Return a numbered piece; None where it is retired."""
        return self._things.get(("unit", unit_id))

    def of_kind(self, kind_id: LoanKindId) -> Thing | None:
        """Return a pool, or of numbered pieces the first that is in the station."""
        if ("kind", kind_id) in self._things:
            return self._things["kind", kind_id]
        pieces = [each for each in self._things.values() if each.kind.id == kind_id]
        return min(pieces, key=_in_station_first, default=None)

    def options(self) -> dict[object, str]:
        """Return the choices with their words; nothing is chosen first."""
        options: dict[object, str] = {None: ""}
        return options | {key: thing.words() for key, thing in self._things.items()}

    def spelled(self) -> dict[str, str]:
        """Return for each choice's words what else may be typed."""
        return {thing.words(): thing.found_by() for thing in self._things.values()}


class ThingField(ChoiceField):
    """A choice among what is lent, by name, initials or code; a scanned label chooses too."""

    def __init__(self, lendables: Lendables, unit_of: Callable[[str], LoanUnitId | None]) -> None:
        """``unit_of`` tells which numbered piece a scanned label or code names."""
        spelled = lendables.spelled()
        super().__init__(lendables.options(), lambda words: spelled.get(words, ""))
        self._lendables, self._unit_of = lendables, unit_of
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Code, initials or name"))
            line.returnPressed.connect(self._on_return)
        self.edited.connect(self._show_begin)

    def thing(self) -> Thing | None:
        """Return what is chosen."""
        return self._lendables.thing(self.value())

    def settle(self) -> None:
        """Take a code as well as what the list names."""
        super().settle()
        if self.unreadable():
            unit_id = self._unit_of(plain(self.currentText()))
            thing = self._lendables.of_unit(unit_id) if unit_id is not None else None
            if thing is not None:
                self.set_value(thing.key)

    def _on_return(self) -> None:
        """Go on at once where Enter chose from the list that was open, as it does without one."""
        completer = self.completer()
        popup = completer.popup() if completer else None
        if popup is not None and popup.isVisible():
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        self.settle()
        step = next_stop(self)
        if self.value() is not None and step is not None:
            step.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_begin(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)


def _in_station_first(thing: Thing) -> tuple[bool, str]:
    piece = thing.piece
    return (piece is None or piece.state.value != "in", piece.unit.code if piece else "")
