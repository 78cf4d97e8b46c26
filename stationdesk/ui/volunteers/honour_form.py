"""An honour that somebody was given, perhaps resting on praise in the feedback book."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.training import HONOUR_WORDS, HonourKind, NewHonour
from stationdesk.i18n import _
from stationdesk.listings.volunteers import star_words
from stationdesk.services.search_words import initials
from stationdesk.ui.volunteers.words import person_words
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

MOST_STARS = 5
SHORT = 24


class HonourForm(Form):
    """Who is honoured, for what, by whom; praise that names them is offered."""

    def __init__(
        self,
        volunteers: Volunteers,
        people: Sequence[Volunteer],
        today: date,
        given_by: str,
        volunteer_id: VolunteerId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``given_by`` is who usually honours: the station."""
        super().__init__(
            _("Give an honour"), _("Write it down"), columns=2, dialogs=dialogs, parent=parent
        )
        self._volunteers, self._today = volunteers, today
        names: dict[object, str] = {None: _("Choose…")}
        names |= {each.id: person_words(each) for each in people}
        self.who = self.add(
            "volunteer_id", _("Volunteer"), ChoiceField(names, initials), required=True, wide=True
        )
        self.who.set_value(volunteer_id)
        kinds: dict[object, str] = {kind: _(words) for kind, words in HONOUR_WORDS.items()}
        self.kind = self.add("kind", _("Honour"), ChoiceField(kinds))
        stars: dict[object, str] = {n: star_words(n) for n in range(1, MOST_STARS + 1)}
        self.stars = self.add("stars", _("Stars reached"), ChoiceField(stars))
        self.title = self.add("title", _("Name of the honour"), TextField(), required=True)
        self.given_on = self.add("given_on", _("Honour given on"), DayField(today, today))
        self.given_by = self.add(
            "given_by", _("Honour given by"), TextField(given_by), required=True, wide=True
        )
        self.praise = self.add(
            "entry_uid", _("Resting on praise"), ChoiceField({"": _("On none")}), wide=True
        )
        self.reason = self.add("reason", _("Honour given for"), LongTextField(lines=2), wide=True)
        self.who.edited.connect(self._on_who)
        self.kind.edited.connect(self._on_kind)
        self._on_who()
        self._on_kind()
        self.set_clean()

    def keep(self) -> None:
        kind = cast("HonourKind", self.kind.value())
        wish = NewHonour(
            volunteer_id=cast("VolunteerId", self.who.value()),
            kind=kind,
            title=self.title.value(),
            given_on=self.given_on.value() or self._today,
            given_by=self.given_by.value(),
            stars=cast("int", self.stars.value()) if kind is HonourKind.STAR else 0,
            reason=self.reason.value(),
            entry_uid=str(self.praise.value() or ""),
        )
        self._volunteers.give_honour(wish)

    def _on_who(self) -> None:
        who = cast("VolunteerId | None", self.who.value())
        praises = self._volunteers.praises_of(who) if who else []
        told: dict[object, str] = {"": _("On none")}
        told |= {each.uid: f"{each.number} {each.body[:SHORT]}" for each in praises}
        self.praise.set_options(told)
        self.grid.show_field("entry_uid", shown=bool(praises))

    def _on_kind(self) -> None:
        """Offer the usual name of the honour, where none of one's own was typed."""
        kind = self.kind.value()
        self.grid.show_field("stars", shown=kind is HonourKind.STAR)
        usual = {_(words) for words in HONOUR_WORDS.values()}
        if self.title.is_empty() or self.title.value() in usual:
            own = kind is HonourKind.OTHER
            self.title.set_value("" if own else _(HONOUR_WORDS[cast("HonourKind", kind)]))
