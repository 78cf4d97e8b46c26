"""The first step: shifts and cover rules proposed after the opening hours, ticked to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.roster.day_kind_ticks import weekdays_words
from stationdesk.ui.roster.words import times_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.roster.cover_rules import NewCoverRule
    from stationdesk.domain.roster.shifts import NewShiftTemplate
    from stationdesk.services.roster import Roster
    from stationdesk.ui.dialogs import Dialogs


class UsualForm(Form):
    """Keeps what is ticked; what the station has already is not proposed again."""

    def __init__(self, roster: Roster, *, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Usual shifts and cover"), _("Keep what is ticked"), dialogs=dialogs, parent=parent
        )
        self._roster = roster
        hint = _("After your opening hours. Everything can be changed later under “Shift rules”.")
        self.grid.add_wide(label(hint, "caption", wrap=True))
        had = {(each.name, each.from_minute) for each in roster.templates()}
        kept = {(each.name, each.from_minute) for each in roster.cover_rules()}
        self.templates = [
            (each, TickField(_template_words(each), value=True))
            for each in roster.usual_templates()
            if (each.name, each.from_minute) not in had
        ]
        self.cover = [
            (each, TickField(_cover_words(each), value=True))
            for each in roster.usual_cover_rules()
            if (each.name, each.from_minute) not in kept
        ]
        self._add_ticks(_("Shifts"), [tick for _each, tick in self.templates])
        self._add_ticks(_("Cover by the clock"), [tick for _each, tick in self.cover])
        if not self.templates and not self.cover:
            nothing = _("Nothing more to propose. Opening hours are entered in the settings.")
            self.grid.add_wide(label(nothing, "strong", wrap=True))
        self.set_clean()

    def keep(self) -> None:
        for template, tick in self.templates:
            if tick.value():
                self._roster.add_template(template)
        for rule, tick in self.cover:
            if tick.value():
                self._roster.add_cover_rule(rule)

    def _add_ticks(self, heading: str, ticks: list[TickField]) -> None:
        if ticks:
            self.grid.add_heading(heading)
        for tick in ticks:
            self.grid.add_wide(tick)


def _template_words(each: NewShiftTemplate) -> str:
    times = times_words(each.from_minute, each.to_minute)
    people = _("{count} people").format(count=each.needed)
    return f"{each.name} {times} · {people} · {weekdays_words(each.weekdays)}"


def _cover_words(each: NewCoverRule) -> str:
    times = times_words(each.from_minute, each.to_minute)
    people = _("at least {count} people").format(count=each.people) if each.people else ""
    return " · ".join(filter(None, (f"{each.name} {times}", people)))
