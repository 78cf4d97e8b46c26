"""Handing a shift over: for another one, for good, or this once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.roster.swaps import SWAP_KIND_WORDS, NewSwap, SwapKind
from stationdesk.i18n import _
from stationdesk.services.search_words import initials
from stationdesk.ui.roster.words import shift_words
from stationdesk.ui.widgets.fields import ChoiceField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AssignmentId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.reading import Reading


class SwapForm(Form):
    """Asks whose shift goes to whom; at the desk it is done at once, else it waits for consent."""

    def __init__(
        self,
        read: Reading,
        keep: Callable[[NewSwap, bool], object],
        given: Assignment | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``keep`` gets the wish, and whether all agreed already."""
        title = _("Swap or give away a shift")
        super().__init__(title, _("Hand the shift over"), dialogs=dialogs, parent=parent)
        self._read, self._keep = read, keep
        kinds = {kind: _(words) for kind, words in SWAP_KIND_WORDS.items()}
        self.kind = self.add("kind", _("How"), ChoiceField(cast("dict[object, str]", kinds)))
        rows: dict[object, str] = dict(_rows(read).items())
        self.given = self.add(
            "assignment_id",
            _("Whose shift"),
            ChoiceField(rows, initials_of=initials),
            required=True,
        )
        self.taker = self.add(
            "to_volunteer_id",
            _("Goes to"),
            ChoiceField(_people(read), initials_of=initials),
            hint=_("Empty while nobody was found yet."),
        )
        self.other = self.add(
            "other_assignment_id", _("For whose other shift"), ChoiceField({}, initials_of=initials)
        )
        self.reason = self.add("reason", _("Reason"), TextField())
        self.at_once = self.add(
            "at_once",
            _("Consent"),
            TickField(_("All agreed: hand it over now"), value=True),
        )
        if given is not None:
            self.given.set_value(given.id)
        for field in (self.kind, self.given):
            field.edited.connect(self._follow)
        self._follow()
        self.set_clean()

    def keep(self) -> None:
        kind = cast("SwapKind", self.kind.value())
        other, taker = None, cast("VolunteerId | None", self.taker.value())
        if kind is SwapKind.SWAP:
            other = cast("AssignmentId | None", self.other.value())
            row = self._read.row(other) if other is not None else None
            taker = row.volunteer_id if row is not None else None
        wish = NewSwap(
            kind=kind,
            assignment_id=cast("AssignmentId", self.given.value()),
            to_volunteer_id=taker,
            other_assignment_id=other,
            reason=self.reason.value(),
        )
        self._keep(wish, self.at_once.value())

    def _follow(self) -> None:
        """Ask for the other's shift where two are swapped, else for who takes the one."""
        swaps = self.kind.value() is SwapKind.SWAP
        self.grid.show_field("other_assignment_id", shown=swaps)
        self.grid.show_field("to_volunteer_id", shown=not swaps)
        if swaps:
            given = self._read.row(cast("AssignmentId", self.given.value()))
            but = given.volunteer_id if given is not None else None
            self.other.set_options(dict(_rows(self._read, but).items()))


def _rows(read: Reading, but: VolunteerId | None = None) -> Mapping[AssignmentId, str]:
    """Return the places to come in words, but those of one person."""
    found = {}
    for shift in read.shifts():
        for row in read.live(shift.id):
            if shift.day >= read.facts.today and row.volunteer_id != but:
                name = read.person(row.volunteer_id).shown
                found[row.id] = f"{name} · {shift_words(shift)}"
    return found


def _people(read: Reading) -> dict[object, str]:
    people: dict[object, str] = {None: _("Nobody yet")}
    people.update({person.id: person.shown for person in read.active()})
    return people
