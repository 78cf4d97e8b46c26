"""What stands where there is no roster yet: first the usual shifts, then the first roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.words import span_words
from stationdesk.ui.widgets.basics import Card, button, column
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QPushButton

    from stationdesk.ui.roster.reading import Reading


class EmptyRoster(QStackedWidget):
    """One of three steps that lead on.

    ``usual_wanted`` asks for proposals, ``open_wanted`` for a new roster, ``shift_wanted`` for a
    shift of a roster that has none in these days.
    """

    usual_wanted = pyqtSignal()
    open_wanted = pyqtSignal()
    shift_wanted = pyqtSignal()

    def __init__(self, has_templates: Callable[[], bool]) -> None:
        super().__init__()
        self._has_templates = has_templates
        self.usual = button(_("Choose usual shifts"), Icon.SPARKLE)
        self.open = button(_("New roster"), Icon.ADD)
        self.shift = button(_("Add a shift"), Icon.ADD)
        self._first = EmptyState(
            Nothing.NEVER_USED,
            _("Which shifts does the station have?"),
            _("Shifts and cover are proposed after your opening hours; you keep what fits."),
            (self.usual,),
            name=Icon.CALENDAR_CLOCK,
        )
        self._none = EmptyState(
            Nothing.NEVER_USED,
            _("There is no roster for these days yet."),
            _("A roster is made from your shifts; you see it before it is kept."),
            (self.open,),
            name=Icon.CALENDAR,
        )
        self._bare = EmptyState(
            Nothing.NEVER_USED,
            _("The roster has no shifts in these days."),
            _("Closed days have none. A shift can be added by hand."),
            (self.shift,),
            name=Icon.CALENDAR,
        )
        for state in (self._first, self._none, self._bare):
            card = Card()
            card.body.addLayout(column(state))
            self.addWidget(card)
        self._connect(self.usual, self.usual_wanted.emit)
        self._connect(self.open, self.open_wanted.emit)
        self._connect(self.shift, self.shift_wanted.emit)

    def show_for(self, read: Reading) -> None:
        """Show the step that comes next for these days."""
        if read.periods:
            self.setCurrentIndex(2)
        elif not self._has_templates():
            self.setCurrentIndex(0)
        else:
            days = span_words(read.first, read.last)
            told = _("There is no roster for {days} yet.").format(days=days)
            self._none.say(told, _("A roster is made from your shifts; you see it first."))
            self.setCurrentIndex(1)

    def _connect(self, made: QPushButton, run: Callable[[], None]) -> None:
        made.clicked.connect(lambda _checked=False: run())
