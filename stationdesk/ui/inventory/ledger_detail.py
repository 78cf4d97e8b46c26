"""The chosen item beside the ledger: how much there is, until when, where, and what moved last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.stock import KIND_WORDS
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.inventory import BATCH_EXPIRED, BATCH_EXPIRING, STATE_MARKS, batch_mark
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import signed
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, button, icon_button, keep_shown, label, row, rule
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts, Lines
from stationdesk.ui.widgets.fields import CountField

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.stock import Balance, MovementLine, StockLine

LAST_MOVEMENTS = 4
MOST_BATCHES = 6


class LedgerDetail(DetailPane):
    """Shows one line of the ledger; its buttons say what is wanted with it.

    ``issue_wanted`` carries how many pieces to hand out at once.
    """

    issue_wanted = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Choose goods at the left."), parent)
        self.number = label("", "number")
        self.unit = label("", "muted")
        self.levels = Elide("", "muted")
        self.bar = Bar(_("Stock against the target"))
        self.quantity = CountField(1, least=1)
        self.issue = button(_("Issue now"), Icon.ARROW_EXPORT)
        self.scrap_expired = button(_("Scrap what expired"), Icon.DELETE)
        self.facts = Facts()
        self.batches_title = label(_("Batches"), "strong")
        self.batches = Lines()
        self.moves_title = label(_("Last movements"), "strong")
        self.moves = Lines()
        self.card = button(_("Stock card"), look="link")
        self.edit = button(_("Edit"), Icon.EDIT)
        self.receive = button(_("Restock"), Icon.ARROW_IMPORT)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this item"))
        self._fill()
        self.issue.clicked.connect(self._on_issue)
        self.quantity.returnPressed.connect(self._on_issue)

    def show_line(
        self, line: StockLine, balances: list[Balance], moves: list[MovementLine], today: date
    ) -> None:
        """Show an item with what lies where and its card, the oldest movement first."""
        item = line.item
        place = item.place.name if item.place else ""
        told = " · ".join(part for part in (item.code, item.category, place) if part)
        self.show_head(item.title(), STATE_MARKS[line.state], told)
        self._show_amount(line)
        self._show_facts(line)
        self._show_batches(balances, today)
        self._show_moves(moves)
        archived = item.archived_on is not None
        self.quantity.setEnabled(line.usable > 0)
        self.issue.setEnabled(line.usable > 0)
        self.receive.setEnabled(not archived)
        keep_shown(self.scrap_expired, shown=line.expired > 0)

    def go_to_quantity(self) -> None:
        """Let the number of pieces to hand out be typed."""
        self.quantity.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quantity.selectAll()

    def _fill(self) -> None:
        self.number.setContentsMargins(0, 0, 0, 0)
        for words in (self.unit, self.levels):
            words.setAlignment(Qt.AlignmentFlag.AlignBottom)
            words.setContentsMargins(0, 0, 0, px(7))
        self.quantity.setAccessibleName(_("Pieces to issue now"))
        self.quantity.setFixedWidth(px(72))
        self.quantity.setToolTip(_("Pieces to issue now") + "  Ctrl+Enter")
        amount = row(self.number, self.unit, self.levels, gap=8)
        amount.setStretchFactor(self.levels, 1)
        amount.setAlignment(self.levels, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(amount)
        self.body.addWidget(self.bar)
        self.body.addLayout(row(self.quantity, self.issue, gap=8))
        self.body.addWidget(self.scrap_expired)
        self.body.addWidget(self.facts)
        self.body.addWidget(rule())
        self.body.addWidget(self.batches_title)
        self.body.addWidget(self.batches)
        self.body.addWidget(rule())
        self.body.addLayout(row(self.moves_title, None, self.card))
        self.body.addWidget(self.moves)
        self.foot.addWidget(self.edit, 1)
        self.foot.addWidget(self.receive, 1)
        self.foot.addWidget(self.more)

    def _show_amount(self, line: StockLine) -> None:
        item = line.item
        self.number.setText(str(line.usable))
        self.unit.setText(item.unit)
        self.number.setAccessibleName(f"{line.usable} {item.unit}")
        levels = []
        if item.minimum:
            levels.append(_("minimum {count}").format(count=item.minimum))
        if item.target:
            levels.append(_("target {count}").format(count=item.target))
        self.levels.setText("/ " + " · ".join(levels) if levels else "")
        whole = item.target or item.minimum
        keep_shown(self.bar, shown=bool(whole))
        if whole:
            tone = STATE_MARKS[line.state].tone
            enough = line.usable >= item.minimum and line.usable > 0
            self.bar.show_share(line.usable, whole, Tone.GOOD if enough else tone)

    def _show_facts(self, line: StockLine) -> None:
        expired = f"{line.expired} {line.item.unit}" if line.expired else ""
        expiring = f"{line.expiring} {line.item.unit}" if line.expiring else ""
        facts = [
            (_("First expiry"), str(line.earliest_expiry or "")),
            (_("Last movement"), str(line.last_moved_on or "")),
            (_("Expired"), expired),
            (_("Expiring"), expiring),
            (_("Note"), line.item.note),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])

    def _show_batches(self, balances: list[Balance], today: date) -> None:
        shown = sorted(balances, key=_by_expiry)
        lines = [
            (
                str(each.batch.expires_on or each.batch.batch_no or _("no expiry")),
                f"{each.quantity} {each.item.unit}",
                each.place.name,
                _batch_tone(each, today),
            )
            for each in shown[:MOST_BATCHES]
        ]
        if len(shown) > MOST_BATCHES:
            more = _("{count} more").format(count=len(shown) - MOST_BATCHES)
            lines.append((more, "", "", None))
        self.batches.show_lines(lines)
        keep_shown(self.batches_title, shown=bool(lines))

    def _show_moves(self, moves: list[MovementLine]) -> None:
        lines = [
            (
                f"{move.business_date:%m-%d}",
                f"{_(KIND_WORDS[move.kind])} {signed(move.quantity)}",
                move.who,
                Tone.GOOD if move.quantity > 0 else None,
            )
            for move in moves[::-1][:LAST_MOVEMENTS]
        ]
        self.moves.show_lines(lines)
        keep_shown(self.card, shown=bool(lines))

    def _on_issue(self) -> None:
        if (pieces := self.quantity.value()) is not None:
            self.quantity.set_value(1)
            self.issue_wanted.emit(pieces)


def _batch_tone(balance: Balance, today: date) -> Tone | None:
    tones = {BATCH_EXPIRED: Tone.BAD, BATCH_EXPIRING: Tone.WARNING}
    return tones.get(batch_mark(balance, today))


def _by_expiry(balance: Balance) -> tuple[str, str]:
    last = balance.batch.expires_on
    return (last.isoformat() if last else "9", balance.place.name)
