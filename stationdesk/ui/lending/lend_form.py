"""Lending: what, to whom, until when. As few keys as a rider in the rain has patience for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PyQt6.QtGui import QShortcut
from PyQt6.QtWidgets import QApplication, QDialogButtonBox

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.kinds import Contact
from stationdesk.domain.lending.loans import NewLoan, TakenLine
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.lending.borrower_part import BorrowerPart
from stationdesk.ui.lending.lendable import Lendables, ThingField
from stationdesk.ui.lending.loan_words import day_words, near_words
from stationdesk.ui.lending.problem_fields import refer_to_fields
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.fields import CountField, DayField, TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.scan_input import ScannerEar
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import BorrowerId, LoanId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.problems import Problem
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.lending.lendable import Thing

WIDTH = 800
DESPITE = "despite"


@dataclass(frozen=True, slots=True, kw_only=True)
class LendStart:
    """With what the form begins: what is known already of the loan."""

    kind_id: LoanKindId | None = None
    unit_id: LoanUnitId | None = None
    tail: str = ""
    borrower_id: BorrowerId | None = None
    hold: Hold | None = None
    group: str = USUAL_GROUP


@dataclass(frozen=True, slots=True)
class _Taken:
    """A thing that is in the loan already, while another one is being chosen."""

    thing: Thing
    quantity: int
    due_on: date | None

    def line(self) -> TakenLine:
        return TakenLine(
            kind_id=self.thing.kind.id,
            unit_id=self.thing.unit_id,
            quantity=self.quantity,
            due_on=self.due_on,
        )


class LendForm(Form):
    """Takes one loan; ``loan_id`` is what was kept, ``wants_slip`` whether it is to be printed.

    A label that is scanned while the form is open chooses the thing, or one more thing.
    """

    def __init__(
        self,
        lending: Lending,
        today: date,
        start: LendStart,
        unit_of: Callable[[str], LoanUnitId | None],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unit_of`` tells which numbered piece a scanned label or code names."""
        title = _("Hand over a hold") if start.hold else _("Lend")
        verb = _("Hand over") if start.hold else _("Lend")
        super().__init__(title, verb, columns=3, dialogs=dialogs, parent=parent)
        self.setMinimumWidth(px(WIDTH))
        self._lending, self._today, self._unit_of = lending, today, unit_of
        self._lendables = Lendables(lending)
        self._hold = start.hold
        self._taken: list[_Taken] = []
        self._due_proposed: date | None = None
        self._key = new_uid()
        self.loan_id: LoanId | None = None
        self.wants_slip = False
        self._add_fields(start)
        self._add_buttons()
        self._connect_fields()
        self._begin(start)
        self._ear = self._listen()
        self.set_clean()

    def keep(self) -> None:
        self.loan_id = self._lending.lend(
            NewLoan(
                on=cast("date", self.on.value()),
                lines=self._lines(),
                borrower=self.borrower.value(),
                deposit=self.deposit.value(),
                note=self.words.value(),
                despite=self.despite.value(),
                hold_id=self._hold.id if self._hold else None,
                request_key=self._key,
            )
        )

    def keep_and_print(self) -> None:
        """Lend, and ask for the slip."""
        self.wants_slip = True
        self.try_to_keep()
        self.wants_slip = self.loan_id is not None

    def take_one_more(self) -> None:
        """Put what is chosen aside as a part of this loan, and choose another thing."""
        thing = self.thing.thing()
        if thing is not None and self.quantity.value():
            self._taken.append(_Taken(thing, self.quantity.value() or 1, self.due.value()))
            self._show_taken()
            self.thing.set_value(None)
            self.quantity.set_value(1)
        self.thing.setFocus()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what stands against it; what may be lent all the same asks for the reason."""
        told = refer_to_fields(problems, len(self._taken))
        if any(problem.about == DESPITE for problem in told):
            self.grid.show_field(DESPITE, shown=True)
        super().show_problems(told)

    def done(self, result: int) -> None:
        self._ear.stop()
        super().done(result)

    def _add_fields(self, start: LendStart) -> None:
        self.taken = ToldRows()
        self.grid.add_wide(self.taken)
        self.taken.hide()
        self.thing = self.add("thing", _("Thing lent"), ThingField(self._lendables, self._unit_of))
        self.borrower = BorrowerPart(self._lending, self, start.group)
        self.quantity = self.add("quantity", _("Pieces lent"), CountField(1, least=1))
        self.due = self.add("due_on", _("Due back on"), DayField(self._today))
        self.deposit = self.add("deposit", _("Deposit"), TextField())
        self.words = self.add("note", _("Note"), TextField())
        self.on = self.add("on", _("Lent on"), DayField(self._today, self._today), required=True)
        self.despite = self.add(DESPITE, _("Why it is lent all the same"), TextField(), wide=True)
        self.despite.offer([_("An emergency"), _("Promised to bring the other back today")])
        self.grid.show_field(DESPITE, shown=False)

    def _add_buttons(self) -> None:
        more, slip = _("One more thing"), _("Lend and print the slip")
        self.more_button = button(more, tip=f"{more}  Ctrl+Shift+Enter")
        self.slip_button = button(slip, tip=f"{slip}  Ctrl+P")
        box = self.keep_button.parentWidget()
        if isinstance(box, QDialogButtonBox):
            for made in (self.more_button, self.slip_button):
                box.addButton(made, QDialogButtonBox.ButtonRole.ActionRole)
        self.more_button.setVisible(self._hold is None)

    def _connect_fields(self) -> None:
        self.more_button.clicked.connect(self.take_one_more)
        self.slip_button.clicked.connect(self.keep_and_print)
        QShortcut("Ctrl+Shift+Return", self).activated.connect(self.take_one_more)
        QShortcut("Ctrl+P", self).activated.connect(self.keep_and_print)
        self.thing.edited.connect(self._on_thing)
        self.due.edited.connect(self._on_due)
        self.on.edited.connect(self._on_day)
        self.taken.pressed.connect(self._on_taken_out)
        self.borrower.changed.connect(self._on_borrower)

    def _listen(self) -> ScannerEar:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        ear = ScannerEar(app, listens=self.isActiveWindow)
        ear.setParent(self)
        ear.scanned.connect(self._on_scanned)
        return ear

    def _begin(self, start: LendStart) -> None:
        """Write what is known, and let typing begin at what is not."""
        thing = None
        if start.unit_id is not None:
            thing = self._lendables.of_unit(start.unit_id)
        elif start.kind_id is not None:
            thing = self._lendables.of_kind(start.kind_id)
        if thing is not None:
            self.thing.set_value(thing.key)
        known = start.hold.borrower_id if start.hold else start.borrower_id
        if start.hold is not None:
            self._begin_with_hold(start.hold)
        if known is not None:
            self.borrower.choose(self._lending.borrower_line(known))
        elif start.tail:
            self.borrower.begin_with(start.tail)
        self._on_thing()
        first = self.thing if thing is None else self.borrower.name
        (self.keep_button if known is not None and thing is not None else first).setFocus()

    def _begin_with_hold(self, hold: Hold) -> None:
        self.quantity.set_value(hold.quantity)
        self.words.set_value(hold.note)
        told = _("Held as {number} until {day}.")
        words = told.format(number=hold.number, day=day_words(hold.lapses_on, self._today))
        self.note.say(words, Tone.INFO)

    def _lines(self) -> tuple[TakenLine, ...]:
        """Return everything taken; a form in which nothing is chosen takes nothing."""
        lines = [each.line() for each in self._taken]
        thing = self.thing.thing()
        if thing is not None:
            lines.append(_Taken(thing, self.quantity.value() or 0, self.due.value()).line())
        return tuple(lines)

    def _show_taken(self) -> None:
        told = [
            Told(
                f"{each.thing.name} ×{each.quantity}",
                _("due {when}").format(when=near_words(each.due_on, self._today))
                if each.due_on
                else "",
                verb=_("Take out"),
                key=number,
            )
            for number, each in enumerate(self._taken)
        ]
        self.taken.show_rows(told)
        self._take_size()

    def _on_taken_out(self, number: object) -> None:
        self._taken.pop(cast("int", number))
        self._show_taken()

    def _on_thing(self) -> None:
        """Propose the usual day, and ask for what this kind asks for."""
        thing = self.thing.thing()
        pieces = thing is not None and thing.piece is None
        self.quantity.setEnabled(thing is None or pieces)
        self._tell_state(thing)
        if thing is None:
            self.grid.rename("thing", _("Thing lent"))
            self._tell_due()
            return
        self.grid.rename("thing", _("Thing lent ({figures})").format(figures=thing.figures()))
        if not pieces:
            self.quantity.set_value(1)
        self._propose_due(thing)
        strict = any(
            kind.contact is Contact.PHONE
            for kind in (thing.kind, *(each.thing.kind for each in self._taken))
        )
        self.borrower.ask(Contact.PHONE if strict else Contact.TAIL)
        self.deposit.setPlaceholderText(thing.kind.deposit)

    def _tell_state(self, thing: Thing | None) -> None:
        """Say at once where nothing of it can be lent; what is held is here for the borrower."""
        if self._hold is not None:
            return
        if thing is not None and (against := thing.against()):
            told = _("{thing} cannot be lent now: {state}.")
            self.note.say(told.format(thing=thing.name, state=against), Tone.WARNING)
        else:
            self.note.hide()
        if self.isVisible():
            self._take_size()

    def _propose_due(self, thing: Thing) -> None:
        typed = self.due.value() != self._due_proposed and not self.due.is_empty()
        if typed:
            return
        self._due_proposed = self._lending.usual_due(thing.kind.id, self.on.value())
        self.due.set_value(self._due_proposed)

    def _on_due(self) -> None:
        self._tell_due()

    def _tell_due(self) -> None:
        due = self.due.value()
        if due is None:
            self.grid.rename("due_on", _("Due back on"))
        else:
            when = near_words(due, self._today)
            self.grid.rename("due_on", _("Due back on ({when})").format(when=when))

    def _on_day(self) -> None:
        if (thing := self.thing.thing()) is not None and self.on.value() is not None:
            self._propose_due(thing)

    def _on_borrower(self) -> None:
        """Ask at once for the reason where nothing more should be lent."""
        line = self.borrower.line
        self.grid.show_field(DESPITE, shown=line is not None and bool(line.against))
        if self.isVisible():
            self._take_size()

    def _on_scanned(self, code: str) -> None:
        unit_id = self._unit_of(code)
        thing = self._lendables.of_unit(unit_id) if unit_id is not None else None
        if thing is None:
            self.note.say(_("No numbered piece bears “{code}”.").format(code=code))
            return
        self.note.hide()
        if self.thing.thing() not in (None, thing):
            self.take_one_more()
        if thing not in [each.thing for each in self._taken]:
            self.thing.set_value(thing.key)
        if self.thing.hasFocus():
            self.borrower.name.setFocus()
