"""The chosen kind: how many are free, its rules, its parts, its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.lending.kinds import AUDIENCE_WORDS, CONTACT_WORDS, MODE_WORDS
from stationdesk.domain.lending.pieces import PieceState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.lending import LOAN_TONES, PIECE_TONES, piece_mark
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.loan_words import lateness_words, person_words, pieces_words
from stationdesk.ui.lending.thing_columns import kind_mark
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, row, rule
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import KindLine, PieceLine, Pool

SHOWN_PIECES = 12
SHOWN_LOANS = 6


class ThingDetail(DetailPane):
    """Shows one kind; its buttons say what is wanted with it.

    ``piece_wanted`` carries the id of a numbered piece, ``loan_wanted`` that of a loan's line.
    """

    piece_wanted = pyqtSignal(object)
    loan_wanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Choose a thing at the left."), parent)
        self.number = label("", "number")
        self.unit = label("", "muted")
        self.bar = Bar(_("Free to lend"))
        self.spread = label("", "caption", wrap=True)
        self.facts = Facts()
        self.parts_title = label(_("Parts of each piece"), "strong")
        self.parts = label("", wrap=True)
        self.pieces_title = label(_("Numbered pieces"), "strong")
        self.all_pieces = button(_("Manage"), look="link")
        self.no_piece = label(_("No piece is numbered yet."), "caption", wrap=True)
        self.pieces = ToldRows()
        self.loans_title = label(_("Who has some"), "strong")
        self.loans = ToldRows()
        self.check = button(_("Recount"), Icon.CLIPBOARD_CHECKMARK)
        self.edit = button(_("Edit"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this thing"))
        self._fill()
        self.pieces.pressed.connect(self.piece_wanted)
        self.loans.pressed.connect(self.loan_wanted)

    def show_kind(
        self, line: KindLine, pieces: list[PieceLine], loans: list[LoanEntry], today: date
    ) -> None:
        """Show a kind with its pieces in service; a pool has none, but loans that are open."""
        kind = line.kind
        told = (kind.code, _(MODE_WORDS[kind.mode]), _(AUDIENCE_WORDS[kind.audience]))
        self.show_head(kind.name, kind_mark(line), " · ".join(filter(None, told)))
        self._show_pool(line)
        self.facts.show_facts(_facts(line))
        self._show_parts(kind)
        self._show_pieces(kind, pieces)
        self._show_loans(loans, today)
        for made in (self.check, self.edit):
            made.setEnabled(kind.archived_on is None)

    def _fill(self) -> None:
        self.unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.unit.setContentsMargins(0, 0, 0, px(7))
        body = self.body
        body.addLayout(row(self.number, self.unit, None, gap=6))
        body.addWidget(self.bar)
        body.addWidget(self.spread)
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addWidget(self.parts_title)
        body.addWidget(self.parts)
        body.addLayout(row(self.pieces_title, None, self.all_pieces))
        body.addWidget(self.no_piece)
        body.addWidget(self.pieces)
        body.addWidget(self.loans_title)
        body.addWidget(self.loans)
        self.foot.addWidget(self.edit)
        self.foot.addWidget(self.check, 1)
        self.foot.addWidget(self.more)

    def _show_pool(self, line: KindLine) -> None:
        pool = line.pool
        self.number.setText(f"{pool.free}/{pool.size}")
        self.unit.setText(_("free to lend"))
        self.number.setAccessibleName(
            _("{free} of {size} are free to lend").format(free=pool.free, size=pool.size)
        )
        keep_shown(self.bar, shown=pool.size > 0)
        self.bar.show_share(pool.free, max(1, pool.size), _bar_tone(pool))
        self.spread.setText(_spread_words(pool))
        keep_shown(self.spread, shown=bool(self.spread.text()))

    def _show_parts(self, kind: LoanKind) -> None:
        lines = [
            _("{name} ×{count}").format(name=part.name, count=part.quantity) for part in kind.parts
        ]
        self.parts.setText(_(", ").join(lines))
        for part in (self.parts_title, self.parts):
            keep_shown(part, shown=bool(lines))

    def _show_pieces(self, kind: LoanKind, pieces: list[PieceLine]) -> None:
        self.pieces.show_rows([_told_piece(each) for each in pieces[:SHOWN_PIECES]])
        for part in (self.pieces_title, self.all_pieces):
            keep_shown(part, shown=not kind.is_pool)
        keep_shown(self.no_piece, shown=not kind.is_pool and not pieces)

    def _show_loans(self, loans: list[LoanEntry], today: date) -> None:
        self.loans.show_rows([_told_loan(entry, today) for entry in loans[:SHOWN_LOANS]])
        keep_shown(self.loans_title, shown=bool(loans))


def _facts(line: KindLine) -> list[tuple[str, str]]:
    kind = line.kind
    days = (
        _("{days} days").format(days=kind.default_days)
        if kind.default_days
        else _("back on the same day")
    )
    facts = [
        (_("Loan lasts"), days),
        (_("One person"), _("at most {most}").format(most=kind.most_per_person)),
        (_("Asked for"), _(CONTACT_WORDS[kind.contact])),
        (_("Deposit"), kind.deposit),
        (_("Goods of the stock"), kind.item.title() if kind.item else ""),
        (_("Last check"), _check_words(line)),
        (_("Terms"), kind.terms),
    ]
    always = {_("Loan lasts"), _("Last check")}
    return [fact for fact in facts if fact[1] or fact[0] in always]


def _check_words(line: KindLine) -> str:
    if line.checked_on is None:
        return _("Never")
    told = {0: _("{day}, it agreed"), -1: _("{day}, {count} missing"), 1: _("{day}, {count} more")}
    sign = (line.difference > 0) - (line.difference < 0)
    return told[sign].format(day=line.checked_on.isoformat(), count=abs(line.difference))


def _spread_words(pool: Pool) -> str:
    told = (
        (pool.out, _("{count} lent")),
        (pool.overdue, _("{count} of them overdue")),
        (pool.unfit, _("{count} set aside")),
        (pool.held, _("{count} held for somebody")),
    )
    return " · ".join(words.format(count=count) for count, words in told if count)


def _bar_tone(pool: Pool) -> Tone:
    if pool.free == 0:
        return Tone.BAD
    return Tone.WARNING if pool.overdue else Tone.GOOD


def _told_piece(line: PieceLine) -> Told:
    due = f"{line.due_on:%m-%d}" if line.due_on else ""
    short = sum(each.short for each in line.parts)
    missing = _("Parts missing: {count}").format(count=short) if short else ""
    told = (str(piece_mark(line.state)), line.with_whom, due, missing)
    tone = None if line.state is PieceState.IN and not short else PIECE_TONES[line.state]
    if short and line.state is PieceState.IN:
        tone = Tone.WARNING
    words = " · ".join(filter(None, told))
    return Told(line.unit.code, words, tone, verb=_("Manage"), key=line.unit.id)


def _told_loan(entry: LoanEntry, today: date) -> Told:
    who = f"{person_words(entry.borrower_shown, entry.tail)} · {pieces_words(entry)}"
    tone = LOAN_TONES[entry.state(today)] if entry.days_late(today) else None
    return Told(who, lateness_words(entry, today), tone, verb=_("Look"), key=entry.line_id)
