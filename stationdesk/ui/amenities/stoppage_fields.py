"""The part of a form that tells whether, and from when, a fault keeps pieces out of use."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import CountField, DayField, TickField, TimeField

if TYPE_CHECKING:
    from stationdesk.ui.widgets.forms import Form


class StoppageFields:
    """A tick with day, time and pieces under it; they show once the tick is set."""

    def __init__(self, form: Form, now: datetime, *, asked: bool = True) -> None:
        """``asked`` puts the tick before the fields; else the use stops in any case."""
        self._form = form
        self._pieces_of = 1
        self._offered = True
        self.stops = TickField(_("It cannot be used until it is repaired"))
        self.day = DayField(now.date(), now.date())
        self.time = TimeField(now.time().replace(second=0, microsecond=0))
        self.pieces = CountField(None, least=1)
        if asked:
            form.add("stops_use", _("Use of the amenity"), self.stops, wide=True)
            self.stops.edited.connect(self._show)
        else:
            self.stops.setChecked(True)
        form.add("stops_use_from", _("Out of use from (day)"), self.day, required=True)
        form.add("stops_use_time", _("Out of use from (time)"), self.time, required=True)
        form.add("pieces", _("Pieces concerned"), self.pieces, hint=_("Empty means all of them."))
        self._asked = asked
        self._show()

    def offer(self, *, offered: bool) -> None:
        """Show or hide the whole part."""
        self._offered = offered
        if self._asked:
            self._form.grid.show_field("stops_use", shown=offered)
        self._show()

    def set_pieces_of(self, pieces: int) -> None:
        """Tell how many pieces the amenity has; with one there is nothing to ask."""
        self._pieces_of = pieces
        self.pieces.set_bounds(1, max(1, pieces))
        self._show()

    def started_at(self) -> datetime | None:
        """Return the minute from which the use stopped, None where it goes on."""
        day = self.day.value()
        if not self.stops.value() or day is None:
            return None
        return datetime.combine(day, self.time.value() or time())

    def pieces_out(self) -> int | None:
        """Return how many pieces are concerned, None for all."""
        return self.pieces.value() if self.stops.value() and self._pieces_of > 1 else None

    def _show(self) -> None:
        told = self._offered and self.stops.value()
        for about in ("stops_use_from", "stops_use_time"):
            self._form.grid.show_field(about, shown=told)
        self._form.grid.show_field("pieces", shown=told and self._pieces_of > 1)
