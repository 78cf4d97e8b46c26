"""A found thing entered: what, where, when, and what only its owner knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.keeping.found import FOUND_KINDS, NewFoundThing
from stationdesk.domain.keeping.photos import photo_problems
from stationdesk.domain.phones import tail_of
from stationdesk.i18n import _
from stationdesk.ui.lending.kept_words import unchanged
from stationdesk.ui.lending.places import place_field
from stationdesk.ui.lending.questions_field import QuestionsField
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import FoundThingId, PlaceId
    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.domain.places import Place
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs

ENTITY = "found_thing"
"""What photos call the record they belong to."""


class FoundForm(Form):
    """Enters a found thing, or corrects it; ``thing_id`` tells which one it became."""

    def __init__(
        self,
        keeping: Keeping,
        attachments: Attachments,
        places: Sequence[Place],
        today: date,
        *,
        thing: FoundThing | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Correct {name}").format(name=thing.number) if thing else _("Enter a found thing")
        verb = _("Save") if thing else _("Enter it")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._keeping, self._attachments, self._before = keeping, attachments, thing
        self.thing_id: FoundThingId | None = thing.id if thing else None
        self._add_what(places, today)
        self._add_questions(dialogs)
        self._add_finder()
        if thing is not None:
            self._fill(thing)
        self.kind.edited.connect(self._on_kind)
        self._on_kind()
        self.set_clean()

    def keep(self) -> None:
        if self._before is not None:
            self._keeping.change_found(self._before.id, self._wish())
            return
        if self.thing_id is None:
            self.thing_id = self._keeping.enter_found(self._wish())
        if self._takes_photo() and not self.photo.is_empty():
            uid = self._keeping.found_thing(self.thing_id).uid
            self._attachments.add(ENTITY, uid, self.photo.file_name(), self.photo.value())

    def _wish(self) -> NewFoundThing:
        before = self._before
        return NewFoundThing(
            kind=str(self.kind.value()),
            description=self.description.value(),
            found_where=self.where.value(),
            on=cast("date", self.day.value()),
            questions=self.questions.value(),
            finder_name=self.finder.value() or (before.finder_name if before else ""),
            finder_phone=self.phone.value() or (before.finder_phone if before else ""),
            place_id=cast("PlaceId | None", self.place.value()),
            pass_on_after=self.pass_on.value(),
            note=self.words.value(),
        )

    def _add_what(self, places: Sequence[Place], today: date) -> None:
        kinds: dict[object, str] = {key: _(words) for key, words in FOUND_KINDS.items()}
        self.kind = self.add("kind", _("Kind of thing"), ChoiceField(kinds))
        self.description = self.add(
            "description", _("What it looks like"), TextField(), required=True
        )
        self.where = self.add("found_where", _("Where it was found"), TextField(), required=True)
        self.day = self.add("on", _("Found on"), DayField(today, today), required=True)
        self.place = self.add("place_id", _("Where it lies"), place_field(places))
        self.pass_on = self.add(
            "pass_on_after",
            _("Waits for its owner until"),
            DayField(today),
            hint=_("Empty: as the settings say; papers, cards and cash three days."),
        )

    def _add_questions(self, dialogs: Dialogs) -> None:
        self.questions = self.add(
            "questions",
            _("Questions to whoever claims it (never on a notice)"),
            QuestionsField(),
            wide=True,
        )
        self.photo = self.add("photo", _("Photo"), PhotoField(dialogs), wide=True)

    def _add_finder(self) -> None:
        before = self._before
        shown = unchanged(before.finder_shown) if before else ""
        tail = unchanged(tail_of(before.finder_phone)) if before else ""
        self.finder = self.add("finder_name", _("Finder"), TextField(hint=shown))
        self.phone = self.add("finder_phone", _("Phone of the finder"), TextField(hint=tail))
        self.words = self.add("note", _("Note"), TextField(), wide=True)

    def _fill(self, thing: FoundThing) -> None:
        self.kind.set_value(thing.kind)
        self.description.set_value(thing.description)
        self.where.set_value(thing.found_where)
        self.day.set_value(thing.on)
        self.place.set_value(thing.place.id if thing.place else None)
        self.pass_on.set_value(thing.pass_on_after)
        self.questions.set_value(thing.questions)
        self.words.set_value(thing.note)

    def _takes_photo(self) -> bool:
        """Tell whether a photo may be kept: a card's would be personal data itself."""
        return self._before is None and not any(photo_problems(str(self.kind.value())))

    def _on_kind(self) -> None:
        self.questions.offer(str(self.kind.value()))
        self.grid.show_field("photo", shown=self._takes_photo())
