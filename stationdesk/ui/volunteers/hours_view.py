"""Hours of service: by person, line by line, and the months that are closed for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget, QWidget

from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.ledger_rules import BY_HAND
from stationdesk.domain.attendance.lines import LedgerLine
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.attendance import hours_by_person, hours_ledger
from stationdesk.services.drafts import Choice
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.deeds import Over, ask
from stationdesk.ui.volunteers.empty_volunteers import nothing_yet
from stationdesk.ui.volunteers.month_rows import MonthRow, month_rows, months
from stationdesk.ui.volunteers.reason_form import ReasonForm
from stationdesk.ui.volunteers.service_forms import AdjustForm, ServiceForm
from stationdesk.ui.volunteers.words import hours_words
from stationdesk.ui.widgets.basics import (
    Card,
    button,
    column,
    keep_shown,
    label,
    rename,
    row,
)
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.period_bar import PeriodBar
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from stationdesk.domain.attendance.hours import HoursLine
    from stationdesk.domain.attendance.lines import HoursByPerson
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.listings.columns import Column
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.volunteers.attendance_deeds import AttendanceDeeds
    from stationdesk.ui.volunteers.deeds import VolunteerServices

PEOPLE, LINES, MONTHS = "people", "lines", "months"
REPORTS = {PEOPLE: "hours-by-person", LINES: "hours", MONTHS: "hours-by-person"}


class HoursView(QWidget):
    """Three listings of one period; Enter goes from a person to the lines behind the sum.

    ``refused`` carries problems that no form shows, ``turn_to`` asks for another page,
    ``review_wanted`` for what waits for a look.
    """

    refused = pyqtSignal(object)
    turn_to = pyqtSignal(str, object)
    review_wanted = pyqtSignal()

    def __init__(
        self, services: VolunteerServices, deeds: AttendanceDeeds, dialogs: Dialogs
    ) -> None:
        super().__init__()
        self._services, self._deeds, self._dialogs = services, deeds, dialogs
        self._attendance = services.attendance
        self._only: VolunteerId | None = None
        self.period = PeriodBar(services.today)
        self.filters = FilterBar(
            _("Name, number or service"),
            {PEOPLE: _("By person"), LINES: _("Ledger of hours"), MONTHS: _("Months and locks")},
            _("Which listing of hours"),
        )
        rounding = services.rounding()
        self.people: RecordTable[HoursByPerson] = RecordTable(
            hours_by_person(rounding), _("Hours by person"), key=lambda each: each.volunteer_id
        )
        self.lines: RecordTable[LedgerLine] = RecordTable(
            _line_columns(rounding), _("Ledger of hours"), key=lambda each: each.line.id
        )
        self.months: RecordTable[MonthRow] = RecordTable(
            months(rounding), _("Months and locks"), key=lambda each: each.month, verb_of=_verb
        )
        self.told = label("", "muted", wrap=True)
        self.one = button("", Icon.DISMISS, look="link")
        self._build()
        self._connect()

    @property
    def table(self) -> RecordTable[HoursByPerson] | RecordTable[LedgerLine] | RecordTable[MonthRow]:
        """The table that is seen."""
        segment = self.filters.segment()
        if segment == PEOPLE:
            return self.people
        return self.lines if segment == LINES else self.months

    def refresh(self) -> None:
        """Read the listing that is seen."""
        segment = self.filters.segment()
        first, last = self.period.days()
        figures = self._attendance.figures(first, last)
        words = _("{people} people, {services} times of service, {hours}")
        self.told.setText(
            words.format(
                people=figures.people,
                services=figures.services,
                hours=hours_words(figures.minutes, self._services.rounding()),
            )
        )
        if segment == PEOPLE:
            self.people.show_records(self._attendance.hours_by_person(first, last))
        elif segment == LINES:
            self.lines.show_records(self._attendance.ledger_lines(first, last, self._only))
        else:
            self.months.show_records(
                month_rows(self._attendance.lockable(), self._attendance.locks())
            )
        self._show_only()
        self._stack.setCurrentWidget(self.table)
        for part in (self.period, self.told):
            keep_shown(part, shown=segment != MONTHS)
        self._narrow()

    def show_person(self, volunteer_id: VolunteerId) -> None:
        """Show the lines of one volunteer, of this year."""
        self._only = volunteer_id
        self.period.periods.choose("this_year")
        self.filters.choose(LINES)
        self.refresh()

    def show_months(self) -> None:
        """Show which months are locked."""
        self.filters.choose(MONTHS)

    def show_month(self, month: str) -> None:
        """Put the cursor on a month, to be locked."""
        self.show_months()
        self.months.choose_where(lambda each: each.month == month)
        self.months.setFocus()

    def write_service(self) -> None:
        """Write service down that no attendance is behind."""
        services = self._services
        form = ServiceForm(
            self._attendance, services.people(), services.today(), self._only, **self._over_it()
        )
        ask(form)

    def report(self) -> tuple[str, Choice]:
        """Return the paper of what is seen, with its period."""
        first, last = self.period.days()
        if self.filters.segment() == LINES and self._only is not None:
            return "hours-statement", Choice(first=first, last=last, record=self._only)
        return REPORTS[self.filters.segment()], Choice(first=first, last=last)

    def _build(self) -> None:
        nothing = partial(
            nothing_yet,
            _("No hours in these days."),
            _("Signing out writes them by itself; service elsewhere is written down here."),
            _("Write service down…"),
            self.write_service,
            Icon.CLOCK,
        )
        self._stack = QStackedWidget()
        for table in (self.people, self.lines, self.months):
            table.say_when_empty(nothing())
            self._stack.addWidget(table)
        self.people.view.fold("group", "services", "minutes")
        self.people.set_hints(_("↑↓ choose"), _("Enter the lines behind it"))
        self.lines.view.fold("recorded_by", "cites", "line", "on", "number")
        self.lines.set_hints(_("↑↓ choose"), _("Enter adjust"))
        self.lines.add_action(_("Adjust or correct…"), self._on_lines, Icon.EDIT, "F4")
        self.lines.add_action(_("Take the line back…"), self._on_take_back, Icon.DELETE, "Del")
        self.months.set_hints(_("↑↓ choose"), _("Enter lock the month"))
        card = Card()
        card.body.addWidget(self.filters)
        card.body.addWidget(self.period)
        card.body.addLayout(row(self.told, self.one, None))
        card.body.addWidget(self._stack, 1)
        self.setLayout(column(card))

    def _connect(self) -> None:
        self.period.changed.connect(self.refresh)
        self.filters.changed.connect(self.refresh)
        self.filters.search.returnPressed.connect(self._on_search)
        for table in (self.people, self.lines, self.months):
            table.clear_wanted.connect(self.filters.search.clear)
        self.people.opened.connect(self._on_person)
        self.lines.opened.connect(self._on_line)
        self.months.opened.connect(self._on_month)
        self.one.clicked.connect(self._on_everybody)

    def _narrow(self) -> None:
        words = self.filters.query().casefold().split()

        def accepts(each: HoursByPerson | LedgerLine | MonthRow) -> bool:
            return all(word in _said(each) for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def _show_only(self) -> None:
        shown = self._only is not None and self.filters.segment() == LINES
        if self._only is not None:
            name = self._services.volunteers.volunteer(self._only).name
            rename(self.one, _("Only {name}: show everybody").format(name=name))
        keep_shown(self.one, shown=shown)

    def _on_search(self) -> None:
        self.table.go_to_first()

    def _on_person(self, each: HoursByPerson) -> None:
        self._only = each.volunteer_id
        self.filters.choose(LINES)

    def _on_everybody(self) -> None:
        self._only = None
        self.refresh()

    def _on_lines(self, lines: list[LedgerLine]) -> None:
        self._on_line(lines[0])

    def _on_line(self, each: LedgerLine) -> None:
        """Adjust a line that was written by hand, or correct the attendance behind it."""
        line = each.line
        if line.attendance_id is not None:
            self._deeds.correct_attendance(line.attendance_id)
        elif (base := self._base(line)) is not None:
            rounding = self._services.rounding()
            ask(AdjustForm(self._attendance, base, rounding, **self._over_it()))

    def _on_take_back(self, lines: list[LedgerLine]) -> None:
        base = self._base(lines[0].line)
        if base is None:
            self._on_line(lines[0])
            return
        form = ReasonForm(
            _("Take a line of hours back"),
            _("Take it back"),
            f"{base.name} {base.line.served_on} {base.line.work}",
            partial(self._attendance.take_back_service, base.line.id),
            **self._over_it(),
        )
        ask(form)

    def _base(self, line: HoursLine) -> LedgerLine | None:
        """Return the line written by hand that a line is, or cites; None behind an attendance."""
        wanted = line.id if line.kind in BY_HAND else line.cites_id
        known = self.lines.model.all_records()
        found = (each for each in known if each.line.id == wanted)
        base = next(found, None)
        return base if base is not None and base.line.kind is not HoursKind.ATTEND else None

    def _on_month(self, each: MonthRow) -> None:
        """Lock a month, or tell what is against it and lead there."""
        if each.problems:
            self.refused.emit(list(each.problems))
            self.review_wanted.emit()
        elif each.is_lockable and self._agrees(each.month):
            try:
                self._attendance.lock_month(each.month)
            except Refused as refusal:
                self.refused.emit(list(refusal.problems))

    def _agrees(self, month: str) -> bool:
        return self._dialogs.confirm(
            self,
            _("Lock the hours of {month} for good?").format(month=month),
            _("Its lines stay as they are; later corrections count in the month they are made."),
            yes=_("Lock the month"),
            no=_("Not yet"),
        )

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self}


def _line_columns(rounding: int) -> tuple[Column[LedgerLine], ...]:
    return chosen(
        hours_ledger(rounding),
        "served_on",
        "name",
        "kind",
        "hours",
        "minutes",
        "work",
        "on",
        "number",
        "line",
        "cites",
        "recorded_by",
        grows=("work",),
        name=5,
        hours=4,
        minutes=4,
    )


def _verb(each: MonthRow) -> str:
    if each.problems:
        return _("Look")
    return _("Lock") if each.is_lockable else ""


def _said(each: HoursByPerson | LedgerLine | MonthRow) -> str:
    """Return the words by which a record of any listing is found."""
    if isinstance(each, MonthRow):
        return each.month
    work = each.line.work if isinstance(each, LedgerLine) else each.group
    return f"{each.name} {each.number} {work}".casefold()
