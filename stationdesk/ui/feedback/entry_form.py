"""An entry as somebody types it in: what was said first, everything else only where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtGui import QKeySequence, QShortcut

from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.entry_rules import can_be_reached
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.policies import policy_for
from stationdesk.domain.ids import new_uid
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import _
from stationdesk.ui.feedback.body_field import BodyField
from stationdesk.ui.feedback.kind_field import KindField
from stationdesk.ui.feedback.moment_fields import MomentFields
from stationdesk.ui.feedback.repeats_panel import RepeatsPanel
from stationdesk.ui.feedback.words import (
    channel_options,
    group_options,
    praise_options,
    urgency_options,
)
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, TextField, TickField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

ENTITY = "feedback_entry"
"""What photos call the record they belong to."""
ABOUT_SOMEBODY = frozenset({FeedbackKind.COMPLAINT, FeedbackKind.REPORT})
WIDTH = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStart:
    """With what the form begins: what was taken the last time, and what is known already."""

    channel: Channel = Channel.BOOK
    group: str = USUAL_GROUP
    kind: FeedbackKind = FeedbackKind.SUGGESTION
    places: Sequence[str] = ()
    people: Sequence[str] = ()


class EntryForm(Form):
    """Enters what somebody said, or corrects it; ``entry_id`` tells which entry it became."""

    def __init__(
        self,
        feedback: Feedback,
        attachments: Attachments,
        now: datetime,
        start: EntryStart,
        *,
        entry: Entry | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Correct {name}").format(name=entry.number) if entry else _("Enter what was said")
        verb = _("Save") if entry else _("Enter it")
        super().__init__(title, verb, columns=3, dialogs=dialogs, parent=parent)
        self.setMinimumWidth(px(WIDTH))
        self._feedback, self._attachments, self._now = feedback, attachments, now
        self._before = entry
        self._key = new_uid()
        self.entry_id: EntryId | None = entry.id if entry else None
        self._add_what(start)
        self._add_who(start)
        self._add_where(start)
        self.photo = self.add("photo", _("Photo of the page"), PhotoField(dialogs), wide=True)
        self.grid.show_field("photo", shown=entry is None)
        if entry is not None:
            self._fill(entry)
        self._connect_fields()
        self._on_kind()
        self._on_author()
        self.set_clean()
        (self.kind if entry is None else self.body).setFocus()

    def keep(self) -> None:
        if self._before is not None:
            self._feedback.correct(
                self._before.id,
                self._wish(),
                self._before.version,
                forget_author=self.forget.value(),
            )
            return
        if self.entry_id is None:
            self.entry_id = self._register()
        if not self.photo.is_empty():
            uid = self._feedback.entry(self.entry_id).uid
            self._attachments.add(ENTITY, uid, self.photo.file_name(), self.photo.value())

    def _register(self) -> EntryId:
        master = self.repeats.taken()
        if master is None:
            return self._feedback.register(self._wish())
        return self._feedback.register_repeat(self._wish(), master)

    def taken(self) -> EntryStart:
        """Return with what the next entry may begin: the way it came and the visitor group."""
        channel = Channel(str(self.channel.value()))
        return EntryStart(channel=channel, group=str(self.group.value()))

    def _wish(self) -> NewEntry:
        praise = self.kind.value() is FeedbackKind.PRAISE
        about = self.kind.value() in ABOUT_SOMEBODY
        before = self._before
        body = self.body.value()
        return NewEntry(
            body=body,
            kind=self.kind.value(),
            said_at=before.said_at if before else self.said.value(),
            channel=Channel(str(self.channel.value())),
            urgency=Urgency(str(self.urgency.value())),
            visitor_group=str(self.group.value()),
            author_name=self.author.value(),
            author_phone=self.phone.value(),
            place=self.place.value(),
            about_person=self.about.value() if about else "",
            praised=self.praised.value() if praise else "",
            praise_form=PraiseForm(str(self.praise.value())) if praise else PraiseForm.NONE,
            handwritten=before.handwritten if before else not body and not self.photo.is_empty(),
            request_key=self._key,
        )

    def _add_what(self, start: EntryStart) -> None:
        self.kind = self.add("kind", _("What it is"), KindField(start.kind), wide=True)
        self.body = self.add("body", _("Words of the entry"), BodyField(lines=4), wide=True)
        self.limits = label("", "caption", wrap=True)
        self.grid.add_wide(self.limits)
        self.repeats = RepeatsPanel(self._likely, self._now.date())
        self.grid.add_wide(self.repeats)

    def _add_who(self, start: EntryStart) -> None:
        kept = _("unchanged") if self._names_somebody() else ""
        self.channel = self.add("channel", _("How it came"), ChoiceField(channel_options()))
        self.author = self.add("author_name", _("Who said it"), TextField(hint=kept))
        self.phone = self.add("author_phone", _("Phone of the author"), TextField(hint=kept))
        self.reach = label("", "caption", wrap=True)
        self.grid.add_wide(self.reach)
        self.group = self.add("visitor_group", _("Visitor group"), ChoiceField(group_options()))
        self.channel.set_value(str(start.channel))
        self.group.set_value(start.group)

    def _add_where(self, start: EntryStart) -> None:
        self.place = self.add("place", _("Place it is about"), TextField())
        self.place.offer(list(start.places))
        self.urgency = self.add("urgency", _("How urgent"), ChoiceField(urgency_options()))
        self.said = MomentFields(self, "said_at", self._now, _("Said on"))
        for about in ("said_at", "said_at_time"):
            self.grid.show_field(about, shown=self._before is None)
        self.about = self.add("about_person", _("Who it is about"), TextField())
        self.praised = self.add("praised", _("Who is praised"), TextField())
        for field in (self.about, self.praised):
            field.offer(list(start.people))
        options = praise_options()
        self.praise = self.add("praise_form", _("Form of the praise"), ChoiceField(options))
        words = _("Take name and phone out")
        self.forget = self.add("forget", _("Named by mistake"), TickField(words))
        self.grid.show_field("forget", shown=self._names_somebody())

    def _names_somebody(self) -> bool:
        """Tell whether the entry that is corrected names its author."""
        before = self._before
        return before is not None and bool(before.author_shown or before.tail)

    def _fill(self, entry: Entry) -> None:
        self.kind.set_value(entry.kind)
        self.body.set_value(entry.body)
        self.channel.set_value(str(entry.channel))
        self.group.set_value(entry.visitor_group)
        self.place.set_value(entry.place)
        self.urgency.set_value(str(entry.urgency))
        self.about.set_value(entry.about_person)
        self.praised.set_value(entry.praised)
        self.praise.set_value(str(entry.praise_form))

    def _connect_fields(self) -> None:
        self.kind.edited.connect(self._on_kind)
        self.kind.decided.connect(self.body.setFocus)
        self.urgency.edited.connect(self._tell_limits)
        self.body.picture_given.connect(self.photo.take)
        for field in (self.author, self.phone):
            field.edited.connect(self._on_author)
        if self._before is None:
            self.body.edited.connect(self.repeats.look_soon)
            self.kind.edited.connect(self.repeats.look_soon)
        self.repeats.looked.connect(self._take_size)
        for number in range(len(FeedbackKind)):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(partial(self.kind.take_number, number))

    def _likely(self) -> list[Entry]:
        return self._feedback.likely_duplicates(self.body.value(), self.kind.value())

    def _on_kind(self) -> None:
        """Ask for what this kind asks for."""
        kind = self.kind.value()
        self.grid.show_field("about_person", shown=kind in ABOUT_SOMEBODY)
        self.grid.show_field("praised", shown=kind is FeedbackKind.PRAISE)
        self.grid.show_field("praise_form", shown=kind is FeedbackKind.PRAISE)
        self._tell_limits()

    def _tell_limits(self) -> None:
        """Say how long an answer may take, and whether the day's calendar is known."""
        urgency = Urgency(str(self.urgency.value()))
        policies = self._feedback.policies(self._now.date())
        policy = policy_for(self.kind.value(), urgency, self._now.date(), policies)
        if urgency is Urgency.DANGER:
            told = _("Danger: it is answered before the station closes today.")
        else:
            told = _(
                "Working days until the first reply: {first}, until the answer: {final}."
            ).format(first=policy.first_days, final=policy.final_days)
        self.limits.setText(told)

    def _on_author(self) -> None:
        reached = can_be_reached(self.author.value(), self.phone.value())
        kept = self._before is not None and self._before.reachable
        self.reach.setText(
            _("Name and number are shown masked, and erased after the days set.")
            if reached or kept
            else _("Without a name and a whole number the answer goes to the board.")
        )
