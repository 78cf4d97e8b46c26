"""The working calendar: a year at a glance, its holidays and worked weekends, years from files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.calendar_rules import working_days_in
from stationdesk.domain.problems import Refused
from stationdesk.domain.working_days import DAY_KIND_WORDS, WORKED_KINDS, DayKind
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.calendar_columns import DAY_KIND_TONES, SPANS
from stationdesk.ui.settings.calendar_form import CalendarForm
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import Card, button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import ChoiceField
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.year_picture import DrawnKind, YearPicture

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.calendar_rules import CalendarSpan
    from stationdesk.domain.working_days import Calendar
    from stationdesk.services.working_calendar import WorkingCalendar
    from stationdesk.ui.dialogs import Dialogs

CALENDAR_FILES = "TOML, CSV (*.toml *.csv)"
ONE_CALENDAR = "TOML (*.toml)"
CELL_MARKS = {
    DayKind.HOLIDAY: N_("H"),
    DayKind.WORKED_WEEKEND: N_("W"),
    DayKind.MARKET: N_("M"),
}
"""休, 班, 集: what stands in the cell of a day instead of its number."""


class CalendarSection(Section):
    """One year, chosen above; below it as a picture and as a list that can be corrected."""

    def __init__(
        self, calendar: WorkingCalendar, dialogs: Dialogs, today: Callable[[], date]
    ) -> None:
        super().__init__(_("Enter days of the calendar"), Icon.CALENDAR)
        self._calendar, self._dialogs, self._today = calendar, dialogs, today
        self.missing = InlineNote(closable=False)
        self.year = ChoiceField()
        self.year.setAccessibleName(_("Calendar year"))
        self.told = label("", "muted", wrap=True)
        self.picture = YearPicture()
        self.bring_in = button(_("Bring in a year from a file"), Icon.ARROW_IMPORT)
        self.save_year = button(_("Save this year as a file"), Icon.ARROW_EXPORT)
        self.edit = button(_("Edit"), Icon.EDIT)
        self.remove = button(_("Remove own entry"), Icon.DELETE)
        self.table: RecordTable[CalendarSpan] = RecordTable(
            SPANS, _("Holidays and worked weekends"), key=lambda span: span.first_day, footer=False
        )
        self._year = today().year
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the year again, and which years there are."""
        calendar, today = self._calendar.calendar(), self._today()
        last = max([*calendar.years, today.year + 1])
        first = min([*calendar.years, today.year])
        self.year.set_options({year: str(year) for year in range(last, first - 1, -1)})
        self.year.blockSignals(True)
        self.year.set_value(self._year)
        self.year.blockSignals(False)
        self._show_year(calendar, today)

    def run_primary(self) -> None:
        """Let days be entered."""
        self._open(CalendarForm(self._calendar, self._today(), dialogs=self._dialogs, parent=self))

    def _build(self) -> None:
        at_a_glance = Card(_("Year at a glance"))
        at_a_glance.title_row.addWidget(self.year)
        at_a_glance.body.addWidget(self.missing)
        at_a_glance.body.addWidget(self.told)
        at_a_glance.body.addWidget(self.picture)
        at_a_glance.body.addLayout(row(self.bring_in, self.save_year, None))
        days = Card(_("Holidays and worked weekends"))
        for made in (self.edit, self.remove):
            days.title_row.addWidget(made)
        days.body.addWidget(self.table)
        self.table.fit_rows()
        self.table.view.fold("source", "days")
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No holidays of this year are entered yet."),
                _("Bring them in from a file, or enter them one after the other."),
                name=Icon.CALENDAR,
            )
        )
        self.body.addWidget(at_a_glance)
        self.body.addWidget(days)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self._on_year)
        self.missing.acted.connect(self._on_bring_in)
        self.bring_in.clicked.connect(self._on_bring_in)
        self.save_year.clicked.connect(self._on_save_year)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.picture.chosen.connect(self._on_day)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.table.add_action(_("Remove own entry"), self._remove, Icon.DELETE, "Del")
        self._on_chosen(None)

    def _show_year(self, calendar: Calendar, today: date) -> None:
        known = self._year in calendar.years
        self.picture.show_year(self._year, _drawn(calendar, self._year), today)
        self.table.show_records(self._calendar.spans(self._year))
        self.save_year.setEnabled(known)
        self.told.setText(_told(calendar, self._year))
        if known:
            self.missing.hide()
            return
        phrase = _("The holidays of {year} are not complete; deadlines count every plain weekday.")
        verb = _("Bring in a year from a file")
        self.missing.say(phrase.format(year=self._year), Tone.WARNING, verb)

    def _open(self, form: CalendarForm) -> None:
        if form.exec():
            self.settled.emit()
            self.refresh()

    def _remove(self, spans: list[CalendarSpan]) -> None:
        for span in spans:
            if span.own:
                self._calendar.remove_override(span.first_day, span.last_day)
        self.refresh()

    def _on_year(self, _index: int) -> None:
        year = self.year.value()
        if isinstance(year, int) and year != self._year:
            self._year = year
            self._show_year(self._calendar.calendar(), self._today())

    def _on_bring_in(self) -> None:
        title = _("Calendar file to bring in")
        for path in self._dialogs.open_paths(self, title, CALENDAR_FILES)[:1]:
            try:
                years = self._calendar.bring_in_file(path)
            except Refused as refusal:
                self.refused.emit(refusal)
                return
            self._year = years[-1].year
            self.settled.emit()
            self.refresh()

    def _on_save_year(self) -> None:
        path = self._dialogs.save_path(self, f"holidays-{self._year}.toml", ONE_CALENDAR)
        if path is None:
            return
        try:
            self._calendar.write_file(self._year, path)
        except Refused as refusal:
            self.refused.emit(refusal)
        else:
            self.said.emit(_("“{name}” was written.").format(name=path.name))

    def _on_edit(self) -> None:
        span = self.table.current()
        if span is not None:
            self._on_opened(span)

    def _on_opened(self, span: CalendarSpan) -> None:
        self._open(
            CalendarForm(self._calendar, self._today(), span, dialogs=self._dialogs, parent=self)
        )

    def _on_day(self, day: date) -> None:
        known = self.table.choose_where(lambda span: span.first_day <= day <= span.last_day)
        span = self.table.current() if known else None
        form = CalendarForm(self._calendar, self._today(), span, dialogs=self._dialogs, parent=self)
        if span is None:
            form.choose_day(day)
        self._open(form)

    def _on_remove(self) -> None:
        self._remove(self.table.selected())

    def _on_chosen(self, span: CalendarSpan | None) -> None:
        self.edit.setEnabled(span is not None)
        self.remove.setEnabled(span is not None and span.own)


def _drawn(calendar: Calendar, year: int) -> dict[date, DrawnKind]:
    days, day = {}, date(year, 1, 1)
    while day.year == year:
        days[day] = _drawn_day(calendar, day)
        day += timedelta(days=1)
    return days


def _drawn_day(calendar: Calendar, day: date) -> DrawnKind:
    kind, entry = calendar.kind_on(day), calendar.entry_on(day)
    parts = (day.isoformat(), _(DAY_KIND_WORDS[kind]), entry.name if entry else "")
    return DrawnKind(
        tone=DAY_KIND_TONES[kind],
        mark=_(CELL_MARKS[kind]) if kind in CELL_MARKS else "",
        told=" ".join(filter(None, parts)),
        free=kind not in WORKED_KINDS,
        own=day in calendar.own,
    )


def _told(calendar: Calendar, year: int) -> str:
    kinds = [each.kind for each in calendar.days_of(year)]
    phrase = _("{year}: {working} working days; {off} holidays, {worked} worked weekends")
    return phrase.format(
        year=year,
        working=working_days_in(calendar, year),
        off=kinds.count(DayKind.HOLIDAY),
        worked=kinds.count(DayKind.WORKED_WEEKEND),
    )
