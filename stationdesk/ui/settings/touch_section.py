"""The touch page for visitors: how it is begun, and the PIN that alone leads out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QLineEdit, QWidget

from stationdesk.domain.pins import LONGEST_PIN, SHORTEST_PIN
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.section import Section
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, button, keep_shown, label, row
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import FormGrid

if TYPE_CHECKING:
    from stationdesk.domain.problems import Problem
    from stationdesk.services.touch_pin import TouchPin
    from stationdesk.ui.dialogs import Dialogs


class PinField(TextField):
    """Digits that nobody reads over one's shoulder."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST_PIN)
        self.setMaximumWidth(px(220))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )


class TouchSection(Section):
    """The PIN is typed twice and never shown again, only replaced."""

    touch_wanted = pyqtSignal()
    """Visitors shall use the touch page now."""

    def __init__(self, pin: TouchPin, dialogs: Dialogs) -> None:
        super().__init__(_("Save"), Icon.SAVE, "Ctrl+Return")
        self._pin, self._dialogs = pin, dialogs
        self.grid = FormGrid()
        self.start = button(_("Start the touch page"), Icon.OPEN)
        self.remove = button(_("Remove the PIN"), Icon.LOCK_CLOSED)
        self.state = label("", "strong", wrap=True)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Tell anew whether there is a PIN; what was typed stays."""
        is_set = self._pin.is_set()
        there = _("A PIN is set. To change it, type a new one twice.")
        none = _("No PIN is set yet: the touch page cannot be started.")
        self.state.setText(there if is_set else none)
        self.start.setEnabled(is_set)
        keep_shown(self.remove, shown=is_set)
        self.primary_changed.emit()

    def first_stop(self) -> QWidget | None:
        return self.start if self._pin.is_set() else self.pin

    def run_primary(self) -> None:
        """Keep the PIN, or show what stands against it."""
        try:
            self._pin.keep(self.pin.value(), self.again.value())
        except Refused as refusal:
            self._show_refusal(refusal.problems)
            return
        self._wipe()
        self.settled.emit()
        self.refresh()

    def can_run_primary(self) -> bool:
        """Return whether a PIN was typed."""
        return not self.pin.is_empty()

    def _build(self) -> None:
        page = Card(_("Touch page for visitors"))
        page.body.addWidget(
            label(
                _(
                    "Visitors write, praise, rate and read answers by themselves, full screen and"
                    " in large letters. What they say lands in the feedback book as new entries."
                ),
                "muted",
                wrap=True,
            )
        )
        page.body.addWidget(
            label(
                _(
                    "Start it here, from the feedback book, or with Ctrl+Shift+F12. The padlock at"
                    " the top right of it and the PIN lead back to your records."
                ),
                "muted",
                wrap=True,
            )
        )
        page.body.addLayout(row(self.start, None))
        card = Card(_("PIN of the touch page"))
        card.body.addWidget(self.state)
        hint = _("{least} to {most} digits").format(least=SHORTEST_PIN, most=LONGEST_PIN)
        self.pin = self.grid.add("pin", _("New PIN"), PinField(), hint=hint)
        self.again = self.grid.add("again", _("New PIN once more"), PinField())
        card.body.addWidget(self.grid)
        card.body.addLayout(row(self.remove, None))
        self.body.addWidget(page)
        self.body.addWidget(card)

    def _connect(self) -> None:
        self.pin.edited.connect(self.primary_changed)
        self.start.clicked.connect(self.touch_wanted)
        self.remove.clicked.connect(self._on_remove)

    def _show_refusal(self, problems: tuple[Problem, ...]) -> None:
        self.grid.show_problems({each.about: str(each) for each in problems})

    def _wipe(self) -> None:
        self.grid.show_problems({})
        for field in (self.pin, self.again):
            field.set_value("")

    def _on_remove(self) -> None:
        if self._dialogs.confirm(
            self,
            _("Remove the PIN?"),
            _("The touch page cannot be started until a new PIN is set."),
            yes=_("Remove"),
            dangerous=True,
        ):
            self._pin.forget()
            self._wipe()
            self.refresh()
