"""Days are entered that are not what the calendar says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.calendar_rules import NewDays
from stationdesk.domain.working_days import DAY_KIND_WORDS, KEPT_KINDS, DayKind
from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.calendar_rules import CalendarSpan
    from stationdesk.services.working_calendar import WorkingCalendar
    from stationdesk.ui.dialogs import Dialogs


class CalendarForm(Form):
    """Enters holidays, worked weekends and market days; a stretch given is filled in."""

    def __init__(
        self,
        calendar: WorkingCalendar,
        today: date,
        span: CalendarSpan | None = None,
        *,
        dialogs: Dialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Days of the calendar"), _("Save"), columns=2, dialogs=dialogs, parent=parent
        )
        self._calendar, self._today = calendar, today
        self._add_fields()
        if span is not None:
            self._fill(span)
        self.set_clean()

    def keep(self) -> None:
        """Hand the days to the service."""
        first, kind = self.first.value(), self.kind.value()
        assert first is not None, "the form itself asks for it"
        assert isinstance(kind, DayKind), "only kinds are offered"
        self._calendar.override(
            NewDays(
                first_day=first,
                last_day=self.last.value() or first,
                kind=kind,
                name=self.name.value(),
            )
        )

    def choose_day(self, day: date) -> None:
        """Fill in a day that was pointed at."""
        self.first.set_value(day)
        self.set_clean()

    def _add_fields(self) -> None:
        self.first = self.add("first_day", _("First day"), DayField(self._today), required=True)
        self.last = self.add(
            "last_day", _("Last day"), DayField(self._today), hint=_("Empty: one day only.")
        )
        words: dict[object, str] = {kind: _(DAY_KIND_WORDS[kind]) for kind in KEPT_KINDS}
        self.kind = self.add(
            "kind",
            _("Kind of day"),
            ChoiceField(words),
            required=True,
            hint=_("A market day is worked where the calendar says so."),
        )
        self.name = self.add(
            "name", _("Occasion"), TextField(hint=_("e.g. National Day")), required=True
        )
        self.name.offer(
            [
                _("New Year's Day"),
                _("Spring Festival"),
                _("Qingming"),
                _("Labour Day"),
                _("Dragon Boat Festival"),
                _("Mid-Autumn Festival"),
                _("National Day"),
                _("Market day"),
            ]
        )

    def _fill(self, span: CalendarSpan) -> None:
        self.first.set_value(span.first_day)
        self.last.set_value(span.last_day if span.days > 1 else None)
        self.kind.set_value(span.kind)
        self.name.set_value(span.name)
