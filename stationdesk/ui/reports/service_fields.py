"""What can be chosen for papers of the roster, of volunteers and of their hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.periods import add_months
from stationdesk.domain.usual_periods import month_of
from stationdesk.i18n import _
from stationdesk.services.report_catalogue import Asks
from stationdesk.ui.widgets.fields import ChoiceField, TickField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PyQt6.QtWidgets import QWidget

    from stationdesk.services.drafts import Choice
    from stationdesk.ui.reports.records import Records

MONTHS_AHEAD, MONTHS_BACK = 2, 24
SHIFTS, PEOPLE = "shifts", "people"


class ServiceFields(QObject):
    """The fields, which stand among others; emits ``edited`` when any of them was."""

    edited = pyqtSignal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.month = ChoiceField(_months(today))
        self.rows = ChoiceField(
            {SHIFTS: _("Shifts are the rows"), PEOPLE: _("People are the rows")}
        )
        self.full_names = TickField(_("Whole names"))
        self.poster = TickField(_("On A3"))
        self.week = TickField(_("For the whole week"))
        self.printed = TickField(_("Print for good: it is counted"))
        self.volunteer = ChoiceField()
        self.cards = ChoiceField()
        self.training = ChoiceField()
        self.service_record = ChoiceField()
        self.certificate = ChoiceField()
        self.records = {
            Asks.VOLUNTEER: self.volunteer,
            Asks.CARDS: self.cards,
            Asks.TRAINING: self.training,
            Asks.SERVICE_RECORD: self.service_record,
            Asks.CERTIFICATE: self.certificate,
        }
        self.month.set_value(month_of(today)[0])
        self.rows.set_value(SHIFTS)
        for _asked, _name, chooser, _width in self.cells():
            chooser.edited.connect(self.edited)  # type: ignore[attr-defined]

    def cells(self) -> Iterator[tuple[Asks, str, QWidget, int]]:
        """Give the fields in order: for what, under which name, how wide."""
        yield Asks.VOLUNTEER, _("Which volunteer"), self.volunteer, 230
        yield Asks.CARDS, _("Cards for whom"), self.cards, 230
        yield Asks.TRAINING, _("Which training"), self.training, 330
        yield Asks.SERVICE_RECORD, _("Which record"), self.service_record, 330
        yield Asks.CERTIFICATE, _("Which certificate"), self.certificate, 330
        yield Asks.MONTH, _("Month to print"), self.month, 150
        yield Asks.ROWS, _("Rows of the grid"), self.rows, 150
        yield Asks.WEEK, "", self.week, 0
        yield Asks.NAMES, "", self.full_names, 0
        yield Asks.POSTER, "", self.poster, 0
        yield Asks.PRINTED, "", self.printed, 0

    def offer(self, records: Records) -> None:
        """Offer these records; that something is printed for good has to be said anew."""
        people = dict(records.volunteers)
        self.volunteer.set_options({None: _("The first active volunteer")} | people)
        self.cards.set_options({None: _("All active volunteers")} | people)
        self.training.set_options({None: _("The newest training")} | dict(records.trainings))
        newest = {None: _("The newest paper")}
        self.service_record.set_options(newest | dict(records.service_records))
        self.certificate.set_options(newest | dict(records.certificates))
        self.forget()

    def forget(self) -> None:
        """Take back that a record or certificate is printed for good."""
        self.printed.set_value(False)

    def set_choice(self, choice: Choice) -> None:
        """Fill in what another page asked for."""
        self.month.set_value(month_of(choice.first or choice.on or self._today)[0])
        self.rows.set_value(PEOPLE if choice.by_people else SHIFTS)
        self.full_names.set_value(choice.full_names)
        self.poster.set_value(choice.poster)
        self.week.set_value(choice.week)
        self.printed.set_value(choice.printed)

    def added_to(self, choice: Choice, asks: Collection[Asks]) -> Choice:
        """Return ``choice`` with what is chosen here, as far as the paper asks for it."""
        month = self.month.value()
        if Asks.MONTH in asks and isinstance(month, date):
            first, last = month_of(month)
            choice = replace(choice, first=first, last=last)
        return replace(
            choice,
            full_names=Asks.NAMES in asks and self.full_names.value(),
            poster=Asks.POSTER in asks and self.poster.value(),
            by_people=Asks.ROWS in asks and self.rows.value() == PEOPLE,
            week=Asks.WEEK in asks and self.week.value(),
            printed=Asks.PRINTED in asks and self.printed.value(),
        )


def _months(today: date) -> dict[object, str]:
    """Return the months to choose from, the latest first."""
    this = today.replace(day=1)
    months = [add_months(this, ahead) for ahead in range(MONTHS_AHEAD, -MONTHS_BACK - 1, -1)]
    told = _("{year}/{month}")
    return {month: told.format(year=month.year, month=month.month) for month in months}
