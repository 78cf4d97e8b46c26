"""The first step to a new station: its name, its hours, and where its file will lie."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, cast

from PyQt6.QtWidgets import QWidget

from stationdesk.domain.file_places import risk_of_place, safe_stem
from stationdesk.domain.opening import Interval, NewTimetable, timetable_problems
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.station import (
    KIND_WORDS,
    LONGEST_NAME,
    NewStation,
    StationKind,
    station_problems,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, column, label, row
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.fields import ChoiceField, TextField, TickField, TimeField
from stationdesk.ui.widgets.forms import FormGrid
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.ui.dialogs import Dialogs

OPENS, CLOSES = time(8, 30), time(17, 30)
REST_FROM, REST_TO = time(12, 0), time(14, 0)
WEEKDAYS, WEEK = range(1, 6), range(1, 8)
ENDING = ".station"


class StationStep(QWidget):
    """Asks for the facts; only the name is required."""

    def __init__(self, folder: Path, dialogs: Dialogs, today: date) -> None:
        """``folder`` is where the file goes unless the person chooses another."""
        super().__init__()
        self._folder, self._dialogs, self._today = folder, dialogs, today
        self.grid = FormGrid(columns=2)
        self._place = Elide("", "muted")
        self.change_place = button(_("Change…"))
        self.change_place.setAccessibleName(_("Change where the file lies"))
        self.risk = InlineNote(closable=False)
        self._build()
        self._connect()
        self._tell_place()

    def leave(self) -> None:
        """Go on.

        Raises:
            Refused: when something is missing or cannot stay so; the fields say what.
        """
        told = self.grid.own_problems()
        problems = [*station_problems(self.station()), *timetable_problems(self.timetable())]
        for problem in problems:
            about = "closes" if problem.about.startswith("week") else problem.about
            told.setdefault(about, str(problem))
        self.grid.show_problems(told)
        if told:
            raise Refused([Problem("form", N_("Please look at the fields marked in red."))])

    def station(self) -> NewStation:
        """Return the facts typed so far."""
        return NewStation(
            name=self.name.value(),
            kind=cast("StationKind", self.kind.value()),
            street=self.street.value(),
            keeper=self.keeper.value(),
        )

    def timetable(self) -> NewTimetable:
        """Return the hours typed so far, in force since the beginning of the year."""
        days = WEEK if self.weekends.value() else WEEKDAYS
        return NewTimetable(
            name=_("Whole year"),
            valid_from=date(self._today.year, 1, 1),
            week={day: self._stretches() for day in days},
        )

    def path(self) -> Path:
        """Return the file to be made; one that is there already is never taken."""
        stem = safe_stem(self.name.value(), _("Station"))
        path, number = self._folder / f"{stem}{ENDING}", 2
        while path.exists():
            path, number = self._folder / f"{stem}-{number}{ENDING}", number + 1
        return path

    def _stretches(self) -> tuple[Interval, ...]:
        opens, closes = _minute(self.opens.value(), OPENS), _minute(self.closes.value(), CLOSES)
        if not self.rests.value():
            return (Interval(opens, closes),)
        rest_from = _minute(self.rest_from.value(), REST_FROM)
        rest_to = _minute(self.rest_to.value(), REST_TO)
        return Interval(opens, rest_from), Interval(rest_to, closes)

    def _build(self) -> None:
        self._add_facts()
        self._add_hours()
        place = row(label(_("The file will lie here:"), "field"), self._place, self.change_place)
        place.setStretchFactor(self._place, 1)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inside = column(self.grid, place, self.risk, None, gap=12)
        inside.setContentsMargins(0, 0, px(8), 0)
        inner.setLayout(inside)
        layout = column(scrolling(inner))
        self.setLayout(layout)
        self.setFocusProxy(self.name)

    def _add_facts(self) -> None:
        add = self.grid.add
        hint = _("e.g. Fengqiao Road Service Station")
        self.name = add("name", _("Station name"), TextField(hint=hint), required=True, wide=True)
        self.name.setMaxLength(LONGEST_NAME)
        kinds: dict[object, str] = {kind: _(words) for kind, words in KIND_WORDS.items()}
        self.kind = add("kind", _("Kind of station"), ChoiceField(kinds))
        self.keeper = add("keeper", _("Station keeper"), TextField())
        self.street = add("street", _("Street or town"), TextField(), wide=True)

    def _add_hours(self) -> None:
        add = self.grid.add
        self.opens = add("opens", _("Opens at"), TimeField(OPENS))
        self.closes = add("closes", _("Closes at"), TimeField(CLOSES))
        self.rests = add("rests", _("At noon"), TickField(_("Closed at noon"), value=True))
        self.weekends = add("weekends", _("At the weekend"), TickField(_("Open too"), value=True))
        self.rest_from = add("rest_from", _("Noon break from"), TimeField(REST_FROM))
        self.rest_to = add("rest_to", _("Noon break until"), TimeField(REST_TO))

    def _connect(self) -> None:
        self.name.edited.connect(self._tell_place)
        self.rests.edited.connect(self._on_rests)
        self.change_place.clicked.connect(self._on_change_place)

    def _tell_place(self) -> None:
        self._place.setText(str(self.path()))
        risk = risk_of_place(str(self._folder))
        if risk is None:
            self.risk.hide()
        else:
            self.risk.say(str(risk), Tone.WARNING)

    def _on_rests(self) -> None:
        for about in ("rest_from", "rest_to"):
            self.grid.show_field(about, shown=self.rests.value())

    def _on_change_place(self) -> None:
        folder = self._dialogs.folder(self, _("Folder for the station's file"))
        if folder is not None:
            self._folder = folder
            self._tell_place()


def _minute(typed: time | None, otherwise: time) -> int:
    moment = typed or otherwise
    return moment.hour * 60 + moment.minute
