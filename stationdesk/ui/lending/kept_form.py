"""A thing taken into safekeeping: for whom, what, until when, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.keeping.kept import KEPT_KINDS, NewKeptThing
from stationdesk.i18n import _
from stationdesk.ui.lending.kept_words import unchanged
from stationdesk.ui.lending.places import place_field
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import KeptThingId, PlaceId
    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.domain.places import Place
    from stationdesk.services.keeping import Keeping
    from stationdesk.ui.dialogs import Dialogs


class KeptForm(Form):
    """Takes a thing in, or corrects what was written; ``thing_id`` tells which one it became.

    The name comes first and the description is written by the kind, so that a key is taken in
    with a name, four digits and Ctrl+Enter. Whose it is is never shown whole again: a name or
    phone left empty stays as it was.
    """

    def __init__(
        self,
        keeping: Keeping,
        places: Sequence[Place],
        today: date,
        *,
        thing: KeptThing | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Correct {name}").format(name=thing.tag) if thing else _("Take into safekeeping")
        verb = _("Save") if thing else _("Take in")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._keeping, self._before = keeping, thing
        self.thing_id: KeptThingId | None = thing.id if thing else None
        self._described_by_hand = thing is not None
        self._add_whose()
        self._add_what(places, today)
        if thing is None:
            told = _("A tag number is drawn when it is taken in: write it on the thing.")
            self.grid.add_wide(label(told, "caption", wrap=True))
            self._on_kind()
        else:
            self._fill(thing)
        self.kind.edited.connect(self._on_kind)
        self.description.textEdited.connect(self._on_described)
        self.set_clean()

    def keep(self) -> None:
        before = self._before
        wish = NewKeptThing(
            kind=str(self.kind.value()),
            description=self.description.value(),
            owner_name=self.owner.value() or (before.owner_name if before else ""),
            owner_phone=self.phone.value() or (before.owner_phone if before else ""),
            on=cast("date", self.day.value()),
            keep_until=self.until.value(),
            place_id=cast("PlaceId | None", self.place.value()),
            note=self.words.value(),
        )
        if before is None:
            self.thing_id = self._keeping.take_in(wish)
        else:
            self._keeping.change_kept(before.id, wish)

    def _add_whose(self) -> None:
        before = self._before
        shown = unchanged(before.owner_shown) if before else ""
        tail = unchanged(before.tail) if before else ""
        self.owner = self.add(
            "owner_name", _("Kept for"), TextField(hint=shown), required=before is None
        )
        self.phone = self.add(
            "owner_phone", _("Phone or its last four digits"), TextField(hint=tail)
        )

    def _add_what(self, places: Sequence[Place], today: date) -> None:
        kinds: dict[object, str] = {key: _(words) for key, words in KEPT_KINDS.items()}
        self.kind = self.add("kind", _("Kind of thing"), ChoiceField(kinds))
        self.description = self.add(
            "description", _("What it looks like"), TextField(), required=True
        )
        self.until = self.add("keep_until", _("To be fetched by"), DayField(today))
        self.place = self.add("place_id", _("Where it lies"), place_field(places))
        self.day = self.add("on", _("Taken in on"), DayField(today, today), required=True)
        self.words = self.add("note", _("Note"), TextField())

    def _fill(self, thing: KeptThing) -> None:
        self.kind.set_value(thing.kind)
        self.description.set_value(thing.description)
        self.until.set_value(thing.keep_until)
        self.place.set_value(thing.place.id if thing.place else None)
        self.day.set_value(thing.on)
        self.words.set_value(thing.note)

    def _on_described(self, _text: str) -> None:
        self._described_by_hand = True

    def _on_kind(self) -> None:
        """Describe the thing by its kind while nobody described it otherwise."""
        if not self._described_by_hand:
            self.description.set_value(self.kind.currentText())
