"""The lines of a stock document, typed one below the other as on a paper form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PyQt6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import icon_button, keep_shown, label, set_look
from stationdesk.ui.widgets.forms import next_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.problems import Problem

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class LineHead:
    """A column of the lines: its words, its least width in px, its share of what is left."""

    title: str
    width: int
    share: int = 0


class LineRow(QObject):
    """One line: its fields from left to right. Kinds of lines derive from it."""

    edited = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.hint = label("", "caption", wrap=True)
        self.error = label("", "error", wrap=True)
        for words in (self.hint, self.error):
            words.hide()
        self.remove: QPushButton = icon_button(Icon.DISMISS, _("Remove this line"))

    def fields(self) -> dict[str, QWidget]:
        """Return what a ``Problem`` calls each field, and the field, in the order of the keys."""
        raise NotImplementedError

    def cells(self) -> list[QWidget]:
        """Return one widget for each column; usually the fields themselves."""
        return list(self.fields().values())

    def is_blank(self) -> bool:
        """Return whether nothing was chosen or typed in this line."""
        raise NotImplementedError

    def unreadable(self) -> dict[str, str]:
        """Return why what stands in a field cannot be read, by the field's name."""
        found = {}
        for about, field in self.fields().items():
            asked = getattr(field, "unreadable", None)
            if callable(asked) and (words := asked()):
                found[about] = str(words)
        return found

    def say_hint(self, words: str) -> None:
        """Say something useful under the line."""
        self.hint.setText(words)
        keep_shown(self.hint, shown=bool(words))

    def say_errors(self, told: dict[str, str]) -> None:
        """Show what is wrong under the line, and which fields are meant; nothing clears it."""
        self.error.setText("\n".join(dict.fromkeys(told.values())))
        keep_shown(self.error, shown=bool(told))
        for about, field in self.fields().items():
            set_look(field, wrong=about in told)
            field.setAccessibleDescription(told.get(about, ""))


Row = TypeVar("Row", bound=LineRow)


class LinesEditor(QWidget, Generic[Row]):
    """Lines with a blank one at the end; Enter goes on, from the blank line out of the lines.

    It is a field of a form: ``is_empty`` and ``unreadable`` answer as the others do. ``pasted``
    carries a block of several cells that was pasted into the first field of a line.
    """

    edited = pyqtSignal()
    rows_changed = pyqtSignal()
    pasted = pyqtSignal(str)

    def __init__(
        self,
        heads: Sequence[LineHead],
        make_row: Callable[[], Row],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_row = make_row
        self._columns = len(heads)
        self._next_place = 1
        self.rows: list[Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(4))
        self._show_heads(heads)
        self.add_row()

    def filled_rows(self) -> list[Row]:
        """Return the lines in which something stands, from top to bottom."""
        return [each for each in self.rows if not each.is_blank()]

    def add_row(self) -> Row:
        """Add a blank line at the end and return it."""
        made = self._make_row()
        before = self._last_stop()
        for place, cell in enumerate(made.cells()):
            self._grid.addWidget(cell, self._next_place, place)
        self._grid.addWidget(made.remove, self._next_place, self._columns)
        for number, words in enumerate((made.hint, made.error), start=1):
            self._grid.addWidget(words, self._next_place + number, 0, 1, self._columns)
        self._next_place += 3
        self.rows.append(made)
        self._watch(made)
        self._chain(before, made)
        self._mark_removable()
        self.rows_changed.emit()
        return made

    def blank_row(self) -> Row:
        """Return the blank line at the end."""
        return self.rows[-1] if self.rows and self.rows[-1].is_blank() else self.add_row()

    def remove_row(self, gone: Row) -> None:
        """Take a line away; there is always one to type into."""
        place = self.rows.index(gone)
        self.rows.remove(gone)
        for widget in (*gone.cells(), gone.remove, gone.hint, gone.error):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        gone.deleteLater()
        if not self.rows or not self.rows[-1].is_blank():
            self.add_row()
        self._mark_removable()
        self._focus(self.rows[min(place, len(self.rows) - 1)])
        self.rows_changed.emit()
        self.edited.emit()

    def settle(self) -> None:
        """Let every choice take what was typed, as if one had left it."""
        for each in self.rows:
            for field in each.fields().values():
                _settle(field)

    def is_empty(self) -> bool:
        """Return whether no line holds anything."""
        return not self.filled_rows()

    def unreadable(self) -> str:
        """Return one sentence where a line cannot be read; the lines themselves say which."""
        wrong = False
        for each in self.rows:
            told = each.unreadable()  # a blank line too: goods that are not listed leave it blank
            each.say_errors(told)
            wrong = wrong or bool(told)
        return _("Mend the lines marked in red.") if wrong else ""

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show problems about ``lines.N.field`` under their line; return those about no line."""
        filled = self.filled_rows()
        told: dict[int, dict[str, str]] = {}
        others = []
        for problem in problems:
            place, field = _place_of(problem.about)
            if place is None or place >= len(filled):
                others.append(problem)
            else:
                told.setdefault(place, {})[field] = str(problem)
        for number, each in enumerate(filled):
            each.say_errors(told.get(number, {}))
        if told:
            self._focus_wrong(filled[min(told)], told[min(told)])
        return others

    def setFocus(self, *_reason: object) -> None:
        wrong = next((each for each in self.rows if not each.error.isHidden()), None)
        fields = (wrong or self.rows[0]).fields().values()
        empty = (each for each in fields if each.isEnabled() and _is_empty(each))
        next(empty, next(iter(fields))).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._on_paste(watched)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() not in ENTER_KEYS or not plain or not isinstance(watched, QWidget):
            return False
        self._step(watched, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _show_heads(self, heads: Sequence[LineHead]) -> None:
        for place, head in enumerate(heads):
            self._grid.addWidget(label(head.title, "field"), 0, place)
            self._grid.setColumnMinimumWidth(place, px(head.width))
            self._grid.setColumnStretch(place, head.share)

    def _watch(self, made: Row) -> None:
        for field in made.fields().values():
            field.installEventFilter(self)
            if isinstance(field, QComboBox):
                field.setMinimumContentsLength(3)
            if field.maximumWidth() < 1000:
                field.setMaximumWidth(16777215)
        made.edited.connect(partial(self._on_edited, made))
        made.remove.clicked.connect(partial(self._on_remove, made))

    def _last_stop(self) -> QWidget | None:
        return self.rows[-1].remove if self.rows else None

    def _chain(self, before: QWidget | None, made: Row) -> None:
        """Let Tab run through the new line before it leaves the lines."""
        stops = [*made.fields().values(), made.remove]
        for first, second in zip([before, *stops[:-1]], stops, strict=True):
            if first is not None:
                QWidget.setTabOrder(first, second)

    def _mark_removable(self) -> None:
        for each in self.rows:
            blank_end = each is self.rows[-1] and each.is_blank()
            each.remove.setEnabled(not blank_end)

    def _on_edited(self, row: Row) -> None:
        row.say_errors({})
        if row is self.rows[-1] and not row.is_blank():
            self.add_row()
        self._mark_removable()
        self.edited.emit()

    def _on_remove(self, row: Row, _checked: bool = False) -> None:
        self.remove_row(row)

    def _on_paste(self, watched: QObject | None) -> bool:
        """Take a block of cells; a plain word is pasted as usual."""
        clipboard = QGuiApplication.clipboard()
        text = clipboard.text() if clipboard is not None else ""
        in_first = any(watched is next(iter(each.fields().values())) for each in self.rows)
        if not in_first or not ("\t" in text or "\n" in text.strip()):
            return False
        self.pasted.emit(text)
        return True

    def _step(self, field: QWidget, *, back: bool) -> None:
        _settle(field)
        stops = [stop for each in self.rows for stop in each.fields().values() if _takes(stop)]
        place = stops.index(field) if field in stops else -1
        leaves = self._is_blank_start(field) and not back
        following = place + (-1 if back else 1)
        if leaves or not 0 <= following < len(stops):
            self._leave(field, back=back)
        else:
            stops[following].setFocus(_reason(back=back))

    def _is_blank_start(self, field: QWidget) -> bool:
        last = self.rows[-1]
        return last.is_blank() and field is next(iter(last.fields().values()))

    def _leave(self, field: QWidget, *, back: bool) -> None:
        step = next_stop(field, back=back)
        while step is not None and self.isAncestorOf(step):
            step = next_stop(step, back=back)
        if step is not None:
            step.setFocus(_reason(back=back))

    def _focus(self, row: Row) -> None:
        next(iter(row.fields().values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_wrong(self, row: Row, told: dict[str, str]) -> None:
        wrong = [field for about, field in row.fields().items() if about in told]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus(row)


def _place_of(about: str) -> tuple[int | None, str]:
    """Return the number of the line and the field in ``lines.3.quantity``; None for others."""
    first, _dot, rest = about.partition(".")
    number, _dot, field = rest.partition(".")
    return (int(number), field) if first == "lines" and number.isdecimal() else (None, about)


def _is_empty(field: QWidget) -> bool:
    asked = getattr(field, "is_empty", None)
    return bool(callable(asked) and asked())


def _takes(field: QWidget) -> bool:
    return field.isVisible() and field.isEnabled()


def _settle(field: QWidget) -> None:
    """Let a choice take what was typed before the next field looks at it."""
    line = field.lineEdit() if isinstance(field, QComboBox) and field.isEditable() else None
    if line is not None:
        line.editingFinished.emit()


def _reason(*, back: bool) -> Qt.FocusReason:
    return Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
