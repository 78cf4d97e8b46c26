"""Giving back: all good by one key, or how many are damaged or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.loans import NewReturn
from stationdesk.i18n import _
from stationdesk.listings.lending import loan_mark
from stationdesk.ui.lending.loan_words import day_words, lateness_words, person_words, pieces_words
from stationdesk.ui.lending.parts_check import PartsCheck
from stationdesk.ui.lending.problem_fields import refer_to_fields
from stationdesk.ui.widgets.basics import Elide, Pill, column, label, row
from stationdesk.ui.widgets.fields import CountField, DayField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PyQt6.QtWidgets import QLayout

    from stationdesk.domain.ids import ReturnId
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import PartState, PieceLine
    from stationdesk.domain.problems import Problem
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class ReturnForm(Form):
    """Takes back what is out of one line; Enter at once means that all of it is good."""

    def __init__(
        self,
        lending: Lending,
        entry: LoanEntry,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Give back"), _("Give back"), columns=3, dialogs=dialogs, parent=parent)
        self._lending, self._entry, self._today = lending, entry, today
        self._piece = lending.piece(entry.unit.id) if entry.unit else None
        self._key = new_uid()
        self.return_id: ReturnId | None = None
        self._add_fields(entry)
        self._connect_fields()
        self._on_counts()
        self.set_clean()
        self.good.setFocus(Qt.FocusReason.OtherFocusReason)
        self.good.selectAll()

    def keep(self) -> None:
        self.return_id = self._lending.give_back(
            NewReturn(
                line_id=self._entry.line_id,
                on=cast("date", self.on.value()),
                good=self.good.value() or 0,
                damaged=self.damaged.value() or 0,
                lost=self.lost.value() or 0,
                condition=self.condition.value(),
                short=self.parts.short() if self._parts_matter() else {},
                fault=self.fault.value() if self._tells_fault() else "",
                request_key=self._key,
            )
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        super().show_problems(refer_to_fields(problems))

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let the first Enter give all of it back, as long as nothing else was told."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and watched is self.good
            and self.good.value() == self._entry.open
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.try_to_keep()
            return True
        return super().eventFilter(watched, event)

    def _add_fields(self, entry: LoanEntry) -> None:
        self.grid.add_wide(LoanHead(entry, self._today))
        unit = entry.kind.unit
        self.good = self.add("good", _("Came back in order"), CountField(entry.open), unit=unit)
        self.damaged = self.add("damaged", _("Came back damaged"), CountField(0), unit=unit)
        self.lost = self.add("lost", _("Lost, never to come back"), CountField(0), unit=unit)
        self.parts = PartsCheck(_parts_of(self._piece))
        self.add("short", _("Parts that came back"), self.parts, wide=True)
        self.condition = self.add("condition", _("How it came back"), TextField(), wide=True)
        self.condition.offer(
            [_("Clean and dry"), _("Dirty, wiped"), _("A rib is broken"), _("Will not charge")]
        )
        self.report = self.add(
            "report",
            _("Fault report"),
            TickField(_("Report a fault of the amenity"), value=True),
            wide=True,
        )
        self.fault = self.add("fault", _("What is broken"), TextField(), required=True, wide=True)
        self.on = self.add("on", _("Given back on"), DayField(self._today, self._today))
        self.good.installEventFilter(self)

    def _connect_fields(self) -> None:
        self.good.edited.connect(self._on_counts)
        for field in (self.damaged, self.lost):
            field.edited.connect(self._on_bad)
        self.report.edited.connect(self._on_report)

    def _parts_matter(self) -> bool:
        """Tell whether parts can be looked over: the piece is there, and has some."""
        return bool(self.parts.ticks) and not self.lost.value()

    def _can_report(self) -> bool:
        unit = self._entry.unit
        return unit is not None and unit.amenity_id is not None and bool(self.damaged.value())

    def _tells_fault(self) -> bool:
        return self._can_report() and self.report.value()

    def _on_bad(self) -> None:
        """Take the damaged and the lost off the good ones, as long as these were not typed."""
        bad = (self.damaged.value() or 0) + (self.lost.value() or 0)
        good = self.good.value() or 0
        if good + bad > self._entry.open and not self.good.isModified():
            self.good.set_value(max(0, self._entry.open - bad))
        self._on_counts()

    def _on_counts(self) -> None:
        self.grid.show_field("short", shown=self._parts_matter())
        self.grid.show_field("report", shown=self._can_report())
        self._on_report()

    def _on_report(self) -> None:
        self.grid.show_field("fault", shown=self._tells_fault())
        self._take_size()


class LoanHead(QWidget):
    """What is out, with whom, since when, and how it stands: the head of the forms of a loan."""

    def __init__(self, entry: LoanEntry, today: date) -> None:
        super().__init__()
        pieces = "" if entry.unit else f" · {pieces_words(entry)}"
        thing = Elide(f"{entry.thing}{pieces}", "strong")
        who = person_words(entry.borrower_shown, entry.tail)
        since = _("lent {day}").format(day=day_words(entry.lent_on, today))
        told = f"{who} · {since} · {lateness_words(entry, today)} · {entry.number}"
        line = row(thing, Pill(loan_mark(entry, today)), None)
        words: list[QWidget | QLayout] = [line, label(told, "muted", wrap=True)]
        if entry.deposit:
            words.append(label(_("Deposit: {deposit}").format(deposit=entry.deposit), "strong"))
        if entry.note:
            words.append(label(entry.note, "caption", wrap=True))
        self.setLayout(column(*words, gap=4))


def _parts_of(piece: PieceLine | None) -> tuple[PartState, ...]:
    return piece.parts if piece else ()
