"""A count: the sheet is typed in line by line, differences get their reasons, then it is posted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import Spot
from stationdesk.domain.stocktake import OUTCOME_WORDS, REASONS, Outcome, StocktakeState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import scope_words, signed
from stationdesk.ui.inventory.count_sheet import CountSheet, shows_outcome
from stationdesk.ui.inventory.found_form import FoundForm
from stationdesk.ui.inventory.goods_choice import batch_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, Segmented, button, keep_shown, label, row
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import StocktakeId
    from stationdesk.domain.stocktake import StocktakeLine
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class StocktakeWindow(Panel):
    """Everything typed is kept at once; the window may be closed and opened again any time."""

    def __init__(
        self,
        inventory: Inventory,
        stocktake_id: StocktakeId,
        offer: GoodsOnOffer,
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Stocktake"), 1180, 640, parent)
        self._inventory, self._id = inventory, stocktake_id
        self._offer, self._today, self._dialogs = offer, today, dialogs
        self.stocktake = inventory.stocktake(stocktake_id)
        self.lists = Segmented(
            {"all": _("Whole sheet")}
            | {
                each.value: _(OUTCOME_WORDS[each])
                for each in (
                    Outcome.UNCOUNTED,
                    Outcome.MISSING,
                    Outcome.SURPLUS,
                    Outcome.CONFIRMED,
                )
            },
            _("Which lines to show"),
        )
        self.day = DayField(today, today)
        self.progress = Bar(_("Lines counted"), Tone.INFO)
        self.so_far = label("", "muted")
        self.sheet = CountSheet()
        self.told = Elide("", "muted")
        self.reason = TextField(hint=_("Why it differs"))
        self.keep_reason = button(_("Write the reason"))
        self.same_reason = button(_("For all without a reason"))
        self._build_buttons()
        self._build()
        self._connect()
        self.refresh()
        self.go_to_next_uncounted()

    def refresh(self) -> None:
        """Read the count again; the cursor stays where it is."""
        before = self.sheet.current_line()
        self.stocktake = self._inventory.stocktake(self._id)
        self.sheet.show_lines(self.stocktake.lines)
        self._show_numbers()
        self.sheet.go_to(before.id if before else None)

    def go_to_next_uncounted(self) -> None:
        """Put the cursor on the first line that nobody counted, else on the first of all."""
        open_lines = self.stocktake.lines_that(Outcome.UNCOUNTED)
        self.sheet.go_to(open_lines[0].id if open_lines else None)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_open(self) -> bool:
        """Return whether there is still something to count."""
        return self.stocktake.state is StocktakeState.OPEN

    def _build_buttons(self) -> None:
        self.print = self.add_aside(button(_("Print the sheet"), Icon.PRINT, shortcut="Ctrl+P"))
        self.found = self.add_aside(button(_("Not on the sheet…"), Icon.ADD, shortcut="Ctrl+N"))
        self.cancel = self.add_aside(button(_("Cancel the count"), Icon.DISMISS))
        self.post = self.add_deed(button(_("Post the count"), Icon.CHECKMARK, look="primary"))
        self.close_button.setText(_("Close, go on later"))

    def _build(self) -> None:
        self.subtitle.setText(
            " · ".join(
                (self.stocktake.number, scope_words(self.stocktake), self.stocktake.note)
            ).strip(" ·")
        )
        self.day.setAccessibleName(_("Counted on"))
        self.day.setFixedWidth(px(140))
        self.progress.setFixedWidth(px(120))
        for part in (self.progress, self.so_far, label(_("Counted on"), "muted"), self.day):
            self.head.addWidget(part)
        self.reason.setAccessibleName(_("Reason of the difference"))
        self.reason.setFixedWidth(px(260))
        foot = row(self.told, self.reason, self.keep_reason, self.same_reason)
        foot.setStretchFactor(self.told, 1)
        self.hints = Elide(
            "   ".join(
                (
                    _("Digits count"),
                    _("Enter next line"),
                    _("Space as booked"),
                    _("Del not counted"),
                    _("F4 reason"),
                )
            ),
            "caption",
        )
        self.body.addLayout(row(self.lists, None))
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.hints)
        self.body.addLayout(foot)

    def done(self, result: int) -> None:
        self.sheet.finish_typing()
        super().done(result)

    def _connect(self) -> None:
        self.lists.chosen.connect(self._on_list)
        self.sheet.typed.connect(self._on_typed)
        self.sheet.refused.connect(self.note.say)
        self.sheet.line_chosen.connect(self._on_line)
        self.reason.returnPressed.connect(self._on_reason)
        self.keep_reason.setShortcut("F4")
        self.keep_reason.clicked.connect(self._on_keep_reason)
        self.same_reason.clicked.connect(self._on_same_reason)
        self.print.clicked.connect(self._on_print)
        self.found.clicked.connect(self._on_found)
        self.cancel.clicked.connect(self._on_cancel)
        self.post.clicked.connect(self._on_post)

    def _show_numbers(self) -> None:
        lines = self.stocktake.lines
        counts = {each.value: len(self.stocktake.lines_that(each)) for each in Outcome}
        counted = len(lines) - counts[Outcome.UNCOUNTED.value]
        self.lists.set_counts({"all": len(lines)} | counts)
        self.progress.show_share(counted, len(lines))
        self.so_far.setText(
            _("{counted} of {lines} counted").format(counted=counted, lines=len(lines))
        )
        for made in (self.found, self.cancel, self.post):
            keep_shown(made, shown=self.is_open())
        if not self.is_open():
            self.sheet.setEditTriggers(self.sheet.EditTrigger.NoEditTriggers)

    def _on_list(self, outcome: str) -> None:
        self.sheet.narrow(shows_outcome(outcome))
        self.sheet.go_to(None)

    def _on_typed(self, line: StocktakeLine, counted: int | None, steps: int) -> None:
        if not self.is_open():
            return
        following = self.sheet.line_after(line, steps)
        changed = counted != line.counted or (counted is not None and bool(line.moved_since))
        if changed and not self._try(partial(self._write, line, counted)):
            return
        if following is not None:
            ends = following.id == line.id
            self.sheet.go_to(following.id, type_on=bool(steps) and not ends)

    def _write(self, line: StocktakeLine, counted: int | None) -> None:
        self._inventory.count(
            self._id, line.batch.id, line.place.id, counted, on=self.day.value() or self._today
        )

    def _on_line(self, line: StocktakeLine | None) -> None:
        differs = line is not None and bool(line.difference)
        for made in (self.reason, self.keep_reason, self.same_reason):
            made.setEnabled(differs and self.is_open())
        self.told.setText(self._words_about(line) if line else "")
        self.reason.set_value(line.reason if line else "")
        if line is not None:
            self.reason.offer([_(phrase) for phrase in REASONS.get(line.outcome, ())])

    def _words_about(self, line: StocktakeLine) -> str:
        parts = [
            line.item.title(),
            batch_words(line.batch, line.place, self._today),
            _booked_words(line),
        ]
        if line.difference:
            parts.append(_("differs by {difference}").format(difference=signed(line.difference)))
        if line.moved_since:
            moved = _("moved by {change} since it was counted")
            parts.append(moved.format(change=signed(line.moved_since)))
        return " · ".join(parts)

    def _on_keep_reason(self) -> None:
        if self.reason.hasFocus() or not self.reason.is_empty():
            self._on_reason()
        else:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_reason(self) -> None:
        line = self.sheet.current_line()
        if line is None:
            return
        following = self.sheet.line_after(line, 1)
        if self._try(partial(self._explain, [line])):
            self.sheet.go_to(following.id if following else None)
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_same_reason(self) -> None:
        """Give every line that differs the same way and has no reason the one that is written."""
        line = self.sheet.current_line()
        if line is None or self.reason.is_empty():
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        alike = self.stocktake.lines_that(line.outcome)
        self._try(
            partial(self._explain, [each for each in alike if not each.reason or each == line])
        )

    def _explain(self, lines: list[StocktakeLine]) -> None:
        reason = self.reason.value()
        for each in lines:
            self._inventory.explain(self._id, Spot(each.batch.id, each.place.id), reason)

    def _on_found(self) -> None:
        scope = self.stocktake.scope_place
        form = FoundForm(
            self._inventory,
            self._id,
            self._offer,
            self.day.value() or self._today,
            scope.id if scope else None,
            dialogs=self._dialogs,
            parent=self,
        )
        if form.exec():
            self.refresh()
            self.sheet.go_to(self.stocktake.lines[-1].id)

    def _on_print(self) -> None:
        self.lead_to("reports", ("stocktake_sheet", self._id))

    def _on_cancel(self) -> None:
        agreed = self._dialogs.confirm(
            self,
            _("Cancel this count?"),
            _("Nothing will be corrected. What was counted stays in the list of counts."),
            yes=_("Cancel the count"),
            no=_("Go on counting"),
            dangerous=True,
        )
        if agreed and self._try(partial(self._inventory.cancel_stocktake, self._id)):
            self.accept()

    def _on_post(self) -> None:
        self.sheet.finish_typing()
        uncounted = len(self.stocktake.lines_that(Outcome.UNCOUNTED))
        some = 0 < uncounted < len(self.stocktake.lines)
        if some and not self._agrees_to_leave(uncounted):
            return
        post = partial(self._inventory.post_stocktake, self._id, leave_uncounted=some)
        if self._try(post):
            self.accept()
        else:
            self._go_to_first_without_reason()

    def _agrees_to_leave(self, uncounted: int) -> bool:
        return self._dialogs.confirm(
            self,
            _("{count} lines are not counted. Post anyway?").format(count=uncounted),
            _("They stay as they are booked."),
            yes=_("Post the count"),
            no=_("Go on counting"),
        )

    def _go_to_first_without_reason(self) -> None:
        for line in self.stocktake.lines:
            if line.difference and not line.reason:
                self.lists.choose("all")
                self.sheet.go_to(line.id)
                self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return False
        self.note.hide()
        self.refresh()
        return True


def _booked_words(line: StocktakeLine) -> str:
    """Return how many there are by the book, and how many of them are lent out."""
    if not line.lent:
        return _("booked {count} {unit}").format(count=line.owned, unit=line.item.unit)
    told = _("booked {count} {unit}, {lent} on loan, {expected} should be there")
    return told.format(
        count=line.owned, unit=line.item.unit, lent=line.lent, expected=line.expected
    )
