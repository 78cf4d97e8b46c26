"""Forms: fields below each other, Enter to the next, problems under the field they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PyQt6.QtCore import QEvent, QObject, Qt, QTimer
from PyQt6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import _
from stationdesk.ui.dialogs import Dialogs, QtDialogs
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, column, label, row, set_look
from stationdesk.ui.widgets.detail_pane import bring_into_sight, scrolling
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from collections.abc import Iterable

AnyField = TypeVar("AnyField", bound=QWidget)
TWO_COLUMNS_FROM = 760


class _Cell(QWidget):
    """A label, its field with the unit after it, a hint, and the error underneath."""

    def __init__(self, name: str, field: QWidget, unit: str, hint: str) -> None:
        super().__init__()
        self.field = field
        self.label = label(name, "field")
        self.label.setBuddy(field)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        line = row(field)
        if unit:
            line.addWidget(label(unit, "muted"))
        if field.maximumWidth() < 1000:
            line.addStretch(1)
        layout = column(self.label, line, gap=4)
        if hint:
            layout.addWidget(label(hint, "caption", wrap=True))
        layout.addWidget(self.error)
        layout.addStretch(1)
        self.setLayout(layout)

    def say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        set_look(self.field, wrong=bool(text))
        self.field.setAccessibleDescription(text)


class FormGrid(QWidget):
    """Fields with their labels, in one column or two; knows no dialog.

    Enter goes to the next field and Shift+Enter back; in long texts Enter is a new line.
    """

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cells: dict[str, _Cell] = {}
        self._required: set[str] = set()
        self._place = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(10))
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)

    def add(
        self,
        about: str,
        name: str,
        field: AnyField,
        *,
        required: bool = False,
        unit: str = "",
        hint: str = "",
        wide: bool = False,
    ) -> AnyField:
        """Add a field and return it.

        Args:
            about: what a ``Problem`` calls this field.
            name: the label's words; a required field says so by word.
            field: the widget.
            required: whether the form refuses to be kept while it is empty.
            unit: shown after the field.
            hint: a muted line under the field.
            wide: take the whole line in a form of two columns.
        """
        said = _("{field} (required)").format(field=name) if required else name
        field.setAccessibleName(said)
        cell = _Cell(said, field, unit, hint)
        self._cells[about] = cell
        if required:
            self._required.add(about)
        self._put(cell, wide=wide)
        field.installEventFilter(self)
        return field

    def add_heading(self, words: str) -> QLabel:
        """Start a new part of the form under a heading."""
        heading = label(words, "card_title")
        self._put(heading, wide=True)
        return heading

    def add_wide(self, widget: QWidget) -> None:
        """Add any widget over the whole width."""
        self._put(widget, wide=True)

    def show_field(self, about: str, *, shown: bool) -> None:
        """Show or hide a field with its label; a hidden one is never required."""
        self._cells[about].setVisible(shown)

    def rename(self, about: str, name: str) -> None:
        """Give a field another label, where what it asks depends on another field."""
        cell = self._cells[about]
        said = _("{field} (required)").format(field=name) if about in self._required else name
        cell.label.setText(said)
        cell.field.setAccessibleName(said)

    def field(self, about: str) -> QWidget:
        """Return the field a problem would be about."""
        return self._cells[about].field

    def own_problems(self) -> dict[str, str]:
        """Return what the form itself can see: what is required and empty, what is unreadable."""
        found: dict[str, str] = {}
        for about, cell in self._cells.items():
            if cell.isHidden() or not cell.field.isEnabled():
                continue
            if unreadable := _ask(cell.field, "unreadable"):
                found[about] = str(unreadable)
            elif about in self._required and _ask(cell.field, "is_empty"):
                found[about] = _("This is required.")
        return found

    def show_problems(self, told: dict[str, str]) -> None:
        """Show each sentence under its field, and none under the others; go to the first."""
        for about, cell in self._cells.items():
            cell.say(told.get(about, ""))
        for about in self._cells:
            if about in told:
                self._cells[about].field.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def knows(self, about: str) -> bool:
        """Return whether there is a field of that name."""
        return about in self._cells

    def fields(self) -> Iterable[QWidget]:
        """Return the fields from first to last."""
        return (cell.field for cell in self._cells.values())

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and plain) or isinstance(watched, QPlainTextEdit | QPushButton):
            return False
        return self._step(watched, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _step(self, watched: QObject | None, *, back: bool) -> bool:
        """Go to the next field, or out of the form after the last."""
        if not isinstance(watched, QWidget):
            return False
        _ask(watched, "settle")
        step = next_stop(watched, back=back)
        if step is not None:
            reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
            step.setFocus(reason)
            bring_into_sight(step)
        return step is not None

    def _put(self, widget: QWidget, *, wide: bool) -> None:
        if wide and self._place % self._columns:
            self._place += self._columns - self._place % self._columns
        line, place = divmod(self._place, self._columns)
        span = self._columns if wide else 1
        self._grid.addWidget(widget, line, place, 1, span)
        self._place += span


class Form(QDialog):
    """A form in a window of its own.

    A form adds its fields in ``__init__`` and overrides ``keep``, which hands the values to a
    service; what the service refuses is shown under the fields. Ctrl+Enter keeps; Esc leaves at
    once, and asks only where something was typed.
    """

    def __init__(
        self,
        title: str,
        verb: str,
        *,
        columns: int = 1,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``verb`` is the word on the primary button."""
        super().__init__(parent)
        self._dialogs = dialogs or QtDialogs()
        self._dirty = False
        self.setWindowTitle(title)
        self.setModal(True)
        self.note = InlineNote()
        self.grid = FormGrid(columns)
        self.keep_button = button(verb, look="primary", tip=verb + "  Ctrl+Enter")
        self.leave_button = button(_("Cancel"), tip=_("Cancel") + "  Esc")
        self._lay_out(title, columns)
        self._connect()

    def keep(self) -> None:
        """Hand the values to a service. Forms override this; ``Refused`` is shown."""
        raise NotImplementedError

    def add(
        self,
        about: str,
        name: str,
        field: AnyField,
        *,
        required: bool = False,
        unit: str = "",
        hint: str = "",
        wide: bool = False,
    ) -> AnyField:
        """Add a field as ``FormGrid.add`` does, and watch whether it is edited."""
        self.grid.add(about, name, field, required=required, unit=unit, hint=hint, wide=wide)
        edited = getattr(field, "edited", None)
        if edited is not None:
            edited.connect(self._on_edited)
        return field

    def try_to_keep(self) -> None:
        """Keep and close, or show what stands against it."""
        focused = self.focusWidget()
        if focused is not None:
            _ask(focused, "settle")
        own = self.grid.own_problems()
        if own:
            self._show(own, [])
            return
        try:
            self.keep()
        except Refused as refusal:
            self.show_problems(refusal.problems)
        else:
            self._dirty = False
            self.accept()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem under its field, and those about no field at the top."""
        told: dict[str, str] = {}
        others: list[str] = []
        for problem in problems:
            if self.grid.knows(problem.about):
                before = told.get(problem.about, "")
                told[problem.about] = f"{before}\n{problem}".strip()
            else:
                others.append(str(problem))
        self._show(told, others)

    def set_clean(self) -> None:
        """Take what stands in the fields as the beginning, for instance after filling them."""
        self._dirty = False

    def reject(self) -> None:
        if not self._dirty or self._dialogs.confirm(
            self,
            _("Leave without saving?"),
            _("What you typed in this form will be lost."),
            yes=_("Discard"),
            no=_("Keep editing"),
        ):
            super().reject()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if event is not None:
            event.ignore()
            self.reject()

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget at the left of the fields, as high as all of them."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.removeWidget(self._fields_room)
            line = row(widget, self._fields_room, gap=16)
            line.setStretchFactor(self._fields_room, 1)
            layout.insertLayout(2, line, 1)
            self.setMinimumWidth(self.minimumWidth() + widget.minimumWidth() + px(16))

    def _lay_out(self, title: str, columns: int) -> None:
        heading = label(title, "card_title")
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner_layout = QVBoxLayout(inner)
        inner_layout.setContentsMargins(0, 0, px(8), 0)
        inner_layout.addWidget(self.grid)
        inner_layout.addStretch(1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(12), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(heading)
        layout.addWidget(self.note)
        self._fields_room = scrolling(inner)
        layout.addWidget(self._fields_room, 1)
        foot = row(buttons)
        foot.setContentsMargins(0, 0, px(8), 0)
        layout.addLayout(foot)
        self._inner = inner
        self.setMinimumWidth(px(TWO_COLUMNS_FROM if columns > 1 else 460))

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self.try_to_keep)
        self.leave_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.try_to_keep)

    def showEvent(self, event: QShowEvent | None) -> None:
        self._take_size()  # before Qt puts the form in the middle of what it belongs to
        super().showEvent(event)
        if self.focusWidget() is None:
            self._focus_first()

    def _focus_first(self) -> None:
        """Let typing begin in the first field, not on the button that ends it."""
        for field in self.grid.fields():
            if _takes_keyboard(field):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def _take_size(self) -> None:
        """Be as high as the fields need, but never higher than the screen leaves room for."""
        screen = self.screen()
        most = round(screen.availableGeometry().height() * 0.9) if screen else px(640)
        layout = self._inner.layout()
        if layout is not None:
            layout.activate()
        width = max(self.width(), self.minimumWidth()) - px(40)
        fields = layout.totalHeightForWidth(width) if layout else 0
        if layout is not None and not layout.hasHeightForWidth():
            fields = layout.totalSizeHint().height()
        note = 0 if self.note.isHidden() else self.note.sizeHint().height() + px(12)
        wanted = fields + note + px(124)
        self.resize(max(self.width(), self.minimumWidth()), min(wanted, most))
        self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """Move up where a form that grew would hide its buttons below the screen."""
        screen = self.screen()
        if screen is None or not self.isVisible():
            return
        below = self.frameGeometry().bottom() - screen.availableGeometry().bottom()
        if below > 0:
            top = screen.availableGeometry().top()
            self.move(self.x(), max(top, self.frameGeometry().top() - below))

    def _show(self, told: dict[str, str], others: list[str]) -> None:
        self.grid.show_problems(told)
        if others:
            self.note.say("\n".join(others))
        else:
            self.note.hide()
        self._take_size()
        QTimer.singleShot(0, self._show_focused)  # once the sentences have their room

    def _show_focused(self) -> None:
        """Let the field be seen that a problem is about."""
        if (focused := self.focusWidget()) is not None:
            bring_into_sight(focused)

    def _on_edited(self) -> None:
        self._dirty = True


def next_stop(start: QWidget, *, back: bool = False) -> QWidget | None:
    """Return the widget that Enter goes to from ``start``: the next that takes the keyboard.

    Labels, hidden and disabled widgets, inner parts of Qt's own and stand-ins are passed over.
    Buttons within a field are passed over too; those of the dialog are not.
    """
    current = start
    while True:
        following = current.previousInFocusChain() if back else current.nextInFocusChain()
        if following is None or following is start:
            return None
        current = following
        if _takes_keyboard(current) and not start.isAncestorOf(current):
            return current


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    inner = widget.objectName().startswith("qt_")
    return bool(
        by_tab
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
        and not inner
    )


def _ask(field: QWidget, question: str) -> object:
    asked = getattr(field, question, None)
    return asked() if callable(asked) else ""
