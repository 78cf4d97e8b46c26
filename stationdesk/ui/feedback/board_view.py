"""The board: answers that still have to be put up, and those that hang there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.feedback.lines import BoardLine, BoardQuery
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.listings.feedback import outcome_words
from stationdesk.ui.feedback.columns import BOARD_FOLDS, board
from stationdesk.ui.feedback.empty_book import nothing_fits
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
)
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_model import LazyRows
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.feedback.deeds import FeedbackDeeds

WAITING = Mark(N_("To be put up"), Tone.WARNING)
HANGING = Mark(N_("On the board now"), Tone.GOOD)
NOTHING = {
    "waiting": N_("No answer waits for the board."),
    "hanging": N_("No answer hangs on the board at present."),
    "gone": N_("No answer was taken off the board yet."),
}
GONE = Mark(N_("Taken down"), Tone.NEUTRAL)


class BoardView(RecordView[BoardLine]):
    """Answers in words that name nobody; Enter notes that one was put up, or taken down.

    ``turn_to`` asks for another page, ``entry_wanted`` for an entry of the book.
    """

    turn_to = pyqtSignal(str, object)
    entry_wanted = pyqtSignal(object)
    detail: _BoardDetail

    def __init__(self, feedback: Feedback, deeds: FeedbackDeeds) -> None:
        segments = {
            "waiting": _("To put up"),
            "hanging": _("Hanging"),
            "gone": _("Taken down"),
        }
        super().__init__(
            FilterBar(_("Words or number"), segments, _("Which answers to show")),
            RecordTable(
                board(),
                _("Answers for the board"),
                key=lambda line: line.reply.id,
                verb_of=_verb,
                many=True,
            ),
            _BoardDetail(),
        )
        self._feedback, self._deeds = feedback, deeds
        self.notice = icon_button(Icon.DOCUMENT, _("Print the notice of answers"))
        self.poster = icon_button(Icon.IMAGE, _("Print the weekly poster"))
        self.post = button(_("All were put up"), Icon.DOCUMENT_CHECKMARK)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the board again."""
        waiting = self._feedback.waiting_for_board()
        self.filters.set_counts({"waiting": len(waiting)})
        segment = self.filters.segment()
        keep_shown(self.post, shown=segment == "waiting" and bool(waiting))
        if segment == "waiting":
            self.table.say_when_empty(self._nothing())
            self.show_records([line for line in waiting if self._fits(line)])
        else:
            self._show_hung(taken_down=segment == "gone")

    def on_filters(self) -> None:
        self.refresh()

    def show_chosen(self, line: BoardLine) -> None:
        self.detail.show_line(line)

    def open_record(self, line: BoardLine) -> None:
        if line.reply.posted_on is None:
            self._deeds.post([line])
        elif line.reply.taken_down_on is None:
            self._deeds.take_down([line])
        else:
            self._show(line)

    def _show_hung(self, *, taken_down: bool) -> None:
        """Show what hangs, or came off again: looked for in the book, and read as it is seen."""
        text, today = self.filters.query(), self._feedback.this_minute().date()
        query = BoardQuery(on=today, text=text, taken_down=taken_down)
        count = self._feedback.board_count(query)
        self.table.say_when_empty(self._nothing())

        def read(first: int, count: int) -> list[BoardLine]:
            return self._feedback.board_lines(query, count, first)

        self.show_records(LazyRows(count, read))

    def _fits(self, line: BoardLine) -> bool:
        said = f"{line.number} {line.paper} {line.said} {line.answer}".casefold()
        return all(word in said for word in self.filters.query().casefold().split())

    def _nothing(self) -> EmptyState:
        """Return what is said while no answer is shown."""
        if self.filters.query():
            return nothing_fits(self.filters.query(), self.filters.clear)
        return EmptyState(Nothing.ALL_DONE, _(NOTHING[self.filters.segment()]))

    def _build(self) -> None:
        table = self.table
        table.view.fold(*BOARD_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Ctrl+A all"), _("Enter note it"))
        table.add_action(_("Was put up…"), self._deeds.post, Icon.DOCUMENT_CHECKMARK, "P")
        table.add_action(_("Was taken down…"), self._deeds.take_down, Icon.SUBTRACT, "Del")
        table.add_action(_("Show the entry"), self.for_row(self._show), Icon.OPEN, "Space")
        self.lay_out(self.notice, self.poster, self.post)

    def _connect(self) -> None:
        self.notice.clicked.connect(partial(self._on_print, "answers-board"))
        self.poster.clicked.connect(partial(self._on_print, "echo-poster"))
        self.post.clicked.connect(self._on_post_all)
        self.detail.first.clicked.connect(self.for_current(self.open_record))
        self.detail.show_entry.clicked.connect(self.for_current(self._show))

    def _on_post_all(self) -> None:
        self._deeds.post(list(self.table.model.shown_records()))

    def _show(self, line: BoardLine) -> None:
        self.entry_wanted.emit(line.entry.id)

    def _on_print(self, paper: str, _checked: bool = False) -> None:
        self.turn_to.emit("reports", paper)


class _BoardDetail(DetailPane):
    """One answer as it hangs, with what it answers."""

    def __init__(self) -> None:
        super().__init__(_("Choose an answer at the left."))
        self._said, self._answer = label("", wrap=True), label("", wrap=True)
        self._facts = Facts()
        self.first = button(_("Was put up"), Icon.DOCUMENT_CHECKMARK)
        self.show_entry = button(_("Show the entry"))
        for title, words in (
            (_("Words of the entry"), self._said),
            (_("The answer"), self._answer),
        ):
            self.body.addWidget(label(title, "strong"))
            self.body.addWidget(words)
        self.body.addWidget(self._facts)
        self.foot.addWidget(self.first, 1)
        self.foot.addWidget(self.show_entry)

    def show_line(self, line: BoardLine) -> None:
        """Show an answer."""
        posted, taken = line.reply.posted_on, line.reply.taken_down_on
        self.show_head(line.number, _mark(line), line.paper)
        self._said.setText(line.said)
        self._answer.setText(line.answer)
        facts = [
            (_("Outcome of the matter"), outcome_words(line.reply)),
            (_("Answered on"), line.reply.at.date().isoformat()),
            (_("Answered by"), line.reply.replied_by),
            (_("Put up on"), posted.isoformat() if posted else ""),
            (_("Taken down on"), taken.isoformat() if taken else ""),
        ]
        self._facts.show_facts([fact for fact in facts if fact[1]])
        rename(self.first, _("Was put up") if posted is None else _("Was taken down"))
        keep_shown(self.first, shown=taken is None)


def _mark(line: BoardLine) -> Mark:
    if line.reply.posted_on is None:
        return WAITING
    return HANGING if line.reply.taken_down_on is None else GONE


def _verb(line: BoardLine) -> str:
    if line.reply.posted_on is None:
        return _("Put up")
    return _("Take down") if line.reply.taken_down_on is None else _("Show")
