"""A timetable is filled in: the hours of a week, and the part of the year they hold in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import NewTimetable
from stationdesk.i18n import _
from stationdesk.ui.settings.season_field import SeasonField
from stationdesk.ui.settings.week_editor import WeekEditor
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.opening import Timetable
    from stationdesk.domain.problems import Problem
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs


class TimetableForm(Form):
    """Enters a timetable, or changes the one given."""

    def __init__(
        self,
        station: StationFacts,
        today: date,
        timetable: Timetable | None = None,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Change a timetable") if timetable else _("New timetable")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._station, self._timetable = station, timetable
        self._add_fields(today)
        if timetable is not None:
            self._fill(timetable)
        self.set_clean()

    def keep(self) -> None:
        """Hand the hours to the service."""
        found = self._timetable
        if found is None:
            self._station.keep_timetable(self._wish())
        else:
            self._station.keep_timetable(self._wish(), found.id, found.version)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what concerns one weekday under it, and the rest as other forms do."""
        others: list[Problem] = []
        days: dict[int, str] = {}
        for problem in problems:
            about, _dot, number = problem.about.partition(".")
            if about == "week" and number:
                days[int(number)] = f"{days.get(int(number), '')}\n{problem}".strip()
            else:
                others.append(problem)
        super().show_problems(others)
        self.week.show_problems(days)

    def _add_fields(self, today: date) -> None:
        self.name = self.add(
            "name", _("Name of the timetable"), TextField(hint=_("e.g. Summer")), required=True
        )
        self.name.offer([_("Whole year"), _("Summer"), _("Winter")])
        self.valid_from = self.add(
            "valid_from", _("In force from"), DayField(today, today), required=True
        )
        self.week = self.add(
            "week",
            _("Hours of the week"),
            WeekEditor(),
            wide=True,
            hint=_("Several stretches a day: 8:30-12 14-18. Empty means closed; 0-24 is all day."),
        )
        self.grid.add_heading(_("Only in a part of the year?"))
        self.starts = self.add("season_starts", _("First day of the season"), SeasonField())
        self.ends = self.add(
            "season_ends",
            _("Last day of the season"),
            SeasonField(),
            hint=_("A season may run over the new year."),
        )
        self.valid_to = self.add(
            "valid_to",
            _("In force through"),
            DayField(today),
            hint=_("Empty while it holds. In a season its timetable goes before the others."),
        )

    def _fill(self, timetable: Timetable) -> None:
        self.name.set_value(timetable.name)
        self.valid_from.set_value(timetable.valid_from)
        self.valid_to.set_value(timetable.valid_to)
        self.starts.set_value(timetable.season_starts)
        self.ends.set_value(timetable.season_ends)
        self.week.set_value(timetable.week)

    def _wish(self) -> NewTimetable:
        first = self.valid_from.value()
        assert first is not None, "the form itself asks for it"
        return NewTimetable(
            name=self.name.value(),
            valid_from=first,
            valid_to=self.valid_to.value(),
            season_starts=self.starts.value(),
            season_ends=self.ends.value(),
            week=self.week.value(),
        )
