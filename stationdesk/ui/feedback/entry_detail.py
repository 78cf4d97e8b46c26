"""The chosen entry as one record: what was said, what is owed, what was done, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    PRAISE_FORM_WORDS,
    URGENCY_WORDS,
    Urgency,
)
from stationdesk.domain.feedback.states import ENTRY_STATE_WORDS, EntryState, Move
from stationdesk.domain.masking import masked
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.feedback import state_mark
from stationdesk.ui.feedback.entry_form import ENTITY
from stationdesk.ui.feedback.next_steps import VERBS
from stationdesk.ui.feedback.page_form import ENTITY as PAGE_ENTITY
from stationdesk.ui.feedback.timeline import timeline
from stationdesk.ui.feedback.words import (
    author_words,
    due_words,
    group_words,
    kind_words,
    moment_words,
    short_body,
)
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
    row,
    rule,
    set_look,
)
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PyQt6.QtGui import QAction
    from PyQt6.QtWidgets import QLabel, QWidget

    from stationdesk.domain.feedback.chains import Chain, Link
    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.problems import Problem
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

WIDTH = 332
_ANSWERED = (EntryState.ANSWERED, EntryState.CONFIRMED)


class EntryDetail(DetailPane):
    """Shows one entry with its whole chain; its buttons and menus say what is wanted with it."""

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Choose an entry at the left."), parent)
        self.due = label("", wrap=True)
        self.said = label("", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Facts()
        self.photos, self.page_photos = (PhotoStrip(attachments, dialogs) for _n in range(2))
        self.page_title = label("", "caption", wrap=True)
        self.missing_title = label(_("Before it can be closed"), "strong")
        self.missing = label("", wrap=True)
        self.links_title, self.links = label(_("Begun because of it"), "strong"), ToldRows()
        self.ready = label(_("All of it is done: it can be answered now."), wrap=True)
        self.repeats_title, self.repeats = label(_("Said by others, too"), "strong"), ToldRows()
        self.history = ToldRows()
        self.next = button(_("Go on with it"), Icon.ARROW_ENTER)
        self.second = button(_("Answer it"))
        self.begin = button(_("Begin…"), Icon.LINK)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this entry"))
        self.moves = self._build_moves()
        self.works = self._build_works()
        self._fill()

    def show_chain(
        self,
        chain: Chain,
        next_move: Move | None,
        allowed: Sequence[Move],
        against_closing: Sequence[Problem],
        now: datetime,
    ) -> None:
        """Show an entry; ``allowed`` are the moves of its state, ``next_move`` the usual one."""
        entry = chain.entry
        where = (entry.number, kind_words(entry), _(CHANNEL_WORDS[entry.channel]))
        self.show_head(short_body(entry.body, 60), state_mark(entry), " · ".join(where))
        told, tone = due_words(entry, now)
        self.due.setText(told)
        set_look(self.due, tone=tone.value if tone else None)
        keep_shown(self.due, shown=bool(told))
        self.said.setText(masked(entry.body))
        self.facts.show_facts(_facts(chain, now))
        self._show_photos(chain)
        self._show_missing(entry, against_closing)
        self._show_links(chain, now)
        self._show_repeats(chain, now)
        self.history.show_rows(timeline(chain, now.date()))
        self._offer(entry, next_move, allowed)

    def _show_photos(self, chain: Chain) -> None:
        self.photos.show_of(ENTITY, chain.entry.uid)
        page = chain.page
        if page is not None:
            told = _("Page {number} of the book, written on {day}")
            self.page_title.setText(told.format(number=page.number, day=page.on.isoformat()))
            self.page_photos.show_of(PAGE_ENTITY, page.uid)
        for part in (self.page_title, self.page_photos):
            keep_shown(part, shown=page is not None)

    def _show_missing(self, entry: Entry, against: Sequence[Problem]) -> None:
        shown = entry.state in _ANSWERED and bool(against)
        self.missing.setText("\n".join(f"○ {each}" for each in against))
        for part in (self.missing_title, self.missing):
            keep_shown(part, shown=shown)

    def _show_links(self, chain: Chain, now: datetime) -> None:
        self.links.show_rows([_told_link(each, now) for each in chain.links])
        keep_shown(self.links_title, shown=bool(chain.links))
        keep_shown(self.ready, shown=chain.ready_to_answer)
        set_look(self.ready, tone=Tone.GOOD.value)

    def _show_repeats(self, chain: Chain, now: datetime) -> None:
        rows = []
        if chain.master is not None:
            rows.append(_told_repeat(chain.master, _("Repeats this one"), now))
        rows += [_told_repeat(each, _("Repeats it"), now) for each in chain.duplicates]
        self.repeats.show_rows(rows)
        keep_shown(self.repeats_title, shown=bool(rows))

    def _offer(self, entry: Entry, next_move: Move | None, allowed: Sequence[Move]) -> None:
        keep_shown(self.next, shown=next_move is not None)
        if next_move is not None:
            rename(self.next, _(VERBS[next_move][0]).rstrip("…"))
        answers = Move.REPLY in allowed and next_move is not Move.REPLY
        keep_shown(self.second, shown=answers)
        for move, action in self.moves.items():
            action.setVisible(move in allowed)
        linkable = Move.LINK in allowed
        keep_shown(self.begin, shown=linkable and entry.state is not EntryState.CLOSED)
        self.works["author"].setVisible(bool(entry.author_shown or entry.tail))
        self.works["repeat"].setVisible(linkable and entry.master_id is None)
        self.works["loosen"].setVisible(linkable and entry.master_id is not None)

    def _build_moves(self) -> dict[Move, QAction]:
        menu = QMenu(self)
        made = {move: _action(menu, _(words), name) for move, (words, name) in VERBS.items()}
        menu.addSeparator()
        self._menu = menu
        self.more.setMenu(menu)
        return made

    def _build_works(self) -> dict[str, QAction]:
        begin = QMenu(self)
        made = {
            "fault": _action(begin, _("Report a fault…"), Icon.WRENCH),
            "task": _action(begin, _("Give a task…"), Icon.CLIPBOARD_TASK),
            "goods": _action(begin, _("Ask for goods…"), Icon.BOX),
            "repeat": _action(self._menu, _("It was said before…"), Icon.LINK),
            "loosen": _action(self._menu, _("It stands for itself"), Icon.DISMISS),
            "author": _action(self._menu, _("Show name and phone…"), Icon.EYE),
            "paper": _action(self._menu, _("Print the handling sheet"), Icon.PRINT),
        }
        self.begin.setMenu(begin)
        return made

    def _fill(self) -> None:
        body = self.body
        for part in (self.due, self.said, self.photos, self.facts):
            body.addWidget(part)
        body.addWidget(self.page_title)
        body.addWidget(self.page_photos)
        for title, rows in (
            (self.missing_title, self.missing),
            (self.links_title, self.links),
        ):
            body.addWidget(title)
            body.addWidget(rows)
        body.addWidget(self.ready)
        body.addWidget(self.repeats_title)
        body.addWidget(self.repeats)
        body.addWidget(rule())
        body.addLayout(row(_strong(_("What happened")), None, self.begin))
        body.addWidget(self.history)
        self.foot.addWidget(self.next, 1)
        self.foot.addWidget(self.second, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)


def _strong(words: str) -> QLabel:
    return label(words, "strong")


def _action(menu: QMenu, words: str, name: Icon) -> QAction:
    action = menu.addAction(icon(name), words)
    assert action is not None
    return action


def _facts(chain: Chain, now: datetime) -> list[tuple[str, str]]:
    entry, today = chain.entry, now.date()
    urgent = entry.urgency is not Urgency.NORMAL
    final = entry.final_due_at
    facts = [
        (_("Author"), author_words(entry)),
        (_("Visitor group"), group_words(entry)),
        (_("Said on"), moment_words(entry.said_at, today)),
        (_("Place it is about"), entry.place),
        (_("How urgent"), _(URGENCY_WORDS[entry.urgency]) if urgent else ""),
        (_("Who it is about"), entry.about_person),
        (_("Who is praised"), entry.praised),
        (_("Form of the praise"), _(PRAISE_FORM_WORDS.get(entry.praise_form, ""))),
        (_("Who has it in hand"), entry.handler),
        (_("Answer due"), moment_words(final, today) if final else ""),
        (_("Round"), str(entry.round_number) if entry.round_number > 1 else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _told_link(link: Link, now: datetime) -> Told:
    due = _("by {day}").format(day=f"{link.due_on:%m-%d}") if link.due_on else ""
    how = " · ".join(filter(None, (_(link.progress), link.person, due)))
    late = link.due_on is not None and link.due_on < now.date()
    tone = Tone.GOOD if link.done else Tone.BAD if late else Tone.WARNING
    return Told(link.title, how, tone, link.result, verb=_verb_of_link(link), key=link)


def _verb_of_link(link: Link) -> str:
    """Return what can be done with what was begun; tasks and goods that are done need nothing."""
    if link.entity == "fault":
        return _("Show")
    return "" if link.done else _("Done…")


def _told_repeat(entry: Entry, how: str, now: datetime) -> Told:
    state = _(ENTRY_STATE_WORDS[entry.state])
    parts = (how, entry.number, author_words(entry), moment_words(entry.said_at, now.date()), state)
    return Told(short_body(entry.body), " · ".join(parts), verb=_("Show"), key=entry.id)
