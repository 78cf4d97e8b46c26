"""The borrower in a form: a name, and at once who of those known that may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import Contact
from stationdesk.domain.phones import is_whole_phone, tail_of
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.listings.lending import group_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_words import group_options, has_out_words, person_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, column, keep_shown, label, row, set_look
from stationdesk.ui.widgets.fields import ChoiceField, TextField
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.scan_input import plain
from stationdesk.ui.widgets.search_box import SearchBox
from stationdesk.ui.widgets.table_view import ROW_HEIGHT

if TYPE_CHECKING:
    from PyQt6.QtGui import QKeyEvent

    from stationdesk.domain.ids import BorrowerId
    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.services.lending import Lending
    from stationdesk.ui.widgets.forms import Form

SHOWN = 3
AGAINST = Mark(N_("Not to be lent to"), Tone.BAD)
LATE = Mark(N_("Has overdue loans"), Tone.WARNING)


class NameField(SearchBox):
    """The name, heard while it still waits in the input method; ↑ and ↓ walk the known ones."""

    edited = pyqtSignal()
    walked = pyqtSignal(int)
    settled = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(_("Name, initials or last four digits"), _("Borrower"))
        self.searched.connect(self._on_searched)

    def value(self) -> str:
        """Return what was written."""
        return self.text().strip()

    def is_empty(self) -> bool:
        """Return whether nothing was written."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: any name can be read."""
        return ""

    def settle(self) -> None:
        """Tell that one goes on from here."""
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event is not None and event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _on_searched(self, _query: str) -> None:
        self.edited.emit()


class PhoneField(TextField):
    """A phone: digits only, so no input method; full-width digits are read as plain ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def value(self) -> str:
        """Return the digits as a keyboard writes them."""
        return plain(self.text())


class BorrowerPart(QObject):
    """Name, phone and group in a form, with the known borrowers under the name.

    ``changed`` tells that another borrower stands there now; ``line`` is the known one or None.
    """

    changed = pyqtSignal()

    def __init__(self, lending: Lending, form: Form, group: str = USUAL_GROUP) -> None:
        """``form`` gets the fields; ``group`` is the one proposed for somebody new."""
        super().__init__(form)
        self._lending, self._form, self._usual_group = lending, form, group
        self.line: BorrowerLine | None = None
        self._asks = Contact.TAIL
        self._telling = False
        self.name = form.add("borrower", _("Borrower"), NameField(), required=True)
        self.phone = form.add("phone", _("Last four digits of the phone"), PhoneField())
        self.known = _KnownOnes()
        form.grid.add_wide(self.known)
        self.group = form.add("group", _("Visitor group"), ChoiceField(group_options()))
        self.group.set_value(group)
        self._connect()
        self._look()

    def ask(self, contact: Contact) -> None:
        """Ask for a whole number or for its last four digits, as the thing taken wants it."""
        self._asks = contact
        words = {
            Contact.TAIL: _("Last four digits of the phone"),
            Contact.PHONE: _("Whole phone number"),
        }
        self._form.grid.rename("phone", words[contact])
        self._let_phone()

    def choose(self, line: BorrowerLine) -> None:
        """Put a known borrower there, masked."""
        self.line = line
        self._telling = True
        self.name.setText(person_words(line.shown, line.tail))
        self.phone.set_value(line.tail)
        self.group.set_value(line.borrower.group)
        self._telling = False
        self.known.show_one(line)
        self._let_phone()
        self.changed.emit()

    def begin_with(self, tail: str) -> None:
        """Write the last four digits of somebody who is not known yet."""
        self.phone.set_value(tail)

    def value(self) -> BorrowerId | NewBorrower:
        """Return the known borrower, or whoever is to be entered or told anew."""
        group = str(self.group.value() or USUAL_GROUP)
        if self.line is None:
            return NewBorrower(name=self.name.value(), phone=self.phone.value(), group=group)
        known = self.line.borrower
        typed = self.phone.value() if self.phone.isEnabled() else ""
        if group == known.group and typed in ("", known.tail, known.phone):
            return known.id
        return NewBorrower(name=known.name, phone=typed or known.phone or known.tail, group=group)

    def _connect(self) -> None:
        self.name.searched.connect(self._on_name)
        self.name.walked.connect(self.known.walk)
        self.name.settled.connect(self._on_settled)
        self.phone.edited.connect(self._on_phone)
        self.known.taken.connect(self._on_taken)
        self.known.other.connect(self._on_other)

    def _look(self) -> None:
        """Offer those known by what stands in the name; initials and digits point at the first."""
        query = self.name.query()
        found = self._lending.find_borrowers(query, limit=SHOWN)
        self.known.offer(found, query, points=bool(query) and query.isascii())

    def _on_name(self, _query: str) -> None:
        if self._telling:
            return
        if self.line is not None:
            self._forget()
        self._look()

    def _on_phone(self) -> None:
        """Recognize somebody by a name written out and the last four digits."""
        tail = tail_of(self.phone.value())
        if self._telling or self.line is not None or not tail or not self.name.value():
            return
        for line in self._lending.find_borrowers(tail, limit=SHOWN + SHOWN):
            if line.borrower.name == self.name.value() and line.tail == tail:
                self.choose(line)
                break

    def _on_settled(self) -> None:
        if self.line is None and (pointed := self.known.pointed()) is not None:
            self.choose(pointed)

    def _on_taken(self, line: BorrowerLine) -> None:
        self.choose(line)
        target = self.phone if self.phone.isEnabled() else self.group
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_other(self) -> None:
        self._forget()
        self._telling = True
        self.name.clear()
        self._telling = False
        self._look()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self.line = None
        self.phone.clear()
        self.group.set_value(self._usual_group)
        self._let_phone()
        self.changed.emit()

    def _let_phone(self) -> None:
        """Ask a known borrower for a phone only where the whole number is still wanted."""
        lacks = self.line is not None and not is_whole_phone(self.line.borrower.phone)
        wanted = self.line is None or (self._asks is Contact.PHONE and lacks)
        if wanted and not self.phone.isEnabled() and self._asks is Contact.PHONE:
            self.phone.clear()
        self.phone.setEnabled(wanted)


class _KnownOnes(QStackedWidget):
    """Under the name: those known, a word where nobody is, or the one who was chosen."""

    taken = pyqtSignal(object)
    other = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.table: RecordTable[BorrowerLine] = RecordTable(
            COLUMNS, _("Known borrowers"), header=False, footer=False
        )
        self.table.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table.view.setMinimumHeight(0)
        self._nobody = label("", "caption", wrap=True)
        self._one = _OneKnown()
        for page in (self.table, _at_top(self._nobody), self._one):
            self.addWidget(page)
        self.setFixedHeight(SHOWN * px(ROW_HEIGHT) + 2)
        self.table.opened.connect(self.taken)
        self.table.view.clicked.connect(self._on_clicked)
        self._one.other.clicked.connect(self.other)

    def offer(self, lines: list[BorrowerLine], query: str, *, points: bool) -> None:
        """Show who may be meant; with ``points`` the cursor stands on the first of them."""
        self.table.show_records(lines)
        self.table.view.clearSelection()
        self.table.view.setCurrentIndex(self.table.model.index(-1, -1))
        if lines and points:
            self.table.choose_first()
        said = _("Nobody of that name has borrowed yet: a new borrower will be entered.")
        self._nobody.setText(said if query else _("Who borrows often will be offered here."))
        self.setCurrentIndex(0 if lines else 1)

    def show_one(self, line: BorrowerLine) -> None:
        """Show the one who was chosen, with all that stands against lending to them."""
        self._one.show_line(line)
        self.setCurrentIndex(2)

    def walk(self, step: int) -> None:
        """Put the cursor one row on."""
        rows = self.table.model.rowCount()
        if self.currentIndex() != 0 or not rows:
            return
        index = self.table.view.currentIndex()
        place = index.row() + step if index.isValid() else 0
        self.table.view.selectRow(max(0, min(rows - 1, place)))

    def pointed(self) -> BorrowerLine | None:
        """Return the one on whom the cursor stands."""
        return self.table.current() if self.currentIndex() == 0 else None

    def _on_clicked(self) -> None:
        if (line := self.table.current()) is not None:
            self.taken.emit(line)


class _OneKnown(QWidget):
    """The borrower who was chosen: masked, what they have, and what stands against it."""

    def __init__(self) -> None:
        super().__init__()
        self._who = Elide("", "strong")
        self._has = Elide("", "caption")
        self._against = label("", wrap=True)
        set_look(self._against, tone=Tone.BAD.value)
        self.other = button(_("Somebody else"), Icon.PERSON, look="link")
        self.other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        words = column(row(self._who, self._has, None), self._against, None, gap=4)
        line = row(words, gap=8)
        line.setStretchFactor(words, 1)
        line.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_line(self, line: BorrowerLine) -> None:
        """Show a borrower."""
        self._who.setText(person_words(line.shown, line.tail))
        self._has.setText(f"{group_words(line.borrower.group)} · {has_out_words(line)}")
        set_look(self._has, tone=Tone.WARNING.value if line.overdue else None)
        self._against.setText("\n".join(line.against))
        keep_shown(self._against, shown=bool(line.against))


def _at_top(words: QWidget) -> QWidget:
    room = QWidget()
    layout = QVBoxLayout(room)
    layout.setContentsMargins(px(2), px(4), 0, 0)
    layout.addWidget(words)
    layout.addStretch(1)
    return room


def _mark(line: BorrowerLine) -> Mark | None:
    if line.against:
        return AGAINST
    return LATE if line.overdue else None


COLUMNS: tuple[Column[BorrowerLine], ...] = (
    Column(
        "who",
        N_("Borrower"),
        Kind.TEXT,
        lambda line: person_words(line.shown, line.tail),
        7,
    ),
    Column("group", N_("Visitor group"), Kind.TEXT, lambda line: group_words(line.borrower.group)),
    Column("out", N_("On loan"), Kind.TEXT, has_out_words, 8, grows=True),
    Column("mark", N_("Against it"), Kind.STATE, _mark, 6),
)
"""How a known borrower is offered."""
