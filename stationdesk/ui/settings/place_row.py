"""A folder or a file with its name, and ways to look into it and to choose another."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import (
    Elide,
    button,
    column,
    icon_button,
    keep_shown,
    label,
    set_look,
)


class PlaceRow(QWidget):
    """Two lines, what it is and where it lies, with buttons at the right."""

    change_wanted = pyqtSignal()
    open_wanted = pyqtSignal(Path)

    def __init__(self, name: str, *, can_change: bool = True) -> None:
        super().__init__()
        self._place: Path | None = None
        self.words = Elide("", "strong")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remark = label("", "caption", wrap=True)
        self.open_button = icon_button(Icon.FOLDER_OPEN, _("Open {name}").format(name=name))
        self.change_button = button(_("Change…"))
        self.change_button.setAccessibleName(_("Change {name}").format(name=name))
        keep_shown(self.change_button, shown=can_change)
        keep_shown(self.remark, shown=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(column(label(name, "field"), self.words, self.remark, gap=2), 1)
        layout.addWidget(self.open_button)
        layout.addWidget(self.change_button)
        self.open_button.clicked.connect(self._on_open)
        self.change_button.clicked.connect(self.change_wanted)

    def show_place(self, place: Path | None, remark: str = "") -> None:
        """Show another place; None is none. ``remark`` says what is the matter with it."""
        self._place = place
        self.words.setText(str(place) if place else _("none chosen"))
        set_look(self.words, look="strong" if place else "muted")
        self.remark.setText(remark)
        set_look(self.remark, tone="warning" if remark else None)
        keep_shown(self.remark, shown=bool(remark))
        self.open_button.setEnabled(place is not None and (place.exists() or place.parent.exists()))

    def _on_open(self) -> None:
        if self._place is not None:
            self.open_wanted.emit(self._place)
