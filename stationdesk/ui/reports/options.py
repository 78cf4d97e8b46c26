"""What can be chosen for a paper: a day or a period, and which record it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QLayout, QSizePolicy, QWidget

from stationdesk.domain.usual_periods import (
    PERIOD_WORDS,
    UsualPeriod,
    period_named,
    usual_period,
)
from stationdesk.i18n import _
from stationdesk.services.drafts import Choice, LabelChoice
from stationdesk.services.report_catalogue import Asks
from stationdesk.ui.reports.label_fields import LabelFields
from stationdesk.ui.reports.service_fields import ServiceFields
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Segmented, column, keep_shown, label, row
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField, TickField
from stationdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.ui.reports.records import Records

OWN_DAYS = "own"
PAGES_AT_ONCE = (1, 2, 4, 10, 20, 50)


class OptionsBar(QWidget):
    """The choices of one paper side by side; emits ``changed`` when any of them did."""

    changed = pyqtSignal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._asks: frozenset[Asks] = frozenset()
        self._record_fields: dict[Asks, ChoiceField] = {}
        self._cells: dict[Asks, list[QWidget]] = {asks: [] for asks in Asks}
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._build()
        self._connect()
        self.show_asks(())

    def show_asks(self, asks: Collection[Asks]) -> None:
        """Show the choices that a paper has, and hide the others."""
        self._asks = frozenset(asks)
        for asked, cells in self._cells.items():
            for cell in cells:
                keep_shown(cell, shown=asked in self._asks)
        self._set_reason("")
        self.service.forget()
        self._take_assessment()
        keep_shown(self, shown=bool(self._asks))
        self._take_height()

    def offer(self, records: Records) -> None:
        """Offer these records; what is chosen stays where it is still among them."""
        with QSignalBlocker(self):
            self.stocktake.set_options({None: _("The newest stocktake")} | dict(records.stocktakes))
            self.kit.set_options({None: _("The first-aid kit")} | dict(records.kits))
            self.assessment.set_options({None: _("As the records say")} | dict(records.assessments))
            self.standard.set_options({None: _("The station's standard")} | dict(records.standards))
            self.erasing.set_options({None: _("The newest erasing")} | dict(records.erasings))
            self.loan.set_options({None: _("The newest loan")} | dict(records.loans))
            self.entry.set_options({None: _("The newest entry")} | dict(records.entries))
            self.inspection.set_options(
                {None: _("The newest inspection")} | dict(records.inspections)
            )
            self.notice.set_options({None: _("The newest notice")} | dict(records.notices))
            self.sent.set_options({None: _("As the records say")} | dict(records.sent))
            self.service.offer(records)
            self._set_reason("")

    def set_choice(self, choice: Choice) -> None:
        """Fill in what another page asked for; what it leaves open takes the usual."""
        with QSignalBlocker(self):
            self.day.set_value(choice.on or self._today)
            self._set_period(choice)
            self.blind.set_value(choice.blind)
            self.labels.set_value(choice.labels)
            self.pages.set_value(choice.pages)
            self.service.set_choice(choice)
            self._set_reason(choice.reason)
            self.standard.set_value(choice.standard)
            for chooser in self._record_fields.values():
                chooser.set_value(None)
            chosen = next((a for a in self._record_fields if a in self._asks), None)
            if chosen is not None:
                self._record_fields[chosen].set_value(choice.record)
        self._take_assessment()
        self._take_height()

    def choice(self) -> Choice:
        """Return what is chosen; only what the paper asks for is filled in."""
        period = Asks.PERIOD in self._asks
        signed = self._has_signed_assessment()
        chosen = Choice(
            on=self.day.value() if Asks.DAY in self._asks and not signed else None,
            first=self.first.value() if period else None,
            last=self.last.value() if period else None,
            standard=self._text(Asks.STANDARD, self.standard) if not signed else None,
            record=self._record(),
            blind=Asks.BLIND in self._asks and self.blind.value(),
            reason=self._reason if Asks.REASON in self._asks else "",
            labels=self.labels.value() if Asks.LABELS in self._asks else LabelChoice(),
            pages=self._pages(),
        )
        return self.service.added_to(chosen, self._asks)

    def unreadable(self) -> str:
        """Return why a day cannot be read, empty where all can."""
        for asked, days in ((Asks.DAY, [self.day]), (Asks.PERIOD, [self.first, self.last])):
            if asked in self._asks:
                for day in days:
                    if day.is_empty():
                        return _("Write a day.")
                    if wrong := day.unreadable():
                        return wrong
        if Asks.LABELS in self._asks and (wrong := self.labels.unreadable()):
            return wrong
        return self._backwards()

    def _backwards(self) -> str:
        first, last = self.first.value(), self.last.value()
        if Asks.PERIOD in self._asks and first and last and last < first:
            return _("The period ends before it begins.")
        return ""

    def _record(self) -> int | None:
        for asked, chooser in self._record_fields.items():
            value = chooser.value()
            if asked in self._asks and isinstance(value, int):
                return value
        return None

    def _pages(self) -> int:
        value = self.pages.value()
        usual = Choice().pages
        return value if Asks.PAGES in self._asks and isinstance(value, int) else usual

    def _text(self, asked: Asks, chooser: ChoiceField) -> str | None:
        value = chooser.value()
        return value if asked in self._asks and isinstance(value, str) else None

    def _has_signed_assessment(self) -> bool:
        return Asks.ASSESSMENT in self._asks and self.assessment.value() is not None

    def _set_period(self, choice: Choice) -> None:
        last = choice.last or self._today
        first = choice.first or last.replace(day=1)
        self.first.set_value(first)
        self.last.set_value(last)
        self._name_period()

    def _name_period(self) -> None:
        named = period_named(self.first.value(), self.last.value(), self._today)
        with QSignalBlocker(self.period):
            self.period.choose(named.value if named else OWN_DAYS)

    def _build(self) -> None:
        self.assessment = ChoiceField()
        self.day = DayField(self._today, self._today)
        self.standard = ChoiceField()
        named = {each.value: _(words) for each, words in PERIOD_WORDS.items()}
        self.period = Segmented(named | {OWN_DAYS: _("Other days")}, _("Period"))
        self.first = DayField(self._today, self._today.replace(day=1))
        self.last = DayField(self._today, self._today)
        self.stocktake = ChoiceField()
        self.kit = ChoiceField()
        self.erasing = ChoiceField()
        self.loan = ChoiceField()
        self.entry = ChoiceField()
        self.inspection, self.notice, self.sent = ChoiceField(), ChoiceField(), ChoiceField()
        self.pages = ChoiceField()
        self.pages.set_options({count: str(count) for count in PAGES_AT_ONCE})
        self.pages.set_value(Choice().pages)
        self.labels = LabelFields(self)
        self.reason = TextField(hint=_("Left empty: last four digits only"))
        self._reason = ""
        self.blind = TickField(_("Leave out the book figures (blind count)"))
        self.service = ServiceFields(self._today, self)
        self._record_fields = {
            **self.service.records,
            Asks.ASSESSMENT: self.assessment,
            Asks.STOCKTAKE: self.stocktake,
            Asks.KIT: self.kit,
            Asks.ERASING: self.erasing,
            Asks.LOAN: self.loan,
            Asks.ENTRY: self.entry,
            Asks.INSPECTION: self.inspection,
            Asks.NOTICE: self.notice,
            Asks.SENT: self.sent,
        }
        self._add(Asks.STOCKTAKE, _("Stocktake"), self.stocktake, 250)
        self._add(Asks.KIT, _("Required set"), self.kit, 210)
        self._add(Asks.ERASING, _("Record of erasing"), self.erasing, 250)
        self._add(Asks.LOAN, _("Which loan"), self.loan, 330)
        self._add(Asks.ENTRY, _("Which entry"), self.entry, 330)
        self._add(Asks.INSPECTION, _("Which inspection"), self.inspection, 330)
        self._add(Asks.NOTICE, _("Which notice"), self.notice, 330)
        self._add(Asks.SENT, _("Which figures"), self.sent, 250)
        for asked, name, chooser, width in self.service.cells():
            self._add(asked, name, chooser, width)
        self._add(Asks.PAGES, _("How many pages"), self.pages, 110)
        self._add(Asks.REASON, _("Why whole phone numbers are needed"), self.reason, 330)
        self._add(Asks.LABELS, _("Labels of what"), self.labels.of, 210)
        self._add(Asks.LABELS, _("Label paper"), self.labels.layout, 340)
        self._add(Asks.LABELS, _("First free place"), self.labels.start, 120)
        self._add(Asks.ASSESSMENT, _("What it is based on"), self.assessment, 230)
        self._add(Asks.DAY, _("As of"), self.day, 148)
        self._add(Asks.STANDARD, _("Standard"), self.standard, 210)
        self._add(Asks.PERIOD, _("Period"), self.period, 0)
        self.first.setFixedWidth(px(148))
        self.last.setFixedWidth(px(148))
        self.last.setAccessibleName(_("To (day)"))
        days = row(self.first, label("–", "muted"), self.last)
        self._add(Asks.PERIOD, _("From (day)"), self.first, 0, days)
        self._add(Asks.BLIND, "", self.blind, 0)

    def _add(
        self,
        asked: Asks,
        name: str,
        chooser: QWidget,
        width: int,
        beside: QLayout | None = None,
    ) -> None:
        """Put a choice under its name into the row; a ``width`` of 0 is that of its words.

        ``beside`` is the layout in which it stands with others.
        """
        if width:
            chooser.setFixedWidth(px(width))
        if name:
            chooser.setAccessibleName(name)
        said = label(name, "field")
        said.setBuddy(chooser)
        cell = QWidget()
        cell.setLayout(column(said, beside or chooser, gap=4))
        self._cells[asked].append(cell)
        self._flow.addWidget(cell)

    def _connect(self) -> None:
        self.period.chosen.connect(self._on_period)
        for day in (self.first, self.last):
            day.edited.connect(self._on_days)
        self.assessment.edited.connect(self._on_assessment)
        self.reason.editingFinished.connect(self._on_reason)
        self.labels.edited.connect(self.changed)
        self.service.edited.connect(self.changed)
        for chooser in (self.stocktake, self.kit, self.erasing, self.loan, self.entry, self.pages):
            chooser.edited.connect(self.changed)
        for chooser in (self.inspection, self.notice, self.sent):
            chooser.edited.connect(self.changed)
        for each in (self.day, self.standard, self.blind):
            each.edited.connect(self.changed)

    def _on_period(self, key: str) -> None:
        if key == OWN_DAYS:
            self.first.setFocus()
            self.first.selectAll()
            return
        first, last = usual_period(UsualPeriod(key), self._today)
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.first.set_value(first)
            self.last.set_value(last)
        self.changed.emit()

    def _on_days(self) -> None:
        self._name_period()
        self.changed.emit()

    def _set_reason(self, reason: str) -> None:
        """Write the reason; it is forgotten when one turns away, and has to be told again then."""
        self._reason = reason
        self.reason.set_value(reason)

    def _on_reason(self) -> None:
        """Take the reason once it is written to its end: each one is kept with who asked."""
        if self.reason.value() != self._reason:
            self._reason = self.reason.value()
            self.changed.emit()

    def _on_assessment(self) -> None:
        self._take_assessment()
        self.changed.emit()

    def _take_assessment(self) -> None:
        """Let nobody choose day and standard for a signed assessment: it has its own."""
        free = not self._has_signed_assessment()
        self.day.setEnabled(free)
        self.standard.setEnabled(free)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        """Be as high as the lines that the choices fill at this width."""
        height = self._flow.heightForWidth(max(self.width(), self._flow.minimumSize().width()))
        if height != self.minimumHeight():
            self.setFixedHeight(height)
