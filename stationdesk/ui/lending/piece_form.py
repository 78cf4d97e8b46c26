"""Numbered pieces: several entered at once, or one changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.lending.places import place_field
from stationdesk.ui.lending.tick_list import TickList
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import CountField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, LoanUnitId, PlaceId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit
    from stationdesk.domain.places import Place
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs

MOST_AT_ONCE = 100


class PiecesOfGoodsForm(Form):
    """Numbers pieces of goods, several at once, from the next free number on."""

    def __init__(
        self,
        lending: Lending,
        kind: LoanKind,
        places: Sequence[Place],
        unnumbered: int,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unnumbered`` is how many pieces of the goods bear no number yet."""
        title = _("Number pieces of {name}").format(name=kind.name)
        super().__init__(title, _("Add pieces"), dialogs=dialogs, parent=parent)
        self._lending, self._kind = lending, kind
        self.unit_ids: list[LoanUnitId] = []
        told = _("In the ledger, {count} more bear no number yet.").format(count=unnumbered)
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.count = self.add(
            "quantity",
            _("How many pieces"),
            CountField(max(1, min(unnumbered, MOST_AT_ONCE)), least=1, most=MOST_AT_ONCE),
            required=True,
            hint=_("Numbers follow on: {code}-001, {code}-002 …").format(code=kind.code),
        )
        self.code = self.add(
            "code", _("Number of the piece"), TextField(hint=_("empty: the next free one"))
        )
        self.place = self.add("place_id", _("Place of the pieces"), place_field(places))
        self.words = self.add("note", _("Note"), TextField())
        self.count.edited.connect(self._on_count)
        self._on_count()
        self.set_clean()

    def keep(self) -> None:
        one = self.count.value() == 1
        wish = NewUnit(
            kind_id=self._kind.id,
            code=self.code.value() if one else "",
            place_id=cast("PlaceId | None", self.place.value()),
            note=self.words.value(),
        )
        self.unit_ids = self._lending.add_units([wish] * (self.count.value() or 0))

    def _on_count(self) -> None:
        self.grid.show_field("code", shown=self.count.value() == 1)


class PiecesOfRegisterForm(Form):
    """Makes lines of the amenity register pieces of a kind, as many as are ticked."""

    def __init__(
        self,
        lending: Lending,
        kind: LoanKind,
        amenities: Sequence[Amenity],
        likely: Collection[AmenityId],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``amenities`` could become pieces; the ``likely`` ones are ticked at first."""
        title = _("Pieces of {name} from the register").format(name=kind.name)
        super().__init__(title, _("Add pieces"), dialogs=dialogs, parent=parent)
        self._lending, self._kind = lending, kind
        self.unit_ids: list[LoanUnitId] = []
        told = _("Each line of the amenity register that is ticked becomes one numbered piece.")
        none = _("No line with a single piece is left in the amenity register. Enter one there.")
        self.grid.add_wide(label(told if amenities else none, "muted", wrap=True))
        self._amenities = amenities
        words = [(_told(each), "") for each in amenities]
        ticked = [each.id in likely for each in amenities]
        self.ticks = self.add("amenity_id", _("Lines of the register"), TickList(words, ticked))
        self.grid.show_field("amenity_id", shown=bool(amenities))
        self.set_clean()

    def keep(self) -> None:
        chosen = [self._amenities[number] for number in self.ticks.value()]
        if not chosen:
            raise Refused([Problem("amenity_id", N_("Tick at least one line of the register."))])
        wishes = [NewUnit(kind_id=self._kind.id, amenity_id=each.id) for each in chosen]
        self.unit_ids = self._lending.add_units(wishes)


def _told(amenity: Amenity) -> str:
    place = amenity.place.name if amenity.place else ""
    return " · ".join(filter(None, (amenity.name, amenity.code, place)))


class PieceForm(Form):
    """Changes the number, place or note of one piece."""

    def __init__(
        self,
        lending: Lending,
        unit: LoanUnit,
        places: Sequence[Place],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Edit {name}").format(name=unit.code)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._lending, self._before = lending, unit
        self.code = self.add("code", _("Number of the piece"), TextField(unit.code), required=True)
        self.place = self.add("place_id", _("Place of the piece"), place_field(places))
        self.place.set_value(unit.place_id)
        self.grid.show_field("place_id", shown=unit.amenity_id is None)
        self.words = self.add("note", _("Note"), TextField(unit.note))
        self.set_clean()

    def keep(self) -> None:
        before = self._before
        wish = NewUnit(
            kind_id=before.kind_id,
            code=self.code.value(),
            amenity_id=before.amenity_id,
            place_id=cast("PlaceId | None", self.place.value()),
            note=self.words.value(),
        )
        self._lending.change_unit(before.id, wish, before.version)
