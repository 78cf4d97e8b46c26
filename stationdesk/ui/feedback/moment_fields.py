"""When something happened: a day and a time, now unless somebody says otherwise."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import DayField, TimeField

if TYPE_CHECKING:
    from stationdesk.ui.widgets.forms import Form

NOON = time(12)


class MomentFields:
    """Two fields of a form that tell one moment; untouched they tell that it is now."""

    def __init__(self, form: Form, about: str, now: datetime, day_says: str) -> None:
        """``about`` is what a ``Problem`` calls the moment; it is shown under the day."""
        self._now = now.replace(tzinfo=None, second=0, microsecond=0)
        today = self._now.date()
        self.day = form.add(about, day_says, DayField(today, today), required=True)
        self.time = form.add(f"{about}_time", _("At what time"), TimeField(self._now.time()))

    def value(self) -> datetime:
        """Return the moment; today without a time is now, another day is told by its noon."""
        day, typed = self.day.value() or self._now.date(), self.time.value()
        if typed is None and day == self._now.date():
            return self._now
        return datetime.combine(day, typed or NOON)

    def typed(self) -> datetime | None:
        """Return the moment that was typed, None where the fields say that it is now."""
        moment = self.value()
        return None if moment == self._now else moment
