"""The chosen loan: who has what until when, and everything that happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QMenu

from stationdesk.domain.lending.loans import CONTACT_WAY_WORDS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.lending import group_words, loan_mark
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.lending.loan_words import (
    day_words,
    has_out_words,
    lateness_words,
    person_words,
    pieces_words,
)
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, rule, set_look
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtGui import QAction

    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.domain.lending.loans import ContactAttempt, Extension, LoanEntry, Return


class LoanDetail(DetailPane):
    """Shows one line of a loan; its buttons and its menu say what is wanted with it."""

    def __init__(self, first: str, first_icon: Icon) -> None:
        """``first`` is the word of the deed most often done in the view."""
        super().__init__(_("Choose a loan at the left."))
        self.against = label("", wrap=True)
        set_look(self.against, tone=Tone.BAD.value)
        self.facts = Facts()
        self.history = ToldRows()
        self.first = button(first, first_icon)
        self.extend = button(_("Extend"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this loan"))
        self.call, self.slip, self.phone, self.block, self.lift = self._build_menu()
        self._fill()

    def show_loan(self, entry: LoanEntry, borrower: BorrowerLine | None, today: date) -> None:
        """Show a line with its history; no ``borrower`` means that the details were erased."""
        pieces = entry.open and not entry.unit
        about = f"{entry.number} · {pieces_words(entry)}" if pieces else entry.number
        self.show_head(entry.thing, loan_mark(entry, today), about)
        self.facts.show_facts(_facts(entry, borrower, today))
        self.history.show_rows(_history(entry, today))
        against = borrower.against if borrower else ()
        self.against.setText("\n".join(against))
        keep_shown(self.against, shown=bool(against))
        self._offer(entry, borrower)

    def _offer(self, entry: LoanEntry, borrower: BorrowerLine | None) -> None:
        for made in (self.first, self.extend):
            made.setEnabled(bool(entry.open))
        self.call.setEnabled(bool(entry.open))
        self.phone.setEnabled(borrower is not None)
        self.block.setEnabled(borrower is not None)
        self.lift.setEnabled(borrower is not None and bool(borrower.against))

    def _build_menu(self) -> list[QAction]:
        menu = QMenu(self)
        actions = []
        for words, name in (
            (_("Log a call…"), Icon.PHONE),
            (_("Print the slip"), Icon.PRINT),
            (_("Show name and phone…"), Icon.EYE),
            (_("Block the borrower…"), Icon.LOCK_CLOSED),
            (_("Lift the block…"), Icon.CHECKMARK),
        ):
            action = menu.addAction(icon(name), words)
            assert action is not None
            actions.append(action)
        self.more.setMenu(menu)
        return actions

    def _fill(self) -> None:
        body = self.body
        body.addWidget(self.against)
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addWidget(label(_("What happened"), "strong"))
        body.addWidget(self.history)
        self.foot.addWidget(self.first, 1)
        self.foot.addWidget(self.extend)
        self.foot.addWidget(self.more)


def _facts(entry: LoanEntry, borrower: BorrowerLine | None, today: date) -> list[tuple[str, str]]:
    facts = [
        (_("Borrower"), person_words(entry.borrower_shown, entry.tail)),
        (_("Has now"), has_out_words(borrower) if borrower else ""),
        (_("Visitor group"), group_words(entry.visitor_group)),
        (_("Lent on"), day_words(entry.lent_on, today)),
        (_("Due back on"), day_words(entry.due_on, today)),
        (_("Deposit"), entry.deposit),
        (_("Note"), entry.note),
        (_("Lent all the same because"), entry.despite),
        (_("Handled by"), entry.handled_by),
    ]
    if entry.open:
        facts[4] = (_("Due back on"), _begin_large(lateness_words(entry, today)))
    return [fact for fact in facts if fact[1]]


def _history(entry: LoanEntry, today: date) -> list[Told]:
    """Return what happened to the line, the newest first."""
    lent = _("Lent out: {count}").format(count=entry.quantity)
    told = [
        (entry.lent_on, entry.recorded_at, Told(lent, _how(entry.lent_on, entry.handled_by))),
        *((each.on, each.recorded_at, _told_return(each)) for each in entry.returns),
        *((each.on, each.recorded_at, _told_extension(each, today)) for each in entry.extensions),
        *((each.on, each.recorded_at, _told_contact(each)) for each in entry.contacts),
    ]
    return [row for _day, _moment, row in sorted(told, key=lambda each: each[:2], reverse=True)]


def _told_extension(put_off: Extension, today: date) -> Told:
    words = _("Extended to {day}").format(day=day_words(put_off.new_due_on, today))
    return Told(words, _how(put_off.on, put_off.recorded_by), note=put_off.reason)


def _told_contact(tried: ContactAttempt) -> Told:
    said = _("{way}: reached") if tried.reached else _("{way}: not reached")
    words = said.format(way=_(CONTACT_WAY_WORDS[tried.way]))
    return Told(words, _how(tried.on, tried.recorded_by), note=tried.note)


def _told_return(back: Return) -> Told:
    parts = (
        (back.good, _("{count} in order")),
        (back.damaged, _("{count} damaged")),
        (back.lost, _("{count} lost")),
    )
    words = _(", ").join(phrase.format(count=count) for count, phrase in parts if count)
    tone = Tone.BAD if back.lost else Tone.WARNING if back.damaged else Tone.GOOD
    said = _("Given back: {pieces}").format(pieces=words)
    return Told(said, _how(back.on, back.handled_by or back.recorded_by), tone, back.condition)


def _how(on: date, by: str) -> str:
    return " · ".join(part for part in (on.isoformat(), by) if part)


def _begin_large(words: str) -> str:
    return words[:1].upper() + words[1:]
