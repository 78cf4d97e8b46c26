"""What was counted or opened without this program, written down later."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.opening_kept import NewOpening
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.domain.visits import (
    MOST_PEOPLE,
    USUAL_SERVICE,
    VISITED_SERVICES,
    Counting,
    DaySheet,
    Tally,
)
from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    TextField,
    TickField,
    TimeField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.opening_kept import OpeningLine
    from stationdesk.services.opening_log import OpeningLog
    from stationdesk.services.visits import Visits

COLUMNS = 4


class DaySheetForm(Form):
    """A day's sums of a sheet of paper by group; what stands for the day already is told."""

    def __init__(
        self, visits: Visits, today: date, groups: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Make the form; ``groups`` is the order in which they stand."""
        verb = _("Enter the sums")
        super().__init__(_("Enter a tally sheet"), verb, columns=COLUMNS, parent=parent)
        self._visits = visits
        self._request_key = new_uid()
        services: dict[object, str] = {key: _(words) for key, words in VISITED_SERVICES.items()}
        self.day = self.add("day", _("Day"), DayField(today, today), required=True)
        self.service = self.add("service", _("What they come for"), ChoiceField(services))
        self.words = self.add("note", _("Note"), TextField())
        self._before = label("", "caption", wrap=True)
        self.grid.add_wide(self._before)
        self.people = {key: self._ask_for(key) for key in groups}
        words = _("Instead of what earlier sheets of this day said; clicks stay")
        self.instead = self.add("instead", "", TickField(words), wide=True)
        self.service.set_value(USUAL_SERVICE)
        self.day.edited.connect(self._tell_before)
        self._tell_before()
        self.set_clean()

    def keep(self) -> None:
        day = self.day.value()
        if day is None:
            return
        self._visits.write_down(
            DaySheet(
                day=day,
                tallies=tuple(self._tallies()),
                note=self.words.value(),
                instead=self.instead.value() and not self.instead.isHidden(),
                request_key=self._request_key,
            )
        )

    def _ask_for(self, group: str) -> CountField:
        return self.add(f"people {group}", _(VISITOR_GROUPS[group]), CountField(most=MOST_PEOPLE))

    def _tallies(self) -> list[Tally]:
        service = str(self.service.value())
        return [
            Tally(group=group, service=service, people=people)
            for group, field in self.people.items()
            if (people := field.value())
        ]

    def _tell_before(self) -> None:
        """Tell what is counted for the day already, so that nobody is counted twice."""
        day = self.day.value()
        found = [] if day is None else self._visits.counts_of(day)
        sheets = sum(each.people for each in found if each.counting is Counting.SHEET)
        others = sum(each.people for each in found) - sheets
        words = _("Counted for this day already: {sheets} from sheets, {others} otherwise.")
        self._before.setText(words.format(sheets=sheets, others=others))
        self.grid.show_field("instead", shown=bool(sheets))


class OpeningForm(Form):
    """When the station was open on a day of which the clicks were forgotten."""

    def __init__(
        self,
        log: OpeningLog,
        today: date,
        day: date,
        unclosed: Sequence[OpeningLine] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``unclosed`` are lines without an end: their day's form ends them."""
        super().__init__(_("When the door was open"), _("Write into the log"), parent=parent)
        self._log = log
        self._unclosed = {line.day: line for line in unclosed}
        self.day = self.add("day", _("Day"), DayField(today, day), required=True)
        self.opened = self.add("opened_at", _("Opened at"), TimeField(), required=True)
        self.closed = self.add("closed_at", _("Closed at"), TimeField(), required=True)
        self.reason = self.add("reason", _("Why it is written later"), TextField(), required=True)
        self.day.edited.connect(self._on_day)
        self._on_day()
        self.set_clean()

    def keep(self) -> None:
        day, opened, closed = self.day.value(), self.opened.value(), self.closed.value()
        if day is None or opened is None or closed is None:
            return
        wish = _opening(day, opened, closed, self.reason.value())
        line = self._unclosed.get(day)
        if line is None:
            self._log.write_down(wish)
        else:
            self._log.correct(line.id, wish, line.version)

    def _on_day(self) -> None:
        day = self.day.value()
        line = self._unclosed.get(day) if day is not None else None
        if line is not None:
            self.opened.set_value(line.opened_at.time())


def _opening(day: date, opened: time, closed: time, reason: str) -> NewOpening:
    return NewOpening(
        opened_at=datetime.combine(day, opened),
        closed_at=datetime.combine(day, closed),
        reason=reason,
    )
