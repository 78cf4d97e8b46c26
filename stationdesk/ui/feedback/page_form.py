"""A page of the paper book with everything that stands on it: the photo beside what one types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QDialogButtonBox

from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import (
    FEEDBACK_KIND_WORDS,
    Channel,
    FeedbackKind,
    PraiseForm,
)
from stationdesk.domain.ids import new_uid
from stationdesk.i18n import _
from stationdesk.ui.feedback.body_field import BodyField
from stationdesk.ui.feedback.kind_field import KindField
from stationdesk.ui.feedback.moment_fields import NOON
from stationdesk.ui.feedback.words import channel_options, group_options, short_body
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import FeedbackPageId
    from stationdesk.domain.problems import Problem
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feedback.entry_form import EntryStart

ENTITY = "feedback_page"
"""What photos call the record they belong to."""
WIDTH = 640
PHOTO = (330, 440)
"""Room for the photo in px of the design: large enough to read what is written there."""


class PageForm(Form):
    """Takes all entries of one page or note; ``page_id`` tells which page it became."""

    def __init__(
        self,
        feedback: Feedback,
        attachments: Attachments,
        now: datetime,
        start: EntryStart,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Enter a page of the book"),
            _("Enter the page"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self.setMinimumWidth(px(WIDTH))
        self._feedback, self._attachments, self._now = feedback, attachments, now
        self._kept: list[NewEntry] = []
        self._key = new_uid()
        self.page_id: FeedbackPageId | None = None
        self._add_page(start, dialogs)
        self._add_entry(start)
        self._add_buttons()
        self._show_kept()
        self.set_clean()
        self.kind.setFocus()

    def keep(self) -> None:
        if self.page_id is None:
            channel = Channel(str(self.channel.value()))
            day = cast("date", self.day.value())
            self.page_id = self._feedback.register_page(
                channel, day, self._entries(), self.words.value()
            )
        if not self.photo.is_empty():
            uid = self._feedback.page(self.page_id).uid
            self._attachments.add(ENTITY, uid, self.photo.file_name(), self.photo.value())

    def take_one_more(self) -> None:
        """Put the entry aside as a part of the page, and begin the next one."""
        if self.body.is_empty():
            self.body.setFocus()
            return
        self._kept.append(self._typed())
        self._begin_next()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what stands against the entry in the fields; another one is opened to be mended."""
        told = list(problems)
        places = [int(each.about.partition(".")[0]) for each in told if _is_of_entry(each)]
        if places and min(places) < len(self._kept):
            self._open(min(places))
            told = [each for each in told if _place_of(each) in (None, min(places))]
        super().show_problems([_of_field(each) for each in told])

    def _add_page(self, start: EntryStart, dialogs: Dialogs) -> None:
        today = self._now.date()
        self.photo = PhotoField(dialogs, shown=PHOTO)
        self.photo.setAccessibleName(_("Photo of the page"))
        self.photo.setFixedWidth(px(PHOTO[0] + 28))
        self.put_beside(self.photo)
        self.channel = self.add("channel", _("How it came"), ChoiceField(channel_options()))
        self.channel.set_value(str(start.channel))
        self.day = self.add("on", _("Written on"), DayField(today, today), required=True)
        self.words = self.add("page_note", _("Note on the page"), TextField(), wide=True)

    def _add_entry(self, start: EntryStart) -> None:
        self.kept = ToldRows()
        self.heading = self.grid.add_heading("")
        self.grid.add_wide(self.kept)
        self.kept.pressed.connect(self._on_open)
        self.kind = self.add("kind", _("What it is"), KindField(start.kind), wide=True)
        self.body = self.add("body", _("Words of the entry"), BodyField(lines=3), wide=True)
        self.author = self.add("author_name", _("Who said it"), TextField())
        self.phone = self.add("author_phone", _("Phone of the author"), TextField())
        self.group = self.add("visitor_group", _("Visitor group"), ChoiceField(group_options()))
        self.group.set_value(start.group)
        self.place = self.add("place", _("Place it is about"), TextField())
        self.place.offer(list(start.places))
        self.about = self.add("about_person", _("Who it is about or praised"), TextField())
        self.about.offer(list(start.people))
        self.kind.decided.connect(self.body.setFocus)
        self.body.picture_given.connect(self.photo.take)

    def _add_buttons(self) -> None:
        more = _("One more from this page")
        self.more = button(more, tip=f"{more}  Ctrl+Shift+Enter")
        box = self.keep_button.parentWidget()
        if isinstance(box, QDialogButtonBox):
            box.addButton(self.more, QDialogButtonBox.ButtonRole.ActionRole)
        self.more.clicked.connect(self.take_one_more)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take_one_more)

    def _typed(self) -> NewEntry:
        kind = self.kind.value()
        named = self.about.value()
        praise = kind is FeedbackKind.PRAISE
        return NewEntry(
            body=self.body.value(),
            kind=kind,
            said_at=self._said_at(),
            visitor_group=str(self.group.value()),
            author_name=self.author.value(),
            author_phone=self.phone.value(),
            place=self.place.value(),
            about_person="" if praise else named,
            praised=named if praise else "",
            praise_form=PraiseForm.WORDS if praise else PraiseForm.NONE,
        )

    def _said_at(self) -> datetime:
        """Return the moment of the page: a page of another day tells no hour."""
        day = self.day.value() or self._now.date()
        if day == self._now.date():
            return self._now
        return self._now.replace(
            year=day.year, month=day.month, day=day.day, hour=NOON.hour, minute=NOON.minute
        )

    def _entries(self) -> list[NewEntry]:
        """Return all of the page, each with the day that is written there now."""
        last = [] if self.body.is_empty() and self._kept else [self._typed()]
        said_at = self._said_at()
        entries = [replace(each, said_at=said_at) for each in (*self._kept, *last)]
        return [replace(entries[0], request_key=self._key), *entries[1:]]

    def _begin_next(self) -> None:
        for field in (self.body, self.author, self.phone, self.place, self.about):
            field.set_value("")
        self._show_kept()
        self.kind.setFocus()

    def _open(self, place: int) -> None:
        """Take an entry of the page back into the fields; what stands there is put in its place."""
        wish = self._kept.pop(place)
        if not self.body.is_empty():
            self._kept.append(self._typed())
        self.kind.set_value(wish.kind)
        self.body.set_value(wish.body)
        self.author.set_value(wish.author_name)
        self.phone.set_value(wish.author_phone)
        self.group.set_value(wish.visitor_group)
        self.place.set_value(wish.place)
        self.about.set_value(wish.praised or wish.about_person)
        self._show_kept()

    def _show_kept(self) -> None:
        number = len(self._kept) + 1
        self.heading.setText(_("Entry {number} of the page").format(number=number))
        self.kept.show_rows(
            [
                Told(
                    f"{place + 1}. {short_body(each.body)}",
                    " · ".join(filter(None, (_(FEEDBACK_KIND_WORDS[each.kind]), each.place))),
                    verb=_("Change it"),
                    key=place,
                )
                for place, each in enumerate(self._kept)
            ]
        )
        self._take_size()

    def _on_open(self, place: object) -> None:
        self._open(cast("int", place))
        self.body.setFocus()


def _is_of_entry(problem: Problem) -> bool:
    return problem.about.partition(".")[0].isdecimal()


def _place_of(problem: Problem) -> int | None:
    return int(problem.about.partition(".")[0]) if _is_of_entry(problem) else None


def _of_field(problem: Problem) -> Problem:
    """Return a problem of an entry as one of the field in which it is typed."""
    if not _is_of_entry(problem):
        return problem
    about = problem.about.partition(".")[2]
    return replace(problem, about={"said_at": "on", "praised": "about_person"}.get(about, about))
