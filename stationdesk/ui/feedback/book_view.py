"""The book itself: every entry, the chosen one beside it with its whole chain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    FEEDBACK_KIND_WORDS,
    Channel,
    FeedbackKind,
)
from stationdesk.domain.feedback.lines import EntryLine, by_urgency
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.feedback.states import Move
from stationdesk.domain.problems import Refused
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import _
from stationdesk.ui.feedback.columns import ENTRY_FOLDS, entries
from stationdesk.ui.feedback.empty_book import ALL_DONE, nothing_fits, nothing_left, nothing_yet
from stationdesk.ui.feedback.entry_detail import WIDTH, EntryDetail
from stationdesk.ui.feedback.next_steps import SHORT_VERBS, VERBS, likely_move
from stationdesk.ui.feedback.segments import (
    NEXT,
    SEGMENT_OF_NEXT,
    SEGMENTS,
    SHORT_LISTS,
    counts_of,
    fits_next,
    narrowed,
    segment_of,
)
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_model import LazyRows
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtGui import QAction

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.feedback.search import SearchCounts
    from stationdesk.domain.ids import EntryId
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feedback.deeds import FeedbackDeeds, FeedbackServices

Choice = TypeVar("Choice", bound=str)
MOST_OPEN = 5000
KEYS = {
    Move.REPLY: "R",
    Move.CALL_BACK: "B",
    Move.POST: "P",
    Move.ASSIGN: "F6",
    Move.EXTEND: "Ctrl+E",
    Move.CORRECT: "F4",
    Move.VOID: "Del",
}


class BookView(RecordView[EntryLine]):
    """Entries in a table, looked for in the book itself; the chosen one stands beside them.

    Enter does what is next. ``refused`` carries problems that no form shows.
    """

    refused = pyqtSignal(object)
    detail: EntryDetail

    def __init__(self, services: FeedbackServices, deeds: FeedbackDeeds, dialogs: Dialogs) -> None:
        segments = {key: _(words) for key, words in SEGMENTS.items()}
        super().__init__(
            FilterBar(_("Words, number or initials"), segments, _("Which entries to show")),
            RecordTable(
                entries(services.now),
                _("Entries of the book"),
                key=lambda line: line.entry.id,
                verb_of=_verb,
            ),
            EntryDetail(services.attachments, dialogs),
        )
        self._services, self._deeds = services, deeds
        self._feedback = services.feedback
        self._nothing: tuple[object, ...] = ()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Look through the book again."""
        query, segment = self._query(), self.filters.segment()
        wanted = narrowed(query, segment)
        counts, shown = self._feedback.counts_by(query, wanted)
        self.filters.set_counts(counts_of(counts))
        self._offer_choices(shown)
        self._say_nothing(query, segment, counts.total)
        if segment in SHORT_LISTS:
            self.show_records(self._short_list(wanted))
        else:
            total = counts_of(counts)[segment]
            read = partial(self._read, wanted)
            self.show_records(LazyRows(total, read))

    def show_entry(self, entry_id: EntryId) -> None:
        """Put the cursor on an entry, letting filters go where they hide it."""
        entry = self._feedback.entry(entry_id)
        if not (self._is_short() and self._choose(entry_id)):
            self.filters.clear()
            self.filters.choose(segment_of(entry.state))
            if not self._is_short():
                # A long list is never read through: the number is the only one of its kind.
                self.filters.search.setText(entry.number)
            self._choose(entry_id)
        self.split.open_pane()

    def show_segment(self, key: str) -> None:
        """Show a quick filter, or what has one next step, and nothing else."""
        self.filters.clear()
        self.filters.choose(SEGMENT_OF_NEXT.get(key, key))
        if key in NEXT:
            self.filters.take("next", key)

    def on_filters(self) -> None:
        self.refresh()

    def show_chosen(self, line: EntryLine) -> None:
        entry_id = line.entry.id
        try:
            chain = self._feedback.chain(entry_id)
        except Refused:
            self.detail.show_nothing()
            return
        self.detail.show_chain(
            chain,
            self._deeds.next_of(entry_id),
            self._feedback.moves_for(entry_id),
            self._feedback.problems_of_closing(entry_id),
            self._services.now(),
        )

    def open_record(self, line: EntryLine) -> None:
        if self._deeds.next_of(line.entry.id) is None:
            self.split.open_pane()
        else:
            self._deeds.go_on(line.entry.id)

    def _build(self) -> None:
        self._add_choices()
        table = self.table
        table.view.fold(*ENTRY_FOLDS)
        table.set_hints(_("↑↓ choose"), _("Enter next step"), _("R answer"), _("Space details"))
        table.add_action(_("Next step"), self.for_row(self.open_record), Icon.ARROW_ENTER)
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        for move, (words, name) in VERBS.items():
            run = self.for_row(partial(self._run, move))
            table.add_action(_(words), run, name, KEYS.get(move, ""))
        self.lay_out(pane_width=WIDTH)

    def _add_choices(self) -> None:
        add = self.filters.add_choice
        add("next", _("Next step"), {key: _(words) for key, words in NEXT.items()})
        add("kind", _("Kind of entry"), _choices(_("All kinds"), FEEDBACK_KIND_WORDS))
        add("channel", _("How it came"), _choices(_("All ways"), CHANNEL_WORDS))
        add("group", _("Visitor group"), _choices(_("All visitors"), VISITOR_GROUPS))

    def _offer_choices(self, counts: SearchCounts) -> None:
        """Tell beside each choice how many entries it would show."""
        offer = self.filters.set_options
        offer("kind", _choices(_("All kinds"), FEEDBACK_KIND_WORDS, counts.kinds))
        offer("channel", _choices(_("All ways"), CHANNEL_WORDS, counts.channels))
        offer("group", _choices(_("All visitors"), VISITOR_GROUPS, counts.groups))

    def _say_nothing(self, query: EntryQuery, segment: str, in_book: int) -> None:
        """Say why no entry is shown; ``in_book`` fit what is looked for, whatever their state."""
        hidden = query != EntryQuery() or bool(self.filters.choice("next"))
        about = (hidden and query.text, segment, bool(in_book), hidden)
        if about == self._nothing:
            return
        self._nothing = about
        if hidden:
            empty = nothing_fits(query.text, self.filters.clear)
        elif in_book and segment in ALL_DONE:
            empty = nothing_left(segment)
        else:
            empty = nothing_yet(self._deeds.enter)
        self.table.say_when_empty(empty)

    def _connect(self) -> None:
        detail = self.detail
        detail.next.clicked.connect(self.for_current(self.open_record))
        detail.second.clicked.connect(self.for_current(partial(self._run, Move.REPLY)))
        for move, action in detail.moves.items():
            self._on_action(action, partial(self._run, move))
        deeds = self._deeds
        for name in ("fault", "task", "goods"):
            self._on_action(detail.works[name], partial(self._begin, name))
        self._on_action(detail.works["repeat"], lambda line: deeds.link_repeat(line.entry.id))
        self._on_action(detail.works["loosen"], lambda line: deeds.loosen_repeat(line.entry.id))
        self._on_action(detail.works["author"], lambda line: deeds.show_author(line.entry.id))
        self._on_action(detail.works["paper"], lambda line: deeds.print_sheet(line.entry.id))
        detail.links.pressed.connect(deeds.open_link)
        detail.repeats.pressed.connect(self.show_entry)
        for strip in (detail.photos, detail.page_photos):
            strip.viewed.connect(self._on_photo)
            strip.refused.connect(self.refused)

    def _query(self) -> EntryQuery:
        kind, channel = self.filters.choice("kind"), self.filters.choice("channel")
        group = self.filters.choice("group")
        return EntryQuery(
            text=self.filters.query(),
            kinds=frozenset({FeedbackKind(kind)} if kind else ()),
            channels=frozenset({Channel(channel)} if channel else ()),
            groups=frozenset({group} if group else ()),
        )

    def _short_list(self, query: EntryQuery) -> list[EntryLine]:
        now, wanted = self._services.now(), self.filters.choice("next")
        lines = by_urgency(self._feedback.lines(query, MOST_OPEN), now)
        ready = {e.id for e in self._feedback.ready_to_answer()} if wanted == "ready" else set()
        return [line for line in lines if fits_next(line, wanted, now, ready)]

    def _read(self, query: EntryQuery, first: int, count: int) -> list[EntryLine]:
        return self._feedback.lines(query, count, first)

    def _is_short(self) -> bool:
        return self.filters.segment() in SHORT_LISTS

    def _choose(self, entry_id: EntryId) -> bool:
        return self.table.choose_where(lambda line: line.entry.id == entry_id)

    def _on_action(self, action: QAction, run: Callable[[EntryLine], object]) -> None:
        action.triggered.connect(self.for_current(run))

    def _run(self, move: Move, line: EntryLine) -> None:
        self._deeds.run(move, line.entry.id)

    def _begin(self, what: str, line: EntryLine) -> None:
        self._deeds.begin(what, line.entry.id)

    def _on_photo(self, photo: Attachment) -> None:
        strips = (self.detail.photos, self.detail.page_photos)
        shown = next(each.photos() for each in strips if photo in each.photos())
        PhotoViewer(self._services.attachments, shown, photo, self).exec()


def _choices(
    every: str, words: Mapping[Choice, str], counts: Mapping[Choice, int] | None = None
) -> dict[str, str]:
    """Return choices as a drop-down shows them, ``every`` first; each with its count if known."""
    told = {"": every}
    for key, phrase in words.items():
        count = "" if counts is None else f"  {counts.get(key, 0)}"
        told[str(key)] = f"{_(phrase)}{count}"
    return told


def _verb(line: EntryLine) -> str:
    move = likely_move(line)
    return _(SHORT_VERBS[move]) if move is not None else ""
