"""What loan registers call their things, each with a choice of what it is at the lending desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stationdesk.domain.importing import plain
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, column, keep_shown, label
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.loan_importing import Lent, RegisterThing

ROW_HEIGHT = 62
MOST_ROWS_SEEN = 2


class ThingChoices(QWidget):
    """Emits ``chosen`` with the name of a thing and what it is taken for; None leaves it out."""

    chosen = pyqtSignal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, QWidget] = {}
        self._names: dict[str, Elide] = {}
        self._fields: dict[str, ChoiceField] = {}
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, px(8), 0)
        self._list.setSpacing(px(6))
        self._area = scrolling(self._inner)
        layout = column(label(_("Things in the registers"), "field"), self._area, gap=4)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_things(self, things: Sequence[RegisterThing], lent: Iterable[Lent]) -> None:
        """Show each thing with what it is taken for; without things nothing is shown.

        A thing stays where it was shown first, so that nothing moves away under a choice.
        """
        known = list(lent)
        self._drop({plain(thing.name) for thing in things})
        for thing in things:
            key = plain(thing.name)
            if key not in self._cells:
                self._add(key, thing.name)
            self._say(key, thing, known)
        seen = min(MOST_ROWS_SEEN, len(things))
        self._area.setFixedHeight(px(ROW_HEIGHT) * seen)
        keep_shown(self, shown=bool(things))

    def fields(self) -> dict[str, ChoiceField]:
        """Return the choices by the plain names of the things."""
        return dict(self._fields)

    def _say(self, key: str, thing: RegisterThing, lent: Sequence[Lent]) -> None:
        said = _("“{thing}”: {count} rows").format(thing=thing.name, count=thing.rows)
        self._names[key].setText(said)
        field = self._fields[key]
        field.setAccessibleName(said)
        with QSignalBlocker(field):
            field.set_options(_options(thing, lent))
            field.set_value(thing.taken)

    def _add(self, key: str, name: str) -> None:
        said, field = Elide("", "caption"), ChoiceField()
        said.setBuddy(field)
        field.edited.connect(partial(self._on_edited, key, name))
        cell = QWidget()
        inside = column(said, field, gap=2)
        inside.setContentsMargins(0, 0, 0, 0)
        cell.setLayout(inside)
        self._list.addWidget(cell)
        self._cells[key], self._names[key], self._fields[key] = cell, said, field

    def _drop(self, kept: set[str]) -> None:
        for key in [each for each in self._cells if each not in kept]:
            self._cells.pop(key).deleteLater()
            del self._names[key], self._fields[key]

    def _on_edited(self, key: str, name: str) -> None:
        self.chosen.emit(name, self._fields[key].value())


def _options(thing: RegisterThing, lent: Sequence[Lent]) -> dict[object, str]:
    """Return what a thing can be: nothing, a kind, or goods to lend from now on, likely ones first.

    A kind is called by its name, goods say that they become a pool.
    """
    likely = sorted(lent, key=lambda each: not each.is_like(plain(thing.name)))
    options: dict[object, str] = {None: _("Leave these rows out")}
    options |= {each.taken: each.name for each in likely if each.kind is not None}
    options |= {
        each.taken: _("Lend “{item}” from now on").format(item=each.name)
        for each in likely
        if each.kind is None
    }
    return options
